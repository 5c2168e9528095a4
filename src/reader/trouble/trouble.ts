import type { Trouble } from '../../domain/heard/reading.ts'
import type { Vocabulary } from '../../ports.ts'
import { dangerIn, dangersIn } from '../danger/danger.ts'
import { type Words, words } from '../text/normal.ts'
import { asServed, blamedIn } from './blamed.ts'
import { type Clause, type Evidence, evidenceOf, FAINT, telling } from './evidence.ts'
import { type Hunch, none, SHIPPED } from './hunch.ts'
import { kindIn } from './kind.ts'
import { placeIn } from './place.ts'
import { withoutPlea } from './plea.ts'
import { titleOf } from './privacy.ts'
import { detailsOf } from './read.ts'

/** From here on an unaddressed sentence is worth a question to its author. */
export const ENOUGH = 0.5

// ── category ──

/** Words of its kinds speak for a category too, in a long letter no more than in a sentence. */
const MOST_OF_KIND = 6
/** How much the words of the catalogue speak for each category. */
const wordsFor = (clauses: readonly Clause[], vocabulary: Vocabulary): ReadonlyMap<string, number> => {
  const scores = new Map<string, number>()
  for (const { things, fault } of clauses)
    for (const hit of things) {
      const weight = hit.word.length * (fault ? 2 : 1) * (telling(hit) ? 1.5 : 1) * (FAINT.test(hit.word) ? 0.4 : 1)
      scores.set(hit.name, (scores.get(hit.name) ?? 0) + weight)
    }
  if (scores.size > 1) {
    const text = clauses.map((clause) => clause.text).join()
    for (const [name, score] of scores)
      scores.set(name, score + Math.min(kindIn(text, name, vocabulary).weight, MOST_OF_KIND))
  }
  return scores
}
/** What a word of two characters, said with a fault, counts beside what the trained model finds likely. */
const WORD = 0.5
/** As likely as one of a dozen is a category that the model has not learnt: words decide. */
const UNLEARNT = 1 / 12
/** Words may speak for what the model finds next to impossible. */
const FLOOR = 1e-4
/** Less likely than this it is of none that is named nowhere in it. */
const UNNAMED = 0.1
/** Words that say so much, and so many times as much as those for any other category, decide by themselves. */
const CLEAR = 5
const TIMES = 1.6
const clearly = (named: ReadonlyMap<string, number>): string | undefined => {
  const [first, second] = [...named].sort((a, b) => b[1] - a[1])
  return first !== undefined && first[1] >= CLEAR && first[1] >= TIMES * (second?.[1] ?? 0) ? first[0] : undefined
}
const categoryOf = (evidence: Evidence, vocabulary: Vocabulary, hunch: Hunch): string => {
  const named = wordsFor(evidence.clauses, vocabulary)
  const clear = clearly(named)
  if (clear !== undefined) return clear
  const likely = hunch.sorts(gist(evidence, vocabulary))
  const scored = vocabulary.categories
    .filter(({ name }) => named.has(name) || (likely.get(name) ?? 0) >= UNNAMED)
    .map(
      ({ name }) =>
        [name, Math.log(Math.max(likely.get(name) ?? UNLEARNT, FLOOR)) + WORD * (named.get(name) ?? 0)] as const,
    )
  const [best] = scored.sort((a, b) => b[1] - a[1])
  return best?.[0] ?? vocabulary.categories.at(-1)?.name ?? ''
}

/** 「困在3栋电梯里」 is 「困在电梯里」. */
export const placeless = (text: string, places?: Vocabulary['places']): string => {
  const spot = placeIn(text, places)
  return spot === undefined ? text : text.slice(0, spot.from) + text.slice(spot.to)
}
/** What a category is read from: not where it is, no number, and of a long text the clauses that tell of something. */
const SHORT = 60
export const gist = ({ text, clauses }: Evidence, vocabulary: Vocabulary): string => {
  const told = text.length > SHORT ? clauses.filter(({ things, fault }) => fault || things.length > 0) : []
  const whole = told.length > 0 ? told.map((clause) => clause.text).join(',') : text
  return placeless(whole, vocabulary.places)
    .replace(/\d{5,}/g, '')
    .slice(0, SHORT)
}
const AT_HOME = /(?:我|俺|咱)们?(?:自己)?(?:家|屋)|(?:家里|屋里|屋头)/

const unpleading = (said: Words): Words => {
  const rest = withoutPlea(said.raw)
  return rest === said.raw || rest === '' ? said : words(rest)
}

/** A sentence with what speaks for its telling of something that somebody should put right, and how sure that is. */
export interface Weighed extends Evidence {
  readonly words: Words
  /** Cut off the words: that she is not to be named. */
  readonly unnamed: boolean
  readonly danger: string | undefined
  readonly sure: number
}
/**
 * @param addressed the will to report is given, as it is by who asks not to be named
 * @param hunch the trained model, and its guess
 */
export const weighed = (
  said: Words,
  vocabulary: Vocabulary,
  addressed: boolean,
  hunch: Hunch = none,
  guessed = 0,
): Weighed => {
  const words = unpleading(said)
  const unnamed = words !== said
  const guess = unnamed ? hunch.guess(words.whole) : guessed
  const evidence = evidenceOf(words, vocabulary)
  const { clauses, place } = evidence
  const elsewhere = placeless(words.whole, vocabulary.places)
  const danger =
    dangerIn(words.whole, vocabulary) ?? (elsewhere === words.whole ? undefined : dangerIn(elsewhere, vocabulary))
  const sure = hunch.weigh(guess, evidence)
  const known = clauses.some((clause) => clause.things.length > 0) || place !== undefined
  const given = (addressed || unnamed) && (known || sure > 0) ? Math.min(sure + 0.3, 1) : sure
  return { ...evidence, words, unnamed, danger, sure: danger === undefined ? given : Math.max(given, 0.9) }
}

/** Whoever is called is called for the danger, whatever else is wrong. */
const endangered = (found: Weighed, vocabulary: Vocabulary): Evidence => {
  const clauses = found.clauses.filter(({ text }) => dangerIn(text, vocabulary) === found.danger)
  return clauses.length === 0 ? found : { ...found, clauses, text: clauses.map(({ text }) => text).join() }
}

const endangering = (words: Words, vocabulary: Vocabulary, danger: string): Pick<Trouble, 'danger' | 'dangers'> => {
  const dangers = dangersIn(words.whole, vocabulary).filter((name) => name !== danger)
  return { danger, ...(dangers.length === 0 ? {} : { dangers }) }
}

/** What a sentence that was weighed says is wrong. */
export const troubleOf = (vocabulary: Vocabulary, found: Weighed, hunch: Hunch = SHIPPED): Trouble => {
  const { words, unnamed, place, danger, sure } = found
  const blamed = danger === undefined ? blamedIn(words, vocabulary) : []
  const served = blamed.length === 0 ? words : asServed(words, blamed)
  const evidence = danger === undefined ? found : endangered(found, vocabulary)
  const category = categoryOf(served === words ? evidence : evidenceOf(served, vocabulary), vocabulary, hunch)
  const title = titleOf(words, vocabulary, category)
  return {
    text: words.raw,
    title,
    category,
    ...(place === undefined ? {} : { place }),
    ...(AT_HOME.test(words.text) ? { atHome: true } : {}),
    ...detailsOf(words, vocabulary, { category, danger, title }),
    ...(blamed.length === 0 ? {} : { blamed }),
    ...(danger === undefined ? {} : endangering(words, vocabulary, danger)),
    ...(unnamed ? { unnamed } : {}),
    sure,
  }
}
export const troubleIn = (words: Words, vocabulary: Vocabulary, addressed: boolean): Trouble =>
  troubleOf(vocabulary, weighed(words, vocabulary, addressed))
