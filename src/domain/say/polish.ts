import { leavingOf } from '../people/left.ts'
import { clean, forModel, whole } from '../privacy.ts'
import type { Community, Week } from '../state/community.ts'
import type { Leaving, Moment, Outgoing, Polished } from '../state/outgoing.ts'
import { running } from '../wording/poll.ts'
import * as words from '../wording/report.ts'
import { comingMonth, comingText, comingWeek, openPollsOf, titlesOf } from './report.ts'

type Of = 'week' | 'month'

/** What may leave of the report that is to be told next; none where nothing is to be told. */
export function reportFor(c: Community, of: Of, { now }: Pick<Moment, 'now'>): ReportOut | undefined {
  if (of === 'week') return weekFor(c, comingWeek(c, now))
  const month = comingMonth(c, now)
  if (!month) return undefined
  return {
    card: 'polish',
    report: forModel(c, words.month(words.monthHead(month), month, PLAIN)),
    apart: [],
    whose: [],
  }
}
type ReportOut = Extract<Outgoing, { card: 'polish' }>
/** What to answer is no part of what is put in better words. */
const PLAIN = { plain: true } as const

/** Of somebody who does not want that her words are sent, the number alone. */
function weekFor(c: Community, week: Week | undefined): ReportOut | undefined {
  if (!week) return undefined
  const pieces: Piece[] = []
  const withheld = new Set<string>()
  const piece = (of: string, person: string, text: string, mark?: string): string | undefined => {
    const one = leavingOf(c, `polish/${of}`, person, clean(c, text))
    if (one) pieces.push({ ...one, mark: mark === undefined ? one.text : forModel(c, clean(c, mark)) })
    else withheld.add(of)
    return one?.text
  }
  const titles = titlesOf(c, week.from, piece)
  const polls = openPollsOf(c, week).map((poll) =>
    running({ ...poll, question: piece(`P${poll.number}`, poll.opener, poll.question, `P${poll.number}`) ?? '' }),
  )
  const report = forModel(c, words.week(words.weekHead(c.is.name, week), week, titles, polls, PLAIN))
  return {
    card: 'polish',
    report,
    apart: [...new Set([...week.finished, ...week.late])].filter(
      (number) => withheld.has(`#${number}`) && new RegExp(`#${number}(?!\\d)`).test(report),
    ),
    whose: told(pieces, report),
  }
}
interface Piece extends Leaving {
  /** Where this stands it was told. */
  readonly mark: string
}
const told = (pieces: readonly Piece[], report: string): readonly Leaving[] => [
  ...new Map(
    pieces.filter(({ mark }) => report.includes(mark)).map(({ mark: _, ...one }) => [one.of, one] as const),
  ).values(),
]

/** In better words, with what was not sent below it; the report as it is where that is not to be had. */
export function polishedText(c: Community, of: Of, made: Polished | undefined, { now, aloud }: Moment): string {
  const out = reportFor(c, of, { now })
  if (!made || !out) return comingText(c, of, now, out && words.unpolished(c.is.model === undefined ? 'off' : 'failed'))
  const apart = out.apart.map((number) => `#${number} ${clean(c, c.get('case', number)?.title ?? '')}`.trim())
  return words.polished(of, { label: made.label, text: whole(c, made.text), apart }, aloud)
}
