import type { Audience } from '../answer.ts'
import { dayOf, HOUR, type Instant, instant } from '../calendar.ts'
import type { Heard } from '../heard/input.ts'
import type { Community, Line, Person } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'

/** What is to be said to whom, before it has a key, a time and a place in the queue. */
export interface Saying {
  /** None: where the speaker said it, calling her. */
  readonly to?: Audience
  readonly text: string
  /** Made when it is said. */
  readonly card?: Line['card']
  readonly about?: string
  /** An answer to somebody, or what she just set going: at once, at any hour. */
  readonly asked?: boolean
  readonly urgent?: boolean
  readonly reminds?: Line['reminds']
  /** Called by @ before the text. */
  readonly mention?: readonly string[]
  /** Whoever is answered asked in it not to be named. */
  readonly uncalled?: true
  /** How long it is worth saying. */
  readonly until?: Instant
  /** Only worth saying while the case stands there. */
  readonly while?: Line['while']
  /** Makes a repeat impossible where no message id does. */
  readonly key?: string
}

/** What the sayings refer to. `c` already has the facts in it. */
export interface Occasion {
  readonly c: Community
  readonly now: Instant
  readonly speaker: Person | undefined
  readonly room: string | undefined
  readonly facts: readonly Fact[]
  /** She was given an emergency number, or told who else waits: nothing less is said to her of it. */
  readonly warned?: boolean
  readonly heard: Heard | undefined
  /** The level whose letter this is about. */
  readonly from: string | undefined
}

export const RUNNING = ['open', 'taken'] as const
/** Worth saying only while there is work to do. */
export const running = ({ number }: Case) => ({ while: { case: number, stages: RUNNING } }) as const
/** And only until somebody takes it. */
export const untaken = ({ number }: Case) => ({ while: { case: number, stages: ['open'] } }) as const

/** Digests are worth saying until noon. */
export const untilNoon = (now: Instant): Instant => Math.max(instant(dayOf(now), '12:00'), now + HOUR)
