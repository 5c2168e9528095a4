import { HOUR } from '../calendar.ts'
import type { Place, Reading } from '../heard/reading.ts'
import { categoryOf } from '../limit/limit.ts'
import {
  both,
  cases,
  happened,
  isOpen,
  isReporters,
  isSomewhere,
  NOTHING,
  type Outcome,
  type Situation,
} from '../situation.ts'
import type { Case } from '../state/matter.ts'
import { isRoom, relocated, retitled, reworded } from '../wording/correct.ts'
import { forgetQuestion } from './ask.ts'
import { lastHidden } from './hidden.ts'
import { addWords, lastOwn } from './more.ts'
import { homeOf, postFor } from './register.ts'
import { sortedAs } from './sorted.ts'

export type Correction = Extract<Reading, { do: 'correct' }>

/** 不是3栋是5栋, 是路灯不是门灯: changes the speaker's latest case. A bare place only answers where she was asked or had not said it. */
export function correct(s: Situation, said: Correction): Outcome | undefined {
  const latest = meant(s, said)
  if (!latest || !isOpen(latest)) return undefined
  if (said.how === 'inside') return addWords(s, latest)
  const place = said.place ?? ownPlace(s, said)
  if (place)
    return [latest, ...toldWith(s, latest)]
      .map((matter) => replaced(s, matter, { ...said, place }))
      .reduce((all, one) => both(all, one))
  if (said.own !== undefined) return undefined
  if (said.how === 'bare') return both(addWords(s, latest), happened(...forgetQuestion(s)))
  if (isWordsOnly(said)) return addWords(s, latest)
  if (latest.hidden) return said.right === undefined ? undefined : addWords(s, latest)
  return said.right === undefined || !isOf(said, latest.text, latest === lastOwn(s))
    ? undefined
    : renamed(s, latest, said, said.right)
}

/** 「不是门，是信箱」 is only of what tells of a door; other words of whatever was just told, too. */
export const isOf = ({ wrong, right = '', how }: Correction, text: string, isFresh: boolean): boolean =>
  (isFresh && how !== 'thing') || (wrong === undefined ? isRoom(text, right) : text.includes(wrong))

/** 「楼道灯不亮，还有水管漏水」: where one is, the others are. */
const toldWith = (s: Situation, { number, sources, place }: Case): readonly Case[] =>
  isSomewhere(place)
    ? []
    : cases(
        s.c,
        (one) => one.number !== number && isOpen(one) && one.sources[0] === sources[0] && !isSomewhere(one.place),
      )

/** 「三楼」: for those who go there. */
const isWordsOnly = ({ wrong, right, category }: Correction): boolean =>
  wrong === undefined && category === undefined && /[楼层]/.test(right ?? '') && !/[上下]/.test(right ?? '')

/** 「我们单元」 of whose home is known. */
function ownPlace({ speaker }: Situation, { own }: Correction): Place | undefined {
  const home = own === undefined ? undefined : homeOf(speaker)
  return own === 'building' && home?.building !== undefined ? { building: home.building } : home
}

function meant(s: Situation, said: Correction): Case | undefined {
  const { how } = said
  const number = said.case ?? (how === 'bare' ? s.quoted.case : undefined)
  if (number !== undefined) return ownNumbered(s, number)
  if (s.pending?.question.ask === 'place') return s.c.get('case', s.pending.question.case)
  const own = [lastHidden(s), lastOwn(s)].flatMap((one) => one ?? []).sort((a, b) => b.raisedAt - a.raisedAt)[0]
  if (how === 'bare' && said.right !== undefined) return own && !isSomewhere(own.place) ? own : undefined
  if (how === 'bare')
    return own ? (s.heard.addressed || isOpenTo(own.place, said.place) ? own : undefined) : withoutPlace(s, said)
  return how === 'inside' ? own : (own ?? latestOwn(s))
}

/** No place yet, or 「2单元」 after 「3栋」. */
export const isOpenTo = (old: Place | undefined, said: Place | undefined): boolean =>
  !isSomewhere(old) ||
  (old?.unit === undefined &&
    said?.unit !== undefined &&
    old?.building !== undefined &&
    (said.building ?? old.building) === old.building)

const ownNumbered = (s: Situation, number: number): Case | undefined => {
  const matter = s.c.get('case', number)
  return matter && !matter.hidden && isReporters(s.c, matter, s.speaker) ? matter : undefined
}

/** How long 「在哪栋哪单元？」 may be answered: a building for the day, 「大门口」, which may be said of much else, for an hour. */
const PLACE_WITHIN = { building: 12 * HOUR, other: HOUR }

/** The speaker's only open case here whose place was asked for in vain. */
function withoutPlace(s: Situation, { place }: Correction): Case | undefined {
  const { quote, mentions } = s.heard
  const asked = s.c.get('pending', s.speaker.key)?.question.ask
  if (quote || mentions.length > 0 || (asked !== undefined && asked !== 'place')) return undefined
  const within = place?.building === undefined ? PLACE_WITHIN.other : PLACE_WITHIN.building
  const found = cases(
    s.c,
    (matter) =>
      isOpen(matter) &&
      matter.reporter === s.speaker.key &&
      matter.room === s.room?.id &&
      !isSomewhere(matter.place) &&
      s.at >= matter.raisedAt &&
      s.at - matter.raisedAt <= within,
  )
  return found.length === 1 ? found[0] : undefined
}

export const latestOwn = (s: Situation): Case | undefined =>
  s.late
    ? undefined
    : cases(s.c, (matter) => matter.reporter === s.speaker.key && s.at - matter.raisedAt <= HOUR).at(-1)

/** 「2单元」, then 「3栋」: what was not said again stays. */
export const placeAfter = (old: Place | undefined, said: Place, { how, hall }: Correction): Place => {
  const place = hall !== undefined && old?.named !== undefined ? { ...said, named: hall } : said
  if (place.named !== said.named && place.building === undefined) return { ...old, ...place }
  if (!isSomewhere(place)) return { ...old, ...place }
  return old?.building === undefined && how === 'bare' ? { ...old, ...place } : place
}

/** 「3栋2单元501」: those who go there need the door. */
export const saysMore = (text: string): boolean => /\d{3,4}(?!\d)|[\d一二三四五六七八九十][楼层]/.test(text)

function replaced(s: Situation, matter: Case, said: Correction & { readonly place: Place }): Outcome {
  const place = placeAfter(matter.place, said.place, said)
  const first = matter.raised ?? matter.text
  const moved = relocated(first, matter.place, place)
  const text =
    moved === first && said.how === 'bare' && saysMore(s.heard.text) ? `${first}；${s.heard.text.trim()}` : moved
  return happened(...forgetQuestion(s), {
    type: 'case-corrected',
    at: s.now,
    case: matter.number,
    by: s.speaker.key,
    place,
    title: retitled(matter, place),
    ...(text === first ? {} : { text }),
  })
}

/** What it is, rather than where. What it says otherwise, those who work on it read as it was said. */
function renamed(s: Situation, matter: Case, said: Correction, right: string): Outcome {
  const first = matter.raised ?? matter.text
  const by = { wrong: said.wrong, right }
  return both(
    happened({
      type: 'case-corrected',
      at: s.now,
      case: matter.number,
      by: s.speaker.key,
      title: said.wrong === undefined && !isRoom(first, right) ? titled(matter, right) : reworded(matter.title, by),
      text: reworded(first, by) === first ? `${first}；${said.text}` : reworded(first, by),
    }),
    sortedAnew(s, matter, isRoom(first, right) ? undefined : said.category),
  )
}

/** 「更正，是空调漏水」: what it is, where it was. */
const titled = ({ place, title }: Case, right: string): string =>
  right.length < LEAST || place === undefined ? title : retitled({ title: right }, place)
const LEAST = 4

/** While nobody has taken it, it goes to whoever answers for what it turned out to be, unless staff gave it to another. */
function sortedAnew(s: Situation, matter: Case, name: string | undefined): Outcome {
  const category = name === undefined ? matter.category : categoryOf(s.c, name).name
  if (matter.stage !== 'open' || category === matter.category) return NOTHING
  const given = matter.post === postFor(s.c, matter) ? {} : { post: matter.post }
  const fact = sortedAs(s, matter, { category, ...given })
  return fact ? happened(fact) : NOTHING
}
