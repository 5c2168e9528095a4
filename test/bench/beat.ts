import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { holidays } from '../../src/config/holidays.ts'
import type { Desk } from '../../src/desk/desk.ts'
import type { Instant } from '../../src/domain/calendar.ts'
import { dueAt } from '../../src/domain/due.ts'
import type { Ledger } from '../../src/ports.ts'
import { enter, type House, house } from './house.ts'
import { type Bench, judged, type Run } from './line.ts'
import { openMatters, upTo } from './matters.ts'
import { median } from './numbers.ts'
import { START, type Village, villages } from './village.ts'

const OPEN = 25
const BEAT = 10_000
const HOUR = 3_600_000
const DAY = 24 * HOUR
/** In every fourth community one of the 25 is soon due: 1 % of all, spread as widely as can be. */
const EVERY = 4
/** 80 % of an hour and a quarter: its first reminder. */
const SOON = START + 1.25 * HOUR

/** A process with all its communities, at a time that is set by hand. */
interface Town {
  readonly at: House
  readonly all: readonly Village[]
  readonly ledgers: readonly Ledger[]
  now: Instant
}

async function town({ quick, folder }: Run): Promise<Town> {
  const all = villages(quick ? 20 : 4000, 2)
  const ledgers: Ledger[] = []
  const soon = new Set(all.filter((_, i) => i % EVERY === 0))
  const clock = { now: START }
  const at = await house({
    dir: join(folder, 'beat'),
    villages: all,
    time: () => clock.now,
    furnish: (ledger, village) =>
      openMatters(ledger, village, upTo(OPEN), (number) =>
        number === 1 && soon.has(village) ? SOON : START + 30 * DAY,
      ),
    through: (ledger) => {
      ledgers.push(ledger)
      return ledger
    },
  })
  await enter(at, all)
  return Object.assign(clock, { at, all, ledgers })
}

/** W8: a beat over all communities of a process, in which nothing is due: beside a sweep over what is open. Then one in which 1 % is. */
export const beat: Bench = async (run) => {
  const place = await town(run)
  await idle(run, place)
  await busy(run, place)
  await place.at.close()
}

async function idle({ quick, print }: Run, place: Town): Promise<void> {
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < (quick ? 2 : 31); turn++) {
    place.now += BEAT
    ours.push(await active(() => place.at.desk.tick()))
    theirs.push(await active(() => swept(place)))
  }
  const [value, baseline] = [median(ours), median(theirs)]
  const note = `${place.all.length} communities with ${OPEN} open cases each, nothing due; time in which the event loop was busy; beside: a sweep over all open cases`
  print(judged({ bench: 'W8', metric: 'beat', value, unit: 'ms', baseline, ratio: value / baseline, note }, ['<', 50]))
}

/** What it takes to find it is little: what is done about it is stored in a commit of each community. */
async function busy({ print }: Run, place: Town): Promise<void> {
  const { desk } = place.at
  place.now = START + HOUR
  const due = Math.ceil(place.all.length / EVERY)
  const before = reminded(place)
  const baseline = await active(() => desk.outbox.due(place.now)) // nothing but a look at every community's lines
  const gap = gaps()
  const value = await active(() => desk.tick())
  const longest = gap()
  const done = reminded(place) - before
  if (done !== due) throw new Error(`${done} of ${due} cases were reminded of`)
  const note = `1 % of all open cases due at once, each in a community of its own: decided, worded and stored; value and per-case in time in which the event loop was busy`
  print({ bench: 'W8', metric: 'beat-1-percent', value, unit: 'ms', baseline, ratio: value / baseline, note })
  print({
    bench: 'W8',
    metric: 'beat-1-percent-longest',
    value: longest,
    unit: 'ms',
    note: 'the longest that the event loop did not turn',
  })
  print({ bench: 'W8', metric: 'beat-1-percent-per-case', value: (1000 * value) / due, unit: 'µs/case' })
  await after(desk, place, print)
}

/** The next beat has nothing left of it to do. */
async function after(desk: Desk, place: Town, print: Run['print']): Promise<void> {
  place.now += BEAT
  const value = await active(() => desk.tick())
  print({ bench: 'W8', metric: 'beat-after', value, unit: 'ms', note: 'the beat after that' })
}

const reminded = ({ ledgers }: Town): number =>
  ledgers.filter(({ now }) => (now.docs.case.get('1')?.rungs.length ?? 0) > 0).length

/** The way without an index. */
function swept({ all, ledgers, now }: Town): number {
  let due = 0
  for (const [i, { now: state }] of ledgers.entries())
    for (const doc of state.docs.case.values()) {
      const is = all[i]?.is
      if (is && (dueAt({ is, calendar }, { kind: 'case', doc }) ?? Number.POSITIVE_INFINITY) <= now) due++
    }
  return due
}
/** Called at the end: ms of the longest time in which the event loop did not turn. */
function gaps(): () => number {
  let [last, longest] = [performance.now(), 0]
  let runs = true
  const look = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (runs) setImmediate(look)
  }
  setImmediate(look)
  return () => {
    runs = false
    return longest
  }
}

const { calendar } = holidays(START, [join(import.meta.dirname, '../../data')])

/** Ms in which the event loop was busy with it. */
const active = async (does: () => unknown): Promise<number> => {
  const before = performance.eventLoopUtilization()
  const begun = performance.now()
  const done = does()
  const inOneGo = performance.now() - begun
  await done
  return Math.max(inOneGo, performance.eventLoopUtilization(before).active)
}
