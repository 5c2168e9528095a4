import { describe, expect, test } from 'vitest'
import { HOUR } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { onDuty, shiftsOn } from '../../src/domain/people/duty.ts'
import type { Constitution, Duty } from '../../src/domain/state/constitution.ts'
import { at, given, raise, texts } from './given.ts'
import { calendar, constitution } from './place.ts'

const posts = [
  { name: '物业工程部', categories: ['电梯', '照明'], phone: '023-67001234' },
  { name: '物业保安部', categories: ['停车'], phone: '023-67009999' },
  { name: '社区居委会', categories: ['*'], phone: '023-67005678' },
]
const duty: readonly Duty[] = [
  { post: '物业工程部', days: 'workdays', from: '08:00', to: '18:00' },
  { post: '物业保安部', days: 'all', from: '20:00', to: '08:00' },
  { post: '物业工程部', days: [6], from: '10:00', to: '12:00' },
  { post: '社区居委会', days: [6], from: '11:00', to: '13:00' },
]
const rota: Partial<Constitution> = { posts, duty }
const c = { is: { ...constitution, ...rota }, calendar }
const now = (local: string) => onDuty(c, at(local)).map(({ post }) => post.name)

describe('who is on duty', () => {
  test.each([
    ['on a working day', '2026-11-23 09:00', ['物业工程部']],
    ['at the first minute', '2026-11-23 08:00', ['物业工程部']],
    ['not at the last', '2026-11-23 18:00', []],
    ['over midnight', '2026-11-24 03:00', ['物业保安部']],
    ['until the morning', '2026-11-24 07:59', ['物业保安部']],
    ['two at a time', '2026-11-28 11:30', ['物业工程部', '社区居委会']],
    ['nobody on a Sunday', '2026-11-29 12:00', []],
    ['nobody on a holiday in the week', '2026-10-01 12:00', []],
    ['on a Sunday that is worked for it', '2026-09-20 12:00', ['物业工程部']],
  ])('%s', (_, local, expected) => expect(now(local)).toEqual(expected))

  test('until when, and in the order of the day', () => {
    const shifts = shiftsOn(c, at('2026-11-23 23:00'))
    expect(shifts.map(({ from, to }) => (to - from) / HOUR)).toEqual([10, 12])
    const whole = {
      ...c,
      is: { ...c.is, duty: [{ post: '物业工程部', days: 'all', from: '00:00', to: '24:00' }] as const },
    }
    expect(onDuty(whole, at('2026-11-23 23:59')).length).toBe(1)
    expect(onDuty(whole, at('2026-11-24 00:00')).length).toBe(1)
  })
})

describe('谁值班', () => {
  const asked = (local: string, reading: Partial<Extract<Reading, { do: 'on-duty' }>> = {}, changes = rota) => {
    const world = given(changes, at(local))
    return texts(world.mused('李芳', '业主群', { do: 'on-duty', ...reading }))
  }
  const saturday = { on: at('2026-11-28 18:00'), whole: true } as const

  test('names the post, its telephone and until when, never a person', () => {
    expect(asked('2026-11-23 09:00')).toBe('现在值班：物业工程部 023-67001234，到今天下午6点')
    expect(asked('2026-11-23 21:00')).toBe('现在值班：物业保安部 023-67009999，到明天早上8点')
  })
  test('of a feast by the moon, and of days off that nobody knows yet, it says so', () => {
    expect(asked('2026-11-28 09:00', { unknown: true })).toContain('请说日子')
    const world = given(rota, at('2026-11-28 09:00'), { ...calendar, until: 2026 })
    const feast = { do: 'on-duty', on: at('2027-02-06 18:00'), whole: true } as const
    expect(texts(world.mused('李芳', '业主群', feast))).toContain('2027年2月6日（周六）放不放假还没公布')
    expect(texts(world.mused('李芳', '业主群', { ...feast, on: at('2026-12-05 18:00') }))).toContain('023-')
  })
  test('值班电话 without a rota is another question', () => {
    const phone = { do: 'on-duty', phone: true } as const
    expect(asked('2026-11-23 09:00', phone)).toBe('现在值班：物业工程部 023-67001234，到今天下午6点')
    expect(given({ posts, duty: [] }).said('李芳', '业主群', phone).answers).not.toContainEqual(
      expect.objectContaining({ say: 'on-duty' }),
    )
  })
  test('names whom to ask in a gap', () => {
    expect(asked('2026-11-23 19:00')).toBe('现在没排班，找社区居委会 023-67005678')
    const only = { posts, duty: duty.slice(0, 1) }
    expect(asked('2026-11-23 09:00', saturday, only)).toBe('11月28日（周六）没排班，找社区居委会 023-67005678')
  })
  test('of a day has all its turns, of an hour those who are there', () => {
    expect(asked('2026-11-23 09:00', saturday)).toBe(
      '11月28日（周六）值班：\n上午10点到中午12点 物业工程部 023-67001234\n上午11点到下午1点 社区居委会 023-67005678\n晚上8点到第二天早上8点 物业保安部 023-67009999',
    )
    expect(asked('2026-11-23 09:00', { on: at('2026-11-23 22:00') })).toBe(
      '今天晚上10点值班：物业保安部 023-67009999，到明天早上8点',
    )
  })
  test('is a word among neighbours where there is no rota', () => {
    const world = given()
    expect(world.mused('李芳', '业主群', { do: 'on-duty' })).toEqual({ facts: [], answers: [], lines: [] })
    expect(texts(world.said('李芳', '业主群', { do: 'on-duty' }))).toBe('现在没排班，找社区居委会 023-67005678')
  })
  test('fits in a line of ours, however long the rota', () => {
    const many = {
      posts: Array.from({ length: 12 }, (_, i) => ({
        name: `第${i}个名字很长的部门`,
        categories: ['*'],
        phone: '023-67001234',
      })),
    }
    const all = many.posts.map(({ name }): Duty => ({ post: name, days: 'all', from: '08:00', to: '20:00' }))
    for (const reading of [{}, saturday]) {
      const text = asked('2026-11-23 09:00', reading, { ...many, duty: all })
      expect(text.length).toBeLessThanOrEqual(200)
      expect(text.split('\n').length).toBeLessThanOrEqual(6)
    }
  })
})

describe('the staff are told who begins in the evening', () => {
  const told = (changes: Partial<Constitution>, from: string, beats: readonly string[]) => {
    const world = given({ ...rota, ...changes }, at(from))
    return beats.flatMap((local) =>
      world
        .wakes(local)
        .lines.filter(({ key }) => key.startsWith('duty/'))
        .map(({ text }) => `${local.slice(5)} ${text}`),
    )
  }
  const on = { settings: { ...constitution.settings, dutyReminder: true } }
  const line = '今晚换班：晚上8点起物业保安部 023-67009999'

  test('once an evening, where they want it', () => {
    const beats = ['2026-11-23 16:59', '2026-11-23 17:00', '2026-11-23 17:01', '2026-11-24 17:00']
    expect(told(on, '2026-11-23 09:00', beats)).toEqual([`11-23 17:00 ${line}`, `11-24 17:00 ${line}`])
    expect(told({}, '2026-11-23 09:00', beats)).toEqual([])
  })
  test('not late, and not where nobody begins', () => {
    expect(told(on, '2026-11-23 09:00', ['2026-11-23 17:00', '2026-11-25 20:00', '2026-11-26 17:00'])).toEqual([
      `11-23 17:00 ${line}`,
      `11-26 17:00 ${line}`,
    ])
    const only = { ...on, duty: duty.slice(0, 1) }
    expect(told(only, '2026-11-23 09:00', ['2026-11-23 17:00', '2026-11-24 17:00'])).toEqual([])
  })
})

describe('the receipt of what cannot wait', () => {
  const receipt = (local: string, more = {}, changes = rota) => {
    const world = given(changes, at(local))
    return texts(world.said('李芳', '业主群', raise({ urgent: true, ...more })))
  }
  const night = '急事别等，打值班的物业保安部 023-67009999'

  test('names who is there while the offices are closed', () => {
    expect(receipt('2026-11-23 23:00')).toContain(night)
    expect(receipt('2026-11-23 23:00', { danger: '困人' })).toContain(night)
  })
  test('names its own post by day, where that is on duty itself, and where nobody is', () => {
    const own = '急事别等，打物业工程部 023-67001234'
    expect(receipt('2026-11-23 10:00')).toContain(own)
    expect(receipt('2026-11-28 11:00')).toContain(own)
    expect(receipt('2026-11-23 19:00')).toContain(own)
    expect(receipt('2026-11-23 23:00', {}, {})).toContain(own)
  })
  test('names nobody where it can wait', () => {
    expect(receipt('2026-11-23 23:00', { urgent: false, category: '停车' })).not.toContain('急事')
  })
})
