import type { Calendar } from './calendar.ts'
import type { Choice, Grade, Handed, Place, PollKind, Trouble } from './reading.ts'

/** Milliseconds since 1970, from the one clock. Shown in Asia/Shanghai only. */
export type Instant = number

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

// ── what is stored, a document each ──────────────────────────────────────────────────────────────

/** The next numbers and what is done once a week. */
export interface Counters {
  readonly case: number
  readonly poll: number
  readonly person: number
  /** Monday 09:00 of the last week's report that was said (or skipped). */
  readonly week: Instant
}

/** Facts name people by `key`; name, contact and household stand only here. */
export interface Person {
  readonly key: string
  readonly name: string
  readonly contact?: string
  readonly roles: readonly Role[]
  readonly posts: readonly string[]
  readonly dwellings: readonly Dwelling[]
  /** Can be written to privately. */
  readonly friend: boolean
  /** False after 「不要记我」: nothing unaddressed is taken as a case. */
  readonly heard: boolean
  /** Wants to be called by @ no more. */
  readonly uncalled?: boolean
  /** Was asked once where she lives. */
  readonly askedHome?: true
  /** The poll about whose 接龙 she was told that it could not be read. */
  readonly chained?: number
  /** Stands in the community file. */
  readonly listed: boolean
  /** What she had passed on to staff in this hour. */
  readonly passed?: { readonly hour: number; readonly count: number }
  /** How often she changed a ballot till then. */
  readonly changed?: { readonly until: Instant; readonly count: number; readonly told?: true }
  /** Refusals that she heard, 「P5/outside」: each is said to her once. */
  readonly refused?: readonly string[]
  /** The last private exchange. */
  readonly privateAt?: Instant
}
export interface Dwelling {
  readonly household: string
  readonly relation: Relation
  readonly confirmed: boolean
  /** The community file says so: what it takes back is gone. */
  readonly stated?: boolean
  /** Not her first claim: those who were told since that it is this door, and may confirm it. */
  readonly toldTo?: readonly string[]
}

export interface Room {
  readonly id: string
  readonly topic: string
  readonly kind: RoomKind
  /** The bot is not in it any more: what is for it waits, in case it is asked back in. */
  readonly left?: true
  readonly members: readonly string[] // contact ids
  readonly hushedUntil?: Instant | undefined
  /** Lines nobody asked for, said on `day` (「2026-11-23」). */
  readonly unasked: { readonly day: string; readonly count: number }
  /** A neighbour lets people count on something of her own: their bare numbers may be hers. */
  readonly rival?: { readonly name: string; readonly at: Instant }
  /** Questions to people about unaddressed troubles in the last hour. */
  readonly asks: readonly Instant[]
}

export type CaseStage = 'open' | 'taken' | 'done' | 'withdrawn' | 'refused'

export interface Case {
  readonly number: number
  readonly title: string
  readonly text: string
  readonly category: string
  readonly place?: Place
  readonly tier: Tier
  readonly handling: Handling
  readonly urgent: boolean
  readonly danger?: string
  readonly stage: CaseStage
  readonly reporter: string
  /** Told by phone or at the door: who it is for, as it was said. */
  readonly for?: string
  readonly room?: string
  readonly sources: readonly string[] // message ids
  readonly supporters: readonly Supporter[]
  readonly post?: string | undefined
  readonly handler?: string | undefined
  /** Handed on to this person, who has not accepted yet. */
  readonly offered?: string | undefined
  readonly raisedAt: Instant
  /** From when the running time limit counts. */
  readonly since: Instant
  readonly due: Instant
  readonly asked?: { readonly until: Instant; readonly reason: string; readonly by: string } | undefined
  /** Rungs of the running time limit that were said. */
  readonly rungs: readonly Rung[]
  readonly lastRungAt?: Instant | undefined
  readonly news: readonly { readonly at: Instant; readonly text: string; readonly by: string }[]
  readonly media: readonly Medium[]
  readonly endedAt?: Instant | undefined
  readonly outcome?: string | undefined
  readonly ratings: readonly {
    readonly by: string
    readonly unit: string
    readonly grade: Grade
    readonly text: string
  }[]
  readonly urgedAt?: Instant | undefined
  readonly pressed: boolean
  /** Withdrawn when this passes, unless the reporter says otherwise (her message was recalled). */
  readonly goingAt?: Instant | undefined
}
/** `again`: once each working day after red. */
export type Rung = 'yellow' | 'red' | 'again'
export interface Supporter {
  readonly person: string
  /** The household, or the person where none is known: counts once. */
  readonly unit: string
  readonly place?: Place
}
export interface Medium {
  /** The message it came with. */
  readonly of: string
  readonly when: 'raised' | 'done'
  /** Its name under live/<id>/media, once it was fetched. */
  readonly file?: string
}

/** Whether the tally may be seen before the close. */
export type Shown = 'always' | 'after'

/** What a poll asks and by which rules, as its opener may still change it. */
export interface Card {
  readonly question: string
  readonly options: readonly string[]
  readonly kind: PollKind
  /** The name of the list of delegates. */
  readonly list?: string
  /** So many options on one ballot at most. */
  readonly most: number
  /** Votes are private, and what is voted is kept with nobody. */
  readonly secret: boolean
  readonly shown: Shown
  readonly closes: Instant
  /** The case that it came from. */
  readonly case?: number
}

export interface Poll extends Card {
  readonly number: number
  readonly rooms: readonly string[]
  readonly opener: string
  readonly opensAt: Instant
  /**
   * The voting units, frozen at opening. `household`: dwellings of the roll; `owners`: the first dwelling of each head;
   * `delegates`: keys of people; `straw`: contact ids of the rooms' members.
   */
  readonly electorate: readonly string[]
  /** Of `owners`: what each head has. */
  readonly heads?: Heads
  /** Which version of the roll that was. */
  readonly roll: string
  /** How a ballot may come. */
  readonly channels: readonly ('group' | 'private' | 'steward')[]
  /** The law that a formal way would follow. */
  readonly pack?: Pack
  /** First four hexadecimal digits over everything above. */
  readonly rule: string
  readonly stage: 'open' | 'closed'
  readonly result?: Tally
  /** Ms of its time in which nothing could be heard. */
  readonly lost?: number
  /** Ms by which its close was moved for that, once. */
  readonly moved?: number
  /** Why it was voided. */
  readonly voided?: string
  /** One convener wants it voided; another has to agree, since people have voted. */
  readonly voiding?: {
    readonly by: string
    readonly reason: string
    readonly at?: Instant
    /** Whose telephone it was: nobody is two conveners. */
    readonly contact?: string
  }
  /** Said while it runs: half its time, and two hours before its close. */
  readonly rungs?: readonly PollRung[]
  /** People who do not want to be reminded. */
  readonly declined?: readonly string[]
  /** Of a secret poll, when it is over: each ballot under its code. */
  readonly codes?: readonly Coded[]
  readonly concluded?: Conclusion
}
/** Heads by the id of their unit. */
export type Heads = {
  readonly [unit: string]: {
    readonly households: readonly string[]
    readonly area: number
    /** The person who was known to own it at opening. */
    readonly owner?: string
  }
}
export type PollRung = 'half' | 'last'
export interface Coded {
  readonly code: string
  readonly choices: readonly number[]
  /** Its dwelling was not confirmed. */
  readonly apart?: true
}
/** What the convener makes of the result. */
export interface Conclusion {
  readonly text: string
  readonly by: string
  /** When it is looked at again. */
  readonly review?: Instant
  readonly reviewed?: true
}
/** Votes by option; `apart` are those of people whose household is not confirmed, `aside` those a convener contests. */
export interface Tally {
  readonly counts: readonly number[]
  readonly units: number
  readonly apart: readonly number[]
  readonly apartUnits: number
  readonly aside?: number
  /** How many of `units` a steward entered. */
  readonly handed?: number
  /** Those by option. */
  readonly contested?: readonly number[]
  /** Of `owners`: m² by option, and of all that voted. */
  readonly areas?: readonly number[]
  readonly area?: number
}

/** What the week's report tells, by numbers of cases and polls; none where nothing happened. */
export interface Week {
  readonly from: Instant
  readonly to: Instant
  readonly raised: readonly number[]
  readonly finished: readonly number[]
  readonly open: readonly number[]
  readonly late: readonly number[]
  readonly polls: readonly number[]
}

/** The last valid ballot of one voting unit in one poll; key `5/3-2-501` or `5/p17`. */
export interface Ballot {
  readonly poll: number
  readonly unit: string
  readonly counted: boolean
  /** Options by number from 1, in that order. */
  readonly choices: readonly number[]
  readonly person: string
  readonly saidAt: Instant
  readonly reason: string
  /** The message that it was said in. */
  readonly source: string
  readonly room?: string
  /** A steward entered it: how it reached her, and the message of the paper's photo. */
  readonly handed?: Handed
  /** The photo of its paper: the message it came with, and its name under live/<id>/media once it was fetched. */
  readonly paper?: { readonly of: string; readonly file?: string }
  /** Why a convener contests it: it is shown apart. */
  readonly aside?: string
}

/** What was voted in a secret poll, by whom nobody knows; key `5/<HMAC of the unit>`. */
export interface Sealed {
  /** Its own. */
  readonly key: string
  readonly poll: number
  readonly choices: readonly number[]
}

/** That somebody voted in a secret poll, not what; key `5/3-2-501`. */
export interface Voter {
  readonly poll: number
  readonly unit: string
  readonly counted: boolean
  readonly person: string
  readonly saidAt: Instant
  readonly handed?: Handed
}

/** People think about a case before they vote; key: its number. */
export interface Forum {
  readonly case: number
  readonly opener: string
  readonly since: Instant
  readonly until: Instant
  readonly opinions: readonly Opinion[]
  readonly over?: true
}
export interface Opinion {
  readonly person: string
  readonly text: string
  /** Units that second it, its author's first. */
  readonly supporters: readonly string[]
}

/** What the bot waits for from one person; key: the person. */
export interface Pending {
  readonly person: string
  readonly room?: string
  readonly askedAt: Instant
  readonly question: Question
}
export type Question =
  | { readonly ask: 'register'; readonly draft: Draft } //                    要登记为事项吗？
  | { readonly ask: 'same'; readonly draft: Draft; readonly case: number } // 和 #19 是同一件吗？
  | { readonly ask: 'place'; readonly case: number } //                       在哪一栋？
  | { readonly ask: 'post'; readonly poll: DraftPoll } //                     the card shown to its opener
  | {
      readonly ask: 'which-poll'
      readonly choice: Choice
      readonly reason: string
      readonly saidAt: Instant
      readonly polls: readonly number[]
    }
  | { readonly ask: 'stance'; readonly poll: number; readonly choice: Choice; readonly saidAt: Instant } // 算弃权吗？
  | { readonly ask: 'home' } //                                               您住几栋几单元几号？
  | { readonly ask: 'withdraw'; readonly case: number } //                    算了: 不用办了？
  | { readonly ask: 'which-case'; readonly cases: readonly number[]; readonly text: string } // 哪件？27还是30
export interface Draft {
  readonly trouble: Trouble
  readonly sources: readonly string[]
  readonly photos: readonly string[]
  readonly for?: string
}
export interface DraftPoll extends Card {
  /** What its opener left to the defaults. */
  readonly assumed: { readonly options: boolean; readonly closes: boolean }
}

/** The speaker's last act that 「刚才那个不算」 undoes within 10 minutes; key: the person. */
export interface Act {
  readonly person: string
  readonly at: Instant
  readonly act:
    | { readonly did: 'raise' | 'support'; readonly case: number }
    | { readonly did: 'finish'; readonly case: number; readonly stage: CaseStage; readonly handler: string | undefined }
    | {
        readonly did: 'vote'
        readonly poll: number
        readonly units: readonly string[]
        readonly before: readonly (Ballot | undefined)[]
      }
}

/**
 * What one line tells together. Votes and supports of 60 s: key `<room>/<P5|#27>`; votes that did not count: `<room>/P5/<why>`;
 * what changed for a dwelling within 10 minutes: `mates/5/<unit>`, of no room.
 */
export interface Bundle {
  readonly key: string
  readonly room: string
  readonly about: string
  readonly until: Instant
  readonly people: readonly string[]
}

/** An invitation's code, by its hash. */
export interface Invitation {
  readonly hash: string
  /** The key of the person of the file that it binds. */
  readonly person: string
  readonly until: Instant
}

/** A time in which the account could not hear. */
export interface Gap {
  readonly from: Instant
  readonly to: Instant
}

/** The WeChat account that hears. */
export interface Hearing {
  /** Its own contact id. */
  readonly account: string
  /** Whether contact ids outlive a login. */
  readonly stable: boolean
  /** What it could not hear and nobody was told of yet. */
  readonly gaps: readonly Gap[]
  readonly toldAt: Instant
}

/** The kinds of stored documents. */
export interface Kinds {
  readonly counters: Counters
  readonly person: Person
  readonly room: Room
  readonly case: Case
  readonly poll: Poll
  readonly ballot: Ballot
  readonly sealed: Sealed
  readonly voter: Voter
  readonly forum: Forum
  readonly pending: Pending
  readonly act: Act
  readonly bundle: Bundle
  readonly invitation: Invitation
  readonly hearing: Hearing
}
export type Kind = keyof Kinds

/** One document as it is to be stored; without `doc` it is dropped. */
export type Put = { [K in Kind]: { readonly kind: K; readonly key: string; readonly doc?: Kinds[K] } }[Kind]

/** Everything that the rules may look at. */
export interface Community {
  readonly is: Constitution
  readonly calendar: Calendar
  get<K extends Kind>(kind: K, key: string | number): Kinds[K] | undefined
  all<K extends Kind>(kind: K): Iterable<Kinds[K]>
  /** The person with this WeChat contact id. */
  byContact(contact: string): Person | undefined
  /** HMAC of the words under the key of a secret poll, in hexadecimal; none where the key is gone. */
  seal(poll: number, words: string): string | undefined
}

/** What is to be said, stored before it is said. */
export interface Line {
  /** Unique in its community for ever: it makes a repeat impossible. */
  readonly key: string
  readonly to: { readonly room: string } | { readonly person: string }
  readonly text: string
  /** Made when it is said, so that it is nowhere stored: the words of a receipt, or a file. */
  readonly card?: LineCard
  /** Keys of people to be called by @ before the text. */
  readonly mention: readonly string[]
  /** 「#27」 or 「P5」. */
  readonly about?: string
  readonly notBefore: Instant
  readonly until: Instant
  readonly urgent: boolean
  /** An answer to somebody: not held, not capped, not joined with others. */
  readonly asked: boolean
  /** Only worth saying while the case stands there, or the poll runs. */
  readonly while?: { readonly case: number; readonly stages: readonly CaseStage[] } | { readonly poll: number }
}

/** receipt: the code of her secret ballot · result: the picture · record: who voted what, or the codes · doors: who was not reached. */
export interface LineCard {
  readonly card: 'receipt' | 'result' | 'record' | 'doors'
  readonly poll: number
}
