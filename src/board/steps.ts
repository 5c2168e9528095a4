import type { Instant } from '../domain/calendar.ts'
import type { Said } from './wire.ts'

/** Who plays which part in the first minute, as contact ids, and in which rooms. */
export interface Cast {
  /** The name by which it is called. */
  readonly bot: string
  readonly reporter: string
  readonly neighbour: string
  readonly handler: string
  readonly convener: string
  readonly residents: string
  readonly staff: string
}
type Part = 'reporter' | 'neighbour' | 'handler' | 'convener'

/** What to do next; the page offers to do it. */
export interface Act {
  /** Why this step: one short sentence. */
  readonly hint: string
  readonly as?: string
  readonly room?: string
  readonly say?: string
  readonly photo?: true
  readonly advance?: string
  readonly label?: string
}
/** What has been seen of the story so far. */
export interface Story {
  readonly step: number
  readonly said: boolean
  /** Where the lift is out of order in this round. */
  readonly place: (typeof PLACES)[number]
  /** The highest numbers named before the step's own words: the round's case and poll have higher ones. */
  readonly known: { readonly case: number; readonly poll: number }
  readonly case: string
  readonly poll: string
  /** The poll's question, up to its first pause. */
  readonly question: string
  /** When the step before was finished. */
  readonly since: Instant
  /** When the poll's command was given: its close is the Friday after. */
  readonly polled: Instant
  readonly voters: readonly string[]
  readonly doubted: boolean
}

export interface Step {
  readonly act: (story: Story, cast: Cast, now: Instant) => Act
  /** Whether a person's message is this step. */
  readonly said?: (message: Said, story: Story, cast: Cast) => boolean
  /** What the bot's line teaches where it is the answer; nothing where it is not. */
  readonly heard?: (message: Said, story: Story) => Partial<Story> | undefined
  /** Whether time alone finishes it. */
  readonly over?: (now: Instant, story: Story) => boolean
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const EAST = 8 * HOUR
export const BEGINNING: Story = {
  step: 0,
  said: false,
  place: '3栋2单元',
  known: { case: 0, poll: 0 },
  case: '',
  poll: '',
  question: '',
  since: 0,
  polled: 0,
  voters: [],
  doubted: false,
}
/** One a round: a lift that was mended and is out of order again would be the old case, taken up again. */
export const PLACES = ['3栋2单元', '5栋1单元', '1栋2单元', '6栋1单元', '2栋1单元', '4栋2单元'] as const

const by = (part: Part, words: RegExp) => (message: Said, _: Story, cast: Cast) =>
  message.contact === cast[part] && words.test(message.text)
/** The same, of the round's own case: named by number or by quoting, or not named at all. */
const onCase = (part: Part, words: RegExp) => (message: Said, story: Story, cast: Cast) => {
  const quoted = /#(\d+)/.exec(message.quote?.text ?? '')?.[1]
  const named = message.text.match(/\d+/g) ?? (quoted === undefined ? [story.case] : [])
  return by(part, words)(message, story, cast) && [...named, quoted].includes(story.case)
}
const about = ({ text }: Said, { case: number }: Story) => (new RegExp(`#${number}(?!\\d)`).test(text) ? {} : undefined)
const receipt = ({ text }: Said, { known }: Story): Partial<Story> | undefined => {
  if (/是同一件/.test(text) || !text.includes('电梯')) return undefined
  const number = /#(\d+)/.exec(text)?.[1]
  return Number(number) > known.case ? { case: number ?? '' } : undefined
}
const opened = ({ text }: Said, { known, question }: Story): Partial<Story> | undefined => {
  const number = /P(\d+)/.exec(text)?.[1]
  return Number(number) > known.poll && text.includes(question) ? { poll: number ?? '' } : undefined
}

/** The first Friday 18:00, Chinese time, after an instant. */
export const friday = (after: Instant): Instant => {
  const midnight = Math.floor((after + EAST) / DAY) * DAY - EAST
  const weekday = new Date(midnight + EAST).getUTCDay()
  const close = midnight + ((5 - weekday + 7) % 7) * DAY + 18 * HOUR
  return close > after ? close : close + 7 * DAY
}

export const STEPS: readonly Step[] = [
  {
    act: ({ doubted, place }, { reporter, residents, bot }) => ({
      hint: doubted ? `${bot}怕重复登记，先问一句` : '电梯坏了，在群里喊一声',
      as: reporter,
      room: residents,
      say: doubted ? '不是' : `@${bot} ${place}电梯${place === PLACES[0] ? '又' : ''}坏了，老人下不了楼`,
    }),
    said: ({ contact, roomId, text }, { doubted }, { reporter, residents }) =>
      contact === reporter && roomId === residents && (doubted ? /不是/ : /电梯/).test(text),
    heard: receipt,
  },
  {
    act: ({ case: number }, { handler, staff }) => ({
      hint: '物业在工作群里接单',
      as: handler,
      room: staff,
      say: `接 ${number}`,
    }),
    said: onCase('handler', /接/),
    heard: about,
  },
  {
    act: () => ({ hint: '过两天没办完，看小议怎么催', advance: '2d', label: '过 2 天' }), // whatever the hour, its limit is over
    over: (now, { since }) => now - since >= 2 * DAY - 60_000,
  },
  {
    act: ({ case: number }, { handler, staff }) => ({
      hint: '修好了，拍张照办结',
      as: handler,
      room: staff,
      say: `办结 ${number} 换了门机皮带`,
      photo: true,
    }),
    said: onCase('handler', /办结|好了/),
    heard: about,
  },
  {
    act: ({ case: number }, { reporter, residents }) => ({
      hint: '修得好不好，报事的人说了算',
      as: reporter,
      room: residents,
      say: `${number} 满意`,
    }),
    said: onCase('reporter', /满意|一般|没好/),
    heard: about,
  },
  {
    act: (_, { convener, residents }) => ({
      hint: '书记想问问大家的意见',
      as: convener,
      room: residents,
      say: '投票 2号门装充电桩？ 赞成/反对/弃权 周五18点 按户',
    }),
    said: by('convener', /投票/),
    heard: ({ text }, { question }) => (text.includes(question) ? {} : undefined),
  },
  {
    act: (_, { convener, residents }) => ({
      hint: '小议先给书记看样子，回“发”才发出',
      as: convener,
      room: residents,
      say: '发',
    }),
    said: by('convener', /^\s*发/),
    heard: opened,
  },
  {
    act: ({ voters }, { reporter, neighbour, residents }) => ({
      hint: `投票只要回个数字（已投 ${voters.length}/2）`,
      as: voters.includes(reporter) ? neighbour : reporter,
      room: residents,
      say: '1',
    }),
    over: (_, { voters }) => voters.length >= 2,
  },
  {
    act: ({ polled }, { residents }, now) => ({
      hint: '到了截止时间，小议自己报结果',
      room: residents,
      ...(now <= friday(polled)
        ? { advance: `${Math.ceil((friday(polled) - now) / 60_000) + 1}m`, label: '快进到周五 18:00' }
        : { advance: '1h', label: '再过 1 小时' }),
    }),
    said: () => false,
    heard: ({ text, at }, { poll, polled }) =>
      at >= friday(polled) && new RegExp(`P${poll}(?!\\d)`).test(text) ? {} : undefined,
  },
]
