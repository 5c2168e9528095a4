import type { Instant } from '../calendar.ts'
import type { Began, Grade, Handed, Place, PollKind, Read, Repeat } from '../heard/reading.ts'
import type { Handling, Pack, Tier } from './constitution.ts'

/** A case of another community; its number there, once it is known. */
export interface Linked {
  readonly community: string
  readonly name: string
  readonly number?: number
  /** Taken back from them before: so far their numbers are of that. */
  readonly after?: number
  /** Ended here before they had: what they then still say of it is past. */
  readonly over?: true
}

/** How a case is sorted, and who answers for it then. */
export type Sorted = Pick<Case, 'category' | 'kind' | 'tier' | 'handling' | 'urgent' | 'post'>

/** What an end takes from a case, and comes back where it was a mistake. */
export type Unfinished = Pick<Case, 'asked' | 'offered' | 'held' | 'promised' | 'hushed'> &
  Partial<Pick<Case, 'since' | 'due'>>
export type CaseStage = 'open' | 'taken' | 'done' | 'withdrawn' | 'refused'

export interface Case {
  readonly number: number
  readonly title: string
  readonly text: string
  /** Of `text` what was said when it was raised, once more was added: only this is for everybody. */
  readonly raised?: string
  readonly category: string
  /** 子类 of its category. */
  readonly kind?: string | undefined
  readonly place?: Place
  /** Since when it is so, where that was said. */
  readonly began?: Began
  /** Where in `text` the parts were read. */
  readonly read?: Read | undefined
  readonly tier: Tier
  readonly handling: Handling
  readonly urgent: boolean
  readonly danger?: string
  readonly stage: CaseStage
  readonly reporter: string
  /** She asked not to be named: no line about it calls her in a group. */
  readonly unnamed?: true
  /** Posts whose people's conduct it is about: it goes past them, and is not theirs to say. */
  readonly blamed?: readonly string[]
  /** 家暴, 轻生: told in private to those who are to help; no group, list, page or report has it. */
  readonly hidden?: true
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
  /** A convener gave the running time limit. */
  readonly given?: true | undefined
  readonly asked?: { readonly until: Instant; readonly reason: string; readonly by: string } | undefined
  /** Rungs of the running time limit that were said. */
  readonly rungs: readonly Rung[]
  readonly lastRungAt?: Instant | undefined
  /** Of a danger: how often somebody was called again within the running time limit. */
  readonly calls?: number | undefined
  /** Of a danger: those who save are there, or it is said to be over. */
  readonly eased?: Eased | undefined
  /** Since when who told of it is asked something by who works on it. */
  readonly inquiredAt?: Instant | undefined
  readonly news: readonly { readonly at: Instant; readonly text: string; readonly by: string }[]
  readonly media: readonly Medium[]
  readonly endedAt?: Instant | undefined
  readonly outcome?: string | undefined
  /** How often what was said of its finish was put right. */
  readonly corrections?: number | undefined
  /** What was said of its finish was taken back: nobody in public is told what was done. */
  readonly takenDown?: true | undefined
  /** How often it was taken up again. */
  readonly reopened?: number
  /** The last time: what was said of it before is past. */
  readonly reopenedAt?: Instant
  readonly ratings: readonly Rating[]
  /** Of the running finish, by a supervisor. */
  readonly inspection?: { readonly by: string; readonly at: Instant } | undefined
  /** What the reporter said of the running finish when she was called back. */
  readonly calledBack?: { readonly by: string; readonly at: Instant; readonly grade: Grade } | undefined
  /** When those it concerns were asked once more whether it is still mended; 0: too late to ask. */
  readonly askedAgain?: Instant | undefined
  /** It is this one that came back, long after its finish. */
  readonly again?: number
  /** It came back as this one. */
  readonly next?: number
  readonly urgedAt?: Instant | undefined
  /** When it was last said that she goes to the authorities about it. */
  readonly outsideAt?: Instant | undefined
  /** When who works on it was last offered the ways out of what cannot be done. */
  readonly waysAt?: Instant | undefined
  /** The limit of which who works on it was asked till which day it is to be moved. */
  readonly dayAsked?: Instant | undefined
  readonly pressed: boolean
  /** From when it is asked for each working day, before its limit too. */
  readonly pressedAt?: Instant
  /** Its clock stands still: nobody was at home, or there is no money for it yet. */
  readonly held?: Held | undefined
  /** How often within the running limit it stood still because nobody was at home. */
  readonly holds?: number | undefined
  /** Why it is late, by who works on it: told along, until it has a new limit. */
  readonly reason?: { readonly text: string; readonly by: string; readonly at: Instant } | undefined
  /** Why it was given more time, the last time. */
  readonly moved?: string
  /** The highest that has heard of its lateness. */
  readonly level?: Level | undefined
  /** With the level above, which answers for it. */
  readonly up?: Linked | undefined
  /** Where it was taken back from. */
  readonly calledIn?: Linked | undefined
  /** With a level below, to which it was handed down. */
  readonly down?: Linked | undefined
  /** Handed over by another level: its case there, when it was first raised, and why it came. */
  readonly from?: Required<Omit<Linked, 'over' | 'after'>> & { readonly raisedAt: Instant; readonly reason?: string }
  /** The limit of which the level above was told that it is over. */
  readonly lit?: Instant
  /** Withdrawn when this passes, unless the reporter says otherwise (her message was recalled). */
  readonly goingAt?: Instant | undefined
  /** Said to be done by then, before its limit: whoever has it is asked once when it passes. */
  readonly promised?: Instant | undefined
  /** Until then nothing reminds of it; the limit stays. */
  readonly hushed?: Instant | undefined
  /** Who took it first or last: stays answerable when it was sent back, until another takes it. */
  readonly first?: string | undefined
  /** All who took it or said that it is done: none of them judges it. */
  readonly hands?: readonly string[]
  /** Goes on as another, because it is the same. */
  readonly merged?: Merged | undefined
}
/** Into which case, and what it was before, so that it can be parted again. */
export interface Merged {
  readonly into: number
  readonly at: Instant
  readonly by: string
  readonly was: Unfinished & Pick<Case, 'stage'>
  /** What the other one took in: units, messages, media, and words. */
  readonly brought: Brought
}
export interface Brought {
  readonly supporters: readonly Supporter[]
  readonly sources: readonly string[]
  readonly media: readonly Medium[]
  readonly text: string
}
/** `half`: nobody has taken it. `again`: once each working day after red, and of what is pressed before it too. */
export type Eased = 'helped' | 'over'
export type Rung = 'half' | 'yellow' | 'red' | 'again' | 'call'
/** Who hears of what is late. */
export type Level = 'handler' | 'convener' | 'supervisor' | 'above'
export interface Held {
  readonly since: Instant
  /** When that was said for the last time. */
  readonly last?: Instant
  readonly until: Instant
  readonly why: 'resident' | 'review'
  readonly reason: string
  /** Who said so: its reporter, when she will be at home. */
  readonly by?: string
}
/** The last word of one household on a finish. */
export interface Rating {
  readonly by: string
  readonly unit: string
  readonly grade: Grade
  readonly text: string
  readonly at?: Instant
  /** Said in private: quoted in no group. */
  readonly apart?: true
}
export interface Supporter {
  readonly person: string
  /** The household, or the person where none is known: counts once. */
  readonly unit: string
  readonly place?: Place
  /** Where it was said; none in private. */
  readonly room?: string
  /** The message in which it was said: recalled, it is taken back. */
  readonly source?: string
}
export interface Medium {
  /** The message it came with. */
  readonly of: string
  readonly when: 'raised' | 'done'
  /** It came in private from somebody who does not work on cases: no group sees it. */
  readonly apart?: true
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
  readonly voiding?:
    | {
        readonly by: string
        readonly reason: string
        readonly at?: Instant
        /** Whose telephone it was: nobody is two conveners. */
        readonly contact?: string
      }
    | undefined
  /** Its last extension: who may take it back for some minutes, and the close of before. */
  readonly extended?: { readonly by: string; readonly at: Instant; readonly was: Instant }
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
}
/** What the convener makes of the result. */
export interface Conclusion {
  readonly text: string
  readonly by: string
  /** When it is looked at again. */
  readonly review?: Instant
  readonly reviewed?: true
}
/** Votes by option; `apart` are those of people whose household is not confirmed (of a secret poll none, only how many), `aside` those a convener contests. */
export interface Tally {
  readonly counts: readonly number[]
  readonly units: number
  readonly apart: readonly number[]
  readonly apartUnits: number
  readonly aside?: number
  /** Of a secret poll: who gave the ballots of `units`, where these are fewer. */
  readonly people?: number
  /** How many of `units` a steward entered. */
  readonly handed?: number
  /** Those by option. */
  readonly contested?: readonly number[]
  /** Of `owners`: m² by option, and of all that voted. */
  readonly areas?: readonly number[]
  readonly area?: number
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
  /** What it replaced: stands again if it was entered by mistake. */
  readonly before?: Ballot
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
  /** By its author; it keeps its number. */
  readonly withdrawn?: true
}

/** What is kept of a case for the reports, longer than the case itself; key: its number. It names nobody. */
export interface Trace {
  readonly number: number
  readonly category: string
  readonly kind?: string
  readonly place?: Pick<Place, 'building' | 'unit' | 'named'>
  readonly tier: Tier
  readonly handling: Handling
  readonly stage: CaseStage
  readonly raisedAt: Instant
  readonly due: Instant
  /** When somebody first answered who raised it. */
  readonly first?: Instant
  readonly endedAt?: Instant
  /** Households that rated it, and how many of them well, and badly. */
  readonly rated?: number
  readonly good?: number
  readonly poor?: number
  readonly reopened?: number
  /** It was told as one of a kind. */
  readonly told?: true
}

/** What everybody is reminded of; key: its number (「R3」 is 3). */
export interface Reminder {
  readonly number: number
  readonly text: string
  /** The deadline; of what comes round, the next one. */
  readonly at: Instant
  /** From when sayings of this deadline count. */
  readonly since: Instant
  /** An hour was named; else it is of the whole day. */
  readonly timed: boolean
  /** It is to be done before. */
  readonly before: boolean
  readonly repeat?: Repeat
  readonly by: string
  /** Of this deadline. */
  readonly rungs: readonly ReminderRung[]
  /** Of any. */
  readonly saidAt?: Instant
  /** The groups have heard of it. */
  readonly told?: true
  readonly endedAt?: Instant
}
/** now: too near for any other. */
export type ReminderRung = 'three-days' | 'day' | 'hours' | 'now'
