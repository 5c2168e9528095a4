import { privately } from '../case/case.ts'
import type { Reading } from '../heard/reading.ts'
import { answer, is, isConvener, isStaff, type Outcome, type Situation } from '../situation.ts'

/**
 * 简报: conveners see what will be told before it is, and the cases behind each figure, by themselves. Who else asks the
 * bot for it hears what everybody heard last.
 */
export function digest(s: Situation, { of, figure }: Extract<Reading, { do: 'digest' }>): Outcome | undefined {
  const amongStaff = s.room !== undefined && s.room.kind !== 'residents'
  if (isConvener(s.speaker) || is(s.speaker, 'supervisor') || (of === 'day' && amongStaff && isStaff(s.speaker))) {
    const asked = { say: 'digest', of, ...(figure === undefined ? {} : { figure }) } as const
    return amongStaff ? answer(asked) : privately(s, { ...asked, to: { person: s.speaker.key } })
  }
  if (of === 'day') return undefined
  return s.heard.addressed || (amongStaff && isStaff(s.speaker)) ? answer({ say: 'digest' }) : undefined
}

/** 润色周报: what conveners see before it is told, in better words. What is told stays as it is. */
export function polish(s: Situation, { of }: Extract<Reading, { do: 'polish' }>): Outcome | undefined {
  if (!isConvener(s.speaker)) return s.heard.addressed ? answer({ say: 'conveners-only' }) : undefined
  const asked = { say: 'polished', of } as const
  return s.room?.kind === 'staff' ? answer(asked) : privately(s, { ...asked, to: { person: s.speaker.key } })
}
