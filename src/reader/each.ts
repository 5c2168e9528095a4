import type { Reading } from '../domain/heard/reading.ts'
import { part, type Said } from './said.ts'

const MOST = 200
/** Before a number of a case there may be a word of command; after it no measure: 「9点到」「2号楼」. */
const NEXT =
  /[ ,.;\n]+(?=(?:(?:我接|接|领|催|查|进度|进展|督办|办结|办完|退回|退|转|延期|验收|回访|缓办|继续) ?)?#?\d{1,6}(?![\d\-.:/%～~]|号?[元块楼栋幢单个天小点分年月日度斤周工人户层时室米盏台次处]))/g
/** Looked for first, for that is quick. */
const SOME = new RegExp(NEXT.source)
/** What may stand in a row: each names its case. A number with a word of a ballot is never one. */
const LISTED: ReadonlySet<Reading['do']> = new Set([
  'take',
  'finish',
  'news',
  'promise',
  'postpone',
  'press',
  'send-back',
  'hand-on',
  'urge',
  'progress',
  'rate',
  'reopen',
  'inspect',
  'call-back',
  'suspend',
  'go-on',
  'reason',
])

/**
 * 「接1 接2」「1好了，2明天弄」: what each says of its own case; none where it is one sentence.
 * @param read what one of them means alone
 */
export const each = (
  said: Said,
  read: (one: Said) => readonly Reading[],
): Extract<Reading, { do: 'each' }> | undefined => {
  if (said.text.length > MOST || !SOME.test(said.text)) return undefined
  const stretches = stretchesOf(said)
  if (stretches.length < 2) return undefined
  const parts: { readonly text: string; readonly readings: readonly Reading[] }[] = []
  for (const text of stretches) {
    const readings = mayName(said, text) ? read(part(said, text)).filter(isListed) : []
    if (readings.length === 0) return undefined
    parts.push({ text, readings })
  }
  return { do: 'each', parts }
}
/** Without any number it is of no case but a quoted one. */
const mayName = ({ quotedCase }: Said, text: string): boolean =>
  quotedCase !== undefined || /[\d０-９一二两三四五六七八九十]/.test(text)
const isListed = (reading: Reading, i: number): boolean =>
  LISTED.has(reading.do) && 'case' in reading && reading.case !== undefined && i < 3

function stretchesOf({ raw, text }: Said): readonly string[] {
  const found: string[] = []
  let from = 0
  for (const { index, 0: gap } of text.matchAll(NEXT)) {
    found.push(raw.slice(from, index))
    from = index + gap.length
  }
  return from === 0 ? [] : [...found, raw.slice(from)]
}
