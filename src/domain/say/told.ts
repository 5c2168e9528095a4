import type { Instant } from '../calendar.ts'
import { spreadOf } from '../case/wide.ts'
import { goneTo } from '../level/letter.ts'
import { clean, doorless, nameless } from '../privacy.ts'
import { isOpen, newsOf } from '../situation.ts'
import type { Community } from '../state/community.ts'
import type { Case } from '../state/matter.ts'
import type * as words from '../wording/case.ts'
import { discreet } from '../wording/hold.ts'
import { nobodyKnown } from '../wording/people.ts'
import type { Eyes } from '../wording/redact.ts'
import { placeFor, whoIn } from './home.ts'

const BRIEF = 42

/** Whom to ring first. */
export const emergencyOf = (c: Community, { danger }: Case): string | undefined =>
  c.is.catalogue.dangers.find(({ name }) => name === danger)?.phone

/** What the sentences about a case need, for these eyes. */
export function told(c: Community, matter: Case, now: Instant, eyes: Eyes = 'public'): words.Told {
  const link = goneTo(matter)
  const level = link?.over && !isOpen(matter) ? undefined : link?.name // it answers for it, unless it was ended here
  const post = level === undefined ? c.is.posts.find(({ name }) => name === matter.post) : undefined
  const hidden = matter.takenDown && eyes !== 'staff'
  const who = eyes === 'staff' ? whoIn(c, matter) : undefined
  const theirs = (text: string): string => (eyes === 'staff' ? clean(c, text, eyes) : discreet(clean(c, text, eyes)))
  return {
    matter: {
      ...matter,
      ...(matter.for === undefined
        ? {}
        : { for: eyes === 'public' ? doorless(c, matter.for) : clean(c, matter.for, eyes) }),
      news: newsOf(matter).map((one) => ({ ...one, text: theirs(one.text) })),
      ...(matter.held ? { held: { ...matter.held, reason: theirs(matter.held.reason) } } : {}),
      ...(matter.reason ? { reason: { ...matter.reason, text: theirs(matter.reason.text) } } : {}),
      ...(matter.asked ? { asked: { ...matter.asked, reason: theirs(matter.asked.reason) } } : {}),
      ...(matter.moved === undefined ? {} : { moved: theirs(matter.moved) }),
      outcome: matter.outcome === undefined || hidden ? undefined : clean(c, matter.outcome, eyes),
    },
    brief: brief(c, matter, eyes),
    ...(eyes === 'staff' && matter.from === undefined ? { full: shownOf(c, matter, eyes) } : {}),
    there: placeFor(withSpread(c, matter), eyes !== 'public'),
    ...(who === undefined ? {} : { who }),
    post: level ?? matter.post ?? nobodyKnown(),
    phone: post?.phone,
    now,
  }
}

/** Of what many have, as far as it has spread. */
function withSpread(c: Community, matter: Case): Case {
  const place = spreadOf(c, matter)
  return place === matter.place || !place ? matter : { ...matter, place }
}

/** What was told in private is shown without names, and to everybody by its title alone; what was added later, to staff. */
const brief = (c: Community, { text: all, raised = all, title, room, from }: Case, eyes: Eyes): string => {
  if (from) return clean(c, title, eyes) // it says whose it is
  const shown = clean(c, eyes === 'staff' ? all : raised, eyes)
  const short = shown.length <= BRIEF && (room !== undefined || eyes !== 'public') ? shown : clean(c, title, eyes)
  return room === undefined && eyes !== 'own' ? nameless(c, short) : short
}
/** All that is known of it, on one line. */
const shownOf = (c: Community, { text, room }: Case, eyes: Eyes): string => {
  const shown = clean(c, text, eyes)
  return room === undefined ? nameless(c, shown) : shown
}
/** The rooms that hear what becomes of a case: where it was raised; 家事 only its reporter, in private. */
export const audience = (matter: Case) =>
  matter.tier === 'family' || matter.room === undefined
    ? ({ person: matter.reporter } as const)
    : ({ room: matter.room } as const)
