import type { Count, Pack } from '../constitution.ts'
import type { Poll, Tally } from '../matter.ts'
import type { Picture, Sheet } from '../paper.ts'
import { cut, type Form, fits, fitted, inTwo, WHOLE } from './fit.ts'
import { areaOf, label, lawOf, options, squares, unit, voided } from './poll.ts'
import { fullWords, spanWords } from './time.ts'

// ── words ────────────────────────────────────────────────────────────────────────────────────────

/** In a group the most chosen stand in the line, the rest in the picture. */
const IN_LINE = 5
const INDICATION = '意见征集，不具法律约束力'
/** A line of the bot has no more of its own. */
const LINES = 6

/** In one line; where that is too long the law and what this was stand in a second. */
export function result(poll: Poll, tally: Tally): readonly string[] {
  const law = poll.pack ? [formal(poll, poll.pack, tally)] : []
  const end = `${INDICATION}。规则码${poll.rule}${poll.lost === undefined ? '' : `。其间我掉线${spanWords(poll.lost)}，可能漏了票`}`
  const told = (form: Form): readonly string[] => {
    const equal = isTelling(poll, tally) ? '' : tie(poll, tally, form)
    const more = law.length + (equal === '' ? 0 : 1)
    const between = poll.options.length + more <= LINES - 3 ? '\n' : '；'
    return [
      `P${poll.number} 截止了：${cut(poll.question, form.question)}`,
      outcome(poll, tally, () => counts(poll, tally.counts, between, form)),
      turnout(poll, tally, form),
      ...(equal === '' ? [] : [equal]),
    ]
  }
  const main = fitted((form) => told(form).join('\n'))
  return inTwo([...told(WHOLE), ...law, end].join('\n'), [
    main,
    [`P${poll.number} ${law.join('')}`.trim(), end].join(law.length > 0 ? '\n' : '：'),
  ])
}

/** So few secret ballots tell whose they are. */
const FEW = 3
export const isTelling = ({ secret }: Poll, { units, apartUnits }: Tally): boolean => secret && units + apartUnits < FEW

const outcome = (poll: Poll, tally: Tally, numbers: () => string): string => {
  if (tally.units + tally.apartUnits + (tally.aside ?? 0) === 0) return '没有人投票'
  return isTelling(poll, tally) ? `投的不到${FEW}${unit(poll)}，报出来就知道是谁，不报票数` : numbers()
}

const counts = (poll: Poll, of: readonly number[], between: string, { name: most }: Form = WHOLE): string => {
  const all = poll.options.map((name, i) => ({
    words: `${label(i + 1, name, most)}：${of[i] ?? 0}${unit(poll)}`,
    count: of[i] ?? 0,
    i,
  }))
  const shown = all.length <= IN_LINE ? all : [...all].sort((a, b) => b.count - a.count || a.i - b.i).slice(0, IN_LINE)
  return shown.map(({ words }) => words).join(between) + (shown.length < all.length ? '；其余见图' : '')
}

/** What a convener contests is shown, so that nobody's ballot disappears. */
const contested = (poll: Poll, { aside, contested: of = [] }: Tally, form: Form = WHOLE): string =>
  aside ? `存疑的${aside}${unit(poll)}另列${beside(poll, of, form)}；` : ''

/** Who stayed silent is neither for nor against. */
function turnout(poll: Poll, tally: Tally, form: Form = WHOLE): string {
  const size = poll.electorate.length
  const silent = Math.max(0, size - tally.units - (tally.aside ?? 0))
  const apart = apartWords(poll, tally)
  const aside = contested(poll, tally, form)
  const handed = tally.handed ? `，其中代投${tally.handed}${unit(poll)}` : ''
  const rest = `没回的${silent}${unit(poll)}不算赞成也不算反对`
  switch (poll.kind) {
    case 'household':
      return `登记${size}户：核对过的${tally.units}户计入${handed}；${apart}${aside}${rest}`
    case 'straw':
      return `群里${size}人，${tally.units}人回了；${aside}${rest}`
    case 'delegates':
      return `应到${size}人，实到${tally.units}人；${aside}${rest}`
    case 'owners':
      return `登记${size}位、${squares(areaOf(poll.heads))}：${tally.units}位、${squares(tally.area ?? 0)}计入${handed}；${apart}${aside}${rest}`
  }
}

/** Of people whose dwelling nobody has confirmed; what they chose stands in the record only. */
const apartWords = (poll: Poll, { apartUnits }: Tally): string =>
  apartUnits === 0 ? '' : `没核对的${apartUnits}${unit(poll)}另列；`

/** What those chose who stand apart, where there is room for it. */
function beside(poll: Poll, of: readonly number[], { name }: Form): string {
  const listed = of.flatMap((count, i) => (count > 0 ? [`${label(i + 1, poll.options[i], name)}${count}`] : []))
  return listed.length === 0 || listed.length > 3 || name < WHOLE.name ? '' : `（${listed.join('、')}）`
}

/** Several options with the most votes. */
function tie({ options: names }: Poll, { counts: of }: Tally, { name }: Form): string {
  const most = Math.max(0, ...of)
  const best = of.flatMap((count, i) => (count === most ? [label(i + 1, names[i], name)] : []))
  const equal = best.length > 3 ? `有${best.length}项` : best.join('和')
  return most > 0 && best.length > 1 ? `${equal}一样多，等召集人说怎么办` : ''
}

/** What a formal way would ask, and how far this was from it; silence counts for nothing. */
function formal(poll: Poll, pack: Pack, tally: Tally): string {
  const measured = pack.counts.map((count) => measure(poll, count, tally))
  const needs = new Map<string, string[]>()
  for (const { name, asks } of measured) needs.set(asks, [...(needs.get(asks) ?? []), name])
  const asked = [...needs].map(([asks, names]) => `${names.join('和')}都${asks}`).join('；')
  const missed = measured.filter(({ took }) => !took).map(({ name }) => name)
  const agreed = measured.filter((one) => one.agreed).map(({ name }) => name)
  const first = label(1, poll.options[0])
  const so =
    missed.length > 0
      ? `这次参与的${missed.join('、')}没到`
      : `这次参与够了，${first}${agreed.length === measured.length ? '两样都够' : agreed.length > 0 ? `只有${agreed.join('、')}够` : '没够'}`
  return `正式表决（${lawOf(pack)}）${asked}；${so}`
}

const NAMES = { heads: '人数', area: '面积' } as const
function measure(poll: Poll, { of, participate, agree, least }: Count, tally: Tally) {
  const total = of === 'heads' ? poll.electorate.length : areaOf(poll.heads)
  const took = of === 'heads' ? tally.units : (tally.area ?? 0)
  const agreed = (of === 'heads' ? tally.counts : (tally.areas ?? []))[0] ?? 0
  return {
    name: NAMES[of],
    took: total > 0 && beyond(took, total, participate) >= 0,
    agreed: took > 0 && (least ? beyond(agreed, took, agree) >= 0 : beyond(agreed, took, agree) > 0),
    asks: `要${FRACTIONS[participate] ?? participate}参与、其中${agree === '1/2' && !least ? '过半' : `${FRACTIONS[agree] ?? agree}以上`}同意`,
  }
}
const FRACTIONS: Readonly<Record<string, string>> = { '1/2': '半数', '2/3': '三分之二', '3/4': '四分之三' }
/** How far a part lies beyond 「2/3」 of the whole, reckoned in whole hundredths: a mark is reached, or it is not. */
function beyond(part: number, whole: number, mark: string): number {
  const [over = 1, under = 1] = mark.split('/').map(Number)
  return Math.round(part * 100) * under - Math.round(whole * 100) * over
}

export function status(poll: Poll, tally: Tally, now: number): string {
  if (poll.voided !== undefined) return voided(poll, '', '', asItStood(poll, poll.result ?? tally))
  if (poll.stage === 'closed' && poll.result) {
    const [told = '', more] = result(poll, poll.result)
    const whole = `${told}\n${INDICATION}`
    return more !== undefined && fits(whole) ? whole : told
  }
  const size = poll.electorate.length
  const share =
    size === 0
      ? ''
      : `，占${poll.kind === 'straw' ? '群里' : '登记'}${size}${unit(poll)}的${Math.round((100 * tally.units) / size)}%`
  const apart = tally.apartUnits > 0 ? `；另有${tally.apartUnits}人没核对门牌` : ''
  return fitted((form) =>
    [
      `P${poll.number} ${cut(poll.question, form.question)}`,
      poll.shown === 'always' ? counts(poll, tally.counts, '；', form) : '',
      `已参与${tally.units}${unit(poll)}${share}${apart}${tally.aside ? `；存疑另列${tally.aside}${unit(poll)}` : ''}`,
      `${fullWords(poll.closes)}截止${poll.closes > now ? `，还有${spanWords(poll.closes - now)}` : ''}${poll.shown === 'always' ? '' : '，截止后才报票数'}`,
    ]
      .filter(Boolean)
      .join('\n'),
  )
}
/** A voided poll's count as it stood. */
export const asItStood = (poll: Poll, tally: Tally): string => {
  if (tally.units + tally.apartUnits + (tally.aside ?? 0) === 0) return ''
  if (poll.secret) return `作废时${tally.units + tally.apartUnits}${unit(poll)}投过，匿名票没有拆`
  return `作废时：${counts(poll, tally.counts, '；', { question: 20, name: 6 })}${tally.aside ? `；存疑的${tally.aside}${unit(poll)}另列` : ''}`
}

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
    bars: (isTelling(poll, tally) ? [] : poll.options).map((name, i) => {
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
      INDICATION,
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
    choices.map((choice) => label(choice, poll.options[choice - 1])).join('、'),
    fullWords(saidAt),
    how === undefined ? '微信' : HOW[how],
    aside !== undefined ? '存疑另列' : counted ? '计入' : '门牌没核对，另列',
    aside ?? reason,
  ]),
})
/** Of a secret poll: whoever kept her code finds her ballot. */
export const codes = (poll: Poll): Sheet => ({
  name: `P${poll.number}-凭证码`,
  head: ['凭证码', '投了'],
  rows: (poll.codes ?? []).map(({ code, choices }) => [
    code,
    choices.map((choice) => label(choice, poll.options[choice - 1])).join('、'),
  ]),
})

const LISTED = 12
/** By doors, or by names where people vote and not dwellings. */
export const doors = (poll: Poll, units: readonly string[]): string =>
  units.length === 0
    ? `P${poll.number} 都回了`
    : [
        `P${poll.number} 还有${units.length}${unit(poll)}没回：`,
        `${units.slice(0, LISTED).join('、')}${units.length > LISTED ? '…全在表里' : ''}`,
        poll.kind === 'delegates'
          ? '请他们自己回数字'
          : `问到了回“代投P${poll.number} ${units[0] ?? ''} 1 上门”。${options(poll.options)}`,
      ].join('\n')
export const noDoors = ({ number }: Poll): string => `P${number} 一人一票，没有门牌可扫`
export const doorSheet = (poll: Poll, rows: readonly (readonly [string, string])[]): Sheet => ({
  name: `P${poll.number}-扫楼`,
  head: ['门牌', '登记的人', '问到（投了什么）'],
  rows: rows.map(([door, people]) => [door, people, '']),
})
