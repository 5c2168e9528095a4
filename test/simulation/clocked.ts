import type { Line } from '../../src/domain/state/community.ts'
import type { Case } from '../../src/domain/state/matter.ts'
import type { Commit } from '../../src/ports.ts'
import { type Bug, committing, seeing } from './plant.ts'
import { people } from './town.ts'

const DAY = 86_400_000

const lines = (change: (line: Line) => readonly Line[]) =>
  committing((commit: Commit): Commit => ({ ...commit, lines: commit.lines.flatMap(change) }))
const isReminder = ({ key }: Line): boolean => /^(?:#\d+\/(?:half|yellow|red|again)\/|lights\/)/.test(key)

/** Of a taken case the rules know no end. */
const endless = (matter: Case): Case =>
  matter.stage === 'taken' ? { ...matter, due: Number.POSITIVE_INFINITY } : matter
const someone = (community: string): string => people.find((one) => one.community === community)?.name ?? ''

/** Planted bugs of the clock of a case, of reminders, and of letters between levels. */
export const CLOCKED: { readonly [name: string]: Bug } = {
  'loses the next action of what is taken': { expects: [9], ledger: seeing('case', endless) },
  'stops the clock of a case for good': {
    expects: [9],
    ledger: committing((commit) => ({
      ...commit,
      puts: commit.puts.map((put) =>
        put.kind === 'case' && put.doc?.held
          ? { ...put, doc: { ...put.doc, held: { ...put.doc.held, until: put.doc.held.until + 400 * DAY } } }
          : put,
      ),
    })),
  },
  'reminds twice of the same': {
    expects: [10],
    ledger: lines((line) => (isReminder(line) ? [line, { ...line, key: `${line.key}/more` }] : [line])),
  },
  'asks after four weeks every day': {
    expects: [8, 10],
    ledger: seeing('case', ({ askedAgain: _, ...matter }) => matter),
  },
  'does not remember which letters it took': {
    expects: [2, 20],
    ledger: committing((commit) => ({ ...commit, ids: commit.ids.filter((id) => !id.includes('/')) })),
  },
  'loses what is passed up': {
    expects: [20],
    ledger: lines((line) => (line.letter?.letter === 'up' || line.letter?.letter === 'down' ? [] : [line])),
  },
  'tells the level above who said it': {
    expects: [14],
    ledger: lines((line) =>
      line.letter?.letter === 'up'
        ? [{ ...line, letter: { ...line.letter, reason: `${someone('north')}请您来看` } }]
        : [line],
    ),
  },
}
