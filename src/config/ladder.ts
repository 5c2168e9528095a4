import { z } from 'zod'
import type { Role } from '../domain/state/constitution.ts'
import type { Mistake } from './located.ts'

const STEPS = ['convener', 'supervisor', 'above'] as const

export const ladderShape = z.array(
  z.strictObject({
    to: z.enum(STEPS),
    after: z.int().min(0, 'must be at least 0').max(60, 'must be at most 60').describe('working days late'),
  }),
)

/** What the ladder stands on. */
interface File {
  readonly parent?: string | undefined
  readonly people: readonly { readonly roles: readonly Role[] }[]
  readonly settings: { readonly ladder?: z.output<typeof ladderShape> | undefined }
}

/** Each step is of somebody there is, further up than the one before, and later. */
export function misladdered({ parent, people, settings: { ladder = [] } }: File): readonly Mistake[] {
  const held = (role: Role): boolean => people.some(({ roles }) => roles.includes(role))
  return ladder.flatMap(({ to, after }, index) => {
    const at = (key: 'to' | 'after', reason: string): Mistake => ({ path: ['settings', 'ladder', index, key], reason })
    const before = ladder[index - 1]
    if (to === 'above' && parent === undefined)
      return [at('to', 'the ladder goes up to "above", but the file names no "parent"')]
    if (to === 'supervisor' && !held('supervisor'))
      return [at('to', 'the ladder has a hole: nobody in "people" is a supervisor')]
    if (to === 'convener' && !held('convener') && !held('admin'))
      return [at('to', 'the ladder has a hole: nobody in "people" is a convener')]
    if (before === undefined) return []
    if (STEPS.indexOf(before.to) >= STEPS.indexOf(to))
      return [at('to', `the ladder is out of order: ${to} cannot come after ${before.to}`)]
    return before.after >= after
      ? [at('after', `the ladder does not ascend: ${to} must come later than ${before.to}`)]
      : []
  })
}
