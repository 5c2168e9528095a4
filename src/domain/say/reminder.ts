import type { Reminding } from '../answer.ts'
import { afterQuiet, DAY, dayOf, type Instant, instant } from '../calendar.ts'
import { handover } from '../people/duty.ts'
import { clean } from '../privacy.ts'
import { active, planOf } from '../reminder/reminder.ts'
import { joined } from '../situation.ts'
import type { Room } from '../state/community.ts'
import { counters } from '../state/counters.ts'
import type { OtherFact, ReminderFact } from '../state/facts.ts'
import type { Reminder } from '../state/matter.ts'
import { handsOver } from '../wording/duty.ts'
import * as words from '../wording/reminder.ts'
import { officeOf } from './face.ts'
import type { Occasion, Saying } from './occasion.ts'

/** As anybody may read it. */
const shown = (o: Occasion, one: Reminder): Reminder => ({ ...one, text: clean(o.c, one.text) })

export function sayReminder(o: Occasion, fact: ReminderFact): readonly Saying[] {
  const stored = o.c.get('reminder', fact.reminder)
  if (!stored) return []
  const one = shown(o, stored)
  const plan = planOf(o.c.is.settings, one)
  switch (fact.type) {
    case 'reminder-set':
      return isToldHere(o) ? [] : [back(words.receipt(one, plan, o.now, deafTo(o, one)))]
    case 'reminder-said':
      return said(o, one)
    case 'reminder-changed':
      return backAndAll(o, one, words.changed(one, plan, o.now), words.changedForAll(one))
    case 'reminder-dropped':
      return backAndAll(o, one, words.dropped(one), words.droppedForAll(one))
    case 'reminder-restored':
      return backAndAll(o, one, words.restored(one), words.restored(one))
    case 'reminder-moved':
    case 'reminder-over':
    case 'reminder-forgotten':
      return []
  }
}

const back = (text: string): Saying => ({ text, asked: true })

/** The convener reads in this group, with all others, what she has just set. */
const isToldHere = (o: Occasion): boolean =>
  o.facts.some(({ type }) => type === 'reminder-said') && o.c.get('room', o.room ?? '')?.kind === 'residents'

const said = (o: Occasion, one: Reminder): readonly Saying[] =>
  joined(o.c, 'residents').flatMap((room): readonly Saying[] => {
    const then = readAt(o, room)
    if (then >= one.at) return [] // its hush lasts longer
    return [
      {
        to: { room: room.id },
        text: words.said(one, then),
        until: Math.min(one.at, instant(dayOf(then + DAY), '00:00')), // 「明天」 is true today
        while: { reminder: one.number, at: one.at },
        key: `R${one.number}/${o.now}/${room.id}`,
        asked: room.id === o.room,
      },
    ]
  })

/** Groups that are hushed beyond what is said at once. */
const deafTo = (o: Occasion, one: Reminder): readonly string[] =>
  o.facts.some(({ type }) => type === 'reminder-said')
    ? joined(o.c, 'residents').flatMap((room) => (readAt(o, room) >= one.at ? room.topic : []))
    : []

const readAt = (o: Occasion, { hushedUntil = 0 }: Room): Instant =>
  afterQuiet(Math.max(o.now, hushedUntil), o.c.is.settings)

/** The groups hear of a change only where they have heard of the thing itself. */
const backAndAll = (o: Occasion, one: Reminder, answer: string, news: string): readonly Saying[] => {
  const rooms = one.told ? joined(o.c, 'residents') : []
  return rooms.some(({ id }) => id === o.room)
    ? rooms.map(({ id }) => ({ to: { room: id }, text: news, asked: id === o.room }))
    : [back(answer), ...rooms.map(({ id }): Saying => ({ to: { room: id }, text: news }))]
}

/** Once for each day and thing, whatever number of groups it is announced in. */
export const offered = (o: Occasion, fact: Extract<OtherFact, { type: 'stoppage-heard' }>): readonly Saying[] => [
  {
    to: { conveners: true },
    text: words.offer(officeOf(o.c, fact.by), fact.what, fact.until, fact.timed),
    until: fact.until,
    key: `offer/${fact.what}/${fact.until}`,
  },
]

/** To the staff room, or to nobody. */
export function dutyTold(
  o: Occasion,
  { evening, posts }: Extract<OtherFact, { type: 'duty-told' }>,
): readonly Saying[] {
  const [room] = joined(o.c, 'staff')
  const shifts = handover(o.c, evening).filter(({ post }) => posts.includes(post.name))
  if (!room || shifts.length === 0) return []
  return [{ to: { room: room.id }, text: handsOver(shifts), until: shifts[0]?.from ?? evening, key: `duty/${evening}` }]
}

/** What is answered about reminders. */
export function reminding(o: Occasion, { what, reminder = 0 }: Reminding): string {
  const all = active(o.c).map((one) => shown(o, one))
  const stored = o.c.get('reminder', reminder)
  switch (what) {
    case 'list':
      return words.list(all)
    case 'which':
      return words.which(all)
    case 'one':
      return stored ? words.one(shown(o, stored)) : ''
    case 'known':
      return stored ? words.known(shown(o, stored)) : ''
    case 'repeats':
      return stored ? words.repeats(stored) : ''
    case 'over':
      return words.over(reminder)
    case 'no-such':
      return words.noSuch(reminder, (counters(o.c).reminder ?? 1) - 1)
    default:
      return words.REFUSALS[what]
  }
}
