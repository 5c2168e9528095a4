import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Heard } from '../../src/domain/heard/input.ts'
import type { Reading, Trouble } from '../../src/domain/heard/reading.ts'
import type { Catalogue } from '../../src/domain/state/constitution.ts'
import type { Reader, Vocabulary } from '../../src/ports.ts'
import { reader } from '../../src/reader/reader.ts'
import { none, SHIPPED } from '../../src/reader/trouble/hunch.ts'
import { ENOUGH } from '../../src/reader/trouble/trouble.ts'

const data = join(import.meta.dirname, '../../data')
const json = (path: string): unknown => JSON.parse(readFileSync(join(data, path), 'utf8'))

interface CommunityFile {
  readonly people: readonly { readonly name: string }[]
  readonly posts: readonly { readonly name: string }[]
  readonly households: readonly { readonly id: string }[]
}
export const catalogue = json('catalogue.json') as Catalogue
const demo = json('demo/communities/demo.json') as CommunityFile

/** What the program itself would know of the community that comes with it. */
export const vocabulary: Vocabulary = {
  options: new Set(),
  people: demo.people.map(({ name }) => name),
  posts: demo.posts.map(({ name }) => name),
  households: new Set(demo.households.map(({ id }) => id)),
  categories: catalogue.categories,
  dangers: catalogue.dangers,
}

/** Monday, in the morning. */
const NOW = new Date('2026-11-23T09:00:00+08:00').getTime()
/** As it is overheard in a group of residents. */
const overheard = (text: string): Heard => ({
  id: 'm',
  room: 'r',
  from: 'li',
  name: '李芳',
  text,
  kind: 'text',
  mentions: [],
  addressed: false,
  friend: true,
  at: NOW,
})

export type Which = 'rules' | 'trained'
/** Side by side: the rules by themselves, and with the model that comes with the program, where there is one. */
export const READERS: ReadonlyMap<Which, Reader> = new Map([
  ['rules', reader(undefined, none)],
  ...(SHIPPED === none ? [] : [['trained', reader()] as const]),
])

const isTold = (reading: Reading): reading is Reading & { readonly trouble: Trouble } =>
  (reading.do === 'trouble' && reading.trouble.sure >= ENOUGH) || reading.do === 'raise'

/** What of it would be asked about or registered in the mode 「confirm」. */
export const troubleOf = (by: Reader, text: string): Trouble | undefined => {
  const readings = by.read(overheard(text), vocabulary)
  if ('then' in readings) throw new Error('without a model service the reader answers at once')
  return readings.find(isTold)?.trouble
}
