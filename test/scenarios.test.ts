import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { play } from './player/play.ts'

const folder = join(import.meta.dirname, 'scenarios')
const scenarios = readdirSync(folder).filter((name) => name.endsWith('.chat'))

test('there are some', () => expect(scenarios).not.toEqual([]))

test.each(scenarios)('%s', async (name) => {
  const path = join(folder, name)
  const { conversation, difference } = await play(readFileSync(path, 'utf8'), { path: `test/scenarios/${name}` })
  expect(difference, conversation).toBeUndefined()
})
