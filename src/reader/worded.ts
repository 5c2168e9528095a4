import type { Choice, Reading } from '../domain/reading.ts'
import type { Vocabulary } from '../ports.ts'
import { choices, MARKS } from './choice.ts'
import { ending, type Words, words } from './normal.ts'
import { inPoll, part, rule, type Said } from './said.ts'
import { BALLOT, FIX, OWN, POLL } from './vote.ts'

// 「都换」 is talk: an adverb needs who votes, or that she votes.
const ADVERB = '(?:也|都|均|全|一致|就|还是|坚决|强烈|肯定|必须|当然)'
const VERB = '(?:投给|投票|投|选择|选|支持|赞成|同意|改成|改投|改选|改为|改)'
const HEAD = new RegExp(
  `^(?:${POLL})?(?<verb>${FIX}|(?:${OWN})?[ ,]*${ADVERB}{0,3}${VERB}|(?:${OWN})[ ,]*${ADVERB}{0,3})?[ :,]*$`,
)
const LABEL = new RegExp(`^(?:${POLL})?(?:${OWN})?[ ,]*(?:${VERB})?[ ]*(?<marks>${MARKS})[ ,.、:)]*(?:${VERB})?[ ]*$`)
const TAIL = /^(?:票|的|\+\d{1,6}|[ ,.!])*$/
const REASON = /^(?:票|的)?[ ,.](?<reason>.{2,200})$/s

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
const known = new WeakMap<Vocabulary['options'], readonly Form[]>()
const forms = (options: Vocabulary['options']): readonly Form[] => {
  const all = known.get(options) ?? [...options].flatMap(formsOf)
  known.set(options, all)
  return all
}

/** Where an open option stands in the words. */
const found = (said: Words, { option, form }: Form): readonly Found[] => {
  const from = said.text.indexOf(form)
  if (from < 0 || from > LONGEST_HEAD) return form === said.whole ? [{ option, head: '', rest: '' }] : []
  return [{ option, head: said.text.slice(0, from), rest: said.text.slice(from + form.length) }]
}
const all = (said: Said): readonly Found[] => {
  if (said.vocabulary.options.size === 0 || said.whole.includes('?')) return []
  return forms(said.vocabulary.options).flatMap((form) => (said.whole.includes(form.form) ? found(said, form) : []))
}

/** Whether the words of an open card are said at all. */
const namesOption = (said: Said): boolean => all(said).length > 0

/** 「2，支持不换」: the number of an option and its words: the number holds. */
export const numberAndWords = rule(namesOption, (said) => {
  const one = all(said).find(({ head, rest }) => LABEL.test(head) && TAIL.test(rest))
  const { poll, marks } = LABEL.exec(one?.head ?? '')?.groups ?? {}
  if (one === undefined || marks === undefined) return []
  const reason = one.head.includes(',') ? ending(said, said.text.slice(one.head.lastIndexOf(',') + 1)) : ''
  return choices(marks).map((choice) => ({ do: 'vote', ...inPoll(poll), choice, how: 'plain', reason }))
})

const voteFor = (said: Said, { option, head, rest }: Found): readonly Reading[] => {
  const groups = HEAD.exec(head)?.groups
  if (groups === undefined) return []
  const explicit = groups.poll !== undefined || /[投选改错支赞同]/.test(groups.verb ?? '')
  const reason = explicit ? REASON.exec(rest)?.groups?.reason : undefined
  if (!TAIL.test(rest) && reason === undefined) return []
  const why = reason === undefined ? '' : ending(said, reason)
  return [{ do: 'vote', ...inPoll(groups.poll), choice: { words: option }, how: 'plain', reason: why }]
}
/** 「我选不换」: an option of an open card by its own words. Everyday words count only as the whole of what is said. */
export const byWords = rule(namesOption, (said) => all(said).flatMap((one) => voteFor(said, one)))

/** What some words choose, in any of the ways in which one votes. */
export const choiceOf = (said: Said, raw: string): Choice | undefined => {
  const words = part(said, raw)
  for (const read of [numberAndWords, ...BALLOT, byWords]) {
    const vote = read(words).find((reading) => reading.do === 'vote')
    if (vote?.do === 'vote') return vote.choice
  }
  return undefined
}
