import { fallbackPost } from '../case/register.ts'
import type { Reading } from '../heard/reading.ts'
import { answer, type Outcome, type Situation } from '../situation.ts'

/** 谁值班: where there is no rota, it is a word among neighbours. */
export function whoIsOnDuty(s: Situation, reading: Extract<Reading, { do: 'on-duty' }>): Outcome | undefined {
  const { on, whole, phone, unknown } = reading
  if ((s.c.is.duty ?? []).length === 0 && (phone || !s.heard.addressed || !fallbackPost(s.c))) return undefined
  return answer({ say: 'on-duty', at: on ?? s.now, whole: whole === true, ...(unknown ? { unknown } : {}) })
}
