import type { Reading } from '../domain/heard/reading.ts'
import { firstOf, part, type Said } from './said.ts'

type Each = Extract<Reading, { do: 'each' }>
const MOST = 200
/** After the number of a case there is no measure: 「9点到」「2号楼」. */
const NO_MEASURE = '(?![\\d\\-.:/%～~]|号?[元块楼栋幢单个天小点分年月日度斤周工人户层时室米盏台次处])'
/** Before it there may be a word of command. */
const NEXT = new RegExp(
  `[ ,.;\\n]+(?=(?:(?:我接|接|领|催|查|进度|进展|督办|办结|办完|退回|退|转|延期|验收|回访|缓办|继续|不?同意|批准) ?)?#?\\d{1,6}${NO_MEASURE})|(?<=了|\\d(?:[还也]?没)?好)(?=#?\\d{1,6}(?:还?没|好|要|延))`,
  'g',
)
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
  'agree',
  'disagree',
  'need-help',
])

const ROW = `#?\\d{1,6}(?:(?:[ ,、]*[和及跟与] *|[ ,、]+)#?\\d{1,6}){1,8}${NO_MEASURE}(?!号)`
/** 「1、2延到周五」「3和4都接了」 and 「督办1和2」: one thing said of several; what is taken has a row of its own. */
const OF_ROW = [
  new RegExp(`^(?<row>${ROW})[ ,]*(?:全?都|全部)?(?<rest>[^\\d ,我].{0,60})$`, 's'),
  new RegExp(`^(?<word>督办|不?同意|批准|继续|退回|延期|缓办|办结) *(?<row>${ROW})(?<rest>(?:[ ,:].{0,60})?)$`, 's'),
]
const TWO = /\d[ ,、和及跟与]+#?\d/

/**
 * 「接1 接2」「1好了，2明天弄」: what each says of its own case; none where it is one sentence.
 * @param read what one of them means alone
 */
export const each = (said: Said, read: (one: Said) => readonly Reading[]): Each | undefined => {
  if (said.text.length > MOST || !/\d/.test(said.text)) return undefined
  const row = TWO.test(said.text) ? rowOf(said) : []
  return (row.length > 0 ? together(said, row, read) : undefined) ?? apart(said, read)
}

function apart(said: Said, read: (one: Said) => readonly Reading[]): Each | undefined {
  return SOME.test(said.text) ? together(said, stretchesOf(said), read) : undefined
}

function together(said: Said, stretches: readonly string[], read: (one: Said) => readonly Reading[]): Each | undefined {
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

/** The same words for each of its numbers. */
function rowOf({ raw, text }: Said): readonly string[] {
  const { word = '', row = '', rest = '' } = firstOf(OF_ROW, text)?.groups ?? {}
  const own = rest === '' ? '' : raw.slice(text.length - rest.length)
  return [...new Set(row.match(/\d+/g))].map((number) => `${word}${number}${own}`)
}

function stretchesOf({ raw, text }: Said): readonly string[] {
  const found: string[] = []
  let from = 0
  for (const { index, 0: gap } of text.matchAll(NEXT)) {
    found.push(raw.slice(from, index))
    from = index + gap.length
  }
  return from === 0 ? [] : [...found, raw.slice(from)]
}
