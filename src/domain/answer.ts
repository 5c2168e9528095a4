import type { Instant } from './calendar.ts'
import type { Figure, Grade, Handed, HelpTopic, ReminderWords, Topic } from './heard/reading.ts'
import type { Unfit } from './wording/level.ts'

/** What is said without anything having changed: refusals, standings, lists, hints. Worded by `wording`, kept until said. */
export type Answer = CaseAnswer | PollAnswer | TalkAnswer

interface Addressed {
  /** None: where the speaker said it, calling her. */
  readonly to?: Audience
}

/** About one case. */
export type CaseAnswer = Addressed &
  (
    | {
        readonly say: 'not-yours'
        readonly case: number
        readonly who: 'post' | 'reporter' | 'conveners' | 'supervisors' | 'callers'
        readonly told: boolean
      }
    | { readonly say: 'told-on'; readonly case: number; readonly text: string }
    | { readonly say: 'wrong-stage'; readonly case: number }
    | { readonly say: 'case-full'; readonly case: number }
    /** It cannot go to another level. */
    | { readonly say: 'unfit'; readonly case: number; readonly why: Unfit }
    | { readonly say: 'in-hand'; readonly case: number }
    | { readonly say: 'yours-already'; readonly case: number }
    | { readonly say: 'supported-already'; readonly case: number }
    | { readonly say: 'reason-missing'; readonly case: number; readonly command: Command }
    | { readonly say: 'date-missing'; readonly case: number }
    /** There is no such category or kind. */
    | { readonly say: 'which-sort'; readonly case: number; readonly as: string }
    | { readonly say: 'sorted-already'; readonly case: number }
    | { readonly say: 'sorted-by'; readonly case: number }
    | { readonly say: 'not-merged'; readonly case: number; readonly into: number; readonly why: NotMerged }
    | { readonly say: 'suspend-how'; readonly case: number }
    | { readonly say: 'nothing-asked'; readonly case: number }
    | { readonly say: 'urged-already'; readonly case: number }
    | { readonly say: 'limit-stays'; readonly case: number }
    /** The day that was asked for comes before its limit. */
    | { readonly say: 'in-time'; readonly case: number }
    /** She named a later day while another question waits for her answer. */
    | { readonly say: 'later-than-limit'; readonly case: number; readonly until: Instant }
    /** What is said of its finish cannot be put right, or taken back, before. */
    | { readonly say: 'not-finished'; readonly case: number; readonly command: 'correct-finish' | 'take-down' }
    | { readonly say: 'waits'; readonly case: number } // for its reporter, as was said
    | { readonly say: 'waited-enough'; readonly case: number } // only a convener puts it off further
    | { readonly say: 'others-wait'; readonly case: number } // who reported it is in no hurry, others may be
    | { readonly say: 'unnamed'; readonly case: number }
    | { readonly say: 'ways-out'; readonly case: number }
    | { readonly say: 'alike-open'; readonly case: number }
    | { readonly say: 'reopened-enough'; readonly case: number }
    | { readonly say: 'inspect-please'; readonly case: number; readonly text: string }
    | { readonly say: 'not-right'; readonly case: number; readonly text: string } // one household's word, by nobody's name
    | { readonly say: 'not-affected'; readonly case: number; readonly grade: Grade }
    | { readonly say: 'own-inspection'; readonly case: number }
    | { readonly say: 'judged-already'; readonly case: number }
    | { readonly say: 'inspected-already'; readonly case: number }
    | { readonly say: 'corrected-enough'; readonly case: number }
    | { readonly say: 'taken-down-already'; readonly case: number }
    | { readonly say: 'close-please'; readonly case: number }
    | { readonly say: 'is-it-done'; readonly case: number } // nobody has taken it, and nothing tells which is done
    | { readonly say: 'good-news-told'; readonly case: number }
    | { readonly say: 'apart'; readonly case: number }
    | { readonly say: 'progress'; readonly case: number; readonly why?: true }
    | { readonly say: 'whose'; readonly case: number }
    | { readonly say: 'where'; readonly case: number; readonly who: boolean }
    /** Name, door and telephone, for whoever goes there. */
    | { readonly say: 'whose-home'; readonly case: number }
    | { readonly say: 'not-in-public'; readonly case: number }
    | { readonly say: 'forum-runs'; readonly case: number }
    | { readonly say: 'no-forum'; readonly case: number }
    | { readonly say: 'opinion-length'; readonly case: number }
    | { readonly say: 'forum-full'; readonly case: number }
    | { readonly say: 'opinions-enough'; readonly case: number }
    | { readonly say: 'no-such-opinion'; readonly case: number; readonly opinion: number }
    | { readonly say: 'seconded-already'; readonly case: number }
    | { readonly say: 'opinions'; readonly case: number }
    /** Worked out when it is said. */
    | { readonly say: 'summary'; readonly case: number }
    | { readonly say: 'no-own-opinion'; readonly case: number }
    | { readonly say: 'opinion-seconded'; readonly case: number; readonly opinion: number }
    | { readonly say: 'second-which'; readonly case: number; readonly opinion?: number; readonly text: string }
  )

/** About one poll. */
export type PollAnswer = Addressed &
  (
    | { readonly say: 'poll-over'; readonly poll: number }
    /** To conveners, who may still say what follows. */
    | { readonly say: 'poll-settled'; readonly poll: number }
    /** What they change before a card is posted stands fixed after. */
    | { readonly say: 'posted-fixed'; readonly poll: number }
    | { readonly say: 'urge-poll'; readonly poll: number }
    | { readonly say: 'not-voiding'; readonly poll: number; readonly asked: boolean }
    /** A weekday that comes before the close, or on it: what was understood, and the next one after the close. */
    | { readonly say: 'extend-before'; readonly poll: number; readonly closes: Instant; readonly later: Instant }
    | { readonly say: 'back-voted'; readonly poll: number }
    | { readonly say: 'own-secret'; readonly poll: number; readonly household: string }
    | { readonly say: 'by-name'; readonly poll: number }
    | { readonly say: 'no-hand-in'; readonly poll: number }
    | {
        readonly say: 'hand-in-hint'
        readonly poll: number
        readonly household: string
        readonly choices: readonly number[]
      }
    | { readonly say: 'not-handed'; readonly poll: number; readonly household: string }
    | { readonly say: 'others-hand-in'; readonly poll: number; readonly household: string }
    /** What stands again, if anything; of a secret poll nothing does. `told`: to the household. */
    | {
        readonly say: 'hand-in-back'
        readonly poll: number
        readonly household: string
        readonly choices?: readonly number[]
        readonly told?: true
      }
    | {
        readonly say: 'handed-in-several'
        readonly poll: number
        readonly done: readonly { readonly household: string; readonly choices: readonly number[] }[]
        readonly failed: readonly { readonly household: string; readonly why: string }[]
        readonly unread: readonly string[]
      }
    | { readonly say: 'void-reason'; readonly poll: number }
    | { readonly say: 'void-waits'; readonly poll: number }
    | { readonly say: 'void-alone'; readonly poll: number }
    | { readonly say: 'extend-until'; readonly poll: number }
    | { readonly say: 'extend-reason'; readonly poll: number; readonly closes: Instant }
    /** What was understood, where a time was said. */
    | { readonly say: 'not-shorter'; readonly poll: number; readonly closes?: Instant }
    | { readonly say: 'not-over'; readonly poll: number }
    | { readonly say: 'conclude-how'; readonly poll: number }
    | { readonly say: 'aside-reason'; readonly poll: number; readonly household: string }
    | { readonly say: 'secret-stays'; readonly poll: number }
    | { readonly say: 'no-ballot'; readonly poll: number; readonly household: string }
    | { readonly say: 'not-aside'; readonly poll: number; readonly household: string }
    | { readonly say: 'not-on-roll'; readonly poll: number; readonly household: string }
    | { readonly say: 'voted-later'; readonly poll: number; readonly household: string }
    | { readonly say: 'photo-please'; readonly poll: number }
    | { readonly say: 'hand-in-privately'; readonly poll: number }
    | { readonly say: 'photo-seen'; readonly poll: number }
    | {
        readonly say: 'handed-in'
        readonly poll: number
        readonly household: string
        readonly choices: readonly number[]
        readonly how: Handed
        readonly again: boolean
      }
    /** None: what was voted in a secret poll is told to nobody. */
    | {
        readonly say: 'hand-in-replaced'
        readonly poll: number
        readonly household: string
        readonly how: Handed
        readonly choices?: readonly number[]
      }
    | { readonly say: 'vote-for-whom'; readonly poll: number; readonly who: string }
    | { readonly say: 'vote-for-waits'; readonly poll: number }
    | {
        readonly say: 'hand-in-please'
        readonly poll: number
        readonly household: string
        readonly who: string
        readonly name: string
        /** None: a secret poll's choices are passed on to nobody. */
        readonly choices: readonly number[]
      }
    | { readonly say: 'units-counted'; readonly poll: number; readonly units: number }
    | { readonly say: 'doors'; readonly poll: number; readonly within?: string }
    | { readonly say: 'no-doors'; readonly poll: number }
    | { readonly say: 'vote-privately'; readonly poll: number }
    | { readonly say: 'befriend-to-vote'; readonly poll: number }
    | { readonly say: 'chain-unread'; readonly poll: number }
    | { readonly say: 'counted-apart'; readonly poll: number; readonly name: string }
    | { readonly say: 'not-voting'; readonly poll: number }
    /** What her words were understood to choose, where the others see her name alone. */
    | { readonly say: 'noted'; readonly poll: number; readonly choices: readonly number[] }
    /** None: her own. */
    | { readonly say: 'stays-aside'; readonly poll: number; readonly household?: string }
    | { readonly say: 'vote-undone'; readonly poll: number }
    | { readonly say: 'namesakes'; readonly poll: number; readonly name: string }
    | { readonly say: 'chain-apart'; readonly poll: number; readonly name: string }
    /** All the same to her, of a card that has no 弃权. */
    | { readonly say: 'either'; readonly poll: number }
    | { readonly say: 'who-voted'; readonly poll: number }
    | { readonly say: 'who-may'; readonly poll: number }
    /** Of a secret poll nothing that was said is kept beside who said it, not even till the answer. */
    | { readonly say: 'which-option'; readonly poll: number }
    | { readonly say: 'for-or-abstain'; readonly poll: number }
    | { readonly say: 'no-such-option'; readonly poll: number; readonly number: number }
    | { readonly say: 'too-many'; readonly poll: number }
    | { readonly say: 'outside'; readonly poll: number }
    | { readonly say: 'changed-enough'; readonly poll: number; readonly until: Instant }
    | { readonly say: 'where-home'; readonly poll: number }
    /** What stands again, if anything. */
    | { readonly say: 'housemate-took-back'; readonly poll: number; readonly choices?: readonly number[] }
    | { readonly say: 'status'; readonly poll: number }
    /** With its sheet: every ballot by who gave it, or by its code. */
    | { readonly say: 'record' | 'codes'; readonly poll: number }
    /** Worked out when it is said. */
    | { readonly say: 'own-code'; readonly poll: number }
    | { readonly say: 'code-gone' | 'code-elsewhere' | 'no-code' | 'who-sees'; readonly poll: number }
    | {
        readonly say: 'my-ballot'
        readonly poll: number
        /** What each of her dwellings chose. */
        readonly ballots: readonly (readonly number[])[]
        readonly voted: boolean
        /** A convener contests it. */
        readonly aside?: boolean
        /** Without what was voted. */
        readonly aloud: boolean
      }
    /** None: a secret poll's choices are told to nobody. */
    | {
        readonly say: 'housemate-voted'
        readonly poll: number
        readonly choices?: readonly number[]
        readonly again: boolean
        readonly handed?: Handed
      }
  )

/** About neither. */
export type TalkAnswer = Addressed &
  (
    | { readonly say: 'no-such-case'; readonly number: number }
    | { readonly say: 'no-such-poll'; readonly number: number }
    | { readonly say: 'told-conveners'; readonly text: string }
    | { readonly say: 'to-conveners' }
    | { readonly say: 'rumour-passed-on' }
    | { readonly say: 'register-how' }
    | { readonly say: 'rumour'; readonly text: string }
    | { readonly say: 'exposed'; readonly what: 'number' | 'secret' }
    | { readonly say: 'nothing-to-support' }
    | { readonly say: 'no-doors' }
    | { readonly say: 'which-number'; readonly command: Command }
    | { readonly say: 'date-past'; readonly at: Instant }
    | { readonly say: 'date-far' }
    | { readonly say: 'no-such-day'; readonly day: string }
    | { readonly say: 'nobody-called'; readonly name: string }
    | { readonly say: 'mine'; readonly cases: readonly number[]; readonly polls: readonly number[] }
    | { readonly say: 'todo'; readonly cases: readonly number[] }
    | { readonly say: 'red'; readonly cases: readonly number[] }
    | { readonly say: 'red-count'; readonly count: number }
    | { readonly say: 'which-again'; readonly cases: readonly number[] }
    /** None: the last week's report, as everybody heard it. */
    | { readonly say: 'digest'; readonly of?: 'day' | 'week' | 'month'; readonly figure?: Figure }
    /** The coming report in better words: worked out when it is said. */
    | { readonly say: 'polished'; readonly of: 'week' | 'month' }
    | { readonly say: 'sent-privately' }
    | { readonly say: 'befriend-me' }
    | { readonly say: 'which-community'; readonly names: readonly string[] }
    | { readonly say: 'help'; readonly on?: HelpTopic }
    | { readonly say: 'code-how' }
    | { readonly say: 'left' }
    /** What is kept of her; `left`: messages that went to a model service. */
    | { readonly say: 'kept'; readonly left: number; readonly droppable: boolean }
    | { readonly say: 'forgotten' }
    /** Whoever is quoted does not want to be recorded. */
    | { readonly say: 'own-words' }
    | { readonly say: 'about'; readonly topic: Topic }
    | { readonly say: 'welcome' }
    | { readonly say: 'uncalled' }
    | { readonly say: 'hint'; readonly near?: string }
    | { readonly say: 'too-late'; readonly at: Instant }
    | { readonly say: 'too-long' }
    | { readonly say: 'cannot-hear' }
    /** What was heard in a voice is not to be done by a voice. */
    | { readonly say: 'voice-heard'; readonly text: string }
    /** She says that a voice was not understood as it was meant. */
    | { readonly say: 'misheard'; readonly matter?: number }
    /** `where`: she has not said where. */
    | {
        readonly say: 'danger'
        readonly name: string
        readonly others?: readonly string[]
        readonly where?: true
        readonly unnamed?: true
      }
    | { readonly say: 'nothing-to-undo' }
    /** She does not want those who are called to hear it. */
    | { readonly say: 'kept-back'; readonly from?: 'others' }
    /** Of what is told to her in private alone. */
    | { readonly say: 'goes-already'; readonly by: string }
    | { readonly say: 'who-comes'; readonly by?: string }
    | { readonly say: 'taken-back'; readonly danger: string }
    | { readonly say: 'which-hidden'; readonly among: readonly number[] }
    | { readonly say: 'called-enough' }
    | ({ readonly say: 'reminding' } & Reminding)
    | { readonly say: 'on-duty'; readonly at: Instant; readonly whole: boolean; readonly unknown?: true }
    | { readonly say: 'undone'; readonly what: 'support' | 'draft' }
    | { readonly say: 'name-poll'; readonly polls: readonly number[] }
    | { readonly say: 'which-poll'; readonly polls: readonly number[] }
    | { readonly say: 'no-poll' }
    | { readonly say: 'vote-how'; readonly polls: readonly number[] }
    | { readonly say: 'poll-how'; readonly none: boolean }
    | {
        readonly say: 'bad-poll'
        readonly why: PollFault
      }
    | { readonly say: 'conveners-only' }
    | { readonly say: 'deliberate-what' }
    | { readonly say: 'nothing-to-post' }
    | { readonly say: 'post-please' }
    | { readonly say: 'nothing-to-conclude' }
    | { readonly say: 'card-dropped' }
    | { readonly say: 'deaf'; readonly on: boolean }
    | { readonly say: 'hushed'; readonly until: Instant }
    | { readonly say: 'resumed' }
    | { readonly say: 'quiet-passed-on' }
    | { readonly say: 'staff-only' }
    | { readonly say: 'stewards-only' }
    | { readonly say: 'bound-already' }
    | { readonly say: 'code-refused' }
    | { readonly say: 'code-burnt' }
    | { readonly say: 'confirm-please'; readonly name: string; readonly household: string }
    | { readonly say: 'claim-changed'; readonly name: string; readonly household: string }
    | { readonly say: 'nobody-to-confirm'; readonly name: string }
    | { readonly say: 'no-such-household' }
  )

/** What is answered about reminders. */
export interface Reminding {
  readonly what:
    | 'list'
    | 'one'
    | 'which'
    | 'known'
    | 'repeats'
    | 'over'
    | 'no-such'
    | 'none'
    | 'text'
    | 'when'
    | 'long'
    | 'no-room'
    | 'tonight'
    | 'enough'
    | NonNullable<ReminderWords['doubt']>
  readonly reminder?: number
}

/** Why two cases stay two, or what was made one stays one. */
export type NotMerged = 'itself' | 'ended' | 'private' | 'away' | 'forum' | 'danger' | 'late' | 'never'

/** Why a card cannot be posted. */
export type PollFault =
  | 'question'
  | 'private'
  | 'election'
  | 'long'
  | 'crowded'
  | 'one-option'
  | 'many-options'
  | 'same-option'
  | 'misleading'
  | 'most'
  | 'no-room'
  | 'no-dwellings'
  | 'secret-owners'
  | 'no-such-day'
  | 'which-day'
  | 'no-list'
  | 'nobody'

/** Commands that may lack something. */
export type Command =
  | 'progress'
  | 'support'
  | 'withdraw'
  | 'rate'
  | 'urge'
  | 'take'
  | 'news'
  | 'hand-on'
  | 'send-back'
  | 'sort'
  | 'merge'
  | 'refuse'
  | 'finish'
  | 'postpone'
  | 'suspend'
  | 'pass-up'
  | 'send-down'
  | 'call-in'
  | 'press'
  | 'reopen'
  | 'correct-finish'
  | 'take-down'
  | 'inspect'
  | 'call-back'
  | 'sum-up'

export type Audience =
  | { readonly room: string }
  | { readonly person: string }
  /** Those who work on a case: its handler, or the people of its post. */
  | { readonly handlersOf: number; readonly andConveners?: boolean }
  /** In the staff room, or privately where there is none. */
  | { readonly conveners: true }
