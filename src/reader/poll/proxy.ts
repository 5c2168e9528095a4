import type { Choice, Reading } from '../../domain/heard/reading.ts'
import { exactly, inPoll, type Rule, rule, type Said } from '../said.ts'
import { excerpt } from '../text/normal.ts'
import { NUMERAL } from '../text/numeral.ts'
import { householdIn, placeIn } from '../trouble/place.ts'
import { STANCE } from './choice.ts'
import { handInSeveral } from './roll.ts'
import { OWN, POLL } from './vote.ts'
import { choiceOf } from './worded.ts'

// ── for somebody who does not write herself ──

const KIN =
  '(?:我们?家?)?(?:妈妈?|爸爸?|爸妈|父母|老[妈爸公婆娘汉]|婆婆|公公|岳[父母]|丈母娘|奶奶|爷爷|外[婆公]|姥[姥爷]|姐姐?|哥哥?|弟弟?|妹妹?|儿子|女儿|媳妇|老[头太]?人家?)'
const TITLED =
  '(?:楼[上下]|隔壁|对门)?的?[\\u4e00-\\u9fa5]{0,3}?(?:奶奶|爷爷|婆婆|大爷|大妈|阿姨|叔叔?|伯伯?|嬢嬢|孃孃|老师|师傅|大姐|大哥|姐|哥|嫂|家|先生|女士)'
/** A whole household, as people write it. */
const DOOR = `\\d{1,3}-\\d{1,2}-\\d{3,4}|\\d{1,3}-\\d{3,4}|${NUMERAL}(?:栋|幢|座|号楼) ?(?:${NUMERAL}单元 ?)?\\d{3,4}|${NUMERAL}[组社队][\\u4e00-\\u9fa5]{1,6}\\d{1,3}号`
const SUFFIX = '(?:室|号|户|家|的)*'
const VOTES = '(?:投票?|选|扣|打)(?:给|个|一下|了|票)?[ :]*'
const CHOICE = '(?![一1]票)(?<choice>[^ ,.!(]{1,20}?)(?:票|的)?(?:[ ,.!(].{1,60})?'

const FOR_OTHER = new RegExp(
  `^${POLL}?(?:我们?)?(?:来|想|要|还|再)*(?:替|帮忙替|帮|代替|代)(?<who>[^ ,.?]{1,14}?)(?:也|先|都)*${VOTES}${CHOICE}$`,
  's',
)
const OTHER_TOO = new RegExp(
  `^${POLL}?(?<who>${DOOR}|\\d{3,4}|${KIN}|${TITLED}|楼[上下]|隔壁|对门)${SUFFIX}[ ,:]*(?:说|也|都|要|想|让我|是)*${VOTES}${CHOICE}$`,
  's',
)
/** 「3-2-501 赞成」: of whichever household is named, her own or not. */
const OF_DOOR = new RegExp(
  `^${POLL}?(?<who>${DOOR}|[1-9]\\d?(?:0[1-9]|1[0-2])(?=${SUFFIX}[ ,:]*${STANCE}))${SUFFIX}(?:[ ,:]+|(?=\\D))${CHOICE}$`,
  's',
)
/** 「我妈不会用手机，我帮她投1」. */
const CARED_FOR = new RegExp(
  `^${POLL}?(?<who>${KIN}|${TITLED})[^,.!?;]{0,24}[ ,.;]+(?:所以)?(?:我们?)?(?:来|就|要|想)*(?:替|帮忙?|代)[她他]?${VOTES}${CHOICE}$`,
  's',
)
/** They are nobody in particular. */
const NOBODY =
  /^(?:忙|个忙|大家|他们|她们|各位|我们|咱们?|业主|群主|手|一?下|谁|你|朋友)$|(?:大|人|谁|别|自|全|哪|我们?|咱|俺)家$/
/** Only a door with unit and room is one household alone, or what the roll knows. */
const wholeIn = ({ text, vocabulary: { households } }: Said): { readonly household?: string } => {
  const { building, unit, named, room } = placeIn(text)?.place ?? {}
  const household = householdIn(text, households)
  const whole = room !== undefined && (named !== undefined || (building !== undefined && unit !== undefined))
  return household !== undefined && (whole || households.has(household)) ? { household } : {}
}
const IS_OWN = new RegExp(`^(?:${OWN})$`)
const WAYS = [FOR_OTHER, OTHER_TOO, OF_DOOR, CARED_FOR]
const forOther = rule(WAYS, (said) => {
  if (said.asks) return []
  const way = WAYS.find((one) => one.test(said.text))
  const { poll, who = '', choice: words = '' } = way?.exec(said.text)?.groups ?? {}
  const choice = words === '' || NOBODY.test(who) ? undefined : choiceOf(said, words)
  if (choice === undefined || IS_OWN.test(who)) return own(said, who, choice)
  return [{ do: 'vote-for', ...inPoll(poll), who: excerpt(said, who), ...wholeIn(said), choice }]
})
/** 「帮我投1」 asks the bot for what one may do oneself. */
const own = (said: Said, who: string, choice: ReturnType<typeof choiceOf>): readonly Reading[] =>
  said.pointed && who === '我' && choice !== undefined ? [{ do: 'vote', choice, how: 'plain', reason: '' }] : []

// ── as somebody else, or more than once ──

const SAME = exactly(
  '(?:我们?家?|俺家?)?(?:也)?(?:同上|跟楼上(?:走|一样|一致|的)?|[和与同随]楼上(?:的)?(?:一样|一致|同|意见)?|附楼上)|楼上\\+1|\\+1楼上',
)
/** Of a neighbour's ballot that is quoted. */
const LIKEWISE = exactly(
  '\\+1|(?:我们?家?|俺家?)?也?(?:一样|同|是|同意|附议|跟)|我也是|我家也是|同上|顶|附议|一样|(?:👍)+|\\[强\\]',
)
const same = rule([SAME, LIKEWISE], (said) => {
  const likewise = said.neighbour !== undefined && LIKEWISE.test(said.text)
  return SAME.test(said.text) || (likewise && choiceOf(said, said.neighbour) !== undefined) ? [{ do: 'same-vote' }] : []
})

const SOME = '[两二三四\\d]'
const TWO = new RegExp(
  `^${POLL}?(?:我们?家?|俺家?)?(?:名下)?(?:有|是)?${SOME}套房?(?:子|产)?[ ,.]*(?:是不是|可以|应该|能|算|投|都|有|就|要)*${SOME}票(?:吗|不|吧)?$|^(?:我们?家?|俺家?)(?:有|投|算|是|要投)?${SOME}票$`,
)
const two = rule([TWO], ({ text }) => {
  const found = TWO.exec(text)
  return found === null ? [] : [{ do: 'two-votes', ...inPoll(found.groups?.poll) }]
})

/** Ballots that are somebody else's, like somebody else's, or more than one. */
export const PROXY: readonly Rule[] = [forOther, same, two]

/** Each ballot of a message that names several polls or doors begins with one of these. */
const EACH = new RegExp(`(?<![\\da-z-])(?:投?p ?\\d{1,5}|${DOOR}|\\d{3,4})(?![\\d-])${SUFFIX}`, 'g')
const SEVERAL = /^(?:投?p ?\d|\d|[一二三四五六七八九十]).+(?:p ?\d|\d{3}|号)/s
const LONGEST = 80
const ballotsIn = (text: string): readonly string[] =>
  text
    .split(EACH)
    .slice(1)
    .map((ballot) => ballot.replace(/^[ ,:=—-]+|[ ,;、.]+$/g, ''))
/** 「P5和P6都同意」: what is said at the end is said of all. */
const forAll = (ballots: readonly string[]): readonly string[] => {
  const last = ballots.at(-1) ?? ''
  const between = last.startsWith('都') ? /^[和跟与、 ]?$/ : /^[和跟与、]$/
  return ballots.slice(0, -1).every((ballot) => between.test(ballot)) ? ballots.map(() => last) : ballots
}
/** No card has it: whoever said it hears what there is. */
const UNREAD: Choice = { numbers: [0] }
/** 「P5 1，P6 2」 are a ballot each; 「1-1-301投1，1-1-302投2」 is more than a message can hold, so it holds none. */
export const several = rule([SEVERAL], (said): readonly Reading[] => {
  const { text } = said
  if (handInSeveral(said).length > 0) return [...handInSeveral(said), { do: 'unclear', near: '投票' }]
  const heads = text.length <= LONGEST && SEVERAL.test(text) ? [...text.matchAll(EACH)] : []
  if (heads.length < 2 || heads[0]?.index !== 0) return []
  const choices = forAll(ballotsIn(text)).map((ballot) => choiceOf(said, ballot))
  const polls = new Set(heads.flatMap(([head]) => /^投?p ?(\d+)$/.exec(head)?.[1] ?? []))
  const missed = choices.filter((choice) => choice === undefined).length
  if (missed === heads.length || (missed > 0 && polls.size < heads.length)) return []
  if (polls.size < heads.length) return [{ do: 'unclear', near: '投票' }]
  return [...polls].map((poll, i) => ({
    do: 'vote',
    poll: Number(poll),
    choice: choices[i] ?? UNREAD,
    how: 'plain',
    reason: '',
  }))
})
