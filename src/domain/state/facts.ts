import type { Instant } from '../calendar.ts'
import type { Grade, Mood, Place } from '../heard/reading.ts'
import type { Letter, Lower } from '../level/letter.ts'
import type { Act, Bundle, Gap, Hearing, Invitation, Left, Pending, Person, Room, Week } from './community.ts'
import type { Handling } from './constitution.ts'
import type { Day, Month, Pattern } from './figures.ts'
import type {
  Ballot,
  Brought,
  Case,
  CaseStage,
  Coded,
  Conclusion,
  Eased,
  Forum,
  Held,
  Level,
  Linked,
  Medium,
  Opinion,
  Poll,
  PollRung,
  Reminder,
  ReminderRung,
  Rung,
  Sealed,
  Sorted,
  Supporter,
  Tally,
  Unfinished,
  Voter,
} from './matter.ts'

/** What people think about a case, before they vote. */
type Deliberated =
  | { readonly type: 'forum-opened'; readonly forum: Forum }
  | { readonly type: 'opinion-given'; readonly opinion: Opinion; readonly source: string }
  | { readonly type: 'opinion-seconded'; readonly opinion: number; readonly by: string; readonly unit: string }
  | { readonly type: 'opinion-withdrawn'; readonly opinion: number; readonly by: string }
  | { readonly type: 'forum-closed'; readonly forum: Forum }
export type ForumFact = { readonly case: number; readonly at: Instant } & Deliberated

/** What is said of a finish, and what comes of it. */
type Judged =
  | {
      readonly type: 'case-rated'
      readonly by: string
      readonly unit: string
      readonly grade: Grade
      readonly text: string
      readonly apart?: true
    }
  /** `how`: by whom else than its reporter; of a share, with the reason of each. */
  | {
      readonly type: 'case-reopened'
      readonly by: string
      readonly text: string
      readonly due: Instant
      readonly how?: 'share' | 'inspection' | 'call' | 'office'
      readonly reasons?: readonly { readonly text: string; readonly apart?: true }[]
    }
  | { readonly type: 'case-inspected'; readonly by: string; readonly passed: boolean; readonly text: string }
  /** What its reporter said, by whoever asked her. */
  /** The reporter could not be reached. */
  | { readonly type: 'call-missed'; readonly by: string }
  | {
      readonly type: 'called-back'
      readonly by: string
      readonly unit: string
      readonly grade: Grade
      readonly text: string
    }
  /** Four weeks after the finish, once; `skipped`: too late for it. */
  | { readonly type: 'asked-again'; readonly skipped?: true }
  /** A new case goes on from it. */
  | { readonly type: 'came-back'; readonly by: string; readonly as: number; readonly text: string }
export type JudgedFact = { readonly case: number; readonly at: Instant } & Judged

/** What happened to a case. `by` is the key of a person. */
export type CaseFact = {
  readonly case: number
  readonly at: Instant
} /** `quiet`: by somebody who has called for much in this hour; it wakes nobody. */ & (
  | { readonly type: 'case-raised'; readonly matter: Case; readonly quiet?: true }
  | { readonly type: 'case-supported'; readonly supporter: Supporter; readonly source: string }
  | { readonly type: 'support-withdrawn'; readonly by: string }
  | {
      readonly type: 'words-added'
      readonly by: string
      readonly text: string
      readonly media: readonly Medium[]
      readonly source: string
      readonly quiet?: true
      /** A danger goes on: the conveners hear it too. */
      readonly alarm?: true
      readonly eases?: Eased
      /** To what those at work asked of her, or what she asks of them. */
      readonly how?: 'answer' | 'question'
    }
  /** She asked not to be named. */
  | { readonly type: 'reporter-hidden'; readonly by: string }
  | { readonly type: 'file-kept'; readonly of: string; readonly file: string }
  | { readonly type: 'file-lost'; readonly of: string; readonly by: string }
  /** `text`: as it would have been said. */
  | {
      readonly type: 'case-corrected'
      readonly by: string
      readonly place?: Place
      readonly title: string
      readonly text?: string
    }
  /** It goes on as another. The other one takes in its people, messages, photos and words. */
  | { readonly type: 'case-merged'; readonly by: string; readonly into: number; readonly brought: Brought }
  | { readonly type: 'case-took-in'; readonly by: string; readonly of: number; readonly brought: Brought }
  /** That was a mistake. */
  | { readonly type: 'case-parted'; readonly by: string; readonly from: number }
  | { readonly type: 'case-let-go'; readonly by: string; readonly of: number; readonly brought: Brought }
  /** `calls`: it goes to another post, or presses now: who is to do it is called. */
  | {
      readonly type: 'case-sorted'
      readonly by: string
      readonly after: Sorted & Pick<Case, 'due'>
      readonly calls?: true
    }
  | { readonly type: 'case-taken'; readonly by: string; readonly post: string | undefined }
  | { readonly type: 'news-given'; readonly by: string; readonly text: string }
  /** By who works on it, of who told of it. */
  | { readonly type: 'reporter-asked'; readonly by: string; readonly text: string }
  | { readonly type: 'case-offered'; readonly by: string; readonly to: string }
  | { readonly type: 'offer-declined'; readonly by: string; readonly from: string; readonly reason: string }
  | { readonly type: 'case-sent-back'; readonly by: string; readonly reason: string; readonly post: string | undefined }
  | { readonly type: 'case-refused'; readonly by: string; readonly reason: string }
  | { readonly type: 'time-asked'; readonly by: string; readonly until: Instant; readonly reason: string }
  | { readonly type: 'time-given'; readonly by: string; readonly until: Instant; readonly reason: string }
  | { readonly type: 'time-refused'; readonly by: string; readonly reason: string }
  /** The ways out of what cannot be done, or the day that somebody left open: once. */
  | { readonly type: 'ways-offered' | 'day-asked'; readonly by: string }
  | { readonly type: 'promise-made'; readonly by: string; readonly until: Instant }
  | { readonly type: 'promise-passed'; readonly until: Instant }
  /** `asked`: more time had been asked for. */
  | {
      readonly type: 'promise-dropped'
      readonly by: string
      readonly before: Instant | undefined
      readonly asked: boolean
    }
  | { readonly type: 'reminders-hushed'; readonly by: string; readonly until: Instant }
  /** Its reporter can wait: the ordinary limit holds. */
  | { readonly type: 'hurry-dropped'; readonly by: string; readonly due: Instant }
  /** `outside`: she goes to the authorities, which the conveners hear. */
  | { readonly type: 'case-urged'; readonly by: string; readonly outside?: true }
  | { readonly type: 'case-pressed'; readonly by: string; readonly text?: string }
  | { readonly type: 'help-wanted'; readonly by: string; readonly text?: string }
  | { readonly type: 'case-finished'; readonly by: string; readonly text: string; readonly media: readonly Medium[] }
  | { readonly type: 'announcement-corrected'; readonly by: string; readonly text: string }
  | { readonly type: 'announcement-withdrawn'; readonly by: string; readonly reason: string }
  /** Back to what it was before. */
  | {
      readonly type: 'finish-undone'
      readonly by: string
      readonly stage: CaseStage
      readonly handler: string | undefined
      readonly was?: Unfinished
    }
  | Judged
  | { readonly type: 'withdrawal-announced'; readonly by: string; readonly going: Instant }
  | { readonly type: 'withdrawal-stopped'; readonly by: string }
  /** `reason`: of another level. */
  | { readonly type: 'case-withdrawn'; readonly by: string; readonly reason?: string }
  | { readonly type: 'passed-up' | 'sent-down'; readonly by: string; readonly reason: string; readonly to: Linked }
  /** Which number it has there, and until when they answer, for this community. */
  | {
      readonly type: 'level-answered'
      /** For the first time. */
      readonly opened?: true
      readonly by: string
      readonly number: number
      readonly due: Instant
      readonly reason: string
    }
  /** Not theirs, or not to be reached: it is this community's own again. `by`: who took it back; `gone`: no level of ours any more. */
  | {
      readonly type: 'level-released'
      readonly by?: string
      readonly gone?: true
      readonly level: string
      readonly reason: string
      readonly handling: Handling
      readonly due: Instant
    }
  /** `level`: who hears of it; none: of before there were levels. `first`: they had not heard of it yet. */
  | { readonly type: 'case-reminded'; readonly rung: Rung; readonly level?: Level; readonly first?: true }
  | { readonly type: 'reason-given'; readonly by: string; readonly text: string }
  | ({ readonly type: 'clock-held'; readonly by: string } & Pick<Held, 'until' | 'why' | 'reason'>)
  /** By nobody: it was held until now. Its limit moves by the time that it was held. */
  | {
      readonly type: 'clock-resumed'
      readonly by?: string
      readonly was: Held
      readonly since: Instant
      readonly due: Instant
    }
  /** With those before it. */
  | { readonly type: 'pattern-seen'; readonly pattern: Pattern }
  | Deliberated
)

/** What happened to a poll. */
export type PollFact = { readonly poll: number; readonly at: Instant } & (
  | { readonly type: 'poll-opened'; readonly matter: Poll }
  | {
      readonly type: 'ballot-cast'
      readonly ballot: Ballot
      readonly before: Ballot | undefined
      readonly source: string
    }
  | {
      readonly type: 'ballot-taken-back'
      readonly unit: string
      readonly by: string
      readonly before: Ballot | undefined
      /** A steward's, entered by mistake: the reason, where one was given. */
      readonly entered?: string
    }
  | { readonly type: 'paper-kept'; readonly unit: string; readonly file: string }
  /** In a secret poll: that she voted, not what. */
  | { readonly type: 'voted'; readonly voter: Voter; readonly again: boolean; readonly source: string }
  | { readonly type: 'voter-withdrawn'; readonly unit: string; readonly by: string; readonly entered?: string }
  /** Contested, or no longer so. */
  | { readonly type: 'ballot-set-aside'; readonly unit: string; readonly by: string; readonly reason: string }
  | { readonly type: 'ballot-restored'; readonly unit: string; readonly by: string }
  /** `back`: said by mistake just before, it is earlier again, but not before what was announced first. */
  | {
      readonly type: 'poll-extended'
      readonly by: string
      readonly closes: Instant
      readonly reason: string
      readonly back?: true
    }
  | { readonly type: 'voiding-asked'; readonly by: string; readonly reason: string; readonly contact?: string }
  | { readonly type: 'voiding-dropped'; readonly by: string }
  | { readonly type: 'poll-reminded'; readonly rung: PollRung }
  | { readonly type: 'reminders-declined'; readonly by: string }
  | { readonly type: 'poll-concluded'; readonly conclusion: Conclusion }
  | { readonly type: 'review-due' }
  /** For `lost` ms nothing could be heard; its close moves by `moved`. */
  | { readonly type: 'poll-interrupted'; readonly lost: number; readonly moved: number }
  | { readonly type: 'poll-closed'; readonly result: Tally; readonly codes?: readonly Coded[] }
  | {
      readonly type: 'poll-voided'
      readonly by: string
      /** The second convener, where people had voted. */
      readonly also?: string
      readonly reason: string
      /** As it stood. */
      readonly result: Tally
      readonly codes?: readonly Coded[]
    }
)

/** What happened to what everybody is reminded of. `missed`: sayings that came too late to be worth it. */
export type ReminderFact = { readonly reminder: number; readonly at: Instant } & (
  | { readonly type: 'reminder-set'; readonly matter: Reminder }
  | { readonly type: 'reminder-said'; readonly rung: ReminderRung }
  | { readonly type: 'reminder-changed'; readonly by: string; readonly matter: Reminder }
  | { readonly type: 'reminder-dropped'; readonly by: string }
  | { readonly type: 'reminder-restored'; readonly by: string; readonly matter: Reminder }
  /** On to the next time that it comes round. */
  | { readonly type: 'reminder-moved'; readonly until: Instant; readonly missed: number }
  | { readonly type: 'reminder-over'; readonly missed: number }
  | { readonly type: 'reminder-forgotten' }
)

/** What happened to people, rooms and talk; in no matter's public record. */
export type OtherFact = { readonly at: Instant } & (
  | { readonly type: 'person-changed'; readonly person: Person }
  /** Of a level below: it is late, or no longer. */
  | { readonly type: 'lower-late'; readonly lower: Lower; readonly above: boolean }
  | { readonly type: 'lower-settled'; readonly community: string; readonly number: number }
  /** Nothing changed here by their letter, but they are to know it. */
  | { readonly type: 'letter-replied'; readonly to: string; readonly letter: Letter }
  | { readonly type: 'letter-lost'; readonly number: number; readonly name: string }
  | { readonly type: 'person-met'; readonly person: Person }
  | { readonly type: 'words-passed'; readonly person: Person }
  /** What she was refused, and how often she changed a ballot. */
  | { readonly type: 'person-noted'; readonly person: Person }
  | { readonly type: 'dwelling-claimed'; readonly person: Person; readonly household: string }
  | {
      readonly type: 'dwelling-confirmed'
      readonly person: Person
      readonly household: string
      readonly by: string
    }
  | { readonly type: 'room-changed'; readonly room: Room }
  /** Of a mood there something was heard; `told`: and so often that the conveners are told. */
  | {
      readonly type: 'room-heated'
      readonly room: Room
      readonly told?: { readonly mood: Mood; readonly times: readonly Instant[] }
    }
  | { readonly type: 'room-bound'; readonly room: Room }
  | { readonly type: 'room-renamed'; readonly room: Room; readonly was: string }
  /** The bot was removed, or the group dissolved. */
  | { readonly type: 'room-lost'; readonly room: Room }
  | { readonly type: 'account-seen'; readonly hearing: Hearing }
  /** Contact ids are new with this login: nobody is known by hers, no room by its own. */
  | { readonly type: 'contacts-void' }
  | { readonly type: 'gap-noted'; readonly hearing: Hearing }
  | { readonly type: 'gaps-told'; readonly gaps: readonly Gap[] }
  | { readonly type: 'clock-behind'; readonly ms: number }
  | { readonly type: 'left-for-model'; readonly left: Left }
  /** Kept long enough, or she wants it gone. */
  | { readonly type: 'left-forgotten'; readonly messages: readonly string[] }
  | { readonly type: 'person-invited'; readonly invitation: Invitation }
  /** `merged`: the stranger's document that this contact had before. */
  | {
      readonly type: 'invitation-used'
      readonly hash: string
      readonly person: Person
      readonly merged: string | undefined
    }
  | { readonly type: 'invitation-burnt'; readonly hash: string }
  | { readonly type: 'asked'; readonly pending: Pending }
  /** What was voted in a secret poll: in no record, and stored apart from who voted. */
  | { readonly type: 'ballot-sealed'; readonly key: string; readonly ballot: Sealed | undefined }
  /** More was said of a report before its author answered. */
  | { readonly type: 'draft-changed'; readonly pending: Pending }
  /** `card`: the poll that waits to be posted, which is no question. */
  | { readonly type: 'question-dropped'; readonly person: string; readonly card?: true }
  /** Posts that begin this evening; none: the duty does not change, or it is too late to tell. */
  | { readonly type: 'duty-told'; readonly evening: Instant; readonly posts: readonly string[] }
  /** Staff announced to a group that something will be off. */
  | {
      readonly type: 'stoppage-heard'
      readonly by: string
      readonly what: string
      readonly until: Instant
      readonly timed: boolean
    }
  | { readonly type: 'act-noted'; readonly act: Act }
  | { readonly type: 'act-forgotten'; readonly person: string }
  | { readonly type: 'bundle-opened'; readonly bundle: Bundle }
  | { readonly type: 'bundle-grew'; readonly key: string; readonly person: string }
  | { readonly type: 'bundle-said'; readonly bundle: Bundle }
  /** Finished soon after another that was announced there: the bundle `key` tells it. */
  | { readonly type: 'finish-bundled'; readonly key: string; readonly number: number }
  | { readonly type: 'lines-counted'; readonly room: string; readonly day: string; readonly count: number }
  /** None: nothing happened, or it is too late to tell. `skipped`: so many of them were not told. */
  | {
      readonly type: 'week-reported'
      readonly monday: Instant
      readonly week: Week | undefined
      readonly skipped?: number
    }
  | {
      readonly type: 'day-reported'
      readonly morning: Instant
      readonly day: Day | undefined
      readonly skipped?: number
    }
  | {
      readonly type: 'month-reported'
      readonly first: Instant
      readonly month: Month | undefined
      readonly skipped?: number
    }
  /** Its days off are not known: every Monday to Friday counts as a working day. */
  | { readonly type: 'year-unknown'; readonly year: number }
  /** 「#27」, 「P5」: open without a next action, or what was due was not done. All that was told today. */
  | { readonly type: 'unattended-found'; readonly fresh: readonly string[]; readonly matters: readonly string[] }
)

/** What can happen. Each changes documents by `evolve`, and is worded by `say` where somebody is to hear of it. */
export type Fact = CaseFact | PollFact | ReminderFact | OtherFact

/** The matter whose record a fact belongs to: 「#27」, 「P5」 or none. */
export const matterOf = (fact: Fact): string | undefined =>
  'case' in fact ? `#${fact.case}` : 'poll' in fact ? `P${fact.poll}` : undefined
