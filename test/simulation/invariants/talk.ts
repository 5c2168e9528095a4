import type { Instant } from '../../../src/domain/calendar.ts'
import type { Forum } from '../../../src/domain/state/matter.ts'

/** Something that people think, and who of them; its author first. */
export interface Idea {
  readonly idea: string
  readonly units: string[]
  readonly contacts: string[]
  /** When its message was settled. */
  readonly at: Instant
}

/** This model's own account of what people think of one case. */
export class Talk {
  readonly since: Instant
  readonly until: Instant
  readonly ideas: Idea[] = []
  over: Instant | undefined

  constructor(since: Instant, until: Instant) {
    this.since = since
    this.until = until
  }

  find(idea: string): Idea | undefined {
    return this.ideas.find((one) => one.idea === idea)
  }

  givenBy(unit: string): number {
    return this.ideas.filter(({ units }) => units[0] === unit).length
  }
}

/** The most wanted first; of equal ones the earlier. */
export const ranked = ({ ideas }: Talk): readonly Idea[] => {
  const left = [...ideas]
  const sorted: Idea[] = []
  while (left.length > 0) {
    const most = Math.max(...left.map(({ units }) => units.length))
    const [next] = left.splice(
      left.findIndex(({ units }) => units.length === most),
      1,
    )
    if (next) sorted.push(next)
  }
  return sorted
}

/** What is wrong with it as it is stored. */
export function differsFrom({ ideas }: Talk, { opinions }: Forum): string | undefined {
  if (opinions.length !== ideas.length) return `has ${opinions.length} opinions of ${ideas.length}`
  for (const [place, { idea, units }] of ideas.entries()) {
    const { text = '', supporters = [] } = opinions[place] ?? {}
    if (!text.includes(idea)) return `has 「${text}」 where 「${idea}」 was said`
    if (supporters.join() !== units.join()) return `has ${supporters} for 「${idea}」, they are ${units}`
  }
  return undefined
}
