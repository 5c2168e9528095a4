import { describe, expect, test } from 'vitest'
import { DAY, HOUR, workdaysLater } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { lowerRed } from '../../src/domain/level/level.ts'
import { freshDue } from '../../src/domain/limit/limit.ts'
import { nextRung } from '../../src/domain/limit/rung.ts'
import { fits } from '../../src/domain/wording/fit.ts'
import { answers, given, heardBy, raise, texts, types } from './given.ts'
import { Levels, saidIn } from './levels.ts'
import { calendar, constitution } from './place.ts'

const LAMP = {
  text: '3栋2单元501门口楼道灯不亮三天了，找李芳，电话13912345678',
  title: '3栋2单元楼道灯不亮',
  category: '照明',
} as const

/** #1 below, raised by 李芳. */
function raised(more: { readonly danger?: string } = {}): Levels {
  const levels = new Levels()
  levels.below.said('李芳', '业主群', raise({ ...LAMP, ...more }))
  return levels
}
/** And passed up by its handler. */
function up(more: { readonly danger?: string } = {}): Levels {
  const levels = raised(more)
  levels.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '要动维修资金' })
  levels.carry()
  return levels
}

describe('上报', () => {
  test('opens a case above with its public face, original words and first date, and the number comes back', () => {
    const { below, above } = up()
    expect(above.case()).toMatchObject({
      title: '幸福里小区：3栋2单元楼道灯不亮',
      handling: 'upward',
      category: '照明',
      reporter: 'level:xingfuli',
      post: '街道城管科',
      place: { named: '幸福里小区' },
      from: {
        community: 'xingfuli',
        name: '幸福里小区',
        number: 1,
        raisedAt: below.case().raisedAt,
        reason: '要动维修资金',
      },
    })
    expect(below.case()).toMatchObject({
      up: { community: 'chongyi', name: '崇义街道', number: 1 },
      due: workdaysLater(calendar, above.case().due, 1),
      handling: 'upward',
      stage: 'taken',
    })
  })

  test('carries no name, telephone, floor or room', () => {
    const { carried, above } = up()
    for (const text of [JSON.stringify(carried.map(({ letter }) => letter)), JSON.stringify(above.case())]) {
      expect(text).not.toMatch(/李芳|王强|13912345678|501/)
      expect(text).toContain('楼道灯不亮三天了')
    }
  })

  test('and neither does anything that is told of it later, in either direction', () => {
    const levels = up()
    const secret = '王强说找郑科长，住3栋2单元501，电话13912345678'
    levels.above.said('郑科长', '街道工作群', { do: 'news', case: 1, text: secret, how: 'command' })
    levels.below.says('李芳', '业主群', { text: secret }, { do: 'add', case: 1, text: secret })
    levels.above.said('孙主任', '街道工作群', {
      do: 'postpone',
      case: 1,
      until: levels.above.now + 20 * DAY,
      reason: secret,
    })
    levels.above.said('郑科长', '街道工作群', { do: 'finish', case: 1, text: secret, how: 'command' })
    levels.carry()
    levels.below.said('李芳', '业主群', { do: 'reopen', case: 1, text: secret })
    levels.carry()
    const of = (id: string): string => JSON.stringify(levels.carried.filter(({ key }) => key.startsWith(id)))
    expect(of('chongyi')).not.toMatch(/郑科长|13912345678|501/)
    expect(of('xingfuli')).not.toMatch(/王强|13912345678|501/)
  })

  test('is told where the case was raised, and to those above who are to do it', () => {
    const levels = raised()
    const said = levels.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '' })
    expect(heardBy(levels.below, said)).toEqual(['工作群', '业主群', 'chongyi'])
    expect(said.lines[1]?.text).toBe('#1 已报到崇义街道，有答复告诉大家')
    const [below, above] = [levels.below.lines.length, levels.above.lines.length]
    levels.carry()
    expect(saidIn(levels.below, below)).toBe('#1 崇义街道记为他们的 #1，最迟11月26日（周四）下午6点前给答复')
    expect(saidIn(levels.above, above)).toMatch(
      /^#1 幸福里小区：3栋2单元楼道灯不亮\n他们的 #1，11月23日（周一）报的\n原话：.*\n街道城管科来办，/,
    )
    for (const { text } of levels.above.lines) expect(fits(text)).toBe(true)
  })

  test('with photos that are here already', () => {
    const levels = raised()
    levels.below.says('李芳', '业主群', { kind: 'image', id: 'photo', addressed: false })
    levels.below.input({ type: 'file', of: 'photo', file: 'a.jpg', at: levels.below.now })
    levels.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '' })
    levels.carry()
    expect(levels.above.case().media).toEqual([{ of: expect.stringMatching(/\/1$/), when: 'raised', file: 'a.jpg' }])
  })

  test('a photo that could not be copied does not stop it, one that comes later follows', () => {
    const levels = raised()
    levels.below.says('李芳', '业主群', { kind: 'image', id: 'photo', addressed: false })
    levels.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '' })
    levels.carry(() => [])
    expect(levels.above.case().media).toEqual([])
    levels.below.input({ type: 'file', of: 'photo', file: 'a.jpg', at: levels.below.now })
    expect(levels.carry()).toEqual(['photo'])
    expect(levels.above.case().media).toMatchObject([{ when: 'raised', file: 'a.jpg' }])
  })

  test('what was told in private goes up by its title alone', () => {
    const levels = new Levels()
    levels.below.said('李芳', undefined, raise(LAMP))
    levels.below.said('刘书记', undefined, { do: 'pass-up', case: 1, reason: '' })
    levels.carry()
    expect(levels.above.case()).toMatchObject({ text: '3栋2单元楼道灯不亮', media: [] })
  })

  test.each([
    ['李芳', 'not-yours'],
    ['保安队长', 'not-yours'],
  ])('%s may not', (name, refusal) => {
    const levels = raised()
    const came = levels.below.said(name, '业主群', { do: 'pass-up', case: 1, reason: '' })
    expect(answers(came)).toContain(refusal)
    expect(levels.carry()).toEqual([])
  })

  test('without a level above it stays: said in one line', () => {
    const world = given()
    world.said('李芳', '业主群', raise(LAMP))
    const came = world.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '' })
    expect(texts(came)).toBe('我们这里没有上级，先由社区办')
  })

  test('家事 goes nowhere', () => {
    const levels = new Levels()
    levels.below.said('李芳', '业主群', raise({ ...LAMP, category: '邻里' }))
    expect(levels.below.case().tier).toBe('family')
    const came = levels.below.said('刘书记', undefined, { do: 'pass-up', case: 1, reason: '' })
    expect(texts(came)).toBe('#1 是家事，不往外报')
    expect(levels.carry()).toEqual([])
  })

  test('twice is said, and changes nothing', () => {
    const levels = up()
    const came = levels.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '' })
    expect(texts(came)).toBe('#1 已经在崇义街道那里了')
    levels.again('up')
    expect([...levels.above.c.all('case')]).toHaveLength(1)
  })
})

describe('what becomes of it above', () => {
  test('news comes down, and is told where it was raised', () => {
    const levels = up()
    const from = levels.below.lines.length
    levels.above.said('郑科长', '街道工作群', { do: 'take', case: 1 })
    levels.above.said('郑科长', '街道工作群', { do: 'news', case: 1, text: '已联系供电所', how: 'command' })
    expect(levels.carry()).toEqual(['news', 'news'])
    expect(saidIn(levels.below, from)).toBe(
      '#1 有消息：街道城管科接了（崇义街道）\n#1 有消息：已联系供电所（崇义街道）',
    )
  })

  test('a new limit moves the one below', () => {
    const levels = up()
    const until = levels.above.now + 9 * DAY
    levels.above.said('孙主任', '街道工作群', { do: 'postpone', case: 1, until, reason: '等配件' })
    levels.carry()
    expect(levels.below.case()).toMatchObject({ due: workdaysLater(calendar, until, 1), rungs: [] })
  })

  test('its end is the end below, which its people rate; that goes up', () => {
    const levels = up()
    levels.above.said('郑科长', '街道工作群', { do: 'finish', case: 1, text: '换了线路', how: 'command' })
    const from = levels.below.lines.length
    levels.carry()
    expect(levels.below.case()).toMatchObject({ stage: 'done', outcome: '换了线路' })
    expect(saidIn(levels.below, from)).toMatch(/✅#1 办完了[\s\S]*崇义街道/)
    levels.below.said('李芳', '业主群', { do: 'rate', case: 1, grade: 'good', text: '' })
    expect(levels.carry()).toEqual(['rated'])
    expect(levels.above.case().ratings).toMatchObject([
      { by: 'level:xingfuli', unit: 'level:xingfuli', grade: 'good', text: '幸福里小区1户评了，1户满意' },
    ])
  })

  test('taken up again below it is taken up again above, and the new limit comes down', () => {
    const levels = up()
    levels.above.said('郑科长', '街道工作群', { do: 'finish', case: 1, text: '换了线路', how: 'command' })
    levels.carry()
    levels.later(2 * DAY)
    levels.below.said('李芳', '业主群', { do: 'reopen', case: 1, text: '又不亮了' })
    expect(levels.carry()).toEqual(expect.arrayContaining(['reopened', 'due']))
    expect(levels.above.case().stage).not.toBe('done')
    expect(levels.below.case().due).toBe(workdaysLater(calendar, levels.above.case().due, 1))
  })

  test('「刚才那个不算」 above takes the end back below', () => {
    const levels = up()
    levels.above.said('郑科长', '街道工作群', { do: 'finish', case: 1, text: '换了线路', how: 'command' })
    levels.carry()
    levels.above.said('郑科长', '街道工作群', { do: 'undo' })
    levels.carry()
    expect(levels.above.case().stage).not.toBe('done')
    expect(levels.below.case().stage).toBe('taken')
  })

  test('refused, it is the community’s own again, with a limit of its own', () => {
    const levels = up()
    const from = levels.below.lines.length
    levels.above.said('孙主任', '街道工作群', { do: 'refuse', case: 1, reason: '不在街道管的范围' })
    levels.carry()
    expect(levels.below.case()).toMatchObject({ stage: 'taken', rungs: [] })
    expect(levels.below.case().up).toBeUndefined()
    expect(saidIn(levels.below, from)).toContain('#1 崇义街道没有办：不在街道管的范围')
    levels.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '再请看看' })
    levels.carry()
    expect(levels.below.case().up).toMatchObject({ number: 2 })
    expect(levels.above.case(2).stage).toBe('open')
  })

  test('withdrawn below it is over above', () => {
    const levels = up()
    levels.below.said('李芳', '业主群', { do: 'withdraw', case: 1 })
    expect(levels.below.case().stage).toBe('withdrawn')
    levels.carry()
    expect(levels.above.case().stage).toBe('withdrawn')
  })

  test('more words below are told above', () => {
    const levels = up()
    levels.below.says('李芳', '业主群', { text: '4单元也不亮' }, { do: 'add', case: 1, text: '4单元也不亮' })
    expect(levels.carry()).toEqual(['news'])
    expect(levels.above.case().text).toContain('4单元也不亮')
  })
})

describe('while it is with the level above', () => {
  test('nobody below ends it, and who tries is told what to say', () => {
    const levels = up()
    for (const name of ['王强', '刘书记'])
      expect(texts(levels.below.said(name, '工作群', { do: 'finish', case: 1, text: '', how: 'plain' }))).toBe(
        '#1 在崇义街道那里，由他们记办完；您这边有进展回“进展1 …”，不用他们办了回“撤回上报1”',
      )
    expect(levels.below.case().stage).toBe('taken')
    expect(levels.carry()).toEqual([])
    levels.below.said('王强', '工作群', { do: 'news', case: 1, text: '他们来看过了', how: 'command' })
    expect(levels.below.case().news).toHaveLength(1)
    levels.above.said('郑科长', '街道工作群', { do: 'finish', case: 1, text: '换了线路', how: 'command' })
    levels.carry()
    expect(levels.below.case()).toMatchObject({ stage: 'done', outcome: '换了线路' })
  })

  test('a bare 「好了」 means what the handler has in hand himself', () => {
    const levels = up()
    levels.below.said('李芳', '业主群', raise({ text: '1栋电梯停了', title: '1栋电梯停了', category: '电梯' }))
    levels.below.said('王强', '工作群', { do: 'take', case: 2 })
    levels.below.said('王强', '工作群', { do: 'finish', text: '', how: 'plain' })
    expect(levels.below.case(2).stage).toBe('done')
    expect(levels.below.case(1).stage).toBe('taken')
    expect(levels.below.mused('王强', '工作群', { do: 'finish', text: '', how: 'plain' }).lines).toEqual([])
  })

  test('「好了」 by who reported it is told there, and asks nobody here to close it', () => {
    const levels = up()
    const came = levels.below.said('李芳', '业主群', { do: 'finish', case: 1, text: '', how: 'plain' })
    expect(texts(came)).toBe('好的，请崇义街道把 #1 记为办完\n')
    const from = levels.above.lines.length
    expect(levels.carry()).toEqual(['news'])
    expect(saidIn(levels.above, from)).toBe('#1 幸福里小区：报的人说好了')
  })

  test.each([
    { do: 'send-back', case: 1, reason: '不归我们' },
    { do: 'postpone', case: 1, until: DAY * 30_000, reason: '等配件' },
  ] as const)('%j by its handler goes nowhere', (reading) => {
    const levels = up()
    expect(texts(levels.below.said('王强', '工作群', reading))).toBe('#1 已经在崇义街道那里了')
  })

  test('its handler is reminded of nothing; the conveners hear once that it is late, and so do the residents', () => {
    const levels = up()
    const { below } = levels
    const from = below.lines.length
    const wang = [...below.c.all('person')].find(({ name }) => name === '王强')?.key ?? ''
    for (let day = 0; day < 12; day++) below.later(DAY).beats()
    const since = below.lines.slice(from)
    expect(
      since.filter(
        ({ text, mention, to }) =>
          text.includes('#1') && (mention.includes(wang) || ('person' in to && to.person === wang)),
      ),
    ).toEqual([])
    const late = since.filter(({ text }) => text.startsWith('🔴#1'))
    expect(late).toHaveLength(1)
    expect(late[0]?.text).toMatch(/^🔴#1 .*\n在崇义街道那里，还没有消息\n想催回“督办1”，自己办回“撤回上报1”$/)
    expect(since.filter(({ text }) => text.startsWith('#1 比说好的晚了'))).toHaveLength(1)
    expect(nextRung(below.c, below.case())?.at).toBeGreaterThan(below.now - DAY)
  })

  test('its post is the level’s, also among staff', () => {
    const { below } = up()
    expect(texts(below.said('刘书记', '工作群', { do: 'progress', case: 1, how: 'plain' }))).toContain('崇义街道，还剩')
    expect(texts(below.said('刘书记', '工作群', { do: 'whose', case: 1 }))).toContain('#1 归崇义街道')
  })

  test('pressed below, the level above hears of it, and not its handler here', () => {
    const levels = up()
    const came = levels.below.said('刘书记', '工作群', { do: 'press', case: 1 })
    expect(texts(came)).toBe('#1 已督办，告诉崇义街道了\n')
    expect(levels.carry()).toEqual(['news'])
  })
})

describe('撤回上报', () => {
  test('by a convener: it is over above, and the community’s own again', () => {
    const levels = up()
    const [from, above] = [levels.below.lines.length, levels.above.lines.length]
    levels.below.said('刘书记', '工作群', { do: 'call-in', case: 1 })
    expect(levels.carry()).toEqual(['withdrawn'])
    expect(levels.above.case().stage).toBe('withdrawn')
    expect(saidIn(levels.above, above)).toBe('#1 幸福里小区说不用办了：已经收回去自己办')
    expect(levels.below.case().up).toBeUndefined()
    expect(saidIn(levels.below, from)).toContain('#1 从崇义街道收回来了，咱们自己办，')
    levels.below.said('王强', '工作群', { do: 'finish', case: 1, text: '换了灯泡', how: 'command' })
    expect(levels.below.case().stage).toBe('done')
    expect(levels.carry()).toEqual([])
  })

  test('not by its handler, and not where it never went up', () => {
    const levels = up()
    expect(texts(levels.below.said('王强', '工作群', { do: 'call-in', case: 1 }))).toContain('这一步由召集人来做')
    expect(texts(raised().below.said('刘书记', '工作群', { do: 'call-in', case: 1 }))).toBe('#1 就在咱们自己手里')
  })

  test('what they take up again afterwards is taken back again', () => {
    const levels = up()
    levels.above.said('郑科长', '街道工作群', { do: 'finish', case: 1, text: '换了线路', how: 'command' })
    levels.below.said('刘书记', '工作群', { do: 'call-in', case: 1 })
    levels.carry()
    levels.above.said('孙主任', '街道工作群', { do: 'reopen', case: 1, text: '还没好' })
    expect(levels.carry()).toEqual(['reopened', 'withdrawn'])
    expect(levels.above.case().stage).toBe('withdrawn')
    expect(levels.below.case().stage).toBe('taken')
  })
})

test('a question of who has just reported is no further sentence', () => {
  const levels = up()
  const came = levels.below.says('李芳', '业主群', { text: '街道啷个说', addressed: false })
  expect(came.facts).toEqual([])
})

describe('交办', () => {
  function down(): Levels {
    const levels = new Levels()
    levels.above.said(
      '钱大姐',
      '街道居民群',
      raise({ ...LAMP, text: '幸福里门口路灯不亮', title: '幸福里门口路灯不亮' }),
    )
    levels.above.said('孙主任', '街道工作群', { do: 'send-down', case: 1, to: '幸福里', reason: '请三天内看看' })
    levels.carry()
    return levels
  }

  test('opens a case below; its news and its end go up', () => {
    const levels = down()
    expect(levels.below.case()).toMatchObject({
      title: '崇义街道交办：幸福里门口路灯不亮',
      from: { community: 'chongyi', number: 1, reason: '请三天内看看' },
    })
    expect(levels.above.case()).toMatchObject({ down: { community: 'xingfuli', number: 1 } })
    const from = levels.above.lines.length
    levels.below.said('王强', '工作群', { do: 'take', case: 1 })
    levels.below.said('王强', '工作群', { do: 'finish', case: 1, text: '换了灯泡', how: 'command' })
    expect(levels.carry()).toEqual(['news', 'finished'])
    expect(levels.above.case()).toMatchObject({ stage: 'done', outcome: '换了灯泡' })
    expect(saidIn(levels.above, from)).toContain('#1 幸福里小区：换了灯泡')
  })

  test.each([
    ['孙主任', '哪里', '交给谁？可以写：交办1 幸福里小区、交办1 花园里'],
    ['郑科长', '幸福里', '这一步由召集人来做'],
  ])('by %s to %s: %s', (name, to, text) => {
    const levels = new Levels()
    levels.above.said('钱大姐', '街道居民群', raise(LAMP))
    expect(texts(levels.above.said(name, '街道工作群', { do: 'send-down', case: 1, to, reason: '' }))).toBe(text)
  })

  test('given back by a convener it is for the conveners above to decide', () => {
    const levels = down()
    const [from, above] = [levels.below.lines.length, levels.above.lines.length]
    levels.below.said('刘书记', '工作群', { do: 'send-back', case: 1, reason: '归市政' })
    expect(saidIn(levels.below, from)).toBe('#1 已退回崇义街道')
    expect(levels.carry()).toEqual(['refused'])
    expect(levels.below.case().stage).toBe('refused')
    expect(levels.above.case().down).toBeUndefined()
    expect(saidIn(levels.above, above)).toMatch(/幸福里小区退回来了：.*\n原因：归市政\n请定谁来办/)
    levels.above.said('孙主任', '街道工作群', { do: 'send-down', case: 1, to: '幸福里', reason: '' })
    levels.carry()
    expect(levels.below.case(2).stage).toBe('open')
  })

  test('by its handler it goes to the conveners below, who may give it back', () => {
    const levels = down()
    const from = levels.below.lines.length
    levels.below.said('王强', '工作群', { do: 'send-back', case: 1, reason: '归市政' })
    expect(saidIn(levels.below, from)).toContain('不归咱们回“退回1 原因”，就退给崇义街道')
    expect(levels.below.case().stage).toBe('open')
  })

  test('late below, it is one line a day above, and never a reminder to those who handed it down', () => {
    const levels = down()
    const from = levels.above.lines.length
    for (let hour = 0; hour < 24 * 16; hour++) {
      levels.below.later(HOUR / 2).beats()
      levels.above.later(HOUR / 2).beats()
      levels.carry()
      levels.above.later(HOUR / 2).beats()
      levels.below.later(HOUR / 2).beats()
      levels.carry()
    }
    const told = levels.above.lines.slice(from).filter(({ text }) => text.includes('路灯不亮') && /🔴|🟡/.test(text))
    expect(told.length).toBeGreaterThan(3)
    const days = told.map(({ notBefore }) => Math.floor((notBefore + 8 * 3_600_000) / DAY))
    expect(new Set(days).size).toBe(days.length)
    expect(told.some(({ text }) => text.endsWith('，请过问'))).toBe(true)
    for (const { text } of told) expect(text).toMatch(/^下面晚了的1件/)
  })

  test('not to where it came from, nor back up', () => {
    const levels = up()
    const came = levels.above.said('孙主任', '街道工作群', { do: 'send-down', case: 1, to: '幸福里', reason: '' })
    expect(texts(came)).toContain('是幸福里小区来的')
    const lower = down()
    expect(texts(lower.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '' }))).toContain(
      '是崇义街道交办的',
    )
  })
})

describe('what the level below has in red', () => {
  test('is known above once, pressed once, and gone when it is done', () => {
    const levels = raised()
    levels.below.later(4 * DAY).beats()
    levels.carry()
    expect(lowerRed(levels.above.c)).toMatchObject([
      { community: 'xingfuli', number: 1, title: '3栋2单元楼道灯不亮', post: '物业工程部' },
    ])
    for (let day = 0; day < 10; day++) levels.below.later(DAY).beats()
    const reds = () => levels.below.lines.filter(({ letter }) => letter?.letter === 'red').map(({ key }) => key)
    expect(new Set(reds()).size).toBe(2)
    levels.above.later(14 * DAY)
    const from = levels.above.lines.length
    levels.carry()
    expect(saidIn(levels.above, from)).toBe('') // its morning's list tells it
    levels.above.wakes('2026-12-08 08:30')
    expect(saidIn(levels.above, from)).toMatch(/🔴幸福里小区 #1 3栋2单元楼道灯不亮，物业工程部，晚了.*，请过问/)
    levels.below.said('王强', '工作群', { do: 'finish', case: 1, text: '换了灯泡', how: 'command' })
    levels.carry()
    expect(lowerRed(levels.above.c)).toEqual([])
  })

  test('stands in the conveners’ 红灯 and in their morning, not in a handler’s', () => {
    const levels = raised()
    levels.below.later(3 * DAY).wakes('2026-11-27 08:00')
    levels.carry()
    const asked = (name: string): string => texts(levels.above.said(name, '街道工作群', { do: 'red-list' }))
    levels.above.now = levels.below.now
    expect(asked('孙主任')).toContain('🔴幸福里小区 #1 3栋2单元楼道灯不亮，物业工程部，晚了')
    expect(asked('郑科长')).not.toContain('幸福里')
    const from = levels.above.lines.length
    levels.above.wakes('2026-11-27 08:30')
    expect(saidIn(levels.above, from)).toContain('下面晚了的1件：\n🔴幸福里小区 #1 3栋2单元楼道灯不亮')
    levels.below.said('刘书记', '工作群', {
      do: 'postpone',
      case: 1,
      until: levels.below.now + 3 * DAY,
      reason: '等灯',
    })
    expect(levels.carry()).toEqual(['green'])
    expect(asked('孙主任')).not.toContain('幸福里')
  })

  test('family matters and what is above already are not told', () => {
    const levels = new Levels()
    levels.below.said('李芳', '业主群', raise({ ...LAMP, category: '邻里' }))
    levels.below.later(40 * DAY).beats()
    expect(levels.carry()).toEqual([])
    const passed = up()
    passed.below.later(40 * DAY).beats()
    expect(passed.carry()).toEqual([])
  })
})

describe('what is said of it', () => {
  test('is short, however long what people say', () => {
    const long = '这件事说来话长，'.repeat(40)
    const levels = new Levels()
    levels.below.said('李芳', '业主群', raise({ ...LAMP, text: long, title: long.slice(0, 20) }))
    levels.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: long })
    levels.carry()
    levels.below.says('李芳', '业主群', { text: long }, { do: 'add', case: 1, text: long })
    levels.above.said('郑科长', '街道工作群', { do: 'news', case: 1, text: long, how: 'command' })
    levels.above.said('孙主任', '街道工作群', { do: 'refuse', case: 1, reason: long })
    levels.carry()
    const ours = [...levels.below.lines, ...levels.above.lines].filter(({ text }) => /街道|幸福里小区/.test(text))
    expect(ours.length).toBeGreaterThan(5)
    for (const { text } of ours) expect(fits(text), text).toBe(true)
  })
})

describe('letters that do not fit', () => {
  test('of somebody who is no level of ours come back, and what waited is ours again', () => {
    const levels = raised()
    levels.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '' })
    levels.above.opens({ ...levels.above.c.is, children: [] })
    levels.carry()
    expect([...levels.above.c.all('case')]).toEqual([])
    expect(levels.below.case().up).toBeUndefined()
  })

  test('that could not be delivered for a month is told to the conveners, and the case goes on here', () => {
    const levels = raised()
    const came = levels.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '' })
    const line = came.lines.find(({ letter }) => letter)
    if (!line?.letter) throw new Error('nothing was written')
    const told = levels.below.input({
      type: 'letter-lost',
      key: line.key,
      name: '崇义街道',
      letter: line.letter,
      at: levels.below.now,
    })
    expect(types(told)).toEqual(['letter-lost', 'level-released'])
    expect(texts(told)).toContain('#1 有消息30天没能送到崇义街道，请打电话问一下')
    expect(levels.below.case().up).toBeUndefined()
  })

  test('twice by the same key is once, whichever it is', () => {
    const levels = up()
    levels.above.said('郑科长', '街道工作群', { do: 'finish', case: 1, text: '换了线路', how: 'command' })
    levels.carry()
    const before = JSON.stringify([levels.above.case(), levels.below.case().stage, levels.below.case().outcome])
    for (const kind of ['up', 'opened', 'finished'] as const) levels.again(kind)
    expect(JSON.stringify([levels.above.case(), levels.below.case().stage, levels.below.case().outcome])).toBe(before)
  })
})

describe('what is told of it later', () => {
  /** Late below, and shown above. */
  function late(): Levels {
    const levels = raised()
    levels.below.said('王强', '工作群', { do: 'take', case: 1 })
    for (let day = 0; day < 4; day++) levels.later(DAY)
    levels.carry()
    expect(lowerRed(levels.above.c)).toHaveLength(1)
    return levels
  }

  test('settled, taken back and settled again, nothing of it stays above', () => {
    const levels = late()
    const finish = { do: 'finish', case: 1, text: '换了灯泡', how: 'command' } as const
    levels.below.said('王强', '工作群', finish)
    levels.carry()
    levels.below.said('王强', '工作群', { do: 'undo' })
    expect(levels.carry()).toEqual(['red'])
    expect(lowerRed(levels.above.c)).toHaveLength(1)
    levels.later(DAY)
    levels.carry()
    levels.below.said('王强', '工作群', finish)
    expect(levels.carry()).toEqual(['green'])
    expect(lowerRed(levels.above.c)).toEqual([])
  })

  test('its clock stands still: it is late no more, until it goes on as late as before', () => {
    const levels = late()
    const until = levels.below.now + 5 * DAY
    levels.below.said('刘书记', '工作群', { do: 'suspend', case: 1, until, reason: '等维修资金' })
    expect(levels.carry()).toEqual(['green'])
    levels.below.said('刘书记', '工作群', { do: 'go-on', case: 1, how: 'command' })
    levels.carry()
    expect(lowerRed(levels.above.c)).toHaveLength(1)
  })

  test('a date of theirs that is past is passed on to nobody', () => {
    const levels = up()
    const { below, above } = levels
    const due = above.now - DAY
    const from = { id: 'chongyi', name: '崇义街道' }
    below.input({
      type: 'letter',
      key: 'chongyi/1/due/x',
      from,
      letter: { letter: 'due', case: 1, yours: 1, due, reason: '' },
      photos: [],
      at: below.now,
    })
    expect(below.case().due).toBe(workdaysLater(calendar, below.now, 1))
    expect(below.case().since).toBeLessThan(below.case().due)
  })

  test('what was put right or taken back there is so here, in the same words', () => {
    const levels = up()
    levels.above.said('郑科长', '街道工作群', { do: 'finish', case: 1, text: '换了电机', how: 'command' })
    levels.carry()
    const from = levels.below.lines.length
    levels.above.said('郑科长', '街道工作群', { do: 'correct-finish', case: 1, text: '换的是皮带，问李芳' })
    expect(levels.carry()).toEqual(['corrected'])
    expect(levels.below.case()).toMatchObject({ outcome: expect.stringContaining('换的是皮带'), corrections: 1 })
    expect(levels.below.case().outcome).not.toContain('李芳')
    expect(saidIn(levels.below, from)).toMatch(/^更正 #1：换的是皮带/)
    levels.above.said('孙主任', '街道工作群', { do: 'take-down', case: 1, reason: '' })
    expect(levels.carry()).toEqual(['taken-down'])
    expect(levels.below.case().takenDown).toBe(true)
    expect(levels.carry()).toEqual([])
  })

  test('of what is said in private only that it is so', () => {
    const levels = up()
    const secret = '隔壁老周天天打人'
    levels.below.says('李芳', undefined, { text: secret }, { do: 'add', case: 1, text: secret })
    levels.carry()
    levels.above.said('郑科长', '街道工作群', { do: 'finish', case: 1, text: '', how: 'command' })
    levels.carry()
    levels.below.said('李芳', undefined, { do: 'reopen', case: 1, text: secret })
    expect(levels.carry()).toContain('reopened')
    expect(levels.above.case().stage).not.toBe('done')
    expect(JSON.stringify(levels.carried.map(({ letter }) => letter))).not.toContain('老周')
    expect(levels.above.case().text).toContain('私下')
  })

  test('nor of what was added in private before it went up', () => {
    const levels = raised()
    const secret = '隔壁老周天天打人'
    levels.below.says('李芳', undefined, { text: secret }, { do: 'add', case: 1, text: secret })
    levels.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '' })
    levels.carry()
    expect(JSON.stringify(levels.carried)).not.toContain('老周')
  })

  test('who is known only where it is read is named there by nobody', () => {
    const levels = up()
    const from = levels.below.lines.length
    levels.above.said('郑科长', '街道工作群', { do: 'news', case: 1, text: '问过王强和李芳', how: 'command' })
    levels.carry()
    expect(JSON.stringify(levels.carried.at(-1)?.letter)).toContain('李芳')
    expect(JSON.stringify(levels.below.case().news)).not.toMatch(/李芳|王强/)
    expect(saidIn(levels.below, from)).not.toMatch(/李芳|王强/)
  })

  test('put off above it stands still below until the same day, and is asked for by nobody', () => {
    const levels = up()
    const { above, below } = levels
    above.said('郑科长', '街道工作群', { do: 'take', case: 1 })
    levels.carry()
    const from = below.lines.length
    const until = above.now + 60 * DAY
    above.said('孙主任', '街道工作群', { do: 'suspend', case: 1, until, reason: '等经费' })
    expect(levels.carry()).toEqual(['held'])
    expect(below.case().held).toMatchObject({ until: above.case().held?.until, why: 'review', reason: '等经费' })
    expect(saidIn(below, from)).toMatch(/^#1 先缓一缓：等经费。.*再看，不会没下文/)
    for (let day = 0; day < 30; day++) levels.later(DAY)
    levels.carry()
    expect(below.facts.filter(({ type }) => type === 'case-reminded')).toEqual([])
    above.said('孙主任', '街道工作群', { do: 'go-on', case: 1, how: 'command' })
    expect(levels.carry()).toEqual(['due'])
    expect(below.case().held).toBeUndefined()
    expect(below.case().due).toBe(workdaysLater(calendar, above.case().due, 1))
  })

  test('and the other way round; on its day both go on by themselves', () => {
    const levels = up()
    const { above, below } = levels
    const until = below.now + 10 * DAY
    const suspend = { do: 'suspend', case: 1, until, reason: '等维修资金' } as const
    below.said('刘书记', '工作群', suspend)
    expect(levels.carry()).toEqual(['held', 'held'])
    expect(above.case().held).toMatchObject({ until: below.case().held?.until, by: 'level:xingfuli' })
    below.said('刘书记', '工作群', { do: 'go-on', case: 1, how: 'command' })
    expect(levels.carry()).toEqual(['resumed', 'due'])
    expect(above.case().held).toBeUndefined()
    below.said('刘书记', '工作群', suspend)
    levels.carry()
    for (let day = 0; day < 11; day++) levels.later(DAY)
    levels.carry()
    expect([above.case().held, below.case().held]).toEqual([undefined, undefined])
    expect(below.case().due).toBe(workdaysLater(calendar, above.case().due, 1))
  })
})

describe('one clock', () => {
  const suspend = (until: number) => ({ do: 'suspend', case: 1, until, reason: '等经费' }) as const
  const goOn: Reading = { do: 'go-on', case: 1, how: 'command' }
  const ends = ({ above, below }: Levels) => [above.case().held?.until, below.case().held?.until]

  test('what was put off above goes on by a word of above: below is told whose it is, and they what is wanted', () => {
    const levels = up()
    const { above, below } = levels
    above.said('孙主任', '街道工作群', suspend(above.now + 60 * DAY))
    levels.carry()
    const from = above.lines.length
    for (const said of [goOn, suspend(below.now + 9 * DAY)]) {
      const came = below.said('刘书记', '工作群', said)
      expect(texts(came)).toMatch(/^#1 是崇义街道定的先缓一缓，到1月22日（周五），要早点办由他们说/)
      expect(levels.carry()).toEqual(['news'])
    }
    expect(saidIn(above, from)).toContain('幸福里小区：想早点接着办')
    expect(ends(levels)).toEqual([above.case().held?.until, above.case().held?.until])
    const given = { do: 'postpone', case: 1, until: above.now + 90 * DAY, reason: '等' } as const
    expect(texts(below.said('刘书记', '工作群', given))).toBe('#1 已经在崇义街道那里了')
    above.said('孙主任', '街道工作群', goOn)
    levels.carry()
    expect(ends(levels)).toEqual([undefined, undefined])
  })

  test('sorted otherwise here, it is due when they say', () => {
    const levels = up()
    const { above, below } = levels
    const { due } = below.case()
    for (const said of [{ as: '电梯' }, { urgent: true }])
      below.said('王强', '工作群', { do: 'sort', case: 1, ...said })
    expect(levels.carry()).toEqual([])
    expect(below.case()).toMatchObject({ category: '电梯', urgent: true, due })
    expect(due).toBe(workdaysLater(calendar, above.case().due, 1))
  })

  test('sorted otherwise there, those who asked hear what they then say', () => {
    const levels = up()
    const { above, below } = levels
    above.later(HOUR).said('孙主任', '街道工作群', { do: 'sort', case: 1, tier: 'public' })
    expect(levels.carry()).toEqual([])
    above.said('孙主任', '街道工作群', { do: 'sort', case: 1, urgent: true })
    expect(above.case().due).toBe(freshDue(above.c, above.case(), above.now))
    expect(levels.carry()).toEqual(['due'])
    expect(below.case().due).toBe(workdaysLater(calendar, above.case().due, 1))
  })

  test('put off while the letter is on its way, it stands still on both sides', () => {
    const levels = raised()
    const { below } = levels
    below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '' })
    below.said('刘书记', '工作群', suspend(below.now + 60 * DAY))
    const from = below.lines.length
    levels.carry()
    const until = below.case().held?.until
    expect(until).toBeGreaterThan(below.now)
    expect(ends(levels)).toEqual([until, until])
    expect(saidIn(below, from)).toBe('#1 崇义街道记为他们的 #1，1月22日（周五）再看')
  })

  test('and so it does where it was put off before', () => {
    const levels = raised()
    levels.below.said('刘书记', '工作群', suspend(levels.below.now + 60 * DAY))
    levels.below.said('王强', '工作群', { do: 'pass-up', case: 1, reason: '' })
    levels.carry()
    const until = levels.below.case().held?.until
    expect(until).toBeDefined()
    expect(ends(levels)).toEqual([until, until])
  })

  test('both put it off at the same time: those who work on it say until when', () => {
    const levels = up()
    levels.below.said('刘书记', '工作群', suspend(levels.below.now + 60 * DAY))
    levels.above.said('孙主任', '街道工作群', suspend(levels.above.now + 20 * DAY))
    const until = levels.above.case().held?.until
    levels.carry()
    expect(ends(levels)).toEqual([until, until])
    levels.above.said('孙主任', '街道工作群', goOn)
    levels.carry()
    expect(ends(levels)).toEqual([undefined, undefined])
  })

  test('a finish that is taken back is put off as before, and by whom', () => {
    const levels = up()
    const { above, below } = levels
    below.said('刘书记', '工作群', suspend(below.now + 60 * DAY))
    levels.carry()
    const until = below.case().held?.until
    above.said('郑科长', '街道工作群', { do: 'finish', case: 1, text: '好了', how: 'command' })
    levels.carry()
    above.said('郑科长', '街道工作群', { do: 'undo' })
    levels.carry()
    expect(ends(levels)).toEqual([until, until])
    expect(answers(above.said('孙主任', '街道工作群', goOn))).toEqual(['unfit'])
    below.said('刘书记', '工作群', goOn)
    levels.carry()
    expect(ends(levels)).toEqual([undefined, undefined])
  })

  test('who reported it is at home from a day on: who does it is told, without her words, and waits', () => {
    const levels = up()
    const { above, below } = levels
    const [from, here] = [above.lines.length, below.lines.length]
    const until = below.now + 7 * DAY
    below.said('李芳', '业主群', { do: 'no-hurry', case: 1, text: '我回老家看病，下周一才在家', until })
    levels.carry()
    expect(saidIn(above, from)).toBe('#1 幸福里小区：先等报的人，11月30日（周一）再去，时限跟着往后。早点方便我转告您')
    expect(JSON.stringify(levels.carried)).not.toContain('看病')
    expect(ends(levels)).toEqual([below.case().held?.until, below.case().held?.until])
    expect(saidIn(below, here)).toBe('#1 好，等您到11月30日（周一）。想早点办，回一句就行') // nobody here goes there
    const answer = '我今天在家的'
    const came = below.says('李芳', '业主群', { text: answer, addressed: false }, { do: 'go-on', case: 1, how: 'home' })
    expect(texts(came)).toMatch(/^#1 告诉崇义街道了，接着办，最迟/)
    const told = above.lines.length
    levels.carry()
    expect(saidIn(above, told)).toMatch(/幸福里小区：我今天在家的\n#1 接着办：/)
    expect(ends(levels)).toEqual([undefined, undefined])
  })

  test('nobody is at home, say those who do not go there: it is with the others', () => {
    const levels = up()
    const came = levels.below.said('王强', '工作群', { do: 'nobody-home', case: 1, text: '没人在家' })
    expect(texts(came)).toBe('#1 在崇义街道那里，由他们办。要咱们自己办，请召集人回“撤回上报1”')
    expect([levels.carry(), levels.below.case().held]).toEqual([[], undefined])
  })

  test.each([{ do: 'take', case: 1 } as const, { do: 'hand-on', case: 1, to: '李工' } as const])(
    '$do: it is with the others',
    (reading: Reading) => {
      const came = up().below.said('刘书记', '工作群', reading)
      expect(texts(came)).toBe('#1 在崇义街道那里，由他们办。要咱们自己办，请召集人回“撤回上报1”')
    },
  )

  const away: Reading = { do: 'nobody-home', case: 1, text: '联系不上' }
  /** 郑科长 cannot reach who reported it. */
  function unreached(): Levels {
    const levels = up()
    levels.above.said('郑科长', '街道工作群', { do: 'take', case: 1 })
    levels.carry()
    levels.above.said('郑科长', '街道工作群', away)
    return levels
  }

  test('nobody above knows who reported it: she is asked below, and who knows her; the clock waits', () => {
    const levels = unreached()
    const { above, below } = levels
    expect(above.lines.at(-2)?.text).toMatch(/^#1 请幸福里小区帮忙联系报的人了，先等回话，不算晚。到11月25日/)
    const from = below.lines.length
    levels.carry()
    const li = below.person('李芳').key
    expect(below.lines.slice(from).map(({ to, text, mention }) => [Object.values(to)[0], text, mention])).toEqual([
      [
        '业主群',
        '#1 崇义街道找过您，没联系上。先等您回话，等到11月25日（周三）上午9点\n什么时候方便，在这里回“1 明天下午可以”，我转给他们',
        [li],
      ],
      [
        '工作群',
        '#1 崇义街道没联系上报的人（李芳），请帮忙问一声哪天方便，回“补充1 明天下午可以”，我转过去',
        [below.person('王强').key],
      ],
    ])
    expect(ends(levels)).toEqual([above.case().held?.until, above.case().held?.until])
    below.says('李芳', '业主群', { text: '1 明天下午可以', addressed: false }, { do: 'unclear' } as Reading)
    levels.carry()
    expect(above.case().text).toContain('明天下午可以')
    expect(ends(levels)).toEqual([undefined, undefined])
  })

  test('where neighbours wait too its clock does not stand still', () => {
    const levels = up()
    levels.below.said('张伟', '业主群', { do: 'support', case: 1, how: 'plain' })
    levels.above.said('郑科长', '街道工作群', { do: 'take', case: 1 })
    levels.above.said('郑科长', '街道工作群', away)
    const from = levels.below.lines.length
    levels.carry()
    expect(ends(levels)).toEqual([undefined, undefined])
    expect(saidIn(levels.below, from)).toContain('找过报的人，没联系上（崇义街道）')
  })

  test('where somebody is in danger its clock does not stand still, and whoever went hears it', () => {
    const levels = up({ danger: '困人' })
    levels.above.said('郑科长', '街道工作群', { do: 'take', case: 1 })
    levels.above.said('郑科长', '街道工作群', away)
    const from = levels.above.lines.length
    levels.carry()
    expect(levels.below.case().held).toBeUndefined()
    expect(saidIn(levels.above, from)).toContain('这是急事，人可能有危险')
  })

  test('in vain: on that day both go on, and who asked may ask again', () => {
    const levels = unreached()
    levels.carry()
    const from = levels.above.lines.length
    for (let day = 0; day < 3; day++) levels.later(DAY)
    levels.carry()
    expect(ends(levels)).toEqual([undefined, undefined])
    expect(saidIn(levels.above, from)).toContain('#1 报的人还没回话，时限接着走')
    levels.above.said('郑科长', '街道工作群', away)
    levels.carry()
    expect(levels.above.case()).toMatchObject({ holds: 2 })
    levels.below.said('王强', '工作群', goOn)
    levels.carry()
    expect(answers(levels.above.said('郑科长', '街道工作群', away))).toEqual(['waited-enough'])
  })
})

describe('a level that is none of ours any more', () => {
  test('leaves what it had to this community, with a fair limit; who can do something is told once', () => {
    const { below } = up()
    below.later(30 * DAY)
    const from = below.lines.length
    below.opens(constitution)
    expect(below.case()).toMatchObject({ stage: 'taken', handling: 'instant', up: undefined, rungs: [] })
    expect(below.case().due).toBe(freshDue(below.c, below.case(), below.now))
    expect(saidIn(below, from)).toBe(
      '#1 和崇义街道的联系断了，咱们自己接着办，12月25日（周五）下午6点前给答复\n' +
        '#1 崇义街道已经不是咱们的上下级，这件收回来自己办：3栋2单元501门口楼道灯不亮三天了，找李芳（电话不公开）\n' +
        '12月25日（周五）下午6点前给答复\n办完回“1好了”，换人回“转1 @谁”，办不了回“不办1 原因”',
    )
    const said = below.lines.length
    below.opens(constitution)
    expect(below.lines.length).toBe(said)
    for (let day = 0; day < 5; day++) below.later(DAY).beats()
    expect(below.facts.some((fact) => fact.type === 'case-reminded' && fact.rung === 'again')).toBe(true)
    below.said('王强', '工作群', { do: 'finish', case: 1, text: '换了灯', how: 'command' })
    expect(below.case().stage).toBe('done')
  })

  test('nor does it get what is taken up again', () => {
    const levels = up()
    levels.above.said('郑科长', '街道工作群', { do: 'finish', case: 1, text: '换了线路', how: 'command' })
    levels.carry()
    const { below } = levels
    const from = below.lines.length
    below.opens(constitution)
    expect(saidIn(below, from)).toBe('')
    below.said('李芳', '业主群', { do: 'reopen', case: 1, text: '还是不亮' })
    expect(below.case()).toMatchObject({ stage: 'taken', up: undefined })
    below.said('王强', '工作群', { do: 'finish', case: 1, text: '换了灯', how: 'command' })
    expect(below.case().stage).toBe('done')
  })

  test('nor does what it put off wait for it', () => {
    const levels = up()
    levels.below.said('刘书记', '工作群', {
      do: 'suspend',
      case: 1,
      until: levels.below.now + 60 * DAY,
      reason: '等维修资金',
    })
    levels.carry()
    levels.above.opens({ ...levels.above.c.is, children: [] })
    expect(types(levels.above.said('孙主任', '街道工作群', { do: 'go-on', case: 1, how: 'command' }))).toEqual([
      'clock-resumed',
    ])
  })
})

test('what was forgotten when it went up follows it, without a name', () => {
  const levels = up()
  const from = levels.above.lines.length
  const came = levels.below.said('刘书记', '工作群', {
    do: 'pass-up',
    case: 1,
    reason: '要街道派吸粪车，找李芳13912345678',
  })
  expect(texts(came).trim()).toBe('#1 已经在崇义街道那里了，这句转告他们了')
  expect(levels.carry()).toEqual(['news'])
  expect(saidIn(levels.above, from)).toMatch(/^#1 幸福里小区：要街道派吸粪车，找.*（电话不公开）$/)
  expect(JSON.stringify(levels.carried)).not.toMatch(/李芳|139/)
})

describe('红灯 above', () => {
  test('not of what stands still: a finish that was taken back is no later than before', () => {
    const levels = raised()
    const { below } = levels
    below.said('王强', '工作群', { do: 'take', case: 1 })
    for (let day = 0; day < 4; day++) levels.later(DAY)
    levels.carry()
    expect(lowerRed(levels.above.c)).toHaveLength(1)
    below.said('刘书记', '工作群', { do: 'suspend', case: 1, until: below.now + 60 * DAY, reason: '等维修资金' })
    below.said('王强', '工作群', { do: 'finish', case: 1, text: '好了', how: 'command' })
    below.said('王强', '工作群', { do: 'undo' })
    levels.carry()
    expect(below.case().held).toBeDefined()
    expect(lowerRed(levels.above.c)).toEqual([])
  })

  test('not of what came back from the level below it with a new limit', () => {
    const levels = new Levels()
    const { below } = levels
    below.opens({ ...below.c.is, children: [{ id: 'zu', name: '一组' }] })
    below.said('李芳', '业主群', raise(LAMP))
    for (let day = 0; day < 4; day++) levels.later(DAY)
    levels.carry()
    below.said('刘书记', '工作群', { do: 'send-down', case: 1, to: '一组', reason: '' })
    const letter = { letter: 'refused', case: 0, yours: 1, reason: '不归我们' } as const
    const from = { id: 'zu', name: '一组' }
    below.input({ type: 'letter', key: 'zu/0/refused/x', from, letter, photos: [], at: below.now })
    expect(below.case().due).toBeGreaterThan(below.now)
    levels.carry()
    expect(lowerRed(levels.above.c)).toEqual([])
  })
})

test('交办: they are not asked here who rate it there, and who urges is no resident of ours', () => {
  const levels = new Levels()
  levels.above.said('钱大姐', '街道居民群', raise(LAMP))
  levels.above.said('孙主任', '街道工作群', { do: 'send-down', case: 1, to: '幸福里', reason: '' })
  levels.carry()
  const from = levels.below.lines.length
  levels.above.said('孙主任', '街道工作群', { do: 'urge', case: 1 })
  levels.carry()
  expect(saidIn(levels.below, from)).toBe('#1 崇义街道：在催，请回个话')
  levels.below.said('王强', '工作群', { do: 'take', case: 1 })
  const came = levels.below.said('王强', '工作群', { do: 'finish', case: 1, text: '换了灯泡', how: 'command' })
  expect(texts(came)).not.toContain('满意')
  const there = levels.above.lines.length
  levels.carry()
  expect(saidIn(levels.above, there)).toContain('好了回“1满意”')
})
