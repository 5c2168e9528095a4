import type { Reading } from '../domain/reading.ts'
import { ending } from './normal.ts'
import { about, type Rule, type Said } from './said.ts'
import { timeIn } from './time.ts'
import { command, ruled } from './work.ts'

type Suspend = Extract<Reading, { do: 'suspend' }>

const SUSPEND = command('缓办|暂缓办?|挂起')
const GO_ON = command('继续办?|接着办|恢复办理|不用再?等了?|不等了')
const REASON = command('原因是?')

/** 「到3月1日 等维修资金」: the day and why. */
const suspended = (said: Said, rest: string): Pick<Suspend, 'until' | 'reason'> => {
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
const ON = /^(?:继续|接着)办?(?:吧|了)?$|^不用再?等了?$|^不等了$/
const HOME =
  /^(?:我|我们|我家|家里)?(?:今天|现在|这会儿?|都)?(?:在家|有人在?|在屋头?|到家)(?:了|的|哈|的了)?(?:[ ,].{0,12})?$/
const OFF = /^(?:缓办|暂缓办?|先?缓一缓|先缓|挂起)[ ,:]*(?<rest>.*)$/s

/** After a number, or on a quoted line. */
export const CLOCK_TAILS: readonly Tail[] = [
  (said, rest) => {
    const why = WHY.exec(rest)?.groups?.why
    return why === undefined || said.asks ? undefined : { do: 'reason', text: ending(said, why) }
  },
  (_, rest) => (ON.test(rest) ? { do: 'go-on', how: 'command' } : undefined),
  (said, rest) => (HOME.test(rest) && !said.asks ? { do: 'go-on', how: 'home' } : undefined),
  (said, rest) => {
    const off = OFF.exec(rest)?.groups?.rest
    return off === undefined || said.asks ? undefined : { do: 'suspend', ...suspended(said, off.trim()) }
  },
]

/** That a case's time stands still or goes on, and why it is late. */
export const CLOCK: readonly Rule[] = [commands]
