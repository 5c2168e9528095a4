import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { came, command } from './command.ts'
import { answers, done, given, heardBy, inHand, raise, texts, trouble, types, type World, withCase } from './given.ts'
import { constitution } from './place.ts'

const PASSED: Reading = { do: 'inspect', case: 1, passed: true, text: '' }
const failed = (text: string): Reading => ({ do: 'inspect', case: 1, passed: false, text })
const call = (grade: 'good' | 'fair' | 'poor', text = ''): Reading => ({ do: 'call-back', case: 1, grade, text })

describe('验收', () => {
  test.each([
    ['陈监委', 'case-inspected'],
    ['王强', 'not-yours'],
    ['刘书记', 'not-yours'],
    ['李芳', 'not-yours'],
  ])('%s: %s', (name, expected) => {
    expect(came(done().said(name, '工作群', PASSED))).toBe(expected)
  })
  test('is told where the case lives, by office', () => {
    const world = done()
    const said = world.said('陈监委', '工作群', PASSED)
    expect(heardBy(world, said)).toEqual(['工作群', '业主群'])
    expect(said.lines[1]?.text).toBe('#1 居务监督看过了：通过')
    expect(texts(said)).not.toContain('陈监委')
  })
  test('in its own group it is said once', () => {
    const said = done().said('陈监委', '业主群', PASSED)
    expect(texts(said)).toBe('#1 居务监督看过了：通过')
  })
  test('a second time nothing is told anew', () => {
    const world = done()
    world.said('陈监委', '工作群', PASSED)
    expect(came(world.said('陈监委', '工作群', PASSED))).toBe('inspected-already')
  })
  test('not before it is finished', () => {
    expect(came(inHand().said('陈监委', '工作群', PASSED))).toBe('wrong-stage')
  })
  test('an objection takes it up again, politely', () => {
    const world = done()
    const said = world.said('陈监委', '工作群', failed('门口还在漏'))
    expect(types(said)).toEqual(['case-inspected', 'case-reopened'])
    expect(world.case()).toMatchObject({ stage: 'taken', inspection: undefined })
    const residents = said.lines.find(({ to }) => 'room' in to && to.room === '业主群')
    expect(residents?.text).toMatch(/^#1 接着办：居务监督去看了，门口还在漏\n物业工程部，最迟/)
    const staff = said.lines.find(({ mention }) => mention.includes(world.person('王强').key))
    expect(staff?.text).toMatch(/^#1 验收没通过，要再去：门口还在漏/)
    expect(staff?.mention).toContain(world.person('刘书记').key)
  })
  test('without a reason it asks, and the next sentence is it', () => {
    const world = done()
    expect(types(world.said('陈监委', '工作群', failed('')))).toEqual(['asked'])
    expect(world.case().stage).toBe('done')
    const said = world.later(MINUTE).says('陈监委', '工作群', { addressed: false, text: '门口还在漏' })
    expect(types(said)).toEqual(['question-dropped', 'case-inspected', 'case-reopened'])
  })
  test('what was passed may still be objected to', () => {
    const world = done()
    world.said('陈监委', '工作群', PASSED)
    expect(types(world.said('陈监委', '工作群', failed('又漏了')))).toEqual(['case-inspected', 'case-reopened'])
  })
  test('a new finish is inspected anew', () => {
    const world = done()
    world.said('陈监委', '工作群', PASSED)
    world.said('李芳', '业主群', command.reopen)
    world.said('王强', '工作群', command.finish)
    expect(came(world.said('陈监委', '工作群', PASSED))).toBe('case-inspected')
  })

  const twoSupervisors = (): World => {
    const another = { ...constitution.people.find(({ name }) => name === '陈监委'), contact: 'qian', name: '钱监委' }
    const world = given({ people: [...constitution.people, another as (typeof constitution.people)[number]] })
    world.said('李芳', '业主群', raise())
    world.said('刘书记', '工作群', { do: 'hand-on', case: 1, to: '陈监委' })
    world.said('陈监委', '工作群', command.take)
    return world
  }
  test('never by who handled it: she is told who may', () => {
    const world = twoSupervisors()
    world.said('刘书记', '工作群', command.finish)
    const said = world.said('陈监委', '工作群', PASSED)
    expect(answers(said)).toEqual(['own-inspection'])
    expect(texts(said)).toContain('钱监委')
    expect(texts(world.said('陈监委', '业主群', PASSED))).not.toContain('钱监委')
    expect(came(world.said('钱监委', '工作群', PASSED))).toBe('case-inspected')
  })
  test('nor by who worked on it before it was handed on', () => {
    const world = inHand()
    world.said('刘书记', '工作群', { do: 'hand-on', case: 1, to: '陈监委' })
    world.said('陈监委', '工作群', command.take)
    world.said('陈监委', '工作群', { do: 'news', case: 1, text: '看过了', how: 'command' })
    world.said('刘书记', '工作群', { do: 'hand-on', case: 1, to: '王强' })
    world.said('王强', '工作群', command.take)
    world.said('王强', '工作群', command.finish)
    const said = world.said('陈监委', '工作群', PASSED)
    expect(answers(said)).toEqual(['own-inspection'])
    expect(texts(said)).toContain('召集人')
  })
  test('nothing of 家事', () => {
    const world = withCase({ category: '邻里', text: '楼上天天吵架', title: '楼上吵架' })
    world.said('刘书记', '工作群', command.finish)
    const said = world.said('陈监委', '工作群', PASSED)
    expect(answers(said)).toEqual(['not-yours'])
    expect(texts(said)).not.toContain('吵架')
  })
})

describe('回访', () => {
  test.each([
    ['陈监委', 'called-back'],
    ['刘书记', 'called-back'],
    ['赵姐', 'called-back'],
    ['王强', 'not-yours'],
    ['张伟', 'not-yours'],
  ])('%s: %s', (name, expected) => {
    expect(came(done().said(name, '工作群', call('good')))).toBe(expected)
  })
  test('of the reporter’s household, told where one asks how it stands', () => {
    const world = done()
    const { facts } = world.said('赵姐', '工作群', call('good'))
    expect(facts).toContainEqual(expect.objectContaining({ type: 'called-back', unit: '3-2-501', grade: 'good' }))
    expect(texts(world.said('李芳', '业主群', { do: 'progress', case: 1, how: 'plain' }))).toContain('回访过：满意')
    expect(world.case().ratings).toEqual([])
  })
  test('不满意 with a reason counts as the reporter’s own word', () => {
    const world = done()
    const said = world.said('赵姐', '工作群', call('poor', '还在响'))
    expect(types(said)).toEqual(['called-back', 'case-reopened'])
    expect(texts(said)).toContain('#1 接着办：回访说没好')
  })
  test('不满意 without one asks', () => {
    const world = done()
    expect(types(world.said('赵姐', '工作群', call('poor')))).toEqual(['asked'])
    world.says('赵姐', '工作群', { addressed: false, text: '还在响' }, { do: 'reopen', text: '还在响' })
    expect(world.case().stage).toBe('taken')
  })
})

describe('回访 reached nobody', () => {
  const missed: Reading = { do: 'call-missed', case: 1 }
  test('it is noted, and is no rating', () => {
    const world = done()
    const said = world.said('陈监委', '工作群', missed)
    expect(types(said)).toEqual(['call-missed'])
    expect(texts(said)).toBe('#1 回访没打通，记上了。打通了再回“回访1 满意”这样')
    expect(world.case()).toMatchObject({ stage: 'done', ratings: [] })
    expect(world.case().calledBack).toBeUndefined()
  })
  test('by those who may call, of what is done', () => {
    expect(came(done().said('张伟', '工作群', missed))).toBe('not-yours')
    expect(came(inHand().said('陈监委', '工作群', missed))).toBe('wrong-stage')
  })
})

describe('a reason is asked for the same way', () => {
  test.each([
    ['验收', PASSED, failed('')],
    ['回访', call('good'), call('poor')],
  ])('%s with an earlier result on file', (_, before, now) => {
    const world = done()
    world.said('陈监委', '工作群', before)
    const asked = world.later(MINUTE).said('陈监委', '工作群', now)
    expect(texts(asked)).toContain('直接说一句就行')
    expect(types(world.later(MINUTE).mused('陈监委', '工作群', { do: 'unclear' }))).toEqual([])
    const told = world.says('陈监委', '工作群', { addressed: false, text: '灯罩没装' })
    expect(types(told)).toContain('case-reopened')
  })
  test('whatever she was asked before and left', () => {
    const world = done()
    world.mused('陈监委', '工作群', { do: 'trouble', trouble: trouble({ place: { building: '7' } }) })
    expect(types(world.later(MINUTE).said('陈监委', '工作群', failed('')))).toContain('asked')
    const other = done()
    other.mused('陈监委', '工作群', { do: 'trouble', trouble: trouble({ place: { building: '7' } }) })
    expect(types(other.later(11 * MINUTE).said('陈监委', '工作群', call('poor')))).toContain('asked')
  })
})

describe('红灯', () => {
  const RED: Reading = { do: 'red-list' }
  /** #1 of 物业工程部 is a day late, #2 of 物业保安部 an hour, #3 is not late. */
  const late = (): World => {
    const world = withCase()
    world.said('张伟', '业主群', raise({ category: '停车', title: '车位被占', text: '车位被占', urgent: true }))
    world.later(DAY + HOUR)
    world.said(
      '张伟',
      '业主群',
      raise({ category: '照明', title: '路灯不亮', text: '路灯不亮', place: { building: '9' } }),
    )
    return world
  }
  test.each([
    ['陈监委', [2, 1]],
    ['刘书记', [2, 1]],
    ['王强', [1]],
    ['保安队长', [2]],
    ['赵姐', []],
  ])('%s: %j', (name, cases) => {
    expect(late().said(name, '工作群', RED).answers).toEqual([{ say: 'red', cases }])
  })
  test('says the post and how late it is, never who', () => {
    const text = texts(late().said('陈监委', '工作群', RED))
    expect(text).toMatch(/🔴#1 .*，物业工程部还没人接，晚了1小时/)
    expect(text).toMatch(/🔴#2 车位被占，物业保安部还没人接，晚了17小时/)
    expect(text).not.toMatch(/王强|李工|李芳|张伟/)
  })
  test('within six lines', () => {
    const world = given()
    for (let i = 0; i < 12; i++)
      world.said(
        '李芳',
        '业主群',
        raise({ category: '停车', text: `车位被占${i}`, place: { building: String(i + 10) } }),
      )
    world.later(10 * DAY)
    const text = texts(world.said('陈监委', '工作群', RED))
    expect(text.split('\n').length).toBeLessThanOrEqual(6)
    expect(text.length).toBeLessThanOrEqual(200)
    expect(text).toMatch(/还有\d+件晚了/)
  })
  test('in a residents’ group: staff in private, residents how many', () => {
    const world = late()
    expect(heardBy(world, world.said('陈监委', '业主群', RED))).toEqual(['陈监委', '业主群'])
    const said = world.said('李芳', '业主群', RED)
    expect(said.answers).toEqual([{ say: 'red-count', count: 2 }])
    expect(texts(said)).not.toContain('物业')
    expect(types(world.mused('李芳', '业主群', RED))).toEqual([])
    expect(heardBy(world, world.mused('陈监委', '业主群', RED))).toEqual(['陈监委', '业主群'])
    expect(types(world.mused('王强', '业主群', RED))).toEqual([])
    expect(world.mused('王强', '业主群', RED).answers).toEqual([])
  })
  test('none', () => {
    expect(texts(given().said('陈监委', '工作群', RED))).toBe('没有亮红灯的')
  })
})
