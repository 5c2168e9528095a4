import type { Instant } from '../calendar.ts'
import type { Place } from '../heard/reading.ts'

type Numbers = readonly number[]

/** What the morning's list tells, by numbers of cases. */
export interface Day {
  /** Over their limits, the oldest first. */
  readonly red: Numbers
  /** Whose limits end later on the day. */
  readonly today: Numbers
  /** Whose limits are nearly used up, and end on another day. */
  readonly yellow: Numbers
  /** Others that are to be done first, because somebody watches over them. */
  readonly pressed: Numbers
  /** Of which nobody took up any, at half its time. */
  readonly untaken?: Numbers
  /** Those of them that a supervisor hears of, those first that she has not heard of yet. */
  readonly high: Numbers
  /** Those that she has not heard of yet. */
  readonly fresh?: Numbers
  /** It is the first list of its week. */
  readonly weekly?: true
}

/** What a month's report tells: each of its figures is a list, so that it can be traced to its cases. */
export interface Month {
  readonly from: Instant
  /** The end of the month, or now where it still runs. */
  readonly to: Instant
  readonly raised: Numbers
  readonly done: Numbers
  /** Those that were done, by how they were handled; one that was passed up is `upward`. */
  readonly instant: Numbers
  readonly agent: Numbers
  readonly upward: Numbers
  /** Those that were done within their limits. */
  readonly onTime: Numbers
  readonly open: Numbers
  readonly late: Numbers
  /** Of those that were done: how many households rated each, and how many of them well, and badly. */
  readonly rated: readonly {
    readonly case: number
    readonly good: number
    readonly poor: number
    readonly all: number
  }[]
  /** Of those that were raised: ms to the first answer; none: nobody answered. */
  readonly waits: readonly { readonly case: number; readonly ms?: number }[]
  /** 类案, the most frequent first. */
  readonly patterns: readonly Pattern[]
}

/** The same kind of trouble at the same place again and again. */
export interface Pattern {
  readonly category: string
  /** Where all are of one kind, and not of what the category mostly is. */
  readonly kind?: string
  readonly place: Pick<Place, 'building' | 'named'>
  readonly cases: Numbers
}
