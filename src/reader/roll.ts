import type { Handed, Reading } from '../domain/reading.ts'
import { ending } from './normal.ts'
import { householdIn, placeIn } from './place.ts'
import { inPoll, type Rule, rule, type Said } from './said.ts'
import { choiceOf } from './worded.ts'

const HOW: readonly (readonly [RegExp, Handed])[] = [
  [/打?电话(?:里)?(?:说的?)?|通话|来电/, 'phone'],
  [/上门|入户|当面|敲门|扫楼/, 'door'],
  [/纸质?票|纸质|书面|纸条|选票/, 'paper'],
]
const POLL = /p ?(?<poll>\d{1,5})(?!\d)(?:号)?/
/** A door by its number alone, as it is written where there are no units. */
const DOOR = /(?<![\d-])(?:\d{1,3}-)?\d{3,4}(?![\d-])(?:室|号|户)?/

/** What a command about one household names, and what else it says. */
interface Named {
  readonly poll?: number
  readonly household: string
  readonly rest: string
}
const cut = (text: string, from: number, to: number): string => `${text.slice(0, from)} ${text.slice(to)}`.trim()
const namedIn = (said: Said, told: string): Named | undefined => {
  const found = POLL.exec(told)
  const text = found === null ? told : cut(told, found.index, found.index + found[0].length)
  const place = placeIn(text)
  const door = DOOR.exec(text)
  const household = householdIn(text, said.vocabulary.households) ?? door?.[0].replace(/[室号户]$/, '') ?? undefined
  const [from, to] =
    place?.place.room !== undefined
      ? [place.from, place.to]
      : [door?.index ?? 0, (door?.index ?? 0) + (door?.[0].length ?? 0)]
  if (household === undefined) return undefined
  return { ...inPoll(found?.groups?.poll ?? said.quotedPoll?.toString()), household, rest: cut(text, from, to) }
}

const HANDS_IN = /代投票?|代录票?|补录票?/
/** What was meant as the command, and lacks something. */
const COMMANDED = /^(?:代投票?|代录票?|补录票?)(?:[ :,]|\d|p\d|$)/
const handIn = rule([HANDS_IN], (said): readonly Reading[] => {
  const word = HANDS_IN.exec(said.text)
  if (word === null || said.asks || said.text.length > 60) return []
  const named = namedIn(said, cut(said.text, word.index, word.index + word[0].length))
  const [wording, how] = HOW.find(([way]) => way.test(named?.rest ?? '')) ?? []
  const choice =
    named === undefined ? undefined : choiceOf(said, named.rest.replace(wording ?? '', ' ').replace(/[ ,.:;]+/g, ' '))
  if (named === undefined || how === undefined || choice === undefined)
    return COMMANDED.test(said.text) ? [{ do: 'unclear', near: '代投' }] : []
  const { rest: _, ...where } = named
  return [{ do: 'hand-in', ...where, choice, how }]
})

const TOLD =
  /(?:打?来?了?电话|来电|当面|上门|纸条|书面)(?:里|来|过来)?(?:跟我|给我|告诉我)?(?:说|讲|表示|投|登记)?(?:是|要|了|的|[ :,])*/
/** 「6-1-201打电话说赞成P1」: handed in, in a sentence. */
const told = rule([TOLD], (said): readonly Reading[] => {
  if (said.asks || said.text.length > 60) return []
  const how = HOW.find(([way]) => way.test(TOLD.exec(said.text)?.[0] ?? ''))?.[1]
  const named = how === undefined ? undefined : namedIn(said, said.text)
  const rest = named?.rest ?? ''
  const words = TOLD.exec(rest)?.[0] ?? ''
  const choice = /^[ 的户家刚才]*$/.test(rest.slice(0, rest.indexOf(words)))
    ? choiceOf(said, rest.slice(rest.indexOf(words) + words.length))
    : undefined
  if (named === undefined || how === undefined || words === '' || choice === undefined) return []
  const { rest: _, ...where } = named
  return [{ do: 'hand-in', ...where, choice, how }]
})

const SETS_ASIDE = /^(?<head>.{0,24}?)(?:存疑|有疑问)(?<rest>.*)$/s
const RESTORES = /^(?<head>.{0,24}?)恢复(?:计票|计入)?(?<rest>.*)$/s
const contested = rule([SETS_ASIDE, RESTORES], (said): readonly Reading[] => {
  const aside = SETS_ASIDE.exec(said.text)?.groups
  const { head = '', rest = '' } = aside ?? RESTORES.exec(said.text)?.groups ?? {}
  const named = said.asks ? undefined : namedIn(said, `${head} ${rest}`)
  if (named?.poll === undefined) return []
  const { poll, household } = named
  const reason = named.rest.replace(/^[ ,.:;]+/, '')
  if (aside === undefined) return reason === '' ? [{ do: 'restore', poll, household }] : []
  return [{ do: 'set-aside', poll, household, reason: reason === '' ? '' : written(said, reason) }]
})
/** What stands at the end as it was written; what is put together of parts as it was read. */
const written = (said: Said, text: string): string => (said.text.endsWith(text) ? ending(said, text) : text)

const POLL_NAMED = 'p ?(?:\\d{1,5})'
const SWEEP = new RegExp(
  `^(?:${POLL_NAMED}[ :,]*)?(?:扫楼(?:名单|表|清单)?|(?:还有|有|都有)?(?:哪些|哪几|什么)(?:户|家|人)(?:还)?没(?:有)?投票?|没投(?:票)?的(?:户|家|人|有哪些|名单|住户).{0,3}|未投(?:票)?(?:名单|的?户)|谁还?没投票?)(?:了|的|呢)?(?:[ :,]*${POLL_NAMED})?$`,
)
const sweep = rule([SWEEP], ({ text }) =>
  SWEEP.test(text) ? [{ do: 'sweep', ...inPoll(POLL.exec(text)?.groups?.poll) }] : [],
)

/** What stewards and staff say of the households of a poll. */
export const ROLL: readonly Rule[] = [handIn, told, contested, sweep]
