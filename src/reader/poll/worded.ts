import type { Choice, Reading } from '../../domain/heard/reading.ts'
import type { Vocabulary } from '../../ports.ts'
import { inPoll, part, rule, type Said, when } from '../said.ts'
import { lasting } from '../text/lasting.ts'
import { hits } from '../text/lexicon.ts'
import { ending, type Words, words } from '../text/normal.ts'
import { numeral } from '../text/numeral.ts'
import { placeIn } from '../trouble/place.ts'
import { AGAINST, choices, FOR, MARKS, stanceOf } from './choice.ts'
import { BALLOT, FIX, OWN, POLL } from './vote.ts'

// 「都换」 is talk: an adverb needs who votes, or that she votes.
const ADVERB = '(?:也|都|均|全|一致|就|还是|坚决|强烈|肯定|必须|当然)'
const VERB = '(?:投给|投票|投|选择|选|支持|赞成|同意|改成|改投|改选|改为|改)'
const AGAIN = '(?:算了[ ,.]{0,3})?'
const HEAD = new RegExp(
  `^(?:${POLL})?${AGAIN}(?<verb>${FIX}|(?:${OWN})?[ ,]*${ADVERB}{0,3}[要想]?${VERB}|(?:${OWN})[ ,]*${ADVERB}{0,3}要?|(?:那就|还是|那还是|坚决|坚持|必须))?[ :,]*$`,
)
/** 「我不同意」 in front of an option. */
const AGAINST_IT = new RegExp(
  `^(?:${POLL})?${AGAIN}(?:${OWN})?[ ,]*${ADVERB}{0,3}(?<verb>${AGAINST}|(?<wish>不(?:想|愿意?|要|能|该|应该)))[ ]*$`,
)
/** What the card is about, in front of an option: 「物业续签 同意」. */
const TOPIC = /^[\u4e00-\u9fa5]{0,6}$/
const WHOSE = new RegExp(`^(?:${POLL})?${AGAIN}(?:${OWN})`)
const SIDE = new RegExp(`^[ ,:]+(?<stance>${AGAINST}|${FOR})(?:了|的)?$`)
const LABEL = new RegExp(`^(?:${POLL})?(?:${OWN})?[ ,]*(?:${VERB})?[ ]*(?<marks>${MARKS})[ ,.、:)]*(?:${VERB})?[ ]*$`)
const TAIL = /^(?:票|的|\+\d{1,6}|[ ,.!])*$/
const REASON = /^(?:票|的|吧|嘛)?[ ,.!;](?<reason>.{2,200})$/s

/** A vote by words is short; only what follows as its reason may be longer. */
const LONGEST_HEAD = 24
/** A bare number is the number of an option. */
const BARE_MARK = new RegExp(`^${MARKS}$`)

interface Found {
  readonly option: string
  readonly head: string
  readonly rest: string
}
/** These are read as a stance, whatever card is open. */
const STANCE = /^(?:赞成|同意|支持|反对|不同意|不赞成|不支持|弃权)$/
interface Form {
  readonly option: string
  readonly form: string
}
/** The ways in which an option may be said. */
const formsOf = (option: string): readonly Form[] => {
  const { text, whole } = words(option)
  const forms = STANCE.test(option) ? [] : [...new Set([text, whole])]
  return forms.filter((form) => form !== '' && !BARE_MARK.test(form)).map((form) => ({ option, form }))
}
// The set is another one when another card is open.
const forms = lasting((options: Vocabulary['options']): readonly Form[] => [...options].flatMap(formsOf))

/** Where an open option stands in the words. */
const found = (said: Words, { option, form }: Form): readonly Found[] => {
  const from = said.text.indexOf(form)
  if (from < 0 || from > LONGEST_HEAD) return form === said.whole ? [{ option, head: '', rest: '' }] : []
  return [{ option, head: said.text.slice(0, from), rest: said.text.slice(from + form.length) }]
}
const all = (said: Said): readonly Found[] => {
  const named = forms(said.vocabulary.options).filter(({ form }) => said.whole.includes(form))
  return named.length === 0 || said.whole.includes('?') ? [] : named.flatMap((form) => found(said, form))
}

/** Whether the words of an open card are said at all. */
const namesOption = (said: Said): boolean => all(said).length > 0

/** 「2，支持不换」: the number of an option and its words: the number holds. */
export const numberAndWords = when(namesOption, (said) => {
  const one = all(said).find(({ head, rest }) => LABEL.test(head) && TAIL.test(rest))
  const { poll, marks } = LABEL.exec(one?.head ?? '')?.groups ?? {}
  if (one === undefined || marks === undefined) return []
  const reason = one.head.includes(',') ? ending(said, said.text.slice(one.head.lastIndexOf(',') + 1)) : ''
  return choices(marks).map((choice) => ({ do: 'vote', ...inPoll(poll), choice, how: 'plain', reason }))
})

/** 「不换」 of 「换」, and the other way round, if the cards that are open have both. */
const contraryOf = (said: Said, option: string): string | undefined => {
  const contrary = option.startsWith('不') ? option.slice(1) : `不${option}`
  return said.vocabulary.options.has(contrary) ? contrary : undefined
}
/** 「换，多少钱」 asks, 「换，你说呢」 talks on. */
const NO_REASON = /^(?:[你您他她]|楼上|大家|各位)|多少|什么|啥|谁|哪|怎么|咋|几[个点天]|[你您他她]们?说|[吗呢不没]$/
/** Everyday words are shorter than that. */
const LONG = 3
/** 「停车场，又堵了」 tells of a trouble there, whatever card has it as an option. */
const isThing = ({ vocabulary }: Said, option: string): boolean =>
  placeIn(option) !== undefined || hits(option, vocabulary.categories).some(({ word }) => word === option)
const reasonOf = (said: Said, { option, rest }: Found, explicit: boolean): string | undefined => {
  const reason = REASON.exec(rest)?.groups?.reason
  if (reason === undefined || explicit) return reason
  const clear = contraryOf(said, option) !== undefined || (option.length >= LONG && !isThing(said, option))
  const apart = /^(?:吧|嘛)?[,.!;]/.test(rest) || option.length > 1
  return clear && apart && !NO_REASON.test(reason) ? reason : undefined
}
/** 「我不换了」, but 「我换了」 tells what was done. */
const settled = (option: string, rest: string, explicit: boolean): boolean =>
  TAIL.test(rest) || ((explicit || option.startsWith('不')) && TAIL.test(rest.replace(/^了/, '')))

const voteFor = (said: Said, found: Found): readonly Reading[] => {
  const { head, rest } = found
  const against = AGAINST_IT.exec(head)?.groups
  const groups = against ?? HEAD.exec(head)?.groups
  const option = against === undefined ? found.option : contraryOf(said, found.option)
  if (groups === undefined || option === undefined) return []
  // 「不想换」 may be of anything.
  if (against?.wish !== undefined && found.option.length < 2 && !WHOSE.test(head)) return []
  const explicit = groups.poll !== undefined || /[投选改错支赞同反抵]/.test(groups.verb ?? '')
  const reason = reasonOf(said, found, explicit)
  if (!settled(option, rest, explicit && head !== '') && reason === undefined) return []
  const why = reason === undefined ? '' : ending(said, reason)
  return [{ do: 'vote', ...inPoll(groups.poll), choice: { words: option }, how: 'plain', reason: why }]
}
/** 「物业续签 同意」: what it is about, then for or against. */
const sided = (said: Said, { option, head, rest }: Found): readonly Reading[] => {
  const stance = TOPIC.test(head) && !/[不没反]/.test(head) ? SIDE.exec(rest)?.groups?.stance : undefined
  if (stance === undefined) return []
  const choice = stanceOf(stance)
  const words = 'stance' in choice && choice.stance === 'against' ? contraryOf(said, option) : option
  return words === undefined ? [] : [{ do: 'vote', choice: { words }, how: 'plain', reason: '' }]
}
// ── several of them ──

const START = new RegExp(`^(?:${POLL})?[ :,]*`)
const WHO_VOTES = new RegExp(`^(?:${OWN})?[ ,]*${ADVERB}{0,3}[要想]?(?:去|${VERB})?[ :,]*`)
const BESIDE = /^(?: *(?:和|跟|与|及|以及|还有|加上?|再加上?|[、,/+&\n]) *| +)/
const AFTER_ALL = /^(?: ?[两二三四五六七八九\d]个)?(?:都|我都)?(?:行|可以|要|选|投|好)?(?:票|的)?$/

/** The options that these words are, and nothing else. */
function namesIn(text: string, all: readonly Form[]): readonly string[] {
  const names: string[] = []
  for (let rest = text; ; ) {
    const [one] = all.filter(({ form }) => rest.startsWith(form)).sort((a, b) => b.form.length - a.form.length)
    if (one === undefined) return []
    names.push(one.option)
    rest = rest.slice(one.form.length)
    if (AFTER_ALL.test(rest)) return names
    const beside = BESIDE.exec(rest)?.[0]
    if (beside === undefined) return []
    rest = rest.slice(beside.length)
  }
}
/** 「公园和农家乐」「P3 公园、农家乐」. */
const several = (said: Said): readonly Reading[] => {
  const poll = START.exec(said.text)
  const rest = said.text.slice(poll?.[0].length ?? 0)
  const all = forms(said.vocabulary.options)
  const names = [rest, rest.replace(WHO_VOTES, '')].map((text) => namesIn(text, all)).find((found) => found.length > 1)
  return names === undefined || said.whole.includes('?')
    ? []
    : [{ do: 'vote', ...inPoll(poll?.groups?.poll), choice: { several: names }, how: 'plain', reason: '' }]
}

const GOING = new RegExp(
  `^(?:${POLL})?(?<who>${OWN})?[ ,]*(?:也|都|就|还是)*(?<want>想|要|选|投|愿意)?去 ?(?<option>.+)$`,
)
/** 「去公园」; 「我去公园」 tells where one is off to, but where the card asks where. */
const going = (said: Said): readonly Reading[] => {
  const { poll, who, want, option } = GOING.exec(said.text)?.groups ?? {}
  const one = forms(said.vocabulary.options).find(({ form }) => form === option)
  const asksWhere = [...(said.vocabulary.questions?.values() ?? [])].some((question) => /[去哪]/.test(question))
  if (one === undefined || (who !== undefined && want === undefined && poll === undefined && !asksWhere)) return []
  return [{ do: 'vote', ...inPoll(poll), choice: { words: one.option }, how: 'plain', reason: '' }]
}

const BUT =
  /^(?:p ?\d{1,5}[ :,]*)?(?:我们?家?)?(?:除了|除开|只要不(?:是|去|选)?)(?<option>.+?)(?:之外|以外|外)?[ ,]*(?:其[他它余]的?|别的)?(?:都|全)(?:行|可以|好|选|要|投|得行|中|ok)$/
/** 「除了公园都行」: which of the others is not said. */
const allBut = (said: Said): readonly Reading[] => {
  const option = BUT.exec(said.text)?.groups?.option
  return forms(said.vocabulary.options).some(({ form }) => form === option) ? [{ do: 'unclear', near: '投票' }] : []
}

/** 「我选不换」: an option of an open card by its own words. Everyday words count only as the whole of what is said. */
const byOption = when(namesOption, (said) => [
  ...several(said),
  ...all(said).flatMap((one) => [...voteFor(said, one), ...sided(said, one)]),
  ...going(said),
  ...allBut(said),
])

/** What some words choose, in any of the ways in which one votes. */
export const choiceOf = (said: Said, raw: string): Choice | undefined => {
  const words = part(said, raw)
  for (const read of [numberAndWords, ...BALLOT, byOption]) {
    const vote = read(words).find((reading) => reading.do === 'vote')
    if (vote?.do === 'vote') return vote.choice
  }
  return undefined
}

// ── beside another ballot ──

const MORE = new RegExp(`^(?:${POLL})?我?(?:再|还要?|另外再?)(?:加|选)(?:上|一?个|一项)?[ :]*(?<choice>.+)$`)
/** 「再加一个3」: to what she has chosen already. */
const more = (said: Said): readonly Reading[] => {
  const { poll, choice: words } = MORE.exec(said.text)?.groups ?? {}
  const isPlain = words !== undefined && (BARE_MARK.test(words) || namesOption(part(said, words)))
  const choice = isPlain && !said.asks ? choiceOf(said, words) : undefined
  return choice === undefined ? [] : [{ do: 'vote', ...inPoll(poll), choice, how: 'plain', reason: '', more: true }]
}

const NTH = /第([一二三四五六七八九十]|\d{1,2})(?:个|题|项)(?:表决|投票|问题)?/
const EACH_OF =
  /^(?:这)?(?<count>[两二三四五六2-6])(?:个|项|件)(?:表决|投票|事)?我?们?家?(?:都|全都?|均)(?:投|选|扣|是|回)?[ :]*(?<choice>.{1,8})$/
/** 「第一个投1 第二个投2」「两个都选1」: of all that stand in the group, in their order. */
const inOrder = (said: Said): readonly Reading[] => {
  const { count = '', choice: same } = EACH_OF.exec(said.text)?.groups ?? {}
  if (same !== undefined) {
    const choice = choiceOf(said, same)
    return choice === undefined
      ? []
      : [{ do: 'vote-each', choices: Array.from({ length: numeral(count) ?? 0 }, () => choice) }]
  }
  const [before, ...each] = said.text.split(NTH)
  const inTheirOrder = each.filter((_, i) => i % 2 === 0).every((nth, i) => numeral(nth) === i + 1)
  if (before !== '' || each.length < 4 || !inTheirOrder) return []
  const words = each.filter((_, i) => i % 2 === 1).map((piece) => piece.replace(/^[ ,:]+|[ ,;、.]+$/g, ''))
  const choices = words.flatMap((piece) => choiceOf(said, piece) ?? [])
  return choices.length === words.length ? [{ do: 'vote-each', choices }] : []
}

const isBeside = ({ text }: Said): boolean =>
  text.length <= LONGEST_BESIDE && (MORE.test(text) || EACH_OF.test(text) || NTH.test(text.slice(0, 4)))
const LONGEST_BESIDE = 60

/** In the words of an open card, beside what was chosen already, or one choice for each card. */
export const byWords = rule(
  [MORE, EACH_OF, NTH],
  (said) => (isBeside(said) ? [...more(said), ...inOrder(said), ...byOption(said)] : byOption(said)),
  namesOption,
)
