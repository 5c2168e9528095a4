import type { Instant } from '../../src/domain/calendar.ts'

/** What the parent asks of the program's process; `heard`: messages that must have been heard first. */
export type Question =
  | { readonly do: 'rest'; readonly heard: readonly string[] }
  | { readonly do: 'glance' }
  | { readonly do: 'weigh' }
  | { readonly do: 'drop' }
  | { readonly do: 'raise' }
export type Asked = Question & { readonly number: number }
export interface Answered {
  readonly number: number
  readonly answer: unknown
  readonly failure?: string
}

/** How the program was found when it should have come to rest. */
export interface Rest {
  readonly now: Instant
  readonly online: boolean
  /** Lines that are due and were not said. */
  readonly due: number
  /** Those that were named and did not reach the desk. */
  readonly unheard: readonly string[]
}

/** What people can know of a community from its groups. */
export interface Glance {
  readonly cases: readonly {
    readonly number: number
    readonly stage: string
    readonly reporter: string
    /** Those of its post. */
    readonly handlers: readonly string[]
    readonly rated: boolean
    readonly endedAt?: Instant
  }[]
  readonly polls: readonly { readonly number: number; readonly options: number; readonly votable: boolean }[]
  /** Whom the bot waits for. */
  readonly pending: readonly { readonly contact: string; readonly room?: string; readonly ask: string }[]
}

/** What the process holds, after the garbage was collected. In bytes, but for what is counted. */
export interface Weight {
  readonly at: Instant
  readonly heap: number
  readonly rss: number
  /** By what `process.getActiveResourcesInfo` calls them. */
  readonly handles: Readonly<Record<string, number>>
  /** Open files; none where the system does not tell. */
  readonly files?: number
  /** On the puppet, and on the process. */
  readonly listeners: number
  /** The simulated WeChat's own history, which no real process holds: the size of its log. */
  readonly history: number
  readonly messages: number
  /** What the communities' state comes to as text. */
  readonly state: number
  readonly open: number
  /** Matters that ended and are not archived yet. */
  readonly ended: number
  /** Numbers given out so far, less what the state still holds. */
  readonly archived: number
  /** Lines that are kept, said or not. */
  readonly outbox: number
  readonly unsaid: number
  readonly due: number
  readonly online: boolean
  readonly broken?: string
  /** Open cases whose handler should have been told by now, in a sentence each. */
  readonly neglected: readonly string[]
}
