import { buildingsOf, isOfMany } from '../case/wide.ts'
import { categoryOf } from '../limit/limit.ts'
import { isOpen } from '../situation.ts'
import type { Bundle } from '../state/community.ts'
import * as words from '../wording/wide.ts'
import type { Occasion, Saying } from './occasion.ts'
import { told } from './told.ts'

/** One line for all who have it; those who are to mend it are called once, at any hour. None: it is told by names. */
export function manyHave(o: Occasion, { about, key, room, until, spread }: Bundle): readonly Saying[] | undefined {
  const matter = key === `${room}/${about}` && about.startsWith('#') ? o.c.get('case', about.slice(1)) : undefined
  if (!matter || !isOpen(matter) || !isOfMany(o.c, matter)) return undefined
  const buildings = buildingsOf(o.c, matter)
  const { helpline } = categoryOf(o.c, matter.category)
  const call: readonly Saying[] =
    spread === undefined && matter.stage === 'open'
      ? [
          {
            to: { handlersOf: matter.number },
            text: words.manyHaveForStaff(told(o.c, matter, o.now, 'staff'), buildings),
            about,
            urgent: true,
            key: `${key}/${until}/staff`,
            while: { case: matter.number, stages: ['open'] },
          },
        ]
      : []
  const text = words.manyHave(told(o.c, matter, o.now), buildings, helpline)
  return [{ to: { room }, about, key: `${key}/${until}`, asked: true, text }, ...call]
}
