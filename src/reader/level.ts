import type { Reading } from '../domain/reading.ts'
import { ending } from './normal.ts'
import { about, type Rule, type Said } from './said.ts'
import { command, ruled } from './work.ts'

// 「上报」 alone, or of something else than a case, is ordinary talk: a number or the bot's line has to stand by it.
const PASS_UP = command('上报|往上报|报上去|报上级|报给上级')
const SEND_DOWN = command('交办|下派|派下去')
const WHY = /^(?:因为|原因[是:]?|理由[是:]?)[ ,:]*/
const CALLED = /^(?:给|到|由)?[ @]*(?<name>[\p{L}\p{N}]{2,20}?)(?:办|处理|去办)?(?:[ ,:.;]+(?<why>.*))?$/su

const reasonOf = (said: Said, rest: string): string => ending(said, rest.replace(/^[ ,:.;]+/, '').replace(WHY, ''))

function sentDown(said: Said, rest: string): Pick<Extract<Reading, { do: 'send-down' }>, 'to' | 'reason'> {
  const found = CALLED.exec(rest)?.groups
  return { to: found?.name ?? '', reason: found?.why === undefined ? '' : reasonOf(said, found.why) }
}

/** 上报 27 修不了 · 交办 12 幸福里. */
export const LEVEL: readonly Rule[] = [
  ruled([
    [
      PASS_UP,
      (said, { number, rest }) =>
        said.asks || !(number !== undefined || said.pointed)
          ? undefined
          : { do: 'pass-up', ...about(number), reason: reasonOf(said, rest) },
    ],
    [
      SEND_DOWN,
      (said, { number, rest }) =>
        said.asks || !(number !== undefined || said.pointed)
          ? undefined
          : { do: 'send-down', ...about(number), ...sentDown(said, rest) },
    ],
  ]),
]

const UP =
  /^(?:要|得|请|申请)?(?:上报|往上报|报上去|报上级|报给上级)(?:街道|社区|上级|镇里|镇上)?(?:吧|了)?(?:[ ,:.;]+(?<why>.+))?$/s
const DOWN = /^交办(?<rest>.*)$/s

/** After a number, or on the bot's line. */
export const LEVEL_TAILS: readonly ((said: Said, rest: string) => Reading | undefined)[] = [
  (said, rest) => {
    const found = said.asks ? null : UP.exec(rest)
    return found === null ? undefined : { do: 'pass-up', reason: reasonOf(said, found.groups?.why ?? '') }
  },
  (said, rest) => {
    const found = said.asks ? null : DOWN.exec(rest)
    return found === null ? undefined : { do: 'send-down', ...sentDown(said, (found.groups?.rest ?? '').trim()) }
  },
]
