import type { Handed, HandedIn, Reading } from '../../domain/heard/reading.ts'
import { inPoll, type Rule, rule, type Said } from '../said.ts'
import { ending } from '../text/normal.ts'
import { householdIn, placeIn } from '../trouble/place.ts'
import { choiceOf } from './worded.ts'

const HOW: readonly (readonly [RegExp, Handed])[] = [
  [/打?电话(?:里)?(?:说的?)?|通话|来电/, 'phone'],
  [/上门|入户|当面|敲门|扫楼/, 'door'],
  [/纸质?票|纸质|书面|纸条|选票/, 'paper'],
]
const POLL = /p ?(?<poll>\d{1,5})(?!\d)(?:号)?/
/** A door by its number alone, as it is written where there are no units. */
const DOOR = /(?<![\d-])(?:\d{1,3}-)?\d{3,4}(?![\d-])(?:室|号|户)?/

/** A delegate by name, set apart from what follows. */
const WHO = /^(?<name>[\u4e00-\u9fa5]{2,8}) +(?<rest>\S.*)$/s

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
  const poll = found?.groups?.poll ?? said.quotedPoll?.toString()
  const who = household === undefined ? WHO.exec(text)?.groups : undefined
  if (who?.name !== undefined) return { ...inPoll(poll), household: who.name, rest: who.rest ?? '' }
  const [from, to] =
    place?.place.room !== undefined
      ? [place.from, place.to]
      : [door?.index ?? 0, (door?.index ?? 0) + (door?.[0].length ?? 0)]
  if (household === undefined) return undefined
  return { ...inPoll(poll), household, rest: cut(text, from, to) }
}

const HANDS_IN = /代投票?|代录票?|补录票?/
/** What was meant as the command, and lacks something. */
const COMMANDED = /^(?:代投票?|代录票?|补录票?)(?:[ :,]|\d|p\d|$)/
const handIn = rule([HANDS_IN], (said): readonly Reading[] => {
  const word = HANDS_IN.exec(said.text)
  if (word === null || said.asks || said.text.length > 60 || headsIn(said.text).length > 1) return []
  if (TAKES_BACK.test(said.text)) return []
  const named = namedIn(said, cut(said.text, word.index, word.index + word[0].length))
  const how = howOf(named?.rest ?? '')
  const choice = named === undefined ? undefined : choiceIn(said, named.rest)
  if (named === undefined || how === undefined || choice === undefined)
    return COMMANDED.test(said.text) ? [{ do: 'unclear', near: '代投' }] : []
  const { rest: _, ...where } = named
  return [{ do: 'hand-in', ...where, choice, how }]
})
const howOf = (text: string): Handed | undefined => HOW.find(([way]) => way.test(text))?.[1]
const choiceIn = (said: Said, text: string): HandedIn['choice'] | undefined => {
  const [wording] = HOW.find(([way]) => way.test(text)) ?? []
  const words = text
    .replace(wording ?? '', ' ')
    .replace(/[ ,.:;、]+/g, ' ')
    .trim()
  return words === '' ? undefined : choiceOf(said, words)
}

/** Whole doors, each of which begins a ballot. */
const DOORS =
  /(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])|(?<!\d)\d{1,3}(?:栋|幢|座|号楼) ?(?:\d{1,2}单元 ?)?\d{3,4}(?!\d)|(?<!\d)\d{1,2}[组社队][\u4e00-\u9fa5]{1,6}\d{1,3}号/g
const headsIn = (text: string): readonly number[] => [...text.matchAll(DOORS)].map(({ index }) => index)
const MOST = 40
/** 「3-2-501 赞成、3-2-502 反对 电话」: how is said of each or once, and what is said at the end of several is said of all. */
export const handInSeveral = rule([HANDS_IN, DOORS], (said): readonly Reading[] => {
  const { text } = said
  const heads = headsIn(text)
  const commanded = COMMANDED.test(text)
  if (heads.length < 2 || heads.length > MOST || said.asks || TAKES_BACK.test(text)) return []
  if (!commanded && (howOf(text) === undefined || heads[0] !== 0)) return []
  const parts = heads.map((from, i) => text.slice(from, heads[i + 1] ?? text.length).replace(/代投票?/g, ' '))
  const poll = POLL.exec(text)?.groups?.poll ?? said.quotedPoll?.toString()
  const once = howOf(text)
  const each: HandedIn[] = []
  const unread: string[] = []
  let choice: HandedIn['choice'] | undefined
  for (const part of parts.toReversed()) {
    const named = namedIn(said, part.replace(/[\s,.;、]+$/, ''))
    const alone = named?.rest.replace(/[和跟与、,. ]/g, '') === ''
    choice = named === undefined || alone ? choice : choiceIn(said, named.rest)
    const how = howOf(named?.rest ?? '') ?? once
    if (named !== undefined && choice !== undefined && how !== undefined)
      each.unshift({ household: named.household, choice, how })
    else unread.unshift(part.trim())
  }
  return each.length === 0 ? [] : [{ do: 'hand-ins', ...inPoll(poll), each, unread }]
})

const TAKES_BACK = /^(?:p ?\d{1,5}[ :,]*)?(?:撤销|撤回|取消|收回|作废)(?:刚才的?)?代投(?:票|的票?)?(?<rest>.*)$/s
/** 「撤销代投 3-2-502 录错了」. */
const takesBack = rule([TAKES_BACK], (said): readonly Reading[] => {
  const found = said.asks ? null : TAKES_BACK.exec(said.text)
  if (found === null) return []
  const named = namedIn(
    said,
    `${found[0].slice(0, found[0].length - (found.groups?.rest?.length ?? 0)).match(/p ?\d+/)?.[0] ?? ''} ${found.groups?.rest ?? ''} `,
  )
  if (named === undefined) return [{ do: 'staff-command', near: '撤销代投' }]
  const { rest, ...where } = named
  const reason = rest.replace(/^[ ,.:;]+|[ ]+$/g, '')
  return [{ do: 'hand-in-back', ...where, reason: reason === '' ? '' : written(said, reason) }]
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
  `^(?:${POLL_NAMED}[ :,]*)?(?:扫楼(?:名单|表|清单)?|(?:还有|有|都有)?(?:(?:哪些|哪几|什么)(?:个|户|家|人)|哪些|谁)(?:还)?没(?:有)?投票?|没投(?:票)?的(?:户|家|人|有哪些|名单|住户).{0,3}|未投(?:票)?(?:名单|的?户))(?:了|的|呢)?(?:[ :,]*${POLL_NAMED})?$`,
)
const IN_BUILDING =
  /^(?:p ?\d{1,5}[ :,]*)?扫楼(?:名单|表|清单)?[ :,]*(?:p ?\d{1,5})?[ :,]*(?<where>\S{1,12}?)[ :,]*(?:p ?\d{1,5})?$/
const sweep = rule([SWEEP, IN_BUILDING], ({ text }) => {
  const poll = inPoll(POLL.exec(text)?.groups?.poll)
  if (SWEEP.test(text)) return [{ do: 'sweep', ...poll }]
  const within = pathOf(IN_BUILDING.exec(text)?.groups?.where ?? '')
  return within === undefined ? [] : [{ do: 'sweep', ...poll, within }]
})
/** 「3栋2单元」 as doors of the roll begin: 「3-2」. */
const pathOf = (where: string): string | undefined => {
  const { building, unit, named, room } = placeIn(where)?.place ?? {}
  if (room !== undefined) return undefined
  const group = named?.match(/^(?<group>\d+[组社队])(?<yard>.*)$/)?.groups
  const path = [group?.group, group?.yard, building, unit].filter((part) => part !== undefined && part !== '')
  if (path.length > 0) return path.join('-')
  return /^\d{1,3}(?:-\d{1,2})?$/.test(where) ? where : undefined
}

/** Nothing else was understood of it: no trouble of the house begins so. */
const COMMAND = /^(?<word>代投|扫楼|延长|作废|存疑|恢复|结论|议|改|投票)(?=$|[ :,]|p ?\d|\d+[-栋]|到|一下)/
/** The last of all that words may mean. */
export const staffCommand = rule([COMMAND], ({ text, asks, pointed }) => {
  const word = asks ? undefined : COMMAND.exec(text)?.groups?.word
  if (word === undefined || (!pointed && EVERYDAY.test(word) && text !== word)) return []
  return [{ do: 'staff-command', near: word }]
})
/** Between people these are everyday words, unless they stand alone. */
const EVERYDAY = /^(?:投票|议|改|结论|恢复)$/

/** What stewards and staff say of the households of a poll. */
export const ROLL: readonly Rule[] = [takesBack, handIn, handInSeveral, told, contested, sweep]
