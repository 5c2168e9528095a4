/** What of a text is compared with another: the pairs of neighbouring characters of its headline and of the whole. */
export interface Likeness {
  readonly head: ReadonlySet<number>
  readonly whole: ReadonlySet<number>
}

/** From here on two texts are worth a question whether they are about the same. */
export const ALIKE = 0.215

/** A headline is the first line, and no more than this of it. */
const HEADLINE = 40
/** Whoever writes more says the same again. */
const LONGEST = 1000
/** Shorter than this, a headline that is found whole in a longer text may be there by chance. */
const ENOUGH = 6

const pairs = (text: string): ReadonlySet<number> => {
  const found = new Set<number>()
  const said = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
  for (let i = 1; i < said.length; i++) found.add(said.charCodeAt(i - 1) * 0x10000 + said.charCodeAt(i))
  return found
}

/** @param text its title, where it has one, on a line of its own */
export const liken = (text: string): Likeness => {
  const said = text.trim().slice(0, LONGEST)
  const [head = ''] = said.split(/[\n。！？!?]/, 1)
  return { head: pairs(head.slice(0, HEADLINE)), whole: pairs(said) }
}

const shared = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  const [less, more] = a.size < b.size ? [a, b] : [b, a]
  let count = 0
  for (const pair of less) if (more.has(pair)) count++
  return count
}
/** How much of the one's headline is said anywhere in the other. */
const told = (head: ReadonlySet<number>, whole: ReadonlySet<number>): number =>
  head.size === 0 ? 0 : shared(head, whole) / Math.max(head.size, ENOUGH)

/** How like two texts are, from 0 to 1: what each headline says of the other, and all that both have in common. */
export const likeness = (a: Likeness, b: Likeness): number => {
  if (a.whole.size === 0 || b.whole.size === 0) return 0
  const common = shared(a.whole, b.whole) / Math.sqrt(a.whole.size * b.whole.size)
  return Math.min((told(a.head, b.whole) + told(b.head, a.whole)) / 6 + (2 * common) / 3, 1)
}
