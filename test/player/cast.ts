import { dirname, join } from 'node:path'
import { common, community } from '../../src/config/communities.ts'
import type { Constitution } from '../../src/domain/constitution.ts'

export const shipped = join(import.meta.dirname, '../../data')

/** Something about the transcript cannot be: an unknown room, a quote of what nobody said. */
export class Impossible extends Error {
  override readonly name = 'Impossible'
}

/** The file of a community: the demo, one beside the transcript, or one of one's own. */
export const communityFile = (name: string, path: string): string => {
  if (name === 'demo') return join(shipped, 'demo/communities/demo.json')
  if (name.endsWith('.json') || name.includes('/')) return join(dirname(path), name)
  return join(process.env.DATA_DIR || shipped, 'communities', `${name}.json`)
}

/** @throws Impossible */
export async function constitution(file: string): Promise<Constitution> {
  const all = common({ dataDir: shipped, shipped })
  if (!all.value) throw new Impossible(all.mistakes.join('\n'))
  const { value, mistakes } = await community(file, all.value)
  if (!value) throw new Impossible(mistakes.join('\n'))
  return value
}

const contactOf = (is: Constitution, index: number): string => is.people[index]?.contact ?? `unbound-${index + 1}`

/** Everybody is in the residents' rooms, and in the others too who has more than a resident's role. */
export const seed = (is: Constitution) => {
  const contacts = is.people.map(({ name, friend = true }, index) => ({ id: contactOf(is, index), name, friend }))
  const active = contacts.filter((_, index) => is.people[index]?.roles.some((role) => role !== 'resident'))
  const ids = (of: typeof contacts) => of.map(({ id }) => id)
  const rooms = is.rooms.map(({ topic, kind }) => ({ topic, members: ids(kind === 'residents' ? contacts : active) }))
  return { contacts, rooms }
}

/** Names that only one person of the file has. */
export const known = (is: Constitution): ReadonlyMap<string, string> =>
  new Map(
    is.people.flatMap(({ name }, index) =>
      is.people.filter((other) => other.name === name).length === 1 ? [[name, contactOf(is, index)] as const] : [],
    ),
  )
