import { afterQuiet, dayOf, type Instant, instant, WORK_BEGINS, workdaysLater } from '../calendar.ts'
import { goneTo, isAway, isLevel, LETTER_KEPT, type Lower, levelKey } from '../level/letter.ts'
import { lowerRed } from '../level/level.ts'
import { cases, handlersOf, is, isConvener, isOpen } from '../situation.ts'
import type { CaseFact, OtherFact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import * as caseWords from '../wording/case.ts'
import * as words from '../wording/level.ts'
import { sayCase } from './case.ts'
import { anonymous, nameOf } from './face.ts'
import { type Occasion, running, type Saying, untaken, untilNoon } from './occasion.ts'
import { told } from './told.ts'

/** What is told of a case that is with another level, or came from one; none: as of any other. */
export function ofLevel(o: Occasion, fact: CaseFact): readonly Saying[] | undefined {
  const matter = o.c.get('case', fact.case)
  if (!matter) return undefined
  switch (fact.type) {
    case 'passed-up':
    case 'sent-down': {
      const word = fact.type === 'passed-up' ? words.passedUp : words.sentDown
      return backAnd(o, matter, word(matter, fact.to.name))
    }
    case 'level-answered': {
      if (!isOpen(matter)) return []
      const level = goneTo(matter)?.name ?? ''
      const text = fact.opened
        ? words.opened(matter, level, fact.number)
        : words.newTime(matter, level, shown(o, fact.reason))
      return [home(matter, text)]
    }
    case 'level-released':
      if (fact.gone) return isOpen(matter) ? broken(o, matter, fact.level) : []
      return fact.by === undefined ? cameBack(o, matter, fact) : calledIn(o, matter, fact.level)
    case 'clock-held':
      return ofWaiting(o, matter, fact)
    case 'clock-resumed':
      return isAway(matter) && fact.was.why === 'resident' && !isLevel(fact.was.by ?? '')
        ? toNoHandler(o, fact)
        : undefined
    case 'case-refused':
      return matter.from && [backTo(matter, words.givenBack(matter, matter.from.name))]
    case 'case-sent-back':
      return matter.from && [...sayCase(o, fact), conveners(matter, words.mayGiveBack(matter, matter.from.name))]
    case 'case-urged':
    case 'case-pressed':
      return isAway(matter) ? toNoHandler(o, fact) : undefined
    case 'case-raised':
      return (
        matter.from && [
          {
            ...handlers(
              matter,
              words.arrived(inside(o, matter), shown(o, matter.text), shown(o, matter.from.reason ?? '')),
              true,
            ),
            ...untaken(matter),
          },
        ]
      )
    case 'case-reopened':
      return goneTo(matter) && takenUp(o, matter, fact)
    case 'news-given':
    case 'words-added':
    case 'case-withdrawn':
    case 'case-rated':
      return isLevel(fact.by) ? bySomeLevel(o, matter, fact) : undefined
    default:
      return undefined
  }
}

/** Beside what everybody is told of it: those who handed it over follow it. */
export function besides(o: Occasion, fact: CaseFact): readonly Saying[] {
  const matter = o.c.get('case', fact.case)
  if (fact.type !== 'case-finished' || !matter || !isLevel(fact.by) || !hearsAlone(matter)) return []
  const text = fact.text === '' ? words.finishedThere() : shown(o, fact.text)
  return [handlers(matter, words.newsFrom(matter, goneTo(matter)?.name ?? '', text))]
}

type ByLevel = Extract<CaseFact, { type: 'news-given' | 'words-added' | 'case-withdrawn' | 'case-rated' }>

function bySomeLevel(o: Occasion, matter: Case, fact: ByLevel): readonly Saying[] {
  const level = (goneTo(matter) ?? matter.from)?.name ?? ''
  if (fact.type === 'news-given') return newsOf(o, matter, level, shown(o, fact.text))
  if (fact.type === 'case-withdrawn')
    return [handlers(matter, words.calledOff(matter, level, shown(o, fact.reason ?? '')))]
  if (fact.type === 'case-rated') return [handlers(matter, words.ratedThere(matter, shown(o, fact.text)))]
  if (goneTo(matter)) return []
  return fact.text === ''
    ? [handlers(matter, words.photosFrom(matter, level, fact.media.length))]
    : [
        {
          ...handlers(matter, words.newsFrom(matter, level, shown(o, fact.text))),
          // what is put off is the conveners' to go on with
          to: { handlersOf: matter.number, ...(matter.held?.why === 'review' ? { andConveners: true } : {}) },
        },
      ]
}

const newsOf = (o: Occasion, matter: Case, level: string, text: string): readonly Saying[] => [
  home(matter, caseWords.news(told(o.c, matter, afterQuiet(o.now, o.c.is.settings)), text)),
  ...(hearsAlone(matter) ? [handlers(matter, words.newsFrom(matter, level, text))] : []),
]

/** Nobody here is to go there again: they are, and those here who follow it know. */
const takenUp = (o: Occasion, matter: Case, fact: Extract<CaseFact, { type: 'case-reopened' }>): readonly Saying[] => [
  ...toNoHandler(o, fact),
  handlers(matter, words.takenUpThere(matter, goneTo(matter)?.name ?? '', shown(o, fact.text))),
]

/** It waits for who reported it, and another level goes there or knows her: each hears what is hers to do. */
function ofWaiting(
  o: Occasion,
  matter: Case,
  fact: Extract<CaseFact, { type: 'clock-held' }>,
): readonly Saying[] | undefined {
  const { why, until, by } = fact
  if (why !== 'resident') return undefined
  const link = goneTo(matter)
  if (by === matter.reporter && !isLevel(by)) return link && toNoHandler(o, fact)
  if (link) return by === levelKey(link.community) ? helpReach(o, matter, link.name, until) : [] // as it was here before
  if (!matter.from) return undefined
  return isLevel(by)
    ? [handlers(matter, words.awayThere(matter, matter.from.name, until))]
    : [backTo(matter, words.askedForThem(matter, matter.from.name, until))]
}

/** They cannot know who she is: she is asked here, and those here who know her. */
function helpReach(o: Occasion, matter: Case, level: string, until: Instant): readonly Saying[] {
  if (isLevel(matter.reporter)) return [] // asked for further on
  const name = matter.unnamed ? '' : nameOf(o.c, matter.reporter)
  return [
    {
      ...home(matter, words.notReachedBy(matter, level, until)),
      mention: matter.room === undefined ? [] : [matter.reporter],
      ...running(matter),
    },
    handlers(matter, words.helpReach(matter, level, name)),
  ]
}

/** They are told by letter who are to do it. */
const toNoHandler = (o: Occasion, fact: CaseFact): readonly Saying[] =>
  sayCase(o, fact).filter(({ to }) => !(to && 'handlersOf' in to))

/** To who says it, to all that it concerns, and to who does it from now on. */
function calledIn(o: Occasion, matter: Case, level: string): readonly Saying[] {
  const text = words.calledIn(matter, level)
  const others = handlersOf(o.c, matter.number).some(({ key }) => key !== o.speaker?.key)
  return [...backAnd(o, matter, text), ...(others ? [handlers(matter, words.goOnHere(inside(o, matter), level))] : [])]
}

/** Nobody there can be asked any more. */
const broken = (o: Occasion, matter: Case, level: string): readonly Saying[] => [
  home(matter, words.broken(matter, level)),
  {
    ...handlers(matter, words.brokenForStaff(inside(o, matter), level)),
    to: { handlersOf: matter.number, andConveners: true },
  },
]

function cameBack(
  o: Occasion,
  matter: Case,
  { level, reason }: Extract<CaseFact, { type: 'level-released' }>,
): readonly Saying[] {
  const why = shown(o, reason)
  return [
    home(matter, words.cameBack(matter, level, why)),
    {
      to: { conveners: true },
      text: words.cameBackForConveners(inside(o, matter), level, why),
      about: `#${matter.number}`,
    },
  ]
}

/** Of the levels below, and of letters. */
export function sayLevels(
  o: Occasion,
  fact: Extract<OtherFact, { type: 'lower-late' | 'lower-settled' | 'letter-replied' | 'letter-lost' }>,
): readonly Saying[] {
  if (fact.type === 'lower-late' && fact.above && !inMorning(o, fact.lower)) {
    const lower: Lower = { ...fact.lower, title: shown(o, fact.lower.title), pressing: true }
    return [{ to: { conveners: true }, text: words.lowerLine(lower, afterQuiet(o.now, o.c.is.settings)) }]
  }
  if (fact.type === 'letter-lost')
    return [
      {
        to: { conveners: true },
        text: words.undelivered(fact.number, fact.name, LETTER_KEPT),
        about: `#${fact.number}`,
      },
    ]
  return []
}

/** What is later than a morning is told in its list, and in each after it: one line a day. */
const inMorning = ({ c, now }: Occasion, { due }: Lower): boolean =>
  instant(dayOf(workdaysLater(c.calendar, due, 1)), WORK_BEGINS) <= now

/** To those who watch over all cases: what the levels below have in red. */
export const lowerLines = (o: Occasion): readonly string[] =>
  o.speaker && (isConvener(o.speaker) || is(o.speaker, 'supervisor'))
    ? lowerShown(o)
        .filter((lower) => !isOurs(o, lower))
        .map((lower) => words.lowerLine(lower, o.now))
    : []
/** What we handed down, and is late here too, stands there by our number. */
const isOurs = ({ c, now }: Occasion, { community, number }: Lower): boolean =>
  cases(c, (matter) => isAway(matter) && matter.due <= now).some(
    ({ down }) => down?.community === community && down.number === number,
  )
const lowerShown = (o: Occasion): readonly Lower[] =>
  lowerRed(o.c).map((lower) => ({ ...lower, title: shown(o, lower.title) }))

/** In the morning, with the day's list; like that, not in the afternoon. */
export function lowerDay(o: Occasion, morning: Instant): readonly Saying[] {
  const all = o.now <= instant(dayOf(morning), '12:00') ? lowerShown(o) : []
  const text = words.lowerList(all, o.now)
  return all.length === 0 ? [] : [{ to: { conveners: true }, text, key: `lower/${morning}`, until: untilNoon(o.now) }]
}

/** As everybody may read it. */
const shown = (o: Occasion, text: string): string => anonymous(o.c, text)

/** Nobody but those who work on it hears of it here. */
const hearsAlone = ({ down, reporter }: Case): boolean => down !== undefined || isLevel(reporter)

const inside = (o: Occasion, matter: Case) => told(o.c, matter, afterQuiet(o.now, o.c.is.settings), 'staff')

/** Where it was raised; who raised it in private hears it there. */
const home = (matter: Case, text: string): Saying => ({
  to: matter.room === undefined ? { person: matter.reporter } : { room: matter.room },
  text,
  about: `#${matter.number}`,
  ...(matter.room === undefined ? {} : { mention: [matter.reporter] }),
})

const handlers = (matter: Case, text: string, urgent = false): Saying => ({
  to: { handlersOf: matter.number },
  text,
  about: `#${matter.number}`,
  ...(urgent && matter.urgent ? { urgent } : {}),
})

const conveners = ({ number }: Case, text: string): Saying => ({ to: { conveners: true }, text, about: `#${number}` })

const backTo = ({ number }: Case, text: string): Saying => ({ text, about: `#${number}`, asked: true })

/** To who says it, and where the case lives if that is elsewhere. */
const backAnd = (o: Occasion, matter: Case, text: string): readonly Saying[] => [
  backTo(matter, text),
  ...(o.room !== undefined && o.room === matter.room ? [] : [home(matter, text)]),
]
