import { act } from './act.ts'
import { ask } from './case/ask.ts'
import { correct } from './case/correct.ts'
import { addWords, lastOwn } from './case/more.ts'
import { raise } from './case/raise.ts'
import type { Heard } from './heard/input.ts'
import type { Reading } from './heard/reading.ts'
import { deliberate, isUnheard } from './people/unheard.ts'
import { answered } from './question.ts'
import { answer, NOTHING, type Outcome, type Situation, samePlace } from './situation.ts'
import type { Case } from './state/matter.ts'
import { isAddition } from './wording/talk.ts'

/** A voice that a service has put into words. */
export const isSpoken = ({ kind, text }: Heard): boolean => kind === 'audio' && text.trim() !== ''

type Raised = Extract<Reading, { do: 'raise' | 'trouble' }>

/**
 * What was heard in a voice nobody may have said, or a loudspeaker: a danger passes at once; else it may answer what the
 * bot has asked of a report, say more of one's own, ask how something stands, or bring up a trouble, which becomes a
 * case only when its author says so. No ballot, no work, no right and no room is touched by it.
 */
export function voiced(s: Situation, readings: readonly Reading[]): Outcome {
  if (isUnheard(s.c, s.heard)) return endangered(s, deliberate(readings)) ?? NOTHING
  if (s.late) return s.heard.addressed ? answer({ say: 'too-late', at: s.at }) : NOTHING
  const raised = readings.find(isRaised)
  return (
    endangered(s, readings) ??
    replied(s, readings) ??
    added(s, readings, raised) ??
    brought(s, raised) ??
    asked(s, readings) ??
    (s.heard.addressed ? answer({ say: 'voice-heard', text: s.heard.text }) : NOTHING)
  )
}

const isRaised = (reading: Reading): reading is Raised => reading.do === 'raise' || reading.do === 'trouble'
function endangered(s: Situation, readings: readonly Reading[]): Outcome | undefined {
  const raised = readings.find(isRaised)
  return raised?.trouble.danger === undefined || s.late ? undefined : raise(s, raised.trouble)
}

/** Of the bot's questions those about a report: what comes of it her next word takes back. */
const OF_REPORTS = new Set(['register', 'same', 'place'])
const REPLIES: ReadonlySet<Reading['do']> = new Set(['yes', 'no', 'same', 'withdraw', 'report', 'correct'])
const replied = (s: Situation, readings: readonly Reading[]): Outcome | undefined =>
  s.pending && OF_REPORTS.has(s.pending.question.ask)
    ? answered(
        s,
        readings.filter(({ do: what }) => REPLIES.has(what)),
      )
    : undefined

/** What may stand in words that say more of a report. */
const OF_TALK: ReadonlySet<Reading['do']> = new Set(['raise', 'trouble', 'correct', 'unclear', 'report', 'danger'])
/** More of her report of just now: its place put right, or words for it. */
function added(s: Situation, readings: readonly Reading[], raised: Raised | undefined): Outcome | undefined {
  const own = lastOwn(s)
  if (!own || !readings.every(({ do: what }) => OF_TALK.has(what))) return undefined
  const corrected = readings.flatMap((reading) => (reading.do === 'correct' ? (correct(s, reading) ?? []) : []))[0]
  if (corrected) return corrected
  const isMore = raised ? isOf(raised, own) : isAddition(s.heard.text) && (s.heard.addressed || s.tellsMore)
  return isMore ? addWords(s, own) : undefined
}
const isOf = ({ trouble }: Raised, own: Case): boolean =>
  trouble.category === own.category && (trouble.place?.building === undefined || samePlace(trouble.place, own.place))

/** A trouble waits for 「报」; where another waits already, that comes first. */
function brought(s: Situation, raised: Raised | undefined): Outcome | undefined {
  const waiting = s.c.get('pending', s.speaker.key)?.question
  if (!raised || !s.heard.addressed || (waiting && 'draft' in waiting)) return undefined
  const whom = raised.do === 'raise' && raised.for !== undefined ? { for: raised.for } : {}
  const photos = [...s.photos, s.heard.id]
  const draft = { trouble: raised.trouble, sources: [s.heard.id], photos, ...whom, by: 'voice' } as const
  return ask(s, { ask: 'register', draft })
}

const ASKS: ReadonlySet<Reading['do']> = new Set(['progress', 'where', 'whose', 'mine', 'help', 'on-duty', 'reminders'])
/** What only wants to know; whatever would change something is dropped. */
function asked(s: Situation, readings: readonly Reading[]): Outcome | undefined {
  const [reading] = readings
  const outcome = reading && ASKS.has(reading.do) && s.heard.addressed ? act(s, reading) : undefined
  return outcome?.facts.length === 0 && outcome.answers.length > 0 ? outcome : undefined
}
