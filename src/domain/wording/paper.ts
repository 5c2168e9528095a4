import type { Handed } from '../heard/reading.ts'
import type { Poll, Tally } from '../state/matter.ts'
import type { Bar, Figure, Picture, Sheet } from '../state/paper.ts'
import { choiceWords, HANDED } from './ballot.ts'
import { options, squares, unit } from './poll.ts'
import { formal } from './quorum.ts'
import { type About, front, KINDS } from './record.ts'
import { hidden, INDICATION, isTelling, tie, turnout } from './tally.ts'
import { fullWords } from './time.ts'

// ── the picture of a result ──────────────────────────────────────────────────────────────────────

export const picture = (poll: Poll, tally: Tally): Picture => ({
  name: `P${poll.number}`,
  title: `P${poll.number} ${poll.question}`,
  figure: figureOf(poll, tally),
  bars: hidden(poll, tally) === '' ? bars(poll, tally) : [],
  notes: [
    isTelling(poll, tally) ? hidden(poll, tally) : tie(poll, tally),
    turnout(poll, tally),
    poll.pack ? formal(poll, poll.pack, tally) : '',
    `${KINDS[poll.kind]}${poll.most > 1 ? `，每${unit(poll)}最多选${poll.most}个，各项加起来可能超过${tally.units}${unit(poll)}` : ''}${poll.secret ? '，匿名' : ''}`,
    `${fullWords(poll.closes)}截止，规则码${poll.rule}`,
    INDICATION,
  ].filter(Boolean),
})

function figureOf(poll: Poll, { units }: Tally): Figure {
  const size = poll.electorate.length
  const of = unit(poll)
  return {
    words: units === 0 ? `${size}${of}里没有人投票` : `${size}${of}里${units}${of}投了`,
    share: units / Math.max(1, size),
  }
}

/** Its length is its part of those who voted, and it says so: most people have often not voted at all. */
const bar = (said: string, amount: string, part: number, whole: number): Bar => {
  const share = whole > 0 ? part / whole : 0
  return { label: said, words: `${amount}，投了的${Math.round(100 * share)}%`, share }
}
/** Of owners two for each option: so many of them, and so much of the area. */
const bars = (poll: Poll, { counts, units, areas, area = 0 }: Tally): readonly Bar[] =>
  poll.options.flatMap((name, i) => {
    const [count = 0, owned = 0] = [counts[i], areas?.[i]]
    return [
      bar(`${i + 1} ${name}`, `${count}${unit(poll)}`, count, units),
      ...(areas ? [bar('按面积', squares(owned), owned, area)] : []),
    ]
  })

// ── tables ───────────────────────────────────────────────────────────────────────────────────────

export interface Recorded {
  readonly unit: string
  readonly name: string
  readonly choices: readonly number[]
  readonly saidAt: number
  readonly how: Handed | undefined
  readonly counted: boolean
  readonly aside: string | undefined
  readonly reason: string
  /** Whom the roll names as voter, where nobody of that name is known to own it. */
  readonly voter?: string | undefined
}
/** What was voted, by whom, after a page to be printed and signed. */
export const record = (poll: Poll, ballots: readonly Recorded[], about?: About): Sheet => ({
  name: `P${poll.number}-记录`,
  front: front(
    poll,
    ballots.flatMap(({ unit: of, choices, aside }) =>
      aside === undefined ? [] : [[of, onPaper(poll, choices), aside]],
    ),
    about,
  ),
  table: '每一票',
  head: ['户/人', '谁投的', '投了', '时间', '方式', '计入', '说明'],
  rows: ballots.map(({ unit: of, name, choices, saidAt, how, counted, aside, reason, voter }) => [
    of,
    name,
    onPaper(poll, choices),
    fullWords(saidAt),
    how === undefined ? '微信' : HANDED[how],
    aside !== undefined ? '存疑另列' : counted ? '计入' : '门牌没核对，另列',
    [aside ?? reason, voter === undefined ? '' : `名册上的表决人是${voter}`].filter(Boolean).join('；'),
  ]),
})
/** Of a secret poll: whoever kept her code finds her ballot, if it counts. */
export const codes = (poll: Poll, about?: About): Sheet => ({
  name: `P${poll.number}-凭证码`,
  front: front(poll, [], about),
  table: '凭证码',
  head: ['凭证码', '投了'],
  rows: (poll.codes ?? []).map(({ code, choices }) => [code, onPaper(poll, choices)]),
})
const onPaper = (poll: Poll, choices: readonly number[]): string => choiceWords(poll, choices, 20)

/** To be carried from door to door: what is asked stands at its head, and room to write below; the list alone comes after. */
export const doorSheet = (poll: Poll, rows: readonly (readonly [string, string])[]): Sheet => {
  const head = ['门牌', '登记的人', poll.secret ? '问到没有' : '问到（投了什么）']
  const doors = rows.map(([door, people]) => [door, people, ''])
  return {
    name: `P${poll.number}-扫楼`,
    front: {
      name: '扫楼',
      title: `P${poll.number} 扫楼`,
      blocks: [
        { title: '问的什么', rows: asking(poll, rows[0]?.[0] ?? '') },
        { title: `还没回的${rows.length}${unit(poll)}`, head, rows: doors, open: true },
      ],
    },
    table: '名单',
    head,
    rows: doors,
  }
}
const asking = (poll: Poll, door: string): Sheet['rows'] => [
  ['题目', poll.question],
  ['选项', options(poll.options)],
  [
    '怎么选',
    `${KINDS[poll.kind]}，${poll.most > 1 ? `最多选${poll.most}个` : '只选一个'}${poll.secret ? '，匿名：这张纸上别写投了什么' : ''}`,
  ],
  ['截止', fullWords(poll.closes)],
  ['问到了', `回小议“代投P${poll.number} ${door} 1 上门”`],
  ['这是什么', INDICATION],
]
