import { CLOCKED } from './clocked.ts'
import { type Bug, byPerson, committing, hasty, showing } from './plant.ts'
import { RIGGED } from './rigged.ts'
import { SKEWED } from './skewed.ts'
import { people, SECRETS } from './town.ts'

const staffOf = (name: string) =>
  people.find((one) => one.name === name && one.roles.some((role) => role !== 'resident'))

export const BUGS: { readonly [name: string]: Bug } = {
  ...RIGGED,
  ...SKEWED,
  ...CLOCKED,
  'acknowledges before the disk has it': { expects: [1, 2], paper: hasty },
  'never syncs': { expects: [1, 2], skips: (deed, path) => deed === 'sync' && path.endsWith('.ndjson') },
  'does not sync the folder after the rename': {
    expects: [1, 2, 13],
    skips: (deed, path) => deed === 'sync' && !path.includes('.ndjson'),
  },
  'does not cut a torn tail': { expects: [13], skips: (deed) => deed === 'truncate' },
  'does not store the ids': { expects: [1, 2, 3], ledger: committing((commit) => ({ ...commit, ids: [] })) },
  'forgets what it has heard': {
    expects: [2],
    ledger: showing(() => ({ ids: new Map() })),
  },
  'does not store the counters': {
    expects: [2],
    ledger: committing((commit) => ({ ...commit, puts: commit.puts.filter(({ kind }) => kind !== 'counters') })),
  },
  'marks as said what is only attempted': {
    expects: [6],
    outbox: (outbox) => ({
      ...outbox,
      mark: async (community, mark) => {
        await outbox.mark(community, mark)
        if (mark.mark === 'attempt') await outbox.mark(community, { ...mark, mark: 'said' })
      },
    }),
  },
  'does not mark what was said': {
    expects: [5],
    outbox: (outbox) => ({
      ...outbox,
      mark: async (community, mark) => (mark.mark === 'said' ? undefined : outbox.mark(community, mark)),
    }),
  },
  'counts ballots said after the close': {
    expects: [4],
    heard: (heard, polls) => {
      const closes = polls.flatMap((poll) => (poll.closes <= heard.at && poll.stage === 'open' ? [poll.closes] : []))
      return closes.length > 0 ? { ...heard, at: Math.min(...closes) - 1 } : heard
    },
  },
  'counts people, not dwellings': { expects: [3, 4], ledger: committing(byPerson) },
  'forgets the outbox at a restart': { expects: [20], ledger: showing(() => ({ outbox: new Map() })) },
  'says it in the other community': {
    expects: [14],
    outbox: (outbox) => ({
      ...outbox,
      due: (now) =>
        outbox
          .due(now)
          .map((due) => ('room' in due.to ? { ...due, to: { room: due.to.room.replace('north', 'south') } } : due)),
    }),
  },
  'forgets the pace at a restart': { expects: [17], outbox: (outbox) => ({ ...outbox, sent: () => [] }) },
  'never tries again': {
    expects: [20],
    outbox: (outbox) => {
      const refused = new Set<string>()
      return {
        ...outbox,
        due: (now) => outbox.due(now).filter(({ community, line }) => !refused.has(`${community} ${line.key}`)),
        mark: async (community, mark) => {
          if (mark.mark === 'refused') refused.add(`${community} ${mark.key}`)
          await outbox.mark(community, mark)
        },
      }
    },
  },
  'lets time go back': {
    expects: [11],
    clock: (time) => time.now,
    ledger: showing(() => ({ at: 1 })),
  },
  'does not redact': {
    expects: [15],
    ledger: committing((commit) => ({
      ...commit,
      lines: commit.lines.map((line) => ({ ...line, text: line.text.replace('（电话不公开）', SECRETS[0]) })),
    })),
  },
  'knows staff by their names': {
    expects: [16],
    heard: (heard) => ({ ...heard, from: staffOf(heard.name)?.contact ?? heard.from }),
  },
  'says what has moved on': {
    expects: [5, 10],
    ledger: committing((commit) => ({ ...commit, lines: commit.lines.map(({ while: _, ...line }) => line) })),
  },
  'never thinks that it hears': {
    expects: [20],
    chat: (chat) => ({ ...chat, online: false, heardAt: 0 }),
  },
  'skips the reminders': {
    expects: [9],
    ledger: committing((commit) => ({
      ...commit,
      puts: commit.puts.filter((put) => put.kind !== 'case' || put.doc?.rungs.length === 0),
    })),
  },
  'asks for it twice a day': {
    expects: [10],
    ledger: committing((commit) => ({
      ...commit,
      puts: commit.puts.map((put) =>
        put.kind === 'case' && put.doc?.rungs.includes('again')
          ? { ...put, doc: { ...put.doc, lastRungAt: (put.doc.lastRungAt ?? 0) - 24 * 3_600_000 } }
          : put,
      ),
    })),
  },
  'undoes what is done': {
    expects: [8],
    ledger: committing((commit) => ({
      ...commit,
      puts: commit.puts.map((put) =>
        put.kind === 'case' && put.doc?.stage === 'done' ? { ...put, doc: { ...put.doc, stage: 'open' } } : put,
      ),
    })),
  },
}
