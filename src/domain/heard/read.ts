import type { Read, Stretch, Trouble } from './reading.ts'

type Part = keyof Read
const each = (read: Read, now: (of: Stretch, part: Part) => Stretch | undefined): Read =>
  Object.fromEntries(
    (Object.entries(read) as (readonly [Part, Stretch])[]).flatMap(([part, of]) => {
      const stretch = now(of, part)
      return stretch === undefined ? [] : [[part, stretch]]
    }),
  )

/** Words that were added to others: what the first ones left unread was read in them. The title is that of the first. */
export function readTogether(first: Trouble, more: Trouble): Read {
  const by = first.text.indexOf(more.text)
  const added =
    by < 0 ? {} : each(more.read ?? {}, ([from, to], part) => (part === 'title' ? undefined : [from + by, to + by]))
  return { ...added, ...first.read }
}

/** How many units two texts have in common, from their beginnings. */
const common = (a: string, b: string): number => {
  const most = Math.min(a.length, b.length)
  for (let i = 0; i < most; i++) if (a[i] !== b[i]) return i
  return most
}
const backwards = (text: string): string => text.split('').reverse().join('')

/**
 * Where the parts stand once a text was put right in one place: those around it where they were, the one that was put
 * right in itself where its new words are, and one that was changed in half nowhere.
 * @param right what was put right, if it was in the text at all
 */
export function readAfter(read: Read, before: string, after: string, right?: Part): Read {
  const head = common(before, after)
  const tail = Math.min(common(backwards(before), backwards(after)), Math.min(before.length, after.length) - head)
  const [end, by] = [before.length - tail, after.length - before.length]
  const kept = each(read, ([from, to]) => {
    if (to <= head) return [from, to]
    if (from >= end) return [from + by, to + by]
    return from <= head && to >= end ? [from, to + by] : undefined
  })
  return right === undefined || kept[right] || end + by <= head ? kept : { ...kept, [right]: [head, end + by] }
}

/** None at all, rather than one of nothing. */
export const withRead = (read: Read): { readonly read?: Read } => (Object.keys(read).length > 0 ? { read } : {})
