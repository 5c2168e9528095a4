import { dayOf, type Instant, instant, isTooFar, timeOf } from '../calendar.ts'
import type { Reading, ReminderWords } from '../heard/reading.ts'
import {
  answer,
  both,
  happened,
  isConvener,
  isEarlier,
  isStaff,
  joined,
  NOTHING,
  type Outcome,
  type Situation,
  toConveners,
  undoable,
} from '../situation.ts'
import { counters } from '../state/counters.ts'
import type { Fact } from '../state/facts.ts'
import type { Reminder } from '../state/matter.ts'
import { active, nextAt, planOf } from './reminder.ts'

/** As much as one line of ours holds beside its time. */
const LONGEST = 60
/** What a group bears to be reminded of at a time. */
const MOST = 20

/** 提醒 12月10日18:00前 交医保: everybody is reminded, by a convener's will. */
export function remind(s: Situation, reading: Extract<Reading, { do: 'remind' }>): Outcome | undefined {
  const { text, until, repeat, doubt } = reading
  if (reading.how === 'plain' && !amongStaff(s)) return undefined
  if (reading.how === 'aside' && s.category !== undefined && !isConvener(s.speaker)) return undefined // hers is a trouble
  const known = doubt !== undefined || until !== undefined || repeat !== undefined
  if (doubt !== 'personal' && !isConvener(s.speaker)) return known ? passedOn(s) : undefined
  const fault = wrong(reading, s.now)
  if (fault) return fault
  if (text === '') return answer({ say: 'reminding', what: 'text' })
  if ([...text].length > LONGEST) return answer({ say: 'reminding', what: 'long' })
  if (joined(s.c, 'residents').length === 0) return answer({ say: 'reminding', what: 'no-room' })
  return raised(s, { ...whenOf(reading), text })
}

/** There a convener's plain word is meant for the bot. */
const amongStaff = ({ room, speaker }: Situation): boolean => room?.kind === 'staff' && isConvener(speaker)

type When = Pick<Reminder, 'timed' | 'before' | 'repeat'> & { readonly until: Instant | undefined }
const whenOf = ({ until, repeat, timed, before }: ReminderWords): When => ({
  until,
  timed: timed === true,
  before: before === true,
  ...(repeat ? { repeat } : {}),
})

/** What cannot be a time to remind of; none: it can. */
function wrong({ until, repeat, doubt }: ReminderWords, now: Instant): Outcome | undefined {
  if (doubt !== undefined) return answer({ say: 'reminding', what: doubt })
  if (repeat) return undefined
  if (until === undefined) return answer({ say: 'reminding', what: 'when' })
  if (until <= now) return answer({ say: 'date-past', at: until })
  return isTooFar(until, now) ? answer({ say: 'date-far' }) : undefined
}

function raised(s: Situation, { text, until, ...when }: When & { readonly text: string }): Outcome {
  const all = active(s.c)
  const at = firstOf(s, until, when)
  const same = all.find((one) => one.text === text && one.at === at)
  if (same) return answer({ say: 'reminding', what: 'known', reminder: same.number })
  if (all.length >= MOST) return answer({ say: 'reminding', what: 'enough' })
  const number = counters(s.c).reminder ?? 1
  const matter: Reminder = { number, text, at, since: s.now, ...when, by: s.speaker.key, rungs: [] }
  const [first] = planOf(s.c.is.settings, matter)
  if (!first) return answer({ say: 'reminding', what: 'tonight' })
  return happened(
    { type: 'reminder-set', at: s.now, reminder: number, matter },
    ...(first.at <= s.now ? [{ type: 'reminder-said', at: s.now, reminder: number, rung: first.rung } as const] : []),
    noted(s, number),
  )
}

/** Of what comes round, the first that can still be told before. */
function firstOf(s: Situation, until: Instant | undefined, when: Pick<When, 'repeat' | 'timed'>): Instant {
  const { repeat, timed } = when
  if (!repeat) return until ?? s.now
  const at = nextAt(repeat, s.now)
  const isLate = planOf(s.c.is.settings, { at, since: s.now, timed, repeat }).length === 0
  return isLate ? nextAt(repeat, at) : at
}

const noted = (s: Situation, reminder: number, was?: Reminder): Fact =>
  undoable(s, { did: 'remind', reminder, ...(was ? { was } : {}) })

/** Everybody may wish it; the conveners decide. */
const passedOn = (s: Situation): Outcome | undefined =>
  s.heard.addressed ? both(toConveners(s), answer({ say: 'to-conveners' })) : undefined

// ── afterwards ───────────────────────────────────────────────────────────────────────────────────

/** Does something with the reminder that is meant: the one of that number, or the only one. */
function withReminder(s: Situation, number: number | undefined, then: (one: Reminder) => Outcome): Outcome | undefined {
  if (!isConvener(s.speaker)) return passedOn(s)
  const all = active(s.c)
  const one = number === undefined ? (all.length === 1 ? all[0] : undefined) : s.c.get('reminder', number)
  if (one && one.endedAt === undefined) return then(one)
  if (number === undefined) return answer({ say: 'reminding', what: all.length === 0 ? 'none' : 'which' })
  return answer({ say: 'reminding', what: one ? 'over' : 'no-such', reminder: number })
}

/** 取消提醒 R3. */
export const dropReminder = (s: Situation, words: Extract<Reading, { do: 'drop-reminder' }>): Outcome | undefined =>
  words.how === 'plain' && !amongStaff(s)
    ? undefined
    : withReminder(s, words.reminder, (one) =>
        happened(
          { type: 'reminder-dropped', at: s.now, reminder: one.number, by: s.speaker.key },
          noted(s, one.number, one),
        ),
      )

/** R3 改到12月12日: where no hour is said it stays. */
export const moveReminder = (s: Situation, reading: Extract<Reading, { do: 'move-reminder' }>): Outcome | undefined =>
  withReminder(s, reading.reminder, (one) => {
    const fault = wrong(movedBy(reading, one), s.now)
    if (fault) return fault
    const { until, ...when } = whenOf(movedBy(reading, one))
    if (one.repeat && !when.repeat) return answer({ say: 'reminding', what: 'repeats', reminder: one.number })
    const { repeat: _, saidAt, ...rest } = one
    const matter: Reminder = {
      ...rest,
      ...when,
      at: firstOf(s, until, when),
      since: s.now,
      rungs: [],
      ...(one.told ? { saidAt: s.now } : {}), // that it was changed is said now
    }
    if (matter.at === one.at && !when.repeat) return answer({ say: 'reminding', what: 'known', reminder: one.number })
    if (planOf(s.c.is.settings, matter).length === 0) return answer({ say: 'reminding', what: 'tonight' })
    return happened(
      { type: 'reminder-changed', at: s.now, reminder: one.number, by: s.speaker.key, matter },
      noted(s, one.number, one),
    )
  })

/** With the hour and the 前 of before, where only another day is named. */
function movedBy(words: ReminderWords, one: Reminder): ReminderWords {
  const before = words.before ?? (one.before ? true : undefined)
  const kept = { ...words, ...(before ? { before } : {}) }
  if (words.timed || !one.timed) return kept
  const { hour, minute } = timeOf(one.at)
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  return {
    ...kept,
    timed: true,
    ...(words.until === undefined ? {} : { until: instant(dayOf(words.until), time) }),
    ...(words.repeat ? { repeat: { ...words.repeat, time } } : {}),
  }
}

/** 刚才那个不算: what was set is dropped, what was changed or dropped is as before. */
export function unremind(s: Situation, reminder: number, was: Reminder | undefined): Outcome {
  const one = s.c.get('reminder', reminder)
  const about = { at: s.now, reminder, by: s.speaker.key }
  if (!one || (!was && one.endedAt !== undefined) || (was && was.at <= s.now)) return answer({ say: 'nothing-to-undo' })
  return happened(was ? { type: 'reminder-restored', ...about, matter: was } : { type: 'reminder-dropped', ...about })
}

/** R2是啥 is a word among neighbours where there is no such reminder. */
export function reminders(s: Situation, reminder: number | undefined): Outcome | undefined {
  if (reminder === undefined) return answer({ say: 'reminding', what: 'list' })
  const one = s.c.get('reminder', reminder)
  if (!one && !s.heard.addressed && s.heard.quote?.ours !== true) return undefined
  const what = one === undefined ? 'no-such' : one.endedAt === undefined ? 'one' : 'over'
  return answer({ say: 'reminding', what, reminder })
}

// ── what others announce ─────────────────────────────────────────────────────────────────────────

/** Staff announce in a group that the water will be off: the conveners are asked once whether all shall be reminded. */
export function stoppage(s: Situation, reading: Extract<Reading, { do: 'stoppage' }>): Outcome | undefined {
  const { what, until, timed } = reading
  if (reading.reminds && isConvener(s.speaker)) return NOTHING // she reminds of it herself
  if (s.heard.addressed || s.room === undefined || s.late || !isStaff(s.speaker) || isEarlier({ at: until }, s.now))
    return undefined
  if (isTooFar(until, s.now) || active(s.c).some((one) => one.text.includes(what))) return NOTHING
  return happened({ type: 'stoppage-heard', at: s.now, by: s.speaker.key, what, until, timed: timed === true })
}
