import { evolveCase } from './evolve/case.ts'
import { evolveOther } from './evolve/other.ts'
import { evolvePoll } from './evolve/poll.ts'
import { evolveReminder } from './evolve/reminder.ts'
import type { Community, Put } from './state/community.ts'
import type { Fact } from './state/facts.ts'

/** The documents that a fact changes, whole. */
export function evolve(c: Community, fact: Fact): readonly Put[] {
  if ('case' in fact) return evolveCase(c, fact)
  if ('poll' in fact) return evolvePoll(c, fact)
  if ('reminder' in fact) return evolveReminder(c, fact)
  return evolveOther(c, fact)
}
