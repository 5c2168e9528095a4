import { Changed } from './docs.ts'
import { evolve } from './evolve.ts'
import { both, NOTHING, type Outcome, type Situation } from './situation.ts'
import type { Community } from './state/community.ts'
import type { Fact } from './state/facts.ts'

/** As it is once these have happened. */
export function after(c: Community, facts: readonly Fact[]): Changed {
  const changed = new Changed(c)
  for (const fact of facts) changed.put(evolve(changed, fact))
  return changed
}

/** One after the other, each on what the last has changed. */
export function inTurn(s: Situation, steps: readonly ((s: Situation) => Outcome | undefined)[]): Outcome {
  const c = new Changed(s.c)
  c.put([{ kind: 'person', key: s.speaker.key, doc: s.speaker }]) // with what is noted of her already
  return steps.reduce((all, step) => {
    const outcome = step({ ...s, c, speaker: c.get('person', s.speaker.key) ?? s.speaker }) ?? NOTHING
    for (const fact of outcome.facts) c.put(evolve(c, fact))
    return both(all, outcome)
  }, NOTHING)
}
