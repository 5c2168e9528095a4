import type { Shown } from './matter.ts'
import type { PollKind } from './reading.ts'

export type Role = 'resident' | 'steward' | 'handler' | 'convener' | 'supervisor' | 'admin'
export type Relation = 'owner' | 'tenant' | 'family'
export type RoomKind = 'residents' | 'staff' | 'council'

/** What the community file says: given at start, the same until the next start. */
export interface Constitution {
  readonly id: string
  readonly name: string
  /** `polls`: whether they are posted there; where nothing is said, in every group of residents. */
  readonly rooms: readonly { readonly topic: string; readonly kind: RoomKind; readonly polls?: boolean | undefined }[]
  readonly people: readonly Listed[]
  readonly posts: readonly Post[]
  readonly households: readonly Household[]
  /** Named lists of people who vote for others: 居民代表, 党员. */
  readonly delegates: readonly { readonly name: string; readonly people: readonly string[] }[]
  readonly settings: Settings
  readonly catalogue: Catalogue
  /** What the law asks of a formal way, as dated data. */
  readonly packs: readonly Pack[]
}

/** A dwelling of the roll. */
export interface Household {
  readonly id: string
  /** m². */
  readonly area?: number | undefined
  /** Names, where the roll has them. */
  readonly owners?: readonly string[] | undefined
  /** The one of several owners who votes. */
  readonly voter?: string | undefined
}

/** A rule of law for one kind of decision. */
export interface Pack {
  readonly id: string
  readonly subject: string
  readonly law: string
  readonly article: string
  /** 「2021-01-01」. */
  readonly from: string
  readonly to?: string | undefined
  /** Where its text stands. */
  readonly source: string
  /** Words of a question that make it such a matter; none: the ordinary ones. */
  readonly about?: readonly string[] | undefined
  readonly counts: readonly Count[]
  readonly words: string
}
/** One of its marks: how many take part, and how many of those agree, as fractions 「2/3」. */
export interface Count {
  readonly of: 'heads' | 'area'
  readonly participate: string
  /** More than that, or at least that. */
  readonly agree: string
  readonly least?: boolean | undefined
}

/** A person as the community file lists her. */
export interface Listed {
  readonly contact?: string | undefined
  readonly name: string
  readonly roles: readonly Role[]
  readonly posts: readonly string[]
  readonly households: readonly { readonly id: string; readonly relation: Relation }[]
  readonly friend?: boolean | undefined
}

export interface Post {
  readonly name: string
  /** Names of categories; 「*」 takes what no other post takes. */
  readonly categories: readonly string[]
  readonly phone?: string | undefined
}

export interface Settings {
  readonly intake: 'explicit' | 'confirm' | 'auto'
  /** 「22:00」 to 「07:00」, local time. */
  readonly quietHours: readonly [string, string]
  /** Lines a day in one room that nobody asked for. */
  readonly perDay: number
  /** Days that a poll runs when its opener names no close. */
  readonly pollDays: number
  readonly pollKind: Exclude<PollKind, 'delegates'>
  readonly pollShown: Shown
  /** Days for opinions on a case. */
  readonly opinionDays: number
}

export type Limit = { readonly hours: number } | { readonly workdays: number }

export interface Category {
  readonly name: string
  readonly words: readonly string[]
  /** Time limit for a first answer and the finish, from registration. */
  readonly limit: Limit
  readonly urgentLimit: Limit
  readonly tier: Tier
  readonly handling: Handling
}
export interface Danger {
  readonly name: string
  readonly words: readonly string[]
  /** The emergency number, 「119」. */
  readonly phone: string
  /** What to do at once: 「关阀门、开窗，别动电器」. */
  readonly advice?: string | undefined
  /** Suicide, violence: a number and the conveners at once, never a public case. */
  readonly unspoken?: boolean | undefined
}
export interface Catalogue {
  readonly categories: readonly Category[]
  readonly dangers: readonly Danger[]
}

export type Tier = 'public' | 'common' | 'family'
export type Handling = 'instant' | 'agent' | 'upward'
