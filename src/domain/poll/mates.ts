import { MINUTE } from '../calendar.ts'
import type { Handed } from '../heard/reading.ts'
import { answer, both, happened, NOTHING, type Outcome, type Situation } from '../situation.ts'
import type { Bundle, Community, Person } from '../state/community.ts'
import type { Ballot, Poll } from '../state/matter.ts'
import { isOpen, standing } from './ballot.ts'
import { peopleOf } from './roll.ts'

/** After what was told at once, what one changes within this time is told together. */
const TOGETHER = 10 * MINUTE

/** The others of the dwelling are told privately what now stands for all of them. */
export function housemates(
  s: Situation,
  poll: Poll,
  unit: string,
  choices: readonly number[],
  handed?: Handed,
): Outcome {
  const before = standing(s.c, poll, unit)
  const hers = before?.person === s.speaker.key
  const same = before !== undefined && isOpen(before) && before.choices.join() === choices.join()
  if (same || (hers && poll.secret)) return NOTHING
  const others = friendsOf(s.c, poll, unit, s.speaker.key)
  if (others.length === 0) return NOTHING
  const key = `mates/${poll.number}/${unit}`
  const running = (s.c.get('bundle', key)?.until ?? 0) > s.now
  if (running && hers) return happened({ type: 'bundle-grew', at: s.now, key, person: s.speaker.key })
  const bundle: Bundle = { key, room: '', about: `P${poll.number}`, until: s.now + TOGETHER, people: [] }
  const told = {
    say: 'housemate-voted',
    poll: poll.number,
    ...(poll.secret ? {} : { choices }),
    again: before !== undefined,
    ...(handed === undefined ? {} : { handed }),
  } as const
  return both(
    poll.secret || running ? NOTHING : happened({ type: 'bundle-opened', at: s.now, bundle }),
    answer(...others.map((to) => ({ ...told, to: { person: to.key } }))),
  )
}

/** What was changed since they were told: the poll, the unit, and those who hear of it. */
export function changedMeanwhile(c: Community, { key, people }: Bundle) {
  const [, number = '', ...rest] = key.split('/')
  const poll = c.get('poll', Number(number))
  if (people.length === 0 || poll?.stage !== 'open') return undefined
  const unit = rest.join('/')
  const one = standing(c, poll, unit)
  return { poll, one, to: friendsOf(c, poll, unit, one?.person ?? people.at(-1)) }
}

/** It was taken back: the dwelling has no ballot now, or again the one of before. */
export function tookBack(s: Situation, poll: Poll, unit: string, before: Ballot | undefined) {
  return friendsOf(s.c, poll, unit, s.speaker.key).map(
    ({ key }) =>
      ({
        say: 'housemate-took-back',
        poll: poll.number,
        ...(before ? { choices: before.choices } : {}),
        to: { person: key },
      }) as const,
  )
}

/** Who lives there and can be told privately. */
export const friendsOf = (c: Community, poll: Poll, unit: string, but: string | undefined): readonly Person[] =>
  peopleOf(c, poll, unit).filter(({ key, friend }) => friend && key !== but)
