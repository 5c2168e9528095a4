import { backersOf } from '../poll/forum.ts'
import { clean } from '../privacy.ts'
import { joined } from '../situation.ts'
import type { ForumFact } from '../state/facts.ts'
import type { Case } from '../state/matter.ts'
import * as words from '../wording/forum.ts'
import { groups } from '../wording/poll.ts'
import { anonymous, officeOf } from './face.ts'
import type { Occasion, Saying } from './occasion.ts'
import { shown, sums } from './summary.ts'

/** What people think about a case, before they vote: in all residents' groups. */
export function sayForum(o: Occasion, matter: Case, fact: ForumFact): readonly Saying[] {
  const about = `#${matter.number}`
  const title = clean(o.c, matter.title)
  const rooms = joined(o.c, 'residents')
  const toResidents = (text: string, key: string): readonly Saying[] =>
    rooms.map(({ id }) => ({ to: { room: id }, text, about, key: `${about}/forum/${key}/${id}` }))
  const here = (text: string): Saying => ({ text, about, asked: true })
  const forum = o.c.get('forum', matter.number)
  switch (fact.type) {
    case 'forum-opened': {
      const told = toResidents(words.opened(fact.forum, title, officeOf(o.c, fact.forum.opener)), `${fact.at}`)
      const short = words.openedTold(fact.forum, groups(rooms.map(({ topic }) => topic)))
      return [
        ...told.map((saying) => ({ ...saying, asked: true })),
        ...(rooms.some(({ id }) => id === o.room) ? [] : [here(short)]),
      ]
    }
    case 'opinion-given':
      return [here(words.given(matter.number, forum?.opinions.length ?? 1, anonymous(o.c, fact.opinion.text)))]
    case 'opinion-withdrawn':
      return [here(words.withdrawn(matter.number, fact.opinion))]
    case 'opinion-seconded': {
      const seconded = forum?.opinions[fact.opinion - 1]
      return [here(words.seconded(matter.number, fact.opinion, seconded ? backersOf(o.c, seconded).size : 1))]
    }
    case 'forum-closed': {
      const all = shown(o.c, fact.forum)
      return [
        ...toResidents(words.closed(fact.forum, title, all), `${fact.at}`),
        { to: { conveners: true }, text: words.next(matter.number, all.length > 0, sums(o.c, fact.forum)), about },
      ]
    }
  }
}
