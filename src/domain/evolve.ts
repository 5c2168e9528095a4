import { ballotKey } from './ballot.ts'
import type { Community, Counters, Person, Put } from './community.ts'
import type { CaseFact, Fact, OtherFact, PollFact } from './facts.ts'
import type { Case, Forum, Poll } from './matter.ts'
import { marked } from './recount.ts'

/** No community has numbers yet: the first case is #1, the first poll P1. */
const FRESH: Counters = { case: 1, poll: 1, person: 1, week: 0 }

export const counters = (c: Community): Counters => c.get('counters', 'counters') ?? FRESH

/** The documents that a fact changes, whole. */
export function evolve(c: Community, fact: Fact): readonly Put[] {
  if ('case' in fact) return evolveCase(c, fact)
  if ('poll' in fact) return evolvePoll(c, fact)
  return evolveOther(c, fact)
}

const count = (c: Community, next: Partial<Counters>): Put => ({
  kind: 'counters',
  key: 'counters',
  doc: { ...counters(c), ...next },
})

function evolveCase(c: Community, fact: CaseFact): readonly Put[] {
  const put = (doc: Case): Put => ({ kind: 'case', key: String(doc.number), doc })
  if (fact.type === 'case-raised') return [put(fact.matter), count(c, { case: fact.case + 1 })]
  const matter = c.get('case', fact.case)
  if (!matter) throw new Error(`${fact.type} of a case that is not there: #${fact.case}`)
  const forum = forumAfter(c, fact)
  return forum
    ? [{ kind: 'forum', key: String(fact.case), doc: forum }]
    : [put({ ...matter, ...changes(matter, fact) })]
}

/** What people say about a case stands apart from it. */
function forumAfter(c: Community, fact: CaseFact): Forum | undefined {
  if (fact.type === 'forum-opened') return fact.forum
  const forum = c.get('forum', fact.case)
  if (!forum) return undefined
  switch (fact.type) {
    case 'opinion-given':
      return { ...forum, opinions: [...forum.opinions, fact.opinion] }
    case 'opinion-seconded':
      return {
        ...forum,
        opinions: forum.opinions.map((one, i) =>
          i === fact.opinion - 1 ? { ...one, supporters: [...one.supporters, fact.unit] } : one,
        ),
      }
    case 'forum-closed':
      return { ...forum, over: true }
    default:
      return undefined
  }
}

/** A time limit that starts anew has none of its rungs said. */
const limit = (since: number, due: number): Partial<Case> => ({ since, due, rungs: [], lastRungAt: undefined })

function changes(matter: Case, fact: CaseFact): Partial<Case> {
  switch (fact.type) {
    case 'case-raised':
      return fact.matter
    case 'case-supported':
      return { supporters: [...matter.supporters, fact.supporter], sources: [...matter.sources, fact.source] }
    case 'support-withdrawn':
      return { supporters: matter.supporters.filter(({ person }) => person !== fact.by) }
    case 'words-added':
      return {
        text: fact.text ? `${matter.text}；${fact.text}` : matter.text,
        media: [...matter.media, ...fact.media],
        sources: [...matter.sources, fact.source],
      }
    case 'file-kept':
      return { media: matter.media.map((medium) => (medium.of === fact.of ? { ...medium, file: fact.file } : medium)) }
    case 'file-lost':
      return { media: matter.media.filter(({ of }) => of !== fact.of) }
    case 'case-corrected':
      return { place: fact.place, title: fact.title }
    case 'case-taken':
      return { stage: 'taken', handler: fact.by, post: fact.post, offered: undefined, goingAt: undefined }
    case 'news-given':
      return { news: [...matter.news, { at: fact.at, text: fact.text, by: fact.by }] }
    case 'case-offered':
      return { offered: fact.to }
    case 'offer-declined':
      return { offered: undefined }
    case 'case-sent-back':
      return { stage: 'open', handler: undefined, offered: undefined, post: fact.post }
    case 'case-refused':
      return {
        stage: 'refused',
        endedAt: fact.at,
        outcome: fact.reason,
        asked: undefined,
        offered: undefined,
        goingAt: undefined,
      }
    case 'time-asked':
      return { asked: { until: fact.until, reason: fact.reason, by: fact.by } }
    case 'time-given':
      return { ...limit(fact.at, fact.until), asked: undefined }
    case 'case-urged':
      return { urgedAt: fact.at }
    case 'case-pressed':
      return { pressed: true }
    case 'help-wanted':
    case 'forum-opened':
    case 'opinion-given':
    case 'opinion-seconded':
    case 'forum-closed':
      return {}
    case 'case-finished':
      return {
        stage: 'done',
        handler: matter.handler ?? fact.by,
        endedAt: fact.at,
        outcome: fact.text,
        media: [...matter.media, ...fact.media],
        asked: undefined,
        offered: undefined,
        goingAt: undefined,
      }
    case 'finish-undone':
      return { stage: fact.stage, handler: fact.handler, endedAt: undefined, outcome: undefined }
    case 'case-rated':
      return {
        ratings: [
          ...matter.ratings.filter(({ unit }) => unit !== fact.unit),
          { by: fact.by, unit: fact.unit, grade: fact.grade, text: fact.text },
        ],
      }
    case 'case-reopened':
      return {
        ...limit(fact.at, fact.due),
        stage: matter.handler ? 'taken' : 'open',
        endedAt: undefined,
        outcome: undefined,
        ratings: [],
      }
    case 'withdrawal-announced':
      return { goingAt: fact.going }
    case 'withdrawal-stopped':
      return { goingAt: undefined }
    case 'case-withdrawn':
      return { stage: 'withdrawn', endedAt: fact.at, asked: undefined, offered: undefined, goingAt: undefined }
    case 'case-reminded':
      return {
        rungs: matter.rungs.includes(fact.rung) ? matter.rungs : [...matter.rungs, fact.rung],
        lastRungAt: fact.at,
      }
  }
}

function evolvePoll(c: Community, fact: PollFact): readonly Put[] {
  const change = (then: (poll: Poll) => Partial<Poll>): Put => {
    const poll = c.get('poll', fact.poll)
    if (!poll) throw new Error(`${fact.type} of a poll that is not there: P${fact.poll}`)
    return { kind: 'poll', key: String(fact.poll), doc: { ...poll, ...then(poll) } }
  }
  const ballot = (unit: string) => ({ kind: 'ballot', key: ballotKey(fact.poll, unit) }) as const
  switch (fact.type) {
    case 'poll-opened':
      return [{ kind: 'poll', key: String(fact.poll), doc: fact.matter }, count(c, { poll: fact.poll + 1 })]
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
      return [change(({ rungs = [] }) => ({ closes: fact.closes, rungs: rungs.filter((rung) => rung !== 'last') }))]
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

const withoutContact = ({ contact, ...person }: Person): readonly Put[] =>
  contact === undefined ? [] : [{ kind: 'person', key: person.key, doc: { ...person, friend: false } }]

/** What a stranger raised or joined belongs to the person she turned out to be. */
const handedOver = (c: Community, from: string, to: string): readonly Put[] =>
  [...c.all('case')]
    .filter((matter) => matter.reporter === from || matter.supporters.some(({ person }) => person === from))
    .map((matter) => ({
      kind: 'case',
      key: String(matter.number),
      doc: {
        ...matter,
        reporter: matter.reporter === from ? to : matter.reporter,
        supporters: matter.supporters.map((one) => (one.person === from ? { ...one, person: to } : one)),
      },
    }))

/** A card that waits to be posted stands apart from the bot's question to the same person. */
export const pendingKey = (person: string, card = false): string => (card ? `${person}/card` : person)

function evolveOther(c: Community, fact: OtherFact): readonly Put[] {
  switch (fact.type) {
    case 'person-met':
      return [
        { kind: 'person', key: fact.person.key, doc: fact.person },
        count(c, { person: Number(fact.person.key.slice(1)) + 1 }),
      ]
    case 'person-changed':
    case 'words-passed':
    case 'person-noted':
    case 'dwelling-claimed':
    case 'dwelling-confirmed':
      return [{ kind: 'person', key: fact.person.key, doc: fact.person }]
    case 'room-bound':
    case 'room-changed':
    case 'room-renamed':
    case 'room-lost':
      return [{ kind: 'room', key: fact.room.id, doc: fact.room }]
    case 'account-seen':
    case 'gap-noted':
      return [{ kind: 'hearing', key: 'hearing', doc: fact.hearing }]
    case 'gaps-told': {
      const hearing = c.get('hearing', 'hearing')
      return hearing ? [{ kind: 'hearing', key: 'hearing', doc: { ...hearing, gaps: [], toldAt: fact.at } }] : []
    }
    case 'contacts-void':
      return [
        ...[...c.all('room')].map(({ id }): Put => ({ kind: 'room', key: id })),
        ...[...c.all('person')].flatMap(withoutContact),
      ]
    case 'clock-behind':
      return []
    case 'person-invited':
      return [{ kind: 'invitation', key: fact.invitation.hash, doc: fact.invitation }]
    case 'invitation-used':
      return [
        { kind: 'person', key: fact.person.key, doc: fact.person },
        { kind: 'invitation', key: fact.hash },
        ...(fact.merged === undefined
          ? []
          : [{ kind: 'person', key: fact.merged } as const, ...handedOver(c, fact.merged, fact.person.key)]),
      ]
    case 'invitation-burnt':
      return [{ kind: 'invitation', key: fact.hash }]
    case 'asked':
      return [
        {
          kind: 'pending',
          key: pendingKey(fact.pending.person, fact.pending.question.ask === 'post'),
          doc: fact.pending,
        },
      ]
    case 'ballot-sealed':
      return [fact.ballot ? { kind: 'sealed', key: fact.key, doc: fact.ballot } : { kind: 'sealed', key: fact.key }]
    case 'question-dropped':
      return [{ kind: 'pending', key: pendingKey(fact.person, fact.card === true) }]
    case 'act-noted':
      return [{ kind: 'act', key: fact.act.person, doc: fact.act }]
    case 'act-forgotten':
      return [{ kind: 'act', key: fact.person }]
    case 'bundle-opened':
      return [{ kind: 'bundle', key: fact.bundle.key, doc: fact.bundle }]
    case 'bundle-grew': {
      const bundle = c.get('bundle', fact.key)
      if (!bundle) throw new Error(`a bundle grew that is not there: ${fact.key}`)
      return bundle.people.includes(fact.person)
        ? []
        : [{ kind: 'bundle', key: fact.key, doc: { ...bundle, people: [...bundle.people, fact.person] } }]
    }
    case 'bundle-said':
      return [{ kind: 'bundle', key: fact.bundle.key }]
    case 'lines-counted': {
      const room = c.get('room', fact.room)
      return room
        ? [{ kind: 'room', key: room.id, doc: { ...room, unasked: { day: fact.day, count: fact.count } } }]
        : []
    }
    case 'week-reported':
      return [count(c, { week: fact.monday })]
  }
}
