import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { answers, at, given, inHand, raise, texts, types, type World, withCase } from './given.ts'
import { Levels } from './levels.ts'
import { constitution } from './place.ts'

const finish: Reading = { do: 'finish', case: 1, text: '换了', how: 'command' }
const pass: Reading = { do: 'inspect', case: 1, passed: true, text: '' }
const poor = (text: string): Reading => ({ do: 'rate', case: 1, grade: 'poor', text })
const join: Reading = { do: 'support', case: 1, how: 'plain' }
const publicly = (w: World): string =>
  w.lines
    .filter(({ to }) => 'room' in to && to.room === '业主群')
    .map(({ text }) => text)
    .join('\n')

describe('what was said in private is read by no group, also when it comes back as another', () => {
  const SECRET = '我婆婆偏瘫摔了一跤'
  const longDone = (w: World): World => {
    w.said('李芳', '业主群', raise())
    w.said('王强', '工作群', { do: 'take', case: 1 })
    w.said('王强', '工作群', finish)
    return w.later(20 * DAY)
  }

  test('neither on the new case, nor in the letter about it', () => {
    const { below } = new Levels()
    longDone(below).said('李芳', undefined, { do: 'reopen', case: 1, text: SECRET })
    expect(below.case(2).text).toContain(SECRET)
    below.said('张伟', '业主群', { do: 'progress', case: 2, how: 'plain' })
    expect(publicly(below)).not.toContain(SECRET)
    below.said('王强', '工作群', { do: 'pass-up', case: 2, reason: '' })
    expect(JSON.stringify(below.lines.filter(({ letter }) => letter))).not.toContain(SECRET)
  })

  test('nor of one of several reasons', () => {
    const w = given()
    w.said('李芳', '业主群', raise())
    for (const name of ['张伟', '朱明']) w.said(name, '业主群', join)
    w.said('王强', '工作群', { do: 'take', case: 1 })
    w.said('王强', '工作群', finish)
    w.later(18 * DAY)
    w.said('张伟', undefined, poor(SECRET))
    w.said('朱明', '业主群', poor('还是停'))
    w.said('李芳', '业主群', { do: 'progress', case: 2, how: 'plain' })
    expect(publicly(w)).not.toContain(SECRET)
  })

  test('what was told to whoever called back is hers; what an inspector saw is for all, wherever he writes', () => {
    const call = withDone()
    call.said('赵姐', '工作群', { do: 'call-back', case: 1, grade: 'poor', text: SECRET })
    expect(publicly(call)).toContain('回访说没好')
    expect(publicly(call)).not.toContain(SECRET)
    const inspected = withDone()
    inspected.said('陈监委', undefined, { do: 'inspect', case: 1, passed: false, text: '还是刷不开' })
    expect(publicly(inspected)).toContain('居务监督去看了，还是刷不开')
  })

  test('with nothing to show there is no sign before nothing', () => {
    const w = withDone()
    w.said('李芳', undefined, { do: 'reopen', case: 1, text: SECRET })
    expect(publicly(w)).toContain('#1 接着办\n')
  })
})

const withDone = (): World => {
  const w = inHand()
  w.said('王强', '工作群', finish)
  return w.later(HOUR)
}

describe('nobody judges her own work', () => {
  const as = (name: string, roles: readonly ('handler' | 'convener' | 'admin' | 'supervisor')[]) => ({
    people: constitution.people.map((one) => (one.name === name ? { ...one, roles: [...roles] } : one)),
  })

  test('who said that it is done, where another had it', () => {
    const w = withCase({}, as('刘书记', ['convener', 'admin', 'supervisor']))
    w.said('王强', '工作群', { do: 'take', case: 1 })
    w.said('刘书记', '工作群', finish)
    expect(answers(w.said('刘书记', '工作群', pass))).toContain('own-inspection')
  })

  test('who had it before', () => {
    const w = withCase({}, as('李工', ['handler', 'supervisor']))
    w.said('李工', '工作群', { do: 'take', case: 1 })
    w.said('李工', '工作群', { do: 'hand-on', case: 1, to: '王强' })
    w.said('王强', '工作群', { do: 'take', case: 1 })
    w.said('王强', '工作群', finish)
    expect(answers(w.said('李工', '工作群', pass))).toContain('own-inspection')
  })

  test('nor takes back a finish that others have judged', () => {
    const w = inHand()
    w.said('王强', '工作群', finish)
    w.said('李芳', '业主群', { do: 'rate', case: 1, grade: 'good', text: '' })
    const undone = w.later(MINUTE).said('王强', '工作群', { do: 'undo' })
    expect(answers(undone)).toEqual(['judged-already'])
    expect(w.case().ratings).toHaveLength(1)
  })
})

test('a household counts once, though its second member was confirmed after she had joined', () => {
  const w = withCase()
  for (const name of ['吴老师', '张伟']) w.said(name, '业主群', join)
  w.said('王强', '工作群', { do: 'take', case: 1 })
  w.said('王强', '工作群', finish)
  w.said('吴老师', '业主群', poor('还在响'))
  w.said('吴老师', '业主群', { do: 'live-at', household: '3-2-502', relation: 'family' })
  w.said('赵姐', '工作群', { do: 'confirm', name: '吴老师' })
  expect(w.case().supporters.map(({ unit }) => unit)).toEqual(['3-2-502'])
  expect(types(w.said('张伟', '业主群', poor('一样的')))).not.toContain('case-reopened')
})

describe('one resident cannot drown the calls to work', () => {
  test('the list of the morning is said, however much was added the day before', () => {
    const w = given()
    for (const [i, category] of ['照明', '停车', '电梯'].entries()) {
      w.later(5 * MINUTE)
      w.said('李芳', '业主群', raise({ text: `${category}坏了`, category, place: { building: String(i + 1) } }))
    }
    for (let i = 0; i < 150; i++) {
      w.later(25_000)
      w.said('李芳', '业主群', { do: 'add', case: (i % 3) + 1, text: `又响了${i}声` })
    }
    w.now = at('2026-11-24 08:30')
    w.beats()
    const list = w.lines.find(({ key }) => key.startsWith('day/'))
    expect(list?.notBefore).toBe(w.now)
  })

  test('who urges one case after the other is told to wait, and at night only so much of hers wakes somebody', () => {
    const w = given()
    w.now = at('2026-11-24 02:00')
    const lamp = (i: number) =>
      raise({ text: `${i}栋灯不亮急`, category: '照明', urgent: true, place: { building: String(i) } })
    for (let i = 1; i <= 30; i++) w.later(10_000).said('李芳', '业主群', lamp(i))
    const woken = w.lines.filter(({ to, urgent }) => 'room' in to && to.room === '工作群' && urgent)
    expect(woken).toHaveLength(6)
    w.now = at('2026-11-24 10:00')
    const urged = Array.from({ length: 30 }, (_, i) => w.said('吴老师', '业主群', { do: 'urge', case: i + 1 }))
    expect(urged.filter((one) => answers(one).includes('called-enough'))).toHaveLength(10)
    expect(texts(w.said('吴老师', '业主群', { do: 'urge', case: 30 }))).toContain(
      '这个钟头已经替您叫了很多次人，过一小时再叫',
    )
  })
})

test('whoever asked not to be named is called by no list, though it is cut before her case', () => {
  const w = given()
  for (let i = 1; i <= 9; i++) {
    const text = `${i}栋楼道里的那一盏大灯又不亮了好多天`
    w.later(4 * MINUTE)
    w.said(
      i === 9 ? '朱明' : '李芳',
      '业主群',
      raise({ text, title: text, category: '照明', place: { building: String(i) } }),
    )
  }
  w.said('朱明', undefined, { do: 'unnamed', case: 9 })
  const before = w.lines.length
  for (const time of ['2026-11-25 18:00', '2026-11-25 19:00', '2026-11-26 08:30']) w.wakes(time)
  const hidden = w.person('朱明').key
  const said = w.lines.slice(before).filter(({ to }) => 'room' in to && to.room === '业主群')
  expect(said).not.toHaveLength(0)
  expect(said.filter(({ mention }) => mention.includes(hidden))).toEqual([])
})
