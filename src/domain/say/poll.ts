import { createHash } from 'node:crypto'
import { afterQuiet, DAY, type Instant } from '../calendar.ts'
import { isBundled } from '../case/support.ts'
import { isOpen, standing, tally } from '../poll/ballot.ts'
import { friendsOf } from '../poll/mates.ts'
import { peopleOf, unitsOf } from '../poll/roll.ts'
import { clean } from '../privacy.ts'
import { conveners, openPolls } from '../situation.ts'
import type { Person } from '../state/community.ts'
import type { PollFact } from '../state/facts.ts'
import type { Ballot, Poll, Voter } from '../state/matter.ts'
import * as ballot from '../wording/ballot.ts'
import * as words from '../wording/poll.ts'
import * as outcome from '../wording/result.ts'
import { isTelling } from '../wording/tally.ts'
import { anonymous, cleaned, namedOn, nameOf, officeOf } from './face.ts'
import type { Occasion, Saying } from './occasion.ts'

export function sayPoll(o: Occasion, fact: PollFact): readonly Saying[] {
  const poll = o.c.get('poll', fact.poll)
  if (!poll) return []
  const about = `P${poll.number}`
  const here = (text: string): Saying => ({ text, about, asked: true })
  const toRooms = (text: string, more: Partial<Saying> = {}): readonly Saying[] =>
    poll.rooms.map((room) => ({
      to: { room },
      text,
      about,
      ...more,
      ...(more.key === undefined ? {} : { key: `${more.key}/${room}` }),
    }))
  const topics = poll.rooms.flatMap((room) => o.c.get('room', room)?.topic ?? [])
  /** Whole in its groups at once, and nowhere else; who did it elsewhere hears in one short line that it was told. */
  const announced = (text: string, short: (groups: string) => string): readonly Saying[] => [
    ...toRooms(text, { asked: true }),
    ...(o.room === undefined || !poll.rooms.includes(o.room) ? [here(short(words.groups(topics)))] : []),
  ]
  switch (fact.type) {
    case 'poll-opened': {
      const [first = '', ...rest] = words.card(poll, officeOf(o.c, poll.opener))
      return [
        ...announced(first, (groups) => words.posted(poll, groups)),
        ...rest.flatMap((text) => toRooms(text, { asked: true })),
      ]
    }
    case 'ballot-cast': {
      const cast = o.facts.filter((one) => one.type === 'ballot-cast' && one.poll === fact.poll)
      if (fact.source === '') return movedIn(o, poll, fact.ballot, fact.before !== undefined)
      if (fact.ballot.handed || cast[0] !== fact || isBundled(o.facts, { room: o.room ?? '', about })) return []
      return [{ ...here(ballot.cast(poll, receiptOf(o, fact, cast.length))), ...inPrivate(o, fact.ballot) }]
    }
    case 'voted':
      return [
        ...(fact.source === '' ? movedIn(o, poll, fact.voter, fact.again) : []),
        ...(fact.voter.handed || o.facts.find((one) => one.type === 'voted' && one.poll === fact.poll) !== fact
          ? []
          : [
              {
                to: { person: fact.voter.person },
                text: '',
                card: { card: 'receipt', poll: poll.number } as const,
                about,
                asked: true,
              },
            ]),
      ]
    case 'ballot-set-aside': {
      const text = ballot.setAside(poll, officeOf(o.c, fact.by), anonymous(o.c, fact.reason))
      const told = peopleOf(o.c, poll, fact.unit).map(
        ({ key }): Saying => ({
          to: { person: key },
          text: ballot.setAsideForYou(poll, clean(o.c, fact.reason, 'public', fact.reason)),
          about,
        }),
      )
      return [...announced(text, (groups) => ballot.setAsideTold(poll, groups)), ...told]
    }
    case 'ballot-restored':
      return announced(ballot.restored(poll), (groups) => ballot.restoredTold(poll, groups))
    case 'poll-extended':
      return announced(
        (fact.back ? words.broughtBack : words.extended)(poll, officeOf(o.c, fact.by), clean(o.c, fact.reason)),
        (groups) => (fact.back ? words.broughtBackTold : words.extendedTold)(poll, groups),
      )
    case 'voiding-dropped': {
      const text = words.voidingDropped(poll, nameOf(o.c, fact.by))
      return [...(o.room === undefined ? [here(text)] : []), { to: { conveners: true }, text, about }]
    }
    case 'voiding-asked':
      return [
        ...(o.c.get('room', o.room ?? '')?.kind === 'staff' ? [] : [here(words.voidWaits(poll))]),
        {
          to: { conveners: true },
          text: words.voidingAsked(poll, nameOf(o.c, fact.by), clean(o.c, fact.reason, 'staff')),
          about,
        },
      ]
    case 'poll-voided': {
      const also = fact.also === undefined ? '' : nameOf(o.c, fact.also)
      const why = { ...poll, voided: clean(o.c, fact.reason, 'public', namedOn(poll)) }
      const who = fact.by === '' ? '' : officeOf(o.c, fact.by)
      const text = words.voided(why, who, also, outcome.asItStood(poll, fact.result))
      return announced(text, (groups) => words.voidedTold(poll, groups))
    }
    case 'poll-reminded':
      return reminders(o, poll, fact.rung === 'last')
    case 'poll-closed':
      return [
        ...outcome
          .result(poll, fact.result)
          .flatMap((text, i) => toRooms(text, { key: `${about}/result${i === 0 ? '' : i}` })),
        ...toRooms('', { key: `${about}/picture`, card: { card: 'result', poll: poll.number } }),
        ...(isTelling(poll, fact.result) ? [] : record(o, poll, toRooms)),
        {
          to: { conveners: true },
          text: words.concludePlease(poll, fact.at + REVIEWED_AFTER, {
            tied: outcome.isTied(poll, fact.result),
            recorded: !isTelling(poll, fact.result),
          }),
          about,
          key: `${about}/conclude`,
        },
      ]
    case 'poll-concluded': {
      const said = { ...fact.conclusion, text: clean(o.c, fact.conclusion.text, 'public', namedOn(poll)) }
      const untaken = o.facts.flatMap((one) => (one.type === 'time-given' ? [one.case] : []))
      return [
        ...announced(words.concluded(poll, said, officeOf(o.c, said.by)), (groups) =>
          words.concludedTold(poll, said, groups),
        ),
        ...untaken.map(
          (number): Saying => ({ to: { conveners: true }, text: words.needsHandler(number, poll.number), about }),
        ),
      ]
    }
    case 'review-due':
      return [
        {
          to: { conveners: true },
          text: words.reviewDue(cleaned(o.c, poll)),
          about,
          key: `${about}/review/${poll.concluded?.review}`, // there may be another
        },
      ]
    case 'paper-kept':
    case 'reminders-declined':
    case 'voter-withdrawn':
    case 'ballot-taken-back':
    case 'poll-interrupted': // told with the gap
      return []
  }
}

/** Whose ballot came with a confirmation: the others of the dwelling are told as if it had been given now. */
const movedIn = (o: Occasion, poll: Poll, given: Ballot | Voter, again: boolean): readonly Saying[] =>
  friendsOf(o.c, poll, given.unit, given.person).map(({ key }) => ({
    to: { person: key },
    text: ballot.housemateVoted(poll, isOpen(given) ? given.choices : undefined, again),
    about: `P${poll.number}`,
  }))

/** That her ballot is contested is for herself. */
const inPrivate = ({ speaker, room }: Occasion, { aside }: Ballot): Pick<Saying, 'to'> =>
  aside !== undefined && room !== undefined && speaker?.friend ? { to: { person: speaker.key } } : {}

function receiptOf(
  o: Occasion,
  { ballot: given, before }: Extract<PollFact, { type: 'ballot-cast' }>,
  units: number,
): ballot.Receipt {
  const asks = o.facts.some((fact) => fact.type === 'asked' && fact.pending.question.ask === 'home')
  return {
    choices: given.choices,
    before: before?.choices,
    units,
    home: given.counted ? undefined : asks ? 'ask' : 'asked',
    village: words.isVillage(o.c),
    aside: given.aside !== undefined,
  }
}

/** To the groups, naming nobody; before the close once to each whose dwelling has not voted. */
function reminders(o: Occasion, poll: Poll, last: boolean): readonly Saying[] {
  const { units } = tally(o.c, poll)
  if (units >= poll.electorate.length) return [] // everybody has voted
  const about = `P${poll.number}`
  const common = { about, until: poll.closes, while: { poll: poll.number } }
  const rung = `${last ? 'last' : 'half'}/${poll.closes}` // extended, it comes again
  const then = afterQuiet(o.now, o.c.is.settings) // as it is when it is said
  const toRooms = poll.rooms.map(
    (room): Saying => ({
      ...common,
      to: { room },
      text: words.reminder(poll, units, then, last, openPolls(o.c, room).length < 2),
      key: `${about}/${rung}/${room}`,
    }),
  )
  return last
    ? [
        ...toRooms,
        ...unvoted(o, poll).map(
          (person): Saying => ({
            ...common,
            to: { person },
            text: words.reminderForYou(poll),
            key: `${about}/${rung}/${person}`,
            reminds: true,
          }),
        ),
      ]
    : toRooms
}

/** When a conclusion is usually looked at again. */
const REVIEWED_AFTER = 28 * DAY

/** More than these are reached by their group alone: the account has few sendings a day. */
const MOST_REMINDED = 100

/** Friends who may vote for a unit that has not, but those who do not want to be reminded; of too many some, by lot. */
const unvoted = (o: Occasion, poll: Poll): readonly string[] => {
  if (poll.kind === 'straw') return []
  const isSilent = (person: Person): boolean =>
    unitsOf(o.c, poll, person).some(({ unit, counted }) => counted && standing(o.c, poll, unit) === undefined)
  const silent = [...o.c.all('person')]
    .filter((person) => person.friend && !poll.declined?.includes(person.key) && isSilent(person))
    .map(({ key }) => key)
  return silent.length <= MOST_REMINDED ? silent : drawn(silent, poll.number).slice(0, MOST_REMINDED)
}

/** In an order that is another in each poll and the same each time it is asked for. */
const drawn = (people: readonly string[], poll: number): readonly string[] => {
  const lot = (key: string): string => createHash('sha256').update(`P${poll} ${key}`).digest('hex')
  return people
    .map((key) => [lot(key), key] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, key]) => key)
}

/** Whether a line about a poll is still worth saying. */
export const stillRuns = (poll: Poll | undefined, now: Instant): boolean => poll?.stage === 'open' && now < poll.closes

/** Who voted what is for its opener, or the conveners once she is none; of a secret poll everybody gets the codes, and finds the own one. */
function record(
  { c }: Occasion,
  poll: Poll,
  toRooms: (text: string, more: Partial<Saying>) => readonly Saying[],
): readonly Saying[] {
  const about = `P${poll.number}`
  const card = { card: 'record', poll: poll.number } as const
  if (poll.secret) return toRooms('', { key: `${about}/record`, card })
  const all = conveners(c)
  const opener = all.filter(({ key }) => key === poll.opener)
  return (opener.length > 0 ? opener : all).map(({ key }) => ({
    to: { person: key },
    text: '',
    about,
    key: `${about}/record${key === poll.opener ? '' : `/${key}`}`,
    card,
  }))
}
