import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import type { payloads } from 'wechaty-puppet'
import type { Heard, Recalled, RoomSeen } from '../../src/domain/heard/input.ts'
import type { Due, Mark } from '../../src/ports.ts'
import { isStable } from '../../src/wechat/account.ts'
import { type Wechaty, wechat } from '../../src/wechat/adapter.ts'
import { seedOf } from '../../src/wechat/demo.ts'
import { SimulatorPuppet } from '../../src/wechat/puppet.ts'
import { isStray } from '../../src/wechat/stray.ts'
import { World } from '../../src/wechat/world.ts'

/** The machine may be busy. */
const eventually = (check: () => void) => vi.waitFor(check, 15_000)

const bot = { id: 'xiaoyi', name: '小议' }
const seed = {
  contacts: [
    { id: 'li', name: '李芳' },
    { id: 'wang', name: '王强' },
    { id: 'qian', name: '钱多', friend: false },
    { id: 'far', name: '路人', friend: false },
  ],
  rooms: [
    { id: 'owners', topic: '幸福里业主群', members: ['li', 'wang', 'qian'], aliases: { li: '3栋李芳' } },
    { id: 'staff', topic: '幸福里工作群', members: ['wang'] },
  ],
}

/** A gateway that says everything twice, and whose messages can be held back. */
class FaultyPuppet extends SimulatorPuppet {
  readonly held = new Map<string, () => void>()
  private readonly holds: ReadonlySet<string>

  private readonly heard: World

  constructor(world: World, holds: readonly string[]) {
    super(world)
    this.heard = world
    this.holds = new Set(holds)
  }

  override async onStart(): Promise<void> {
    await super.onStart()
    this.heard.on(
      (happening) => happening.type === 'message' && this.emit('message', { messageId: happening.message.id }),
    )
  }

  override async messageRawPayload(id: string): Promise<payloads.Message> {
    const payload = await super.messageRawPayload(id)
    if (this.holds.has(payload.text ?? ''))
      await new Promise<void>((resolve) => this.held.set(payload.text ?? '', resolve))
    return payload
  }
}

describe('WeChat through Wechaty', () => {
  let dir: string
  let world: World
  let chat: Wechaty
  let dues: Due[]
  let marks: string[]
  let heard: Heard[]
  let recalled: Recalled[]
  let seen: RoomSeen[]
  let lost: string[]
  let troubles: unknown[]

  const clock = () => Date.now()
  const begin = async (puppet = new SimulatorPuppet(world), back = () => {}) => {
    const trouble = (...what: unknown[]) => void troubles.push(what)
    const log = { info: () => {}, warn: trouble, error: trouble }
    const pace = { room: 5, between: [5, 10], minute: 1000 } as const
    chat = wechat({ puppet, botName: '小议', clock, log, pace, befriend: [5, 10] })
    const ear = {
      hear: (one: Heard) => void heard.push(one),
      recall: (one: Recalled) => void recalled.push(one),
      see: (room: RoomSeen) => void seen.push(room),
      lost: (room: string) => void lost.push(room),
      back,
    }
    const mark = async (_: string, { key, mark }: Mark) => {
      marks.push(`${key} ${mark}`)
      if (mark === 'said' || mark === 'dropped') dues = dues.filter(({ line }) => line.key !== key)
    }
    await chat.start(ear, { due: () => dues, mark, sent: () => [] })
    await eventually(() => expect([chat.online, seen.length >= 2]).toEqual([true, true]))
    return puppet
  }
  const store = (
    key: string,
    to: Due['to'],
    more: Partial<Due['line']> = {},
    mention: Due['mention'] = [],
    file?: NonNullable<Due['file']>,
  ) => {
    const line = {
      key,
      to: { room: '' },
      text: key,
      mention: [],
      notBefore: 0,
      until: clock() + 3_600_000,
      urgent: false,
      asked: true,
      ...more,
    }
    dues.push({ community: 'demo', line, attempts: 0, to, mention, ...(file ? { file } : {}) })
    chat.wake()
  }
  const texts = (room: string) => world.messages(room).map(({ text }) => text)
  const words = () => heard.map(({ text }) => text)

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'wechat-'))
    world = new World({ dir, clock, bot, seed })
    ;[dues, marks, heard, recalled, seen, lost, troubles] = [[], [], [], [], [], [], []]
  })
  afterEach(async () => {
    await chat.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  it('hears what is said in rooms and in private, and never itself', async () => {
    await begin()
    const first = world.say({ room: '业主群', from: '李芳', text: '@小议 电梯坏了' })
    world.say({ room: '业主群', from: '小议', text: '收到' })
    world.say({ room: '业主群', from: '王强', text: '我家也是', quote: first.id })
    world.say({ room: '私聊:李芳', from: '李芳', text: '我的' })
    await eventually(() => expect(heard).toHaveLength(3))
    expect(heard).toMatchObject([
      {
        id: first.id,
        room: 'owners',
        topic: '幸福里业主群',
        from: 'li',
        name: '3栋李芳',
        text: '电梯坏了',
        addressed: true,
        friend: true,
        at: first.at,
      },
      { from: 'wang', text: '我家也是', addressed: false, quote: { id: first.id, text: '电梯坏了', ours: false } },
      { from: 'li', text: '我的', addressed: true },
    ])
    expect(heard[2]).not.toHaveProperty('room')
    expect(troubles).toEqual([])
  })

  it('says what is due: calls who is there, names who is gone, writes to friends', async () => {
    await begin()
    const mention = [
      { contact: 'li', name: '李芳' },
      { contact: 'far', name: '路人' },
    ]
    store('#1 已登记', { room: 'owners' }, {}, mention)
    store('您的事项', { contact: 'li' })
    store('甲', { room: 'staff' }, { asked: false })
    store('乙', { room: 'staff' }, { asked: false })
    await eventually(() => expect(dues).toEqual([]))
    expect(texts('业主群')).toEqual(['@3栋李芳 @路人 #1 已登记'])
    expect(world.messages('业主群')[0]).toMatchObject({ from: 'xiaoyi', mentions: ['li'] })
    expect(texts('私聊:李芳')).toEqual(['您的事项'])
    expect(texts('工作群')).toEqual(['甲\n乙'])
    expect(marks.slice(0, 2)).toEqual(['#1 已登记 attempt', '#1 已登记 said'])
    expect(heard).toEqual([])
  })

  it('sends files to rooms and friends, each by itself, and knows them when they come back', async () => {
    await begin()
    const draw = (name: string) => async () => ({ name, bytes: new TextEncoder().encode(name) })
    store('甲', { room: 'owners' }, { asked: false })
    store('P5', { room: 'owners' }, { asked: false, text: '' }, [], draw('P5 结果.png'))
    store('P5 明细', { contact: 'li' }, { text: '' }, [], draw('P5 明细.xlsx'))
    await eventually(() => expect(dues).toEqual([]))
    const [, picture] = world.messages('业主群')
    expect(texts('业主群')).toEqual(['甲', ''])
    expect(picture?.file).toMatchObject({ name: 'P5 结果.png', type: 'image/png' })
    expect(world.file(picture?.id ?? '').toString()).toBe('P5 结果.png')
    expect(world.messages('私聊:李芳')).toMatchObject([
      { text: '', file: { name: 'P5 明细.xlsx', type: expect.stringContaining('spreadsheetml') } },
    ])
    expect(marks.toSorted()).toEqual(['P5', 'P5 明细', '甲'].flatMap((key) => [`${key} attempt`, `${key} said`]))
    world.say({ room: '业主群', from: '王强', text: '看到了', ...(picture ? { quote: picture.id } : {}) })
    await eventually(() => expect(heard).toMatchObject([{ quote: { id: picture?.id, ours: true, text: '' } }]))
    expect(troubles).toEqual([])
  })

  it('takes the echo of a file for its success where the gateway never answers', async () => {
    /** Says it, and then is silent for ever. */
    class Silent extends SimulatorPuppet {
      override async messageSendFile(...what: Parameters<SimulatorPuppet['messageSendFile']>): Promise<string> {
        await super.messageSendFile(...what)
        return new Promise(() => {})
      }
    }
    await begin(new Silent(world))
    store('P5', { room: 'owners' }, { text: '' }, [], async () => ({ name: 'P5.png', bytes: new Uint8Array([1]) }))
    await eventually(() => expect(marks).toEqual(['P5 attempt', 'P5 said']))
    expect(world.messages('业主群')).toHaveLength(1)
  })

  it('recognises a quote of its own line', async () => {
    await begin()
    store('#1 已登记', { room: 'owners' }, {}, [{ contact: 'li', name: '李芳' }])
    await eventually(() => expect(dues).toEqual([]))
    const [line] = world.messages('业主群')
    world.say({ room: '业主群', from: '王强', text: '接', ...(line ? { quote: line.id } : {}) })
    await eventually(() => expect(heard[0]?.quote).toMatchObject({ id: line?.id, ours: true, text: '#1 已登记' }))
  })

  it('leaves open what is refused', async () => {
    await begin()
    store('您的事项', { contact: 'qian' })
    await eventually(() => expect(troubles).toHaveLength(1))
    expect(marks).toEqual(['您的事项 attempt', '您的事项 refused'])
    expect(world.messages('私聊:钱多')).toEqual([])
  })

  it('settles duplicates and late messages in the order in which they arrived, once', async () => {
    const puppet = new FaultyPuppet(world, ['一', '二'])
    await begin(puppet)
    for (const text of ['一', '二', '三']) world.say({ room: '业主群', from: '李芳', text })
    world.say({ room: '工作群', from: '王强', text: '四' })
    await eventually(() => expect(puppet.held.size).toBe(2))
    puppet.held.get('二')?.()
    puppet.held.get('一')?.()
    await eventually(() => expect(heard.length).toBeGreaterThanOrEqual(4))
    expect(words()).toEqual(['一', '二', '三', '四'])
    world.say({ room: '业主群', from: '李芳', text: '五' })
    await eventually(() => expect(words()).toEqual(['一', '二', '三', '四', '五']))
  })

  it('fetches files, and hears of recalls after what they recall', async () => {
    await begin()
    const bytes = Buffer.from('jpeg')
    const { id } = world.say({ room: '业主群', from: '李芳', text: '', file: { name: '漏水.jpg', bytes } })
    world.recallLast('业主群', '李芳')
    await eventually(() => expect(recalled).toHaveLength(1))
    expect(recalled).toMatchObject([{ of: id, room: 'owners', from: 'li' }])
    expect(heard).toMatchObject([{ id, kind: 'image', text: '', addressed: false }])
    expect(await chat.fetch(id)).toEqual({ bytes, extension: 'jpg' })
    await expect(chat.fetch('nothing')).rejects.toThrow()
  })

  it('follows rooms as people come and go and topics change', async () => {
    await begin()
    const { id } = world.join('业主群', '赵姐')
    await eventually(() => expect(seen.at(-1)?.members.map(({ contact }) => contact)).toContain(id))
    world.leave('业主群', '李芳')
    await eventually(() => expect(seen.at(-1)?.members.map(({ contact }) => contact)).toEqual(['wang', 'qian', id]))
    world.renameRoom('工作群', '幸福里业主群')
    await eventually(() => expect(seen.at(-1)).toMatchObject({ topic: '幸福里业主群', namesakes: 2 }))
    world.leave('staff', '小议')
    await eventually(() => expect(lost).toEqual(['staff']))
    world.found('幸福里议事群', ['li'], { id: 'council' })
    await eventually(() => expect(seen.at(-1)).toMatchObject({ id: 'council', members: [{ contact: 'li' }] }))
    world.renameContact('赵姐', '赵大姐')
    world.say({ room: 'owners', from: id, text: '在吗' })
    await eventually(() => expect(heard[0]?.name).toBe('赵大姐'))
    seen.length = 0
    await chat.refresh()
    expect(seen.map((room) => room.id)).toEqual(['owners', 'council'])
    expect(troubles).toEqual([])
  })

  it('accepts friend requests of members only, and can write to them then', async () => {
    await begin()
    world.askFriend('路人')
    world.askFriend('钱多', '我是3栋的')
    await eventually(() => expect(world.contact('qian').friend).toBe(true))
    await eventually(() => expect(seen.at(-1)?.members).toContainEqual({ contact: 'qian', name: '钱多', friend: true }))
    store('您的事项', { contact: 'qian' })
    await eventually(() => expect(texts('私聊:钱多')).toEqual(['您的事项']))
    expect(world.contact('far').friend).toBe(false)
  })

  it('keeps silent while the line is down, and speaks when it is up', async () => {
    const puppet = await begin()
    await puppet.drop()
    expect(chat.online).toBe(false)
    store('#1 已登记', { room: 'owners' })
    world.say({ room: '业主群', from: '李芳', text: '没人听见' })
    expect(marks).toEqual([])
    puppet.raise()
    await eventually(() => expect(texts('业主群')).toEqual(['没人听见', '#1 已登记']))
    world.say({ room: '业主群', from: '李芳', text: '听见' })
    await eventually(() => expect(words()).toEqual(['听见']))
  })

  it('hears after a break what it was told just before it, and does not take itself for somebody', async () => {
    const puppet = new FaultyPuppet(world, ['收到', '一'])
    await begin(puppet)
    world.say({ room: '业主群', from: '小议', text: '收到' })
    world.say({ room: '业主群', from: '李芳', text: '一' })
    await eventually(() => expect(puppet.held.size).toBe(2))
    await puppet.drop()
    puppet.held.get('收到')?.()
    puppet.held.get('一')?.()
    await eventually(() => expect(troubles).toHaveLength(1)) // Wechaty loads nothing while nobody is logged in
    expect(heard).toEqual([])
    puppet.raise()
    await eventually(() => expect(heard).toMatchObject([{ text: '一', from: 'li' }]))
  })

  it('says until when it heard', async () => {
    const puppet = await begin()
    expect(clock() - chat.heardAt).toBeLessThan(10_000)
    await puppet.drop()
    const { heardAt } = chat
    world.say({ room: '业主群', from: '李芳', text: '没人听见' })
    await new Promise((later) => setTimeout(later, 20))
    expect([chat.online, chat.heardAt]).toEqual([false, heardAt])
    puppet.raise()
    await eventually(() => expect(chat.heardAt).toBeGreaterThan(heardAt))
  })

  it('tells that it is back before anybody can see it online', async () => {
    const order: string[] = []
    const puppet = new SimulatorPuppet(world)
    puppet.on('dong', () => void order.push(`dong, online ${chat.online}`))
    await begin(puppet, () => void order.push(`back, online ${chat.online}`))
    expect(order.slice(0, 2)).toEqual(['dong, online false', 'back, online true'])
  })

  it('releases nothing after it was stopped, and all that had come before', async () => {
    await begin()
    for (let count = 0; count < 200; count++) world.say({ room: '业主群', from: '李芳', text: `${count}` })
    await chat.stop()
    expect(words()).toEqual(Array.from({ length: 200 }, (_, count) => `${count}`))
    world.say({ room: '业主群', from: '李芳', text: '太晚' })
    await new Promise((later) => setTimeout(later, 20))
    expect(heard).toHaveLength(200)
  })

  it('knows whose mistake an error is by where it was thrown', async () => {
    const puppet = await begin()
    const theirs = await puppet.messagePayload('').catch((error: unknown) => error)
    const ours = await Promise.resolve()
      .then(() => seedOf([], '/nowhere', 0))
      .catch((error: unknown) => error)
    expect([isStray(theirs), isStray('words'), isStray(new Error('ours')), isStray(ours)]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

test.each([
  ['wxid_a1b2c3', true],
  ['7881302@openim', true],
  ['12345678@chatroom', true],
  ['1688850000000000', true],
  ['@a1b2c3d4', false],
  ['@@f00d', false],
])('the contact id %s stays the same: %s', (contact, stable) => {
  expect(isStable(contact)).toBe(stable)
})
