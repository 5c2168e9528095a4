import type { CaseFact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import type { Told } from '../wording/case.ts'
import * as words from '../wording/merge.ts'
import type { Occasion, Saying } from './occasion.ts'
import { audience, told } from './told.ts'

type Merging = Extract<CaseFact, { type: 'case-merged' | 'case-parted' | 'case-took-in' | 'case-let-go' }>
interface Ways {
  readonly t: Told
  readonly back: (text: string) => Saying
  readonly handlers: (text: string, more?: Partial<Saying>) => Saying
}

/** Whoever merged two cases is answered; those of both are told once, each where hers lives. */
export function sayMerged(o: Occasion, fact: Merging, matter: Case, { t, back, handlers }: Ways): readonly Saying[] {
  if (fact.type === 'case-let-go') return []
  const other = o.c.get(
    'case',
    fact.type === 'case-merged' ? fact.into : fact.type === 'case-parted' ? fact.from : fact.of,
  )
  if (!other) return []
  if (fact.type === 'case-took-in')
    return isSameRoom(other, matter) ? [] : toThose(matter, words.tookIn(told(o.c, matter, o.now), other.number))
  if (fact.type === 'case-parted') {
    const text = words.parted(told(o.c, matter, o.now), other.number)
    return [back(words.partedAnswer(t, other.number)), ...toThose(matter, text, other), handlers(text)]
  }
  return [
    back(words.merged(t, told(o.c, other, o.now))),
    ...toThose(matter, words.goesOn(told(o.c, matter, o.now), told(o.c, other, o.now)), other),
    ...(matter.post === other.post ? [] : [handlers(words.notYoursAnyMore(t, other.number))]),
  ]
}

const isSameRoom = (a: Case, b: Case): boolean => a.room !== undefined && a.room === b.room

/** In one line where both live in the same group. */
function toThose(matter: Case, text: string, other?: Case): readonly Saying[] {
  const both = other && isSameRoom(matter, other) ? [matter.reporter, other.reporter] : [matter.reporter]
  return [{ to: audience(matter), text, about: `#${matter.number}`, mention: [...new Set(both)] }]
}
