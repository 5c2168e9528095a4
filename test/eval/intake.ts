import type { Reader } from '../../src/ports.ts'
import { READERS, troubleOf, type Which } from './ear.ts'
import { isTaught, isTrained } from './half.ts'
import { isFresh, OWN, rowsOf } from './rows.ts'
import { grouped, type Judged, quality, type Score, share } from './score.ts'
import type { Talk } from './talk.ts'

interface Row {
  readonly text: string
  readonly label: 1 | 0 | 'borderline'
  readonly stratum: string
}
interface Asked extends Row {
  /** Whether it would be asked about or registered. */
  readonly found: boolean
}

/** What is no matter at all: nothing in it should wake the bot. */
const PLAIN = new Set(['neg_sms', 'neg_weibo_chat', 'chat-sms', 'chat-weibo'])
const OFFICIAL = 'neg_hard_official_reply'

/** Ordinary talk that others have published. */
export const chatIn = (folder: string): readonly Row[] =>
  ['chat-sms', 'chat-weibo'].flatMap((stratum) =>
    rowsOf<{ readonly text: string }>(folder, stratum).map(({ text }) => ({ text, label: 0, stratum })),
  )

const judged = (rows: readonly Asked[]): readonly Judged[] =>
  rows.filter(({ label }) => label !== 'borderline').map(({ label, found }) => ({ is: label === 1, found }))

const heardBy = (by: Reader, rows: readonly Row[]): readonly Asked[] =>
  rows.map((row) => ({ ...row, found: troubleOf(by, row.text) !== undefined }))

type Line = Omit<Score, 'set' | 'reader'>
const overall = (stratum: string, rows: readonly Asked[]): readonly Line[] => {
  const known = judged(rows)
  if (known.length === 0) return []
  return Object.entries(quality(known)).map(([metric, value]) => ({ stratum, n: known.length, metric, value }))
}
const caught = (stratum: string, rows: readonly Asked[]): Line => {
  const metric = rows.some(({ label }) => label !== 0) ? 'recall' : 'false-alarm-rate'
  return { stratum, n: rows.length, metric, value: share(rows, ({ found }) => found) }
}
const strata = (rows: readonly Asked[], named: (row: Asked) => string): readonly Line[] =>
  [...grouped(rows, named)].map(([stratum, group]) => caught(stratum, group))

/** Of the folder: strata by name, and what they come to together. */
const shared = (by: Reader, folder: string): readonly Line[] => {
  const set = heardBy(
    by,
    rowsOf<Row>(folder, 'intake').filter(({ text }) => isFresh(text)),
  )
  const doubted = new Set(set.filter(({ label }) => label === 'borderline').map(({ text }) => text))
  const talk = chatIn(folder).filter(({ text }) => isFresh(text) && !doubted.has(text))
  const plain = [...set, ...heardBy(by, talk)].filter(({ stratum }) => PLAIN.has(stratum))
  const borderline = set.filter(({ label }) => label === 'borderline')
  return [
    ...overall('all', set),
    ...overall(
      'all-without-official-replies',
      set.filter(({ stratum }) => stratum !== OFFICIAL),
    ),
    ...strata(
      set.filter(({ label }) => label !== 'borderline'),
      ({ stratum }) => stratum,
    ),
    ...(plain.length > 0 ? [caught('plain-chat', plain)] : []),
    ...(borderline.length > 0 ? [caught('borderline', borderline)] : []),
  ]
}

const split = (isLearnt: boolean): readonly Talk[] => [
  ...rowsOf<Talk>(OWN, 'talk').filter(({ text }) => isTrained(text) === isLearnt),
  ...rowsOf<Talk>(OWN, 'lines').filter(({ text }) => isTaught(text) === isLearnt),
]
/** The part of our own talk that nothing was learnt from. */
export const ownTalk = (): readonly Talk[] => split(false)
/** The other part. */
export const learntTalk = (): readonly Talk[] => split(true)

const own = (by: Reader): readonly Line[] => {
  const talk = ownTalk()
  const rows = heardBy(by, talk)
  const borderline = rows.filter(({ label }) => label === 'borderline')
  const pressing = talk.filter(({ urgent }) => urgent === true)
  return [
    ...overall('own', rows),
    {
      stratum: 'own',
      n: pressing.length,
      metric: 'urgent-recall',
      value: share(pressing, ({ text }) => troubleOf(by, text)?.urgent === true),
    },
    ...strata(
      rows.filter(({ label }) => label !== 'borderline'),
      ({ stratum }) => `own/${stratum}`,
    ),
    ...(borderline.length > 0 ? [caught('own/borderline', borderline)] : []),
  ]
}

export const intake = (folder: string | undefined): readonly Score[] =>
  [...READERS].flatMap(([which, by]: [Which, Reader]) =>
    [...(folder === undefined ? [] : shared(by, folder)), ...own(by)].map((line) => ({
      set: 'intake',
      ...line,
      reader: which,
    })),
  )

/**
 * Of the other half, which may be learnt from, the rows that are taken for what they are not. Those that measure are not
 * shown: who has seen them would mend the reader for them.
 */
export const mistaken = (which: Which): readonly string[] => {
  const by = READERS.get(which)
  const rows = learntTalk()
  return by === undefined
    ? []
    : heardBy(by, rows)
        .filter(({ label, found }) => label !== 'borderline' && (label === 1) !== found)
        .map(({ stratum, text, label }) => `${label === 1 ? 'missed' : 'false alarm'} ${stratum}: ${text}`)
}
