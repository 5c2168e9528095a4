import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { came } from './command.ts'
import { settled } from './estate.ts'
import { answers, heardBy, raise, texts, types } from './given.ts'

const opinion = (text: string): Reading => ({ do: 'opinion', case: 1, text })
const second = (number: number): Reading => ({ do: 'second', case: 1, opinion: number })
const talked = () => {
  const world = settled()
  world.said('李芳', '业主群', raise())
  world.said('刘书记', '工作群', { do: 'deliberate', case: 1, days: 2 })
  return world
}

describe('议 27', () => {
  test.each([
    ['业主群', []],
    ['工作群', ['工作群']],
    [undefined, ['刘书记']],
  ])('said in %s: is told in every group with its end, and who said it elsewhere hears that it was', (room, also) => {
    const world = settled()
    world.said('李芳', '业主群', raise())
    const told = world.said('刘书记', room, { do: 'deliberate', case: 1 })
    expect(heardBy(world, told)).toEqual(['业主群', '二期群', ...also])
    expect(told.lines.every(({ text }) => text.includes('11月26日（周四）下午6点前'))).toBe(true)
    expect(told.lines.slice(2).map(({ text }) => text)).toEqual(
      also.map(() => '#1 已请业主群、二期群议一议，11月26日（周四）下午6点前收意见'),
    )
  })

  test('where no group is bound that is said', () => {
    const world = settled()
    world.said('李芳', '业主群', raise())
    for (const room of ['业主群', '二期群']) world.input({ type: 'room-lost', room, at: world.now })
    expect(texts(world.said('刘书记', '工作群', { do: 'deliberate', case: 1 }))).toContain('没处问')
  })

  test.each([
    ['张伟', 1, 'conveners-only'],
    ['刘书记', 9, 'no-such-case'],
  ])('%s of #%i: %s', (name, number, expected) => {
    const world = settled()
    world.said('李芳', '业主群', raise())
    expect(answers(world.said(name, '工作群', { do: 'deliberate', case: number }))).toEqual([expected])
  })

  test('not of what is between two families, not twice at a time', () => {
    const world = settled()
    world.said('李芳', undefined, raise({ category: '邻里' }))
    expect(answers(world.said('刘书记', '工作群', { do: 'deliberate', case: 1 }))).toEqual(['not-in-public'])
    expect(answers(talked().said('刘书记', '工作群', { do: 'deliberate', case: 1 }))).toEqual(['forum-runs'])
  })
})

describe('意见', () => {
  test('that names a neighbour becomes no option with the name', () => {
    const world = talked()
    world.said('李芳', '业主群', opinion('张伟家门口搭车棚'))
    world.said('赵姐', '业主群', opinion('划线'))
    const told = texts(world.wakes('2026-11-25 18:00'))
    const card = texts(world.said('刘书记', '工作群', { do: 'deliberate', case: 1 }))
    expect(card).toContain('家门口搭车棚')
    expect(told + card).not.toContain('张伟')
  })

  test('is withdrawn by its author while nobody else is behind it; the others keep their numbers', () => {
    const world = talked()
    world.said('李芳', '业主群', opinion('搭车棚'))
    world.said('张伟', '业主群', opinion('划线'))
    const back: Reading = { do: 'opinion-back' }
    expect(answers(world.said('赵姐', '业主群', back))).toEqual(['no-own-opinion'])
    expect(types(world.said('李芳', '业主群', back))).toContain('opinion-withdrawn')
    expect(answers(world.said('赵姐', '业主群', second(1)))).toEqual(['no-such-opinion'])
    expect(texts(world.said('赵姐', '业主群', { do: 'opinions' }))).toMatch(/有1条意见：\n意见2（1户）划线/)
    world.said('赵姐', '业主群', second(2))
    expect(answers(world.said('张伟', '业主群', back))).toEqual(['opinion-seconded'])
  })

  test('is told of with the case’s standing, and to who seconds it by its words', () => {
    const world = talked()
    world.said('李芳', '业主群', opinion('搭车棚'))
    expect(answers(world.said('赵姐', '业主群', { do: 'progress', case: 1, how: 'plain' }))).toEqual([
      'progress',
      'forum-runs',
    ])
    expect(texts(world.said('赵姐', '业主群', { do: 'second-words', case: 1, text: '车棚' }))).toContain('支持1意见1')
    expect(answers(world.said('赵姐', '业主群', { do: 'opinion', case: 9, text: '随便' }))).toEqual(['no-such-case'])
  })

  test('after the conclusion of its poll a case that nobody took nags no more till the review', () => {
    const world = talked()
    world.said('李芳', '业主群', opinion('搭车棚'))
    world.wakes('2026-11-25 18:00')
    world.said('刘书记', '工作群', { do: 'deliberate', case: 1 })
    world.said('刘书记', '工作群', { do: 'post-poll' })
    world.wakes('2026-11-28 18:00')
    world.wakes('2026-11-28 18:01')
    const review = world.now + 30 * DAY
    const told = world.said('刘书记', '工作群', { do: 'conclude', poll: 1, text: '搭', review })
    expect(texts(told)).toContain('这件还没人接。定谁办：转1')
    for (let day = 1; day < 20; day++) expect(types(world.later(DAY).beats())).not.toContain('case-reminded')
  })

  test('of one whose dwelling is confirmed afterwards counts with that dwelling, once', () => {
    const world = talked()
    world.sees('业主群', [...world.room().members, 'qian'])
    const qian = { from: 'qian', friend: true }
    world.said('李芳', '业主群', opinion('搭车棚'))
    world.says('钱多', '业主群', qian, second(1))
    world.says('钱多', undefined, qian, { do: 'live-at', household: '1-1-101', relation: 'owner' })
    world.said('赵姐', '工作群', { do: 'confirm', name: '钱多' })
    expect(answers(world.says('钱多', '业主群', qian, second(1)))).toEqual(['seconded-already'])
    expect(texts(world.wakes('2026-11-25 18:00'))).toContain('（1户）搭车棚')
  })

  test('are numbered as they come, seconded by each unit once', () => {
    const world = talked()
    expect(texts(world.said('李芳', '业主群', opinion('搭车棚')))).toContain('意见1')
    expect(texts(world.said('张伟', '业主群', opinion('划线')))).toContain('意见2')
    expect(texts(world.said('朱明', '业主群', second(1)))).toContain('意见1现在2户支持')
    expect(answers(world.said('李父', '业主群', second(1)))).toEqual(['seconded-already'])
    expect(answers(world.said('朱明', '业主群', second(1)))).toEqual(['seconded-already'])
    expect(answers(world.said('朱明', '业主群', second(3)))).toEqual(['no-such-opinion'])
  })

  test.each([
    ['nothing', '', 'opinion-length'],
    ['201 characters', '棚'.repeat(201), 'opinion-length'],
  ])('%s: asked for', (_, text, expected) => {
    expect(answers(talked().said('张伟', '业主群', opinion(text)))).toEqual([expected])
  })

  test('of one dwelling are three at the most: nobody fills the list alone', () => {
    const world = talked()
    const came = Array.from({ length: 60 }, (_, i) => world.said('李芳', '业主群', opinion(`第${i}个主意`)))
    expect(came.filter((one) => types(one).includes('opinion-given'))).toHaveLength(3)
    expect(texts(came.at(-1) ?? { facts: [], answers: [], lines: [] })).toContain('提过3条')
    expect(answers(world.said('李父', '业主群', opinion('还有')))).toEqual(['opinions-enough'])
    expect(types(world.said('张伟', '业主群', opinion('划线')))).toContain('opinion-given')
  })

  test('said in other words of the same are one more household for it', () => {
    const world = talked()
    world.said('李芳', '业主群', opinion('搭车棚'))
    expect(texts(world.said('张伟', '业主群', opinion('搭车棚。')))).toContain('意见1现在2户支持')
  })

  test('after its time there is none', () => {
    const world = talked()
    world.later(3 * DAY).beats()
    expect(answers(world.said('张伟', '业主群', opinion('划线')))).toEqual(['no-forum'])
    expect(came(world.mused('张伟', '业主群', { do: 'opinion', text: '划线' }))).toBe('')
  })
})

describe('its end', () => {
  test('lists them by supporters, without a telephone, a door or a name of the bot’s making', () => {
    const world = talked()
    world.said('李芳', '业主群', opinion('找3栋2单元501的13800138000搭车棚'))
    for (const name of ['张伟', '朱明']) world.said(name, '业主群', opinion(`${name}的主意`))
    world.said('何姐', '业主群', second(3))
    const told = world.later(3 * DAY).beats()
    const text = texts(told)
    expect(text).toMatch(/意见3（2户）.*\n意见1（1户）/)
    expect(text).not.toMatch(/501|13800138000/)
    expect(types(told)).toContain('forum-closed')
    expect(types(world.later(HOUR).beats())).not.toContain('forum-closed')
  })

  test('said again it makes the card of them; asked for more days it goes on anew', () => {
    const world = talked()
    for (const [name, text] of [
      ['李芳', '搭车棚'],
      ['张伟', '划线'],
    ] as const)
      world.said(name, '业主群', opinion(text))
    world.later(3 * DAY).beats()
    expect(texts(world.said('刘书记', '工作群', { do: 'deliberate', case: 1 }))).toContain('1搭车棚 2划线')
    world.said('刘书记', '工作群', { do: 'post-poll' })
    expect(world.poll()).toMatchObject({ case: 1, options: ['搭车棚', '划线'] })
  })

  test('with one opinion or none the card has the ordinary options', () => {
    const world = talked()
    world.said('李芳', '业主群', opinion('搭车棚'))
    world.later(3 * DAY).beats()
    expect(texts(world.said('刘书记', '工作群', { do: 'deliberate', case: 1 }))).toContain('1赞成 2反对 3弃权')
  })
})
