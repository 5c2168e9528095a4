import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import { Changed } from '../../src/domain/docs.ts'
import { evolve } from '../../src/domain/evolve.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { photosOf } from '../../src/domain/say/announce.ts'
import { answers, at, done, given, inHand, raise, texts, types, type World, withCase } from './given.ts'
import { Levels } from './levels.ts'

const staff = (w: World, name: string, ...readings: Reading[]) => w.said(name, '工作群', ...readings)
const finish = (number: number): Reading => ({ do: 'finish', case: number, text: '修好了', how: 'command' })
const broken: Reading = { do: 'reopen', case: 1, text: '又不亮了' }
const lamp = (i: number) =>
  raise({ category: '照明', title: `${i}栋灯`, text: `${i}栋灯不亮`, place: { building: String(i) } })
const moreTime: Reading = { do: 'postpone', case: 1, until: at('2026-11-27 18:00'), reason: '等配件' }

/** So many lamps, each in hand. */
function lamps(count: number): World {
  const w = given()
  for (let i = 1; i <= count; i++) {
    w.said('李芳', '业主群', lamp(i))
    w.later(5 * MINUTE)
    staff(w, '王强', { do: 'take', case: i })
  }
  return w
}

describe('an end takes with it what waited', () => {
  test('what was put off does not go on four weeks after it was finished', () => {
    const w = inHand({ category: '照明' })
    staff(w, '刘书记', { do: 'suspend', case: 1, until: at('2026-12-03 00:00'), reason: '等维修资金' })
    w.now = at('2026-11-24 10:00')
    staff(w, '王强', finish(1))
    expect(w.case().held).toBe(undefined)
    w.now = at('2026-12-22 09:00')
    expect(types(w.beats())).not.toContain('clock-resumed')
  })

  test('a promise of before is not asked about once it was taken up again', () => {
    const w = inHand({ category: '照明' })
    staff(w, '王强', { do: 'news', case: 1, text: '下午3点到', until: at('2026-11-23 15:00'), how: 'command' })
    w.now = at('2026-11-23 11:00')
    staff(w, '王强', finish(1))
    w.now = at('2026-11-25 10:00')
    w.said('李芳', '业主群', broken)
    w.later(10_000)
    expect(types(w.beats())).not.toContain('promise-passed')
  })

  test('sent back, nobody asks for more time any more', () => {
    const w = inHand({ category: '照明' })
    staff(w, '王强', moreTime)
    staff(w, '王强', { do: 'send-back', case: 1, reason: '不归我' })
    expect(w.case().asked).toBe(undefined)
  })

  test('undone, it is as it was', () => {
    const w = inHand({ category: '照明' })
    staff(w, '王强', moreTime)
    const before = w.case()
    staff(w, '王强', finish(1))
    w.later(MINUTE)
    staff(w, '王强', { do: 'undo' })
    expect(w.case()).toEqual(before)
  })

  test('the photo of a repair that failed is not shown for the next', () => {
    const w = inHand({ category: '照明' })
    w.says('王强', '工作群', { kind: 'text', photos: ['ph1'] }, finish(1))
    w.input({ type: 'file', of: 'ph1', file: 'old.jpg', at: w.now })
    w.later(DAY)
    w.said('李芳', '业主群', broken)
    w.later(DAY)
    staff(w, '王强', finish(1))
    expect(JSON.stringify(photosOf(w.c, 1) ?? '')).not.toContain('old.jpg')
  })

  test('a request that outlived its day is granted no more', () => {
    const w = inHand({ category: '照明' })
    staff(w, '王强', moreTime)
    w.now = at('2026-11-30 10:00')
    const came = staff(w, '刘书记', { do: 'agree', case: 1 })
    expect(answers(came)).toEqual(['date-past'])
    expect(w.case().since).toBeLessThan(w.case().due)
  })

  test('who turns out to be somebody known has put it off herself', () => {
    const w = given()
    w.says('路人', '业主群', {}, raise({ category: '照明' }))
    const merged = w.case().reporter
    staff(w, '王强', { do: 'take', case: 1 })
    w.says('路人', '业主群', {}, { do: 'no-hurry', case: 1, until: at('2026-11-27 09:00'), text: '周五才在家' })
    expect(w.case().held?.by).toBe(merged)
    const person = w.person('李芳')
    w.sets(...evolve(new Changed(w.c), { type: 'invitation-used', at: w.now, hash: 'x', person, merged }))
    expect(w.case().held?.by).toBe(person.key)
  })
})

describe('what was told in private stays there', () => {
  test('where it comes back in a group, by its title alone', () => {
    const w = given()
    const text = '3栋2单元门口灯不亮，我一个人带孩子'
    w.said('李芳', undefined, raise({ category: '照明', title: '3栋楼道灯不亮', text }))
    staff(w, '王强', { do: 'take', case: 1 })
    staff(w, '王强', finish(1))
    w.now = at('2026-12-22 10:00')
    const { lines } = w.said('李芳', '业主群', broken)
    const aloud = lines.filter(({ to }) => 'room' in to && to.room === '业主群').map((line) => line.text)
    expect(aloud.join()).toContain('又坏了')
    expect(aloud.join()).not.toContain('孩子')
  })

  test('a photo sent in private with it is shown in no group', () => {
    const w = done()
    w.now = at('2026-12-20 10:00')
    w.says('李芳', undefined, { photos: ['ph9'] }, broken)
    expect(w.case(2).media).toMatchObject([{ of: 'ph9', apart: true }])
  })

  test('nor does it go to another level', () => {
    const levels = new Levels()
    const w = levels.below
    w.said('李芳', '业主群', raise({ category: '照明', title: '路灯不亮', text: '门口路灯不亮' }))
    w.later(MINUTE)
    w.says('李芳', undefined, { kind: 'image', id: 'photo1' }, { do: 'add', case: 1, text: '' })
    w.input({ type: 'file', of: 'photo1', file: 'abc.jpg', at: w.now })
    expect(w.case().media).toMatchObject([{ file: 'abc.jpg', apart: true }])
    staff(w, '王强', { do: 'pass-up', case: 1, reason: '' })
    const letters = w.lines.flatMap(({ letter }) => letter ?? [])
    expect(letters.map(({ letter }) => letter)).toEqual(['up'])
    expect(JSON.stringify(letters)).not.toContain('abc.jpg')
  })

  test('家事 is no supervisor’s to read', () => {
    const w = given()
    w.said('李芳', undefined, raise({ category: '邻里', text: '楼上两口子天天吵架', title: '楼上吵架', place: {} }))
    expect(w.case().tier).toBe('family')
    w.now = w.case().due + HOUR
    w.beats()
    const list = (name: string) => texts(w.said(name, undefined, { do: 'digest', of: 'day' }))
    expect(list('陈监委')).not.toContain('吵架')
    expect(list('刘书记')).toContain('吵架')
  })
})

describe('what waits to be told together is told', () => {
  test('a finish in the seconds between the end of the bundle and the beat', () => {
    const w = lamps(3)
    staff(w, '王强', finish(1))
    w.later(MINUTE)
    staff(w, '王强', finish(2))
    w.later(9 * MINUTE + 1000)
    staff(w, '王强', finish(3))
    w.later(5000)
    w.beats()
    w.later(11 * MINUTE)
    w.beats()
    const told = w.lines.filter(({ to, text }) => 'room' in to && to.room === '业主群' && text.includes('✅'))
    for (const number of ['#1', '#2', '#3']) expect(told.map(({ text }) => text).join()).toContain(number)
  })

  test('the picture of a finish that is told alone in the end', () => {
    const w = lamps(2)
    staff(w, '王强', finish(1))
    w.later(MINUTE)
    w.says('王强', '工作群', { photos: ['p2'] }, finish(2))
    w.input({ type: 'file', of: 'p2', file: 'p2.jpg', at: w.now })
    w.later(15 * MINUTE)
    w.beats()
    expect(w.lines.flatMap(({ card }) => (card?.card === 'photos' ? [card.case] : []))).toEqual([2])
  })

  test('a neighbour who joined in them', () => {
    const w = withCase()
    for (const name of ['张伟', '朱明']) w.said(name, '业主群', { do: 'support', case: 1, how: 'plain' })
    w.later(MINUTE + 1000)
    w.said('赵姐', '业主群', { do: 'support', case: 1, how: 'plain' })
    w.later(5000)
    w.beats()
    w.later(2 * MINUTE)
    w.beats()
    const all = w.lines.map(({ text }) => text).join('\n')
    expect(all).toContain('朱明')
    expect(all).toContain('赵姐')
  })
})

test('of two in hand, the one that is named is asked for a day', () => {
  const came = staff(lamps(2), '王强', { do: 'postpone', case: 2, days: 2, reason: '等配件' })
  expect(answers(came)).not.toContain('which-number')
})

test('what comes back after another level had it is handled here as is usual', () => {
  const levels = new Levels()
  const w = levels.below
  w.said('李芳', '业主群', raise({ category: '照明', title: '路灯不亮', text: '门口路灯不亮' }))
  staff(w, '王强', { do: 'pass-up', case: 1, reason: '' })
  levels.carry()
  levels.above.said('郑科长', '街道工作群', { do: 'take', case: 1 })
  levels.above.said('郑科长', '街道工作群', finish(1))
  levels.carry()
  expect(w.case()).toMatchObject({ stage: 'done', handling: 'upward' })
  expect(w.case().handler).not.toMatch(/^level:/)
  w.now = at('2026-12-22 10:00')
  levels.above.now = w.now
  w.said('李芳', '业主群', broken)
  expect(w.case(2).handling).toBe('instant')
})

describe('who judges', () => {
  const good: Reading = { do: 'rate', case: 1, grade: 'good', text: '' }

  test('nobody her own work, nor staff without a dwelling', () => {
    const w = withCase()
    for (const name of ['王强', '李工']) w.said(name, '业主群', { do: 'support', case: 1, how: 'plain' })
    staff(w, '王强', { do: 'take', case: 1 })
    staff(w, '王强', finish(1))
    for (const name of ['王强', '李工']) {
      w.later(2 * MINUTE)
      expect(answers(w.said(name, '业主群', good))).toEqual(['not-affected'])
    }
    expect(w.case().ratings).toEqual([])
    w.said('李芳', '业主群', good)
    expect(w.case().ratings).toHaveLength(1)
  })

  test('strangers who joined take nothing up again by their number', () => {
    const w = withCase()
    for (const name of ['钱多', '钱少']) w.says(name, '业主群', {}, { do: 'support', case: 1, how: 'plain' })
    staff(w, '王强', { do: 'take', case: 1 })
    staff(w, '王强', finish(1))
    w.said('李芳', '业主群', good)
    for (const name of ['钱多', '钱少']) {
      w.later(2 * MINUTE)
      w.says(name, '业主群', {}, { do: 'rate', case: 1, grade: 'poor', text: '没好' })
    }
    expect(w.case().stage).toBe('done')
  })

  test('after three times somebody has to go and see', () => {
    const w = inHand({ category: '照明' })
    for (let round = 0; round < 4; round++) {
      staff(w, '王强', finish(1))
      w.later(20 * MINUTE)
      const came = w.said('李芳', '业主群', broken)
      expect(types(came).includes('case-reopened')).toBe(round < 3)
    }
    expect(w.case().stage).toBe('done')
    staff(w, '陈监委', { do: 'inspect', case: 1, passed: false, text: '还是不亮' })
    expect(w.case().stage).toBe('taken')
  })

  test('a reason given in private is said in no group', () => {
    const w = done()
    const { lines } = w.said('李芳', undefined, { do: 'reopen', case: 1, text: '他家302天天踢门' })
    const aloud = lines.filter(({ to }) => 'room' in to && to.room === '业主群').map(({ text }) => text)
    expect(aloud).toHaveLength(1)
    expect(aloud.join()).not.toContain('踢门')
  })
})
