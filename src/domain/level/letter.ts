import { DAY, type Instant } from '../calendar.ts'
import type { Grade, Place } from '../heard/reading.ts'
import { isOpen } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { OtherFact } from '../state/facts.ts'
import type { Case, Linked } from '../state/matter.ts'

/**
 * What a community tells the one above or below of a case: its public face and nothing else. `case` is the number of who
 * writes, `yours` that of who reads, where it is known.
 */
export type Letter = { readonly case: number; readonly yours?: number } & Told
type Told =
  /** 上报, 交办: the one who reads is to open a case of its own. */
  | { readonly letter: 'up' | 'down'; readonly face: Face; readonly reason: string }
  | { readonly letter: 'opened'; readonly due: Instant }
  | { readonly letter: 'due'; readonly due: Instant; readonly reason: string }
  /** 缓办, or nobody is at home till then, and its end before that day. `by`: as who reads had put it off. */
  | {
      readonly letter: 'held'
      readonly until: Instant
      readonly reason: string
      readonly why?: 'resident'
      readonly by?: 'you'
    }
  | { readonly letter: 'resumed' }
  | { readonly letter: 'news'; readonly text: string }
  | { readonly letter: 'photo'; readonly when: 'raised' | 'done'; readonly photos: readonly string[] }
  | { readonly letter: 'finished'; readonly text: string; readonly photos: readonly string[] }
  /** What was said of a finish was put right, or taken back. */
  | { readonly letter: 'corrected'; readonly text: string }
  | { readonly letter: 'taken-down' }
  | { readonly letter: 'refused'; readonly reason: string }
  | { readonly letter: 'withdrawn'; readonly reason: string }
  | { readonly letter: 'reopened'; readonly text: string }
  /** Of so many households that rated the answer, so many are content. */
  | { readonly letter: 'rated'; readonly grade: Grade; readonly good: number; readonly all: number }
  /** A case of its own that is late; `above`: so late that the level above has to press. */
  | { readonly letter: 'red'; readonly late: Late; readonly above: boolean }
  | { readonly letter: 'green' }

/** A case as it is shown to everybody. */
export interface Face {
  readonly title: string
  /** The original words, without what is for nobody's eyes. */
  readonly text: string
  readonly category: string
  readonly kind?: string
  readonly place?: Pick<Place, 'building' | 'unit' | 'named'>
  readonly urgent: boolean
  /** The first date. */
  readonly raisedAt: Instant
  /** Names under live/<id>/media of who writes. */
  readonly photos: readonly string[]
}
export interface Late {
  readonly title: string
  readonly post?: string
  readonly due: Instant
}

/** A case of the level below that is late; key: 「xingfuli/27」. `pressing`: so late that this level has to press. */
export interface Lower extends Late {
  readonly pressing?: true
  readonly community: string
  readonly name: string
  readonly number: number
}

/** A level that raised, answers or rates stands where a person does. It hears by letter, never by a line. */
export const levelKey = (community: string): string => `level:${community}`
export const isLevel = (person: string): boolean => person.startsWith('level:')

/** Where a case is now that this community handed over. */
export const goneTo = ({ up, down }: Pick<Case, 'up' | 'down'>): Linked | undefined => up ?? down
/** Another level works on it, nobody here. */
export const isAway = (matter: Case): boolean => isOpen(matter) && goneTo(matter) !== undefined

/** Whether that is the level above or one below, now: the file may name another since. */
export const isServed = ({ is: { parent, children = [] } }: Pick<Community, 'is'>, id: string): boolean =>
  parent?.id === id || children.some((one) => one.id === id)

/** Nothing changed here by it, but they are to know. */
export const replied = (to: string, at: Instant, letter: Letter): OtherFact => ({
  type: 'letter-replied',
  at,
  to,
  letter,
})
/** Of what they have from here, or it is theirs. */
export const newsTo = ({ number }: Case, { community, number: yours }: Linked, text: string, at: Instant): OtherFact =>
  replied(community, at, { letter: 'news', case: number, ...(yours === undefined ? {} : { yours }), text })

/** The community that a letter is from, as it calls itself. */
export interface Sender {
  readonly id: string
  readonly name: string
}

/** So long it is tried to deliver a letter: not longer than who reads it remembers its key. */
export const LETTER_KEPT = 30 * DAY

/** The names of the files that go with it. */
export const photosOf = (letter: Letter): readonly string[] =>
  letter.letter === 'up' || letter.letter === 'down' ? letter.face.photos : 'photos' in letter ? letter.photos : []

/** Remembered of a letter that was given up. */
export const lostKey = (key: string): string => `${key}/lost`
