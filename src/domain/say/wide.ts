import { buildingsOf, manyIn } from '../case/wide.ts'
import { categoryOf } from '../limit/limit.ts'
import type { Bundle } from '../state/community.ts'
import * as words from '../wording/wide.ts'
import { type Occasion, type Saying, untaken } from './occasion.ts'
import { told } from './told.ts'

/** One line for all who have it; those who are to mend it are called once, at any hour. None: it is told by names. */
export function manyHave(o: Occasion, bundle: Bundle): readonly Saying[] | undefined {
  const matter = manyIn(o.c, bundle)
  if (!matter) return undefined
  const { about, key, room, until, spread } = bundle
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
            ...untaken(matter),
          },
        ]
      : []
  const text = words.manyHave(told(o.c, matter, o.now), buildings, helpline)
  return [{ to: { room }, about, key: `${key}/${until}`, asked: true, text }, ...call]
}
