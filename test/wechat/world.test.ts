import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Happening, type Seed, Unknown, World } from '../../src/wechat/world.ts'

const NINE = Date.parse('2026-11-23T09:00:00+08:00')
const bot = { id: 'xiaoyi', name: '小议' }
const seed: Seed = {
  contacts: [
    { id: 'li', name: '李芳', title: '3-2-501' },
    { id: 'wang', name: '王强', title: '物业工程部' },
    { id: 'qian', name: '钱多', friend: false },
  ],
  rooms: [
    { topic: '幸福里业主群', members: ['李芳', '王强', '钱多'], aliases: { li: '3栋李芳' } },
    { topic: '幸福里工作群', members: ['wang'] },
  ],
}

describe('world', () => {
  let dir: string
  let now: number
  const open = () => new World({ dir, clock: () => now, bot, seed })

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'world-'))
    now = NINE
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  it('keeps what was said, in order, across a restart, and begins from the seed only once', () => {
    const world = open()
    const first = world.say({ room: '业主群', from: '李芳', text: '电梯坏了' })
    now += 1000
    world.say({ room: '业主群', from: '小议', text: '收到' })
    const again = open()
    expect(again.messages('业主群')).toEqual(world.messages('业主群'))
    expect(again.messages('幸福里业主群', first.id).map(({ text }) => text)).toEqual(['收到'])
    expect(again.rooms()).toEqual(world.rooms())
    expect(again.contacts()).toHaveLength(3)
    expect(first).toMatchObject({ from: 'li', at: NINE, room: world.room('业主群').id })
  })

  it('finds a room by id, topic or an end of it that only one has', () => {
    const world = open()
    const { id } = world.room('幸福里业主群')
    expect(world.room(id).id).toBe(id)
    expect(world.room('业主群').id).toBe(id)
    expect(() => world.room('群')).toThrow(/could be 幸福里业主群 .* or 幸福里工作群/)
    expect(() => world.room('')).toThrow(Unknown)
    expect(() => world.room('车友群')).toThrow('no room is called 车友群')
  })

  it.each([
    ['@小议 3栋电梯坏了', ['xiaoyi']],
    ['@小议', ['xiaoyi']],
    ['好的@王强\u2005请看', ['wang']],
    ['@王强 @3栋李芳 看一下', ['wang', 'li']],
    ['@小议3栋电梯坏了', undefined],
    ['@所有人 开会', undefined],
    ['写信到 a@b.cn', undefined],
  ])('computes whom %j calls', (text, mentions) => {
    expect(open().say({ room: '业主群', from: 'wang', text }).mentions).toEqual(mentions)
  })

  it('quotes only what was said in the same place', () => {
    const world = open()
    const { id } = world.say({ room: '业主群', from: '李芳', text: '漏水' })
    expect(world.say({ room: '业主群', from: '王强', text: '我家也是', quote: id }).quote).toEqual({
      id,
      from: 'li',
      text: '漏水',
    })
    expect(() => world.say({ room: '工作群', from: '王强', text: '我家也是', quote: id })).toThrow(Unknown)
  })

  it('refuses whoever is not there, and privately whoever is no friend', () => {
    const world = open()
    expect(() => world.say({ room: '工作群', from: '李芳', text: '在吗' })).toThrow('李芳 is not in 幸福里工作群')
    expect(() => world.say({ room: '业主群', from: '赵姐', text: '在吗' })).toThrow('nobody is called 赵姐')
    expect(() => world.say({ room: '私聊:钱多', from: '钱多', text: '在吗' })).toThrow(
      '钱多 is not a friend of the bot',
    )
    expect(() => world.say({ room: '私聊:李芳', from: '王强', text: '在吗' })).toThrow(Unknown)
    world.befriend('钱多')
    world.say({ room: '私聊:钱多', from: '小议', text: '您好' })
    expect(world.messages('私聊:qian')).toHaveLength(1)
  })

  it('takes messages back: by id, or the last of a person', () => {
    const world = open()
    world.say({ room: '业主群', from: '李芳', text: '一' })
    const last = world.say({ room: '业主群', from: '3栋李芳', text: '二' })
    expect(world.recallLast('业主群', '李芳').id).toBe(last.id)
    expect(world.recallLast('业主群', '李芳').text).toBe('一')
    expect(() => world.recallLast('业主群', '李芳')).toThrow(Unknown)
    expect(() => world.recall(last.id)).toThrow(/recalled before/)
    expect(
      open()
        .messages('业主群')
        .every(({ recalled }) => recalled),
    ).toBe(true)
  })

  it('lets people come, go and change their names, and tells its listeners', () => {
    const world = open()
    const seen: Happening['type'][] = []
    const off = world.on(({ type }) => seen.push(type))
    const guest = world.join('业主群', '赵姐')
    world.join('业主群', '赵姐')
    world.leave('业主群', '李芳')
    world.renameContact('赵姐', '赵大姐')
    world.renameRoom('业主群', '幸福里一期群')
    world.alias('一期群', '王强', '物业王强')
    off()
    world.leave('一期群', '小议')
    expect(seen).toEqual(['met', 'joined', 'left', 'contact-renamed', 'room-renamed', 'aliased'])
    const again = open()
    expect(again.room('一期群').members).toEqual(['wang', 'qian', guest.id])
    expect(again.contact(guest.id).name).toBe('赵大姐')
    expect(again.shown(again.room('一期群').id, 'wang')).toBe('物业王强')
  })

  it('asks for an id where two people have one name', () => {
    const world = open()
    world.meet('李芳', { id: 'li2', friend: true })
    expect(() => world.say({ room: '私聊:李芳', from: '李芳', text: '在吗' })).toThrow('2 people are called 李芳')
    expect(world.say({ room: '业主群', from: '李芳', text: '在' }).from).toBe('li')
    expect(world.say({ room: '私聊:li2', from: 'li2', text: '在吗' }).from).toBe('li2')
  })

  it('keeps files with their bytes and types', () => {
    const world = open()
    const { id, file } = world.say({
      room: '业主群',
      from: '李芳',
      text: '',
      file: { name: '../漏水.JPG', bytes: Buffer.from('jpeg') },
    })
    expect(file).toMatchObject({ name: '../漏水.JPG', type: 'image/jpeg', path: join('files', `${id}.jpg`) })
    expect(open().file(id).toString()).toBe('jpeg')
  })

  it('cuts a torn last line and never gives an id twice', () => {
    const world = open()
    const ids = ['一', '二'].map((text) => world.say({ room: '业主群', from: '李芳', text }).id)
    appendFileSync(join(dir, 'world.ndjson'), '{"type":"message","message":{"id":"')
    const torn = open()
    expect(torn.messages('业主群')).toHaveLength(2)
    ids.push(torn.say({ room: '业主群', from: '李芳', text: '三' }).id)
    ids.push(open().say({ room: '业主群', from: '李芳', text: '四' }).id)
    expect(new Set(ids).size).toBe(4)
    expect(readFileSync(join(dir, 'world.ndjson'), 'utf8')).toMatch(/\n$/)
  })

  it('refuses a log that was changed in the middle', () => {
    open()
    appendFileSync(join(dir, 'world.ndjson'), 'nonsense\n{}\n')
    expect(open).toThrow(/world\.ndjson:\d+ is no JSON/)
  })
})
