import type { Community } from './community.ts'
import { type Eyes, redact } from './wording/redact.ts'

/** Of what somebody wrote, in a line of ours: one line of it, and no more than this. */
const MOST_OF_WORDS = 120

/** Somebody's words as these eyes may see them. */
export const clean = (c: Community, text: string, eyes: Eyes = 'public'): string => {
  const line = text.trim().replace(/\s*\n\s*/g, '；')
  const shown = redact(line.slice(0, 2 * MOST_OF_WORDS), publishedBy(c), eyes)
  return shown.length > MOST_OF_WORDS ? `${shown.slice(0, MOST_OF_WORDS)}…` : shown
}
const publishedBy = (c: Community): readonly string[] => c.is.posts.flatMap(({ phone }) => phone ?? [])

/** Whether there is something in it that is for no group. */
export const hidesSome = (c: Community, text: string): boolean => redact(text, publishedBy(c)) !== text
