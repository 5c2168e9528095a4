import type { Reading } from '../heard/reading.ts'
import type { Outcome, Situation } from '../situation.ts'
import { ask } from './ask.ts'

/** What a service thinks it sees is asked about, never filed; who is asked something else already is left alone. */
export function pictured(s: Situation, { trouble, of }: Extract<Reading, { do: 'pictured' }>): Outcome | undefined {
  if (s.late || s.pending || s.c.get('pending', s.speaker.key)) return undefined
  const photos = [...new Set([...s.photos, of])]
  return ask(s, { ask: 'register', draft: { trouble, sources: [...new Set([s.heard.id, of])], photos, by: 'picture' } })
}
