import { describe, expect, it } from 'vitest'
import type { RoomSeen } from '../../src/domain/input.ts'
import { extension, fetched } from '../../src/wechat/files.ts'
import { delayOf } from '../../src/wechat/friends.ts'
import { type Directory, Roster } from '../../src/wechat/roster.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }
const member = (contact: string, friend = true) => ({ contact, name: `name of ${contact}`, friend })

const setUp = () => {
  const rooms = new Map([
    ['r1', { topic: '业主群', members: [member('bot'), member('li'), member('qian', false)] }],
    ['r2', { topic: '工作群', members: [member('bot'), member('wang')] }],
  ])
  const seen: RoomSeen[] = []
  const lost: string[] = []
  let asked = 0
  const directory: Directory = {
    rooms: async () =>
      [...rooms].flatMap(([id, { members }]) => (members.some(({ contact }) => contact === 'bot') ? [id] : [])),
    room: async (id) => rooms.get(id) ?? Promise.reject(new Error(`no room ${id}`)),
    alias: async (_, contact) => {
      asked += 1
      return contact === 'li' ? '3栋李芳' : undefined
    },
  }
  const ear = { see: (room: RoomSeen) => void seen.push(room), lost: (room: string) => void lost.push(room) }
  const roster = new Roster({ directory, ear, clock: () => 7, log, self: () => 'bot' })
  return { rooms, seen, lost, roster, asked: () => asked }
}

describe('roster', () => {
  it('tells of all rooms, without the account itself', async () => {
    const { roster, seen } = setUp()
    await roster.all()
    expect(seen).toEqual([
      { id: 'r1', topic: '业主群', members: [member('li'), member('qian', false)], namesakes: 1, at: 7 },
      { id: 'r2', topic: '工作群', members: [member('wang')], namesakes: 1, at: 7 },
    ])
  })

  it('tells of both rooms when their topics become one, and when they part', async () => {
    const { roster, rooms, seen } = setUp()
    await roster.all()
    rooms.set('r2', { topic: '业主群', members: [member('bot')] })
    seen.length = 0
    await roster.look('r2')
    expect(seen.map(({ id, namesakes }) => [id, namesakes])).toEqual([
      ['r2', 2],
      ['r1', 2],
    ])
    seen.length = 0
    rooms.set('r2', { topic: '车友群', members: [member('bot')] })
    await roster.look('r2')
    expect(seen.map(({ id, namesakes }) => [id, namesakes])).toEqual([
      ['r2', 1],
      ['r1', 1],
    ])
  })

  it('loses the rooms that the account has left', async () => {
    const { roster, rooms, lost } = setUp()
    await roster.all()
    rooms.delete('r1')
    await roster.all()
    rooms.set('r2', { topic: '工作群', members: [member('wang')] })
    await roster.look('r2')
    expect(lost).toEqual(['r1', 'r2'])
    expect(await roster.met('li')).toBe(false)
  })

  it('keeps what it knew of a room that cannot be read', async () => {
    const { roster, rooms, lost } = setUp()
    await roster.all()
    rooms.delete('r1')
    await roster.look('r1')
    expect(lost).toEqual([])
    expect(roster.isFriend('r1', 'li')).toBe(true)
  })

  it('tells when a member becomes a friend', async () => {
    const { roster, seen } = setUp()
    await roster.all()
    seen.length = 0
    roster.befriended('qian')
    expect(seen.map(({ id, members }) => [id, members.at(-1)])).toEqual([['r1', member('qian')]])
    expect(roster.isFriend('r1', 'qian')).toBe(true)
  })

  it('asks for an alias once, and looks once at a room that several ask for', async () => {
    const { roster, seen, asked } = setUp()
    await Promise.all([roster.meet('r1'), roster.meet('r1'), roster.meet('r1')])
    expect(seen).toHaveLength(1)
    expect([await roster.alias('r1', 'li'), await roster.alias('r1', 'li')]).toEqual(['3栋李芳', '3栋李芳'])
    expect(asked()).toBe(1)
    expect(roster.callable('r1').filter(({ contact }) => contact === 'li')).toEqual([
      { contact: 'li', name: 'name of li' },
      { contact: 'li', name: '3栋李芳' },
    ])
  })
})

describe('friend requests', () => {
  const HOUR = 3_600_000
  it.each([
    ['the first, as drawn', [], 9000],
    ['the twentieth, as drawn', Array.from({ length: 19 }, () => 1000), 9000],
    [
      'the next, an hour after the first of them',
      Array.from({ length: 20 }, (_, index) => index * 1000),
      HOUR - 50_000,
    ],
    ['as drawn, when that hour is over', Array.from({ length: 20 }, () => -HOUR), 9000],
  ])('accepts %s', (_, planned, delay) => expect(delayOf(planned, 50_000, 9000)).toBe(delay))
})

describe('files', () => {
  it.each([
    ['a.JPG', 'image', 'jpg'],
    ['漏水', 'image', 'jpg'],
    ['a.b/../c', 'file', 'bin'],
    ['x.tar.gz', 'file', 'gz'],
    ['a.<svg>', 'image', 'jpg'],
    ['voice', 'audio', 'silk'],
  ])('%j, %s: .%s', (name, kind, expected) => expect(extension(name, kind)).toBe(expected))

  it('are tried twice, and not for ever', async () => {
    let tries = 0
    const hangs = () => {
      tries += 1
      return new Promise<never>(() => {})
    }
    await expect(fetched(hangs, 'image', 5)).rejects.toThrow('no file within 5 ms')
    expect(tries).toBe(2)
  })
})
