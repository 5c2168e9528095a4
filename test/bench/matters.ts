import type { Instant } from '../../src/domain/calendar.ts'
import type { Line, Put } from '../../src/domain/state/community.ts'
import type { Fact } from '../../src/domain/state/facts.ts'
import type { Commit, Ledger } from '../../src/ports.ts'
import { aCase, aLine, commit, DAY, putCase, START } from '../store/sample.ts'
import type { Village } from './village.ts'

/** A case that is open, as it was raised and told of. */
const raising = (number: number, { group, residents }: Village, due: Instant): Commit => {
  const place = { building: String(1 + (number % 90)), unit: String(1 + (number % 9)) }
  const matter = aCase(number, {
    title: `${place.building}栋${place.unit}单元的事`,
    place,
    room: group,
    reporter: `p${1 + (number % residents.length)}`,
    due,
  })
  const fact: Fact = { type: 'case-raised', case: number, at: START, matter }
  const to = { room: group }
  const lines: readonly Line[] = [aLine(`${number}/raised`, { to, asked: true }), aLine(`${number}/staff`, { to })]
  return commit({ puts: [putCase(matter), counted(number + 1)], facts: [fact], lines, ids: [`old-${number}`] })
}
const counted = (next: number): Put => ({
  kind: 'counters',
  key: 'counters',
  doc: { case: next, poll: 2, person: 1, week: START },
})

/** Each of these numbers is raised, with a commit of its own, and what is said of it was said. */
export const openMatters = async (
  ledger: Ledger,
  village: Village,
  numbers: readonly number[],
  due: (number: number) => Instant = () => START + 30 * DAY,
): Promise<void> => {
  await Promise.all(numbers.map((number) => ledger.commit(raising(number, village, due(number)))))
  for (const number of numbers)
    for (const what of ['raised', 'staff'])
      for (const mark of ['attempt', 'said'] as const) ledger.mark({ key: `${number}/${what}`, mark, at: START })
  await ledger.written()
}

/** 1 to `count`. */
export const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1)
