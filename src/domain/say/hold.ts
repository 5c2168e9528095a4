import { isAway, isLevel } from '../level/letter.ts'
import { clean } from '../privacy.ts'
import { handlersOf } from '../situation.ts'
import type { CaseFact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import type { Told } from '../wording/case.ts'
import * as words from '../wording/hold.ts'
import * as promise from '../wording/promise.ts'
import { redact } from '../wording/redact.ts'
import { type Occasion, running, type Saying } from './occasion.ts'

/** A telephone, which no line may hold. */
const hasPrivate = (text: string): boolean => redact(text, [], 'staff') !== text

type ClockFact = Extract<CaseFact, { type: 'clock-held' | 'clock-resumed' | 'reason-given' }>
/** How the lines about a case are addressed. */
interface Ways {
  readonly back: (text: string) => Saying
  readonly open: (text: string, more?: Partial<Saying>) => Saying
  readonly handlers: (text: string, more?: Partial<Saying>) => Saying
  readonly conveners: (text: string) => Saying
}
/** For the speaker, for where the case lives, and for staff. */
interface Tellings {
  readonly t: Told
  readonly later: Told
  readonly inside: Told
}

/** That a case's clock stands still or goes on, and why it is late. */
export function sayClock(
  o: Occasion,
  fact: ClockFact,
  matter: Case,
  { t, later, inside }: Tellings,
  ways: Ways,
): readonly Saying[] {
  const here = o.room !== undefined && o.room === matter.room
  const news = { mention: [matter.reporter], ...running(matter) }
  const elsewhere = (text: string): readonly Saying[] => (here ? [] : [ways.back(text)])
  if (fact.type === 'clock-resumed') return resumed(o, fact, { t, later, inside }, ways)
  if (fact.type === 'reason-given') {
    if (o.now < matter.due) return [ways.back(words.reasonNoted(t))]
    const why = words.reasonTold(later, words.discreet(clean(o.c, fact.text)))
    return here ? [ways.back(why)] : [ways.back(words.reasonNoted(t)), ways.open(why, news)]
  }
  const { until, reason, by } = fact
  if (by === matter.reporter && !isLevel(by))
    return [
      ways.back(promise.waitsForReporter(t, until)),
      ways.handlers(promise.waitsForReporterInside(inside, until, clean(o.c, reason, 'staff'))),
    ]
  if (fact.why === 'resident')
    return [
      ...elsewhere(words.heldForHandler(t, until)),
      ways.open(words.heldForResident(later, until), { ...news, asked: here }),
    ]
  const others = matter.handler !== undefined && matter.handler !== by
  return [
    ...elsewhere(words.suspendedAnswer(t, until)),
    ways.open(words.suspended(later, until, clean(o.c, reason)), { ...news, asked: here }),
    ...(others ? [ways.handlers(words.suspendedForHandlers(inside, until, clean(o.c, reason, 'staff')))] : []),
  ]
}

function resumed(
  o: Occasion,
  fact: Extract<ClockFact, { type: 'clock-resumed' }>,
  { t, later, inside }: Tellings,
  { back, open, handlers, conveners }: Ways,
): readonly Saying[] {
  const { was, by } = fact
  const still = running(t.matter)
  const news = { mention: [t.matter.reporter], ...still }
  if (by === undefined && isAway(t.matter)) return [] // who has it says when
  if (by === undefined) {
    if (was.by !== undefined && isLevel(was.by)) return [handlers(words.goesOnForHandlers(inside), still)]
    if (was.by === t.matter.reporter) return [handlers(promise.isBack(inside, clean(o.c, was.reason, 'staff')), still)]
    if (was.why === 'resident')
      return [handlers(words.waitedInVain(inside), still), open(words.goesOnUnanswered(later), news)]
    return [
      conveners(words.reviewIsDue(inside, clean(o.c, was.reason, 'staff'))),
      open(words.goesOnForResidents(later), news),
    ]
  }
  if (by === t.matter.reporter && !isLevel(by)) {
    const said = o.facts.find((one) => one.type === 'words-added' && one.case === fact.case)
    const text = said?.type === 'words-added' ? clean(o.c, said.text, 'staff') : undefined
    const hides = said?.type === 'words-added' && text !== undefined && hasPrivate(said.text)
    const answered = words.residentAnswered(inside, text)
    return [
      back(words.residentHeard(t)),
      handlers(hides ? `${answered}\n${words.privateInFull(inside)}` : answered, still),
    ]
  }
  if (o.facts.some((one) => one.type === 'case-supported' && one.case === fact.case))
    return [open(words.goesOnForResidents(later), news), handlers(words.goesOnForHandlers(inside), still)]
  const here = o.room !== undefined && o.room === t.matter.room
  const knows = handlersOf(o.c, fact.case).some(({ key }) => key === by)
  const told = knows ? [] : [handlers(words.goesOnForHandlers(inside), still)]
  return [back(words.goesOn(t)), ...(here ? [] : [open(words.goesOnForResidents(later), news)]), ...told]
}
