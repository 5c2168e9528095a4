import type { Instant } from './calendar.ts'
import type { Act, Bundle, Gap, Hearing, Invitation, Pending, Person, Room, Week } from './community.ts'
import type {
  Ballot,
  Case,
  CaseStage,
  Coded,
  Conclusion,
  Forum,
  Medium,
  Opinion,
  Poll,
  PollRung,
  Rung,
  Sealed,
  Supporter,
  Tally,
  Voter,
} from './matter.ts'
import type { Grade, Place } from './reading.ts'

/** What people think about a case, before they vote. */
type Deliberated =
  | { readonly type: 'forum-opened'; readonly forum: Forum }
  | { readonly type: 'opinion-given'; readonly opinion: Opinion; readonly source: string }
  | { readonly type: 'opinion-seconded'; readonly opinion: number; readonly by: string; readonly unit: string }
  | { readonly type: 'opinion-withdrawn'; readonly opinion: number; readonly by: string }
  | { readonly type: 'forum-closed'; readonly forum: Forum }
export type ForumFact = { readonly case: number; readonly at: Instant } & Deliberated

/** What happened to a case. `by` is the key of a person. */
export type CaseFact = { readonly case: number; readonly at: Instant } & (
  | { readonly type: 'case-raised'; readonly matter: Case }
  | { readonly type: 'case-supported'; readonly supporter: Supporter; readonly source: string }
  | { readonly type: 'support-withdrawn'; readonly by: string }
  | {
      readonly type: 'words-added'
      readonly by: string
      readonly text: string
      readonly media: readonly Medium[]
      readonly source: string
    }
  | { readonly type: 'file-kept'; readonly of: string; readonly file: string }
  | { readonly type: 'file-lost'; readonly of: string; readonly by: string }
  | { readonly type: 'case-corrected'; readonly by: string; readonly place: Place; readonly title: string }
  | { readonly type: 'case-taken'; readonly by: string; readonly post: string | undefined }
  | { readonly type: 'news-given'; readonly by: string; readonly text: string }
  | { readonly type: 'case-offered'; readonly by: string; readonly to: string }
  | { readonly type: 'offer-declined'; readonly by: string; readonly from: string; readonly reason: string }
  | { readonly type: 'case-sent-back'; readonly by: string; readonly reason: string; readonly post: string | undefined }
  | { readonly type: 'case-refused'; readonly by: string; readonly reason: string }
  | { readonly type: 'time-asked'; readonly by: string; readonly until: Instant; readonly reason: string }
  | { readonly type: 'time-given'; readonly by: string; readonly until: Instant; readonly reason: string }
  | { readonly type: 'case-urged'; readonly by: string }
  | { readonly type: 'case-pressed'; readonly by: string }
  | { readonly type: 'help-wanted'; readonly by: string }
  | { readonly type: 'case-finished'; readonly by: string; readonly text: string; readonly media: readonly Medium[] }
  /** Back to what it was before. */
  | {
      readonly type: 'finish-undone'
      readonly by: string
      readonly stage: CaseStage
      readonly handler: string | undefined
    }
  | {
      readonly type: 'case-rated'
      readonly by: string
      readonly unit: string
      readonly grade: Grade
      readonly text: string
    }
  | { readonly type: 'case-reopened'; readonly by: string; readonly text: string; readonly due: Instant }
  | { readonly type: 'withdrawal-announced'; readonly by: string; readonly going: Instant }
  | { readonly type: 'withdrawal-stopped'; readonly by: string }
  | { readonly type: 'case-withdrawn'; readonly by: string }
  | { readonly type: 'case-reminded'; readonly rung: Rung }
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

/** What happened to people, rooms and talk; in no matter's public record. */
export type OtherFact = { readonly at: Instant } & (
  | { readonly type: 'person-changed'; readonly person: Person }
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
  /** `card`: the poll that waits to be posted, which is no question. */
  | { readonly type: 'question-dropped'; readonly person: string; readonly card?: true }
  | { readonly type: 'act-noted'; readonly act: Act }
  | { readonly type: 'act-forgotten'; readonly person: string }
  | { readonly type: 'bundle-opened'; readonly bundle: Bundle }
  | { readonly type: 'bundle-grew'; readonly key: string; readonly person: string }
  | { readonly type: 'bundle-said'; readonly bundle: Bundle }
  | { readonly type: 'lines-counted'; readonly room: string; readonly day: string; readonly count: number }
  | { readonly type: 'week-reported'; readonly monday: Instant; readonly week: Week | undefined }
)

/** What can happen. Each changes documents by `evolve`, and is worded by `say` where somebody is to hear of it. */
export type Fact = CaseFact | PollFact | OtherFact

/** The matter whose record a fact belongs to: 「#27」, 「P5」 or none. */
export const matterOf = (fact: Fact): string | undefined =>
  'case' in fact ? `#${fact.case}` : 'poll' in fact ? `P${fact.poll}` : undefined
