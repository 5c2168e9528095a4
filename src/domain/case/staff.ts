import type { Command } from '../answer.ts'
import { goneTo } from '../level/letter.ts'
import {
  answer,
  both,
  cases,
  isOpen,
  isStaff,
  mayHandle,
  NOTHING,
  type Outcome,
  passOn,
  type Situation,
  toConveners,
} from '../situation.ts'
import type { Case } from '../state/matter.ts'
import { withCase } from './case.ts'

/** A command of staff on an open case, by somebody who may. Others are told who does it, and it is passed on. */
export function handling(
  s: Situation,
  number: number | undefined,
  command: Command,
  then: (matter: Case) => Outcome,
): Outcome | undefined {
  return withCase(s, number ?? onlyInHand(s, command), command, (matter) => {
    if (!mayHandle(s.speaker, matter)) return passedOn(s, matter, 'post')
    if (!isOpen(matter)) return answer({ say: 'wrong-stage', case: matter.number })
    return matter.up && THEIRS.has(command) ? answer({ say: 'unfit', case: matter.number, why: 'gone' }) : then(matter)
  })
}

/** Of a case that is with the level above it is not for those below to say. */
const THEIRS: ReadonlySet<Command> = new Set<Command>(['send-back', 'postpone'])

/** Without a number or a quote: the only case that this person has in hand. */
function onlyInHand(s: Situation, command: Command): number | undefined {
  if (s.quoted.case !== undefined || !isStaff(s.speaker)) return undefined
  const own =
    command === 'take' ? cases(s.c, (matter) => isOpen(matter) && matter.offered === s.speaker.key) : inHand(s)
  return own.length === 1 ? own[0]?.number : undefined
}

/** What this member of staff has in hand, and no other level. */
export const inHand = (s: Situation): readonly Case[] =>
  isStaff(s.speaker)
    ? cases(s.c, (matter) => isOpen(matter) && !goneTo(matter) && matter.handler === s.speaker.key)
    : []

type Whose = 'post' | 'conveners'

/** Not hers to say: whose it is hears her words. */
export function passedOn(s: Situation, matter: Case, who: Whose): Outcome {
  const to = who === 'post' ? { handlersOf: matter.number } : ({ conveners: true } as const)
  return notHers(matter, who, passOn(s, { say: 'told-on', case: matter.number, text: s.heard.text, to }))
}

/** The conveners' to say: what who works on it wants is passed on. */
export const forConveners = (s: Situation, matter: Case): Outcome =>
  notHers(matter, 'conveners', mayHandle(s.speaker, matter) ? toConveners(s) : NOTHING)

const notHers = ({ number }: Case, who: Whose, passed: Outcome): Outcome =>
  both(answer({ say: 'not-yours', case: number, who, told: passed.answers.length > 0 }), passed)
