import { createHash } from 'node:crypto'
import type { Instant } from '../calendar.ts'
import { clockOf } from '../level/clock.ts'
import { type Face, goneTo, LETTER_KEPT, type Letter } from '../level/letter.ts'
import { whole } from '../privacy.ts'
import type { Line } from '../state/community.ts'
import type { CaseFact, Fact } from '../state/facts.ts'
import type { Case, Linked, Medium } from '../state/matter.ts'
import * as words from '../wording/level.ts'
import type { Occasion } from './occasion.ts'

interface Written {
  readonly to: string
  readonly letter: Letter
  /** What makes a repeat impossible, where it is not who wrote it when. */
  readonly once?: string
}
/** What a letter says besides the numbers of both cases. */
type Said<L = Letter> = L extends Letter ? Omit<L, 'case' | 'yours'> : never

/** What the levels above and below are told of what happened, by letters with keys of their own: 「xingfuli/27/up/3f9a…」. */
export const letters = (o: Occasion, facts: readonly Fact[], origin: string): readonly Line[] =>
  facts
    .flatMap((fact) => written(o, fact))
    .map(({ to, letter, once }, i) => ({
      key: `${o.c.is.id}/${letter.case}/${letter.letter}/${once ?? mark(`${origin}/${i}`)}`,
      to: { community: to },
      text: '',
      letter,
      mention: [],
      about: `#${letter.case}`,
      notBefore: o.now,
      until: o.now + LETTER_KEPT,
      urgent: false,
      asked: false,
    }))

/** Nothing of a message's own id is known elsewhere. */
const mark = (origin: string): string => createHash('sha256').update(origin).digest('hex').slice(0, 12)

function written(o: Occasion, fact: Fact): readonly Written[] {
  if (fact.type === 'letter-replied') return [{ to: fact.to, letter: fact.letter }]
  const matter = 'case' in fact ? o.c.get('case', fact.case) : undefined
  if (!matter || !('case' in fact) || matter.tier === 'family') return []
  return [...toAsked(o, matter, fact), ...toAsking(o, matter, fact), ...lights(o, matter, fact)]
}

/** With the numbers of both cases. */
const between = (
  { number }: Case,
  { community, number: yours }: Linked,
  said: readonly (Said | undefined)[],
): readonly Written[] =>
  said.flatMap((one) =>
    one ? [{ to: community, letter: { ...one, case: number, ...(yours === undefined ? {} : { yours }) } }] : [],
  )

// ── to whom it was handed over ───────────────────────────────────────────────────────────────────

function toAsked(o: Occasion, matter: Case, fact: CaseFact): readonly Written[] {
  const link = goneTo(matter)
  if (!link || o.from === link.community) return []
  return between(matter, link, [asks(o, matter, fact), stillHeld(o, matter, fact, link.community)])
}

/** What stood still when it went there, or when a mistaken finish was told. */
const stillHeld = (o: Occasion, matter: Case, { type }: CaseFact, reader: string): Said | undefined =>
  matter.held &&
  (type === 'finish-undone' || ((type === 'passed-up' || type === 'sent-down') && goneTo(matter)?.community === reader))
    ? clockOf(o.c, matter, reader)
    : undefined

function asks(o: Occasion, matter: Case, fact: CaseFact): Said | undefined {
  switch (fact.type) {
    case 'passed-up':
    case 'sent-down':
      return {
        letter: fact.type === 'passed-up' ? 'up' : 'down',
        face: faceOf(o, matter),
        reason: shown(o, fact.reason),
      }
    case 'words-added':
      if (fact.text === '' || fact.quiet) return undefined
      return { letter: 'news', text: isPrivate(matter) || isApart(o) ? words.toldInPrivate() : shown(o, fact.text) }
    case 'case-corrected':
      return { letter: 'news', text: (fact.place ? words.movedTo : words.renamedTo)(shown(o, matter.title)) }
    case 'file-kept':
      return isPrivate(matter) ? undefined : photo(matter, fact.of, 'raised')
    case 'case-finished':
      return { letter: 'withdrawn', reason: shown(o, fact.text) }
    case 'case-refused':
      return { letter: 'withdrawn', reason: shown(o, fact.reason) }
    case 'case-withdrawn':
      return { letter: 'withdrawn', reason: '' }
    case 'announcement-corrected':
      return { letter: 'corrected', text: shown(o, fact.text) }
    case 'announcement-withdrawn':
      return { letter: 'taken-down' }
    case 'finish-undone':
      return { letter: 'reopened', text: '' }
    case 'case-reopened':
      return { letter: 'reopened', text: whyAgain(o, fact) }
    case 'clock-held':
      return clockOf(o.c, matter, goneTo(matter)?.community ?? '')
    case 'clock-resumed':
      return fact.by === undefined ? undefined : { letter: 'resumed' } // on its day, by itself
    case 'case-pressed':
      return { letter: 'news', text: words.pressing() }
    case 'case-urged':
      return { letter: 'news', text: waitsForIt(matter, fact.by) ? words.urging() : words.urgingThere() }
    case 'case-rated':
      return rated(matter)
    default:
      return undefined
  }
}

/** Told in private: its title is its public face. */
const isPrivate = ({ room, from }: Case): boolean => room === undefined && from === undefined
/** This sentence was said in private, wherever the case was raised. */
const isApart = ({ heard, room }: Occasion): boolean => heard !== undefined && room === undefined

const waitsForIt = ({ reporter, supporters }: Case, key: string): boolean =>
  reporter === key || supporters.some(({ person }) => person === key)

/** Reasons that were given in private stay there: only that it is so is told. */
function whyAgain(o: Occasion, { text, reasons }: Extract<CaseFact, { type: 'case-reopened' }>): string {
  if (reasons) return reasons.flatMap((one) => (one.apart ? [] : [shown(o, one.text)])).join('；')
  return isApart(o) ? '' : shown(o, text)
}

function faceOf(o: Occasion, matter: Case): Face {
  const { building, unit, named } = matter.place ?? {}
  const title = shown(o, matter.title)
  return {
    title,
    text: isPrivate(matter) ? title : shown(o, matter.raised ?? matter.text), // what was added may have been said in private
    category: matter.category,
    ...(matter.kind === undefined ? {} : { kind: matter.kind }),
    ...(matter.place
      ? {
          place: {
            ...(building === undefined ? {} : { building }),
            ...(unit === undefined ? {} : { unit }),
            ...(named === undefined ? {} : { named: shown(o, named) }),
          },
        }
      : {}),
    urgent: matter.urgent,
    raisedAt: matter.from?.raisedAt ?? matter.raisedAt,
    photos: isPrivate(matter) ? [] : filesOf(matter, 'raised'),
  }
}

/** The first three that rate it, then the more the rarer. */
const TOLD: ReadonlySet<number> = new Set([1, 2, 3, 5, 10, 20, 50, 100, 200, 500])
function rated({ ratings }: Case): Said | undefined {
  const count = (grade: string) => ratings.filter((one) => one.grade === grade).length
  const [good, poor, all] = [count('good'), count('poor'), ratings.length]
  if (!TOLD.has(all)) return undefined
  return { letter: 'rated', grade: good * 2 > all ? 'good' : poor * 2 >= all ? 'poor' : 'fair', good, all }
}

// ── to who handed it over ────────────────────────────────────────────────────────────────────────

function toAsking(o: Occasion, matter: Case, fact: CaseFact): readonly Written[] {
  const { from } = matter
  if (!from) return []
  const said = o.from === from.community ? replies(o, matter, fact) : answers(o, matter, fact)
  return between(matter, from, [said, stillHeld(o, matter, fact, from.community)])
}

/** What their own letter came to. */
function replies({ c, from = '' }: Occasion, matter: Case, { type }: CaseFact): Said | undefined {
  if (type === 'case-raised') return { letter: 'opened', due: matter.due }
  return type === 'case-reopened' || type === 'clock-held' || type === 'clock-resumed'
    ? clockOf(c, matter, from)
    : undefined
}

function answers(o: Occasion, matter: Case, fact: CaseFact): Said | undefined {
  switch (fact.type) {
    case 'case-taken':
      return matter.post === undefined ? undefined : { letter: 'news', text: words.takenOver(matter.post) }
    case 'news-given':
      return { letter: 'news', text: shown(o, fact.text) }
    case 'passed-up':
    case 'sent-down':
      return { letter: 'news', text: words.further(fact.to.name) }
    case 'file-kept':
      return photo(matter, fact.of, 'done')
    case 'time-given':
      return { letter: 'due', due: fact.until, reason: shown(o, fact.reason) }
    case 'level-answered':
    case 'level-released':
      if (matter.endedAt !== undefined) return undefined
      return matter.held
        ? clockOf(o.c, matter, matter.from?.community ?? '')
        : { letter: 'due', due: fact.due, reason: shown(o, fact.reason) }
    case 'case-sorted':
      return matter.since === fact.at ? clockOf(o.c, matter, matter.from?.community ?? '') : undefined // by a limit of its own
    case 'clock-held':
    case 'clock-resumed':
      return clockOf(o.c, matter, matter.from?.community ?? '')
    case 'case-finished':
      return { letter: 'finished', text: shown(o, fact.text), photos: filesOf(matter, 'done') }
    case 'announcement-corrected':
      return { letter: 'corrected', text: shown(o, fact.text) }
    case 'announcement-withdrawn':
      return { letter: 'taken-down' }
    case 'finish-undone':
      return { letter: 'reopened', text: '' }
    case 'case-reopened':
      return { letter: 'reopened', text: whyAgain(o, fact) }
    case 'case-refused':
      return { letter: 'refused', reason: shown(o, fact.reason) }
    default:
      return undefined
  }
}

// ── what the level above sees in red ─────────────────────────────────────────────────────────────

/** Once when it is late, once more when nobody here has moved it, and when that is over. */
function lights(o: Occasion, matter: Case, fact: CaseFact): readonly Written[] {
  const { parent } = o.c.is
  if (!parent) return []
  const tell = (said: Said, once: string): readonly Written[] => [
    { to: parent.id, letter: { ...said, case: matter.number }, once },
  ]
  if (matter.up?.community !== parent.id && isLateAgain(matter, fact, o.now))
    return tell({ letter: 'red', above: false, late: lateOf(o, matter) }, `${matter.due}/${fact.at}`)
  if (fact.type === 'case-reminded') {
    const above = fact.level === 'above'
    const isNew = fact.rung === 'red' || (above && fact.first === true) // a key is not remembered for as long as it stays late
    if (matter.up?.community === parent.id || !isNew) return []
    return tell({ letter: 'red', above, late: lateOf(o, matter) }, `${above ? 'above/' : ''}${matter.due}/${fact.at}`)
  }
  return matter.lit !== undefined && SETTLES.has(fact.type) ? tell({ letter: 'green' }, `${matter.lit}/${fact.at}`) : []
}

/** What had settled it is over, and it is as late as before: no rung tells so once more. */
const isLateAgain = ({ lit, due, held }: Case, { type }: CaseFact, now: Instant): boolean =>
  lit !== undefined && due <= now && !held && (type === 'finish-undone' || type === 'clock-resumed')

const lateOf = (o: Occasion, { title, post, due }: Case) => ({
  title: shown(o, title),
  ...(post === undefined ? {} : { post }),
  due,
})
const SETTLES: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
  'case-finished',
  'case-refused',
  'case-withdrawn',
  'time-given',
  'hurry-dropped',
  'clock-held',
  'passed-up',
  'level-answered',
  'level-released',
])

// ── words and photos ─────────────────────────────────────────────────────────────────────────────

/** For everybody's eyes, with nobody's name. */
const shown = ({ c }: Occasion, text: string): string => whole(c, text)

const filesOf = ({ media }: Case, when: Medium['when']): readonly string[] =>
  media.flatMap((one) => (one.when === when ? openly(one) : []))
/** What was sent in private leaves its community in no letter. */
const openly = ({ apart, file }: Medium): readonly string[] => (apart || file === undefined ? [] : [file])

/** One that was fetched since. */
function photo({ media }: Case, of: string, when: Medium['when']): Said | undefined {
  const photos = media.flatMap((one) => (one.of === of && one.when === when ? openly(one) : []))
  return photos.length > 0 ? { letter: 'photo', when, photos } : undefined
}
