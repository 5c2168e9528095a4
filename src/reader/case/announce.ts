import type { Reading } from '../../domain/heard/reading.ts'
import { about, type Rule, rule, type Said } from '../said.ts'
import { ending } from '../text/normal.ts'
import { placeIn } from '../trouble/place.ts'
import { type Command, command, ruled } from './command.ts'
import { onlyWhen } from './promise.ts'

const CORRECT = command('更正|订正')
/** 「更正27：…」: no time of day. */
const CORRECT_COLON = /^(?:更正|订正)(?:一下)?[ :,]*#?(?<number>\d{1,6}):(?! ?\d)(?<rest>.*)$/s
const OF_IT = '(?:的|这条|那条|刚才那条|公告|公示|通告|内容|消息)'
const TAKE_DOWN = command(`(?:撤下|撤掉|下架)${OF_IT}?`)
/** 「把27撤下来」. */
const TAKE_IT_DOWN = command(`(?:把|将)${OF_IT}?`)
const DOWN = new RegExp(`^${OF_IT}{0,2}(?:撤下|撤掉|下架)(?:来|去)?了?(?<more>[ ,:.].*|)$`, 's')
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
    TAKE_IT_DOWN,
    (said, { number, rest }) => {
      const more = number === undefined || said.asks || isDay(said) ? undefined : DOWN.exec(rest)?.groups?.more
      return more === undefined
        ? undefined
        : { do: 'take-down', ...about(number), reason: ending(said, more.replace(ASIDE, '')) }
    },
  ],
  [
    TAKE_DOWN,
    (said, { number, rest }) => {
      if (said.asks || isDay(said) || (number === undefined && said.quotedCase === undefined)) return undefined
      return { do: 'take-down', ...about(number), reason: ending(said, rest.replace(THING, '')) }
    },
  ],
]
const commands = ruled(COMMANDS)

const SLIPPED =
  '(?:刚才|刚刚|上面|前面|我)*(?:打错字?|说错|写错|发错|搞错|弄错|记错|填错)(?:了|字了)?[ ,.:]+(?<told>.{2,100})'
const NOT_THAT = '(?<instead>不是[^,.]{1,20}[ ,.]+(?:而|应该|换的)?是.{1,60})'
const BARE_CORRECTION = /^(?:更正|订正)(?:一下)?[ ,:.]+(?<told>(?!(?:应该)?是?#?\d).{2,120})$/s
const SLIP = new RegExp(`^${SLIPPED}$`, 's')
/** 「更正 换的是灯泡」「打错了，是灯泡」: of what the speaker has just finished. */
const slipped = rule([BARE_CORRECTION, SLIP], (said) => {
  const { told } = (BARE_CORRECTION.exec(said.text) ?? SLIP.exec(said.text))?.groups ?? {}
  const isPlace = told !== undefined && placeIn(told) !== undefined // of where something is, as its reporter says it
  return told === undefined || isPlace || said.asks || (said.pointed && BARE_CORRECTION.test(said.text))
    ? []
    : [{ do: 'correct-finish', text: ending(said, told), how: 'slip' }]
})
/** 「撤下」 and no more: of what was just announced. */
const downAlone = rule([/^(?:撤下|撤掉)$/], (said) =>
  said.text === said.whole.replace(/[.!]+$/, '') && /^(?:撤下|撤掉)$/.test(said.text) && said.quotedCase === undefined
    ? [{ do: 'take-down', reason: '', how: 'bare' }]
    : [],
)
/** What conveners and handlers make of a finish that was announced. */
export const ANNOUNCED: readonly Rule[] = [commands, slipped, downAlone]

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
const SLIPPED_TAIL = new RegExp(`^(?:${SLIPPED}|${NOT_THAT})$`, 's')
/** 「27打错了，是灯泡」「27 不是电机，是灯泡」; 「27说错了，是周五」 is another date. */
const slippedTail: Tail = (said, rest) => {
  const { told, instead } = SLIPPED_TAIL.exec(rest)?.groups ?? {}
  const words = told ?? instead
  const day = told === undefined || said.asks ? undefined : onlyWhen(told, said.at)
  if (day !== undefined) return { do: 'news', text: ending(said, rest), how: 'plain', ...day }
  return words === undefined || said.asks ? undefined : { do: 'correct-finish', text: ending(said, words), how: 'slip' }
}
/** After a case's number. */
export const ANNOUNCED_TAILS: readonly Tail[] = [corrected, takenDown, slippedTail]
