import type { Reading } from '../../domain/heard/reading.ts'
import { about, type Rule, rule, type Said } from '../said.ts'
import { ending } from '../text/normal.ts'
import { timeIn } from '../time/time.ts'
import { command, ruled } from './command.ts'

type Suspend = Extract<Reading, { do: 'suspend' }>

const SUSPEND = command('缓办|暂缓办?|挂起')
const GO_ON = command('继续办?|接着办|恢复(?:办理?)?|不用再?等了?|不等了|(?:取消|解除|结束)(?:缓办|暂缓)|不缓办?了')
const REASON = command('原因是?')

/** A month that is named is not so many months: 「到明年3月」 is its first day. */
const MONTH =
  /(?<=[年到至等]|^|[ ,])(1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})月份?(?![\d一二三四五六七八九十初中底末上下份个])/
const NEXT_MONTH = /下个?月(?:份)?(?![\d一二三四五六七八九十初中底末上下份])/
/** 「到3月1日 等维修资金」: the day and why. */
const suspended = (said: Said, written: string): Pick<Suspend, 'until' | 'reason'> => {
  const rest = written.replace(MONTH, '$1月1日').replace(NEXT_MONTH, '下个月1号')
  const found = timeIn(rest, said.at)
  if (found === undefined) return { reason: ending(said, rest) }
  const after = rest.slice(found.to).replace(/^(?:之后|以后|后|再看?|再说|[ ,.:])+/, '')
  const before = rest.slice(0, found.from).replace(/(?:到|至|[ ,.:])+$/, '')
  return { until: found.at, reason: after === '' ? before : ending(said, after) }
}

const commands = ruled([
  [
    SUSPEND,
    (said, { number, rest }) =>
      number !== undefined || said.pointed ? { do: 'suspend', ...about(number), ...suspended(said, rest) } : undefined,
  ],
  [
    GO_ON,
    (said, { number, rest }) =>
      rest === '' && (number !== undefined || said.quotedCase !== undefined)
        ? { do: 'go-on', ...about(number), how: 'command' }
        : undefined,
  ],
  [
    REASON,
    (said, { number, rest }) =>
      rest !== '' && number !== undefined ? { do: 'reason', ...about(number), text: ending(said, rest) } : undefined,
  ],
])

type Tail = (said: Said, rest: string) => Reading | undefined
const WHY = /^(?:原因是?|因为|是因为|晚了?是?因为)[ ,:]*(?<why>.+)$/s
const ON =
  /^(?:继续|接着)办?(?:吧|了)?$|^不用再?等了?$|^不等了$|^恢复(?:办理?)?了?$|^(?:取消|解除|结束)(?:缓办|暂缓)了?$|^不缓办?了$/
/** Of the bot's own talk, where no number stands before it. */
const RESUMES = /^恢复/
const HOME =
  /^(?:我|我们|我家|家里)?(?:今天|现在|这会儿?|都)?(?:在家|有人在?|在屋头?|到家)(?:了|的|哈|的了)?(?:[ ,].{0,12})?$/
const OFF =
  /^(?:缓办|暂缓办?|先?缓一缓|先缓|挂起|先?(?:放一放|放放|搁一搁|放一下|搁一下|搁着|放着|压一压)|往后放一?放?)[ ,:]*(?<rest>.*)$/s

const WHY_WORD =
  '(?:到底)?(?:为(?:什么|啥子?|何)|凭(?:什么|啥子?)|怎么|咋个?|啷个|(?:是)?(?:什么|啥子?)原因)(?:个)?(?:又|还|要|会|就|老|一直)*'
/** 凭什么缓 · 为什么晚了 · 缓到什么时候. */
const WHY_SAID = new RegExp(
  `^(?:这个?|这事|那个?)?(?:${WHY_WORD}(?:给)?(?:缓|暂缓|晚|延期?|拖|推|推迟|搁着?|放着?)(?:办|后|迟|期|着|了|这么久|这么长时间|起)*(?:不(?:办|修|弄|处理))?|(?:要)?(?:缓|拖|延|推|等)(?:办|期|迟)?到(?:什么时候|啥时候|哪天|几时|好久|几号|哪一天|多久|猴年马月)(?:去)?)(?:了|的)?$`,
)
/** Of what is late or put off they ask the same. */
const WHY_LATE = /^(?:是)?(?:什么|啥子?|啥)原因(?:嘛)?$|^(?:这|那)?(?:是)?为(?:什么|啥子?)$|^怎么(?:回事|又这样)$/
const asksWhy = rule([WHY_SAID, WHY_LATE], ({ text }) =>
  WHY_SAID.test(text)
    ? [{ do: 'progress', how: 'own', why: 'said' }]
    : WHY_LATE.test(text)
      ? [{ do: 'progress', how: 'own', why: 'late' }]
      : [],
)

/** 「27为什么晚了」. */
export const askedWhy: Tail = (_, rest) =>
  WHY_SAID.test(rest) || WHY_LATE.test(rest) ? { do: 'progress', how: 'plain', why: 'said' } : undefined

/** After a number, or on a quoted line. */
export const CLOCK_TAILS: readonly Tail[] = [
  (said, rest) => {
    const why = WHY.exec(rest)?.groups?.why
    return why === undefined || said.asks ? undefined : { do: 'reason', text: ending(said, why) }
  },
  (said, rest) =>
    ON.test(rest) && !(rest === said.text && RESUMES.test(rest)) ? { do: 'go-on', how: 'command' } : undefined,
  (said, rest) => (HOME.test(rest) && !said.asks ? { do: 'go-on', how: 'home' } : undefined),
  (said, rest) => {
    const off = OFF.exec(rest)?.groups?.rest
    return off === undefined || said.asks ? undefined : { do: 'suspend', ...suspended(said, off.trim()) }
  },
]

/** That a case's time stands still or goes on, and why it is late. */
export const CLOCK: readonly Rule[] = [commands, asksWhy]
