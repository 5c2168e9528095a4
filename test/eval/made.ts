import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Chance } from '../chance.ts'
import { OWN } from './rows.ts'

interface Made {
  readonly slots: Readonly<Record<string, readonly string[]>>
  readonly lines: readonly {
    readonly label: 0 | 1
    readonly count: number
    readonly forms: readonly string[]
  }[]
}
/** A sentence of our own, put together. */
export interface MadeUp {
  readonly text: string
  readonly label: 0 | 1
}

/** Sentences for kinds of talk of which nobody has published enough: reviews, questions to a search box, neighbours' small talk. */
export const madeUp = (seed: number): readonly MadeUp[] => {
  const { slots, lines } = JSON.parse(readFileSync(join(OWN, 'made.json'), 'utf8')) as Made
  const chance = new Chance(seed)
  const filled = (form: string): string => {
    const next = form.replace(/\{(\w+)\}/g, (_, slot: string) => chance.pick(slots[slot] ?? []))
    return next.includes('{') ? filled(next) : next
  }
  return lines.flatMap(({ label, count, forms }) =>
    Array.from({ length: count }, () => ({ label, text: filled(chance.pick(forms)) })),
  )
}
