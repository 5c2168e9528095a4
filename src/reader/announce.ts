import type { Reading } from '../domain/reading.ts'
import { ending } from './normal.ts'
import { about, type Said } from './said.ts'
import { type Command, command, ruled } from './work.ts'

const CORRECT = command('更正|订正')
/** 「更正27：…」: no time of day. */
const CORRECT_COLON = /^(?:更正|订正)(?:一下)?[ :,]*#?(?<number>\d{1,6}):(?! ?\d)(?<rest>.*)$/s
const TAKE_DOWN = command('撤下|撤掉|下架')
/** 「撤下27公告」: the thing taken down is no reason. */
const THING = /^(?:的|这条|那条|公告|公示|通告|内容|消息|了|吧| )+[ ,:.]*/
const ASIDE = /^[ ,:.]+/

/** 「更正：27号停水改到28号」: a day, unless it is said to the bot. */
const isDay = ({ text, pointed }: Said): boolean => !pointed && /^\D*\d{1,6}号(?!事项|件|事)/.test(text)

const put: Command[1] = (said, { number, rest }) =>
  said.asks || isDay(said) || (number === undefined && !said.pointed)
    ? undefined
    : { do: 'correct-finish', ...about(number), text: ending(said, rest) }

const COMMANDS: readonly Command[] = [
  [CORRECT, put],
  [CORRECT_COLON, put],
  [
    TAKE_DOWN,
    (said, { number, rest }) => {
      if (said.asks || isDay(said) || (number === undefined && said.quotedCase === undefined)) return undefined
      return { do: 'take-down', ...about(number), reason: ending(said, rest.replace(THING, '')) }
    },
  ],
]
/** What conveners and handlers make of a finish that was announced. */
export const announced = ruled(COMMANDS)

const CORRECTED = /^(?:更正|订正)(?:一下)?(?<more>[ ,:.].*|)$/s
const TAKEN_DOWN =
  /^(?:的|那条|这条)?(?:公告|公示|通告|内容|消息)?(?:请|先)?(?:撤下|撤掉|下架)(?:来)?了?(?<more>[ ,:.].*|)$/s

type Tail = (said: Said, rest: string) => Reading | undefined
const corrected: Tail = (said, rest) => {
  const more = CORRECTED.exec(rest)?.groups?.more
  return more === undefined || said.asks
    ? undefined
    : { do: 'correct-finish', text: ending(said, more.replace(ASIDE, '')) }
}
const takenDown: Tail = (said, rest) => {
  const more = TAKEN_DOWN.exec(rest)?.groups?.more
  return more === undefined || said.asks
    ? undefined
    : { do: 'take-down', reason: ending(said, more.replace(ASIDE, '')) }
}
/** After a case's number. */
export const ANNOUNCED_TAILS: readonly Tail[] = [corrected, takenDown]
