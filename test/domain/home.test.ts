import { describe, expect, test } from 'vitest'
import { HOUR } from '../../src/domain/calendar.ts'
import { isHerself, isOfHome } from '../../src/domain/wording/home.ts'
import { given, heardBy, raise, texts, trouble } from './given.ts'
import { constitution } from './place.ts'

describe('what her words say of where it is', () => {
  test.each([
    ['我摔倒了起不来', true],
    ['救命，我心口痛', true],
    ['我老公晕倒了', true],
    ['家里着火了', true],
    ['有人晕倒了', false],
    ['我看到有人晕倒了', false],
    ['隔壁着火了', false],
    ['我在菜市场摔倒了', false],
    ['我们单元电梯困人了', false],
  ])('「%s」 is of herself: %s', (text, of) => {
    expect(isHerself(text)).toBe(of)
  })
  test.each([
    ['我家漏水', true],
    ['楼上半夜吵得睡不着', true],
    ['马桶堵了', true],
    ['3栋电梯停了', false],
    ['楼道漏水', false],
    ['东门路灯不亮', false],
  ])('「%s」 is of a home: %s', (text, of) => {
    expect(isOfHome(text)).toBe(of)
  })
})

describe('a plea within a report', () => {
  const plea = { text: '3栋2单元厨房漏水', title: '3栋2单元厨房漏水', unnamed: true as const }
  test('no line for residents calls or names her, from the warning and the question on', () => {
    for (const how of ['said', 'mused'] as const) {
      const world = given()
      const came = world[how]('李芳', '业主群', raise(plea))
      const all = [...came.lines, ...world.said('王强', '工作群', { do: 'take', case: 1 }).lines]
      world.later(HOUR)
      all.push(...world.said('王强', '工作群', { do: 'finish', case: 1, text: '换了阀', how: 'command' }).lines)
      const open = all.filter(({ to }) => 'room' in to && to.room === '业主群')
      expect(open.length).toBeGreaterThan(2)
      expect(open.flatMap(({ mention }) => mention)).toEqual([])
      expect(JSON.stringify(all)).not.toContain('李芳')
    }
    const asked = given().mused('李芳', '业主群', { do: 'trouble', trouble: trouble({ ...plea, sure: 0.6 }) })
    expect(asked.lines.map(({ mention }) => mention)).toEqual([[]])
    const warned = given().mused('李芳', '业主群', { do: 'trouble', trouble: trouble({ ...plea, danger: '困人' }) })
    expect(
      warned.lines.filter(({ to }) => 'room' in to && to.room === '业主群').flatMap(({ mention }) => mention),
    ).toEqual([])
  })
})

describe('whose home', () => {
  const leak = { text: '我家厨房漏水，电话13812345678', title: '我家厨房漏水', category: '电梯', atHome: true }
  const taken = (more: object = {}) => {
    const world = given(more)
    const { place: _, ...rest } = trouble(leak)
    world.said('李芳', '业主群', { do: 'raise', trouble: rest })
    return world
  }

  test('whoever takes it hears it in private', () => {
    const world = taken()
    const came = world.said('王强', '工作群', { do: 'take', case: 1 })
    const [line] = came.lines.filter(({ to }) => 'person' in to)
    expect(line).toMatchObject({ to: { person: world.person('王强').key } })
    expect(line?.text).toBe('#1 报的人：李芳，住3栋2单元501，联系电话：13812345678')
    expect(texts({ ...came, lines: came.lines.filter(({ to }) => 'room' in to) })).not.toMatch(/501|李芳|138/)
  })

  test('who cannot be written to is asked to befriend the bot, without a door', () => {
    const people = constitution.people.map((one) => (one.name === '王强' ? { ...one, friend: false } : one))
    const came = taken({ people }).said('王强', '工作群', { do: 'take', case: 1 })
    expect(texts(came)).toContain('请加我好友')
    expect(texts(came)).not.toMatch(/501|138/)
  })

  test('not for what stands in the open, and not where she asked not to be named', () => {
    const open = given()
    open.said('李芳', '业主群', raise())
    expect(heardBy(open, open.said('王强', '工作群', { do: 'take', case: 1 }))).not.toContain('王强')
    const hers = taken()
    hers.said('李芳', '业主群', { do: 'unnamed' })
    const came = hers.said('王强', '工作群', { do: 'take', case: 1 })
    expect(texts(came)).not.toMatch(/501|李芳/)
    expect(texts(hers.said('王强', undefined, { do: 'where', case: 1, who: true }))).not.toMatch(/501|李芳/)
  })

  test.each([
    ['王强', '工作群', ['#1 在3栋2单元，门牌和名字私聊告诉您了', /李芳，住3栋2单元501/]],
    ['王强', '业主群', ['#1 在3栋2单元，门牌和名字私聊告诉您了', /李芳，住3栋2单元501/]],
    ['王强', undefined, [/李芳，住3栋2单元501/]],
    ['张伟', '业主群', ['#1 在3栋2单元，谁报的不公开']],
    ['保安队长', '工作群', ['#1 在3栋2单元，谁报的不公开']],
  ] as const)('asked by %s in %s', (name, room, expected) => {
    const lines = taken().said(name, room, { do: 'where', case: 1, who: true }).lines
    expect(lines.map(({ text }) => text)).toEqual(
      expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))),
    )
    expect(lines.filter(({ to }) => 'room' in to).some(({ text }) => /501|李芳|138/.test(text))).toBe(false)
  })

  test('what was told in private has no place for residents', () => {
    const world = given()
    world.said('李芳', undefined, raise(leak))
    expect(texts(world.said('张伟', '业主群', { do: 'where', case: 1 }))).toBe('#1 没公开在哪里')
  })
})

describe('late ones in one line', () => {
  test('each has its title beside its number', () => {
    const world = given()
    for (const building of ['1', '2'])
      world.said(
        '李芳',
        '业主群',
        raise({ title: `${building}栋电梯停了`, text: `${building}栋电梯停了`, place: { building } }),
      )
    const red = world.wakes('2026-11-24 09:00').lines.filter(({ key }) => key.includes('/late/'))
    expect(red.map(({ text }) => text.split('\n').map((line) => line.slice(0, 10)))).toEqual([
      ['#1 1栋电梯停了，', '#2 2栋电梯停了，'],
    ])
  })
})
