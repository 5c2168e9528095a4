import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Instant, MINUTE } from '../domain/calendar.ts'
import type { Constitution, Listed } from '../domain/state/constitution.ts'
import type { Seed } from './world.ts'

const history = z.array(
  z.strictObject({ room: z.string(), from: z.string(), text: z.string(), minutesAgo: z.number().positive() }),
)

/** The simulated WeChat at first: the people of the communities in their rooms, all friends of the bot unless the file says no. */
export function seedOf(all: readonly Constitution[], historyFile: string | undefined, now: Instant): Seed {
  const said = historyFile === undefined ? [] : history.parse(JSON.parse(readFileSync(historyFile, 'utf8')))
  return {
    contacts: all.flatMap(({ people }) => people.map(contact)),
    rooms: all.flatMap(({ people, rooms }) =>
      rooms.map(({ topic, kind }) => ({
        topic,
        members: people
          .filter(({ roles }) => kind === 'residents' || roles.some((role) => role !== 'resident'))
          .map(idOf),
      })),
    ),
    history: said.map(({ minutesAgo, ...one }) => ({ ...one, at: now - minutesAgo * MINUTE })),
  }
}

const idOf = ({ contact, name }: Listed): string => contact ?? name

const contact = (person: Listed) => ({
  id: idOf(person),
  name: person.name,
  friend: person.friend ?? true,
  title: [...person.posts, ...person.households.map(({ id }) => id)].join(' '),
})
