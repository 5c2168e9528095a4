import type { Vocabulary } from '../../ports.ts'
import { lasting } from './lasting.ts'

/** A word of the catalogue found in a text. */
export interface Hit {
  readonly word: string
  /** The category or danger it stands under. */
  readonly name: string
  readonly from: number
  readonly to: number
}

type Entry = readonly [word: string, name: string]
interface Index {
  /** Whether a word may begin with these two units, or be this one. It is small, so that it stays near the processor. */
  readonly starts: Uint8Array
  readonly entries: ReadonlyMap<number, readonly Entry[]>
}

const SLOTS = 0x4000
/** Several share a slot: it may say too much. */
const slotOf = (first: number, second = 0): number => (first * 31 + second) & (SLOTS - 1)
const startsOf = (index: Index['entries']): Uint8Array => {
  const starts = new Uint8Array(SLOTS)
  for (const [start, entries] of index)
    for (const [word] of entries) starts[word.length > 1 ? slotOf(start, word.charCodeAt(1)) : slotOf(start)] = 1
  return starts
}

const indexed = (groups: Vocabulary['categories']): Index => {
  const index = new Map<number, Entry[]>()
  for (const { name, words } of groups)
    for (const word of words) {
      if (word === '') continue
      const start = word.charCodeAt(0)
      const entries = index.get(start) ?? []
      index.set(
        start,
        [...entries, [word.toLowerCase(), name] as const].sort((a, b) => b[0].length - a[0].length),
      )
    }
  return { starts: startsOf(index), entries: index }
}

// The vocabulary stays the same object until the next start.
const indexOf = lasting(indexed)

/** The longest word of the catalogue that stands there. */
const wordAt = ({ starts, entries }: Index, text: string, i: number): Entry | undefined => {
  const start = text.charCodeAt(i)
  const second = i + 1 < text.length ? text.charCodeAt(i + 1) : 0
  if (starts[slotOf(start, second)] !== 1 && starts[slotOf(start)] !== 1) return undefined
  return entries.get(start)?.find((entry) => text.startsWith(entry[0], i))
}

/** The words of the catalogue in a text, the longest at each place. Its cost grows with the text, not with the catalogue. */
export const hits = (text: string, groups: Vocabulary['categories']): readonly Hit[] => {
  const index = indexOf(groups)
  const found: Hit[] = []
  for (let i = 0; i < text.length; i++) {
    const entry = wordAt(index, text, i)
    if (entry === undefined) continue
    // 「单元门口」 is where it is, not what is wrong.
    if (entry[0].endsWith('门') && text[i + entry[0].length] === '口') continue
    found.push({ word: entry[0], name: entry[1], from: i, to: i + entry[0].length })
    i += entry[0].length - 1
  }
  return found
}
/** The longest at each place, whether or not another has begun before it. */
export const wordsIn = (text: string, groups: Vocabulary['categories']): ReadonlySet<string> => {
  const index = indexOf(groups)
  const found = new Set<string>()
  for (let i = 0; i < text.length; i++) {
    const entry = wordAt(index, text, i)
    if (entry !== undefined) found.add(entry[0])
  }
  return found
}
/** Whether any of its words is in a text, or in a part of it. */
export const mentions = (text: string, groups: Vocabulary['categories']): boolean => {
  const index = indexOf(groups)
  for (let i = 0; i < text.length; i++) if (wordAt(index, text, i) !== undefined) return true
  return false
}
