import { DAY, dayOf } from '../calendar.ts'
import { faded } from '../report/trace.ts'
import type { Community, Person, Put, Report } from '../state/community.ts'
import { counted, counters } from '../state/counters.ts'
import type { OtherFact } from '../state/facts.ts'
import { handedOver, housed } from './handover.ts'

/** A card that waits to be posted stands apart from the bot's question to the same person. */
export const pendingKey = (person: string, card = false): string => (card ? `${person}/card` : person)

const withoutContact = ({ contact, ...person }: Person): readonly Put[] =>
  contact === undefined ? [] : [{ kind: 'person', key: person.key, doc: { ...person, friend: false } }]

/** What a report may look back on: a year, and the month that is told. */
const TRACED = 400 * DAY

const skipped = (c: Community, { skipped: more = 0 }: { readonly skipped?: number }) =>
  more === 0 ? {} : { skipped: (counters(c).skipped ?? 0) + more }
const reported = (key: string, doc: Report | undefined): readonly Put[] => (doc ? [{ kind: 'report', key, doc }] : [])

export function evolveOther(c: Community, fact: OtherFact): readonly Put[] {
  switch (fact.type) {
    case 'person-met':
      return [
        { kind: 'person', key: fact.person.key, doc: fact.person },
        counted(c, { person: Number(fact.person.key.slice(1)) + 1 }),
      ]
    case 'person-changed':
    case 'words-passed':
    case 'person-noted':
    case 'dwelling-claimed':
      return [{ kind: 'person', key: fact.person.key, doc: fact.person }]
    case 'dwelling-confirmed':
      return [{ kind: 'person', key: fact.person.key, doc: fact.person }, ...housed(c, fact.person)]
    case 'room-bound':
    case 'room-changed':
    case 'room-heated':
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
        ...[...c.all('left')].map(({ message }): Put => ({ kind: 'left', key: message })),
      ]
    case 'left-for-model':
      return [{ kind: 'left', key: fact.left.message, doc: fact.left }]
    case 'left-forgotten':
      return fact.messages.map((key): Put => ({ kind: 'left', key }))
    case 'duty-told':
      return [counted(c, { duty: fact.evening })]
    case 'clock-behind':
    case 'stoppage-heard':
      return []
    case 'person-invited':
      return [{ kind: 'invitation', key: fact.invitation.hash, doc: fact.invitation }]
    case 'invitation-used':
      return [
        { kind: 'person', key: fact.person.key, doc: fact.person },
        { kind: 'invitation', key: fact.hash },
        ...(fact.merged === undefined
          ? []
          : [{ kind: 'person', key: fact.merged } as const, ...handedOver(c, fact.merged, fact.person)]),
      ]
    case 'invitation-burnt':
      return [{ kind: 'invitation', key: fact.hash }]
    case 'draft-changed':
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
    case 'finish-bundled': {
      const bundle = c.get('bundle', fact.key)
      const all = [...new Set([...(bundle?.cases ?? []), fact.number])]
      return bundle ? [{ kind: 'bundle', key: fact.key, doc: { ...bundle, cases: all } }] : []
    }
    case 'bundle-said':
      return [{ kind: 'bundle', key: fact.bundle.key }]
    case 'lines-counted': {
      const room = c.get('room', fact.room)
      return room
        ? [{ kind: 'room', key: room.id, doc: { ...room, unasked: { day: fact.day, count: fact.count } } }]
        : []
    }
    case 'lower-late': {
      const { community, number } = fact.lower
      const doc = { ...fact.lower, ...(fact.above ? { pressing: true as const } : {}) }
      return [{ kind: 'lower', key: `${community}/${number}`, doc }]
    }
    case 'lower-settled':
      return [{ kind: 'lower', key: `${fact.community}/${fact.number}` }]
    case 'letter-replied':
    case 'letter-lost':
      return []
    case 'week-reported':
      return [
        counted(c, { week: fact.monday, ...skipped(c, fact) }),
        ...reported('week', fact.week && { week: fact.week }),
      ]
    case 'day-reported':
      return [
        counted(c, {
          day: fact.morning,
          ...(fact.day || fact.skipped === undefined ? { high: fact.day?.high ?? [] } : {}),
          ...skipped(c, fact),
        }),
      ]
    case 'month-reported':
      return [
        counted(c, { month: fact.first, ...skipped(c, fact) }),
        ...reported('month', fact.month && { month: fact.month }),
        ...faded(c, fact.first - TRACED),
      ]
    case 'year-unknown':
      return [counted(c, { year: fact.year })]
    case 'unattended-found':
      return [counted(c, { unattended: { day: dayOf(fact.at), matters: fact.matters } })]
  }
}
