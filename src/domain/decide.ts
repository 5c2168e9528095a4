import { beat } from './beat.ts'
import { DAY, type Instant } from './calendar.ts'
import { add, correct, mine, progress, recalled, todo, urge, whose, withdraw } from './case.ts'
import { chain } from './chain.ts'
import type { Community } from './community.ts'
import { conclude, end, extend, keyless, restore, setAside, voidPoll } from './convene.ts'
import { deliberate, opine, second } from './forum.ts'
import { missed, seenAs } from './gap.ts'
import { handIn, photoSeen, sweep, twoVotes, voteFor } from './handin.ts'
import {
  acceptOffered,
  agree,
  agreeHere,
  attach,
  finish,
  handOn,
  needHelp,
  news,
  postpone,
  press,
  refuse,
  sendBack,
  take,
  unfinish,
} from './handle.ts'
import type { Input } from './input.ts'
import { confirm, deaf, INVITED_FOR, listed, liveAt, useCode } from './people.ts'
import { changePoll, dropPoll, ofPoll, openPoll, pollMeant, postPoll, status } from './poll.ts'
import { answered } from './question.ts'
import { addWords, lastOwn, notice, raise } from './raise.ts'
import { rate, reopen } from './rating.ts'
import type { Reading, Topic } from './reading.ts'
import { ownCount } from './rival.ts'
import { mayHandIn } from './roll.ts'
import { bindRoom, hush, lost, resume, seen } from './room.ts'
import {
  answer,
  both,
  happened,
  isConvener,
  isEarlier,
  isStaff,
  NOTHING,
  type Outcome,
  type Situation,
  situation,
  toConveners,
  UNDO_WITHIN,
} from './situation.ts'
import { supportNamed } from './support.ts'
import { alike, myBallot, notVoting, sameVote, takeBack, unvote, vote, voteUnsure } from './vote.ts'
import { isSentence, NEAR } from './wording/talk.ts'

/** What an input comes to: the facts that change state, and the answers that change nothing. */
export function decide(c: Community, input: Input, now: Instant): Outcome {
  switch (input.type) {
    case 'heard':
      return met(c, situation(c, input, now), (s) => heard(s, input.readings))
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
      return happened(...listed(c, now), ...keyless(c, now))
    case 'account-seen':
      return happened(...seenAs(c, input.account, now))
    case 'missed':
      return happened(...missed(c, input.gap, now))
    case 'clock-behind':
      return happened({ type: 'clock-behind', at: now, ms: input.ms })
    case 'tick':
      return happened(...beat(c, now, input.hearing))
  }
}

/** Whoever is acted on or answered for the first time gets a document of her own. */
function met(c: Community, s: Situation, then: (s: Situation) => Outcome): Outcome {
  const fresh = s.heard.room === undefined && s.now - (s.speaker.privateAt ?? 0) > DAY
  const speaker = fresh ? { ...s.speaker, privateAt: s.now } : s.speaker
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
  const pending = s.pending && answered(s, readings)
  if (pending) return pending
  let refusal: Outcome | undefined
  for (const reading of readings) {
    const outcome = act(s, reading)
    if (outcome?.answers.some(({ say }) => say === 'no-such-option' || say === 'no-such-case')) refusal ??= outcome
    else if (outcome) return outcome
  }
  if (refusal) return refusal
  if (s.heard.kind !== 'text') {
    const kept = attach(s) ?? photoSeen(s)
    if (kept) return kept
  }
  if (!s.heard.addressed) return readings.length === 0 ? further(s) : NOTHING
  if (s.heard.kind === 'text' && s.heard.text.trim() === '') return answer({ say: 'help' })
  return answer(s.heard.kind === 'text' ? { say: 'hint' } : { say: 'cannot-hear' })
}

/** A further sentence of who has just reported: it says more of the same, unless it is a word to the neighbours. */
function further(s: Situation): Outcome {
  const matter = s.heard.kind === 'text' && !s.heard.quote && s.heard.mentions.length === 0 ? lastOwn(s) : undefined
  return matter && isSentence(s.heard.text) ? addWords(s, matter) : NOTHING
}

/** What could be read is taken all the same. */
function tooLong(s: Situation, readings: readonly Reading[]): Outcome {
  const rest = heard(s, readings)
  const understood = rest.answers.filter(({ say }) => say !== 'hint')
  return { facts: rest.facts, answers: [{ say: 'too-long' }, ...understood] }
}

/** In a room that is not bound the bot is silent, until an admin binds it. */
const unbound = (s: Situation, readings: readonly Reading[]): Outcome =>
  readings.some((reading) => reading.do === 'bind-room') ? bindRoom(s, s.heard, s.heard.topic) : NOTHING

/** What one reading comes to here; `undefined`: it does not fit, the next one may. */
function act(s: Situation, reading: Reading): Outcome | undefined {
  switch (reading.do) {
    case 'raise':
      return raise(s, reading.trouble, { ...onBehalf(s), ...(reading.for === undefined ? {} : { for: reading.for }) })
    case 'trouble':
      return notice(s, reading.trouble)
    case 'report':
      return s.heard.addressed ? answer({ say: 'hint', near: NEAR.raise }) : undefined // else only an answer to a question
    case 'support':
      return alike(s) ?? supportNamed(s, reading)
    case 'progress':
      return progress(s, reading)
    case 'whose':
      return whose(s, reading.case)
    case 'add':
      return add(s, reading.case, reading.text)
    case 'correct':
      return correct(s, reading)
    case 'withdraw':
      return withdraw(s, reading.case)
    case 'rate':
      return rate(s, reading.case, reading.grade, reading.text)
    case 'reopen':
      return reopen(s, reading.case, reading.text)
    case 'urge':
      return urge(s, reading.case)
    case 'mine':
      return mine(s)
    case 'take':
      if (reading.how === 'plain' && !isStaff(s.speaker)) return undefined
      return [reading.case, ...(reading.more ?? [])]
        .map((number) => take(s, number))
        .reduce((a, b) => (a && b ? both(a, b) : (a ?? b)))
    case 'news':
      return news(s, reading.case, reading.text, reading.how)
    case 'hand-on':
      return handOn(s, reading.case, reading.to)
    case 'send-back':
      return sendBack(s, reading.case, reading.reason)
    case 'refuse':
      return refuse(s, reading.case, reading.reason)
    case 'finish':
      return finish(s, reading.case, reading.text, reading.how)
    case 'postpone':
      return postpone(s, reading.case, reading.until, reading.reason)
    case 'agree':
      return agree(s, reading.case)
    case 'press':
      return press(s, reading.case)
    case 'need-help':
      return needHelp(s, reading.case)
    case 'todo':
      return todo(s)
    case 'open-poll':
      return openPoll(s, reading.poll)
    case 'post-poll':
      return postPoll(s)
    case 'change-poll':
      return changePoll(s, reading)
    case 'drop-poll':
      return dropPoll(s)
    case 'void-poll':
      return voidPoll(s, reading)
    case 'extend-poll':
      return extend(s, reading)
    case 'end-poll':
      return end(s, reading)
    case 'conclude':
      return conclude(s, reading)
    case 'set-aside':
      return setAside(s, reading)
    case 'restore':
      return restore(s, reading)
    case 'sweep':
      return sweep(s, reading.poll)
    case 'hand-in':
      return handIn(s, reading)
    case 'deliberate':
      return deliberate(s, reading)
    case 'opinion':
      return opine(s, reading)
    case 'second':
      return second(s, reading)
    case 'vote':
      return agreeHere(s, reading.choice) ?? vote(s, reading)
    case 'same-vote':
      return sameVote(s, reading.poll)
    case 'vote-for':
      return voteFor(s, reading)
    case 'two-votes':
      return twoVotes(s, reading.poll)
    case 'chain':
      return chain(s, reading)
    case 'own-count':
      return ownCount(s)
    case 'vote-not':
      return ofPoll(s, reading.poll, (poll) => notVoting(s, poll))
    case 'who-voted':
      return ofPoll(s, reading.poll, ({ number }) => answer({ say: 'who-voted', poll: number }))
    case 'who-may':
      return ofPoll(s, reading.poll, ({ number }) => answer({ say: 'who-may', poll: number }))
    case 'option-missing':
      return ofPoll(s, undefined, () => both(toConveners(s), answer({ say: 'to-conveners' })))
    case 'vote-unsure':
      return voteUnsure(s, reading.ask)
    case 'unvote':
      return unvote(s, reading.poll)
    case 'status':
      return status(s, reading.poll)
    case 'my-ballot':
      return myBallot(s)
    case 'yes':
      return acceptOffered(s)
    case 'no':
      return dropPoll(s) // else only an answer to a question
    case 'undo':
      return undo(s)
    case 'help':
      return answer({ say: 'help' })
    case 'about':
      return s.heard.addressed ? about(s, reading.topic) : undefined
    case 'thanks':
      return s.heard.addressed ? answer({ say: 'welcome' }) : undefined
    case 'uncall':
      return both(
        happened({ type: 'person-changed', at: s.now, person: { ...s.speaker, uncalled: true } }),
        answer({ say: 'uncalled' }),
      )
    case 'deaf':
      return deaf(s, reading.on)
    case 'hush':
      return hush(s, reading.minutes)
    case 'resume':
      return resume(s)
    case 'bind-room':
      return bindRoom(s, s.heard, s.heard.topic)
    case 'live-at':
      return liveAt(s, reading.household, reading.relation)
    case 'confirm':
      return confirm(s, reading.name)
    case 'code':
      return useCode(s, reading.code)
    case 'too-long':
      return undefined // said beside what the words that were read come to
    case 'unclear': {
      const poll = reading.near === NEAR.vote ? pollMeant(s, undefined) : undefined
      if (poll?.stage === 'open') return answer({ say: 'which-option', poll: poll.number })
      return s.heard.addressed || (reading.near === NEAR.handIn && mayHandIn(s.speaker))
        ? answer({ say: 'hint', ...(reading.near === undefined ? {} : { near: reading.near }) })
        : undefined
    }
  }
}

/** 「@小议 报」 of a neighbour's message: hers is the trouble, the speaker reports it for her. */
const onBehalf = ({
  heard: { quote, id },
}: Situation): { readonly for?: string; readonly sources?: readonly string[] } =>
  quote && !quote.ours
    ? {
        sources: quote.id === undefined ? [id] : [quote.id, id],
        ...(quote.name === undefined ? {} : { for: quote.name }),
      }
    : {}

/** 转人工: the post and its telephone, and the conveners are told once. */
const about = (s: Situation, topic: Topic): Outcome =>
  topic === 'person' && !isConvener(s.speaker)
    ? both(answer({ say: 'about', topic }), toConveners(s))
    : answer({ say: 'about', topic })

/** 「刚才那个不算」: the speaker's own last case, support, ballot or finish, within 10 minutes. */
function undo(s: Situation): Outcome | undefined {
  const last = s.c.get('act', s.speaker.key)
  if (!last || s.at - last.at > UNDO_WITHIN || isEarlier(s, last.at))
    return s.heard.addressed ? answer({ say: 'nothing-to-undo' }) : undefined
  const forgotten = happened({ type: 'act-forgotten', at: s.now, person: s.speaker.key })
  const { act: did } = last
  if (did.did === 'vote') {
    const poll = s.c.get('poll', did.poll)
    if (!poll || poll.stage === 'closed' || s.at >= poll.closes) return answer({ say: 'poll-over', poll: did.poll })
    return both(forgotten, takeBack(s, poll, did.units, did.before))
  }
  if (did.did === 'raise')
    return lastOwn(s)?.number === did.case || s.heard.addressed
      ? both(forgotten, withdraw(s, did.case) ?? NOTHING)
      : undefined
  if (did.did === 'finish') return unfinish(s) ?? answer({ say: 'nothing-to-undo' })
  return both(
    both(forgotten, happened({ type: 'support-withdrawn', at: s.now, case: did.case, by: s.speaker.key })),
    answer({ say: 'undone', what: 'support' }),
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
