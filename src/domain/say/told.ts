import type { Instant } from '../calendar.ts'
import type { Community } from '../community.ts'
import { goneTo } from '../letter.ts'
import type { Case } from '../matter.ts'
import { clean } from '../privacy.ts'
import type * as words from '../wording/case.ts'
import { nobodyKnown } from '../wording/people.ts'
import type { Eyes } from '../wording/redact.ts'
import { nameless } from './face.ts'

const BRIEF = 42

/** What the sentences about a case need, for these eyes. */
export function told(c: Community, matter: Case, now: Instant, eyes: Eyes = 'public'): words.Told {
  const level = eyes === 'staff' ? undefined : goneTo(matter)?.name // it answers for it
  const post = level === undefined ? c.is.posts.find(({ name }) => name === matter.post) : undefined
  const hidden = matter.takenDown && eyes !== 'staff'
  return {
    matter: {
      ...matter,
      ...(matter.for === undefined ? {} : { for: clean(c, matter.for, eyes) }),
      news: matter.news.map((one) => ({ ...one, text: clean(c, one.text, eyes) })),
      ...(matter.held ? { held: { ...matter.held, reason: clean(c, matter.held.reason, eyes) } } : {}),
      outcome: matter.outcome === undefined || hidden ? undefined : clean(c, matter.outcome, eyes),
    },
    brief: brief(c, matter, eyes),
    post: level ?? matter.post ?? nobodyKnown(),
    phone: post?.phone,
    now,
  }
}

/** What was told in private is shown without names, and to everybody by its title alone. */
const brief = (c: Community, { text, title, room, from }: Case, eyes: Eyes): string => {
  if (from) return clean(c, title, eyes) // it says whose it is
  const shown = clean(c, text, eyes)
  const short = shown.length <= BRIEF && (room !== undefined || eyes !== 'public') ? shown : clean(c, title, eyes)
  return room === undefined && eyes !== 'own' ? nameless(c, short) : short
}
/** The rooms that hear what becomes of a case: where it was raised; 家事 only its reporter, in private. */
export const audience = (matter: Case) =>
  matter.tier === 'family' || matter.room === undefined
    ? ({ person: matter.reporter } as const)
    : ({ room: matter.room } as const)
