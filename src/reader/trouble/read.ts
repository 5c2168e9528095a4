import type { Read, Stretch, Trouble } from '../../domain/heard/reading.ts'
import type { Vocabulary } from '../../ports.ts'
import { hits } from '../text/lexicon.ts'
import type { Words } from '../text/normal.ts'
import { dependentIn, kindIn, kindWord, presses } from './kind.ts'
import { placeIn } from './place.ts'
import { URGENT } from './signs.ts'

const stretch = (found: { readonly from: number; readonly to: number } | undefined): Stretch | undefined =>
  found && [found.from, found.to]
const matched = (text: string, pattern: RegExp): Stretch | undefined => {
  const found = pattern.exec(text)
  return found === null ? undefined : [found.index, found.index + found[0].length]
}
const standing = (text: string, words: string): Stretch | undefined => {
  const from = words === '' ? -1 : text.indexOf(words)
  return from < 0 ? undefined : [from, from + words.length]
}
/** What is not there is no key at all. */
const present = (read: { readonly [part in keyof Read]: Stretch | undefined }): Read =>
  Object.fromEntries(Object.entries(read).filter(([, of]) => of !== undefined))

type Details = Pick<Trouble, 'kind' | 'urgent' | 'read'>

/** The kind of a trouble, whether it presses, and where in its words that was read. */
export const detailsOf = (
  { raw, text, whole, asks }: Words,
  vocabulary: Vocabulary,
  {
    category,
    danger,
    title,
  }: { readonly category: string; readonly danger: string | undefined; readonly title: string },
): Details => {
  const { kind } = kindIn(whole, category, vocabulary)
  const of = hits(text, vocabulary.categories).filter(({ name }) => name === category)
  const frail = kind?.frail === true ? dependentIn(text) : undefined
  const endangered = hits(text, vocabulary.dangers).find(({ name }) => name === danger)
  const urgent = danger !== undefined || ((URGENT.test(text) || presses(kind, text)) && !asks)
  const read = present({
    place: stretch(placeIn(text, vocabulary.places)),
    category: stretch([...of].sort((a, b) => b.word.length - a.word.length)[0]),
    kind: kind && stretch(kindWord(text, kind)),
    title: standing(raw, title),
    urgent: urgent ? (stretch(endangered) ?? matched(text, URGENT) ?? stretch(frail)) : undefined,
  })
  return {
    ...(kind === undefined ? {} : { kind: kind.name }),
    urgent,
    ...(Object.keys(read).length > 0 ? { read } : {}),
  }
}
