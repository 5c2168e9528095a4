import { afterQuiet, MINUTE } from '../calendar.ts'
import { withCase } from '../case/case.ts'
import { passedOn } from '../case/staff.ts'
import type { Reading } from '../heard/reading.ts'
import { severalQuoted } from '../rating/asked.ts'
import {
  answer,
  cases,
  happened,
  isConvener,
  isEarlier,
  isOpen,
  isStaff,
  joined,
  mayHandle,
  named,
  type Outcome,
  type Situation,
  UNDO_WITHIN,
} from '../situation.ts'
import type { Bundle, CaseStands, Community } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'

/** After a finish that was told at once, those of this time are told in one line. */
const TOGETHER = 10 * MINUTE
/** So often what was done may be put right. */
const CORRECTIONS = 3

// ── who hears of a finish ────────────────────────────────────────────────────────────────────────

/** The groups that hear what became of it: those it came from, and others by the community's rule. 家事: none. */
export function heardIn(c: Community, matter: Case): readonly string[] {
  if (matter.tier === 'family') return []
  const from = [matter.room, ...matter.supporters.map(({ room }) => room)].filter((room) => room !== undefined)
  const others = isForOthers(c, matter) ? joined(c, 'residents').map(({ id }) => id) : []
  return [...new Set([...from, ...others])].filter((room) => c.get('room', room) !== undefined)
}

function isForOthers(c: Community, { place, from }: Case): boolean {
  if (from && from.community !== c.is.parent?.id) return false // its own people hear of it there
  const { announce = 'common' } = c.is.settings
  return announce === 'all' || (announce === 'common' && place?.building === undefined)
}

/** Those who are told privately: who reported it in private, and who joined it and reads none of these groups. */
export function toldPrivately(c: Community, matter: Case): readonly string[] {
  const own = matter.tier === 'family' || matter.room === undefined ? [matter.reporter] : []
  if (matter.tier === 'family') return own
  const rooms = heardIn(c, matter).flatMap((id) => c.get('room', id) ?? [])
  const elsewhere = matter.supporters.flatMap(({ person: key, room }) => {
    const person = c.get('person', key)
    const contact = person?.contact
    const reads = room !== undefined || rooms.some(({ members }) => contact !== undefined && members.includes(contact))
    return person?.friend && contact !== undefined && !reads ? [key] : []
  })
  return [...new Set([...own, ...elsewhere])]
}

// ── several at once ──────────────────────────────────────────────────────────────────────────────

const bundleKey = (room: string): string => `done/${room}`
export const isFinishes = ({ key }: Pick<Bundle, 'key'>): boolean => key.startsWith('done/')

/** The first is told at once, and when it is done again; others of the minutes after it wait for one line. A danger never waits. */
export const bundled = (s: Pick<Situation, 'c' | 'now'>, matter: Case): readonly Fact[] =>
  matter.danger === undefined ? heardIn(s.c, matter).flatMap((room) => inBundle(s, matter, room)) : []

function inBundle({ c, now }: Pick<Situation, 'c' | 'now'>, matter: Case, room: string): readonly Fact[] {
  const key = bundleKey(room)
  const about = `#${matter.number}`
  const running = c.get('bundle', key)
  if (running) return running.about === about ? [] : [{ type: 'finish-bundled', at: now, key, number: matter.number }]
  const free = afterQuiet(Math.max(now, c.get('room', room)?.hushedUntil ?? 0), c.is.settings)
  const bundle: Bundle = { key, room, about, until: free + TOGETHER, people: [], cases: [] }
  return [{ type: 'bundle-opened', at: now, bundle }]
}

/** Whether this finish waits for the bundle of that room. */
export const isHeld = (facts: readonly Fact[], room: string, number: number): boolean =>
  facts.some((fact) => fact.type === 'finish-bundled' && fact.key === bundleKey(room) && fact.number === number)

/** Whether it waits to be told there with others. */
export const isWaiting = (c: Community, { number }: Case, room: string): boolean =>
  c.get('bundle', bundleKey(room))?.cases?.includes(number) ?? false

/** Nobody there has been told of it: its line waits for others, or for the morning. */
export const isUnheard = (c: Community, matter: Case, room: string, now: number): boolean =>
  isWaiting(c, matter, room) ||
  (matter.danger === undefined &&
    afterQuiet(Math.max(matter.endedAt ?? 0, c.get('room', room)?.hushedUntil ?? 0), c.is.settings) > now)

/** What of a bundle is still so. */
export const finishesOf = (c: Community, { cases = [] }: Bundle): readonly Case[] =>
  cases
    .flatMap((number) => c.get('case', number) ?? [])
    .filter(({ stage, tier, takenDown }) => stage === 'done' && tier !== 'family' && !takenDown)

/** Whether a line about it is still worth saying. */
export const stillStands = (matter: Case | undefined, { stages, announced }: CaseStands): boolean =>
  stages.includes(matter?.stage ?? 'done') && !(announced && matter?.takenDown)

// ── put right, taken back ────────────────────────────────────────────────────────────────────────

/** A neighbour says 「更正」 of other things too. */
export const spokenByStaff = ({ speaker, heard }: Situation): boolean =>
  isStaff(speaker) || heard.addressed || heard.quote?.ours === true

/** 更正 27 换的是皮带，不是电机: by those who work on it. */
export function correctFinish(
  s: Situation,
  { case: number, text, how }: Extract<Reading, { do: 'correct-finish' }>,
): Outcome | undefined {
  const meant = number ?? (s.heard.quote ? undefined : justTold(s))
  if (how === 'slip' && !isOwnFinish(s, named(s, meant))) return undefined
  return ofFinished(s, meant, 'correct-finish', (matter) => {
    if (!mayHandle(s.speaker, matter)) return passedOn(s, matter, 'post')
    if (matter.takenDown && !isConvener(s.speaker)) return passedOn(s, matter, 'conveners')
    if (text === '') return answer({ say: 'reason-missing', case: matter.number, command: 'correct-finish' })
    if ((matter.corrections ?? 0) >= CORRECTIONS) return answer({ say: 'corrected-enough', case: matter.number })
    return happened({ type: 'announcement-corrected', at: s.now, case: matter.number, by: s.speaker.key, text })
  })
}

/** What the speaker has just said to be finished: she need not name it again. */
function justTold(s: Situation): number | undefined {
  const last = s.c.get('act', s.speaker.key)
  return last?.act.did === 'finish' && s.at - last.at <= UNDO_WITHIN && !isEarlier(s, last.at)
    ? last.act.case
    : undefined
}

const isOwnFinish = (s: Situation, number: number | undefined): boolean => {
  const matter = number === undefined ? undefined : s.c.get('case', number)
  return matter?.stage === 'done' && mayHandle(s.speaker, matter)
}

/** 撤下 27: what was said of its finish is no longer shown, whatever the reason; finished it stays. */
export function takeDown(
  s: Situation,
  { case: number, reason, how }: Extract<Reading, { do: 'take-down' }>,
): Outcome | undefined {
  if (how === 'bare' && !isConvener(s.speaker)) return undefined
  const meant = number ?? (how === 'bare' ? lastTold(s) : undefined)
  if (how === 'bare' && meant === undefined && s.room?.kind !== 'residents')
    return answer({ say: 'which-number', command: 'take-down' })
  return ofFinished(s, meant, 'take-down', (matter) => {
    if (!isConvener(s.speaker)) return passedOn(s, matter, 'conveners')
    if (matter.takenDown) return answer({ say: 'taken-down-already', case: matter.number })
    return happened({ type: 'announcement-withdrawn', at: s.now, case: matter.number, by: s.speaker.key, reason })
  })
}

/** The only one of which everybody was told just now. */
function lastTold(s: Situation): number | undefined {
  const told = cases(
    s.c,
    (matter) =>
      matter.stage === 'done' &&
      !matter.takenDown &&
      s.at - (matter.endedAt ?? 0) <= UNDO_WITHIN &&
      heardIn(s.c, matter).length > 0,
  )
  return told.length === 1 ? told[0]?.number : undefined
}

const ofFinished = (
  s: Situation,
  number: number | undefined,
  command: 'correct-finish' | 'take-down',
  then: (matter: Case) => Outcome,
): Outcome | undefined => {
  const several = number === undefined ? severalQuoted(s, (matter) => mayHandle(s.speaker, matter)) : []
  return several.length > 1
    ? answer({ say: 'which-number', command })
    : withCase(s, number ?? several[0]?.number, command, (matter) =>
        matter.stage === 'done'
          ? then(matter)
          : answer(
              isOpen(matter)
                ? { say: 'not-finished', case: matter.number, command }
                : { say: 'wrong-stage', case: matter.number },
            ),
      )
}
