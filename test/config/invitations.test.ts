import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { invitations, invitee, issue } from '../../src/config/invitations.ts'
import { hashOf, INVITED_FOR } from '../../src/domain/people/people.ts'
import type { Constitution, Listed } from '../../src/domain/state/constitution.ts'
import { settings } from '../domain/place.ts'

describe('a code', () => {
  let live: string
  beforeEach(() => {
    live = mkdtempSync(join(tmpdir(), 'live-'))
  })
  afterEach(() => rmSync(live, { recursive: true }))

  test('is new each time, and stands nowhere but in its hash', async () => {
    const codes = [await issue(live, 'demo', '王强'), await issue(live, 'demo', '王强')]
    expect(new Set(codes).size).toBe(2)
    for (const code of codes) expect(code).toMatch(/^xy-[a-z2-7]{26}$/)
    const folder = join(live, 'demo/invitations')
    const kept = readdirSync(folder).map((name) => name + readFileSync(join(folder, name), 'utf8'))
    for (const code of codes) {
      expect(kept.join()).not.toContain(code.slice(3))
      expect(kept.join()).toContain(hashOf(code))
    }
  })

  test('is nobody else’s to read', async () => {
    const code = await issue(live, 'demo', '王强')
    const mode = (path: string) => statSync(join(live, path)).mode & 0o777
    expect(mode('demo/invitations').toString(8)).toBe('700')
    expect(mode(`demo/invitations/${hashOf(code)}.json`).toString(8)).toBe('600')
  })

  test('is taken over once by the running process', async () => {
    const now = 1_795_000_000_000
    const running = invitations({ liveDir: live, communities: ['demo', 'gone'], clock: () => now, machine: () => now })
    expect(await running.collect()).toEqual([])
    const hash = hashOf(await issue(live, 'demo', '王强'))
    await issue(live, 'other', '李芳')
    const [invited, ...others] = await running.collect()
    expect(invited).toMatchObject({ community: 'demo', hash, name: '王强' })
    expect(others).toEqual([])
    if (invited) await running.taken(invited)
    expect(await running.collect()).toEqual([])
  })

  test('is as old as it is by the machine, whatever the simulated clock says', async () => {
    const code = await issue(live, 'demo', '王强')
    const file = join(live, `demo/invitations/${hashOf(code)}.json`)
    const machine = Math.floor(statSync(file).mtimeMs) + 60_000
    const clock = machine + 5 * 86_400_000
    const running = invitations({ liveDir: live, communities: ['demo'], clock: () => clock, machine: () => machine })
    expect((await running.collect()).map(({ until }) => until - clock)).toEqual([INVITED_FOR - 60_000])
  })
})

describe('who can be invited', () => {
  const person = (name: string, more: Partial<Listed> = {}): Listed => ({
    name,
    roles: ['resident'],
    posts: [],
    households: [],
    ...more,
  })
  const community = (id: string, ...people: Listed[]): Constitution => ({
    id,
    name: id,
    rooms: [],
    people,
    posts: [],
    households: [],
    delegates: [],
    packs: [],
    settings,
    catalogue: { categories: [], dangers: [] },
  })
  const loaded = [
    community('a', person('王强'), person('李芳')),
    community(
      'b',
      person('李芳'),
      person('赵姐', { posts: ['物业'] }),
      person('赵姐', { households: [{ id: '1-1-1', relation: 'owner' }] }),
    ),
  ]

  test.each([
    ['王强', undefined, { community: 'a', name: '王强' }],
    ['李芳', 'b', { community: 'b', name: '李芳' }],
    ['李芳', undefined, { refused: 'a；b 都有李芳。请说明是哪个，如：--community a' }],
    ['王强', 'b', { refused: '没有人叫王强。名册上有：b：李芳、赵姐' }],
    ['钱多', undefined, { refused: '没有人叫钱多。名册上有：a：王强、李芳；b：李芳、赵姐' }],
    ['王强', 'c', { refused: '没有 c 这个小区，有的是：a；b' }],
    ['赵姐', undefined, { refused: '有2个人叫赵姐：b 物业；b 1-1-1。请在小区文件里把名字写得不一样' }],
  ])('%s of %s', (name, id, outcome) => {
    expect(invitee(loaded, name, id)).toEqual(outcome)
  })
})
