import { fallbackPost } from './raise.ts'
import type { Reading } from './reading.ts'
import { answer, type Outcome, type Situation } from './situation.ts'

/** 谁值班: where there is no rota, it is a word among neighbours. */
export function whoIsOnDuty(s: Situation, { on, whole }: Extract<Reading, { do: 'on-duty' }>): Outcome | undefined {
  if ((s.c.is.duty ?? []).length === 0 && (!s.heard.addressed || !fallbackPost(s.c))) return undefined
  return answer({ say: 'on-duty', at: on ?? s.now, whole: whole === true })
}
