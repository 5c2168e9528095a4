import { ballotKey } from '../poll/ballot.ts'
import { marked } from '../poll/recount.ts'
import type { Community, Put } from '../state/community.ts'
import { counted } from '../state/counters.ts'
import type { PollFact } from '../state/facts.ts'
import type { Poll } from '../state/matter.ts'

export function evolvePoll(c: Community, fact: PollFact): readonly Put[] {
  const change = (then: (poll: Poll) => Partial<Poll>): Put => {
    const poll = c.get('poll', fact.poll)
    if (!poll) throw new Error(`${fact.type} of a poll that is not there: P${fact.poll}`)
    return { kind: 'poll', key: String(fact.poll), doc: { ...poll, ...then(poll) } }
  }
  const ballot = (unit: string) => ({ kind: 'ballot', key: ballotKey(fact.poll, unit) }) as const
  switch (fact.type) {
    case 'poll-opened':
      return [{ kind: 'poll', key: String(fact.poll), doc: fact.matter }, counted(c, { poll: fact.poll + 1 })]
    case 'ballot-cast':
      return [{ ...ballot(fact.ballot.unit), doc: fact.ballot }]
    case 'ballot-taken-back':
      return [fact.before ? { ...ballot(fact.unit), doc: fact.before } : ballot(fact.unit)]
    case 'ballot-set-aside':
    case 'ballot-restored': {
      const contested = c.get('ballot', ballotKey(fact.poll, fact.unit))
      const reason = fact.type === 'ballot-set-aside' ? fact.reason : undefined
      return contested ? [{ ...ballot(fact.unit), doc: marked(contested, reason) }] : []
    }
    case 'paper-kept': {
      const handed = c.get('ballot', ballotKey(fact.poll, fact.unit))
      return handed?.paper
        ? [{ ...ballot(fact.unit), doc: { ...handed, paper: { ...handed.paper, file: fact.file } } }]
        : []
    }
    case 'voted':
      return [{ kind: 'voter', key: ballotKey(fact.poll, fact.voter.unit), doc: fact.voter }]
    case 'voter-withdrawn':
      return [{ kind: 'voter', key: ballotKey(fact.poll, fact.unit) }]
    case 'poll-extended':
      return [
        change(({ rungs = [], closes, extended }) => ({
          closes: fact.closes,
          rungs: rungs.filter((rung) => rung !== 'last'),
          extended: fact.back && extended ? extended : { by: fact.by, at: fact.at, was: closes },
        })),
      ]
    case 'voiding-dropped':
      return [change(() => ({ voiding: undefined }))]
    case 'voiding-asked':
      return [
        change(() => ({
          voiding: {
            by: fact.by,
            reason: fact.reason,
            at: fact.at,
            ...(fact.contact === undefined ? {} : { contact: fact.contact }),
          },
        })),
      ]
    case 'poll-reminded':
      return [change(({ rungs = [] }) => ({ rungs: [...rungs, fact.rung] }))]
    case 'reminders-declined':
      return [change(({ declined = [] }) => ({ declined: [...declined, fact.by] }))]
    case 'poll-interrupted':
      return [
        change(({ closes, lost = 0, moved = 0 }) => ({
          lost: lost + fact.lost,
          ...(fact.moved > 0 ? { closes: closes + fact.moved, moved: moved + fact.moved } : {}),
        })),
      ]
    case 'poll-closed':
      return [change(() => ended(fact)), ...unsealed(c, fact.poll)]
    case 'poll-voided':
      return [change(() => ({ ...ended(fact), voided: fact.reason, closes: fact.at })), ...unsealed(c, fact.poll)]
    case 'poll-concluded':
      return [change(() => ({ concluded: fact.conclusion }))]
    case 'review-due':
      return [change(({ concluded }) => (concluded ? { concluded: { ...concluded, reviewed: true } } : {}))]
  }
}

const ended = ({ result, codes }: Extract<PollFact, { type: 'poll-closed' | 'poll-voided' }>): Partial<Poll> => ({
  stage: 'closed',
  result,
  ...(codes ? { codes } : {}),
})

/** Once the codes are published nothing is kept under seal, not even a ballot whose voter a crash did not let be stored. */
const unsealed = (c: Community, poll: number): readonly Put[] =>
  [...c.all('sealed')].filter((ballot) => ballot.poll === poll).map(({ key }) => ({ kind: 'sealed', key }))
