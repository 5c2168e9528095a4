import { dayOf, type Instant, instant, WORK_BEGINS, workdaysLater } from '../calendar.ts'
import { isAway } from '../level/letter.ts'
import { cases, isOpen } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Step } from '../state/constitution.ts'
import type { Case, Level } from '../state/matter.ts'
import { byWeight } from './weight.ts'

/** Where the community file states none: whoever there is of these. */
const USUAL: readonly Step[] = [
  { to: 'convener', after: 0 },
  { to: 'supervisor', after: 1 },
  { to: 'above', after: 3 },
]
const RANKS: readonly Level[] = ['handler', 'convener', 'supervisor', 'above']

/** Who hears of what is late, in that order. 家事 goes no further than those who mediate it; of a danger all here hear at once. */
function ladder(
  { is: { settings, people, parent } }: Pick<Community, 'is'>,
  { tier, danger, hidden }: Case,
): readonly Step[] {
  const held = (to: Step['to']): boolean =>
    to === 'above'
      ? parent !== undefined
      : people.some(({ roles }) => roles.includes(to) || (to === 'convener' && roles.includes('admin')))
  const steps = settings.ladder ?? USUAL.filter(({ to }) => held(to))
  const theirs =
    tier === 'family' ? steps.filter(({ to }) => to === 'convener' || (hidden && to === 'supervisor')) : steps
  return danger === undefined ? theirs : theirs.map((step) => (step.to === 'above' ? step : { ...step, after: 0 }))
}

/** So many working days late: counted by the mornings on which it is asked for. */
const reached = ({ calendar }: Pick<Community, 'calendar'>, due: Instant, { after }: Step): Instant =>
  after === 0 ? due : instant(dayOf(workdaysLater(calendar, due, after)), WORK_BEGINS)

/** How far up a case's lateness is to be heard now. */
export function levelOf(c: Pick<Community, 'is' | 'calendar'>, matter: Case, now: Instant): Level {
  if (!isOpen(matter) || matter.held || now < matter.due) return 'handler'
  if (isAway(matter)) return 'convener' // who has it has a ladder of its own
  return ladder(c, matter).findLast((step) => reached(c, matter.due, step) <= now)?.to ?? 'handler'
}

export const isAtLeast = (level: Level | undefined, least: Level): boolean =>
  level !== undefined && RANKS.indexOf(level) >= RANKS.indexOf(least)
export const higher = (a: Level | undefined, b: Level | undefined): Level | undefined =>
  a === undefined || (b !== undefined && isAtLeast(b, a)) ? b : a

/** What the supervisors hear of now, the most pressing first. */
export const supervised = (c: Community, now: Instant): readonly Case[] =>
  cases(c, (matter) => isAtLeast(levelOf(c, matter, now), 'supervisor')).toSorted(byWeight)
