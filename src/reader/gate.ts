import { isCued, told } from './danger/plight.ts'
import type { Rule, Said } from './said.ts'
import { mentions } from './text/lexicon.ts'
import { Sieve } from './text/sieve.ts'
import { PLACES } from './trouble/place.ts'
import { PLEA } from './trouble/plea.ts'
import { CIVIC, COMPLAINT, FAULT, IS_IT_ON, LACKING, NEARBY, STOPPED, THE_MACHINE, THROWN } from './trouble/signs.ts'
import { placeless } from './trouble/trouble.ts'

/** Says what may come of words, before anything looks for it. It may let through too much, and never too little. */
export interface Gate {
  /** The rules by which they may mean something. */
  rules(said: Said): readonly Rule[]
  /** Whether what was not said to the bot may tell of a trouble. */
  trouble(said: Said): boolean
}

/** Lets everything through. */
export const open = (rules: readonly Rule[]): Gate => ({ rules: () => rules, trouble: () => true })

/** `trouble` looks into clauses and into words of the catalogue, and their ends may be anywhere in the text. */
const FAULT_ANYWHERE = new RegExp(FAULT.source.replaceAll('$', ''))
const SIGNS = new Sieve<'fault' | 'off' | 'nearby' | 'place' | 'civic' | 'complaint' | 'plea'>([
  ['fault', [FAULT_ANYWHERE]],
  ['off', [STOPPED, LACKING, IS_IT_ON, THE_MACHINE, THROWN]],
  ['nearby', [NEARBY]],
  ['place', PLACES],
  ['civic', [new RegExp(CIVIC.source)]],
  ['complaint', [new RegExp(COMPLAINT.source)]],
  ['plea', [PLEA]],
])
/** As `trouble` weighs: whatever else speaks for it, less than this is not enough. */
const trouble = ({ whole, vocabulary }: Said): boolean => {
  const { categories, dangers, places } = vocabulary
  if (mentions(whole, dangers)) return true
  const cued = isCued(whole)
  if (cued && told(whole, vocabulary).length > 0) return true
  const signs = SIGNS.in(whole)
  const somewhere = signs.includes('place') || (places !== undefined && mentions(whole, places))
  if (signs.length === 0 && !somewhere) return false
  if (cued && somewhere && told(placeless(whole, places), vocabulary).length > 0) return true
  if (signs.includes('off') || signs.includes('plea')) return true
  if (signs.includes('civic') && signs.includes('complaint')) return true
  if (signs.includes('fault') && (somewhere || signs.includes('nearby') || mentions(whole, categories))) return true
  return somewhere && mentions(placeless(whole, places), dangers)
}

/** Ordinary talk ends here, after one pass over it. What was said to the bot may mean anything. */
export const sifting = (rules: readonly Rule[]): Gate => {
  const sieve = new Sieve(rules.map((rule) => [rule, rule.needs]))
  const others = [...new Set(rules.map(({ or }) => or))].flatMap((or) =>
    or === undefined ? [] : [{ holds: or, rules: rules.filter((rule) => rule.or === or) }],
  )
  return {
    rules: (said) => {
      if (said.pointed) return rules
      const found = sieve.in(said.text)
      let all: readonly Rule[] = found
      for (const { holds, rules } of others) if (holds(said)) all = [...new Set([...rules, ...all])]
      return all
    },
    trouble,
  }
}
