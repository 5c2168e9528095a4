import type { Heard } from '../../src/domain/heard/input.ts'
import type { Commit, Ledger } from '../../src/ports.ts'
import { type Bug, committing, seeing } from './plant.ts'
import { people } from './town.ts'

/** Whoever stands first in a list is taken for its sender. */
const asFirst = (heard: Heard): Heard => {
  const first = /^1\. (\S+) /m.exec(heard.text)?.[1]
  const who = heard.text.startsWith('#接龙') ? people.find(({ name }) => name === first) : undefined
  return who ? { ...heard, from: who.contact, name: who.name } : heard
}

/** What is quoted by each message. */
const quoted = new Map<string, string>()
/** A ballot that was given by quoting another stands where that one stands. */
const forQuoted = (ledger: Ledger) =>
  committing((commit: Commit): Commit => {
    const standsFor = (source: string) =>
      [...ledger.now.docs.ballot.values()].find((ballot) => ballot.source === quoted.get(source))
    return {
      ...commit,
      puts: commit.puts.map((put) => {
        const of = put.kind === 'ballot' && put.doc ? standsFor(put.doc.source) : undefined
        if (put.kind !== 'ballot' || !put.doc || !of) return put
        const { unit, counted, person } = of
        return { ...put, key: `${of.poll}/${unit}`, doc: { ...put.doc, unit, counted, person } }
      }),
      facts: commit.facts.map((fact) => {
        const of = fact.type === 'ballot-cast' ? standsFor(fact.source) : undefined
        if (fact.type !== 'ballot-cast' || !of) return fact
        const { unit, counted, person } = of
        return { ...fact, ballot: { ...fact.ballot, unit, counted, person } }
      }),
    }
  })(ledger)

const nobody = (supporters: readonly string[]): readonly string[] => Object.assign([...supporters], { map: () => [] })

/** Planted bugs of chains, of what people think before they vote, and of what comes back. */
export const SKEWED: { readonly [name: string]: Bug } = {
  'counts again what a chain repeats': { expects: [4], heard: asFirst },
  'counts a +1 for whom it quotes': {
    expects: [4],
    heard: (heard) => {
      if (heard.quote?.id !== undefined && !heard.quote.ours) quoted.set(heard.id, heard.quote.id)
      else quoted.delete(heard.id) // of a run before
      return heard
    },
    ledger: forQuoted,
  },
  'lets a dwelling second twice': {
    expects: [3],
    ledger: seeing('forum', (forum) => ({
      ...forum,
      opinions: forum.opinions.map((one) => ({ ...one, supporters: nobody(one.supporters) })),
    })),
  },
  'forgets who seconded': {
    expects: [1],
    ledger: seeing('forum', (forum) => ({
      ...forum,
      opinions: forum.opinions.map((one) => ({ ...one, supporters: one.supporters.slice(0, 1) })),
    })),
  },
  'sums up opinions again': { expects: [8], ledger: seeing('forum', ({ over: _, ...forum }) => forum) },
  'brings a matter back without what belongs to it': {
    expects: [1],
    ledger: (ledger) =>
      committing((commit) => {
        const { docs } = ledger.now
        const isBack = ({ kind, key, doc }: Commit['puts'][number]) =>
          doc !== undefined && (kind === 'case' || kind === 'poll') && !docs[kind].has(key)
        const isNew = commit.facts.some(({ type }) => type === 'case-raised' || type === 'poll-opened')
        const isPart = (kind: string) => kind === 'ballot' || kind === 'voter' || kind === 'forum'
        return isNew || !commit.puts.some(isBack)
          ? commit
          : { ...commit, puts: commit.puts.filter(({ kind }) => !isPart(kind)) }
      })(ledger),
  },
}
