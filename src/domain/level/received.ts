import { DAY, dueByDay, type Instant, workdaysLater } from '../calendar.ts'
import { caseOf } from '../case/register.ts'
import type { Input } from '../heard/input.ts'
import { freshDue, handlingHere } from '../limit/limit.ts'
import { whole } from '../privacy.ts'
import { cases, happened, isOpen, NOTHING, type Outcome, REOPEN_DAYS } from '../situation.ts'
import type { Community, Person } from '../state/community.ts'
import type { CaseFact, Fact } from '../state/facts.ts'
import type { Case, Medium } from '../state/matter.ts'
import { endedThere, notBelow, notDoneYet, ratedBelow, takenBack, titleFrom, titleOrdered } from '../wording/level.ts'
import { askedToWait, clockOf, standsThere } from './clock.ts'
import { goneTo, isServed, type Letter, levelKey, replied, type Sender } from './letter.ts'

type Came = Extract<Input, { type: 'letter' }>
type Of<L extends Letter['letter']> = Extract<Letter, { letter: L }>

/** What a letter of the level above or below comes to. It was told once; what no longer fits is let go. */
export function received(c: Community, arrived: Came, now: Instant): Outcome {
  const came = { ...arrived, letter: shown(c, arrived.letter) }
  const { letter, from } = came
  switch (letter.letter) {
    case 'up':
    case 'down':
      return handedOver(c, came, letter, now)
    case 'red':
      return isBelow(c, from.id)
        ? happened({
            type: 'lower-late',
            at: now,
            above: letter.above,
            lower: { community: from.id, name: from.name, number: letter.case, ...letter.late },
          })
        : NOTHING
    case 'green':
      return c.get('lower', `${from.id}/${letter.case}`)
        ? happened({ type: 'lower-settled', at: now, community: from.id, number: letter.case })
        : NOTHING
    default: {
      const asked = askedOf(c, from.id, letter)
      if (asked) return happened(...answered(c, asked, came, now))
      const asking = askingOf(c, from.id, letter)
      return happened(...(asking ? asksMore(c, asking, came, now) : noLonger(c, came, now)))
    }
  }
}

/** A letter could not be delivered for a month: what waited for its answer is taken up here again. */
export function undelivered(
  c: Community,
  { letter, name }: Extract<Input, { type: 'letter-lost' }>,
  now: Instant,
): Outcome {
  const matter = c.get('case', letter.case)
  const waits = matter && isOpen(matter) && goneTo(matter) && ASKING.has(letter.letter)
  const told: Fact = { type: 'letter-lost', at: now, number: letter.case, name }
  return happened(told, ...(waits ? [released(c, matter, '', now)] : []))
}

const ASKING: ReadonlySet<Letter['letter']> = new Set<Letter['letter']>(['up', 'down', 'reopened'])

/** At each start: what was handed to who is no level of ours any more is this community's own. */
export const stranded = (c: Community, now: Instant): readonly Fact[] =>
  cases(c, (matter) => {
    const link = goneTo(matter)
    return link !== undefined && !isServed(c, link.community)
  }).map((matter) => ({ ...released(c, matter, '', now), gone: true }))

/** They know nobody here: of whom they name without knowing it, nothing is kept. */
function shown(c: Community, letter: Letter): Letter {
  switch (letter.letter) {
    case 'up':
    case 'down': {
      const { face } = letter
      const { place } = face
      const named = place?.named
      return {
        ...letter,
        reason: whole(c, letter.reason),
        face: {
          ...face,
          title: whole(c, face.title),
          text: whole(c, face.text),
          ...(named === undefined ? {} : { place: { ...place, named: whole(c, named) } }),
        },
      }
    }
    case 'red':
      return { ...letter, late: { ...letter.late, title: whole(c, letter.late.title) } }
    case 'news':
    case 'finished':
    case 'corrected':
    case 'reopened':
      return { ...letter, text: whole(c, letter.text) }
    case 'due':
    case 'held':
    case 'refused':
    case 'withdrawn':
      return { ...letter, reason: whole(c, letter.reason) }
    default:
      return letter
  }
}

const isBelow = (c: Community, id: string): boolean => c.is.children?.some((one) => one.id === id) ?? false

// ── a case is handed over ────────────────────────────────────────────────────────────────────────

function handedOver(c: Community, came: Came, letter: Of<'up' | 'down'>, now: Instant): Outcome {
  const { key, from } = came
  if (cases(c, ({ sources }) => sources[0] === key).length > 0) return NOTHING
  const related = letter.letter === 'up' ? isBelow(c, from.id) : c.is.parent?.id === from.id
  if (!related)
    return happened(replied(from.id, now, { letter: 'refused', case: 0, yours: letter.case, reason: notBelow() }))
  const matter = raisedFor(c, came, letter, now)
  return happened({ type: 'case-raised', at: now, case: matter.number, matter })
}

function raisedFor(c: Community, { key, from, photos }: Came, letter: Of<'up' | 'down'>, now: Instant): Case {
  const { title, text, category, kind: sort, place, urgent, raisedAt } = letter.face
  const isUp = letter.letter === 'up'
  const where = isUp ? { named: from.name } : place
  const trouble = {
    text,
    title: isUp ? titleFrom(from.name, title, place) : titleOrdered(from.name, title),
    category,
    ...(sort === undefined ? {} : { kind: sort }),
    urgent,
    sure: 1,
    ...(where ? { place: where } : {}),
  }
  const { tier, ...matter } = caseOf(
    c,
    { trouble, sources: [key], photos: [] },
    { speaker: asPerson(from), room: undefined, at: now },
  )
  const kind = {
    ...matter,
    tier: tier === 'family' ? ('common' as const) : tier,
    ...(isUp ? { handling: 'upward' as const } : {}),
  }
  return {
    ...kind,
    due: freshDue(c, kind, now),
    media: mediaOf(key, photos, 'raised'),
    from: {
      community: from.id,
      name: from.name,
      number: letter.case,
      raisedAt,
      ...(letter.reason === '' ? {} : { reason: letter.reason }),
    },
  }
}

/** It reports as a person would, with no rights and no home. */
const asPerson = ({ id, name }: Sender): Person => ({
  key: levelKey(id),
  name,
  roles: [],
  posts: [],
  dwellings: [],
  friend: false,
  heard: true,
  listed: false,
})

const mediaOf = (key: string, photos: readonly string[], when: Medium['when']): readonly Medium[] =>
  photos.map((file, i) => ({ of: `${key}/${i + 1}`, when, file }))

// ── whom we asked answers ────────────────────────────────────────────────────────────────────────

/** The case that we handed over, and that they speak of: of several that it has become there, the last. */
function askedOf(c: Community, from: string, { yours, case: theirs, letter }: Letter): Case | undefined {
  const matter = yours === undefined ? undefined : c.get('case', yours)
  const link = matter && goneTo(matter)
  if (link?.community !== from) return undefined
  const first = letter === 'opened' || letter === 'due' || theirs === 0
  const isNew = link.number === undefined && first && (theirs === 0 || theirs > (link.after ?? 0))
  return link.number === theirs || isNew ? matter : undefined
}

/**
 * Whether it is open is for those to say who are to do it; what was ended here is ended here, whatever of theirs is still
 * on its way.
 */
function answered(c: Community, matter: Case, came: Came, now: Instant): readonly Fact[] {
  const { key, from, letter, photos } = came
  const about = { at: now, case: matter.number, by: levelKey(from.id) }
  const over = goneTo(matter)?.over === true
  const open = isOpen(matter)
  switch (letter.letter) {
    case 'opened':
    case 'due': {
      const due = dueHere(c, letter.due, now)
      if (!open && !over) return [goesOn(matter, from, notDoneYet(), due, now)]
      const opened = letter.letter === 'opened'
      if (open && isKnown(matter, letter, due)) return []
      const more = opened ? { opened, reason: '' } : { reason: letter.reason }
      const told: Fact = { type: 'level-answered', ...about, ...more, number: letter.case, due }
      return open ? [told] : [told, overHere(matter, came, now)]
    }
    case 'news':
      return open && !over ? [{ type: 'news-given', ...about, text: letter.text }] : []
    case 'photo':
      return photos.length > 0
        ? [{ type: 'words-added', ...about, text: '', media: mediaOf(key, photos, letter.when), source: key }]
        : []
    case 'finished':
      return open && !over
        ? [{ type: 'case-finished', ...about, text: letter.text, media: mediaOf(key, photos, 'done') }]
        : []
    case 'held':
      return over ? [] : standsThere(c, matter, came, letter, now)
    case 'corrected':
    case 'taken-down':
      return over ? [] : retold(matter, came, now)
    case 'refused':
      return open ? [released(c, matter, letter.reason, now)] : []
    case 'reopened':
      if (open) return []
      return [
        over
          ? overHere(matter, came, now)
          : goesOn(matter, from, letter.text || notDoneYet(), freshDue(c, matter, now), now),
      ]
    default:
      return []
  }
}

/** A working day after theirs; a date of theirs that is past is passed on to nobody. */
const dueHere = (c: Community, theirs: Instant, now: Instant): Instant =>
  theirs > now ? workdaysLater(c.calendar, theirs, 1) : dueByDay(workdaysLater(c.calendar, now, 1), c.is.settings)

/** Their date is the one that was told here already. */
const isKnown = ({ up, down, due, held }: Case, letter: Of<'opened' | 'due'>, told: Instant): boolean =>
  letter.letter === 'due' && letter.reason === '' && (up ?? down)?.number === letter.case && due === told && !held

/** What is told of the same finish there is told of it here. */
function retold(matter: Case, { from, letter }: Came, now: Instant): readonly Fact[] {
  const about = { at: now, case: matter.number, by: levelKey(from.id) }
  if (matter.stage !== 'done') return []
  if (letter.letter === 'corrected') return [{ type: 'announcement-corrected', ...about, text: letter.text }]
  return letter.letter === 'taken-down' && !matter.takenDown
    ? [{ type: 'announcement-withdrawn', ...about, reason: '' }]
    : []
}

/** They go on with what was ended here. */
const overHere = ({ number, outcome = '' }: Case, { from, letter }: Came, now: Instant): Fact =>
  replied(from.id, now, { letter: 'withdrawn', case: number, yours: letter.case, reason: outcome })

const goesOn = ({ number }: Case, { id }: Sender, text: string, due: Instant, at: Instant): CaseFact => ({
  type: 'case-reopened',
  at,
  case: number,
  by: levelKey(id),
  text,
  due,
})

/** It is this community's own again, with a time limit of its own. */
export function released(
  c: Community,
  matter: Case,
  reason: string,
  now: Instant,
): Extract<CaseFact, { type: 'level-released' }> {
  const handling = handlingHere(c, matter)
  return {
    type: 'level-released',
    at: now,
    case: matter.number,
    level: goneTo(matter)?.name ?? '',
    reason,
    handling,
    due: freshDue(c, { ...matter, handling }, now),
  }
}

// ── who asked us says more ───────────────────────────────────────────────────────────────────────

/** The case that they handed over, and speak of: of several that theirs has become here, the one that they name. */
const askingOf = (c: Community, id: string, { case: theirs, yours }: Letter): Case | undefined =>
  cases(
    c,
    ({ from, number }) => from?.community === id && from.number === theirs && (yours === undefined || yours === number),
  ).at(-1)

/** They take up again what was taken back from them. */
function noLonger(c: Community, { from, letter }: Came, now: Instant): readonly Fact[] {
  const { yours } = letter
  if (letter.letter !== 'reopened' || yours === undefined || !c.get('case', yours)) return []
  return [replied(from.id, now, { letter: 'withdrawn', case: yours, yours: letter.case, reason: takenBack() })]
}

function asksMore(c: Community, matter: Case, came: Came, now: Instant): readonly Fact[] {
  const { key, from, letter, photos } = came
  const about = { at: now, case: matter.number, by: levelKey(from.id) }
  const open = isOpen(matter)
  switch (letter.letter) {
    case 'news':
      return open ? [{ type: 'words-added', ...about, text: letter.text, media: [], source: key }] : []
    case 'photo':
      return open && photos.length > 0
        ? [{ type: 'words-added', ...about, text: '', media: mediaOf(key, photos, letter.when), source: key }]
        : []
    case 'withdrawn':
      return open ? [{ type: 'case-withdrawn', ...about, reason: endedThere(letter.reason) }] : []
    case 'reopened':
      if (mayReopen(matter, now))
        return [goesOn(matter, from, letter.text || notDoneYet(), freshDue(c, matter, now), now)]
      return [replied(from.id, now, { ...stands(c, matter, from), case: matter.number, yours: letter.case })]
    case 'held':
    case 'resumed':
      return askedToWait(c, matter, came, letter, now)
    case 'corrected':
    case 'taken-down':
      return retold(matter, came, now)
    case 'rated':
      return matter.stage === 'done' ? [ratingBy(matter, from, letter, now)] : []
    default:
      return []
  }
}

/** Asked to go on with what goes on already, or cannot. */
const stands = (c: Community, matter: Case, { id }: Sender) =>
  isOpen(matter) ? clockOf(c, matter, id) : ({ letter: 'refused', reason: '' } as const)

const ratingBy = (
  { number }: Case,
  { id, name }: Sender,
  { grade, good, all }: Of<'rated'>,
  at: Instant,
): CaseFact => ({
  type: 'case-rated',
  at,
  case: number,
  by: levelKey(id),
  unit: levelKey(id),
  grade,
  text: ratedBelow(name, good, all),
})

const mayReopen = ({ stage, endedAt = 0 }: Case, now: Instant): boolean =>
  (stage === 'done' || stage === 'withdrawn') && now - endedAt <= (REOPEN_DAYS + 1) * DAY
