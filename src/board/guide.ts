import type { Instant } from '../domain/community.ts'
import type { World } from '../wechat/world.ts'
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
export interface Standing {
  /** From 1; `of + 1` when all is done. */
  readonly step: number
  readonly of: number
  readonly act?: Act
  /** It was said; the bot's answer is awaited. */
  readonly waiting: boolean
}

/** What has been seen of the story so far. */
interface Story {
  readonly step: number
  readonly said: boolean
  readonly case: string
  readonly poll: string
  /** When the step before was finished. */
  readonly since: Instant
  /** When the poll's command was given: its close is the Friday after. */
  readonly polled: Instant
  readonly voters: readonly string[]
  readonly doubted: boolean
}

interface Step {
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
const BEGINNING: Story = { step: 0, said: false, case: '', poll: '', since: 0, polled: 0, voters: [], doubted: false }

const by = (part: Part, words: RegExp) => (message: Said, _: Story, cast: Cast) =>
  message.contact === cast[part] && words.test(message.text)
const about = ({ text }: Said, { case: number }: Story) => (new RegExp(`#${number}(?!\\d)`).test(text) ? {} : undefined)
const receipt = ({ text }: Said): Partial<Story> | undefined => {
  if (/是同一件/.test(text)) return undefined
  const number = /#(\d+)/.exec(text)?.[1]
  return number ? { case: number } : undefined
}
const opened = ({ text }: Said): Partial<Story> | undefined => {
  const number = /P(\d+)/.exec(text)?.[1]
  return number ? { poll: number } : undefined
}

/** The first Friday 18:00, Chinese time, after an instant. */
export const friday = (after: Instant): Instant => {
  const midnight = Math.floor((after + EAST) / DAY) * DAY - EAST
  const weekday = new Date(midnight + EAST).getUTCDay()
  const close = midnight + ((5 - weekday + 7) % 7) * DAY + 18 * HOUR
  return close > after ? close : close + 7 * DAY
}

const STEPS: readonly Step[] = [
  {
    act: ({ doubted }, { reporter, residents, bot }) => ({
      hint: doubted ? `${bot}怕重复登记，先问一句` : '家里电梯坏了，在群里喊一声',
      as: reporter,
      room: residents,
      say: doubted ? '不是' : `@${bot} 3栋2单元电梯又坏了，老人下不了楼`,
    }),
    said: ({ roomId, text }, { doubted }, { residents, bot }) =>
      roomId === residents && (doubted || text.includes(bot) || text.startsWith('报')),
    heard: receipt,
  },
  {
    act: ({ case: number }, { handler, staff }) => ({
      hint: '物业在工作群里接单',
      as: handler,
      room: staff,
      say: `接 ${number}`,
    }),
    said: by('handler', /接/),
    heard: about,
  },
  {
    act: () => ({ hint: '过一天没办完，看小议怎么催', advance: '1d', label: '过 1 天' }),
    over: (now, { since }) => now - since >= DAY - 60_000,
  },
  {
    act: ({ case: number }, { handler, staff }) => ({
      hint: '修好了，拍张照办结',
      as: handler,
      room: staff,
      say: `办结 ${number} 换了门机皮带`,
      photo: true,
    }),
    said: by('handler', /办结|好了/),
    heard: about,
  },
  {
    act: ({ case: number }, { reporter, residents }) => ({
      hint: '修得好不好，报事的人说了算',
      as: reporter,
      room: residents,
      say: `${number} 满意`,
    }),
    said: by('reporter', /满意|一般|没好/),
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
    heard: () => ({}),
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
    heard: ({ text, at }, { poll, polled }) => (at >= friday(polled) && text.includes(`P${poll}`) ? {} : undefined),
  },
]
const VOTING = 7
const CLOSING = STEPS.length - 1

/** How far the first minute has got, told from nothing but what was said, so that it survives restarts. */
const standing = (messages: readonly Said[], cast: Cast, now: Instant): Standing => {
  const told = messages.reduce((story, message) => turn(passed(story, message.at), message, cast), BEGINNING)
  const story = passed(told, now)
  const step = STEPS[story.step]
  const head = { step: story.step + 1, of: STEPS.length, waiting: story.said }
  return step ? { ...head, act: step.act(story, cast, now) } : head
}

const passed = (story: Story, now: Instant): Story => (STEPS[story.step]?.over?.(now, story) ? next(story, now) : story)

const next = (story: Story, at: Instant): Story => ({ ...story, step: story.step + 1, said: false, since: at })

const turn = (story: Story, message: Said, cast: Cast): Story => {
  const step = STEPS[story.step]
  if (!step) return story
  if (message.bot) return answered(story, step, message)
  if (story.step === VOTING) return passed(voted(story, message, cast), message.at)
  if (!step.said?.(message, story, cast)) return story
  return { ...story, said: true, polled: message.at }
}

const answered = (story: Story, step: Step, message: Said): Story => {
  if (!story.said && story.step !== CLOSING) return story
  const learnt = step.heard?.(message, story)
  if (learnt) return next({ ...story, ...learnt }, message.at)
  return story.step === 0 && /是同一件/.test(message.text) ? { ...story, said: false, doubted: true } : story
}

const voted = (story: Story, { contact, roomId, text }: Said, { residents }: Cast): Story => {
  const vote = roomId === residents && /^\s*(投\s*)?[1-3１-３]\s*$|^(赞成|反对|弃权)/.test(text)
  return vote && !story.voters.includes(contact) ? { ...story, voters: [...story.voters, contact] } : story
}

/** The demo's people in their parts; nothing where this world has other people. */
const castOf = (world: World): Cast | undefined => {
  const person = (name: string) => world.contacts().find((contact) => contact.name === name)?.id
  const room = (end: string, member: string) =>
    world.rooms().find(({ topic, members }) => topic.endsWith(end) && members.includes(member))
  const [reporter, handler, convener] = [person('李芳'), person('王强'), person('刘书记')]
  if (!reporter || !handler || !convener) return undefined
  const residents = room('业主群', reporter)
  const staff = room('工作群', handler)
  const neighbour = world
    .contacts()
    .find(
      ({ id, title = '' }) =>
        residents?.members.includes(id) && ![reporter, handler, convener].includes(id) && /\d-\d/.test(title),
    )?.id
  if (!residents || !staff || !neighbour) return undefined
  return { bot: world.bot.name, reporter, handler, convener, neighbour, residents: residents.id, staff: staff.id }
}

/** Where the first minute stands, judged by these messages; nothing where this world has other people. */
export const guide = (messages: readonly Said[], world: World, now: Instant): Standing | undefined => {
  const cast = castOf(world)
  return cast && standing(messages, cast, now)
}
