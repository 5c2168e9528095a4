const pairsOf = (text: string): ReadonlySet<string> => {
  const plain = text.replace(/[^\u4e00-\u9fffa-z0-9]/giu, '').toLowerCase()
  return new Set(Array.from({ length: Math.max(plain.length - 1, 0) }, (_, i) => plain.slice(i, i + 2)))
}
/** A pair that stands in more texts than this says nothing of which one it is. */
const COMMON = 60
/** A text of which this share is found in one other is the same, whatever was cut out of it or put around it. */
const SAME = 0.6

/** Knows texts that must not be learnt from, and finds them again in other words' clothes. */
export const overlap = (kept: readonly string[]): ((text: string) => boolean) => {
  const standsIn = new Map<string, number[]>()
  for (const [which, text] of kept.entries())
    for (const pair of pairsOf(text)) {
      const places = standsIn.get(pair)
      if (places === undefined) standsIn.set(pair, [which])
      else places.push(which)
    }
  return (text) => {
    const rare = [...pairsOf(text)].flatMap((pair) => {
      const places = standsIn.get(pair) ?? []
      return places.length <= COMMON ? [places] : []
    })
    const counts = new Map<number, number>()
    for (const places of rare) for (const which of places) counts.set(which, (counts.get(which) ?? 0) + 1)
    return rare.length > 0 && Math.max(0, ...counts.values()) >= SAME * rare.length
  }
}
