import type { Calendar, Instant } from '../calendar.ts'
import type { Choice, Mood, Trouble } from '../heard/reading.ts'
import type { Letter, Lower } from '../level/letter.ts'
import type { Constitution, Relation, Role, RoomKind } from './constitution.ts'
import type { Month } from './figures.ts'
import type {
  Ballot,
  Card,
  Case,
  CaseStage,
  Forum,
  Poll,
  Reminder,
  Sealed,
  Supporter,
  Trace,
  Unfinished,
  Voter,
} from './matter.ts'

/** The next numbers and what is done once a week. */
export interface Counters {
  readonly case: number
  readonly poll: number
  readonly person: number
  readonly reminder?: number
  /** Of what nobody but those who help hears of. */
  readonly hidden?: number
  /** 17:00 of the last evening for which staff were told who is on duty (or need not be). */
  readonly duty?: Instant
  /** Monday 09:00 of the last week's report that was said (or skipped). */
  readonly week: Instant
  /** 08:30 of the last day whose list was said (or skipped), and the first of the month at 09:00 likewise. */
  readonly day?: Instant
  readonly month?: Instant
  /** The late cases that the supervisors' last list was about. */
  readonly high?: readonly number[]
  /** Lists and reports that nobody was told, because they came too late to be worth it. */
  readonly skipped?: number
  /** The last year of which it was told that its days off are not known. */
  readonly year?: number
  /** What has no next action although it is open, as it was told on that day. */
  readonly unattended?: { readonly day: string; readonly matters: readonly string[] }
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
  /** How often she had somebody called to work in this hour. */
  readonly calls?: { readonly hour: number; readonly count: number }
  /** How often she changed a ballot till then. */
  readonly changed?: { readonly until: Instant; readonly count: number; readonly told?: true }
  /** Her card that nobody posted in time, and where it was shown. */
  readonly lapsed?: { readonly at: Instant; readonly room?: string }
  /** Refusals that she heard, 「P5/outside」: each is said to her once. */
  readonly refused?: readonly string[]
  /** The last private exchange. */
  readonly privateAt?: Instant
}
export interface Dwelling {
  readonly household: string
  readonly relation: Relation
  readonly confirmed: boolean
  /** When somebody confirmed it. */
  readonly since?: Instant
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
  /** When the conveners were last asked about a rumour here. */
  readonly rumourAt?: Instant
  /** What was lately heard of each mood, and when the conveners were last told. */
  readonly moods?: Readonly<Partial<Record<Mood, Heated>>>
}

export interface Heated {
  readonly heard: readonly { readonly at: Instant; readonly from: string }[] // contact ids
  readonly toldAt?: Instant
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

/** The last one that was said, as it was said; key: 「week」, 「month」. */
export type Report = { readonly week: Week } | { readonly month: Month }

/** What the bot waits for from one person; key: the person. */
export interface Pending {
  readonly person: string
  readonly room?: string
  readonly askedAt: Instant
  readonly question: Question
}
export type Question =
  | { readonly ask: 'register'; readonly draft: Draft } //                    要登记为事项吗？
  /** others: that are like it too, named and not asked about. */
  | { readonly ask: 'same'; readonly draft: Draft; readonly case: number; readonly others?: readonly number[] } // 和 #19 是同一件吗？
  | { readonly ask: 'what' } //                                               哪里怎么了？
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
  | { readonly ask: 'forget' } //                                             要删回“是”
  | { readonly ask: 'home' } //                                               您住几栋几单元几号？
  | { readonly ask: 'withdraw'; readonly case: number } //                    算了: 不用办了？
  /** Is that a new date, or a promise? Without a date: which one? `told`: it was given as news already. */
  | {
      readonly ask: 'promise'
      readonly case: number
      readonly until?: Instant
      readonly text: string
      readonly told?: true
    } //                                                                      要延到那时吗？ · 延到哪天？
  | { readonly ask: 'away'; readonly case: number; readonly text: string } // 打电话不接: 说的是 #1 吗？
  | { readonly ask: 'reason'; readonly case: number; readonly of: 'rating' | 'inspection' | 'call' } // 哪里没好？
  | { readonly ask: 'which-case'; readonly cases: readonly number[]; readonly text: string } // 哪件？27还是30
export interface Draft {
  readonly trouble: Trouble
  readonly sources: readonly string[]
  readonly photos: readonly string[]
  readonly for?: string
  /** Its words are those that a service heard, or what one saw: its author has to know them for hers. */
  readonly by?: 'voice' | 'picture'
  /** It is this finished one that came back. */
  readonly again?: number
  /** Neighbours who said meanwhile that they have it too, and the messages in which they did. */
  readonly also?: readonly Also[]
  /** Each further message that changed it, and what it was before: recalled, that is taken out again. */
  readonly grew?: readonly { readonly of: string; readonly was: Trouble }[]
}
export interface Also extends Supporter {
  readonly source: string
}
export interface DraftPoll extends Card {
  /** What its opener left to the defaults. */
  readonly assumed: { readonly options: boolean; readonly closes: boolean }
  /** What is new on it since its opener saw it whole. */
  readonly changed?: readonly ('options' | 'closes')[]
}

/** The speaker's last act that 「刚才那个不算」 undoes within 10 minutes; key: the person. */
export interface Act {
  readonly person: string
  readonly at: Instant
  readonly act:
    | { readonly did: 'raise' | 'support'; readonly case: number }
    /** What was promised before; `asked`: it was after the limit, so that more time was asked for. */
    | { readonly did: 'promise'; readonly case: number; readonly was: Instant | undefined; readonly asked: boolean }
    | {
        readonly did: 'finish'
        readonly case: number
        readonly stage: CaseStage
        readonly handler: string | undefined
        readonly was?: Unfinished
        /** It was raised by the same words. */
        readonly sight?: boolean
      }
    /** `was`: as it stood before it was changed or dropped; none: it was set. */
    | { readonly did: 'remind'; readonly reminder: number; readonly was?: Reminder }
    | ({
        readonly did: 'vote'
        /** In other polls, by the same message. */
        readonly also?: readonly Voted[]
      } & Voted)
}
/** Whose ballot in a poll was given, and what stood there before. */
export interface Voted {
  readonly poll: number
  readonly units: readonly string[]
  readonly before: readonly (Ballot | undefined)[]
}

/**
 * What one line tells together. Votes and supports of 60 s: key `<room>/<P5|#27>`; ratings: `<room>/#27/rated`; votes that did not count: `<room>/P5/<why>`;
 * what changed for a dwelling within 10 minutes: `mates/5/<unit>`, of no room; what was finished: `done/<room>`.
 */
export interface Bundle {
  readonly key: string
  readonly room: string
  readonly about: string
  readonly until: Instant
  readonly people: readonly string[]
  /** What many households have at once: how often that was told already. */
  readonly spread?: number
  /** Of `done/<room>`: cases that were finished since one was announced there. */
  readonly cases?: readonly number[]
}

/** What of a message went to a model service, as it left, for its author to ask for; key: the message. */
export interface Left {
  readonly message: string
  /** The contact id of who said it: nobody is made known to the rules for having been asked about. */
  readonly from: string
  /** The service's host. */
  readonly to: string
  readonly text: string
  readonly at: Instant
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
  readonly reminder: Reminder
  readonly lower: Lower
  readonly trace: Trace
  readonly report: Report
  readonly left: Left
}
export type Kind = keyof Kinds

/** One document as it is to be stored; without `doc` it is dropped. */
export type Put = { [K in Kind]: { readonly kind: K; readonly key: string; readonly doc?: Kinds[K] } }[Kind]

/** A document, and when something is to be done about it. The counters of a new community wait from the beginning. */
export interface Waiting {
  readonly kind: Kind
  readonly key: string
  readonly at: Instant
}

/** Everything that the rules may look at. */
export interface Community {
  readonly is: Constitution
  readonly calendar: Calendar
  get<K extends Kind>(kind: K, key: string | number): Kinds[K] | undefined
  all<K extends Kind>(kind: K): Iterable<Kinds[K]>
  /** The person with this WeChat contact id. */
  byContact(contact: string): Person | undefined
  /** What is to be done something about by then, in no order. */
  due(now: Instant): readonly Waiting[]
  /** HMAC of the words under the key of a secret poll, in hexadecimal; none where the key is gone. */
  seal(poll: number, words: string): string | undefined
}

/** What is to be said, stored before it is said. */
export interface Line {
  /** Unique in its community for ever: it makes a repeat impossible. */
  readonly key: string
  readonly to: { readonly room: string } | { readonly person: string } | { readonly community: string }
  readonly text: string
  /** What a community is told instead of words. */
  readonly letter?: Letter
  /** Made when it is said, so that it is nowhere stored: the words of a receipt or of a model service, or a file. */
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
  /** A reminder to one person, one of many: all else goes before it. */
  readonly reminds?: true
  /** Only worth saying while the case stands there, the poll runs, or the reminder has that deadline. */
  readonly while?: CaseStands | { readonly poll: number } | { readonly reminder: number; readonly at: Instant }
}

/** `announced`: and what was said of its finish was not taken back. */
export interface CaseStands {
  readonly case: number
  /** Others of the same list: worth saying while any of them stands there. */
  readonly also?: readonly number[]
  readonly stages: readonly CaseStage[]
  readonly announced?: true
}

/** receipt: the code of her secret ballot · result: the picture · record: who voted what, or the codes · doors: who was not reached. */
export interface PollCard {
  readonly card: 'receipt' | 'result' | 'record' | 'doors'
  readonly poll: number
}
/** summary: what the opinions on a case come to · polish: a report in better words, before it is told. */
export type WordCard =
  | { readonly card: 'summary'; readonly case: number }
  | { readonly card: 'polish'; readonly of: 'week' | 'month' }
/** week, month: the picture of a report, with its figures as they were told. */
export type LineCard =
  | PollCard
  | WordCard
  | { readonly card: 'photos'; readonly case: number }
  | { readonly card: 'week'; readonly week: Week }
  | { readonly card: 'month'; readonly month: Month }
