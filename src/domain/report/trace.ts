import type { Instant } from '../calendar.ts'
import type { Grade, Place } from '../heard/reading.ts'
import type { Community, Put } from '../state/community.ts'
import type { CaseFact } from '../state/facts.ts'
import type { Case, Trace } from '../state/matter.ts'

/** What answers who raised a case: somebody took it up, told of it or when it will be, ended it, or said whose it is. */
const ANSWERS: ReadonlySet<CaseFact['type']> = new Set([
  'case-taken',
  'news-given',
  'case-finished',
  'case-refused',
  'case-sent-back',
  'time-given',
  'promise-made',
  'passed-up',
  'sent-down',
])

/** What is kept of a case, after a fact changed it. */
export function traced(c: Community, matter: Case, fact: CaseFact): readonly Put[] {
  if (matter.hidden) return []
  const before = traceOf(c, matter.number)
  const first = before?.first ?? (ANSWERS.has(fact.type) ? fact.at : undefined)
  const reopened = (before?.reopened ?? 0) + (fact.type === 'case-reopened' ? 1 : 0)
  const after = projected(matter, { first, reopened, told: before?.told })
  const stored = c.get('trace', matter.number)
  return JSON.stringify(after) === JSON.stringify(stored) ? [] : [put(after)]
}

/** These were told as one of a kind. */
export const told = (c: Community, numbers: readonly number[]): readonly Put[] =>
  numbers.flatMap((number) => {
    const trace = traceOf(c, number)
    return trace ? [put({ ...trace, told: true })] : []
  })

const put = (doc: Trace): Put => ({ kind: 'trace', key: String(doc.number), doc })

/** What no document of a case tells. */
interface Beside {
  readonly first: Instant | undefined
  readonly reopened: number
  readonly told: true | undefined
}
function projected(matter: Case, { first, reopened, told: seen }: Beside): Trace {
  const { number, category, kind, tier, handling, stage, raisedAt, due, endedAt, ratings } = matter
  const place = matter.place && publicPart(matter.place)
  const of = (grade: Grade): number => ratings.filter((one) => one.grade === grade).length
  return {
    number,
    category,
    ...(kind === undefined ? {} : { kind }),
    ...(place ? { place } : {}),
    tier,
    handling,
    stage,
    raisedAt,
    due,
    ...(first === undefined ? {} : { first }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(ratings.length === 0 ? {} : { rated: ratings.length, good: of('good'), poor: of('poor') }),
    ...(reopened === 0 ? {} : { reopened }),
    ...(seen === undefined ? {} : { told: seen }),
  }
}

const publicPart = ({ building, unit, named }: Place): Trace['place'] =>
  building === undefined && named === undefined
    ? undefined
    : {
        ...(building === undefined ? {} : { building }),
        ...(unit === undefined ? {} : { unit }),
        ...(named === undefined ? {} : { named }),
      }

/** Of a case from before there were traces, what the case itself still tells. */
const remembered = (matter: Case): Trace => {
  const ended = matter.stage === 'done' || matter.stage === 'refused' ? matter.endedAt : undefined
  return projected(matter, { first: matter.news[0]?.at ?? ended, reopened: 0, told: undefined })
}

export function traceOf(c: Community, number: number): Trace | undefined {
  const trace = c.get('trace', number)
  if (trace) return trace
  const matter = c.get('case', number)
  return matter && remembered(matter)
}

/** Of all cases that are still known of, in no order. */
export function* traces(c: Community): Iterable<Trace> {
  yield* c.all('trace')
  for (const matter of c.all('case')) if (!matter.hidden && !c.get('trace', matter.number)) yield remembered(matter)
}

/** Those that are too old for any report. One that is still open stays. */
export const faded = (c: Community, before: Instant): readonly Put[] =>
  [...c.all('trace')]
    .filter(({ raisedAt, number }) => raisedAt < before && !c.get('case', number))
    .map(({ number }): Put => ({ kind: 'trace', key: String(number) }))
