import type { Reading } from '../domain/reading.ts'
import { ending } from './normal.ts'
import { rated } from './outcome.ts'
import { about, exactly, type Rule, rule, type Said } from './said.ts'
import { type Command, command, ruled } from './work.ts'

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

const called: Tail = (said, rest) => {
  const reading = rated(
    said,
    rest.replace(/^(?:了|过了?|结果)?[ ,:]*(?:居民|住户|报的人|业主|对方|她|他)?[ ,:]*(?:说|讲|反映|表示)?[ ,:]*/, ''),
  )
  return reading?.do === 'rate' ? { do: 'call-back', grade: reading.grade, text: reading.text } : undefined
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

const FINE = exactly(
  '还好|还好的|好着呢|好着的|好着|还好着呢?|还好用|还是好的|挺好|挺好的|没(?:有)?再(?:坏|漏|堵|停|响)过?|一直(?:好|正常)着?|正常着?呢?|好的很|好得很',
)
const FAIR = exactly('还行|还可以|一般|一般般|马马虎虎')
const ALL = exactly('都好|都还好|都好着呢?|都挺好的?|都没(?:再坏|问题)')
/** 「还好」: to the question of four weeks later, and to nothing else. */
const still = rule([FINE, FAIR, ALL], ({ text, asks }) => {
  if (ALL.test(text)) return [{ do: 'still', grade: 'good', how: 'all' }]
  if (FINE.test(text) && !asks) return [{ do: 'still', grade: 'good', how: 'plain' }]
  return FAIR.test(text) ? [{ do: 'still', grade: 'fair', how: 'plain' }] : []
})

/** What supervisors say, and what is said long after a finish. */
export const INSPECT: readonly Rule[] = [ruled(COMMANDS), redList, still]
