import { addWords } from '../case/more.ts'
import type { Reading } from '../heard/reading.ts'
import { concerns, happened, isOpen, mayHandle, type Outcome, type Situation } from '../situation.ts'
import type { Case } from '../state/matter.ts'
import { given } from './promise.ts'

type Said<D extends Reading['do']> = Extract<Reading, { do: D }>

/** 1问一下是哪部电梯: those at work ask who told of it, and who told of it asks them. Where another level told of it, that hears. */
export function inquire(s: Situation, { case: number, text }: Said<'inquire'>): Outcome | undefined {
  const matter = running(s, number)
  if (!matter) return undefined
  if (matter.reporter === s.speaker.key || !mayHandle(s.speaker, matter))
    return concerns(matter, s.speaker) ? addWords(s, matter, text, true) : undefined
  if (matter.from) return given(s, matter, { text })
  return happened({ type: 'reporter-asked', at: s.now, case: number, by: s.speaker.key, text })
}

/** 「1 左边那部」, said to the bot: more of what concerns her. */
export function remark(s: Situation, { case: number, text }: Said<'remark'>): Outcome | undefined {
  const matter = s.heard.addressed ? running(s, number) : undefined
  return matter && concerns(matter, s.speaker) ? addWords(s, matter, text) : undefined
}

function running(s: Situation, number: number): Case | undefined {
  const matter = s.c.get('case', number)
  return matter && !matter.hidden && isOpen(matter) ? matter : undefined
}
