import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { dayOf, type Instant, timeOf } from '../domain/calendar.ts'
import type { Fact } from '../domain/facts.ts'
import type { Poll, Tally } from '../domain/matter.ts'
import { recounted } from '../domain/recount.ts'
import type { Archived } from '../ports.ts'
import { look } from '../store/look.ts'
import type { Said } from './said.ts'

/** Counts a poll anew from what is on disk, and compares: 0 the same, 1 another, 2 nothing to be compared. */
export async function recount(live: string, name: string, community?: string): Promise<Said> {
  const [, digits] = /^P?([1-9]\d{0,8})$/i.exec(name) ?? []
  if (digits === undefined) return refused(`${name} is no number of a poll: say it as on its card, P5.`)
  const matter = `P${digits}`
  const among = (await stored(live)).filter((id) => community === undefined || id === community)
  const looked = await Promise.allSettled(among.map(async (id) => ({ id, of: await look(join(live, id), matter) })))
  const polls = looked.flatMap((one) => (one.status === 'fulfilled' ? pollIn(one.value) : []))
  const failures = looked.flatMap((one) => (one.status === 'rejected' ? [reasonOf(one.reason)] : []))
  const [only] = polls
  if (!only) return refused(...failures, `There is no poll ${matter} in ${among.join('; ') || (community ?? live)}.`)
  if (polls.length > 1)
    return refused(`${matter} is in ${polls.map(({ id }) => id).join('; ')}: say --community ${only.id}.`)
  return compared(only)
}

interface Found {
  readonly id: string
  readonly poll: Poll
  readonly facts: readonly Fact[]
}

const refused = (...sentences: readonly string[]): Said => ({ code: 2, err: sentences })
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

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
    put.kind === 'poll' && put.doc ? [{ id, poll: put.doc, facts: of?.facts ?? [] }] : [],
  )

function compared({ id, poll, facts }: Found): Said {
  const { announced, codes } = endOf(facts)
  const result = announced ?? poll.result
  const head = `P${poll.number} ${poll.question} (${id}, rule ${poll.rule}, closes ${shown(poll.closes)})`
  if (poll.stage === 'open' || !result)
    return {
      code: 2,
      out: [head],
      err: [`P${poll.number} is still running: nothing was announced that could be compared.`],
    }
  const again = recounted(poll, facts)
  const lines = [head, `announced: ${worded(result, poll)}`, `recounted: ${worded(again, poll)}`]
  // a poll that was voided before anybody voted has none of its own
  const kept = poll.result === undefined ? poll.voided !== undefined : equal(poll.result, result)
  const same = kept && equal(again, result) && (!codes || equal(poll.codes, codes))
  return same
    ? { code: 0, out: [...lines, 'The same: the record gives the result that was announced.'] }
    : { code: 1, out: lines, err: ['NOT the same: the record does not give the result that was announced.'] }
}

/** What was told when it ended, as the record has it. */
function endOf(facts: readonly Fact[]) {
  const end = facts.findLast((fact) => fact.type === 'poll-closed' || fact.type === 'poll-voided')
  return { announced: end?.result, codes: end?.codes }
}

/** As they would be on disk: what is undefined is not there. */
const equal = (one: unknown, other: unknown): boolean => isDeepStrictEqual(plain(one), plain(other))
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

function worded({ counts, units, apart, apartUnits, aside, areas, area }: Tally, { options }: Poll): string {
  const by = (numbers: readonly number[], unit = '') =>
    options.map((option, index) => `${option} ${numbers[index] ?? 0}${unit}`).join(', ')
  return [
    `${by(counts)} (of ${units})`,
    ...(areas ? [`${by(areas, ' m²')} (of ${area ?? 0} m²)`] : []),
    ...(apartUnits > 0 ? [`not confirmed: ${by(apart)} (of ${apartUnits})`] : []),
    ...(aside ? [`set aside: ${aside}`] : []),
  ].join('; ')
}

const shown = (at: Instant): string => {
  const { hour, minute } = timeOf(at)
  return `${dayOf(at)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
