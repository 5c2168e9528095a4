import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import { handedOver } from '../../src/domain/evolve/handover.ts'
import type { Grade, Reading } from '../../src/domain/heard/reading.ts'
import { ratingsAfter } from '../../src/domain/rating/again.ts'
import type { Fact } from '../../src/domain/state/facts.ts'
import { fits } from '../../src/domain/wording/fit.ts'
import { came, command } from './command.ts'
import { answers, done, given, heardBy, raise, texts, trouble, types, type World } from './given.ts'

const rate = (grade: Grade, text = ''): Reading => ({ do: 'rate', case: 1, grade, text })
const again: Reading = { do: 'reopen', text: '又坏了' }

/** #1 of 李芳, joined by these, finished by 王强. */
function joined(...names: readonly string[]): World {
  const world = given()
  world.said('李芳', '业主群', raise())
  for (const name of names) world.said(name, '业主群', { do: 'support', case: 1, how: 'plain' })
  world.later(2 * MINUTE).beats()
  world.said('王强', '工作群', command.take)
  world.said('王强', '工作群', command.finish)
  return world
}

describe('who has a say', () => {
  test.each([
    ['李芳', 'case-rated'],
    ['李父', 'case-rated'],
    ['张伟', 'case-rated'],
    ['朱明', 'not-affected'],
    ['王强', 'not-affected'],
    ['刘书记', 'not-affected'],
  ])('%s: %s', (name, expected) => {
    expect(came(joined('张伟').said(name, '业主群', rate('good')))).toBe(expected)
  })
  test('who is not affected takes nothing up either', () => {
    const world = joined('张伟')
    for (let i = 0; i < 5; i++) world.said('朱明', '业主群', { do: 'reopen', case: 1, text: '还在漏' })
    expect(world.case()).toMatchObject({ stage: 'done', ratings: [] })
  })
  test('a household once, its last word', () => {
    const world = joined('张伟')
    world.said('李芳', '业主群', rate('good'))
    world.said('李父', '业主群', rate('fair'))
    expect(world.case().ratings).toMatchObject([{ unit: '3-2-501', grade: 'fair' }])
  })
  test('in private as well', () => {
    const world = joined('张伟')
    world.said('张伟', undefined, rate('fair'))
    expect(world.case().ratings).toMatchObject([{ unit: '3-2-502', apart: true }])
  })
})

test('who turns out to be somebody of the file has rated for her household, once', () => {
  const world = given()
  world.said('李芳', '业主群', raise())
  for (const name of ['路人', '朱明']) world.said(name, '业主群', { do: 'support', case: 1, how: 'plain' })
  world.said('王强', '工作群', command.finish)
  world.said('朱明', '业主群', rate('good'))
  world.said('路人', '业主群', rate('fair'))
  world.sets(...handedOver(world.c, world.person('路人').key, world.person('朱明')))
  expect(world.case().ratings).toMatchObject([{ by: world.person('朱明').key, unit: '1-1-101', grade: 'fair' }])
})

describe('acknowledged', () => {
  test('the first at once, the others of a minute in one line', () => {
    const world = joined('张伟', '朱明', '吴老师')
    expect(texts(world.said('李芳', '业主群', rate('good')))).toBe('#1 记下了：满意，谢谢')
    for (const name of ['张伟', '朱明', '吴老师']) expect(world.said(name, '业主群', rate('good')).lines).toEqual([])
    const together = world.later(MINUTE).beats()
    expect(texts(together)).toBe('#1 也评了：张伟、朱明、吴老师，谢谢')
  })
  test('how they rated is said of three households and more, and beside no name', () => {
    const world = joined('张伟', '朱明')
    const standing = () => texts(world.said('李芳', '业主群', { do: 'progress', case: 1, how: 'plain' }))
    world.said('李芳', '业主群', rate('good'))
    world.said('张伟', '业主群', rate('fair'))
    expect(standing()).not.toContain('户评了')
    world.said('朱明', '业主群', rate('fair'))
    expect(standing()).toContain('3户评了，1户满意')
  })
  test.each<[Grade, string]>([
    ['good', '您的没有计入。谢谢您说一声'],
    ['poor', '您家也没好，就跟我说一声哪里怎么了'],
  ])('%s of who is not affected is answered by what she said', (grade, expected) => {
    expect(texts(joined('张伟').said('朱明', '业主群', rate(grade)))).toContain(expected)
  })
  test('one alone is said once', () => {
    const world = joined('张伟')
    world.said('李芳', '业主群', rate('good'))
    expect(world.later(MINUTE).beats().lines).toEqual([])
  })
})

describe('without its number', () => {
  const everyday: Reading = { do: 'rate', grade: 'good', text: '', how: 'everyday' }
  const finish = { ours: true, text: '@李芳 ✅#1 办完了：3栋2单元电梯停了' }

  test('满意 of its reporter, right after the finish', () => {
    expect(types(joined('张伟').mused('李芳', '业主群', everyday))).toEqual(['case-rated'])
    expect(
      types(
        joined('张伟')
          .later(11 * MINUTE)
          .mused('李芳', '业主群', everyday),
      ),
    ).toEqual([])
    expect(types(joined('张伟').mused('张伟', '业主群', everyday))).toEqual([])
    expect(types(joined('张伟').mused('李芳', '二期群', everyday))).toEqual([])
  })
  test('not where two were finished for her', () => {
    const world = joined()
    world.said('李芳', '业主群', raise({ category: '照明', title: '5栋路灯不亮', place: { building: '5' } }))
    world.said('王强', '工作群', { do: 'finish', case: 2, text: '换了灯', how: 'command' })
    expect(types(world.mused('李芳', '业主群', everyday))).toEqual([])
  })
  test('an everyday word on the line of its finish', () => {
    const says = (name: string, quote: { readonly ours: boolean; readonly text: string }) =>
      types(joined('张伟').later(HOUR).says(name, '业主群', { addressed: false, quote }, { do: 'yes' }, everyday))
    expect(says('张伟', finish)).toContain('case-rated')
    expect(says('朱明', finish)).toEqual([])
    expect(says('张伟', { ours: true, text: '#1 记下了：3栋2单元电梯停了' })).toEqual([])
  })
  test('after its number, of whom it concerns; else it is talk', () => {
    const numbered = { ...everyday, case: 1 }
    expect(types(joined('张伟').mused('张伟', '业主群', numbered))).toContain('case-rated')
    expect(came(joined('张伟').mused('朱明', '业主群', numbered))).toBe('')
    expect(came(given().mused('张伟', '业主群', numbered))).toBe('')
  })
  test('on a line that tells of several finishes, hers', () => {
    const world = joined()
    world.said('张伟', '业主群', raise({ category: '照明', title: '5栋路灯不亮', place: { building: '5' } }))
    world.said('王强', '工作群', { do: 'finish', case: 2, text: '换了灯', how: 'command' })
    const quote = { ours: true, text: '✅又办完2件：#1 电梯 #2 路灯' }
    world.says('张伟', '业主群', { addressed: false, quote }, { do: 'rate', grade: 'good', text: '' })
    expect([world.case(1).ratings.length, world.case(2).ratings.length]).toEqual([0, 1])
  })
})

describe('不满意 needs a reason', () => {
  test('asked once, her next sentence is it', () => {
    const world = joined('张伟', '朱明')
    expect(types(world.said('张伟', '业主群', rate('poor')))).toEqual(['case-rated', 'asked'])
    expect(types(world.later(MINUTE).says('张伟', '业主群', { addressed: false, text: '门还是关不严' }))).toEqual([
      'question-dropped',
      'case-rated',
    ])
    expect(world.case().ratings).toMatchObject([{ unit: '3-2-502', grade: 'poor', text: '门还是关不严' }])
  })
  test('of the reporter it takes the case up again', () => {
    const world = joined()
    world.said('李芳', '业主群', rate('poor'))
    world.says('李芳', '业主群', { addressed: false, text: '还在响' }, { do: 'reopen', text: '还在响' })
    expect(world.case().stage).toBe('taken')
  })
  const others: readonly (readonly [string, Partial<{ text: string }>, readonly Reading[]])[] = [
    ['a number', { text: '1' }, [{ do: 'vote', choice: { numbers: [1] }, how: 'plain', reason: '' }]],
    ['another case', { text: '27没好' }, [{ do: 'reopen', case: 27, text: '没好' }]],
    ['a trouble elsewhere', { text: '5栋停水' }, [{ do: 'trouble', trouble: trouble({ place: { building: '5' } }) }]],
    ['a question to the neighbours', { text: '你们吃了吗' }, []],
    ['small talk', { text: '中午吃什么' }, []],
    ['no more than a sound', { text: '嗯' }, []],
  ]
  test.each(others)('%s is none', (_, said, readings) => {
    const world = joined('张伟')
    world.said('张伟', '业主群', rate('poor'))
    world.says('张伟', '业主群', { addressed: false, ...said }, ...readings)
    expect(world.case().ratings).toMatchObject([{ text: '' }])
  })
  test('nor is what somebody else says, or what is said later', () => {
    const world = joined('张伟')
    world.said('张伟', '业主群', rate('poor'))
    world.says('李芳', '业主群', { addressed: false, text: '门还是关不严' })
    world.later(11 * MINUTE).says('张伟', '业主群', { addressed: false, text: '门还是关不严' })
    expect(world.case().ratings).toMatchObject([{ text: '' }])
  })
  test('not asked a second time', () => {
    const world = joined('张伟')
    world.said('张伟', '业主群', rate('poor'))
    expect(types(world.said('张伟', '业主群', rate('poor')))).toEqual(['case-rated'])
  })
  test('a reason that was given stays', () => {
    const world = joined('张伟')
    world.said('张伟', '业主群', rate('poor', '门关不严'))
    world.said('张伟', '业主群', rate('poor'))
    expect(world.case().ratings).toMatchObject([{ text: '门关不严' }])
  })
})

describe('回炉', () => {
  const poor = (world: World, ...names: readonly string[]) =>
    names.map((name) => types(world.said(name, '业主群', rate('poor', `${name}家还在响`)))).at(-1)

  test('the reporter alone', () => {
    const world = joined('张伟')
    expect(poor(world, '李芳')).toEqual(['case-rated', 'case-reopened'])
  })
  test('one other alone does not', () => {
    expect(poor(joined('张伟'), '张伟')).toEqual(['case-rated'])
  })
  test('two of those who joined, with all their reasons, to handler and convener', () => {
    const world = joined('张伟', '朱明')
    world.said('张伟', '业主群', rate('poor', '还在响，找13800138000'))
    const taken = world.said('朱明', '业主群', rate('poor', '门关不严'))
    expect(types(taken)).toEqual(['case-rated', 'case-reopened'])
    const [residents, staff] = taken.lines
    expect(residents?.text).toContain('#1 接着办：2户说没好（还在响，找')
    expect(residents?.text).not.toContain('13800138000')
    expect(staff?.text).toMatch(/^#1 2户说没好，要再去：还在响.*；门关不严/)
    expect(staff?.mention).toEqual([world.person('王强').key, world.person('刘书记').key])
  })
  test('told in each group that heard of the finish', () => {
    const world = given()
    world.said('李芳', '业主群', raise())
    world.said('张伟', '二期群', { do: 'support', case: 1, how: 'plain' })
    world.said('王强', '工作群', command.finish)
    const said = world.said('李芳', '业主群', rate('poor', '还在响'))
    expect(heardBy(world, said)).toEqual(['业主群', '二期群', '工作群'])
  })
  test('what was said in private is quoted in no group', () => {
    const world = joined('张伟', '朱明')
    world.said('张伟', undefined, rate('poor', '师傅态度差'))
    const [residents, staff] = world.said('朱明', '业主群', rate('poor', '门关不严')).lines
    expect(residents?.text).toContain('2户说没好（门关不严）')
    expect(staff?.text).toContain('师傅态度差')
  })
  test.each([
    [0.9, 'done'],
    [0.5, 'taken'],
  ])('by the share of the community: %f', (reopenShare, stage) => {
    const settings = { ...given().c.is.settings, reopenShare }
    const world = given({ settings })
    world.said('李芳', '业主群', raise())
    for (const name of ['张伟', '朱明', '吴老师']) world.said(name, '业主群', { do: 'support', case: 1, how: 'plain' })
    world.said('王强', '工作群', command.finish)
    for (const name of ['李芳', '吴老师']) world.said(name, '业主群', rate('good'))
    poor(world, '张伟', '朱明')
    expect(world.case().stage).toBe(stage)
  })
  test('不满意 without a reason does not count for it', () => {
    const world = joined('张伟', '朱明', '吴老师')
    world.said('张伟', '业主群', rate('poor'))
    world.said('吴老师', '业主群', { do: 'reopen', case: 1, text: '没好' })
    expect(poor(world, '朱明')).toEqual(['case-rated'])
  })
  test.each(['刘书记', '陈监委'])('%s by office, with a reason', (name) => {
    expect(came(done().said(name, '工作群', { do: 'reopen', case: 1, text: '' }))).toBe('reason-missing')
    expect(came(done().said(name, '工作群', { do: 'reopen', case: 1, text: '还在响' }))).toBe('case-reopened')
  })
  test('ratings so far are in its record', () => {
    const world = joined('张伟')
    world.said('张伟', '业主群', rate('good'))
    poor(world, '李芳')
    expect(world.case().ratings).toEqual([])
    expect(world.facts.filter(({ type }) => type === 'case-rated')).toHaveLength(2)
  })
})

describe('after 15 days', () => {
  const late = (...names: readonly string[]) => joined(...names).later(15 * DAY + MINUTE)

  test('a new case that names the old one', () => {
    const world = late()
    const taken = world.said('李芳', '业主群', { do: 'reopen', case: 1, text: '又卡住了' })
    expect(types(taken)).toEqual(['case-rated', 'case-raised', 'came-back'])
    expect(world.case(1)).toMatchObject({ stage: 'done', next: 2 })
    expect(world.case(2)).toMatchObject({
      again: 1,
      title: '3栋2单元电梯停了',
      category: '电梯',
      place: { building: '3', unit: '2' },
      post: '物业工程部',
      stage: 'open',
      room: '业主群',
      reporter: world.person('李芳').key,
    })
    expect(world.case(2).text).toContain('又卡住了')
    expect(taken.lines[0]?.text).toMatch(/^#2 又坏了，记成新的一件（上回是 #1）/)
    expect(texts(taken)).toContain('#1 又坏了，记成了 #2：又卡住了')
  })
  test('its neighbours join the new one', () => {
    const world = late('张伟')
    world.said('李芳', '业主群', { do: 'reopen', case: 1, text: '又卡住了' })
    expect(types(world.said('张伟', '业主群', { do: 'reopen', case: 1, text: '又卡住了' }))).toEqual([
      'case-rated',
      'case-supported',
      'words-added',
    ])
  })
  test('by the supervisor for its reporter', () => {
    const world = late()
    world.said('陈监委', '工作群', { do: 'inspect', case: 1, passed: false, text: '还在响' })
    expect(world.case(2)).toMatchObject({ reporter: world.person('李芳').key, room: '业主群', again: 1 })
  })
  test('one that was withdrawn is followed by another', () => {
    const world = late()
    world.said('李芳', '业主群', { do: 'reopen', case: 1, text: '又卡住了' })
    world.said('李芳', '业主群', { do: 'withdraw', case: 2 })
    world.said('李芳', '业主群', { do: 'reopen', case: 1, text: '真的又卡住了' })
    expect(world.case(1).next).toBe(3)
  })
})

describe('four weeks later', () => {
  const asked = (...names: readonly string[]): World => {
    const world = joined(...names)
    world.wakes('2026-12-21 09:00')
    return world
  }
  const still = (how: 'plain' | 'all' = 'plain'): Reading => ({ do: 'still', grade: 'good', how })

  test('asked once, in its group', () => {
    const world = joined('张伟')
    expect(types(world.wakes('2026-12-21 08:59'))).not.toContain('asked-again')
    const came = world.wakes('2026-12-21 09:00')
    expect(types(came)).toContain('asked-again')
    const line = came.lines.find(({ key }) => key.startsWith('still/'))
    expect(line).toMatchObject({
      to: { room: '业主群' },
      mention: [world.person('李芳').key, world.person('张伟').key],
    })
    expect(line?.text).toBe('#1 办完4周了，还好吗？（3栋2单元电梯停了，老人下不了楼）\n回“好”或“又坏了”')
    expect(types(world.later(DAY).beats())).not.toContain('asked-again')
  })
  test('several of one group in one line', () => {
    const world = joined()
    world.said('张伟', '业主群', raise({ category: '照明', title: '5栋路灯不亮', place: { building: '5' } }))
    world.said('王强', '工作群', { do: 'finish', case: 2, text: '换了灯', how: 'command' })
    const lines = world.wakes('2026-12-21 09:00').lines.filter(({ key }) => key.startsWith('still/'))
    expect(lines.map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^这几件办完4周了，还好吗？\n#1 .*\n#2 .*\n都好回“都好”，又坏了回“编号\+又坏了”，如“1又坏了”$/,
      ),
    ])
  })
  test('those who joined it in another group are asked there', () => {
    const world = given()
    world.said('李芳', '业主群', raise())
    world.said('张伟', '二期群', { do: 'support', case: 1, how: 'plain' })
    world.said('王强', '工作群', command.finish)
    const lines = world.wakes('2026-12-21 09:00').lines.filter(({ key }) => key.startsWith('still/'))
    expect(
      lines.map(({ to, mention }) => ['room' in to && to.room, mention.map((key) => world.c.get('person', key)?.name)]),
    ).toEqual([
      ['业主群', ['李芳', '张伟']],
      ['二期群', ['张伟']],
    ])
  })
  test('who raised it in private is asked there', () => {
    const world = given()
    world.said('李芳', undefined, raise())
    world.said('王强', '工作群', command.finish)
    const came = world.wakes('2026-12-21 09:00')
    const lines = came.lines.filter(({ key }) => key.startsWith('still/'))
    expect(heardBy(world, { ...came, lines })).toEqual(['李芳'])
  })
  test('家事 in private', () => {
    const world = given()
    world.said('李芳', '业主群', raise({ category: '邻里', text: '楼上天天吵架', title: '楼上吵架' }))
    world.said('刘书记', '工作群', command.finish)
    const came = world.wakes('2026-12-21 09:00')
    const asks = came.lines.filter(({ key }) => key.startsWith('still/'))
    expect(heardBy(world, { ...came, lines: asks })).toEqual(['李芳'])
  })
  test('not what was born closed, nor what is open again, nor when it is much too late', () => {
    const own = given()
    own.said('王强', '业主群', raise())
    own.said('王强', '工作群', command.finish)
    expect(types(own.wakes('2026-12-21 09:00'))).not.toContain('asked-again')
    const reopened = joined()
    reopened.said('李芳', '业主群', { do: 'reopen', case: 1, text: '还在响' })
    expect(types(reopened.wakes('2026-12-21 09:00'))).not.toContain('asked-again')
    const late = joined()
    const came = late.wakes('2027-01-15 09:00')
    expect(came.lines.filter(({ key }) => key.startsWith('still/'))).toEqual([])
    expect(late.case().askedAgain).toBe(0)
  })
  test('after a second finish once more', () => {
    const world = joined()
    world.later(10 * DAY).said('李芳', '业主群', { do: 'reopen', case: 1, text: '还在响' })
    world.said('王强', '工作群', command.finish)
    expect(types(world.wakes('2026-12-21 09:00'))).not.toContain('asked-again')
    expect(types(world.wakes('2026-12-31 09:00'))).toContain('asked-again')
  })
  test('还好: rated once more', () => {
    const world = asked('张伟')
    expect(types(world.later(2 * MINUTE).mused('李芳', '业主群', still()))).toEqual(['case-rated'])
    expect(world.case().ratings).toMatchObject([{ unit: '3-2-501', grade: 'good' }])
    expect(types(world.mused('李芳', '业主群', still()))).toEqual([])
  })
  test.each([
    ['行', 5 * MINUTE, ['case-rated']],
    ['行', 11 * MINUTE, []],
    ['好', 9 * HOUR, ['case-rated']],
    ['好的！', 9 * HOUR, ['case-rated']],
    ['好', 11 * HOUR, []],
  ])('%s to nobody in particular %i ms after it', (text, ms, expected) => {
    const said = asked().later(ms).says('李芳', '业主群', { addressed: false, text }, { do: 'yes' })
    expect(types(said)).toEqual(expected)
  })
  test('好 in private, or quoting the line, counts all week', () => {
    const world = asked('张伟').later(3 * DAY)
    expect(types(world.said('李芳', undefined, { do: 'yes' }))).toContain('case-rated')
    const quote = { ours: true, text: '#1 办完4周了，还好吗？' }
    expect(types(world.says('张伟', '业主群', { addressed: false, quote }, { do: 'yes' }))).toEqual(['case-rated'])
  })
  test('of who was not asked it is talk', () => {
    expect(types(asked().mused('朱明', '业主群', still()))).toEqual([])
    expect(types(joined().mused('李芳', '业主群', still()))).toEqual([])
  })
  test('还可以 after the number says that it is well', () => {
    const world = asked('张伟').later(HOUR)
    world.says('李芳', '业主群', { addressed: false, text: '1还可以' }, rate('fair'))
    expect(world.case().ratings).toMatchObject([{ grade: 'good' }])
  })
  test.each([
    [50 * MINUTE, ['case-rated']],
    [70 * MINUTE, []],
  ])('没问题 is an answer within the hour: %i', (ms, expected) => {
    expect(types(asked().later(ms).mused('李芳', '业主群', { do: 'still', grade: 'good', how: 'soon' }))).toEqual(
      expected,
    )
  })
  test('时好时坏 raises it anew, 不好 is asked for more', () => {
    const poor = (text: string): Reading => ({ do: 'still', grade: 'poor', how: 'plain', text })
    expect(types(asked('张伟').mused('张伟', '业主群', poor('时好时坏')))).toEqual([
      'case-rated',
      'case-raised',
      'came-back',
    ])
    const world = asked('张伟')
    world.mused('张伟', '业主群', still())
    expect(types(world.mused('张伟', '业主群', poor('')))).toEqual(['case-rated', 'asked'])
    expect(types(world.says('张伟', '业主群', { addressed: false, text: '门又关不上' }))).toContain('came-back')
  })
  test('又坏了 of who has said that it is well is of the same case', () => {
    const world = asked('张伟').later(MINUTE)
    world.mused('李芳', '业主群', still())
    expect(types(world.mused('李芳', '业主群', again))).toContain('came-back')
  })
  test('an answer that quotes a poll is none', () => {
    const quote = { ours: true, text: 'P5 问大家：装充电桩，同意吗？' }
    const said = asked().says('李芳', '业主群', { addressed: false, quote }, still())
    expect(types(said)).toEqual([])
  })
  test('the first answer is told at once, those of a minute in one line, whichever case it was', () => {
    const world = joined('张伟')
    world.said('朱明', '业主群', raise({ category: '照明', title: '5栋路灯不亮', place: { building: '5' } }))
    world.said('王强', '工作群', { do: 'finish', case: 2, text: '换了灯', how: 'command' })
    world.wakes('2026-12-21 09:00')
    expect(texts(world.mused('李芳', '业主群', still()))).toBe('#1 记下了：满意，谢谢')
    for (const name of ['张伟', '朱明']) expect(world.mused(name, '业主群', still()).lines).toEqual([])
    expect(texts(world.later(MINUTE).beats())).toBe('也记下了：张伟、朱明，谢谢')
  })
  test('many are asked after by their titles, in as many lines as it takes', () => {
    const world = given()
    for (let i = 1; i <= 14; i++) {
      world.said('李芳', '业主群', raise({ text: `${i}栋2单元楼道的灯不亮`, place: { building: `${i}` } }))
      world.said('王强', '工作群', { do: 'finish', case: i, text: '换了灯', how: 'command' })
    }
    const lines = world.wakes('2026-12-21 09:00').lines.filter(({ key }) => key.startsWith('still/'))
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.every(({ text }) => fits(text))).toBe(true)
    for (let i = 1; i <= 14; i++) expect(lines.map(({ text }) => text).join('\n')).toMatch(`#${i} ${i}栋2单元`)
  })
  test('又坏了 raises it anew', () => {
    const world = asked('张伟').later(MINUTE)
    expect(types(world.mused('张伟', '业主群', again))).toEqual(['case-rated', 'case-raised', 'came-back'])
    expect(world.case(2).reporter).toBe(world.person('张伟').key)
  })
  test('in private, where whatever is said reads like a trouble of some kind', () => {
    const world = asked().later(MINUTE)
    const said = world.said('李芳', undefined, again, raise({ category: '其他', text: '又坏了', title: '又坏了' }))
    expect(types(said)).toEqual(['person-changed', 'case-rated', 'case-raised', 'came-back'])
    expect(world.case(2).again).toBe(1)
  })
  test('with several asked it asks which, 都好 is of all', () => {
    const world = joined()
    world.said('李芳', '业主群', raise({ category: '照明', title: '5栋路灯不亮', place: { building: '5' } }))
    world.said('王强', '工作群', { do: 'finish', case: 2, text: '换了灯', how: 'command' })
    world.wakes('2026-12-21 09:00')
    expect(answers(world.mused('李芳', '业主群', still()))).toEqual(['which-again'])
    const quote = { ours: true, text: '这几件办完4周了，还好吗？\n#1 电梯\n#2 路灯' }
    expect(answers(world.says('李芳', '业主群', { quote }, again))).toEqual(['which-again'])
    const all = world.mused('李芳', '业主群', still('all'))
    expect(types(all)).toEqual(['case-rated', 'case-rated'])
    expect(texts(all)).toBe('#1、#2 记下了：都好，谢谢')
  })
})

test('what is stored is the fold of the last word of each household, and so is whether it goes on', () => {
  const names = ['李芳', '李父', '张伟', '朱明', '吴老师', '刘书记'] as const
  const word = fc.record({
    name: fc.constantFrom(...names),
    grade: fc.constantFrom<Grade>('good', 'fair', 'poor'),
    text: fc.constantFrom('', '还在响'),
    aloud: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const world = joined('张伟', '朱明', '吴老师')
      const unit: Record<string, string> = { 李芳: '3-2-501', 李父: '3-2-501', 张伟: '3-2-502', 朱明: '1-1-101' }
      const last = new Map<string, { grade: Grade; text: string }>()
      let open = false
      for (const { name, grade, text, aloud } of words) {
        world.later(2 * MINUTE).said(name, aloud ? '业主群' : undefined, rate(grade, text))
        if (open || name === '刘书记') continue
        const household = unit[name] ?? name
        const before = last.get(household)
        const kept = grade === 'poor' && text === '' && before?.grade === 'poor' ? before.text : text
        last.set(household, { grade, text: kept })
        const poor = [...last.values()].filter((one) => one.grade === 'poor' && one.text !== '')
        if (grade !== 'poor' || kept === '') continue
        open = household === '3-2-501' || (poor.length >= 2 && poor.length >= 0.3 * last.size)
      }
      const { stage, ratings } = world.case()
      expect(stage).toBe(open ? 'taken' : 'done')
      const good = (grades: Iterable<{ grade: Grade }>) => [...grades].filter(({ grade }) => grade === 'good').length
      const recorded = world.facts
        .filter((fact): fact is Extract<Fact, { type: 'case-rated' }> => fact.type === 'case-rated')
        .reduce((all, fact) => ({ ratings: ratingsAfter(all, fact) }), { ratings: [] as typeof ratings })
      expect(good(recorded.ratings)).toBe(good(last.values()))
      expect(ratings).toEqual(open ? [] : recorded.ratings)
    }),
    { numRuns: 200 },
  )
})
