import type { Count, Pack, Poll, Tally } from '../community.ts'
import type { Picture, Sheet } from '../paper.ts'
import { areaOf, lawOf, options, squares, unit, voided } from './poll.ts'
import { fullWords, spanWords } from './time.ts'

// ── words ────────────────────────────────────────────────────────────────────────────────────────

/** In a group the most chosen stand in the line, the rest in the picture. */
const IN_LINE = 5
/** A line of the bot has no more of its own. */
const LINES = 6

export function result(poll: Poll, tally: Tally): string {
  const more = [tie(poll, tally), poll.pack ? formal(poll, poll.pack, tally) : ''].filter(Boolean)
  const lines = poll.options.length + more.length <= LINES - 3
  return [
    `P${poll.number} 截止了：${poll.question}`,
    tally.units + tally.apartUnits === 0 ? '没有人投票' : counts(poll, tally.counts, lines ? '\n' : '；'),
    turnout(poll, tally),
    ...more,
    `意见征集，不具法律约束力。规则码${poll.rule}${poll.lost === undefined ? '' : `。其间我掉线${spanWords(poll.lost)}，可能漏了票`}`,
  ].join('\n')
}

const counts = (poll: Poll, of: readonly number[], between: string): string => {
  const all = poll.options.map((name, i) => ({
    words: `${i + 1}${name}：${of[i] ?? 0}${unit(poll)}`,
    count: of[i] ?? 0,
    i,
  }))
  const shown = all.length <= IN_LINE ? all : [...all].sort((a, b) => b.count - a.count || a.i - b.i).slice(0, IN_LINE)
  return shown.map(({ words }) => words).join(between) + (shown.length < all.length ? '；其余见图' : '')
}

/** Who stayed silent is neither for nor against. */
function turnout(poll: Poll, tally: Tally): string {
  const size = poll.electorate.length
  const silent = Math.max(0, size - tally.units - (tally.aside ?? 0))
  const apart =
    tally.apartUnits > 0 ? `没核对的${tally.apartUnits}${unit(poll)}另列（${counts(poll, tally.apart, '、')}）；` : ''
  const aside = tally.aside ? `存疑的${tally.aside}${unit(poll)}另列；` : ''
  const rest = `没回的${silent}${unit(poll)}不算赞成也不算反对`
  switch (poll.kind) {
    case 'household':
      return `登记${size}户：核对过的${tally.units}户计入；${apart}${aside}${rest}`
    case 'straw':
      return `群里${size}人，${tally.units}人回了；${aside}${rest}`
    case 'delegates':
      return `应到${size}人，实到${tally.units}人；${aside}${rest}`
    case 'owners':
      return `登记${size}位、${squares(areaOf(poll.heads))}：${tally.units}位、${squares(tally.area ?? 0)}计入；${apart}${aside}${rest}`
  }
}

/** Several options with the most votes. */
function tie({ options: names }: Poll, { counts: of }: Tally): string {
  const most = Math.max(0, ...of)
  const best = of.flatMap((count, i) => (count === most ? [`${i + 1}${names[i] ?? ''}`] : []))
  return most > 0 && best.length > 1 ? `${best.join('和')}一样多，等召集人说怎么办` : ''
}

/** What a formal way would ask, and how far this was from it; silence counts for nothing. */
function formal(poll: Poll, pack: Pack, tally: Tally): string {
  const measured = pack.counts.map((count) => measure(poll, count, tally))
  const needs = new Map<string, string[]>()
  for (const { name, asks } of measured) needs.set(asks, [...(needs.get(asks) ?? []), name])
  const asked = [...needs].map(([asks, names]) => `${names.join('、')}都${asks}`).join('；')
  const missed = measured.filter(({ took }) => !took).map(({ name }) => name)
  const agreed = measured.filter((one) => one.agreed).map(({ name }) => name)
  const first = `1${poll.options[0] ?? ''}`
  const so =
    missed.length > 0
      ? `这次参与的${missed.join('、')}没到`
      : `这次参与够了，${first}${agreed.length === measured.length ? '两样都够' : agreed.length > 0 ? `只有${agreed.join('、')}够` : '没够'}`
  return `正式表决（${lawOf(pack)}）要${asked}；${so}`
}

const NAMES = { heads: '人数', area: '面积' } as const
function measure(poll: Poll, { of, participate, agree, least }: Count, tally: Tally) {
  const total = of === 'heads' ? poll.electorate.length : areaOf(poll.heads)
  const took = of === 'heads' ? tally.units : (tally.area ?? 0)
  const agreed = (of === 'heads' ? tally.counts : (tally.areas ?? []))[0] ?? 0
  const share = took === 0 ? 0 : agreed / took
  return {
    name: NAMES[of],
    took: total > 0 && took / total >= fraction(participate),
    agreed: least ? share >= fraction(agree) : share > fraction(agree),
    asks: `${FRACTIONS[participate] ?? participate}参与、其中${agree === '1/2' && !least ? '过半' : `${FRACTIONS[agree] ?? agree}以上`}同意`,
  }
}
const FRACTIONS: Readonly<Record<string, string>> = { '1/2': '半数', '2/3': '三分之二', '3/4': '四分之三' }
const fraction = (words: string): number => {
  const [over = 1, under = 1] = words.split('/').map(Number)
  return over / under
}

export function status(poll: Poll, tally: Tally, now: number): string {
  if (poll.voided !== undefined) return voided(poll, '', '', '')
  if (poll.stage === 'closed' && poll.result) return result(poll, poll.result)
  const size = poll.electorate.length
  const share =
    size === 0
      ? ''
      : `，占${poll.kind === 'straw' ? '群里' : '登记'}${size}${unit(poll)}的${Math.round((100 * tally.units) / size)}%`
  const apart = tally.apartUnits > 0 ? `；另有${tally.apartUnits}人没核对门牌` : ''
  return [
    `P${poll.number} ${poll.question}`,
    poll.shown === 'always' ? counts(poll, tally.counts, '；') : '',
    `已参与${tally.units}${unit(poll)}${share}${apart}${tally.aside ? `；存疑另列${tally.aside}${unit(poll)}` : ''}`,
    `${fullWords(poll.closes)}截止${poll.closes > now ? `，还有${spanWords(poll.closes - now)}` : ''}${poll.shown === 'always' ? '' : '，截止后才报票数'}`,
  ]
    .filter(Boolean)
    .join('\n')
}
/** A voided poll's count as it stood. */
export const asItStood = (poll: Poll, tally: Tally): string =>
  tally.units + tally.apartUnits === 0 ? '' : `作废时：${counts(poll, tally.counts, '；')}`

// ── papers ───────────────────────────────────────────────────────────────────────────────────────

const KINDS: Readonly<Record<Poll['kind'], string>> = {
  household: '一户一票',
  straw: '一人一票',
  owners: '业主人数和面积同计',
  delegates: '名单上一人一票',
}
export function picture(poll: Poll, tally: Tally): Picture {
  const all = Math.max(1, tally.units)
  const area = (i: number): string => (tally.areas ? `、${squares(tally.areas[i] ?? 0)}` : '')
  return {
    name: `P${poll.number}`,
    title: `P${poll.number} ${poll.question}`,
    bars: poll.options.map((name, i) => {
      const count = tally.counts[i] ?? 0
      return {
        label: `${i + 1} ${name}`,
        words: `${count}${unit(poll)}${area(i)}，${Math.round((100 * count) / all)}%`,
        share: count / all,
      }
    }),
    notes: [
      turnout(poll, tally),
      `${KINDS[poll.kind]}${poll.most > 1 ? `，最多选${poll.most}个` : ''}${poll.secret ? '，匿名' : ''}`,
      `${fullWords(poll.closes)}截止，规则码${poll.rule}`,
      '意见征集，不具法律约束力',
    ],
  }
}

const HOW = { phone: '电话', door: '上门', paper: '纸票' } as const
export interface Recorded {
  readonly unit: string
  readonly name: string
  readonly choices: readonly number[]
  readonly saidAt: number
  readonly how: keyof typeof HOW | undefined
  readonly counted: boolean
  readonly aside: string | undefined
  readonly reason: string
}
export const record = (poll: Poll, ballots: readonly Recorded[]): Sheet => ({
  name: `P${poll.number}-记录`,
  head: ['户/人', '谁投的', '投了', '时间', '方式', '计入', '说明'],
  rows: ballots.map(({ unit: of, name, choices, saidAt, how, counted, aside, reason }) => [
    of,
    name,
    choices.map((choice) => `${choice}${poll.options[choice - 1] ?? ''}`).join('、'),
    fullWords(saidAt),
    how === undefined ? '微信' : HOW[how],
    aside !== undefined ? '存疑另列' : counted ? '计入' : '门牌没核对，另列',
    aside ?? reason,
  ]),
})
/** Of a secret poll: whoever kept her code finds her ballot. */
export const codes = (poll: Poll): Sheet => ({
  name: `P${poll.number}-凭证码`,
  head: ['凭证码', '投了', '计入'],
  rows: (poll.codes ?? []).map(({ code, choices, apart }) => [
    code,
    choices.map((choice) => `${choice}${poll.options[choice - 1] ?? ''}`).join('、'),
    apart ? '门牌没核对，另列' : '计入',
  ]),
})

const LISTED = 12
export const doors = (poll: Poll, units: readonly string[]): string =>
  units.length === 0
    ? `P${poll.number} 都回了`
    : [
        `P${poll.number} 还有${units.length}${unit(poll)}没回：`,
        `${units.slice(0, LISTED).join('、')}${units.length > LISTED ? '…全在表里' : ''}`,
        `问到了回“代投P${poll.number} ${units[0] ?? ''} 赞成 上门”。${options(poll.options)}`,
      ].join('\n')
export const noDoors = ({ number }: Poll): string => `P${number} 一人一票，没有门牌可扫`
export const doorSheet = (poll: Poll, rows: readonly (readonly [string, string])[]): Sheet => ({
  name: `P${poll.number}-扫楼`,
  head: ['门牌', '登记的人', '问到（投了什么）'],
  rows: rows.map(([door, people]) => [door, people, '']),
})
