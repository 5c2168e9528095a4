import type { Community, Put } from '../state/community.ts'
import { counted, counters } from '../state/counters.ts'
import type { ReminderFact } from '../state/facts.ts'
import type { Reminder } from '../state/matter.ts'

export function evolveReminder(c: Community, fact: ReminderFact): readonly Put[] {
  const put = (doc: Reminder): Put => ({ kind: 'reminder', key: String(doc.number), doc })
  if (fact.type === 'reminder-set') return [put(fact.matter), counted(c, { reminder: fact.reminder + 1 })]
  if ('matter' in fact) return [put(fact.matter)]
  if (fact.type === 'reminder-forgotten') return [{ kind: 'reminder', key: String(fact.reminder) }]
  const one = c.get('reminder', fact.reminder)
  if (!one) throw new Error(`${fact.type} of a reminder that is not there: R${fact.reminder}`)
  return [put({ ...one, ...changes(one, fact) }), ...missed(c, fact)]
}

function changes(one: Reminder, fact: ReminderFact): Partial<Reminder> {
  switch (fact.type) {
    case 'reminder-said':
      return { rungs: [...one.rungs, fact.rung], saidAt: fact.at, told: true }
    case 'reminder-moved':
      return { at: fact.until, since: one.at, rungs: [] }
    case 'reminder-dropped':
    case 'reminder-over':
      return { endedAt: fact.at }
    case 'reminder-set':
    case 'reminder-changed':
    case 'reminder-restored':
    case 'reminder-forgotten':
      return {}
  }
}

/** What nobody was told is counted. */
const missed = (c: Community, fact: ReminderFact): readonly Put[] =>
  'missed' in fact && fact.missed > 0 ? [counted(c, { skipped: (counters(c).skipped ?? 0) + fact.missed })] : []
