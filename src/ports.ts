import type { Instant } from './domain/calendar.ts'
import type { Account, Heard, Recalled, RoomSeen } from './domain/heard/input.ts'
import type { Reading } from './domain/heard/reading.ts'
import type { Kind, Kinds, Line, Put } from './domain/state/community.ts'
import type { Category } from './domain/state/constitution.ts'
import type { Fact } from './domain/state/facts.ts'
import type { NumberedOpinion, Polished, Summary } from './domain/state/outgoing.ts'
import type { Paper } from './domain/state/paper.ts'

// ── words come in ────────────────────────────────────────────────────────────────────────────────

/** What the WeChat side tells the desk. Calls return at once; nothing is thrown. */
export interface Ear {
  hear(heard: Heard): void
  recall(recalled: Recalled): void
  see(room: RoomSeen): void
  /** The bot is no longer in this room. */
  lost(room: string): void
  /** It hears from now on: after the start, after each outage, after a sleep. What was said before may be lost. */
  back(account: Account): void
}

export interface Reader {
  /**
   * All that the words may mean, the likeliest first; empty for ordinary talk. A plain array where the grammar or the
   * embedded model answered (microseconds, no await); a promise only where a model service is asked.
   */
  read(heard: Heard, words: Vocabulary): readonly Reading[] | Promise<readonly Reading[]>
  /** Whether these words, which mean nothing by themselves, may tell more of a trouble that was told just before. */
  tellsMore(text: string): boolean
}

/** What the reader may know of a community: words, and of its state no more than what can be chosen now. */
export interface Vocabulary {
  /** The options of the cards that are open now, as written. */
  readonly options: ReadonlySet<string>
  /** Their questions, by the poll's number. */
  readonly questions?: ReadonlyMap<number, string>
  readonly people: readonly string[]
  readonly posts: readonly string[]
  /** The names of those who have a post. */
  readonly staff?: readonly string[]
  readonly households: ReadonlySet<string>
  readonly categories: readonly {
    readonly name: string
    readonly words: readonly string[]
    readonly kinds?: Category['kinds']
  }[]
  readonly dangers: readonly { readonly name: string; readonly words: readonly string[] }[]
  /** Places of the community, each by its name and its other names. */
  readonly places?: readonly { readonly name: string; readonly words: readonly string[] }[]
  /** Words as they may leave for a model service. Without it no more than `people` are hidden. */
  readonly outside?: (text: string) => string
}

// ── advice is asked for ──────────────────────────────────────────────────────────────────────────

/** A message of which the reader is in doubt. Only its words leave the machine, redacted. */
export interface Asked {
  /** WeChat's ids, for budgets, order and the record of what left. */
  readonly id: string
  readonly room: string
  readonly from: string
  readonly text: string
  readonly addressed: boolean
  /** Of the community: nothing else is taken for one. */
  readonly categories: readonly string[]
  /** Words as they may leave: without whom the community knows, and without anything private. */
  readonly outside: (text: string) => string
}
/**
 * What a model service thinks of one message: a word of a list, or a stretch of that message itself, so that nothing
 * it makes up comes any further.
 */
export interface Advice {
  readonly kind: 'report' | 'question' | 'notice' | 'talk'
  /** 0 to 1: how sure it says it is of the kind. */
  readonly sure: number
  /** At most 20 characters, in the words of the message. */
  readonly title?: string
  readonly category?: string
  readonly place?: string
  readonly urgent?: true
  /** When it was or is to be, as it stands in the message. */
  readonly time?: string
  /** What is still to be asked; empty: nothing. None: it did not say. */
  readonly missing?: readonly ('place' | 'what')[]
}
export interface Adviser {
  /** A message came from a group: what may be asked about is a share of these. */
  heard(): void
  /** Whether a message of this room could be asked about now. */
  worth(room: string): boolean
  /**
   * None at once where it is not asked about: off line, out of budget, too much waits. Never rejects; nothing usable
   * within its time, that of the same person's earlier messages included, is none.
   */
  advise(asked: Asked): Promise<Advice | undefined> | undefined
}
/** A voice message as it came. */
export interface Voice {
  readonly bytes: Uint8Array
  /** Of its file, without a dot. */
  readonly extension: string
}
/** Puts voices into words. What comes of it are words that somebody may have said: it decides nothing. */
export interface Scribe {
  /** Where voices go. */
  readonly host: string
  /** Whether a voice of this person could be sent now: one that could not for want of budget is counted. */
  worth(from: string): boolean
  /**
   * At most 500 characters; none at once where it is not sent: off line, too much, too large, not of a kind that
   * services take. Never rejects; nothing usable within its time is none.
   */
  transcribe(voice: Voice, from: string): Promise<string | undefined> | undefined
}
/** Says in a few words what is wrong in a picture: a suggestion to its author. */
export interface Describer {
  /** Where pictures go. */
  readonly host: string
  /** Whether a picture of this person could be sent now; as above. */
  worth(from: string): boolean
  /** `png`: small, and nothing but the picture. As `transcribe`; none as well where people are spoken of. */
  describe(png: Uint8Array, from: string, categories: readonly string[]): Promise<Pictured | undefined> | undefined
}
export interface Pictured {
  /** At most 20 characters. */
  readonly title: string
  /** One of those that were given. */
  readonly category: string
}
/** What left for a model service, for the record that its author may ask for. */
export interface Sent {
  readonly message: string
  readonly room: string
  readonly from: string
  /** As it left. */
  readonly text: string
  /** The service's host. */
  readonly to: string
  readonly at: Instant
}
/**
 * Puts words of people in order, only where somebody asked for that. The words are clean already. None at once where
 * they are not sent: off line, out of budget. Never rejects; what could not be had in time, or be trusted, is none.
 */
export interface Editor {
  /** Where words go. */
  readonly host: string
  /** What the opinions come to, each point with the numbers of those that say so. */
  sumUp(subject: string, opinions: readonly NumberedOpinion[]): Promise<Summary | undefined> | undefined
  /** The same report in better words, with every number of it and no other. */
  polish(report: string): Promise<Polished | undefined> | undefined
}
/** In one sentence each for the operator: why it is offline, and what to know of where it is. */
export type ModelState = (
  | { readonly model: 'off' | 'online' }
  | { readonly model: 'offline'; readonly modelTrouble: string }
) & { readonly modelWarning?: string }
/** What the model service was used for, since the start. */
export interface ModelFigures {
  readonly online: boolean
  readonly requests: number
  readonly failures: number
  /** Messages that were asked about, and those of them with a usable answer. */
  readonly asked: number
  readonly advised: number
  /** Doubtful messages that were read without, for want of budget or because the service was resting. */
  readonly declined: number
  readonly promptTokens: number
  /** Of these, those that the service had in its cache. */
  readonly cachedTokens: number
  readonly answerTokens: number
  /** In yuan, where OPENAI_PRICE says what tokens cost. */
  readonly cost?: number
}

/** What voices, or pictures, were sent for, since the start. */
export interface SenseFigures {
  readonly online: boolean
  /** Those that were sent; of these those with an answer, whatever was in it, and those without a usable one in time. */
  readonly asked: number
  readonly done: number
  readonly failed: number
  /** Those that were not sent for want of budget. */
  readonly declined: number
  /** Those that pictures and their answers took; none are told of voices. */
  readonly tokens: number
}

// ── state is kept ────────────────────────────────────────────────────────────────────────────────

/** Everything stored of one community. Only its ledger changes it, after the disk has it. */
export interface Snapshot {
  readonly version: number
  readonly seq: number
  /** The latest recorded time: it never goes back. */
  readonly at: Instant
  /** Until when the account is known to have heard what was said; 0: never yet. */
  readonly heard: Instant
  readonly docs: { readonly [K in Kind]: ReadonlyMap<string, Kinds[K]> }
  /** The record of each matter that is not archived, by 「#27」 or 「P5」. */
  readonly facts: ReadonlyMap<string, readonly Fact[]>
  readonly outbox: ReadonlyMap<string, Unsaid>
  /** Message ids that were acted on, with the time: the newest 20,000 of the last 30 days. */
  readonly ids: ReadonlyMap<string, Instant>
}
export interface Unsaid {
  readonly line: Line
  /** Sendings that were or may have been said. */
  readonly attempts: number
  readonly attemptedAt?: Instant
  /** Sendings in the minute before that: WeChat counts each, also those it refused. */
  readonly before?: readonly Instant[]
  readonly saidAt?: Instant
}

/** What one turn changes: kept together, or not at all. */
export interface Commit {
  readonly at: Instant
  readonly puts: readonly Put[]
  /** Those that belong to a matter go into its record. */
  readonly facts: readonly Fact[]
  readonly lines: readonly Line[]
  readonly ids: readonly string[]
}
/**
 * Forces no sync of its own. `refused`: the attempt before it is known to have failed. `dropped`: outlived its `until`,
 * or not worth saying any more.
 */
export interface Mark {
  readonly key: string
  readonly mark: 'attempt' | 'refused' | 'said' | 'dropped'
  readonly at: Instant
}

/** A matter that was moved to the archive, with its record and, of a poll, its ballots. */
export interface Archived {
  readonly matter: string
  readonly puts: readonly Put[]
  readonly facts: readonly Fact[]
}

/** One community's stored state. */
export interface Ledger {
  readonly now: Snapshot
  /** Resolves when it is on disk and `now` shows it. @throws the disk's error: the process must end, nothing is retried. */
  commit(commit: Commit): Promise<void>
  /** Shown in `now.outbox` at once, stored as soon as can be. */
  mark(mark: Mark): void
  /** Until this moment the account heard. Shown at once and stored like a mark. */
  heard(at: Instant): void
  /** Resolves when nothing waits to be written. @throws the disk's error, as `commit` does. */
  written(): Promise<void>
  archived(matter: string): Promise<Archived | undefined>
  readonly keys: Keys
  /** Stores a fetched file under its sha256, synced, without EXIF. @returns its name, 「<sha256>.jpg」. */
  keep(bytes: Uint8Array, extension: string): Promise<string>
  /** The bytes of a file that was kept, by its name. @throws where there is none of that name. */
  file(name: string): Promise<Uint8Array>
  /**
   * A small picture of a file that was kept: made by `make` when it is first asked for, and kept beside it; none where
   * it is no picture. @throws where there is no such file, or `make` throws.
   */
  thumbnail(name: string, make: (bytes: Uint8Array) => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined>
}
/** The keys of secret polls, outside all documents: in `live/<id>/keys/P5`, in no backup and no export. */
export interface Keys {
  /** Random and synced, before the poll is opened. Where there is one already it stays. */
  make(poll: number): Promise<void>
  /** HMAC-SHA-256 of the words in hexadecimal; none where there is no key. */
  seal(poll: number, words: string): string | undefined
  /** Polls that have a key. */
  readonly polls: readonly number[]
  /** Nothing links a ballot to its voter after this: the file is compacted, the one before it removed, then the key. */
  burn(poll: number): Promise<void>
}
/** What was spent of a budget, which no restart gives back. */
export interface Purse {
  /** As it was last kept, by an earlier process; none: never, or it cannot be read. */
  readonly found: Spent | undefined
  /** Resolves when this, or what was kept after it, is on disk. @throws the disk's error: then nothing may leave. */
  keep(spent: Spent): Promise<void>
}
export interface Spent {
  /** 「2026-11-23」, to which the tokens and the shares of rooms belong. */
  readonly day: string
  readonly today: number
  readonly rooms: readonly (readonly [id: string, count: number])[]
  /** What is saved up, whatever the day. */
  readonly asks: number
  readonly tokens: number
}
export interface Store {
  /** @throws with one sentence for the operator where the stored state cannot be trusted. */
  open(community: string): Promise<Ledger>
  close(): Promise<void>
}

// ── words go out ─────────────────────────────────────────────────────────────────────────────────

/** What waits to be said, over all communities. */
export interface Outbox {
  /** Those whose time has come, of each community in the order they were stored, with their WeChat addresses. */
  due(now: Instant): readonly Due[]
  /** Resolves when it is in the file: a process that ends after that knows of it. @throws the disk's error: nothing more may be said. */
  mark(community: string, mark: Mark): Promise<void>
  /** Sendings since then, the oldest first, by WeChat's id of their place: the pace holds over restarts. */
  sent(since: Instant): readonly { readonly place: string; readonly at: Instant }[]
}
export interface Due {
  readonly community: string
  readonly line: Line
  readonly attempts: number
  /** WeChat ids to write to; `to` is none where the person cannot be reached privately. */
  readonly to: { readonly room: string } | { readonly contact: string }
  readonly mention: readonly { readonly contact: string; readonly name: string }[]
  /** Instead of words: made when it is said. @throws where it cannot be made: then it is not said. */
  readonly file?: () => Promise<Drawn>
}
export interface Drawn {
  /** With its ending. */
  readonly name: string
  readonly bytes: Uint8Array
}
/** Makes files out of what is to be shown. */
export interface Press {
  /** @throws where it cannot be drawn within 20 s. */
  draw(paper: Paper): Promise<Drawn>
  /**
   * A picture as PNG, upright, no wider nor higher than so many pixels, without anything but the picture; none where it
   * is none, too large to be decoded, or broken. @throws where that takes over 20 s.
   */
  small(bytes: Uint8Array, side: number): Promise<Uint8Array | undefined>
  close(): Promise<void>
}
export interface Chat {
  start(ear: Ear, outbox: Outbox): Promise<void>
  /** Lines were stored or came due. */
  wake(): void
  /** The bytes of a message's file. @throws when it cannot be had in time (20 s, one retry). */
  fetch(message: string): Promise<{ readonly bytes: Uint8Array; readonly extension: string }>
  /** Logged in, listening, and a sign of life came back. */
  readonly online: boolean
  /** The last sign of life of the line, while it is online. */
  readonly heardAt: Instant
  /** Reads who is in which room anew, and tells of it: leaving is often not announced. */
  refresh(): Promise<void>
  stop(): Promise<void>
}

// ── the server's console ─────────────────────────────────────────────────────────────────────────

export interface Invitations {
  /** Codes that were issued and not taken over yet, by their hash. */
  collect(): Promise<readonly Invited[]>
  /** The rules know it now. */
  taken(invited: Invited): Promise<void>
}
export interface Invited {
  readonly community: string
  readonly hash: string
  readonly name: string
  readonly until: Instant
}

/** Never given the words of a message. */
export interface Log {
  info(about: object, message: string): void
  warn(about: object, message: string): void
  error(about: object, message: string): void
}
