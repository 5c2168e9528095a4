import type { PollKind } from '../heard/reading.ts'
import type { Level, Shown } from './matter.ts'

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
  /** When which post is on duty; none: there is no rota. */
  readonly duty?: readonly Duty[]
  readonly households: readonly Household[]
  /** Places that everybody here knows by name. */
  readonly places?: readonly Landmark[] | undefined
  /** Named lists of people who vote for others: 居民代表, 党员. */
  readonly delegates: readonly { readonly name: string; readonly people: readonly string[] }[]
  /** The community above, and those below it. */
  readonly parent?: Neighbour | undefined
  readonly children?: readonly Neighbour[] | undefined
  /** The host of the model service that may be asked about words; none: no word leaves. */
  readonly model?: string | undefined
  readonly settings: Settings
  readonly catalogue: Catalogue
  /** What the law asks of a formal way, as dated data. */
  readonly packs: readonly Pack[]
}

/** Another community, as its file names it. */
export interface Neighbour {
  readonly id: string
  readonly name: string
}

/** A place by the name that lines show, and what else people call it. */
export interface Landmark {
  readonly name: string
  readonly aliases: readonly string[]
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

/** A post's turn: one whose end is not after its beginning goes over midnight. */
export interface Duty {
  readonly post: string
  /** Weekdays, 0 is Sunday; or by the calendar. */
  readonly days: readonly number[] | 'all' | 'workdays' | 'days-off'
  /** 「08:00」. */
  readonly from: string
  readonly to: string
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
  /** At 17:00 the staff are told who begins that evening. */
  readonly dutyReminder?: boolean | undefined
  /** 0 to 1: from which share of poor ratings a case is taken up again. */
  readonly reopenShare: number
  /**
   * Which groups of residents hear of a finish besides those that it came from: none, all of them where the matter is of
   * no one building, or all of them always.
   */
  readonly announce?: 'origin' | 'common' | 'all' | undefined
  /** Who hears of what is late, and after how many working days; none: whoever there is. */
  readonly ladder?: readonly Step[] | undefined
}
export interface Step {
  readonly to: Exclude<Level, 'handler'>
  readonly after: number
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
  /** Where it is handled otherwise than is usual for it. */
  readonly limits?: Limits | undefined
  /** How somebody serves, what something costs: it has no place, and none is asked. */
  readonly nowhere?: boolean | undefined
  /** Whom anybody may call about it besides: 95598. */
  readonly helpline?: string | undefined
  /** 子类, the first of which is what it mostly is. */
  readonly kinds?: readonly CategoryKind[] | undefined
}
/** A kind within a category: what it leaves out is as in its category. */
export interface CategoryKind {
  readonly name: string
  /** 「门…关不上」: both, in that order, in one clause. */
  readonly words: readonly string[]
  readonly limit?: Limit | undefined
  readonly urgentLimit?: Limit | undefined
  readonly tier?: Tier | undefined
  readonly handling?: Handling | undefined
  /** The category whose post takes it. */
  readonly postOf?: string | undefined
  /** It presses wherever it happens. */
  readonly urgent?: boolean | undefined
  /** It presses where somebody old, sick or pregnant depends on it. */
  readonly frail?: boolean | undefined
  /** Many households have it at once, and it spreads over buildings. */
  readonly wide?: boolean | undefined
}
/** Time limits of what is not pressing. */
export interface Limits {
  readonly byHandling?: { readonly [_ in Handling]?: Limit | undefined } | undefined
  readonly byTier?: { readonly [_ in Tier]?: Limit | undefined } | undefined
}
export interface Danger {
  readonly name: string
  readonly words: readonly string[]
  /** The emergency number, 「119」. */
  readonly phone: string
  /** What to do at once: 「关阀门、开窗，别动电器」. */
  readonly advice?: string | undefined
  /** Instead of it, in the open and where there are no high buildings. */
  readonly adviceOutside?: string | undefined
  /** Suicide, violence: a number and the conveners at once, never a public case. */
  readonly unspoken?: boolean | undefined
  /** Many see the same one, wherever they stand: fire, gas. Any other happens to somebody, and two may fall in one hour. */
  readonly spreads?: boolean | undefined
}
export interface Catalogue {
  readonly categories: readonly Category[]
  readonly dangers: readonly Danger[]
  /** Of a category that is handled otherwise than is usual for it, and states nothing of that. */
  readonly limits?: Limits | undefined
}

export type Tier = 'public' | 'common' | 'family'
export type Handling = 'instant' | 'agent' | 'upward'
