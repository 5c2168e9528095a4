import { codeOf, isOpen, votersOf } from '../poll/ballot.ts'
import { unreached } from '../poll/handin.ts'
import { peopleOf, unitsOf, unknownVoter } from '../poll/roll.ts'
import { clean } from '../privacy.ts'
import type { Community, LineCard, PollCard } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Poll } from '../state/matter.ts'
import type { Paper } from '../state/paper.ts'
import * as ballot from '../wording/ballot.ts'
import * as words from '../wording/paper.ts'
import { isVillage } from '../wording/poll.ts'
import { type About, eventOf } from '../wording/record.ts'
import { anonymous, cleaned, nameOf, officeOf } from './face.ts'
import { reportPaper } from './report.ts'

/** What a card is, worked out when it is said from the poll and its record. None: there is nothing to be shown any more. */
export function paperOf(c: Community, card: LineCard, facts: readonly Fact[] = []): Paper | undefined {
  if ('poll' in card) return pollPaper(c, card, facts)
  if (card.card === 'photos') return undefined // their files are read when they are drawn
  return card.card === 'summary' || card.card === 'polish' ? undefined : reportPaper(c, card) // or it is words
}

function pollPaper(c: Community, { card, poll: number }: PollCard, facts: readonly Fact[]): Paper | undefined {
  const poll = c.get('poll', number)
  if (!poll) return undefined
  switch (card) {
    case 'receipt':
      return undefined // is words
    case 'result':
      return poll.result && { picture: words.picture(poll, poll.result) }
    case 'record':
      return {
        sheet: poll.secret
          ? words.codes(cleaned(c, poll), about(c, poll, facts))
          : words.record(cleaned(c, poll), recorded(c, poll), about(c, poll, facts)),
      }
    case 'doors': {
      const name = (unit: string) =>
        peopleOf(c, poll, unit)
          .map((person) => nameOf(c, person.key))
          .join('、')
      return {
        sheet: words.doorSheet(
          poll,
          unreached(c, poll).map((unit) => [unitName(c, poll, unit), name(unit)]),
        ),
      }
    }
  }
}

/** The codes go to everybody: there by office, else by name. */
function about(c: Community, poll: Poll, facts: readonly Fact[]): About {
  const name = (person: string): string => (poll.secret ? officeOf(c, person) : nameOf(c, person))
  const written = (text: string): string => (poll.secret ? anonymous(c, text) : clean(c, text, 'staff'))
  const naming = { name, unit: (unit: string) => unitName(c, poll, unit), clean: written }
  return {
    community: c.is.name,
    opener: name(poll.opener),
    events: facts.flatMap((fact) => ('poll' in fact ? eventOf(fact, naming) : [])),
  }
}

const recorded = (c: Community, poll: Poll): readonly words.Recorded[] =>
  [...votersOf(c, poll)]
    .filter(isOpen)
    .map(({ unit, choices, person, saidAt, counted, handed, paper, aside, reason }) => ({
      unit: unitName(c, poll, unit),
      name: nameOf(c, person),
      choices,
      saidAt,
      how: handed,
      counted,
      aside: aside === undefined ? undefined : clean(c, aside, 'staff'),
      reason: paper?.file ?? clean(c, reason, 'staff'),
      voter: unknownVoter(c, poll, unit),
    }))

/** A door, or who it is: people vote by key, in a straw poll by contact. */
function unitName(c: Community, { kind }: Poll, unit: string): string {
  const person = kind === 'straw' ? c.byContact(unit) : c.get('person', unit)
  return person || kind === 'straw' ? nameOf(c, person?.key) : unit
}

/** The words of a receipt: none once the key is gone. */
export function receiptFor(c: Community, number: number, person: string): string | undefined {
  const poll = c.get('poll', number)
  const voter = c.get('person', person)
  if (poll?.stage !== 'open' || !voter) return undefined
  const units = unitsOf(c, poll, voter)
  if (units.some(({ counted }) => !counted)) {
    const asks = c.get('pending', person)?.question.ask === 'home'
    return ballot.receiptApart(poll, asks ? 'ask' : 'asked', isVillage(c))
  }
  const codes = units.flatMap(({ unit }) => codeOf(c, poll, unit) ?? [])
  return codes.length === 0 ? undefined : ballot.receipt(poll, codes)
}
