import { dirname, join } from 'node:path'
import { common, community } from '../../src/config/communities.ts'
import { linked, type Read } from '../../src/config/levels.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'

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

/** The communities of a transcript, each under its parent where that is one of them. @throws Impossible */
export async function constitutions(files: readonly string[]): Promise<readonly Constitution[]> {
  const all = common({ dataDir: shipped, shipped })
  if (!all.value) throw new Impossible(all.mistakes.join('\n'))
  const read: Read[] = []
  for (const file of files) {
    const { value, mistakes } = await community(file, all.value)
    if (!value) throw new Impossible(mistakes.join('\n'))
    read.push({ file, value })
  }
  return linked(read).loaded
}

const contactOf = (is: Constitution, index: number, among: readonly Constitution[]): string =>
  is.people[index]?.contact ?? `unbound-${among.indexOf(is) === 0 ? '' : `${is.id}-`}${index + 1}`

/** Everybody is in the residents' rooms of her community, and in the others too who has more than a resident's role. */
export const seed = (all: readonly Constitution[]) => {
  const each = all.map((is) => cast(is, all))
  const contacts = new Map(each.flatMap((one) => one.contacts.map((contact) => [contact.id, contact] as const)))
  return { contacts: [...contacts.values()], rooms: each.flatMap(({ rooms }) => rooms) }
}

function cast(is: Constitution, all: readonly Constitution[]) {
  const contacts = is.people.map(({ name, friend = true }, index) => ({ id: contactOf(is, index, all), name, friend }))
  const active = contacts.filter((_, index) => is.people[index]?.roles.some((role) => role !== 'resident'))
  const ids = (of: typeof contacts) => of.map(({ id }) => id)
  const rooms = is.rooms.map(({ topic, kind }) => ({ topic, members: ids(kind === 'residents' ? contacts : active) }))
  return { contacts, rooms }
}

/** Names that only one person of the files has. */
export const known = (all: readonly Constitution[]): ReadonlyMap<string, string> => {
  const people = all.flatMap((is) => is.people.map(({ name }, index) => ({ name, id: contactOf(is, index, all) })))
  return new Map(
    people.flatMap(({ name, id }) =>
      people.every((other) => other.name !== name || other.id === id) ? [[name, id] as const] : [],
    ),
  )
}
