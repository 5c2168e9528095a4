import type { Migration, Stored } from './state.ts'

/** Anything of version 1: what it was like then stands nowhere else any more. */
type Old = { readonly [name: string]: unknown }
type Docs = readonly (readonly [string, object])[]

/** A ballot may choose several options, and a card says more of its rules. */
export const severalChoices: Migration = {
  on: '2026-11-22',
  why: 'ballots of several choices, secret polls, rolls',
  change: (stored) => {
    const { poll = [], ballot = [], pending = [], act = [] } = stored.docs
    return {
      ...stored,
      docs: {
        ...stored.docs,
        poll: each(poll, pollOf),
        ballot: each(ballot, ballotOf),
        pending: pending.filter(([, doc]) => !isDraft(doc as Old)),
        act: act.filter(([, doc]) => !holdsBallots(doc as Old)),
      },
      facts: stored.facts.map(([matter, since, facts]) => [matter, since, facts.map(factOf(optionsOf(poll, matter)))]),
    }
  },
}

const each = (docs: Docs, change: (old: Old) => object): Docs => docs.map(([key, doc]) => [key, change(doc as Old)])

const pollOf = (old: Old): object => ({
  most: 1,
  secret: false,
  shown: 'after',
  roll: '',
  channels: ['group', 'private'],
  ...old,
})

const ballotOf = ({ choice, ...old }: Old): object => ({
  source: '',
  ...(choice === undefined ? {} : { choices: [choice] }),
  ...old,
})

/** A card that was not posted yet is written anew. */
const isDraft = ({ question }: Old): boolean => (question as Old | undefined)?.ask === 'post'
/** 「刚才那个不算」 is good for ten minutes only. */
const holdsBallots = ({ act }: Old): boolean => (act as Old | undefined)?.did === 'vote'

const optionsOf = (polls: Docs, matter: string): number => {
  const [, poll] = polls.find(([number]) => `P${number}` === matter) ?? []
  const options = (poll as Old | undefined)?.options
  return Array.isArray(options) ? options.length : 0
}

type AnyFact = Stored['facts'][number][2][number]

const factOf =
  (options: number) =>
  (fact: AnyFact): AnyFact => {
    const old = fact as unknown as Old
    const changed = (parts: Old): AnyFact => ({ ...old, ...parts }) as unknown as AnyFact
    const before = old.before === undefined ? {} : { before: ballotOf(old.before as Old) }
    switch (fact.type) {
      case 'poll-opened':
        return changed({ matter: pollOf(old.matter as Old) })
      case 'ballot-cast':
        return changed({ ballot: { ...ballotOf(old.ballot as Old), source: old.source }, ...before })
      case 'ballot-taken-back':
        return changed(before)
      case 'poll-voided': // then only a poll in which nobody had voted
        return old.result === undefined ? changed({ result: nothing(options) }) : fact
      default:
        return fact
    }
  }

const nothing = (options: number): object => {
  const none = Array.from({ length: options }, () => 0)
  return { counts: none, units: 0, apart: none, apartUnits: 0 }
}
