import type { Instant } from '../../domain/calendar.ts'
import type { Heard } from '../../domain/heard/input.ts'
import type { Reading, Trouble } from '../../domain/heard/reading.ts'
import { leaving } from '../../domain/wording/redact.ts'
import type { Advice, Adviser, Reader, Vocabulary } from '../../ports.ts'
import { sifting } from '../gate.ts'
import { saidIn } from '../said.ts'
import { words } from '../text/normal.ts'
import { begunAt, dated } from '../time/since.ts'
import { SHIPPED } from './hunch.ts'
import { weighing } from './report.ts'
import { ENOUGH, troubleIn, troubleOf } from './trouble.ts'

/** So far around what is enough the embedded reader is in doubt. */
const BELOW = 0.3
const ABOVE = 0.1
/** From here on advice is taken: that there is a trouble, and that there is none. */
const LIKELY = 0.6
const CERTAIN = 0.75
/** Of a longer message the embedded reader's title may miss the point. */
const LONG = 30
const SHORTEST = 3
const LONGEST = 300

type Found = Extract<Reading, { do: 'trouble' }>
/** The trouble that the embedded reader saw in words, and was not sure enough of to mention. */
export type Below = (heard: Heard, words: Vocabulary) => Trouble | undefined

/**
 * A reader that asks for advice where it is in doubt whether something said to nobody in particular tells of a trouble,
 * and where it understood nothing of what was said to the bot. All other words are read as before, at once. Advice can
 * only make it ask the author, or not ask: a report of this message's own words, never sure enough to be registered
 * without a question.
 * @param mayLeave whether the words may be shown to somebody outside
 */
export const advised = (
  embedded: Reader,
  adviser: Adviser,
  mayLeave: (heard: Heard) => boolean,
  below: Below = unmentioned,
): Reader => ({
  tellsMore: (text) => embedded.tellsMore(text),
  read(heard, words) {
    const readings = embedded.read(heard, words)
    if (heard.room === undefined) return readings
    adviser.heard()
    if ('then' in readings || !isOpen(heard, readings) || !adviser.worth(heard.room)) return readings
    const [first] = readings
    const found = heard.addressed ? unread(heard, words) : first?.do === 'trouble' ? first.trouble : below(heard, words)
    if (!found || !(heard.addressed || isDoubtful(found)) || !mayLeave(heard)) return readings
    const asking = adviser.advise(askedOf(heard, heard.room, words))
    return asking === undefined ? readings : asking.then((advice) => taken(readings, found, advice, heard.at))
  },
})

const askedOf = ({ id, from, text, addressed }: Heard, room: string, { categories, people, outside }: Vocabulary) => ({
  id,
  room,
  from,
  text,
  addressed,
  categories: categories.map(({ name }) => name),
  outside: outside ?? ((words: string) => leaving(words, people)),
})

/** What the grammar understood leaves no doubt; a quotation needs what it is about. */
const isOpen = ({ addressed, kind, quote, text }: Heard, readings: readonly Reading[]): boolean =>
  kind === 'text' &&
  quote === undefined &&
  text.length >= SHORTEST &&
  text.length <= LONGEST &&
  (addressed
    ? readings.length === 1 && readings.every((reading) => reading.do === 'unclear' && reading.near === undefined)
    : readings.length <= 1 && readings.every((reading) => reading.do === 'trouble'))

/** Danger passes at once. */
const isDoubtful = ({ sure, danger }: Trouble): boolean =>
  danger === undefined && sure >= ENOUGH - BELOW && sure < ENOUGH + ABOVE

const GATE = sifting([])
const unmentioned: Below = (heard, words) => {
  const said = saidIn(heard, words)
  const found = weighing(said, GATE, SHIPPED)
  return found && found.sure < ENOUGH ? dated(troubleOf(words, found), said.at) : undefined
}

/** What was said to the bot, were it a report. */
const unread = ({ text, at }: Heard, vocabulary: Vocabulary): Trouble => {
  const { danger: _, ...trouble } = troubleIn(words(text), vocabulary, true)
  return dated({ ...trouble, sure: 0 }, at)
}

/** What is read once the advice is there. */
function taken(
  readings: readonly Reading[],
  found: Trouble,
  advice: Advice | undefined,
  now: Instant,
): readonly Reading[] {
  const unread = readings.some((reading) => reading.do === 'unclear')
  if (!advice || (advice.kind !== 'report' && unread)) return readings
  if (advice.kind !== 'report') return advice.sure >= CERTAIN ? [] : readings
  if (unread && advice.sure >= CERTAIN && advice.missing?.includes('what')) return [{ do: 'what' }]
  return advice.sure >= LIKELY ? [better(found, advice, now)] : readings
}

/** Not how urgent it is: that wakes people at night, and the words for it are certain. */
const better = (found: Trouble, advice: Advice, now: Instant): Found => ({
  do: 'trouble',
  trouble: {
    ...(advice.sure >= CERTAIN ? told(found, advice, now) : found),
    sure: Math.max(found.sure, ENOUGH),
    ...(advice.title !== undefined && found.text.length > LONG && { title: advice.title }),
  },
})
/** What the words tell besides, where the rules read nothing. */
const told = (found: Trouble, { category = found.category, place, time, missing }: Advice, now: Instant): Trouble =>
  asksWhere(missing, since(time, at(place, under(category, found)), now))

/** 「我家」 is a place to nobody who has to go there, whatever a service thinks. */
const asksWhere = (missing: Advice['missing'], found: Trouble): Trouble =>
  missing === undefined || found.atHome || found.place ? found : { ...found, lacksPlace: missing.includes('place') }

const since = (time: string | undefined, found: Trouble, now: Instant): Trouble =>
  time === undefined || found.began ? found : begunAt(found, time, now)

/** What tells where only to who stands there, or is a room of hers. */
const NO_NAME =
  /^(?:我|俺|咱|你|他|她|这|那|家|楼[上下]|隔壁|对面|门口|旁边|附近|里面|外面|客厅|卧室|厨房|厕所|卫生间|阳台)/
/** A place by a name that no rule knows: 「凉亭那边」. A number in it is read by the rules or by nobody. */
const at = (named: string | undefined, found: Trouble): Trouble => {
  const from =
    named === undefined || found.atHome || /\d/.test(named) || NO_NAME.test(named) ? -1 : found.text.indexOf(named)
  if (named === undefined || from < 0 || found.place !== undefined) return found
  return { ...found, place: { named }, read: { ...found.read, place: [from, from + named.length] } }
}

/** The kind, and where it was read, were those of the other category. */
const under = (category: string, found: Trouble): Trouble => {
  if (category === found.category) return found
  const { kind: _, read: { category: __, kind: ___, ...read } = {}, ...rest } = found
  return { ...rest, category, ...(Object.keys(read).length > 0 && { read }) }
}
