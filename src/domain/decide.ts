import { act } from './act.ts'
import type { Answer } from './answer.ts'
import { unattended } from './audit.ts'
import { beat } from './beat.ts'
import { DAY, type Instant } from './calendar.ts'
import { recalled } from './case/case.ts'
import { confided, keptBack, OF_WORK } from './case/confided.ts'
import { addToDraft } from './case/draft.ts'
import { answeredHidden, lastHidden } from './case/hidden.ts'
import { addWords, lastOwn } from './case/more.ts'
import { isAskedAbout } from './case/raise.ts'
import type { Input } from './heard/input.ts'
import type { Reading } from './heard/reading.ts'
import { received, stranded, undelivered } from './level/received.ts'
import { recorded } from './people/left.ts'
import { INVITED_FOR, listed } from './people/people.ts'
import { deliberate, isUnheard } from './people/unheard.ts'
import { keyless } from './poll/convene.ts'
import { photoSeen } from './poll/handin.ts'
import { answered } from './question.ts'
import { withPatterns } from './report/pattern.ts'
import { yearUnknown } from './report/year.ts'
import { missed, seenAs } from './room/gap.ts'
import { bindRoom, lost, seen } from './room/room.ts'
import {
  answer,
  both,
  happened,
  isConvener,
  isOpen,
  NOTHING,
  type Outcome,
  type Situation,
  situation,
} from './situation.ts'
import type { Community } from './state/community.ts'
import { inTurn } from './turn.ts'
import { afterAct, asOneAct } from './undo.ts'
import { isSpoken, voiced } from './voice.ts'
import { isAddition } from './wording/talk.ts'
import { answeredWait } from './work/absence.ts'
import { attach } from './work/handle.ts'

/** What an input comes to: the facts that change state, and the answers that change nothing. */
export const decide = (c: Community, input: Input, now: Instant): Outcome =>
  withPatterns(c, decided(c, input, now), now)

function decided(c: Community, input: Input, now: Instant): Outcome {
  switch (input.type) {
    case 'heard':
      return aware(
        c,
        now,
        met(c, situation(c, input, now), (s) => afterAct(s, heard(s, input.readings))),
      )
    case 'recalled':
      return recalled({ c, now }, input.recalled.of)
    case 'file':
      return fetched(c, input.of, input.file, now)
    case 'room-seen':
      return seen(c, input.room, now)
    case 'room-lost':
      return lost(c, input.room, now)
    case 'invited':
      return invited(c, input, now)
    case 'which-community':
      return met(c, situation(c, { ...input, type: 'heard', readings: [], photos: [] }, now), () =>
        answer({ say: 'which-community', names: input.names }),
      )
    case 'opened':
      return happened(...listed(c, now), ...keyless(c, now), ...stranded(c, now))
    case 'account-seen':
      return happened(...seenAs(c, input.account, now))
    case 'missed':
      return happened(...missed(c, input.gap, now))
    case 'clock-behind':
      return happened({ type: 'clock-behind', at: now, ms: input.ms })
    case 'left':
      return happened(...recorded(input.sent, now))
    case 'audited':
      return happened(...unattended(c, input.matters, now))
    case 'letter':
      return received(c, input, now)
    case 'letter-lost':
      return undelivered(c, input, now)
    case 'tick':
      return happened(...beat(c, now, input))
  }
}

/** A limit that was just set may reach into a year whose days off are not known. */
const aware = (c: Community, now: Instant, outcome: Outcome): Outcome =>
  outcome.facts.length === 0 ? outcome : both(outcome, happened(...yearUnknown(c, now, outcome.facts)))

/** Whoever is acted on or answered for the first time gets a document of her own; who writes privately is a friend. */
function met(c: Community, s: Situation, then: (s: Situation) => Outcome): Outcome {
  const fresh = s.heard.room === undefined && (s.now - (s.speaker.privateAt ?? 0) > DAY || !s.speaker.friend)
  const speaker = fresh ? { ...s.speaker, friend: s.heard.friend, privateAt: s.now } : s.speaker
  const outcome = then({ ...s, speaker })
  const isNew = c.get('person', s.speaker.key) === undefined
  const known = outcome.facts.some((fact) => fact.type === 'invitation-used')
  if (known || outcome.facts.length + outcome.answers.length === 0) return outcome
  if (isNew) return both(happened({ type: 'person-met', at: s.now, person: speaker }), outcome)
  return fresh ? both(happened({ type: 'person-changed', at: s.now, person: speaker }), outcome) : outcome
}

/** The speaker's pending question first, then the likeliest reading that fits: 「11」 is option 11 where there is one, else 1 said twice. */
function heard(s: Situation, readings: readonly Reading[]): Outcome {
  if (s.heard.room !== undefined && !s.room) return unbound(s, readings)
  if (readings[0]?.do === 'too-long' && s.heard.addressed) return tooLong(s, readings.slice(1))
  if (readings.some(isBeside)) return withBeside(s, readings)
  if (isSpoken(s.heard)) return voiced(s, readings)
  const several = votesOf(readings)
  if (several.length > 1) return eachVote(s, several)
  const listed = readings[0]?.do === 'each' ? (confided(s, ofParts(readings[0])) ?? eachPart(s, readings[0])) : NOTHING
  if (listed.facts.length + listed.answers.length > 0) return listed
  const pending = s.pending && answered(s, readings)
  if (pending) return pending
  const hidden = keptBack(s) ?? answeredHidden(s, readings) ?? confided(s, readings)
  if (hidden) return hidden
  return isUnheard(s.c, s.heard) ? (fitting(s, deliberate(readings)) ?? NOTHING) : spoken(s, readings)
}

const ofParts = ({ parts }: Extract<Reading, { do: 'each' }>): readonly Reading[] =>
  parts.flatMap(({ readings }) => readings)

function spoken(s: Situation, readings: readonly Reading[]): Outcome {
  const meant = answeredWait(s, readings) ?? fitting(s, readings)
  if (meant) return meant
  if (s.heard.kind !== 'text') {
    const kept = attach(s) ?? photoSeen(s) ?? (s.heard.quote ? undefined : addToDraft(s))
    if (kept) return kept
  }
  if (!s.heard.addressed) return readings.every(isOtherwiseWords) ? further(s) : NOTHING
  if (s.heard.kind === 'text' && s.heard.text.trim() === '') return answer({ say: 'help' })
  return answer(s.heard.kind === 'text' ? { say: 'hint' } : { say: 'cannot-hear' })
}

/** Words that name what is not there may mean something else. */
const NOT_THERE: ReadonlySet<Answer['say']> = new Set<Answer['say']>([
  'no-such-option',
  'no-such-case',
  'nobody-called',
])

/** What the likeliest reading that fits comes to. */
function fitting(s: Situation, readings: readonly Reading[]): Outcome | undefined {
  let refusal: Outcome | undefined
  for (const reading of readings) {
    const outcome = act(s, reading)
    if (outcome?.answers.some(({ say }) => NOT_THERE.has(say))) refusal ??= outcome
    else if (outcome) return outcome
  }
  return refusal
}

/** What puts nothing right here, as well: 「我们这栋」 of whom no home is known, 「超市对面」 where nobody asked. */
const isOtherwiseWords = (reading: Reading): boolean =>
  OF_WORK.has(reading.do) || (reading.do === 'correct' && reading.place === undefined)

/** A further sentence of who has just reported: it says more of the same, unless it is a word to the neighbours. */
function further(s: Situation): Outcome {
  const { kind, quote, mentions, text } = s.heard
  if (kind !== 'text' || quote || !isAddition(text)) return NOTHING
  const hidden = lastHidden(s)
  if (hidden) return addWords(s, hidden)
  if (mentions.length > 0 || !s.tellsMore) return NOTHING
  const own = lastOwn(s)
  return own ? addWords(s, own) : (addToDraft(s) ?? NOTHING)
}

/** What could be read is taken all the same. */
function tooLong(s: Situation, readings: readonly Reading[]): Outcome {
  const { facts, answers } = understood(s, readings)
  return { facts, answers: [{ say: 'too-long' }, ...answers] }
}

/** To recall a number, and whom to tell of an official: said after all else that the words come to, a danger first. */
const isBeside = (reading: Reading): boolean =>
  reading.do === 'exposes' || (reading.do === 'about' && reading.topic === 'officials')
function withBeside(s: Situation, readings: readonly Reading[]): Outcome {
  const others = readings.filter((reading) => !isBeside(reading))
  return readings
    .filter(isBeside)
    .map((reading) => act(s, reading) ?? NOTHING)
    .reduce(both, others.length === 0 ? NOTHING : understood(s, others))
}

/** What these readings come to, without a word where that is nothing. */
function understood(s: Situation, readings: readonly Reading[]): Outcome {
  const { facts, answers } = heard(s, readings)
  return { facts, answers: answers.filter(({ say }) => say !== 'hint') }
}

/** In a room that is not bound the bot is silent, until an admin binds it. */
const unbound = (s: Situation, readings: readonly Reading[]): Outcome =>
  readings.some((reading) => reading.do === 'bind-room') ? bindRoom(s, s.heard, s.heard.topic) : NOTHING

type Vote = Extract<Reading, { do: 'vote' }>

/** 「P5 1，P6 2」: a vote in each of several polls. What one poll has may be read in several ways. */
function votesOf(readings: readonly Reading[]): readonly Vote[] {
  const votes = readings.filter((reading) => reading.do === 'vote')
  const whose = ({ poll, among }: Vote): string => `${poll ?? among?.join() ?? ''}`
  return votes.filter((one, i) => whose(one) !== '' && votes.findIndex((other) => whose(other) === whose(one)) === i)
}

const eachVote = (s: Situation, votes: readonly Vote[]): Outcome =>
  asOneAct(
    s,
    inTurn(
      s,
      votes.map((one) => (then) => act(then, one)),
    ),
  )

type Part = Extract<Reading, { do: 'each' }>['parts'][number]
/** The bot asks one thing at a time: what would be asked about comes last. */
const asked = (s: Situation, { readings: [first] }: Part): number =>
  first?.do === 'raise' && isAskedAbout(s, first.trouble) ? 1 : 0

/** 「1 联系了，501厨房漏」: what would be news of a case that is not open is a door, in one sentence. */
function isDoor({ c }: Situation, { readings: [first] }: Part): boolean {
  if (first?.do !== 'news' || first.case === undefined) return false
  const matter = c.get('case', first.case)
  return !matter || !isOpen(matter)
}

/** 「接1 接2」: as if each had been said alone. A neighbour's 「同意1、2」 is of options. */
function eachPart(s: Situation, { parts }: Extract<Reading, { do: 'each' }>): Outcome {
  if (!isConvener(s.speaker) && parts.some(({ readings }) => readings[0]?.do === 'agree')) return NOTHING
  if (parts.slice(1).some((part) => isDoor(s, part))) return NOTHING
  return inTurn(
    s,
    parts
      .toSorted((one, other) => asked(s, one) - asked(s, other))
      .map(
        ({ text, readings }) =>
          (then) =>
            fitting({ ...then, heard: { ...then.heard, text }, pending: undefined }, readings),
      ),
  )
}

/** A file came, or is not to be had. */
function fetched(c: Community, of: string, file: string | undefined, now: Instant): Outcome {
  for (const matter of c.all('case')) {
    if (!matter.media.some((medium) => medium.of === of && medium.file === undefined)) continue
    const about = { at: now, case: matter.number, of }
    return happened(
      file === undefined ? { type: 'file-lost', by: matter.reporter, ...about } : { type: 'file-kept', file, ...about },
    )
  }
  for (const { poll, unit, paper } of c.all('ballot'))
    if (file !== undefined && paper?.of === of && paper.file === undefined)
      return happened({ type: 'paper-kept', at: now, poll, unit, file })
  return NOTHING
}

function invited(c: Community, { hash, name, until }: Extract<Input, { type: 'invited' }>, now: Instant): Outcome {
  const person = [...c.all('person')].find((one) => one.listed && one.name === name)
  if (!person || c.get('invitation', hash) || until < now || until > now + INVITED_FOR) return NOTHING
  return happened({ type: 'person-invited', at: now, invitation: { hash, person: person.key, until } })
}
