import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { communities } from '../../src/config/communities.ts'

const shipped = join(import.meta.dirname, '../../data')
let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'levels-'))
  mkdirSync(join(dataDir, 'communities'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const write = (id: string, parent: string | undefined, more: object = {}): void => {
  const file = { id, name: `${id}的名字`, ...(parent !== undefined && { parent }), rooms: [], people: [], ...more }
  writeFileSync(join(dataDir, 'communities', `${id}.json`), JSON.stringify(file, undefined, 2))
}
const load = async () => {
  const { loaded, mistakes } = await communities({ dataDir, shipped, demo: false })
  return {
    links: loaded.map(({ id, parent, children }) => [id, parent?.name, children?.map((one) => one.id)]),
    mistakes: mistakes.map((one) => one.replace(join(dataDir, 'communities/'), '')),
  }
}

test('each knows the one above and those below, over several levels', async () => {
  write('a', 'b')
  write('a2', 'b')
  write('b', 'c')
  write('c', undefined)
  expect(await load()).toEqual({
    links: [
      ['a', 'b的名字', undefined],
      ['a2', 'b的名字', undefined],
      ['b', 'c的名字', ['a', 'a2']],
      ['c', undefined, ['b']],
    ],
    mistakes: [],
  })
})

test('a parent that is not there is said with file and line, and stops that link only', async () => {
  write('a', 'nowhere')
  write('b', undefined)
  expect(await load()).toEqual({
    links: [
      ['a', undefined, undefined],
      ['b', undefined, undefined],
    ],
    mistakes: ['a.json:4: "parent": no community with the id nowhere is served, so a is served without a level above'],
  })
})

test('a parent that cannot be read is not there', async () => {
  write('a', 'b')
  write('b', undefined, { rooms: 'none' })
  const { links, mistakes } = await load()
  expect(links).toEqual([['a', undefined, undefined]])
  expect(mistakes).toEqual([
    'b.json:4: "rooms" must be a list […]',
    'a.json:4: "parent": no community with the id b is served, so a is served without a level above',
  ])
})

test.each([
  [{ a: 'a' }, ['a.json:4: "parent": a → a is a loop, so a is served without a level above']],
  [
    { a: 'b', b: 'a' },
    [
      'a.json:4: "parent": a → b → a is a loop, so a is served without a level above',
      'b.json:4: "parent": b → a → b is a loop, so b is served without a level above',
    ],
  ],
])('a loop of parents %j is said, and all are served without it', async (parents, expected) => {
  for (const [id, parent] of Object.entries(parents)) write(id, parent)
  const { links, mistakes } = await load()
  expect(mistakes).toEqual(expected)
  expect(links.map(([id, parent]) => [id, parent])).toEqual(Object.keys(parents).map((id) => [id, undefined]))
})

test('who stands below a loop keeps its own link', async () => {
  write('a', 'b')
  write('b', 'c')
  write('c', 'b')
  const { links, mistakes } = await load()
  expect(links[0]).toEqual(['a', 'b的名字', undefined])
  expect(mistakes).toHaveLength(2)
})
