import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { at, given, heardBy, raise, texts, trouble, types, withCase } from './given.ts'
import { settings } from './place.ts'

const family = { category: '邻里', text: '楼上天天吵架', title: '楼上吵架' }

describe('a trouble brought to the bot', () => {
  test('becomes the next number, with post and limit', () => {
    const world = given()
    const came = world.said('李芳', '业主群', raise())
    expect(types(came)).toEqual(['case-raised'])
    expect(heardBy(world, came)).toEqual(['业主群', '工作群'])
    expect(world.case()).toMatchObject({
      number: 1,
      stage: 'open',
      post: '物业工程部',
      room: '业主群',
      due: at('2026-11-24 09:00'),
    })
  })

  test('the whole post is called in the staff room, the speaker where she spoke', () => {
    const world = given()
    const [receipt, call] = world.said('李芳', '业主群', raise()).lines
    expect(receipt).toMatchObject({ asked: true, mention: [world.person('李芳').key] })
    expect(call).toMatchObject({
      mention: [world.person('王强').key, world.person('李工').key],
      while: { case: 1, stages: ['open'] },
    })
  })

  test('what no post takes goes to the one that takes all', () => {
    expect(withCase({ category: '其他' }).case().post).toBe('社区居委会')
  })

  test('a category that the catalogue does not know counts as its last', () => {
    expect(withCase({ category: '外星' }).case().category).toBe('其他')
  })

  test.each([
    [{ place: { building: '3' } }, undefined],
    [{ place: { named: '东门' } }, undefined],
    [{ place: {} }, 'place'],
  ])('with the place %o the question is %s', (more, asked) => {
    expect(withCase(more).c.get('pending', withCase().person('李芳').key)?.question.ask).toBe(asked)
  })

  test('the answer to 在哪栋 completes it', () => {
    const world = withCase({ place: {}, title: '电梯停了' })
    expect(
      types(world.mused('李芳', '业主群', { do: 'correct', how: 'bare', place: { building: '5' }, text: '5栋' })),
    ).toContain('case-corrected')
    expect(world.case()).toMatchObject({ place: { building: '5' }, title: '5栋电梯停了' })
  })

  test('without an answer it goes on as it is, asked once', () => {
    const world = withCase({ place: {} })
    world.later(31 * MINUTE).beats()
    expect(world.case().stage).toBe('open')
    expect(world.c.get('pending', world.person('李芳').key)).toBeUndefined()
  })

  test('「我家」 is the confirmed dwelling of the speaker', () => {
    const { place: _, ...nowhere } = trouble({ atHome: true })
    const world = given()
    world.said('李芳', '业主群', { do: 'raise', trouble: nowhere })
    expect(world.case().place).toEqual({ building: '3', unit: '2' })
  })

  test('at the home of one with two flats the place is asked', () => {
    const { place: _, ...nowhere } = trouble({ atHome: true })
    const world = given()
    world.said('朱明', '业主群', { do: 'raise', trouble: nowhere })
    expect(world.case().place).toBeUndefined()
  })

  test('urgent ones have the shorter limit', () => {
    expect(withCase({ urgent: true }).case().due).toBe(at('2026-11-23 13:00'))
  })

  test('代报: the one who asked is the reporter', () => {
    const world = given()
    world.said('赵姐', '工作群', { do: 'raise', trouble: trouble(), for: '王奶奶' })
    expect(world.case()).toMatchObject({ reporter: world.person('赵姐').key, for: '王奶奶' })
  })

  test('「@小议 报」 of a quoted message: the neighbour’s words, once', () => {
    const world = given()
    const quote = { id: 'n1', text: '3栋电梯停了', name: '张伟', ours: false }
    world.says('李芳', '业主群', { quote }, raise())
    expect(world.case()).toMatchObject({ for: '张伟', sources: ['n1', 'm1'] })
  })

  test('photos of the same person just before belong to it', () => {
    const world = given()
    world.says('李芳', '业主群', { photos: ['p1', 'p2'] }, raise())
    expect(world.case().media.map(({ of }) => of)).toEqual(['p1', 'p2'])
  })

  test('a photo belongs to one case, and once', () => {
    const world = given()
    world.says('李芳', '业主群', { photos: ['p1'] }, raise())
    world.says('李芳', '业主群', { photos: ['p1'] }, raise({ text: '3栋2单元电梯门也坏了' }))
    world.says('李芳', '业主群', { photos: ['p1'] }, raise({ category: '照明', text: '路灯不亮', title: '路灯不亮' }))
    expect(world.case(1).media).toHaveLength(1)
    expect(world.case(2).media).toEqual([])
  })

  test('numbers are never used again', () => {
    const world = withCase()
    world.said('李芳', '业主群', { do: 'withdraw', case: 1 })
    world.said('李芳', '业主群', raise())
    expect(world.case(2).stage).toBe('open')
  })
})

describe('said unaddressed', () => {
  const noticed = (sure: number, more: Parameters<typeof trouble>[0] = {}): Reading => ({
    do: 'trouble',
    trouble: trouble({ sure, ...more }),
  })

  test.each([
    ['explicit', 0.99, []],
    ['confirm', 0.99, ['asked', 'room-changed']],
    ['confirm', 0.49, []],
    ['auto', 0.8, ['case-raised']],
    ['auto', 0.79, ['asked', 'room-changed']],
  ] as const)('intake %s, %d sure: %o', (intake, sure, facts) => {
    const world = given({ settings: { ...settings, intake } })
    expect(types(world.mused('李芳', '业主群', noticed(sure)))).toEqual(facts)
  })

  test.each<[Reading, readonly string[]]>([
    [{ do: 'report' }, ['question-dropped', 'case-raised']],
    [{ do: 'yes' }, ['question-dropped', 'case-raised']],
    [{ do: 'no' }, ['question-dropped']],
    [{ do: 'help' }, []],
  ])('the question is answered by %o', (reading, facts) => {
    const world = given()
    world.mused('李芳', '业主群', noticed(0.7))
    expect(types(world.mused('李芳', '业主群', reading))).toEqual(facts)
  })

  test('only by the one who was asked, in the same room, within 10 minutes', () => {
    const world = given()
    world.mused('李芳', '业主群', noticed(0.7))
    expect(types(world.mused('张伟', '业主群', { do: 'yes' }))).toEqual([])
    expect(types(world.mused('李芳', '二期群', { do: 'yes' }))).toEqual([])
    expect(types(world.later(10 * MINUTE + 1).mused('李芳', '业主群', { do: 'yes' }))).toEqual([])
  })

  test('at most three questions an hour in a group', () => {
    const world = given()
    const asked = ['李芳', '张伟', '朱明', '李父'].map(
      (name) => types(world.mused(name, '业主群', noticed(0.7))).length,
    )
    expect(asked).toEqual([2, 2, 2, 0])
    expect(types(world.mused('吴老师', '二期群', noticed(0.7)))).not.toEqual([])
    expect(types(world.later(60 * MINUTE).mused('吴老师', '业主群', noticed(0.7)))).not.toEqual([])
  })

  test('不要记我: nothing, unless addressed', () => {
    const world = given()
    world.said('李芳', '业主群', { do: 'deaf', on: true })
    expect(types(world.mused('李芳', '业主群', noticed(0.99)))).toEqual([])
    expect(types(world.said('李芳', '业主群', noticed(0.99)))).toEqual(['case-raised'])
    world.said('李芳', '业主群', { do: 'deaf', on: false })
    expect(types(world.mused('张伟', '业主群', noticed(0.99, { place: { building: '5' } })))).toEqual([
      'asked',
      'room-changed',
    ])
  })

  test('不要记我: neither is what waits for her 报', () => {
    const world = given()
    world.mused('李芳', '业主群', noticed(0.7))
    expect(types(world.mused('李芳', '业主群', { do: 'deaf', on: true }))).toContain('question-dropped')
    expect(types(world.mused('李芳', '业主群', { do: 'report' }))).toEqual([])
  })

  test('further sentences within 3 minutes join the case', () => {
    const world = withCase()
    const more = world.later(2 * MINUTE).says('李芳', '业主群', { addressed: false, text: '按钮也不亮' }, noticed(0.7))
    expect(types(more)).toEqual(['words-added'])
    expect(world.case().text).toContain('按钮也不亮')
  })

  test('the same trouble, said again later, belongs to the open case; of another kind it is asked about', () => {
    const world = withCase()
    const again = world.later(26 * HOUR).says('李芳', '业主群', { addressed: false, text: '电梯还没修' }, noticed(0.7))
    expect(types(again)).toEqual(['words-added'])
    const { kind: _, ...other } = trouble({ sure: 0.7, category: '照明', title: '灯不亮', text: '灯不亮' })
    const lamp = world.mused('李芳', '业主群', { do: 'trouble', trouble: other })
    expect(types(lamp)).toEqual(['asked', 'room-changed'])
  })

  test('still so, says a neighbour who is counted in it: nothing is asked', () => {
    const world = withCase()
    world.says('张伟', '业主群', { addressed: false, text: '我家也是' }, { do: 'support', case: 1, how: 'plain' })
    const still = trouble({ sure: 0.7, text: '我们这里电梯还没修' })
    expect(types(world.later(2 * HOUR).mused('张伟', '业主群', { do: 'trouble', trouble: still }))).toEqual([])
  })

  test('the same words to the bot again: how it stands', () => {
    const world = withCase()
    const again = world.later(26 * HOUR).said('李芳', '业主群', raise())
    expect(types(again)).toEqual([])
    expect(texts(again)).toContain('#1 🔴等人接')
  })
})

describe('a case like an open one', () => {
  test('is asked about by the likeliest, and 是 supports it', () => {
    const world = withCase()
    const came = world.said('张伟', '业主群', raise({ text: '3栋电梯又停了', place: { building: '3' } }))
    expect(types(came)).toEqual(['asked'])
    expect(texts(came)).toContain('#1')
    expect(types(world.mused('张伟', '业主群', { do: 'yes' }))).toEqual([
      'question-dropped',
      'case-supported',
      'words-added',
    ])
  })

  test('不是 registers a new one', () => {
    const world = withCase()
    world.said('张伟', '业主群', raise())
    expect(types(world.mused('张伟', '业主群', { do: 'no' }))).toEqual(['question-dropped', 'case-raised'])
    expect(world.case(2).reporter).toBe(world.person('张伟').key)
  })

  test.each([
    ['another building', { place: { building: '5' } }],
    ['another unit', { place: { building: '3', unit: '1' } }],
    ['another category', { category: '照明' }],
  ])('%s: it is a new one at once', (_, more) => {
    expect(types(withCase().said('张伟', '业主群', raise(more)))).toContain('case-raised')
  })

  test('while it is open, however long; once it is withdrawn: a new one', () => {
    expect(
      types(
        withCase()
          .later(14 * DAY + 1)
          .said('张伟', '业主群', raise()),
      ),
    ).toContain('asked')
    const ended = withCase()
    ended.said('李芳', '业主群', { do: 'withdraw', case: 1 })
    expect(types(ended.said('张伟', '业主群', raise()))).toContain('case-raised')
  })

  test('her own again joins her case', () => {
    const world = withCase()
    expect(types(world.later(60 * MINUTE).said('李芳', '业主群', raise({ text: '还是停着' })))).toEqual(['words-added'])
  })

  test('of two, the later is asked about, also where the earlier was touched in the same turn', () => {
    const world = withCase()
    world.later(MINUTE).said('赵姐', '业主群', raise({ place: { building: '3', unit: '1' } }))
    world.said('李芳', '业主群', { do: 'add', case: 1, text: '等' })
    expect(texts(world.said('张伟', '业主群', raise({ place: { building: '3' } })))).toContain('#2')
  })

  test('a neighbour’s 家事 is never the likeliest', () => {
    const world = withCase(family)
    const came = world.said('张伟', '业主群', raise(family))
    expect(types(came)).toContain('case-raised')
    expect(world.case(2).reporter).toBe(world.person('张伟').key)
  })
})
