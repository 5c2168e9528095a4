import type { Community, Person } from './community.ts'
import { somebody } from './wording/people.ts'
import { type Eyes, redact } from './wording/redact.ts'

/** Of what somebody wrote, in a line of ours: one line of it, and no more than this. */
const MOST_OF_WORDS = 120

/** Somebody's words as these eyes may see them. */
export const clean = (c: Community, text: string, eyes: Eyes = 'public'): string => {
  const line = text.trim().replace(/\s*\n\s*/g, '；')
  const shown = redact(line.slice(0, 2 * MOST_OF_WORDS), publishedBy(c), eyes)
  return shown.length > MOST_OF_WORDS ? `${shown.slice(0, MOST_OF_WORDS)}…` : shown
}
/** The same, all of them: for a letter. */
export const whole = (c: Community, text: string): string => redact(text.trim(), publishedBy(c))

const publishedBy = (c: Community): readonly string[] => c.is.posts.flatMap(({ phone }) => phone ?? [])

/** What a name may not bring into a line of ours: numbers of ours, and marks that would end its part of the line. */
const MARKS = /[\p{Cf}\p{Cc}#＃@＠:：;；,，、]/gu
const NUMBERED = /(?<=[PpＰｐ])[\s\d０-９]*[\d０-９]/g

/** A name in a line of ours: people choose theirs themselves. */
export const called = (name: string): string => name.replace(MARKS, '').replace(NUMBERED, '').trim()

/**
 * In which nobody whom the community knows is named: the file's people, and those whose dwelling was confirmed, who chose
 * their names themselves and may have taken a word that everybody uses. A stranger's name changes no line of ours.
 */
export const nameless = (c: Community, text: string): string => {
  const named = [...c.all('person')].filter(
    ({ name, listed, dwellings }) =>
      name.length >= 2 && (listed || dwellings.some(({ confirmed }) => confirmed)) && text.includes(name),
  )
  return named.sort((a, b) => b.name.length - a.name.length).reduce(unnamed, text)
}

const unnamed = (text: string, { name, listed }: Person): string => {
  if (listed || !text.includes(name)) return text.replaceAll(name, somebody())
  const parts = [...WORDS.segment(text)]
  const begins = new Set([...parts.map(({ index }) => index), text.length])
  const words = new Set(parts.map(({ segment }) => segment))
  if (words.has(name) && HAN.test(name)) return text // a word of the language
  return text.replaceAll(name, (found, at: number) =>
    begins.has(at) && begins.has(at + name.length) ? somebody() : found,
  )
}
const HAN = /^\p{Script=Han}+$/u
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' })

/** Whether there is something in it that is for no group. */
export const hidesSome = (c: Community, text: string): boolean => redact(text, publishedBy(c)) !== text
