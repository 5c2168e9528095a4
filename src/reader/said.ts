import type { Instant } from '../domain/calendar.ts'
import type { Heard } from '../domain/heard/input.ts'
import { matterIn, reminderIn } from '../domain/heard/quoted.ts'
import type { Reading } from '../domain/heard/reading.ts'
import type { Vocabulary } from '../ports.ts'
import { type Words, words } from './text/normal.ts'

/** A message made ready for the rules. */
export interface Said extends Words {
  readonly vocabulary: Vocabulary
  readonly addressed: boolean
  /** What a neighbour said, where it is quoted. */
  readonly neighbour: string | undefined
  /** Said to the bot: by name, in private, or by quoting it. Only then may short everyday words be commands. */
  readonly pointed: boolean
  /** The case number in the bot's line that is quoted. */
  readonly quotedCase: number | undefined
  readonly quotedPoll: number | undefined
  readonly quotedReminder: number | undefined
  readonly at: Instant
}

/** What a message may mean by one kind of words; empty if it has nothing to do with them. */
export interface Rule {
  (said: Said): readonly Reading[]
  /**
   * What was not said to the bot means something by a rule only if one of these patterns is found in its text, or if
   * `or` holds of it. Tells the gate which rules need not be asked; what was said to the bot passes by every rule.
   */
  readonly needs: readonly RegExp[]
  readonly or?: (said: Said) => boolean
}
export const rule = (needs: Rule['needs'], read: (said: Said) => readonly Reading[], or?: Rule['or']): Rule =>
  Object.assign(read, or === undefined ? { needs } : { needs, or })
/** A rule that no pattern tells of. */
export const when = (or: NonNullable<Rule['or']>, read: (said: Said) => readonly Reading[]): Rule => rule([], read, or)

export const saidIn = (heard: Heard, vocabulary: Vocabulary): Said => {
  const ours = heard.quote?.ours === true
  const { case: of, poll } = ours ? matterIn(heard.quote?.text ?? '') : {}
  const { raw, text, asks, whole, written } = words(heard.text)
  return {
    raw,
    text,
    asks,
    whole,
    written,
    vocabulary,
    addressed: heard.addressed,
    neighbour: ours ? undefined : heard.quote?.text,
    pointed: heard.addressed || ours,
    quotedCase: of,
    quotedPoll: poll,
    quotedReminder: ours ? reminderIn(heard.quote?.text ?? '') : undefined,
    at: heard.at,
  }
}

/** A stretch of it, as if it had been said alone. */
export const part = (said: Said, raw: string): Said => ({ ...said, ...words(raw) })

/** Leaves out what is not there: an absent number is no key at all. */
export const about = (number: string | undefined): { readonly case?: number } =>
  number === undefined ? {} : { case: Number(number) }
export const inPoll = (number: string | undefined): { readonly poll?: number } =>
  number === undefined ? {} : { poll: Number(number) }

/** What the first of these wordings that fits finds. */
export const firstOf = (wordings: readonly RegExp[], text: string): RegExpExecArray | undefined =>
  wordings.map((wording) => wording.exec(text)).find((found) => found !== null)

/** What stands between its marks, each part without the particle at its end. */
export const clausesOf = (text: string): readonly string[] =>
  text
    .split(/[ ,.!;:~、…]+/)
    .map((clause) => clause.replace(/[吧嘛啊哈呀哦]{1,2}$/, ''))
    .filter((clause) => clause !== '')

/** One whole sentence, in any of these wordings, 「了」 or not. */
export const exactly = (wordings: string): RegExp => new RegExp(`^(?:${wordings})了?$`)
