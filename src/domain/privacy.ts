import type { Community, Person } from './state/community.ts'
import { neighbourless, resident, somebody, unrepeated } from './wording/people.ts'
import { type Eyes, leaving, redact, telephones } from './wording/redact.ts'

/** Of what somebody wrote, in a line of ours: one line of it, and no more than this. */
const MOST_OF_WORDS = 120

/**
 * Somebody's words as these eyes may see them.
 * @param card whoever is named in it may be named: it was posted for everybody, or they are told what concerns them
 */
export const clean = (c: Community, text: string, eyes: Eyes = 'public', card = ''): string => {
  const line = text.trim().replace(/\s*\n\s*/g, '；')
  const shown = seenBy(c, begun(line, 2 * MOST_OF_WORDS), eyes, card)
  return shown.length > MOST_OF_WORDS ? `${shown.slice(0, MOST_OF_WORDS)}…` : shown
}
/** Not cut within a number, of which the half would not be known for one. */
const begun = (line: string, most: number): string =>
  line.length > most ? line.slice(0, most).replace(/[^\p{Script=Han}，。！？]{0,40}$/u, '') : line
/** All of it as everybody may read it, with nobody's name: for who knows nobody here. */
export const whole = (c: Community, text: string): string => nameless(c, seenBy(c, text.trim(), 'public'))

const seenBy = (c: Community, text: string, eyes: Eyes, card = ''): string => {
  const shown = redact(text, publishedBy(c), eyes)
  return eyes === 'public' ? neighbourless(unblamed(c, shown, card)) : shown
}

/**
 * What may leave for a model service: nothing private, no door, and nobody who is known here by name, whoever said it.
 * Staff stand by their posts, as in public.
 */
export function forModel(c: Community, text: string): string {
  const names = onTheRolls(c)
  const once = (words: string): string => leaving(nameless(c, unblamed(c, words, '')), names, publishedBy(c))
  const shown = once(text)
  return shown === text ? shown : once(shown) // what was taken out may have set a name free
}

/** Those whom the file names. Who chose her own name may have taken a word that everybody uses. */
const onTheRolls = (c: Community): readonly string[] => [
  ...new Set([
    ...[...c.all('person')].filter(({ listed }) => listed).map(({ name }) => name),
    ...c.is.households.flatMap(({ owners = [] }) => owners),
    ...c.is.delegates.flatMap(({ people }) => people),
  ]),
]

/** What somebody is called, without a door or a telephone in it. */
export const doorless = (c: Community, name: string): string => redact(name.trim(), publishedBy(c))

/** Residents are not named in public, staff are by their post. */
const unblamed = (c: Community, text: string, card: string): string =>
  namedIn(c, text)
    .filter(({ name }) => !card.includes(name))
    .reduce((words, person) => {
      const serves = person.roles.some((role) => role !== 'resident')
      const post = serves ? person.posts[0] : undefined
      if (!words.includes(person.name) || (serves && post === undefined)) return words
      return unrepeated(unnamed(words, person, post ?? resident()), post)
    }, text)

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
export const nameless = (c: Community, text: string): string =>
  namedIn(c, text).reduce((words, person) => unnamed(words, person, somebody()), text)

/** The longest first: 「李芳」 is in 「李芳芳」. */
const namedIn = (c: Community, text: string): readonly Person[] =>
  [...c.all('person')]
    .filter((person) => text.includes(person.name) && isKnown(person))
    .sort((a, b) => b.name.length - a.name.length)

const isKnown = ({ name, listed, dwellings }: Person): boolean =>
  name.length >= 2 && (listed || dwellings.some(({ confirmed }) => confirmed))

const unnamed = (text: string, { name, listed }: Person, instead: string): string => {
  if (listed || !text.includes(name)) return text.replaceAll(name, instead)
  const parts = [...WORDS.segment(text)]
  const begins = new Set([...parts.map(({ index }) => index), text.length])
  const words = new Set(parts.map(({ segment }) => segment))
  if (words.has(name) && HAN.test(name)) return text // a word of the language
  return text.replaceAll(name, (found, at: number) =>
    begins.has(at) && begins.has(at + name.length) ? instead : found,
  )
}
const HAN = /^\p{Script=Han}+$/u
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' })

/** Whether there is something in it that is for no group. */
export const hidesSome = (c: Community, text: string): boolean => redact(text, publishedBy(c)) !== text

/** Whether it tells a door, which staff see and nobody else. */
export const hidesDoor = (c: Community, text: string): boolean =>
  redact(text, publishedBy(c)) !== redact(text, publishedBy(c), 'staff')

/** Telephones that somebody left, for whoever works on it. */
export const telephonesIn = (c: Community, text: string): readonly string[] => telephones(text, publishedBy(c))
