import { cpSync, mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { archivable } from '../../src/domain/archive.ts'
import { DAY } from '../../src/domain/calendar.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import type { Ledger } from '../../src/ports.ts'
import { files } from '../../src/store/files.ts'
import { at } from '../domain/given.ts'
import { ABOVE, BELOW } from '../domain/levels.ts'
import { bound, type Furniture, House, type Meaning } from './house.ts'

const NOW = at('2026-11-23 09:00')
const PHOTO = new Uint8Array([0xff, 0xd8, 0xff, 0xd9])

const MEANINGS: readonly (readonly [string, Meaning])[] = [
  ['上报1', [{ do: 'pass-up', case: 1, reason: '要动维修资金' }]],
  ['交办1', [{ do: 'send-down', case: 1, to: '幸福里', reason: '' }]],
  ['1已联系', [{ do: 'news', case: 1, text: '已联系供电所', how: 'command' }]],
  ['1满意', [{ do: 'rate', case: 1, grade: 'good', text: '' }]],
]

/** Message, who, where, words. */
type Step = readonly [id: string, from: string, room: string, text: string, kind?: 'image']
const UP: readonly Step[] = [
  ['m1', 'li', '业主群', '灯坏了'],
  ['photo', 'li', '业主群', '', 'image'],
  ['m2', 'wang', '工作群', '上报1'],
  ['m3', 'zheng', '街道工作群', '接1'],
  ['m4', 'zheng', '街道工作群', '1已联系'],
  ['m5', 'zheng', '街道工作群', '1好了'],
  ['m6', 'li', '业主群', '1满意'],
  ['m7', 'li', '业主群', '1没好'],
  ['m8', 'zheng', '街道工作群', '1好了'],
]
const DOWN: readonly Step[] = [
  ['m1', 'qian', '街道居民群', '灯坏了'],
  ['photo', 'qian', '街道居民群', '', 'image'],
  ['m2', 'sun', '街道工作群', '交办1'],
  ['m3', 'wang', '工作群', '接1'],
  ['m4', 'wang', '工作群', '1已联系'],
  ['m5', 'wang', '工作群', '1好了'],
  ['m6', 'qian', '街道居民群', '1没好'],
  ['m7', 'wang', '工作群', '1好了'],
]

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'post-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const opened = async (dir: string, more: Furniture = {}): Promise<House> => {
  const store = await files({ dir, clock: () => more.now ?? NOW, ended: archivable })
  const house = await House.opened({
    communities: [BELOW, ABOVE],
    meanings: MEANINGS,
    files: new Map([['photo', PHOTO]]),
    now: NOW,
    ...more,
    store,
  })
  await house.desk.settled()
  return house
}

/** Until the disk fails: then the process ends. */
async function played(house: House, steps: readonly Step[]): Promise<void> {
  for (const [id, from, room, text, kind] of steps) {
    if (house.fatal.length > 0) return
    await house.said(id, from, room, text, kind ? { kind, addressed: false } : {})
    await house.desk.tick()
    await house.desk.settled()
  }
}

/** All that one may know of the cases of both, without times and keys that another run has too. */
const outcome = (house: House) =>
  ['xingfuli', 'chongyi'].map((id) => {
    const { docs, facts, outbox } = house.ledger(id).now
    return {
      cases: [...docs.case.values()],
      lower: [...docs.lower.values()],
      record: [...facts].map(([matter, all]) => [matter, all.map(({ type }) => type)]),
      letters: [...outbox.values()]
        .filter(({ line }) => line.letter)
        .map(({ line, saidAt }) => [line.key, saidAt !== undefined]),
      said: [...outbox.values()].flatMap(({ line }) => (line.letter ? [] : [line.text])).toSorted(),
    }
  })

/** Before and after everything that a ledger is asked to do. */
const watched =
  (cut: () => void) =>
  (ledger: Ledger): Ledger => {
    const both = async <T>(work: () => Promise<T>): Promise<T> => {
      cut()
      const done = await work()
      cut()
      return done
    }
    return {
      ...bound(ledger, { commit: (commit) => both(() => ledger.commit(commit)) }),
      get now() {
        return ledger.now
      },
      keep: (bytes, extension) => both(() => ledger.keep(bytes, extension)),
      file: (name) => both(() => ledger.file(name)),
      mark: (mark) => {
        cut()
        ledger.mark(mark)
        cut()
      },
    }
  }

/** From its k-th commit on nothing of this community is stored any more. */
const failing =
  (community: string, k: number) =>
  (ledger: Ledger, id: string): Ledger => {
    let count = 0
    return bound(ledger, {
      commit: (commit) =>
        id === community && count++ >= k ? Promise.reject(new Error('full')) : ledger.commit(commit),
    })
  }

describe.each([
  ['up', UP],
  ['down', DOWN],
] as const)('a case handed %s', (_, steps) => {
  test('survives a kill at any point of either side: exactly once', { timeout: 300_000 }, async () => {
    const live = join(folder, 'live')
    mkdirSync(live)
    let cuts = 0
    const cut = () => cpSync(live, join(folder, `cut-${cuts++}`), { recursive: true })
    const whole = await opened(live, { through: watched(cut) })
    await played(whole, steps)
    const expected = outcome(whole)
    await whole.closes()
    expect(whole.errors).toEqual([])
    expect(expected.map(({ cases }) => cases.map(({ stage, media }) => [stage, media.length]))).toEqual([
      [['done', 1]],
      [['done', 1]],
    ])
    expect(cuts).toBeGreaterThan(60)

    for (let i = 0; i < cuts; i++) {
      const house = await opened(join(folder, `cut-${i}`))
      await played(house, steps) // WeChat delivers what was not acknowledged, and what was, again
      expect(outcome(house), `killed at ${i} of ${cuts}`).toEqual(expected)
      await house.closes()
      expect(house.errors).toEqual([])
    }
  })

  test('survives that the disk of one side fails at any commit', { timeout: 300_000 }, async () => {
    const whole = await opened(join(folder, 'whole'))
    await played(whole, steps)
    const expected = outcome(whole)
    await whole.closes()
    for (const side of ['xingfuli', 'chongyi']) {
      for (let k = 0, failed = true; failed; k++) {
        const live = join(folder, `${side}-${k}`)
        const house = await opened(live, { through: failing(side, k) })
        await played(house, steps)
        failed = house.fatal.length > 0
        await house.closes().catch(() => undefined)
        const after = await opened(live)
        await played(after, steps)
        expect(outcome(after), `${side} failed at ${k}`).toEqual(expected)
        await after.closes()
        expect(after.errors).toEqual([])
      }
    }
  })

  test('is told again as long as its mark is not known, and done once', { timeout: 60_000 }, async () => {
    const unmarked = (ledger: Ledger): Ledger => ({
      ...bound(ledger, {}),
      get now() {
        return ledger.now
      },
      mark: () => undefined,
    })
    const house = await opened(join(folder, 'live'), { through: unmarked })
    await played(house, steps)
    const { length } = outcome(house).flatMap(({ letters }) => letters)
    const before = outcome(house).map(({ cases, record }) => ({ cases, record }))
    await house.closes()
    const after = await opened(join(folder, 'live'))
    expect(outcome(after).map(({ cases, record }) => ({ cases, record }))).toEqual(before)
    expect(outcome(after).flatMap(({ letters }) => letters.filter(([, said]) => said))).toHaveLength(length)
    await after.closes()
  })
})

test('a case goes up two levels, and its answer comes down again', async () => {
  const city: Constitution = {
    ...ABOVE,
    id: 'city',
    name: '区里',
    rooms: [{ topic: '区工作群', kind: 'staff' }],
    people: [{ contact: 'qu', name: '区长', roles: ['convener'], posts: ['区办'], households: [], friend: true }],
    posts: [{ name: '区办', categories: ['*'] }],
    children: [{ id: 'chongyi', name: '崇义街道' }],
  }
  const house = await opened(join(folder, 'live'), {
    communities: [BELOW, { ...ABOVE, parent: { id: 'city', name: '区里' } }, city],
  })
  await played(house, [
    ...UP.slice(0, 3),
    ['n1', 'zheng', '街道工作群', '上报1'],
    ['n2', 'qu', '区工作群', '1已联系'],
    ['n3', 'qu', '区工作群', '1好了'],
  ])
  const [top] = house.cases('city')
  expect(top).toMatchObject({ title: '崇义街道：幸福里小区：东门灯不亮', media: [{}], from: { community: 'chongyi' } })
  expect(top?.from?.raisedAt).toBe(house.cases()[0]?.raisedAt)
  for (const id of ['xingfuli', 'chongyi', 'city'])
    expect(house.cases(id)[0]).toMatchObject({ stage: 'done', outcome: '修好了' })
  expect(house.cases()[0]?.news.map(({ text }) => text)).toEqual(['已经再往上报到区里', '已联系供电所'])
  await house.closes()
})

describe('a letter', () => {
  test('waits for a community that is not there, and for one whose disk failed', async () => {
    const live = join(folder, 'live')
    const alone = await opened(live, { communities: [BELOW] })
    await played(alone, UP.slice(0, 3))
    expect(alone.cases()[0]).toMatchObject({ up: { community: 'chongyi' } })
    await alone.closes()

    const full = (ledger: Ledger): Ledger =>
      bound(ledger, {
        commit: (commit) =>
          commit.ids.some((id) => id.startsWith('xingfuli/'))
            ? Promise.reject(new Error('full'))
            : ledger.commit(commit),
      })
    const failing = await opened(live, { through: full })
    await failing.desk.tick()
    expect(failing.fatal).not.toEqual([])
    expect(failing.cases('chongyi')).toEqual([])
    await failing.closes()

    const both = await opened(live)
    expect(both.cases('chongyi')).toMatchObject([{ from: { number: 1 }, media: [{ when: 'raised' }] }])
    expect(both.cases()[0]).toMatchObject({ up: { number: 1 } })
    await both.closes()
  })

  test('goes without a photo that is missing', async () => {
    const house = await opened(join(folder, 'live'), {
      through: (ledger) => ({
        ...bound(ledger, {}),
        get now() {
          return ledger.now
        },
        file: () => Promise.reject(new Error('gone')),
      }),
    })
    await played(house, UP.slice(0, 3))
    expect(house.cases('chongyi')).toMatchObject([{ from: { number: 1 }, media: [] }])
    await house.closes()
  })

  test('brings its photos along', async () => {
    const house = await opened(join(folder, 'live'))
    await played(house, UP.slice(0, 3))
    const [photo] = house.cases('chongyi')[0]?.media ?? []
    expect(new Uint8Array(await house.ledger('chongyi').file(photo?.file ?? ''))).toEqual(PHOTO)
    await house.closes()
  })

  test('that nobody took for a month is told to the conveners, once, and the case goes on here', async () => {
    const live = join(folder, 'live')
    const alone: readonly Constitution[] = [BELOW]
    const house = await opened(live, { communities: alone })
    await played(house, UP.slice(0, 3))
    await house.later(31 * DAY)
    await house.later(DAY)
    const told = () =>
      [...house.ledger().now.outbox.values()].filter(({ line }) => line.text.includes('没能送到崇义街道'))
    expect(told()).toHaveLength(1)
    expect(house.cases()[0]?.up).toBeUndefined()
    await house.closes()

    const both = await opened(live, { now: NOW + 33 * DAY })
    expect(both.cases('chongyi')).toEqual([])
    await both.closes()
  })

  test('that cannot be settled is told of, and stops no other', async () => {
    const house = await opened(join(folder, 'live'), {
      communities: [BELOW, { ...ABOVE, catalogue: { ...ABOVE.catalogue, categories: [] } }],
    })
    await played(house, UP.slice(0, 3))
    expect(house.errors).toEqual(['an input could not be settled'])
    expect(house.cases('chongyi')).toEqual([])
    await house.closes()
    const mended = await opened(join(folder, 'live'))
    expect(mended.cases('chongyi')).toHaveLength(1)
    await mended.closes()
  })
})
