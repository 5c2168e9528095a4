import type { CategoryKind } from '../../domain/state/constitution.ts'
import type { Vocabulary } from '../../ports.ts'

/** How far the second part of 「门…关不上」 may stand behind the first. */
const APART = 8
const CLAUSE = /[,.!?;\n]/

/** Where a word is in a text. */
const wordIn = (text: string, word: string): { readonly from: number; readonly to: number } | undefined => {
  const [first = '', second = ''] = word.split('…')
  for (let from = text.indexOf(first); from >= 0; from = text.indexOf(first, from + 1)) {
    const begins = from + first.length
    const apart = text.slice(begins).indexOf(second)
    if (apart >= 0 && apart <= APART && !CLAUSE.test(text.slice(begins, begins + apart)))
      return { from, to: begins + apart + second.length }
  }
  return undefined
}
/** How much of it is there: its length, or nothing. */
const weight = (text: string, word: string): number =>
  wordIn(text, word) === undefined ? 0 : word.replace('…', '').length

/** The longest word in a text that speaks for a kind. */
export const kindWord = (text: string, { words }: Kind): ReturnType<typeof wordIn> =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => wordIn(text, word))
    .find((found) => found !== undefined)

type Kind = Pick<CategoryKind, 'name' | 'words' | 'urgent' | 'frail'>

interface Sorted {
  readonly kind: Kind | undefined
  /** Characters of the text that speak for it. */
  readonly weight: number
}
/** The kind within a category that most of a text's words are of: of several the one that stands first. */
export const kindIn = (text: string, category: string, { categories }: Pick<Vocabulary, 'categories'>): Sorted => {
  const { kinds = [] } = categories.find(({ name }) => name === category) ?? {}
  let best: Kind | undefined
  let most = 0
  for (const kind of kinds) {
    const sum = kind.words.reduce((total, word) => total + weight(text, word), 0)
    if (sum > most) [best, most] = [kind, sum]
  }
  return { kind: best, weight: most }
}

/** Somebody who is not well served by waiting. */
const DEPENDENT =
  /老人|老年人|老的|老太|老头|老汉|爷爷|奶奶|婆婆|孕妇|怀孕|大肚子|产妇|坐月子|月子|婴儿|宝宝|奶娃|早产|病人|透析|尿毒症|化疗|吸氧|呼吸机|心脏病|卧床|瘫痪|偏瘫|轮椅|拐杖|残疾|盲人/

export const dependentIn = (text: string): { readonly from: number; readonly to: number } | undefined => {
  const found = DEPENDENT.exec(text)
  return found === null ? undefined : { from: found.index, to: found.index + found[0].length }
}

/** Whether a kind of trouble presses by itself, or because of whom it meets. */
export const presses = (kind: Kind | undefined, text: string): boolean =>
  kind?.urgent === true || (kind?.frail === true && DEPENDENT.test(text))
