import { afterQuiet, DAY, dayOf } from '../calendar.ts'
import { fallbackPost } from '../case/register.ts'
import { hashOf } from '../people/people.ts'
import { isOpen } from '../poll/ballot.ts'
import { changedMeanwhile } from '../poll/mates.ts'
import { electorateOf, groupsOf } from '../poll/roll.ts'
import { clean } from '../privacy.ts'
import { ALL_TOLD, touched } from '../room/gap.ts'
import { isConvener, joined } from '../situation.ts'
import type { Bundle, Draft, Gap } from '../state/community.ts'
import type { OtherFact } from '../state/facts.ts'
import type { Ballot, Case } from '../state/matter.ts'
import * as audit from '../wording/audit.ts'
import * as ballotWords from '../wording/ballot.ts'
import * as caseWords from '../wording/case.ts'
import { withExample } from '../wording/example.ts'
import { fits } from '../wording/fit.ts'
import * as line from '../wording/gap.ts'
import { isAway } from '../wording/hold.ts'
import * as words from '../wording/poll.ts'
import * as promise from '../wording/promise.ts'
import { reasonQuestion } from '../wording/rating.ts'
import * as talk from '../wording/talk.ts'
import { isFinishes } from '../work/announce.ts'
import { sayFinishes } from './announce.ts'
import { toAdmins } from './audit.ts'
import { eyesOf, nameOf } from './face.ts'
import { lowerDay, sayLevels } from './level.ts'
import type { Occasion, Saying } from './occasion.ts'
import { ratedTogether } from './rating.ts'
import { dutyTold, offered } from './reminder.ts'
import { sayReport } from './report.ts'
import { told } from './told.ts'
import { manyHave } from './wide.ts'

export function sayOther(o: Occasion, fact: OtherFact): readonly Saying[] {
  switch (fact.type) {
    case 'asked':
      return question(o, fact.pending.question)
    case 'bundle-said':
      return bundle(o, fact.bundle)
    case 'room-bound':
      return [
        {
          to: { room: fact.room.id },
          text: talk.introduction(o.c.is.name, fallbackPost(o.c)),
          key: `${fact.room.id}/introduced`,
          asked: true,
        },
      ]
    case 'invitation-used':
      return [{ text: talk.welcome(fact.person.name), asked: true }]
    case 'dwelling-claimed':
      return [{ text: talk.claimed(), asked: true }]
    case 'dwelling-confirmed':
      return [
        {
          text: talk.confirmed(nameOf(o.c, fact.person.key), o.room === undefined ? fact.household : undefined),
          asked: true,
        },
        { to: { person: fact.person.key }, text: talk.confirmedForYou() },
      ]
    case 'gaps-told':
      return gaps(o, fact.gaps)
    case 'stoppage-heard':
      return offered(o, fact)
    case 'duty-told':
      return dutyTold(o, fact)
    case 'room-renamed':
      return [{ to: { conveners: true }, text: line.roomRenamed(fact.was, fact.room.topic) }]
    case 'room-heated':
      return fact.told
        ? [{ to: { conveners: true }, text: talk.mood(fact.told.mood, fact.room.topic, fact.told.times) }]
        : []
    case 'room-lost':
      return [{ to: { conveners: true }, text: line.roomLost(fact.room.topic) }]
    case 'clock-behind':
      return [{ to: { conveners: true }, text: line.clockBehind(fact.ms, o.now), key: `clock/${o.now}`, asked: true }]
    case 'day-reported':
      return [...sayReport(o, fact), ...lowerDay(o, fact.morning)]
    case 'week-reported':
    case 'month-reported':
      return sayReport(o, fact)
    case 'year-unknown':
      return toAdmins(o, audit.yearUnknown(fact.year), `year/${fact.year}`)
    case 'unattended-found':
      return toAdmins(o, audit.unattended(fact.fresh), `unattended/${dayOf(o.now)}/${fact.matters.length}`)
    case 'lower-late':
    case 'lower-settled':
    case 'letter-replied':
    case 'letter-lost':
      return sayLevels(o, fact)
    case 'person-met':
    case 'person-changed':
    case 'words-passed':
    case 'person-noted':
    case 'room-changed':
    case 'account-seen':
    case 'contacts-void':
    case 'gap-noted':
    case 'person-invited':
    case 'invitation-burnt':
    case 'left-for-model':
    case 'left-forgotten':
    case 'question-dropped':
    case 'draft-changed':
    case 'ballot-sealed':
    case 'act-noted':
    case 'act-forgotten':
    case 'bundle-opened':
    case 'bundle-grew':
    case 'finish-bundled':
    case 'lines-counted':
      return []
  }
}

/** What nobody typed stands in it: its author has to see what was understood. */
function registerWords(o: Occasion, { trouble, by }: Draft): string {
  if (by === 'picture') return caseWords.pictureQuestion(trouble.title)
  return by === 'voice'
    ? caseWords.voiceQuestion(clean(o.c, trouble.text, eyesOf(o.c, o.room)))
    : caseWords.registerQuestion()
}

function question(o: Occasion, asked: Extract<OtherFact, { type: 'asked' }>['pending']['question']): readonly Saying[] {
  const hides = 'draft' in asked && asked.draft.trouble.unnamed ? ({ uncalled: true } as const) : {}
  const back = (...texts: readonly string[]): readonly Saying[] =>
    texts.map((text) => ({ text, asked: true, ...hides }))
  const matter = 'case' in asked ? o.c.get('case', asked.case) : undefined
  const polls =
    'polls' in asked ? asked.polls.map((poll) => o.c.get('poll', poll)).filter((poll) => poll !== undefined) : []
  switch (asked.ask) {
    case 'register':
      return back(registerWords(o, asked.draft))
    case 'same':
      return matter ? back(sameWords(o, matter, asked.others ?? [])) : []
    case 'place':
      return [] // in the receipt
    case 'forget':
      return [] // in the answer
    case 'home':
      return [] // in the receipt
    case 'post': {
      const electorate = electorateOf(o.c, asked.poll)
      const where = words.groups(groupsOf(o.c).map(({ topic }) => topic))
      const times = { now: o.now, told: afterQuiet(asked.poll.closes, o.c.is.settings) }
      return back(...words.preview(asked.poll, electorate.units.length, electorate.heads, { ...times, where }))
    }
    case 'which-poll':
      return back(words.whichPoll(polls))
    case 'stance': {
      const poll = o.c.get('poll', asked.poll)
      return poll && 'stance' in asked.choice
        ? back(ballotWords.stanceQuestion(poll, asked.choice.stance === 'for' ? 'for' : 'abstain'))
        : []
    }
    case 'what':
      return back(withExample(caseWords.whatQuestion(), words.isVillage(o.c)))
    case 'withdraw':
      return matter ? back(caseWords.withdrawQuestion(told(o.c, matter, o.now), matter.tier === 'family')) : []
    case 'which-case':
      return back(caseWords.whichCase(asked.cases))
    case 'reason':
      return back(reasonQuestion(asked.case, asked.of))
    case 'promise':
      return matter ? back(promiseQuestion(o, matter, asked.until)) : []
    case 'away':
      return matter ? back(isAway(told(o.c, matter, o.now, eyesOf(o.c, o.room)))) : []
  }
}

const sameWords = (o: Occasion, matter: Case, others: readonly number[]): string =>
  caseWords.sameQuestion(
    told(o.c, matter, o.now),
    others.flatMap((number) => o.c.get('case', number) ?? []).map((one) => told(o.c, one, o.now)),
  )

const promiseQuestion = (o: Occasion, matter: Case, until: number | undefined): string => {
  const t = told(o.c, matter, o.now)
  if (until === undefined) return promise.whichDay(t)
  return until <= matter.due
    ? promise.isPromise(t, until)
    : promise.laterThanLimit(t, until, o.speaker !== undefined && isConvener(o.speaker))
}

/** Whoever may still vote has to know, whatever else was said today. */
const pressing = ({ now }: Occasion) => ({ asked: true, until: now + 7 * DAY })

/** Staff hear of every gap, the residents of the long ones and of those that fell into a poll of theirs. */
function gaps(o: Occasion, all: readonly Gap[]): readonly Saying[] {
  return joined(o.c).flatMap(({ id, kind }): readonly Saying[] => {
    const polls = touched(o.c, all).filter(({ rooms }) => rooms.includes(id))
    const told = all.filter(
      (gap) =>
        kind === 'staff' ||
        (kind === 'residents' && gap.to - gap.from >= ALL_TOLD) ||
        touched(o.c, [gap]).some((poll) => polls.includes(poll)),
    )
    return told.length === 0
      ? []
      : [
          {
            to: { room: id },
            text: line.gaps(told, polls, o.now),
            key: `gaps/${o.now}/${id}`,
            ...(polls.length > 0 && pressing(o)),
          },
        ]
  })
}

const aboutCase = ({ about }: Bundle): Pick<Saying, 'about'> => (about.startsWith('#') ? { about } : {})

/** The votes and supports of a minute; nothing where the first, told at once, stayed the only one. */
function bundle(o: Occasion, said: Extract<OtherFact, { type: 'bundle-said' }>['bundle']): readonly Saying[] {
  if (isFinishes(said)) return sayFinishes(o, said, (matter) => told(o.c, matter, o.now))
  if (said.people.length === 0) return []
  if (said.key.startsWith('mates/')) return mates(o, said)
  if (said.key.endsWith('/rated')) {
    const text = ratedTogether(o, said)
    return text === undefined
      ? []
      : [{ to: { room: said.room }, ...aboutCase(said), key: `${said.key}/${said.until}`, asked: true, text }]
  }
  const many = manyHave(o, said)
  if (many) return many
  const all = [...new Set(said.people)]
  const isVotes = said.about.startsWith('P') && !said.key.endsWith('/apart')
  const ballots = isVotes
    ? [...o.c.all('ballot')].filter(({ poll, person }) => `P${poll}` === said.about && all.includes(person))
    : []
  const people = all.filter((key) => !isVotes || ballots.some(({ person }) => person === key)) // others took theirs back
  if (people.length === 0) return []
  const name = (person: string) => nameOf(o.c, person)
  const here = { to: { room: said.room }, about: said.about, key: `${said.key}/${said.until}`, asked: true }
  if (said.key.endsWith('/apart')) return [{ ...here, text: ballotWords.alsoApart(said, people.map(name)) }]
  const units = (person: string) => ballots.filter((ballot) => ballot.person === person).length
  const chosen = chosenAloud(o, said, ballots, people)
  if (chosen) {
    const voters = (of: readonly string[]) => of.map((person) => ballotWords.voter(name(person), units(person)))
    const parts = chosen.parts.map(({ choices, people: of }) => ({ choices, names: voters(of) }))
    const whole = ballotWords.bundledByChoice(said, chosen.poll, parts)
    if (fits(whole)) return [{ ...here, text: whole }]
  }
  const apart = ballots.filter(({ counted }) => !counted).map(({ person }) => name(person))
  const text = ballotWords.bundled(
    said,
    people.map((person) => ballotWords.voter(name(person), units(person))),
    apart,
  )
  return [{ ...here, text }]
}

const MOST_PARTS = 4

/**
 * Where anybody may see the tally, by what was chosen. None where somebody's stands apart or has changed since: what was
 * said in private is told in no group.
 */
function chosenAloud(o: Occasion, { about, room }: Bundle, ballots: readonly Ballot[], people: readonly string[]) {
  const poll = o.c.get('poll', Number(about.slice(1)))
  const aloud = ballots.every((ballot) => ballot.room === room && ballot.counted)
  if (!about.startsWith('P') || poll?.shown !== 'always' || !aloud) return undefined
  const parts = new Map<string, { readonly choices: readonly number[]; readonly people: string[] }>()
  for (const person of people) {
    const { choices } = ballots.find((ballot) => ballot.person === person) ?? {}
    if (!choices) return undefined
    const part = parts.get(choices.join()) ?? { choices, people: [] }
    part.people.push(person)
    parts.set(choices.join(), part)
  }
  const all = [...parts.values()].sort((a, b) => a.choices.join().localeCompare(b.choices.join()))
  return all.length > MOST_PARTS ? undefined : { poll, parts: all }
}

/** What stands for a dwelling now, to the others who live there. */
function mates(o: Occasion, said: Extract<OtherFact, { type: 'bundle-said' }>['bundle']): readonly Saying[] {
  const { poll, one, to = [] } = changedMeanwhile(o.c, said) ?? {}
  if (!poll) return []
  const text =
    one && isOpen(one) ? ballotWords.housemateVoted(poll, one.choices, true, one.handed) : ballotWords.tookBack(poll)
  return to.map(({ key }) => ({
    to: { person: key },
    text,
    about: said.about,
    key: `mates/${hashOf(said.key).slice(0, 16)}/${said.until}/${key}`, // keys stand in logs, and this one names a door
    while: { poll: poll.number },
  }))
}
