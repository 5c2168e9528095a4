import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { deliberate } from '../../src/domain/people/unheard.ts'
import { given, raise, type World } from './given.ts'

/** 「不要记我」 by 李芳, in a group where cases are taken up by themselves. */
const silent = (): World => {
  const world = given()
  world.said('李芳', '业主群', { do: 'deaf', on: true })
  world.facts.length = 0
  world.lines.length = 0
  return world
}
const trouble = (text = '5栋路灯不亮了') => {
  const reading = raise({ text, title: text })
  if (reading.do !== 'raise') throw new Error('no trouble')
  return reading.trouble
}
const quoting = (name: string | undefined, text = '5栋路灯不亮了') => ({
  quote: { id: 'theirs', text, ours: false, ...(name === undefined ? {} : { name }) },
})

describe('what somebody says between neighbours who said 「不要记我」', () => {
  const WORDS: readonly Reading[] = [
    { do: 'trouble', trouble: trouble() },
    { do: 'raise', trouble: trouble() },
    { do: 'support', how: 'plain' },
    { do: 'rate', grade: 'good', text: '满意' },
    { do: 'reopen', text: '没好' },
    { do: 'still', grade: 'poor', how: 'plain', text: '还响' },
    { do: 'urge' },
    { do: 'no-hurry', text: '不急' },
    { do: 'at-home', text: '周六在家' },
    { do: 'correct', how: 'plain', place: { building: '3' }, text: '3栋' },
  ]
  test.each(WORDS.map((reading) => [reading.do, reading] as const))('%s: nothing comes of it', (_, reading) => {
    const world = silent()
    world.said('张伟', '业主群', raise())
    const before = world.facts.length
    const came = world.says('李芳', '业主群', { addressed: false, text: '随口一句话' }, reading)
    expect(came.lines).toEqual([])
    expect(world.facts.slice(before)).toEqual([])
  })

  test('a danger calls people all the same, without her name', () => {
    const world = silent()
    const danger = { ...trouble('着火了'), danger: '火灾', sure: 1 }
    const came = world.says('李芳', '业主群', { addressed: false, text: '着火了' }, { do: 'trouble', trouble: danger })
    expect(came.lines.map(({ text }) => text).join()).toContain('我这就叫人')
    expect(came.lines.map(({ text }) => text).join()).not.toContain('李芳')
    expect(world.case()).toMatchObject({ danger: '火灾', unnamed: true, media: [] })
  })

  test('further words and photos after her own report join nothing', () => {
    const world = silent()
    world.said('李芳', '业主群', raise())
    const before = world.case().text
    world.later(MINUTE)
    expect(world.says('李芳', '业主群', { addressed: false, text: '楼道黑了三天，老人摔了一跤' }).facts).toEqual([])
    expect(world.says('李芳', '业主群', { addressed: false, kind: 'image' }).facts).toEqual([])
    expect(world.case().text).toBe(before)
    expect(world.case().media).toEqual([])
  })

  test('photos before her report, which she showed to the neighbours, are not taken', () => {
    const world = silent()
    world.says('李芳', '业主群', { photos: ['photo'] }, raise())
    expect(world.case().media).toEqual([])
  })

  test('whoever comes and finds nobody home hears her answer only where it is said to the bot', () => {
    const world = silent()
    world.said('李芳', '业主群', raise())
    world.said('王强', '工作群', { do: 'take', case: 1 })
    world.said('王强', '工作群', { do: 'nobody-home', case: 1, text: '没人在家' })
    expect(world.says('李芳', '业主群', { addressed: false, text: '我下午三点以后在家' }).facts).toEqual([])
    expect(world.says('李芳', '业主群', { text: '我下午三点以后在家' }).facts.length).toBeGreaterThan(0)
  })

  test('what she says to the bot, to its lines, by number or in a vote counts as ever', () => {
    const world = silent()
    world.said('张伟', '业主群', raise())
    expect(world.says('李芳', '业主群', { addressed: false }, { do: 'support', case: 1, how: 'plain' }).facts).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'case-supported' })]),
    )
    world.said(
      '李芳',
      '业主群',
      raise({ text: '东门坏了', title: '东门坏了', category: '门禁安防', place: { named: '东门' } }),
    )
    expect(world.case(2).reporter).toBe(world.person('李芳').key)
    const quote = { quote: { text: '#1 电梯', ours: true } }
    const quoted = world.says('李芳', '业主群', { addressed: false, ...quote }, { do: 'progress', how: 'plain' })
    expect(quoted.lines.length).toBeGreaterThan(0)
  })

  test('of a ballot said between neighbours the choice counts, and not what was said to it', () => {
    const said: Reading = { do: 'vote', poll: 5, choice: { numbers: [1] }, how: 'plain', reason: '楼上太吵' }
    expect(deliberate([said])).toEqual([{ ...said, reason: '' }])
  })

  test('「可以记我」 undoes it', () => {
    const world = silent()
    world.said('李芳', '业主群', { do: 'deaf', on: false })
    world.said('张伟', '业主群', raise())
    expect(world.mused('李芳', '业主群', { do: 'support', how: 'plain' }).facts.length).toBeGreaterThan(0)
  })
})

describe('「@小议 报」 of her words', () => {
  const reports = (world: World, by: string, name: string | undefined, own = '报') =>
    world.says(by, '业主群', { text: own, ...quoting(name) }, { do: 'raise', trouble: trouble() })

  test.each(['李芳', undefined])('registers none of them (shown as %s)', (name) => {
    const world = silent()
    const came = reports(world, '张伟', name)
    expect(came.facts.filter(({ type }) => type === 'case-raised')).toEqual([])
    expect(came.lines.map(({ text }) => text)).toEqual([
      '这位邻居不让记。您看到的，请用自己的话说一句，例如：3栋电梯坏了',
    ])
    expect(JSON.stringify(world.facts)).not.toContain('路灯')
  })

  test('in one’s own words it is a report, which is not hers', () => {
    const world = silent()
    reports(world, '张伟', '李芳', '5栋路灯不亮了')
    expect(world.case()).toMatchObject({ reporter: world.person('张伟').key })
    expect(world.case().for).toBeUndefined()
    expect(world.case().sources).not.toContain('theirs')
  })

  test('she may have them reported herself, and others’ words are reported as ever', () => {
    const own = silent()
    reports(own, '李芳', '李芳')
    expect(own.case().text).toBe('5栋路灯不亮了')
    const other = silent()
    reports(other, '张伟', '王强')
    expect(other.case().for).toBe('王强')
  })

  test('overheard, nobody is answered', () => {
    const world = silent()
    const more = { addressed: false, text: '我家也是', ...quoting('李芳') }
    expect(world.says('张伟', '业主群', more, { do: 'trouble', trouble: trouble() }).lines).toEqual([])
    expect([...world.c.all('case')]).toEqual([])
  })
})
