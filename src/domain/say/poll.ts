import type { Community, Poll } from '../community.ts'
import type { PollFact } from '../facts.ts'
import { isBundled } from '../support.ts'
import * as words from '../wording/poll.ts'
import { clean, nameOf } from './case.ts'
import type { Occasion, Saying } from './occasion.ts'

export function sayPoll(o: Occasion, fact: PollFact): readonly Saying[] {
  const poll = o.c.get('poll', fact.poll)
  if (!poll) return []
  const about = `P${poll.number}`
  const topics = poll.rooms.map((room) => o.c.get('room', room)?.topic).filter((topic) => topic !== undefined)
  switch (fact.type) {
    case 'poll-opened': {
      const everywhere = poll.rooms.map(
        (room): Saying => ({ to: { room }, text: words.card(poll, openerOf(o.c, poll)), about, asked: true }),
      )
      const elsewhere = o.room === undefined || !poll.rooms.includes(o.room)
      return elsewhere ? [...everywhere, { text: words.posted(poll, topics), about, asked: true }] : everywhere
    }
    case 'ballot-cast': {
      const cast = o.facts.filter((one) => one.type === 'ballot-cast')
      if (fact.source === '' || cast[0] !== fact || isBundled(o.facts)) return []
      return [{ text: words.cast(poll, fact.ballot, fact.before, cast.length), about, asked: true }]
    }
    case 'ballot-taken-back':
      return []
    case 'poll-voided': {
      const text = words.voided(
        { ...poll, voided: clean(o.c, fact.reason) },
        openerOf(o.c, { ...poll, opener: fact.by }),
      )
      const elsewhere = o.room === undefined || !poll.rooms.includes(o.room)
      return [
        ...poll.rooms.map((room): Saying => ({ to: { room }, text, about, asked: true })),
        ...(elsewhere ? [{ text, about, asked: true }] : []),
      ]
    }
    case 'poll-interrupted':
      return [] // told with the gap
    case 'poll-closed':
      return poll.rooms.map(
        (room): Saying => ({
          to: { room },
          text: words.result(poll, fact.result),
          about,
          key: `${about}/result/${room}`,
        }),
      )
  }
}

/** Shown by office, not by name: 业委会 or the post of its opener. */
const openerOf = (c: Community, poll: Poll): string => {
  const opener = c.get('person', poll.opener)
  return opener?.posts[0] ?? nameOf(c, opener?.key)
}
