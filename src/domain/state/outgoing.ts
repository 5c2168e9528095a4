import type { Instant } from '../calendar.ts'

/** What goes to a model service because somebody asked for it: words that are clean, and whose they are. */
export type Outgoing = { readonly whose: readonly Leaving[] } & (
  | { readonly card: 'summary'; readonly subject: string; readonly opinions: readonly NumberedOpinion[] }
  | { readonly card: 'polish'; readonly report: string; readonly apart: readonly number[] }
)
export interface NumberedOpinion {
  readonly number: number
  readonly text: string
}
/** Words of one person, as they leave. */
export interface Leaving {
  /** What they are of, as the record of what left calls it. */
  readonly of: string
  /** The contact id of who said them. */
  readonly from: string
  readonly text: string
}

/** What came back. `label` stands by everything a model wrote and people see. */
export type Composed = Summary | Polished
export interface Summary {
  readonly label: string
  readonly points: readonly { readonly text: string; readonly opinions: readonly number[] }[]
}
export interface Polished {
  readonly label: string
  readonly text: string
}

/** Where and when a card becomes words. */
export interface Moment {
  readonly now: Instant
  /** In a group: no more than one line of ours holds there. */
  readonly aloud: boolean
}
