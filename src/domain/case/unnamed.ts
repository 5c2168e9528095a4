import { answer, cases, happened, isOpen, named, type Outcome, type Situation } from '../situation.ts'
import { lastOwn } from './more.ts'

/** 别说是我说的: of the case that is named or quoted, of what she has just reported, or to the bot of her last. */
export function unnamed(s: Situation, number: number | undefined): Outcome | undefined {
  const meant = named(s, number)
  const own = cases(s.c, ({ reporter }) => reporter === s.speaker.key)
  const matter =
    meant === undefined
      ? (lastOwn(s) ?? (s.heard.addressed ? (own.filter(isOpen).at(-1) ?? own.at(-1)) : undefined))
      : own.find((one) => one.number === meant)
  if (!matter) return undefined
  return matter.unnamed
    ? answer({ say: 'unnamed', case: matter.number })
    : happened({ type: 'reporter-hidden', at: s.now, case: matter.number, by: s.speaker.key })
}
