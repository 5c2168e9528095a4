import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../src/domain/calendar.ts'
import { leftOf } from '../../src/domain/people/left.ts'
import { nobodyObjects } from '../../src/domain/people/unheard.ts'
import type { Left } from '../../src/domain/state/community.ts'
import { given, type World } from './given.ts'
import { constitution } from './place.ts'

const HOST = 'api.example.cn'
const withModel = (): World => {
  const world = given()
  world.opens({ ...constitution, model: HOST })
  return world
}
const contactOf = (world: World, name: string): string => world.person(name).contact ?? ''
let messages = 0
const sent = (world: World, name: string, text: string, at = world.now): Left => ({
  message: `sent${++messages}`,
  from: contactOf(world, name),
  to: HOST,
  text,
  at,
})
const leaves = (world: World, ...all: readonly Left[]) => world.input({ type: 'left', sent: all, at: world.now })
const asks = (world: World, name: string, topic?: string) => world.said(name, topic, { do: 'left' })
const texts = (came: { readonly lines: readonly { readonly text: string }[] }) => came.lines.map(({ text }) => text)

describe('what left for a model', () => {
  test('is told to whoever said it, as it left, in private', () => {
    const world = withModel()
    expect(leaves(world, sent(world, '李芳', '3栋又没水了'), sent(world, '张伟', '车位被占了')).lines).toEqual([])
    const came = asks(world, '李芳')
    expect(came.lines.map(({ to }) => to)).toEqual([{ person: world.person('李芳').key }])
    expect(texts(came).join()).toContain('近30天有1条发给了模型（api.example.cn）')
    expect(texts(came).join()).toContain('“3栋又没水了”')
    expect(texts(came).join()).not.toContain('车位')
  })

  test('is told to nobody in a group', () => {
    const world = withModel()
    leaves(world, sent(world, '李芳', '3栋又没水了'))
    const { lines } = world.says('李芳', '业主群', { friend: true }, { do: 'left' })
    for (const { to, text } of lines) if ('room' in to) expect(text).not.toContain('没水')
    const befriend = world.says('路人', '业主群', { friend: false }, { do: 'left' })
    expect(befriend.lines).toHaveLength(1)
  })

  test('「我的话发给谁了」 between neighbours is no question to the bot', () => {
    const world = withModel()
    leaves(world, sent(world, '李芳', '3栋又没水了'))
    expect(world.mused('李芳', '业主群', { do: 'left' }).lines).toEqual([])
  })

  test('nobody is made known for having been asked about', () => {
    const world = withModel()
    const before = [...world.c.all('person')].length
    leaves(world, { message: 's', from: 'a stranger', to: HOST, text: '停水了', at: world.now })
    expect([...world.c.all('person')]).toHaveLength(before)
    const came = world.says('新来的', undefined, { from: 'a stranger', friend: true }, { do: 'left' })
    expect(texts(came).join()).toContain('“停水了”')
  })

  test('the same message sent again is told once, as it left last', () => {
    const world = withModel()
    const one = sent(world, '李芳', '没水')
    leaves(world, one)
    leaves(world, { ...one, to: 'other.example.cn' })
    expect(leftOf(world.c, one.from).map(({ to }) => to)).toEqual(['other.example.cn'])
  })

  test('where nothing left, that is said, and whether anything could', () => {
    expect(texts(asks(given(), '李芳'))).toEqual([
      '没有传到外面的公司。您报的事，工作群和去办的人看得到；家里的私事不进工作群',
    ])
    expect(texts(asks(withModel(), '李芳'))).toEqual(['没有。近30天没有您的话发给模型（api.example.cn）'])
  })

  test('many are told on several lines that each fit, and how many more there are', () => {
    const world = withModel()
    leaves(world, ...Array.from({ length: 40 }, (_, i) => sent(world, '李芳', `第${i}句，${'停水了'.repeat(20)}`)))
    const lines = texts(asks(world, '李芳'))
    expect(lines.length).toBeLessThanOrEqual(5)
    for (const text of lines) expect(text.length).toBeLessThanOrEqual(200)
    expect(lines.at(-1)).toMatch(/还有更早的\d+条/)
  })

  test('is kept 30 days and not a beat longer', () => {
    const world = withModel()
    leaves(world, sent(world, '李芳', '没水'))
    world.later(30 * DAY - HOUR).beats()
    expect([...world.c.all('left')]).toHaveLength(1)
    world.later(2 * HOUR).beats()
    expect([...world.c.all('left')]).toEqual([])
  })

  test('goes with the contact ids that it stands under', () => {
    const world = withModel()
    world.input({ type: 'account-seen', account: { id: 'bot', stable: false }, at: world.now })
    leaves(world, sent(world, '李芳', '没水'))
    world.input({ type: 'account-seen', account: { id: 'bot2', stable: false }, at: world.now })
    expect([...world.c.all('left')]).toEqual([])
  })

  test('whoever asks what is kept hears of the model where there is one', () => {
    const told = (world: World) => texts(world.said('李芳', undefined, { do: 'about', topic: 'records' })).join()
    expect(told(withModel())).toContain(HOST)
    expect(told(given())).not.toContain('模型')
    expect(told(withModel()).length).toBeLessThanOrEqual(200)
  })
})

describe('删除我的信息', () => {
  test('says what is kept, and after one yes what can go is gone', () => {
    const world = withModel()
    leaves(world, sent(world, '李芳', '没水'), sent(world, '张伟', '没电'))
    expect(texts(world.said('李芳', undefined, { do: 'forget' })).join()).toContain('要删回“是”')
    expect([...world.c.all('left')]).toHaveLength(2)
    expect(texts(world.said('李芳', undefined, { do: 'yes' }))).toEqual(['删了'])
    expect([...world.c.all('left')].map(({ text }) => text)).toEqual(['没电'])
    expect(texts(asks(world, '李芳')).join()).toContain('没有')
  })

  test('after a no everything stays, and later words delete nothing', () => {
    const world = withModel()
    leaves(world, sent(world, '李芳', '没水'))
    world.said('李芳', undefined, { do: 'forget' })
    world.said('李芳', undefined, { do: 'no' })
    world.said('李芳', undefined, { do: 'yes' })
    expect([...world.c.all('left')]).toHaveLength(1)
  })

  test('where nothing can go, nothing is asked', () => {
    const world = given()
    expect(texts(world.said('李芳', undefined, { do: 'forget' })).join()).toContain('别的没留')
    expect([...world.c.all('pending')]).toEqual([])
  })

  test('between neighbours it is talk', () => {
    expect(given().mused('李芳', '业主群', { do: 'forget' }).lines).toEqual([])
  })
})

test('whose words may leave', () => {
  const world = withModel()
  const heard = (name: string, more: object = {}) => ({
    id: 'm',
    room: '业主群',
    from: contactOf(world, name),
    name,
    text: '又没水了',
    kind: 'text' as const,
    mentions: [],
    addressed: false,
    friend: true,
    at: world.now,
    ...more,
  })
  expect(nobodyObjects(world.c, heard('李芳'))).toBe(true)
  world.said('李芳', '业主群', { do: 'deaf', on: true })
  expect(nobodyObjects(world.c, heard('李芳'))).toBe(false)
  expect(nobodyObjects(world.c, heard('李芳', { addressed: true }))).toBe(false)
  const quote = { text: '又没水了', name: '李芳', ours: false }
  expect(nobodyObjects(world.c, heard('张伟', { quote }))).toBe(false)
  expect(nobodyObjects(world.c, heard('张伟', { quote: { ...quote, name: '王强' } }))).toBe(true)
  expect(nobodyObjects(world.c, heard('张伟', { quote: { ...quote, from: contactOf(world, '王强') } }))).toBe(true)
  expect(nobodyObjects(world.c, heard('张伟', { quote: { text: '又没水了', ours: false } }))).toBe(false)
})
