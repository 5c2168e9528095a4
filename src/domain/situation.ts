import type { Answer } from './answer.ts'
import { HOUR, type Instant, lightOf, MINUTE } from './calendar.ts'
import type { Heard, Input } from './heard/input.ts'
import { matterIn } from './heard/quoted.ts'
import type { Place } from './heard/reading.ts'
import type { Act, Community, Pending, Person, Room } from './state/community.ts'
import type { Role, RoomKind } from './state/constitution.ts'
import { counters } from './state/counters.ts'
import type { Fact } from './state/facts.ts'
import type { Case, Poll } from './state/matter.ts'

/** What a turn comes to. */
export interface Outcome {
  readonly facts: readonly Fact[]
  readonly answers: readonly Answer[]
}
export const NOTHING: Outcome = { facts: [], answers: [] }
export const answer = (...answers: readonly Answer[]): Outcome => ({ facts: [], answers })
export const happened = (...facts: readonly Fact[]): Outcome => ({ facts, answers: [] })
export const both = (a: Outcome, b: Outcome): Outcome => ({
  facts: [...a.facts, ...b.facts],
  answers: [...a.answers, ...b.answers],
})

/** What 「刚才那个不算」 would undo. */
export const undoable = ({ now, speaker }: Situation, act: Act['act']): Extract<Fact, { type: 'act-noted' }> => ({
  type: 'act-noted',
  at: now,
  act: { person: speaker.key, at: now, act },
})

/** A message in its circumstances: all that gives words their meaning. */
export interface Situation {
  readonly c: Community
  readonly heard: Heard
  /** When it was said. */
  readonly at: Instant
  readonly now: Instant
  readonly speaker: Person
  /** None in a private chat. */
  readonly room: Room | undefined
  readonly quoted: { readonly case?: number; readonly poll?: number }
  /** What the bot asked this person within 10 minutes, here. */
  readonly pending: Pending | undefined
  /** Said over 10 minutes ago: nothing in it becomes a new trouble, no question is asked. */
  readonly late: boolean
  /** The category of the trouble that the words may also describe. */
  readonly category: string | undefined
  readonly photos: readonly string[]
  /** May tell more of a trouble of just before, by its words. */
  readonly tellsMore: boolean
}

const LATE = 10 * MINUTE
export const ANSWER_WITHIN = 10 * MINUTE

export function situation(
  c: Community,
  { heard, photos, readings, tellsMore }: Extract<Input, { type: 'heard' }>,
  now: Instant,
): Situation {
  const speaker = c.byContact(heard.from) ?? stranger(c, heard)
  const known = heard.room === undefined ? undefined : c.get('room', heard.room)
  const room = known?.left ? undefined : known
  const pending = c.get('pending', speaker.key)
  return {
    c,
    heard,
    at: heard.at,
    now,
    speaker,
    room,
    quoted: quotedMatter(c, heard),
    pending:
      pending &&
      (pending.room === room?.id || (pending.question.ask === 'home' && !room)) && // a door is told in private
      now - pending.askedAt <= ANSWER_WITHIN &&
      !isEarlier({ at: heard.at }, pending.askedAt)
        ? pending
        : undefined,
    late: now - heard.at > LATE,
    tellsMore: tellsMore === true,
    category: readings.flatMap((reading) => ('trouble' in reading ? reading.trouble.category : []))[0],
    photos: speaker.heard || !room ? photos.filter((photo) => !isKept(c, photo)) : [], // shown to nobody in particular
  }
}

/** How far our clock and WeChat's may be apart. */
const APART = MINUTE

/** Said before that moment of ours, so that it cannot be about it: delivered late, or again. */
export const isEarlier = ({ at }: Pick<Situation, 'at'>, moment: Instant): boolean => at < moment - APART

/** A photo belongs to one matter or ballot, however many sentences follow it. */
function isKept(c: Community, photo: string): boolean {
  for (const { paper } of c.all('ballot')) if (paper?.of === photo) return true
  return cases(c, ({ media }) => media.some(({ of }) => of === photo)).length > 0
}

/** Somebody whom no document knows yet. She gets one when something of hers is acted on. */
const stranger = (c: Community, { from, name, friend }: Heard): Person => ({
  key: `p${counters(c).person}`,
  name,
  contact: from,
  roles: ['resident'],
  posts: [],
  dwellings: [],
  friend,
  heard: true,
  listed: false,
})

/** The matter of the quoted line: the number in a line of the bot, or the case that a neighbour's message became. */
function quotedMatter(c: Community, { quote, room }: Heard): Situation['quoted'] {
  if (!quote) return {}
  if (quote.ours) return matterIn(quote.text)
  for (const matter of c.all('case')) {
    if (matter.hidden) continue
    if (quote.id === undefined ? isLike(matter, room, quote.text) : matter.sources.includes(quote.id))
      return { case: matter.number }
  }
  return {}
}

/** A quote without an id is known by its words: enough of them, in the same room. */
const isLike = (matter: Case, room: string | undefined, words: string): boolean =>
  words.length >= 8 && matter.room === room && matter.text.startsWith(words.slice(0, 60))

// ── who may do what: from the roster by contact id, never from a name ─────────────────────────────

export const is = (person: Person, ...roles: readonly Role[]): boolean =>
  roles.some((role) => person.roles.includes(role))
export const isStaff = (person: Person): boolean => is(person, 'handler', 'convener', 'steward', 'supervisor', 'admin')
export const isConvener = (person: Person): boolean => is(person, 'convener', 'admin')
export const conveners = (c: Community): readonly Person[] =>
  [...c.all('person')].filter((person) => isConvener(person) && person.listed)

export const supervisors = (c: Community): readonly Person[] =>
  [...c.all('person')].filter((person) => is(person, 'supervisor') && person.listed)

/** The people of a case's post; a case without a post belongs to the conveners. */
export const mayHandle = (person: Person, matter: Case): boolean => !isBlamed(person, matter) && serves(person, matter)

/** It is about how her post serves. A convener has to answer for it all the same. */
export const isBlamed = (person: Person, { blamed = [] }: Case): boolean =>
  !isConvener(person) && person.posts.some((post) => blamed.includes(post))

const serves = (person: Person, matter: Case): boolean =>
  (isStaff(person) && [matter.handler, matter.offered, matter.first].includes(person.key)) ||
  isConvener(person) ||
  (is(person, 'handler', 'steward', 'supervisor') && matter.danger !== undefined && !matter.hidden) || // whoever is near
  (is(person, 'handler', 'steward') && matter.post !== undefined && person.posts.includes(matter.post))

const PASSED_AN_HOUR = 5

/** One more within this hour; none where these are too many. */
function oneMore(so: Person['calls'], now: Instant, most: number): Person['calls'] {
  const hour = Math.floor(now / HOUR)
  const count = so?.hour === hour ? so.count : 0
  return count >= most ? undefined : { hour, count: count + 1 }
}

/** Words passed on to staff; so many an hour by one person, so that nobody can drown the calls. */
export function passOn(s: Situation, words: Answer): Outcome {
  const person = passing(s)
  return person ? both(happened({ type: 'words-passed', at: s.now, person }), answer(words)) : NOTHING
}

/** The speaker with one thing more passed on; none where these are too many. */
export function passing({ speaker, now }: Situation): Person | undefined {
  const passed = oneMore(speaker.passed, now, PASSED_AN_HOUR)
  return passed && { ...speaker, passed }
}

/** So many calls to work an hour by one resident, and fewer that wake somebody. */
const CALLS_AN_HOUR = { byDay: 20, urgent: 6 }

/** The speaker with one call to work more; none where these are too many. Who serves is not counted. */
export function calling(
  { speaker, now }: Situation,
  how: keyof typeof CALLS_AN_HOUR = 'byDay',
): readonly Fact[] | undefined {
  if (isStaff(speaker)) return []
  const calls = oneMore(speaker.calls, now, CALLS_AN_HOUR[how])
  return calls && [{ type: 'words-passed', at: now, person: { ...speaker, calls } }]
}

/** Her words as they are. */
export const toConveners = (s: Situation): Outcome =>
  passOn(s, { say: 'told-conveners', text: s.heard.text, to: { conveners: true } })

/** The one who has it in hand, and to whom it is offered; else all of its post or the conveners, and who took it first. */
export function handlersOf(c: Community, number: number): readonly Person[] {
  const matter = c.get('case', number)
  const own = [matter?.offered, matter?.handler].flatMap((key) => c.get('person', key ?? '') ?? [])
  const serving = [...new Set(own)].filter((one) => one.listed && isStaff(one))
  if (serving.length > 0) return serving
  const first = matter && isOpen(matter) ? c.get('person', matter.first ?? '') : undefined
  const all = [...c.all('person')].filter((person) => person.listed)
  const ofPost = all.filter(
    (person) => is(person, 'handler') && matter?.post !== undefined && person.posts.includes(matter.post),
  )
  const people = ofPost.length > 0 ? ofPost : conveners(c)
  return first?.listed && isStaff(first) && !people.includes(first) ? [...people, first] : people
}

// ── matters ──────────────────────────────────────────────────────────────────────────────────────

export const isOpen = (matter: Case): boolean => matter.stage === 'open' || matter.stage === 'taken'
/** Since when who told of it is asked something: when to come, or what those at work want to know. */
export function reporterAskedAt(matter: Case): Instant | undefined {
  const { held, inquiredAt = 0, reopenedAt = 0 } = matter
  const at = Math.max(held?.why === 'resident' ? held.since : 0, inquiredAt > reopenedAt ? inquiredAt : 0)
  return at > 0 && isOpen(matter) ? at : undefined
}
/** What was said of it by those who work on it, since it was last taken up. */
export const newsOf = ({ news, reopenedAt = 0 }: Case): Case['news'] => news.filter(({ at }) => at >= reopenedAt)
/** Its limit is over, and its clock does not stand still. */
export const isLate = (matter: Case, now: Instant): boolean => isOpen(matter) && lightOf(matter, now) === 'red'
/** Without those that nobody is to hear of. */
export function cases(c: Community, of: (matter: Case) => boolean): readonly Case[] {
  const found: Case[] = [] // no copy of them all: this is asked several times a message
  for (const matter of c.all('case')) if (!matter.hidden && of(matter)) found.push(matter)
  return found
}
/** The rooms that the bot is in. */
export const joined = (c: Community, of?: RoomKind): readonly Room[] =>
  [...c.all('room')].filter(({ kind, left }) => !left && (of === undefined || kind === of))
export const isInGroup = (c: Community, contact: string): boolean =>
  joined(c).some(({ members }) => members.includes(contact))
export const openPolls = (c: Community, room: string | undefined): readonly Poll[] =>
  [...c.all('poll')].filter(({ stage, rooms }) => stage === 'open' && (room === undefined || rooms.includes(room)))

/** At the time it was said. */
export const runs = ({ at }: Situation, { stage, closes }: Poll): boolean => stage === 'open' && at < closes

/** Who counts once: the household where it is confirmed, else the person. */
export const unitOf = (person: Person): string =>
  person.dwellings.find(({ confirmed }) => confirmed)?.household ?? person.key

export const concerns = (matter: Case, person: Person): boolean =>
  matter.reporter === person.key || matter.supporters.some((supporter) => supporter.person === person.key)

/** The reporter, or somebody of her household. */
export const isReporters = (c: Community, { reporter }: Case, person: Person): boolean => {
  const one = c.get('person', reporter)
  return reporter === person.key || (one !== undefined && unitOf(one) === unitOf(person))
}

/** The reporter's household and every one that joined: they alone say whether it is mended. */
export const affects = (c: Community, matter: Case, person: Person): boolean =>
  concerns(matter, person) ||
  isReporters(c, matter, person) ||
  matter.supporters.some(({ unit }) => unit === unitOf(person))

/** Had a hand in it: nobody judges her own work. */
export const handled = ({ handler, hands = [], news }: Case, { key }: Person): boolean =>
  handler === key || hands.includes(key) || news.some(({ by }) => by === key)

/** 「3组李家院子」 is in 「3组」. */
const isPartOf = (a: string, b: string): boolean => a === b || (/^\d+[组队社]$/.test(b) && a.startsWith(b))

/** Both known parts agree: the same building, and the same unit where both name one; or the same named place, or a part of it. */
export const samePlace = (a: Place | undefined, b: Place | undefined): boolean =>
  a?.building !== undefined && b?.building !== undefined
    ? (a.building === b.building && (a.unit === undefined || b.unit === undefined || a.unit === b.unit)) ||
      (a.also ?? []).some((one) => one === b.building || b.also?.includes(one)) ||
      (b.also ?? []).includes(a.building)
    : a?.named !== undefined && b?.named !== undefined && (isPartOf(a.named, b.named) || isPartOf(b.named, a.named))

/** A building or a named place was said. */
export const isSomewhere = (place: Place | undefined): boolean =>
  place?.building !== undefined || place?.named !== undefined

/** The case that is meant: by its number, by the quote, else none. */
export const named = (s: Situation, number: number | undefined): number | undefined => number ?? s.quoted.case

/** A case said or supported in this room within the last 10 minutes, where there is exactly one. */
export function justRaisedHere(s: Situation): Case | undefined {
  const fresh = cases(
    s.c,
    (matter) => isOpen(matter) && matter.room === s.room?.id && s.at - matter.raisedAt <= 10 * MINUTE,
  )
  return fresh.length === 1 ? fresh[0] : undefined
}

export const REOPEN_DAYS = 15
export const UNDO_WITHIN = 10 * MINUTE
export const JOIN_WITHIN = 3 * MINUTE
export const ASKS_AN_HOUR = { count: 3, within: HOUR }
