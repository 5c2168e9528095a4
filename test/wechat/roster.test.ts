import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { type Puppet, types } from 'wechaty-puppet'
import type { RoomSeen } from '../../src/domain/heard/input.ts'
import { directory } from '../../src/wechat/directory.ts'
import { extension, fetched } from '../../src/wechat/files.ts'
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
  const asking: (readonly [string, boolean | undefined])[] = []
  /** What is awaited before a room is told of; the line may go meanwhile. */
  const gate: { wait: Promise<void> | undefined; up: boolean; returns: boolean } = {
    wait: undefined,
    up: true,
    returns: false,
  }
  const directory: Directory = {
    rooms: async () => {
      if (!gate.up) {
        gate.up = gate.returns
        throw new Error('14 UNAVAILABLE')
      }
      return [...rooms].flatMap(([id, { members }]) => (members.some(({ contact }) => contact === 'bot') ? [id] : []))
    },
    room: async (id, names) => {
      asking.push([id, names])
      await gate.wait
      if (!gate.up) throw new Error('14 UNAVAILABLE')
      return rooms.get(id) ?? Promise.reject(new Error(`no room ${id}`))
    },
    alias: async (_, contact) => {
      asked += 1
      return contact === 'li' ? '3栋李芳' : undefined
    },
  }
  const ear = { see: (room: RoomSeen) => void seen.push(room), lost: (room: string) => void lost.push(room) }
  const roster = new Roster({ directory, ear, clock: () => 7, log, self: () => 'bot' })
  return { rooms, seen, lost, roster, asking, gate, asked: () => asked }
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
    rooms.set('r2', { topic: '业主群', members: [member('bot'), member('wang')] })
    seen.length = 0
    await roster.look('r2')
    expect(seen.map(({ id, namesakes }) => [id, namesakes])).toEqual([
      ['r2', 2],
      ['r1', 2],
    ])
    seen.length = 0
    rooms.set('r2', { topic: '车友群', members: [member('bot'), member('wang')] })
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
    expect((await roster.learn('r1', 'li'))?.friend).toBe(true)
  })

  it('keeps the name of a member whom the gateway does not name now', async () => {
    const { roster, rooms, seen } = setUp()
    await roster.all()
    const unnamed = { contact: 'li', name: '', friend: false }
    rooms.set('r1', { topic: '业主群', members: [member('bot'), unnamed, { ...unnamed, contact: 'new' }] })
    await roster.look('r1')
    expect(seen.at(-1)?.members).toEqual([member('li'), { ...unnamed, contact: 'new' }])
  })

  it('reads names anew in a survey, but not at each look', async () => {
    const { roster, asking } = setUp()
    await roster.all()
    await roster.look('r1')
    expect(asking).toEqual([
      ['r1', true],
      ['r2', true],
      ['r1', false],
    ])
  })

  it('makes one survey of two that are asked for at once', async () => {
    const { roster, asking, seen } = setUp()
    await Promise.all([roster.all(), roster.all(), roster.all()])
    expect([asking.length, seen.length]).toEqual([2, 2])
    await roster.all()
    expect(asking).toHaveLength(4)
  })

  it('ends a survey when the line goes, keeps what it knew, and tells of what it read', async () => {
    const { roster, gate, seen, lost, asking } = setUp()
    await roster.all()
    seen.length = 0
    gate.wait = Promise.resolve().then(() => {
      gate.up = false
    })
    await roster.all()
    expect([seen, lost, asking.length]).toEqual([[], [], 3])
    expect((await roster.learn('r2', 'wang'))?.friend).toBe(true)
    await roster.all()
    expect([seen, lost, asking.length]).toEqual([[], [], 3])
  })

  it('surveys once more where a survey was cut short and somebody asked meanwhile', async () => {
    const { roster, gate, seen } = setUp()
    let end = (): void => {}
    gate.wait = new Promise((resolve) => {
      end = resolve
    })
    const first = roster.all()
    await Promise.resolve()
    gate.up = false
    const second = roster.all()
    gate.returns = true
    end()
    await Promise.all([first, second])
    expect(seen.map(({ id }) => id)).toEqual(['r1', 'r2'])
  })

  it('reads the other rooms where one cannot be read', async () => {
    const { roster, rooms, seen } = setUp()
    const r1 = { topic: '业主群', members: [member('bot')] }
    Object.defineProperty(r1, 'topic', {
      get: () => {
        throw new Error('no payload')
      },
    })
    rooms.set('r1', r1)
    await roster.all()
    expect(seen.map(({ id }) => id)).toEqual(['r2'])
  })

  it('does not believe that it is in no room at all', async () => {
    const { roster, rooms, lost } = setUp()
    await roster.all()
    rooms.clear()
    await roster.all()
    expect(lost).toEqual([])
  })

  it('tells when a member becomes a friend', async () => {
    const { roster, seen } = setUp()
    await roster.all()
    seen.length = 0
    roster.befriended('qian')
    expect(seen.map(({ id, members }) => [id, members.at(-1)])).toEqual([['r1', member('qian')]])
    expect((await roster.learn('r1', 'qian'))?.friend).toBe(true)
  })

  it('tells where somebody stands also when the room is read anew meanwhile', async () => {
    const members = [member('li'), member('bot')]
    const roster: Roster = new Roster({
      directory: {
        rooms: async () => ['r1'],
        room: async () => ({ topic: '业主群', members }),
        alias: async (_, contact) => {
          await roster.look('r1')
          return contact === 'li' ? '3栋李芳' : undefined
        },
      },
      ear: { see: () => {}, lost: () => {} },
      clock: () => 7,
      log,
      self: () => 'bot',
    })
    expect(await roster.learn('r1', 'li')).toMatchObject({ topic: '业主群', alias: '3栋李芳' })
  })

  it('asks for an alias once, and looks once at a room that several ask for', async () => {
    const { roster, seen, asked } = setUp()
    await Promise.all([roster.learn('r1', 'li'), roster.learn('r1', 'wang'), roster.learn('r1', 'qian')])
    expect(seen).toHaveLength(1)
    const before = asked()
    expect([roster.at('r1', 'li')?.alias, (await roster.learn('r1', 'li'))?.alias]).toEqual(['3栋李芳', '3栋李芳'])
    expect(asked()).toBe(before)
    expect(roster.callable('r1').filter(({ contact }) => contact === 'li')).toEqual([
      { contact: 'li', name: 'name of li' },
      { contact: 'li', name: '3栋李芳' },
    ])
  })
})

describe('directory', () => {
  const STALE = 12 * 3_600_000
  /** A gateway that keeps what it read, and may hang. */
  const gateway = (count = 3) => {
    const names = new Map(Array.from({ length: count }, (_, index) => [`c${index}`, `name ${index}`]))
    const kept = new Map<string, string>()
    const asked = { names: 0, atOnce: 0, most: 0, forgotten: [] as string[] }
    const puppet = Object.assign(new EventEmitter(), {
      hangs: new Set<string>(),
      roomList: async () => ['r'],
      roomPayload: async () => ({ topic: '业主群' }),
      roomMemberList: async () => [...names.keys()],
      roomMemberPayload: async () => ({ roomAlias: '3栋' }),
      dirtyPayload: async (type: number, id: string) => {
        if (type === types.Dirty.Contact) asked.forgotten.push(id)
        kept.delete(id)
      },
      contactPayload: async (id: string) => {
        if (puppet.hangs.has(id)) return new Promise<never>(() => {})
        asked.names += 1
        asked.atOnce += 1
        asked.most = Math.max(asked.most, asked.atOnce)
        await new Promise((resolve) => setImmediate(resolve))
        asked.atOnce -= 1
        if (!kept.has(id)) kept.set(id, names.get(id) ?? '')
        return { name: kept.get(id), friend: true }
      },
    })
    let elapsed = 0
    const ask = directory(puppet as unknown as Puppet, { elapsed: () => elapsed, patience: 50 })
    const pass = (ms: number) => {
      elapsed += ms
    }
    const namesIn = async (anew?: boolean) => (await ask.room('r', anew)).members.map(({ name }) => name)
    return { names, asked, puppet, ask, pass, namesIn }
  }

  it('reads names anew that the gateway kept, once in half a day', async () => {
    const { names, asked, namesIn, pass } = gateway()
    expect(await namesIn(true)).toEqual(['name 0', 'name 1', 'name 2'])
    names.set('c1', '王阿姨')
    expect(await namesIn()).toEqual(['name 0', 'name 1', 'name 2'])
    expect(await namesIn(true)).toEqual(['name 0', '王阿姨', 'name 2'])
    names.set('c1', '王姐')
    pass(STALE - 1)
    expect(await namesIn(true)).toEqual(['name 0', '王阿姨', 'name 2'])
    pass(1)
    expect(await namesIn(true)).toEqual(['name 0', '王姐', 'name 2'])
    expect(asked.forgotten).toHaveLength(6)
  })

  it('asks for few people side by side', async () => {
    const { asked, namesIn } = gateway(500)
    await namesIn(true)
    await namesIn(true)
    expect([asked.names, asked.most]).toEqual([1000, 17])
  })

  it('gives a room up when the gateway is frozen', async () => {
    const { puppet, namesIn } = gateway()
    puppet.hangs.add('c1')
    await expect(namesIn(true)).rejects.toThrow('nothing within 50 ms')
  })

  it('knows a member without a name from a line that is lost', async () => {
    const { puppet, namesIn } = gateway()
    puppet.contactPayload = async () => Promise.reject(new Error('nobody'))
    expect(await namesIn()).toEqual(['', '', ''])
    let lists = 0
    puppet.roomMemberList = async () => {
      lists += 1
      return lists > 1 ? Promise.reject(new Error('14 UNAVAILABLE')) : ['c0']
    }
    await expect(namesIn()).rejects.toThrow('14 UNAVAILABLE')
  })
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
    await expect(fetched(hangs, 'image', 5)).rejects.toThrow('nothing within 5 ms')
    expect(tries).toBe(2)
  })
})
