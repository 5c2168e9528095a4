import type { Reading } from '../../domain/heard/reading.ts'
import { about, exactly, type Rule, rule, type Said } from '../said.ts'
import { ending } from '../text/normal.ts'
import { type Command, command, ruled } from './command.ts'
import { RATED, rated, reopened } from './outcome.ts'

type Tail = (said: Said, rest: string) => Reading | undefined

const FAILED =
  /^(?:了)?[ ,:]*(?:不通过|不予通过|未通过|没通过|没过关?|通不过|不合格|不过关|不达标|不行)了?[ ,.:;!]*(?<why>.*)$/s
const PASSED =
  /^(?:了|结果|已经?)?[ ,:]*(?:通过|合格|过关|达标|可以|没(?:得)?问题|ok|过了?)了?(?:[ ,.:;!]+(?<more>.*))?$/s

const judged: Tail = (said, rest) => {
  if (said.asks && !FAILED.test(rest) && !/没(?:得)?问题/.test(rest)) return undefined
  const why = FAILED.exec(rest)?.groups?.why
  if (why !== undefined) return { do: 'inspect', passed: false, text: ending(said, why) }
  const found = PASSED.exec(rest)
  return found === null ? undefined : { do: 'inspect', passed: true, text: ending(said, found.groups?.more ?? '') }
}
const INSPECTED = /^(?:已)?验收[ ,:]*(?<rest>.*)$/s
/** 「27验收通过」. */
const inspected: Tail = (said, rest) => {
  const result = INSPECTED.exec(rest)?.groups?.rest
  return result === undefined || result === '' ? undefined : judged(said, result)
}

const REPORTED =
  /^(?:了|过了?|结果)?[ ,:]*(?:居民|住户|报的人|业主|对方|人家|她|他)?[ ,:]*(?:说|讲|反映|表示)?(?:是|都)?[ ,:]*/
/** That it is mended, or that it is not, in whatever words. */
const MENDED =
  /^(?:都|已经?|现在|可以)*(?:(?:修|弄|搞|整|处理|解决)?好了|好|好的|好着呢?|好得很|可以了?|没(?:得|有)?(?:问题|事)了?|亮了|通了|不漏了|不响了|正常了?|解决了|搞定了?|归一了?|巴适|ok)$/
const UNREACHED =
  /^(?:了|过了?|结果)?[ ,:]*(?:居民|住户|报的人|业主|对方|人家|她|他)?[ ,:]*(?:(?:电话|打)*(?:都|一直|也)?(?:没|无|莫得|没得|没有)人(?:接听?|应|回)|(?:打?电话)?(?:都|一直|也)?(?:没(?:有)?(?:打通|接通?|拨通|回|联系上)|打不通|不接|无法接通|联系不上|占线|关机|停机|空号))(?:电话)?了?(?:[ ,.].*)?$/s
const called: Tail = (said, rest) => {
  if (said.asks) return undefined
  if (UNREACHED.test(rest)) return { do: 'call-missed' }
  const words = rest.replace(REPORTED, '')
  const reading = rated(said, words)
  if (reading !== undefined) return { do: 'call-back', grade: reading.grade, text: reading.text }
  if (MENDED.test(words)) return { do: 'call-back', grade: 'good', text: '' }
  const undone = reopened(said, words)
  return undone?.do === 'reopen' ? { do: 'call-back', grade: 'poor', text: ending(said, words) } : undefined
}
const CALLED = /^(?:已|电话)?回访[ ,:]*(?<rest>.*)$/s
/** 「27回访满意」. */
const calledBack: Tail = (said, rest) => {
  const result = CALLED.exec(rest)?.groups?.rest
  return result === undefined || result === '' ? undefined : called(said, result)
}

/** After a case's number, or on its quoted line. */
export const INSPECTED_TAILS: readonly Tail[] = [inspected, calledBack]

const COMMANDS: readonly Command[] = [
  [
    command('验收'),
    (said, { number, rest }) => {
      const reading = number === undefined && !said.pointed ? undefined : judged(said, rest)
      return reading && { ...reading, ...about(number) }
    },
  ],
  [
    command('电话回访|回访'),
    (said, { number, rest }) => {
      const reading = number === undefined && !said.pointed ? undefined : called(said, rest)
      return reading && { ...reading, ...about(number) }
    },
  ],
]

const RED = exactly(
  '(?:看|查|查看|列)?(?:一下|下)?(?:红灯|亮红灯的|红灯(?:清单|名单|列表|事项)|(?:有)?(?:哪些|哪几件|几件)(?:亮)?(?:了)?红灯)(?:有哪些|有几件)?',
)
const redList = rule([RED], ({ text }) => (RED.test(text) ? [{ do: 'red-list' }] : []))

// ── four weeks later ──

/** How a mended thing is. */
const SOUND =
  '(?:还|一直|现在|目前|都)*(?:好|好的|好着呢|好着的|好着|好得很|好的很|好用|是好的|挺好|挺好的|可以|亮着?的?(?=$|[ ,.!])|亮着呢?|亮起的?|通着?的|通起的|正常着?呢?|用得起|没(?:有|得)?再(?:坏|漏|堵|停|响|黑|熄)过?)'
const FINE = new RegExp(
  `^(?:还好|还好的|还好着呢?|还好用|还是好的|挺好|挺好的|好着呢|好着的|好着|好得很|好的很|还可以|亮起的|亮着的?|亮着呢|通起的|没再(?:坏|漏|堵|停|响)过?|没(?:有|得)再(?:坏|漏|堵|停|响)过?|一直(?:好|正常|亮|通)着?的?|正常着?呢?|(?:没|莫|没得|莫得|没有)(?:啥|啥子|什么)?(?:事|问题)[ ,.!]+${SOUND}|好得?很?[ ,.!]+${SOUND}|莫得(?:事|问题))了?$`,
)
/** Neighbours say it of much else. */
const NO_MATTER = exactly('没(?:有|得)?(?:啥|什么)?(?:问题|事)')
const FAIR = exactly('还行|一般|一般般|马马虎虎')
const POOR = /^(?:不好|不太好|不咋个?好|不行了?|不怎么样)$/
/** Says what is wrong as well. */
const FLAWED =
  /^(?:还是)?(?:时好时坏|时好时歹|有时好有时(?:坏|不好)|一哈好一哈坏|一会儿?好一会儿?坏|好一[阵天]坏一[阵天]|时亮时不亮|时通时不通)的?(?:[ ,.!].{0,40})?$/s
const ALL = exactly('都好|都还好|都好着呢?|都挺好的?|都没(?:再坏|问题)')
/** 「还好」: to the question of four weeks later, and to nothing else. */
const still = rule([FINE, NO_MATTER, FAIR, POOR, FLAWED, ALL], ({ text, raw, asks }) => {
  if (ALL.test(text)) return [{ do: 'still', grade: 'good', how: 'all' }]
  if (asks) return FAIR.test(text) ? [{ do: 'still', grade: 'fair', how: 'plain' }] : []
  if (FINE.test(text)) return [{ do: 'still', grade: 'good', how: 'plain' }]
  if (NO_MATTER.test(text)) return [{ do: 'still', grade: 'good', how: 'soon' }]
  if (POOR.test(text)) return [{ do: 'still', grade: 'poor', how: 'soon', text: '' }]
  if (FLAWED.test(text)) return [{ do: 'still', grade: 'poor', how: 'plain', text: raw }]
  return FAIR.test(text) ? [{ do: 'still', grade: 'fair', how: 'plain' }] : []
})

/** What supervisors say, and what is said of a finish, long after it too. */
export const INSPECT: readonly Rule[] = [ruled(COMMANDS), redList, still, ...RATED]
