import { createHash } from 'node:crypto'
import type { Instant } from '../calendar.ts'
import { type Face, goneTo, LETTER_KEPT, type Letter } from '../level/letter.ts'
import { nameless, whole } from '../privacy.ts'
import type { Line } from '../state/community.ts'
import type { CaseFact, Fact } from '../state/facts.ts'
import type { Case, Medium } from '../state/matter.ts'
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

const numbers = ({ number }: Case, yours: number | undefined) => ({
  case: number,
  ...(yours === undefined ? {} : { yours }),
})

// ── to whom it was handed over ───────────────────────────────────────────────────────────────────

function toAsked(o: Occasion, matter: Case, fact: CaseFact): readonly Written[] {
  const link = goneTo(matter)
  if (!link || o.from === link.community) return []
  const said = asks(o, matter, fact)
  return said ? [{ to: link.community, letter: { ...said, ...numbers(matter, link.number) } }] : []
}

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
      if (fact.text === '') return undefined
      return { letter: 'news', text: isPrivate(matter) || isApart(o) ? words.toldInPrivate() : shown(o, fact.text) }
    case 'case-corrected':
      return { letter: 'news', text: words.movedTo(shown(o, matter.title)) }
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
      return heldThere(o, fact)
    case 'clock-resumed':
      return fact.was.why === 'review' && fact.by !== undefined ? { letter: 'resumed' } : undefined // on its day, by itself
    case 'case-pressed':
      return { letter: 'news', text: words.pressing() }
    case 'case-urged':
      return { letter: 'news', text: words.urging() }
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

/** Until the same day on both sides; whom nobody found at home is for those to wait for who looked. */
const heldThere = (o: Occasion, { why, until, reason }: Extract<CaseFact, { type: 'clock-held' }>): Said | undefined =>
  why === 'review' ? { letter: 'held', until, reason: shown(o, reason) } : undefined

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
  const said = o.from === from.community ? replies(matter, fact) : answers(o, matter, fact)
  return said ? [{ to: from.community, letter: { ...said, ...numbers(matter, from.number) } }] : []
}

/** What their own letter came to. */
function replies({ due }: Case, fact: CaseFact): Said | undefined {
  if (fact.type === 'case-raised') return { letter: 'opened', due }
  return fact.type === 'case-reopened' || fact.type === 'clock-resumed' ? { letter: 'due', due, reason: '' } : undefined
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
      return { letter: 'due', due: fact.due, reason: shown(o, fact.reason) }
    case 'clock-held':
      return heldThere(o, fact)
    case 'clock-resumed':
      return { letter: 'due', due: fact.due, reason: '' }
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
const isLateAgain = ({ lit, due }: Case, { type }: CaseFact, now: Instant): boolean =>
  lit !== undefined && due <= now && (type === 'finish-undone' || type === 'clock-resumed')

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
])

// ── words and photos ─────────────────────────────────────────────────────────────────────────────

/** For everybody's eyes, with nobody's name. */
const shown = ({ c }: Occasion, text: string): string => nameless(c, whole(c, text))

const filesOf = ({ media }: Case, when: Medium['when']): readonly string[] =>
  media.flatMap((one) => (one.when === when ? openly(one) : []))
/** What was sent in private leaves its community in no letter. */
const openly = ({ apart, file }: Medium): readonly string[] => (apart || file === undefined ? [] : [file])

/** One that was fetched since. */
function photo({ media }: Case, of: string, when: Medium['when']): Said | undefined {
  const photos = media.flatMap((one) => (one.of === of && one.when === when ? openly(one) : []))
  return photos.length > 0 ? { letter: 'photo', when, photos } : undefined
}
