import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { isOpen, tallyOf, turnout, withHanded } from '../domain/poll/ballot.ts'
import { recounted, votedBy } from '../domain/poll/recount.ts'
import type { Fact } from '../domain/state/facts.ts'
import type { Ballot, Poll, Voter } from '../domain/state/matter.ts'
import { isTelling } from '../domain/wording/tally.ts'
import type { Archived } from '../ports.ts'
import { StoreError } from '../store/error.ts'
import { look } from '../store/look.ts'
import type { Said } from './said.ts'
import * as words from './words.ts'

/** Counts a poll anew from what is on disk, and compares: 0 the same, 1 another, 2 nothing to be compared. */
export async function recount(live: string, name: string, community?: string): Promise<Said> {
  const [, digits] = /^P?([1-9]\d{0,8})$/i.exec(name.normalize('NFKC')) ?? []
  if (digits === undefined) return refused(words.noNumber(name))
  const matter = `P${digits}`
  const among = (await stored(live)).filter((id) => community === undefined || id === community)
  const looked = await Promise.allSettled(among.map(async (id) => ({ id, of: await look(join(live, id), matter) })))
  const polls = looked.flatMap((one) => (one.status === 'fulfilled' ? pollIn(one.value) : []))
  const failures = looked.flatMap((one) => (one.status === 'rejected' ? [reasonOf(one.reason)] : []))
  const [only] = polls
  if (!only) return refused(...failures, words.noSuchPoll(matter, among, community ?? live))
  if (polls.length > 1)
    return refused(
      words.several(
        matter,
        polls.map(({ id }) => id),
      ),
    )
  return only.poll.stage === 'open' ? sofar(only) : compared(only)
}

interface Found {
  readonly id: string
  readonly poll: Poll
  readonly facts: readonly Fact[]
  /** As they are stored beside the record: 票况 tells from them. */
  readonly voters: readonly (Ballot | Voter)[]
}

const refused = (...sentences: readonly string[]): Said => ({ code: 2, err: sentences })
const reasonOf = (error: unknown): string => {
  const reason = error instanceof Error ? error.message : String(error)
  return error instanceof StoreError ? words.unreadable(reason) : words.failed(reason)
}

/** Communities that something is stored of. */
async function stored(live: string): Promise<readonly string[]> {
  const names = await readdir(live).catch(() => [])
  const there = await Promise.all(
    names.map((name) =>
      access(join(live, name, 'community.ndjson')).then(
        () => true,
        () => false,
      ),
    ),
  )
  return names.filter((_, index) => there[index]).sort()
}

const pollIn = ({ id, of }: { readonly id: string; readonly of: Archived | undefined }): readonly Found[] =>
  (of?.puts ?? []).flatMap((put) =>
    put.kind === 'poll' && put.doc
      ? [{ id, poll: put.doc, facts: of?.facts ?? [], voters: votersIn(of, put.doc) }]
      : [],
  )
const votersIn = (of: Archived | undefined, { secret }: Poll): readonly (Ballot | Voter)[] =>
  (of?.puts ?? []).flatMap((put) => (put.kind === (secret ? 'voter' : 'ballot') && put.doc ? [put.doc] : []))

/** While it runs: what stands by the record, beside what 票况 tells; its numbers where the card lets everybody see them. */
function sofar({ id, poll, facts, voters }: Found): Said {
  const told = poll.secret ? turnout(poll, voters) : withHanded(tallyOf(poll, voters.filter(isOpen)), voters)
  const again = poll.secret ? turnout(poll, votedBy(facts)) : recounted(poll, facts)
  const said = poll.shown === 'always' && !poll.secret ? words.tally : words.participation
  const lines = [words.head(poll, id), words.running(poll), words.standing(said(poll, told), said(poll, again))].flat()
  return equal(told, again)
    ? { code: 0, out: [...lines, words.sameSoFar()] }
    : { code: 1, out: lines, err: words.differs() }
}

function compared({ id, poll, facts }: Found): Said {
  const { announced, codes } = endOf(facts)
  const result = announced ?? poll.result
  if (!result) return { code: 2, out: [words.head(poll, id)], err: [words.nothingTold(poll)] }
  const again = recounted(poll, facts)
  const said = isTelling(poll, result) ? words.participation : words.tally // as few as were not told in the groups
  const lines = [words.head(poll, id), ...words.both(said(poll, result), said(poll, again))]
  // a poll that was voided before anybody voted has none of its own
  const kept = poll.result === undefined ? poll.voided !== undefined : equal(poll.result, result)
  const same = kept && equal(again, result) && (!codes || equal(poll.codes, codes))
  return same ? { code: 0, out: [...lines, words.same()] } : { code: 1, out: lines, err: words.differs() }
}

/** What was told when it ended, as the record has it. */
function endOf(facts: readonly Fact[]) {
  const end = facts.findLast((fact) => fact.type === 'poll-closed' || fact.type === 'poll-voided')
  return { announced: end?.result, codes: end?.codes }
}

/** As they would be on disk: what is undefined is not there. */
const equal = (one: unknown, other: unknown): boolean => isDeepStrictEqual(plain(one), plain(other))
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))
