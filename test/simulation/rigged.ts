import type { Ballot, Tally } from '../../src/domain/state/matter.ts'
import type { Commit, Due, Ledger } from '../../src/ports.ts'
import { type Bug, byPerson, committing, otherwise, showing } from './plant.ts'

/** Each fact of a sort otherwise. */
const facts = (change: (fact: Commit['facts'][number], commit: Commit) => Commit['facts'][number]) =>
  committing((commit) => ({ ...commit, facts: commit.facts.map((fact) => change(fact, commit)) }))
const withoutAside = ({ aside = 0, ...result }: Tally): Tally => ({
  ...result,
  units: result.units + aside,
  counts: result.counts.map((votes, index) => votes + (index === 0 ? aside : 0)),
})
/** What was voted goes where it stands who voted. */
const together = (ledger: Ledger): Ledger => {
  let choices: readonly number[] = []
  return committing((commit) => {
    for (const { kind, doc } of commit.puts) if (kind === 'sealed' && doc) choices = doc.choices
    return {
      ...commit,
      facts: commit.facts.map((fact) =>
        fact.type === 'voted' ? { ...fact, voter: { ...fact.voter, choices } } : fact,
      ),
    }
  })(ledger)
}
const keeping = (change: (keys: Ledger['keys']) => Partial<Ledger['keys']>) => (ledger: Ledger) =>
  otherwise(ledger, { keys: otherwise(ledger.keys, change(ledger.keys)) })
const counting = (due: Due): Due => ({ ...due, line: { ...due.line, text: `${due.line.text}\n1赞成：3户` } })

/** Planted bugs of polls. */
export const RIGGED: { readonly [name: string]: Bug } = {
  'puts off the close of what is over': {
    expects: [4, 16],
    ledger: (ledger) =>
      committing((commit) => {
        const later = commit.at + 3_600_000
        const open = (number: number) => ledger.now.docs.poll.get(String(number))
        return {
          ...commit,
          puts: commit.puts.map((put) => {
            const before = put.kind === 'poll' && put.doc?.stage === 'closed' ? open(put.doc.number) : undefined
            return put.kind === 'poll' && before ? { ...put, doc: { ...before, closes: later } } : put
          }),
          facts: commit.facts.map((fact) =>
            fact.type === 'poll-closed'
              ? { type: 'poll-extended', at: fact.at, poll: fact.poll, by: 'p1', closes: later, reason: '' }
              : fact,
          ),
        }
      })(ledger),
  },
  'an older ballot replaces a newer one': {
    expects: [3],
    ledger: (ledger) => {
      const { docs } = ledger.now
      const older = (ballot: Ballot): Ballot => ({ ...ballot, saidAt: 0 })
      const forgetful = otherwise(docs.ballot, {
        get: (key) => {
          const ballot = docs.ballot.get(key)
          return ballot && older(ballot)
        },
      })
      return showing(({ docs: all }) => ({ docs: otherwise(all, { ballot: forgetful as typeof all.ballot }) }))(ledger)
    },
  },
  'counts what is set aside': {
    expects: [3],
    ledger: facts((fact) => (fact.type === 'poll-closed' ? { ...fact, result: withoutAside(fact.result) } : fact)),
  },
  'asks for no second convener': {
    expects: [16],
    ledger: facts((fact) => {
      if (fact.type !== 'poll-voided') return fact
      const { also: _, ...rest } = fact
      return rest
    }),
  },
  'a co-owner counts twice': {
    expects: [3, 4],
    ledger: (ledger) =>
      committing((commit) => {
        const owners = (poll: number) => ledger.now.docs.poll.get(String(poll))?.kind === 'owners'
        return owners(commit.facts.find((fact) => fact.type === 'ballot-cast')?.poll ?? 0) ? byPerson(commit) : commit
      })(ledger),
  },
  'lets a hand-in count for whoever hands it in': {
    expects: [4],
    ledger: facts((fact) =>
      fact.type === 'ballot-cast' && fact.ballot.handed
        ? { ...fact, ballot: { ...fact.ballot, unit: fact.ballot.person } }
        : fact,
    ),
  },
  'makes a secret poll open': {
    expects: [4],
    ledger: committing((commit) => ({
      ...commit,
      puts: commit.puts.map((put) =>
        put.kind === 'poll' && put.doc?.secret && put.doc.stage === 'closed'
          ? { ...put, doc: { ...put.doc, secret: false } }
          : put,
      ),
    })),
  },
  'counts a secret vote that was said aloud': {
    expects: [4],
    heard: (heard, polls) => {
      if (heard.room === undefined || !polls.some(({ secret, stage }) => secret && stage === 'open')) return heard
      const { room: _, topic: __, ...privately } = heard
      return /^[pPＰ]\d/.test(heard.text) ? { ...privately, addressed: true } : heard
    },
  },
  'does not burn the key': { expects: [21], ledger: keeping(() => ({ burn: () => Promise.resolve() })) },
  'burns the key in memory only': {
    expects: [21],
    skips: (deed, path) => deed === 'name' && /keys\/P\d+$/.test(path),
  },
  'does not sync the folder of the keys': {
    expects: [21],
    skips: (deed, path) => deed === 'sync' && path.endsWith('/keys'),
  },
  'leaves what was sealed in the file before it': {
    expects: [21],
    paper: (paper) => {
      let written = 0
      return otherwise(paper, { write: (state) => (written++ % 3 === 2 ? Promise.resolve() : paper.write(state)) })
    },
  },
  'stores a choice with its voter': { expects: [21], ledger: together },
  'stores the receipt': {
    expects: [21],
    ledger: (ledger) =>
      committing((commit) => ({
        ...commit,
        lines: commit.lines.map((line) =>
          line.card?.card === 'receipt' ? { ...line, text: `凭证码${ledger.keys.seal(line.card.poll, 'code')}` } : line,
        ),
      }))(ledger),
  },
  'opens a secret poll without its key': {
    expects: [21],
    ledger: keeping((keys) => {
      const promised = new Set<number>()
      return {
        make: async (poll) => void promised.add(poll),
        get polls() {
          return [...new Set([...keys.polls, ...promised])]
        },
      }
    }),
  },
  'tells a hidden tally': {
    expects: [21],
    outbox: (outbox) => ({
      ...outbox,
      due: (now) => outbox.due(now).map((due) => (due.line.about?.startsWith('P') && !due.file ? counting(due) : due)),
    }),
  },
}
