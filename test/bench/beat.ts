import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { holidays } from '../../src/config/holidays.ts'
import type { Instant } from '../../src/domain/calendar.ts'
import { dueAt } from '../../src/domain/due.ts'
import type { Ledger } from '../../src/ports.ts'
import { enter, house } from './house.ts'
import { type Bench, judged } from './line.ts'
import { openMatters, upTo } from './matters.ts'
import { median } from './numbers.ts'
import { START, villages } from './village.ts'

const OPEN = 25
const BEAT = 10_000

/** W8: a beat over all communities of a process, in which nothing is due: beside a sweep over what is open. */
export const beat: Bench = async ({ quick, folder, print }) => {
  const all = villages(quick ? 20 : 4000, 2)
  const ledgers: Ledger[] = []
  let now: Instant = START
  const at = await house({
    dir: join(folder, 'beat'),
    villages: all,
    time: () => now,
    furnish: (ledger, village) => openMatters(ledger, village, upTo(OPEN)),
    through: (ledger) => {
      ledgers.push(ledger)
      return ledger
    },
  })
  await enter(at, all)
  const { calendar } = holidays(START, [join(import.meta.dirname, '../../data')])
  const swept = (): number => {
    let due = 0
    for (const [i, { now: state }] of ledgers.entries())
      for (const doc of state.docs.case.values()) {
        const is = all[i]?.is
        if (is && (dueAt({ is, calendar }, { kind: 'case', doc }) ?? Infinity) <= now) due++
      }
    return due
  }
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < (quick ? 2 : 15); turn++) {
    now += BEAT
    ours.push(await active(() => at.desk.tick()))
    theirs.push(await active(swept))
  }
  const [value, baseline] = [median(ours), median(theirs)]
  const note = `${all.length} communities with ${OPEN} open cases each, nothing due; time in which the event loop was busy; beside: a sweep over all open cases`
  print(judged({ bench: 'W8', metric: 'beat', value, unit: 'ms', baseline, ratio: value / baseline, note }, ['<', 50]))
  await at.close()
}

/** Ms in which the event loop was busy with it. */
const active = async (does: () => unknown): Promise<number> => {
  const before = performance.eventLoopUtilization()
  const begun = performance.now()
  const done = does()
  const inOneGo = performance.now() - begun
  await done
  return Math.max(inOneGo, performance.eventLoopUtilization(before).active)
}
