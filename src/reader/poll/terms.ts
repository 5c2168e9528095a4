import type { Instant } from '../../domain/calendar.ts'
import type { RuleWords } from '../../domain/heard/reading.ts'
import { NUMERAL, numeral } from '../text/numeral.ts'
import { timeIn } from '../time/time.ts'

type Groups = Readonly<Record<string, string | undefined>>
type Term = readonly [wording: RegExp, rules: (groups: Groups) => RuleWords]

const VOTE = '(?:投票|表决|投|计票|计|算|征集|调查)?'
const SEEN = '(?:看票数?|看结果|看|公布|公开|可见|可看|报(?:票数?)?|更新)'
const term = (wording: string, rules: RuleWords | ((groups: Groups) => RuleWords)): Term => [
  new RegExp(`^(?:${wording})`),
  typeof rules === 'function' ? rules : () => rules,
]
/** 「最多选两项」: more than one, and how many. */
const most = ({ most: count = '' }: Groups): RuleWords => {
  const number = numeral(count)
  return number === undefined ? {} : { most: number }
}
const TERMS: readonly Term[] = [
  term(
    `(?:按|仅限?|只限|限)?(?<list>(?:居民|村民|业主|楼栋|小组|院落)?代表(?:大会|会议|会)?|党员(?:大会|会议|会)?|党小组|楼(?:栋)?长)(?:们)?(?:的?名单)?${VOTE}`,
    ({ list = '' }) => ({ kind: 'delegates', list }),
  ),
  term(`(?:按|以)?(?:业主|专有面积|建筑面积|面积)(?:和|及|加)?(?:人数|面积|户数)?(?:大会|双过半)?${VOTE}|双过半`, {
    kind: 'owners',
  }),
  term(`(?:按户|一户一票|每户一票|[一每]家一票|以户为单位|入户|户)${VOTE}`, { kind: 'household' }),
  term(`(?:意向性?|按人|一人一票|每人一票|摸底|人)${VOTE}`, { kind: 'straw' }),
  term(
    `(?:每[户人家])?(?:可以?)?(?:最多|至多|不超过|限|限选)(?:可以?)?(?:选|投)?(?<most>${NUMERAL})(?:个|项|票|样|种)?`,
    most,
  ),
  term(`${NUMERAL}(?:个)?选(?<most>${NUMERAL})(?:个|项)?`, most),
  term(`(?:每[户人家])?(?:可以?|能)选(?<most>${NUMERAL})(?:个|项|样|种)`, most),
  term('(?:每[户人家])?(?:可以?|允许|支持|能)?多选(?:题)?|不限(?:项数?|选项)?', { most: 'all' }),
  term('单选(?:题)?|只(?:能|可)选(?:一|1)(?:个|项)?', { most: 1 }),
  term('(?:匿名|不记名|无记名|不具名|保密|秘密)(?:投票|表决|投)?', { secret: true }),
  term('(?:记名|实名|署名|明|公开)(?:投票|表决|投)|记名|实名|公开记名', { secret: false }),
  term(`(?:随时|实时|边投边|中途)(?:都)?(?:可以?|能)?${SEEN}?(?:票数?|结果)?|公开票数`, { open: true }),
  term(
    `(?:(?:截止|开票|结束|投完|投票结束)(?:之?后|以后|了)|最后)(?:才|再|统一|一起)?${SEEN}(?:票数?|结果)?|开票后|不提前${SEEN}(?:票数?|结果)?`,
    { open: false },
  ),
]

const BEFORE_TIME = /^(?:截止时间|截止日期|截止到|截止|截至|到|在|于|[ :])*/
const AFTER_TIME = /^(?:截止|结束|之前|以前|为止|前|止|[ ])*(?:(?:发(?:出去|布)?|回(?:复|答)?|答复|反馈)$)?/
/** 「11.30晚8点」, and not 「11.30元」. */
const DOTTED =
  /^(?<month>\d{1,2})\.(?=\d{1,2}(?: ?(?:[日号早晚]|凌晨|上午|中午|下午|傍晚|截止|结束|之前|以前|[前止]|$)| \d{1,2}[点:]))/
/** No such day: 「2月30日」. */
const NO_DAY = /^(?:\d{4}年|[今明后]年)?\d{1,2}(?:月|\/)\d{1,2}(?:日|号|(?=[ 早晚上中下]|$))/
/** So many days that none is meant: 「下周」. */
const MANY_DAYS =
  /^(?:(?:下下?|这|本)?个?(?:周|星期|礼拜)(?![\d一二三四五六日天末])|(?:下|这|本)个?月(?![\d初中底末份]))(?:之?内|里)?/
const CLOCK =
  /^[ ]*(?:凌晨|早上?|上午|中午|下午|傍晚|晚上?)?[ ]*(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[:点时]\d{0,2}半?)?/
/** No time takes more characters. */
const LONGEST_TIME = 30
/** A time at the beginning, as when the card closes. @returns it and how far it goes */
const closing = (text: string, at: Instant): readonly [RuleWords, number] | undefined => {
  const lead = BEFORE_TIME.exec(text)?.[0].length ?? 0
  const words = text.slice(lead, lead + LONGEST_TIME)
  // a dot alone is no date, but for who says that it is the close
  const dotted = DOTTED.exec(words)?.groups?.month
  const isDate = dotted !== undefined && (lead > 0 || !/^\d{1,2}\.\d{1,2} ?$/.test(words))
  const written = isDate ? `${dotted}/${words.slice(dotted.length + 1)}` : words
  const time = timeIn(written, at)
  const [rules, length] = time?.from === 0 ? [{ closes: time.at }, time.to] : doubtful(written)
  if (length === 0) return undefined
  const end = lead + length
  return [rules, end + (AFTER_TIME.exec(text.slice(end))?.[0].length ?? 0)]
}
/** What was meant as a day, and is none. */
const doubtful = (words: string): readonly [RuleWords, number] => {
  const [none, many] = [NO_DAY.exec(words)?.[0].length, MANY_DAYS.exec(words)?.[0].length]
  const day = none ?? many
  if (day === undefined) return [{}, 0]
  return [
    { doubt: none === undefined ? 'which-day' : 'no-such-day' },
    day + (CLOCK.exec(words.slice(day))?.[0].length ?? 0),
  ]
}

const JOINED = /^[ ,.、;:()和且并]+/
const LABEL = /^(?:方式|类型|范围|计票(?:方式)?|投票方式|规则|要求|截止时间|时间)[:] */
/** Words that are nothing but rules of a card, one after another: 「按户匿名，周五18点」. Undefined if there is anything else. */
export const termsIn = (said: string, at: Instant): RuleWords | undefined => {
  let rest = said.replace(LABEL, '').replace(JOINED, '')
  let rules: RuleWords = {}
  if (rest === '' || said.length > 60) return undefined
  while (rest !== '') {
    const found = firstTerm(rest, at)
    if (found === undefined) return undefined
    const [more, length] = found
    // 「可多选，最多2项」: the number holds.
    rules = { ...rules, ...(more.most === 'all' && rules.most !== undefined ? {} : more) }
    rest = rest.slice(length).replace(JOINED, '')
  }
  return rules
}
const firstTerm = (text: string, at: Instant): readonly [RuleWords, number] | undefined => {
  for (const [wording, rules] of TERMS) {
    const found = wording.exec(text)
    if (found !== null) return [rules(found.groups ?? {}), found[0].length]
  }
  return closing(text, at)
}
