import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { at, given, heardBy, raise, texts, withCase } from './given.ts'

const family = { category: '邻里', text: '楼上天天吵架', title: '楼上吵架' }

describe('家事', () => {
  test('is told to the reporter and, one by one, to those of the post', () => {
    const world = given()
    const came = world.said('李芳', '业主群', raise(family))
    expect(heardBy(world, came)).toEqual(['业主群', '李芳', '刘书记'])
    expect(came.lines[0]?.text).not.toContain('吵架')
    expect(world.case().tier).toBe('family')
  })

  const life: readonly (readonly [string, string, Reading])[] = [
    ['李芳', '业主群', { do: 'progress', case: 1, how: 'plain' }],
    ['张伟', '业主群', { do: 'progress', case: 1, how: 'plain' }],
    ['张伟', '业主群', { do: 'add', case: 1, text: '吵架好几天了' }],
    ['张伟', '业主群', { do: 'support', case: 1, how: 'plain' }],
    ['李芳', '业主群', { do: 'urge', case: 1 }],
    ['李芳', '业主群', { do: 'withdraw' }],
    ['刘书记', '工作群', { do: 'take', case: 1 }],
    ['刘书记', '工作群', { do: 'todo' }],
    ['刘书记', '工作群', { do: 'news', case: 1, text: '劝吵架的两家了', how: 'command' }],
    ['陈监委', '工作群', { do: 'press', case: 1 }],
    ['刘书记', '工作群', { do: 'need-help', case: 1 }],
    ['刘书记', '工作群', { do: 'hand-on', case: 1, to: '赵姐' }],
    ['赵姐', '工作群', { do: 'send-back', case: 1, reason: '吵架我劝不了' }],
    ['刘书记', '工作群', { do: 'postpone', case: 1, until: at('2026-12-11 18:00'), reason: '吵架要慢慢劝' }],
    ['刘书记', '工作群', { do: 'send-back', case: 1, reason: '吵架归派出所' }],
    ['刘书记', '工作群', { do: 'take', case: 1 }],
    ['刘书记', '工作群', { do: 'finish', case: 1, text: '吵架劝好了', how: 'command' }],
    ['张伟', '业主群', { do: 'progress', case: 1, how: 'plain' }],
    ['张伟', '业主群', { do: 'support', case: 1, how: 'plain' }],
    ['李芳', '业主群', { do: 'reopen', case: 1, text: '又吵架了' }],
    ['刘书记', '工作群', { do: 'refuse', case: 1, reason: '吵架请找派出所' }],
    ['张伟', '业主群', { do: 'progress', case: 1, how: 'plain' }],
    ['张伟', '业主群', { do: 'whose', case: 1 }],
  ]

  test('nothing of it is ever said in a room', () => {
    const world = withCase(family)
    for (const [name, topic, reading] of life) world.later(MINUTE).said(name, topic, reading)
    for (const day of ['27', '28', '30']) world.wakes(`2026-11-${day} 10:00`)
    const aloud = world.lines.filter(({ to, text }) => 'room' in to && text.includes('吵架'))
    expect(aloud.map(({ text }) => text)).toEqual([])
  })

  test('whom it does not concern is told nothing of it in private either', () => {
    const world = withCase(family)
    expect(texts(world.said('张伟', undefined, { do: 'progress', case: 1, how: 'plain' }))).not.toContain('吵架')
    expect(texts(world.said('李芳', undefined, { do: 'progress', case: 1, how: 'plain' }))).toContain('吵架')
    expect(texts(world.said('刘书记', undefined, { do: 'progress', case: 1, how: 'plain' }))).toContain('吵架')
  })

  test('the week’s report leaves it out', () => {
    const world = withCase(family)
    world.said('张伟', '业主群', raise())
    const [report] = world.wakes('2026-11-30 09:00').lines.filter(({ key }) => key.startsWith('week/'))
    expect(report?.text).toContain('新报1件')
    expect(report?.text).not.toContain('吵架')
  })
})
