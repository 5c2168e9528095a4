import type { Instant } from '../calendar.ts'
import { ask, forgetQuestion } from '../case/ask.ts'
import { privately } from '../case/case.ts'
import { LEFT_KEPT } from '../due.ts'
import { forModel } from '../privacy.ts'
import { answer, both, happened, isInGroup, type Outcome, type Situation } from '../situation.ts'
import type { Community, Left } from '../state/community.ts'
import type { Fact } from '../state/facts.ts'
import type { Leaving } from '../state/outgoing.ts'

const MOST_OF_WORDS = 2_000

/** What has just left, by the service's own account of it. */
export const recorded = (sent: readonly Left[], now: Instant): readonly Fact[] =>
  sent
    .filter(({ at }) => now - at < LEFT_KEPT)
    .map(({ message, from, to, text, at }) => ({
      type: 'left-for-model',
      at: now,
      left: { message, from, to, text: text.slice(0, MOST_OF_WORDS), at: Math.min(at, now) },
    }))

/**
 * Words of hers that she said to everybody, as they leave because somebody else asks for it. None after 「不要记我」, nor
 * once she could not ask any more what became of them.
 */
export function leavingOf(c: Community, of: string, key: string, text: string): Leaving | undefined {
  const { contact, heard, listed, friend } = c.get('person', key) ?? {}
  if (contact === undefined || !heard || !(listed || friend || isInGroup(c, contact))) return undefined
  return { of, from: contact, text: forModel(c, text) }
}

/** Hers, the latest first. */
export const leftOf = (c: Community, contact: string | undefined): readonly Left[] =>
  [...c.all('left')].filter(({ from }) => from === contact).sort((a, b) => b.at - a.at)

export const lapsedLeft = (all: readonly Left[], now: Instant): readonly Fact[] =>
  all.length === 0 ? [] : [{ type: 'left-forgotten', at: now, messages: all.map(({ message }) => message) }]

/** 我的话发给谁了: hers alone, in private. */
export const left = (s: Situation): Outcome => privately(s, { say: 'left', to: { person: s.speaker.key } })

// ── 删除我的信息 ──────────────────────────────────────────────────────────────────────────────────

/** What is kept of her beside the record of cases and polls, and may go at once. */
function droppable(s: Situation): readonly Fact[] {
  const all = leftOf(s.c, s.heard.from)
  const dwellings = s.speaker.dwellings.filter(({ confirmed }) => confirmed)
  return [
    ...lapsedLeft(all, s.now),
    ...(dwellings.length < s.speaker.dwellings.length
      ? [{ type: 'person-changed', at: s.now, person: { ...s.speaker, dwellings } } as const]
      : []),
  ]
}

/** Says what is kept and why; what may go goes after one confirmation. */
export function forget(s: Situation): Outcome {
  const some = droppable(s)
  const told = answer({ say: 'kept', left: leftOf(s.c, s.heard.from).length, droppable: some.length > 0 })
  return some.length === 0 ? told : both(ask(s, { ask: 'forget' }), told)
}

export const answeredForget = (s: Situation, says: 'yes' | 'no' | 'report' | undefined): Outcome | undefined => {
  if (says !== 'yes' && says !== 'no') return undefined
  const dropped = happened(...forgetQuestion(s))
  return says === 'no' ? dropped : both(both(dropped, happened(...droppable(s))), answer({ say: 'forgotten' }))
}
