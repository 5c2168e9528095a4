import { dayOf, type Instant } from '../calendar.ts'
import type { PollFact } from '../state/facts.ts'
import type { Poll, Tally } from '../state/matter.ts'
import type { Block, Page, Sheet } from '../state/paper.ts'
import { areaOf, lawOf, options, squares, unit } from './poll.ts'
import { formal } from './quorum.ts'
import { INDICATION, silentOf, tie } from './tally.ts'
import { fullWords, spanWords } from './time.ts'

/** What the poll itself does not know, in names that those may see who get it. */
export interface About {
  readonly community: string
  readonly opener: string
  readonly events: readonly Event[]
}
export interface Event {
  readonly at: Instant
  readonly by: string
  readonly what: string
  readonly why: string
}

export const KINDS: Readonly<Record<Poll['kind'], string>> = {
  household: '一户一票',
  straw: '一人一票',
  owners: '业主人数和面积同计',
  delegates: '名单上一人一票',
}

/** `aside`: who, what was voted, and why it is contested. */
export const front = (poll: Poll, aside: Sheet['rows'], about: About | undefined): Page => ({
  name: '结果',
  title: `P${poll.number} 表决记录`,
  blocks: [
    { title: '问的什么，怎么投', rows: asked(poll, about) },
    ...(poll.result ? outcome(poll, poll.result) : []),
    ...(aside.length > 0
      ? [{ title: '存疑的票：没有删，另列不计', head: ['户/人', '投了', '为什么'], rows: aside }]
      : []),
    { title: '经过', head: ['时间', '谁', '做了什么，为什么'], rows: (about?.events ?? plainly(poll)).map(told) },
    { title: '签字', rows: ['召集人', '计票人', '监票人', '日期'].map((who) => [who, '']), open: true },
  ],
})

const dated = (t: Instant): string => `${dayOf(t).slice(0, 4)}年${fullWords(t)}`
const told = ({ at, by, what, why }: Event): Sheet['rows'][number] => [dated(at), by, what + (why && `：${why}`)]

// ── what was asked ───────────────────────────────────────────────────────────────────────────────

function asked(poll: Poll, about: About | undefined): Sheet['rows'] {
  const { number, question, opensAt, closes, rule, lost } = poll
  return [
    ...(about ? [['小区', about.community]] : []),
    ['题目', question],
    ...(poll.result ? [] : [['选项', options(poll.options)]]), // else they stand with their numbers
    ['怎么投', ways(poll)],
    ['谁能投', electorate(poll)],
    ...(about ? [['谁发起', about.opener]] : []),
    ...(poll.case === undefined ? [] : [['哪件事', `#${poll.case}`]]),
    ['开始', dated(opensAt)],
    ['截止', dated(closes)],
    ['规则码', `${rule}（P${number} 的题目、选项、名册和投法合起来的码，开票后不改）`],
    ...(poll.voided === undefined ? [] : [['作废', poll.voided]]),
    ...(lost === undefined ? [] : [['掉线', `其间小议掉线${spanWords(lost)}，可能漏了票`]]),
    ['这是什么', `${INDICATION}${poll.pack ? `。正式表决依${lawOf(poll.pack)}另办` : ''}`],
  ]
}

const ways = ({ kind, most, secret, shown, channels }: Poll): string =>
  [
    KINDS[kind],
    most > 1 ? `最多选${most}个` : '只选一个',
    secret ? '匿名，私下投' : '群里回或私下回',
    ...(channels.includes('steward') ? ['楼栋长可代投'] : []),
    shown === 'always' ? '票数随时可看' : '截止后才报票数',
  ].join('，')

function electorate(poll: Poll): string {
  const size = `${poll.electorate.length}${unit(poll)}`
  const whole = {
    household: `登记${size}`,
    straw: `开票时在群里的${size}`,
    owners: `登记业主${size}，面积${squares(areaOf(poll.heads))}`,
    delegates: `${poll.list ?? '名单'}${size}`,
  }[poll.kind]
  return `${whole}。名册在开票时定下，名册版本${poll.roll}`
}

// ── the count ────────────────────────────────────────────────────────────────────────────────────

function outcome(poll: Poll, tally: Tally): readonly Block[] {
  const of = unit(poll)
  const { areas, area = 0, units, apart, apartUnits, contested, aside = 0 } = tally
  const columns = [
    { head: `计入（${of}）`, cells: tally.counts, all: units },
    { head: `占计入的${of}数`, cells: tally.counts.map((count) => share(count, units)), all: '' },
    ...(areas ? [{ head: '计入（㎡）', cells: areas.map(hundredths), all: hundredths(area) }] : []),
    ...(apartUnits > 0 && !poll.secret ? [{ head: `没核对门牌（${of}）`, cells: apart, all: apartUnits }] : []),
    ...(contested ? [{ head: `存疑（${of}）`, cells: contested, all: aside }] : []),
  ]
  return [
    {
      title: '票数',
      head: ['选项', ...columns.map(({ head }) => head)],
      rows: [
        ...poll.options.map((name, i) => [`${i + 1}. ${name}`, ...columns.map(({ cells }) => cells[i] ?? 0)]),
        [poll.most > 1 ? `投了的${of}（一${of}可选几个）` : '合计', ...columns.map(({ all }) => all)],
      ],
    },
    { title: '投了多少', rows: participation(poll, tally) },
  ]
}
/** Sums of areas, without the tail that adding leaves. */
const hundredths = (area: number): number => Math.round(100 * area) / 100
const share = (part: number, whole: number): string => (whole > 0 ? `${Math.round((100 * part) / whole)}%` : '')

function participation(poll: Poll, tally: Tally): Sheet['rows'] {
  const of = unit(poll)
  const size = poll.electorate.length
  const { units, handed = 0, apartUnits, aside = 0 } = tally
  const equal = tie(poll, tally)
  return [
    ['投了并计入', `${size}${of}里${units}${of}${size > 0 ? `，${share(units, size)}` : ''}`],
    ...(tally.area === undefined ? [] : [['计入的面积', `${squares(areaOf(poll.heads))}里${squares(tally.area)}`]]),
    ...(handed > 0 ? [['其中代投', `${handed}${of}`]] : []),
    ...(aside > 0 ? [['存疑另列', `${aside}${of}，不计入`]] : []),
    ...(apartUnits > 0 ? [['没核对门牌', `${apartUnits}${of}，另列不计入${poll.secret ? '，也没有凭证码' : ''}`]] : []),
    ['没回的', `${silentOf(poll, tally)}${of}，不算赞成也不算反对`],
    ...(equal === '' ? [] : [['一样多', equal]]),
    ...(poll.pack ? [['离正式表决', formal(poll, poll.pack, tally)]] : []),
  ]
}

// ── what happened ────────────────────────────────────────────────────────────────────────────────

/** Where nothing is known but the poll. */
const plainly = ({ opensAt, closes }: Poll): readonly Event[] => [
  { at: opensAt, by: '', what: '开始投票', why: '' },
  { at: closes, by: '', what: '截止', why: '' },
]

/** How people and dwellings are called, and what somebody wrote, for those who get the record. */
export interface Naming {
  readonly name: (person: string) => string
  readonly unit: (unit: string) => string
  readonly clean: (text: string) => string
}

/** What changed a poll, and what was said of it at its end; ballots stand in the table. */
export function eventOf(fact: PollFact, { name, unit: door, clean }: Naming): readonly Event[] {
  const event = (by: string, what: string, why = ''): readonly Event[] => [
    { at: fact.at, by: by === '' ? '小议' : name(by), what, why: clean(why) },
  ]
  switch (fact.type) {
    case 'poll-opened':
      return event(fact.matter.opener, `开始投票，说好${dated(fact.matter.closes)}截止`)
    case 'poll-extended':
      return event(fact.by, `截止${fact.back ? '改回' : '延到'}${dated(fact.closes)}`, fact.reason)
    case 'poll-interrupted':
      return event('', `掉线${spanWords(fact.lost)}${fact.moved > 0 ? `，截止往后延${spanWords(fact.moved)}` : ''}`)
    case 'ballot-set-aside':
      return event(fact.by, `${door(fact.unit)}的票存疑另列`, fact.reason)
    case 'ballot-restored':
      return event(fact.by, `${door(fact.unit)}的票恢复计入`)
    case 'ballot-taken-back':
      return fact.entered === undefined ? [] : event(fact.by, `${door(fact.unit)}的代投录错了，撤销`, fact.entered)
    case 'voter-withdrawn': // its sheet goes to everybody
      return fact.entered === undefined ? [] : event(fact.by, '一张代投录错了，撤销', fact.entered)
    case 'voiding-dropped':
      return event(fact.by, '不作废了')
    case 'voiding-asked':
      return event(fact.by, '提出作废', fact.reason)
    case 'poll-voided':
      return event(fact.by, `作废${fact.also === undefined ? '' : `，${name(fact.also)}同意`}`, fact.reason)
    case 'poll-closed':
      return event('', '截止，报了结果')
    case 'poll-concluded':
      return event(fact.conclusion.by, '下了结论', fact.conclusion.text)
    case 'ballot-cast':
    case 'paper-kept':
    case 'voted':
    case 'poll-reminded':
    case 'reminders-declined':
    case 'review-due':
      return []
  }
}
