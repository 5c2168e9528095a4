import { z } from 'zod'
import type { Duty } from '../domain/state/constitution.ts'
import { DUTY_DAYS } from '../domain/wording/duty.ts'
import type { Mistake } from './located.ts'

const [WORKDAYS, DAYS_OFF, ALL] = [DUTY_DAYS[7], DUTY_DAYS[8], DUTY_DAYS[9]]
const weekdays: readonly string[] = DUTY_DAYS.slice(0, 7)
const time = /^([01]\d|2[0-3]):[0-5]\d$/

/** When a post is on duty, as a committee writes it. */
export const dutyShape = z.strictObject({
  post: z.string().trim().min(1, 'must not be empty').describe('its name under "posts"'),
  days: z
    .union([z.enum(DUTY_DAYS), z.array(z.enum(DUTY_DAYS)).min(1, 'must not be empty')])
    .describe(`${DUTY_DAYS.join(' ')}; "${WORKDAYS}" by the calendar of days off`),
  from: z.string().regex(time, 'must be a time such as "08:00"'),
  to: z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as "20:00"')
    .describe('a time that is not after "from" is on the next day'),
})
type Stated = z.output<typeof dutyShape>

/** As the rules know it. */
export const dutyOf = ({ post, days, from, to }: Stated): readonly Duty[] => {
  const named: readonly string[] = typeof days === 'string' ? [days] : days
  const single = named.map((day) => weekdays.indexOf(day)).filter((day) => day >= 0)
  const groups: readonly Duty['days'][] = [
    ...(named.includes(ALL) ? ['all' as const] : []),
    ...(named.includes(WORKDAYS) ? ['workdays' as const] : []),
    ...(named.includes(DAYS_OFF) ? ['days-off' as const] : []),
    ...(single.length > 0 ? [single] : []),
  ]
  return groups.map((on) => ({ post, days: on, from, to }))
}

/** Of posts that there are, and of some length. */
export const strangeDuty = (
  { post, from, to }: Stated,
  index: number,
  posts: readonly string[],
): readonly Mistake[] => [
  ...(posts.includes(post)
    ? []
    : [{ path: ['duty', index, 'post'], reason: `the post ${post} is not listed under "posts"` }]),
  ...(from === to ? [{ path: ['duty', index, 'to'], reason: `"to" is the same as "from": ${from}` }] : []),
]
