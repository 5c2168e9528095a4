import type { Reading } from '../../domain/heard/reading.ts'
import { type Rule, rule, type Said } from '../said.ts'

// A number counts as a case's unless a measure follows: 「延期 2天」「接 3 个人」.
export const NUMBER =
  '#?(?<number>\\d{1,6})(?:号(?:事项|件|事)?(?![楼栋门线院地]))?(?!\\d|[元块楼栋幢单个天小点分年月日度斤周工人户层时:])'
/** A command word, the number right after it, and what else is said. */
export const command = (word: string): RegExp =>
  new RegExp(`^(?:${word})(?:一下)?[ :,]*(?:${NUMBER})?(?<gap>[ :,.;]*)(?<rest>.*)$`, 's')

interface Named {
  readonly number: string | undefined
  readonly rest: string
}
const named = (pattern: RegExp, text: string): Named | undefined => {
  const groups = pattern.exec(text)?.groups
  return groups === undefined ? undefined : { number: groups.number, rest: (groups.rest ?? '').trim() }
}

export type Command = readonly [pattern: RegExp, read: (said: Said, found: Named) => Reading | undefined]
/** A rule out of commands: each takes the words that its pattern finds. */
export const ruled = (all: readonly Command[]): Rule =>
  rule(
    all.map(([pattern]) => pattern),
    (said) =>
      all.flatMap(([pattern, read]) => {
        const found = named(pattern, said.text)
        const reading = found === undefined ? undefined : read(said, found)
        return reading === undefined ? [] : [reading]
      }),
  )
