import { words } from '../reader/text/normal.ts'
import { numeral } from '../reader/text/numeral.ts'
import { householdIn, placeIn } from '../reader/trouble/place.ts'

/** What people write as a number, in half width and with one kind of dash. */
const plain = (written: string): string =>
  written
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−﹣]+/g, '-')
    .replace(/\s*-\s*/g, '-')
    .trim()

/** 「３栋２单元５０１」 as the bot knows it when it is said: 「3-2-501」; what the reader does not know stays as it is. */
export function doorOf(written: string): string {
  const text = plain(written)
  const { whole } = words(text)
  const place = placeIn(whole)
  const known = place?.from === 0 && place.to === whole.length ? householdIn(whole, new Set()) : undefined
  return known ?? text.replace(/(?<=-\d+)\s*(?:室|号房?|房|户)$/, '')
}

/** 「3栋」「三号楼」「2单元」「501室」, a column each, without the word that its header says already. */
export function partOf(written: string): string {
  const text = plain(written)
  const [, bare = text] = /^第?(.+?)\s*(?:号楼|#楼|栋|幢|座|单元|门洞|号房|室|房|户|号|组|社|队)$/.exec(text) ?? []
  const value = /^[0-9A-Za-z]+$/.test(bare) ? undefined : numeral(bare)
  return value === undefined ? bare.toUpperCase() : String(value)
}
