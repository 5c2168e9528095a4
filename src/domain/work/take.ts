import { handling } from '../case/staff.ts'
import type { Reading, Thing } from '../heard/reading.ts'
import { isAway } from '../level/letter.ts'
import { isCalledFor } from '../limit/rung.ts'
import { answer, cases, happened, isOpen, isStaff, mayHandle, type Outcome, type Situation } from '../situation.ts'
import type { Person } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import { inTurn } from '../turn.ts'
import { justCalled, mayAsk, namedBy } from './spoken.ts'

export const take = (s: Situation, number: number | undefined): Outcome | undefined =>
  handling(s, number, 'take', (matter) => {
    if (isAway(matter)) return answer({ say: 'unfit', case: matter.number, why: 'theirs' })
    if (matter.handler === s.speaker.key) return answer({ say: 'yours-already', case: matter.number })
    if (matter.handler !== undefined && matter.offered !== s.speaker.key)
      return answer({ say: 'in-hand', case: matter.number })
    return happened({
      type: 'case-taken',
      at: s.now,
      case: matter.number,
      by: s.speaker.key,
      post: postOf(s.speaker, matter),
    })
  })

/** 「收到」 on the bot's line: by those of its post while nobody has it, and by whom it was offered to. */
export function takeQuoted(s: Situation): Outcome | undefined {
  const matter = s.quoted.case === undefined ? undefined : s.c.get('case', s.quoted.case)
  if (!matter || !isOpen(matter)) return undefined
  const free = matter.handler === undefined && s.speaker.posts.includes(matter.post ?? '')
  return free || matter.offered === s.speaker.key ? take(s, matter.number) : undefined
}

/** A case goes with whoever takes it: it is her post that answers for it. */
const postOf = (person: Person, matter: Case): string | undefined =>
  person.posts.includes(matter.post ?? '') ? matter.post : (person.posts[0] ?? matter.post)

/**
 * 「收到，马上去」: among staff the only danger that nobody has taken, else what her post was just called for; among
 * residents what they told of there.
 */
export function goingTo(s: Situation, { how, thing, all }: Extract<Reading, { do: 'take' }>): Outcome | undefined {
  if (thing) return takeNamed(s, thing)
  if (all !== undefined) return takeAll(s, all)
  if (!isStaff(s.speaker)) return undefined
  const [only, ...more] = waitingHere(s, how)
  if (only && more.length === 0) return take(s, only.number)
  return only && how === 'going' && !isCalledFor(only) && mayAsk(s)
    ? answer({ say: 'which-number', command: 'take' })
    : undefined
}

function waitingHere(s: Situation, how: Extract<Reading, { do: 'take' }>['how']): readonly Case[] {
  if (s.room?.kind === 'residents') return how === 'rescuing' ? [] : justCalled(s)
  const dangers = cases(s.c, (matter) => isCalledFor(matter) && mayHandle(s.speaker, matter))
  if (how === 'rescuing') return dangers
  return dangers.length > 0 ? (how === 'going' ? dangers : []) : justCalled(s)
}

/** 「两个都接」: as many as wait for her. */
function takeAll(s: Situation, count: number): Outcome | undefined {
  const waiting = justCalled(s)
  if (waiting.length === count)
    return inTurn(
      s,
      waiting.map(
        ({ number }) =>
          (then) =>
            take(then, number),
      ),
    )
  return waiting.length > 0 && mayAsk(s) ? answer({ say: 'which-number', command: 'take' }) : undefined
}

/** 「电梯那个我接了」. */
function takeNamed(s: Situation, thing: Thing): Outcome | undefined {
  const meant = namedBy(s, thing)
  const [only] = meant
  if (only && meant.length === 1) return take(s, only.number)
  const isMeant = meant.length > 0 || (s.heard.addressed && isStaff(s.speaker))
  return isMeant ? answer({ say: 'which-number', command: 'take' }) : undefined
}

/** 「行」 among staff, by the one to whom exactly one case was offered. */
export function acceptOffered(s: Situation): Outcome | undefined {
  if (s.room?.kind === 'residents') return undefined
  const waiting = cases(s.c, (matter) => isOpen(matter) && matter.offered === s.speaker.key)
  const [only] = waiting
  return only && waiting.length === 1 ? take(s, only.number) : undefined
}
