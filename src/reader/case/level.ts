import type { Reading } from '../../domain/heard/reading.ts'
import { about, type Rule, type Said } from '../said.ts'
import { ending } from '../text/normal.ts'
import { command, ruled } from './command.ts'

// 「上报」 alone, or of something else than a case, is ordinary talk: a number or the bot's line has to stand by it.
const PASS_UP = command('上报|往上报|报上去|报上级|报给上级')
const LEVELS = '(?:街道办?|镇(?:里|上|政府)?|乡(?:里|上|政府)?|区里|上级|上面|上头)'
/** 「报给街道嘛」: by those who work on it; of anybody else it is talk. */
const TO_LEVEL = command(`(?:要|得|请|申请)?(?:再|往上)?报(?:给|到|去)?${LEVELS}(?:去|吧|嘛|哦|呢|噻|了)*`)
const CALL_IN = command('(?:撤回|收回|撤销|取消)(?:上报|交办)|(?:上报|交办)(?:撤回|收回)')
const SEND_DOWN = command('交办|下派|派下去')
const WHY = /^(?:因为|原因[是:]?|理由[是:]?)[ ,:]*/
const CALLED = /^(?:给|到|由)?[ @]*(?<name>[\p{L}\p{N}]{2,20}?)(?:办|处理|去办)?(?:[ ,:.;]+(?<why>.*))?$/su

const TO = new RegExp(`^${LEVELS}(?:去|吧|嘛|哦|呢|噻|了)*(?:[ ,:.;]+|$)`)
const reasonOf = (said: Said, rest: string): string =>
  ending(
    said,
    rest
      .replace(/^[ ,:.;]+/, '')
      .replace(TO, '')
      .replace(WHY, ''),
  )

function sentDown(said: Said, rest: string): Pick<Extract<Reading, { do: 'send-down' }>, 'to' | 'reason'> {
  const found = CALLED.exec(rest)?.groups
  return { to: found?.name ?? '', reason: found?.why === undefined ? '' : reasonOf(said, found.why) }
}

/** 上报 27 修不了 · 交办 12 幸福里 · 撤回上报 27. */
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
      TO_LEVEL,
      (said, { number, rest }) =>
        said.asks || !(number !== undefined || said.pointed)
          ? undefined
          : { do: 'pass-up', ...about(number), reason: reasonOf(said, rest), how: 'plain' },
    ],
    [
      CALL_IN,
      (said, { number, rest }) =>
        said.asks || rest !== '' || !(number !== undefined || said.pointed)
          ? undefined
          : { do: 'call-in', ...about(number) },
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
const LEVEL_NAMED = new RegExp(
  `^(?:这个|这件)?(?:要|得|请|申请)?(?:再|往上)?报(?:给|到|去)?${LEVELS}(?:去|吧|嘛|哦|呢|噻|了)*(?:[ ,:.;]+(?<why>.+))?$`,
  's',
)
const BACK = /^(?:(?:撤回|收回|撤销|取消)(?:上报|交办)|(?:上报|交办)(?:撤回|收回))了?$/
const DOWN = /^交办(?<rest>.*)$/s

/** After a number, or on the bot's line. */
export const LEVEL_TAILS: readonly ((said: Said, rest: string) => Reading | undefined)[] = [
  (said, rest) => {
    const found = said.asks ? null : UP.exec(rest)
    return found === null ? undefined : { do: 'pass-up', reason: reasonOf(said, found.groups?.why ?? '') }
  },
  (said, rest) => {
    const found = said.asks ? null : LEVEL_NAMED.exec(rest)
    return found === null ? undefined : { do: 'pass-up', reason: reasonOf(said, found.groups?.why ?? ''), how: 'plain' }
  },
  (said, rest) => (BACK.test(rest) && !said.asks ? { do: 'call-in' } : undefined),
  (said, rest) => {
    const found = said.asks ? null : DOWN.exec(rest)
    return found === null ? undefined : { do: 'send-down', ...sentDown(said, (found.groups?.rest ?? '').trim()) }
  },
]
