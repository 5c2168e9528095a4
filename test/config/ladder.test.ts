import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { catalogue } from '../../src/config/catalogue.ts'
import { communities } from '../../src/config/communities.ts'

const shipped = join(import.meta.dirname, '../../data')
let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ladder-'))
  mkdirSync(join(dataDir, 'communities'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const write = (name: string, content: object): void =>
  writeFileSync(join(dataDir, name), JSON.stringify(content, undefined, 1))
const convener = { to: 'convener', after: 0 }
const supervisor = { to: 'supervisor', after: 1 }
const above = { to: 'above', after: 3 }

describe('the ladder of a community', () => {
  const people = [
    { contact: 'liu', name: '刘书记', roles: ['convener'] },
    { contact: 'chen', name: '陈监委', roles: ['supervisor'] },
  ]
  const mistakes = async (ladder: readonly object[], changes: object = {}): Promise<readonly string[]> => {
    const rooms = [{ topic: '幸福里工作群', kind: 'staff' }]
    write('communities/x.json', { id: 'x', name: '幸福里', rooms, people, settings: { ladder }, ...changes })
    const read = await communities({ dataDir, shipped, demo: false })
    return read.mistakes.map((one) => one.replace(join(dataDir, 'communities/'), ''))
  }

  test('stands as it is stated', async () => {
    expect(await mistakes([convener, supervisor])).toEqual([])
    expect(await mistakes([convener, { to: 'supervisor', after: 5 }])).toEqual([])
    expect(await mistakes([])).toEqual([])
  })

  test.each([
    ['a hole', [convener, supervisor], { people: people.slice(0, 1) }, /^x\.json:\d+: .*hole: nobody .*supervisor/],
    ['nobody below', [convener], { people: people.slice(1) }, /^x\.json:\d+: .*hole: nobody .*convener/],
    ['no level above', [convener, above], {}, /^x\.json:\d+: .*"above".*no "parent"/],
    ['out of order', [supervisor, { to: 'convener', after: 4 }], {}, /^x\.json:\d+: .*out of order/],
    ['not ascending', [convener, { to: 'supervisor', after: 0 }], {}, /^x\.json:\d+: .*does not ascend/],
    ['before the limit', [{ to: 'convener', after: -1 }], {}, /^x\.json:\d+: "after" must be at least 0/],
    ['half a day', [{ to: 'convener', after: 0.5 }], {}, /^x\.json:\d+: "after" must be a whole number/],
    ['someone else', [{ to: 'steward', after: 1 }], {}, /^x\.json:\d+: "to" must be "convener"/],
  ])('%s is a mistake, with its line', async (_, ladder, changes, reason) => {
    const [first, ...more] = await mistakes(ladder, changes)
    expect(first).toMatch(reason)
    expect(more).toEqual([])
  })

  test('the line is that of the step', async () => {
    const [first] = await mistakes([convener, { to: 'supervisor', after: 0 }])
    const [, line] = /:(\d+):/.exec(first ?? '') ?? []
    const { readFileSync } = await import('node:fs')
    const lines = readFileSync(join(dataDir, 'communities/x.json'), 'utf8').split('\n')
    expect(lines[Number(line) - 1]).toContain('"after": 0')
    expect(lines[Number(line) - 2]).toContain('supervisor')
  })
})

describe('time limits of the catalogue', () => {
  const category = {
    name: '照明',
    words: ['灯'],
    limit: { workdays: 3 },
    urgentLimit: { hours: 24 },
    tier: 'common',
    handling: 'instant',
  }
  const mistakes = (changes: object, more: object = {}): readonly string[] => {
    write('catalogue.json', { categories: [{ ...category, ...changes }], dangers: [], ...more })
    return catalogue({ dataDir, shipped }).mistakes
  }

  test('by handling and tier, of all categories and of one', () => {
    const limits = { byHandling: { upward: { workdays: 10 } }, byTier: { family: { hours: 12 } } }
    expect(mistakes({ limits }, { limits })).toEqual([])
  })

  test.each([
    [{ limit: { hours: 0 } }, '"hours" must be more than 0'],
    [{ limit: { hours: -3 } }, '"hours" must be more than 0'],
    [{ urgentLimit: { workdays: 0 } }, '"workdays" must be more than 0'],
    [{ limit: { workdays: 1.5 } }, '"limit" must be of the form {"hours": 24} or {"workdays": 3}'],
    [{ limit: { hours: 24, workdays: 2 } }, '"limit" must be of the form {"hours": 24} or {"workdays": 3}'],
    [{ limit: 3 }, '"limit" must be of the form {"hours": 24} or {"workdays": 3}'],
    [{ limit: { workdays: 1000 } }, '"workdays" must be no longer than a year'],
    [{ limits: { byHandling: { upward: { workdays: -1 } } } }, '"workdays" must be more than 0'],
  ])('%j is a mistake, with its line', (changes, reason) => {
    const [first, ...more] = mistakes(changes)
    expect(first?.replace(/^.*catalogue\.json:[1-9]\d*: /, '')).toBe(reason)
    expect(more).toEqual([])
  })

  test('what is shipped has one for every category', () => {
    const { value } = catalogue({ dataDir: join(dataDir, 'none'), shipped })
    expect(value?.limits?.byHandling?.upward).toEqual({ workdays: 10 })
  })
})
