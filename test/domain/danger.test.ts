import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { answers, at, given, heardBy, raise, trouble, types, withCase } from './given.ts'
import { settings } from './place.ts'

const unspoken = { category: '其他', danger: '轻生', text: '我不想活了，住3栋2单元501', title: '轻生' }

describe('danger', () => {
  const trapped = { danger: '困人', text: '电梯困人了', sure: 0.6 }

  test('the number is in the first line, the case urgent, at any hour', () => {
    const world = given({}, at('2026-11-23 02:00'))
    const came = world.mused('李芳', '业主群', { do: 'trouble', trouble: trouble(trapped) })
    expect(came.lines[0]?.text).toMatch(/^先打119/)
    expect(came.lines.every(({ urgent, notBefore }) => urgent && notBefore === world.now)).toBe(true)
    expect(world.case()).toMatchObject({ urgent: true, danger: '困人' })
  })

  test.each(['explicit', 'confirm', 'auto'] as const)('without a question, intake %s', (intake) => {
    const world = given({ settings: { ...settings, intake } })
    expect(types(world.mused('李芳', '业主群', { do: 'trouble', trouble: trouble(trapped) }))).toEqual(['case-raised'])
  })

  test('nobody is asked whether it is the same', () => {
    expect(types(withCase().said('张伟', '业主群', raise(trapped)))).toContain('case-raised')
  })

  test('what must not be spoken of becomes no case: a number, and the conveners at once', () => {
    for (const reading of [raise(unspoken), { do: 'trouble', trouble: trouble(unspoken) } as const]) {
      const world = given({}, at('2026-11-23 02:00'))
      const came = world.says('李芳', '业主群', { addressed: reading.do === 'raise' }, reading)
      expect(types(came)).toEqual([])
      expect([...world.c.all('case')]).toEqual([])
      expect(answers(came)).toEqual(['danger', 'danger-told'])
      expect(heardBy(world, came)).toEqual(['业主群', '工作群'])
      expect(came.lines.every(({ urgent }) => urgent)).toBe(true)
      expect(came.lines[0]?.text).toContain('12356')
      expect(came.lines[0]?.text).not.toContain('501')
    }
  })

  test('nor when the question or a quote leads there', () => {
    const world = given()
    const quote = { id: 'n', text: '我不想活了', ours: false, name: '吴老师' }
    world.says('李芳', '业主群', { quote }, raise(unspoken))
    expect([...world.c.all('case')]).toEqual([])
  })
})

describe('over ten minutes late', () => {
  const late = { at: at('2026-11-23 08:49') }
  test.each<[string, boolean, Reading, readonly string[]]>([
    ['a trouble brought to the bot', true, raise(), ['too-late']],
    ['a trouble overheard', false, { do: 'trouble', trouble: trouble() }, []],
    ['a danger overheard', false, { do: 'trouble', trouble: trouble({ danger: '困人' }) }, []],
    ['a danger brought to the bot', true, raise({ danger: '困人' }), ['too-late']],
  ])('%s is not registered', (_, addressed, reading, said) => {
    const came = given().says('李芳', '业主群', { ...late, addressed }, reading)
    expect(types(came)).toEqual([])
    expect(answers(came)).toEqual(said)
  })

  test('nine minutes are not late', () => {
    expect(types(given().says('李芳', '业主群', { at: at('2026-11-23 08:51') }, raise()))).toEqual(['case-raised'])
  })

  test('「算了」 asks nothing', () => {
    const world = withCase()
    world.later(20 * MINUTE)
    expect(types(world.says('李芳', '业主群', { at: at('2026-11-23 09:01') }, { do: 'withdraw' }))).toEqual([])
  })

  test('「好了」 with several in hand asks nothing', () => {
    const world = withCase()
    world.said('张伟', '业主群', raise({ category: '照明' }))
    for (const number of [1, 2]) world.said('王强', '工作群', { do: 'take', case: number })
    world.later(20 * MINUTE)
    expect(
      types(world.says('王强', '工作群', { at: at('2026-11-23 09:01') }, { do: 'finish', text: '', how: 'plain' })),
    ).toEqual([])
  })

  test('commands count', () => {
    const world = withCase()
    world.later(30 * MINUTE)
    expect(types(world.says('王强', '工作群', { at: at('2026-11-23 09:02') }, { do: 'take', case: 1 }))).toEqual([
      'case-taken',
    ])
  })
})

describe('a danger that nobody takes', () => {
  const trapped = { danger: '困人', text: '电梯困人了', title: '电梯困人' }
  const raised = (): ReturnType<typeof given> => {
    const world = given({}, at('2026-11-23 02:29'))
    world.mused('李芳', '业主群', { do: 'trouble', trouble: trouble(trapped) })
    return world
  }
  /** Each instant at which something is due, until then. */
  const wakings = (world: ReturnType<typeof given>, until: number): readonly string[] => {
    const rungs: string[] = []
    for (let next = world.c.dueAfter(world.now); next !== undefined && next <= until; ) {
      world.now = next
      for (const fact of world.beats().facts)
        if (fact.type === 'case-reminded') rungs.push(`${fact.rung} ${(fact.at - at('2026-11-23 02:29')) / MINUTE}`)
      next = world.c.dueAfter(world.now)
    }
    return rungs
  }
  const called = ['call 10', 'call 20', 'call 30', 'call 40', 'call 50']

  test('calls its handlers and the conveners every ten minutes, then everybody, and asks each morning', () => {
    const world = raised()
    const conveners = world.person('刘书记').key
    expect(world.lines.at(-1)?.mention).toEqual(expect.arrayContaining([world.person('王强').key, conveners]))
    expect(wakings(world, at('2026-11-23 12:00'))).toEqual([...called, 'red 60', 'again 361'])
    const calls = world.lines.filter(({ key }) => key.startsWith('#1/call/'))
    expect(new Set(calls.map(({ key }) => key)).size).toBe(5)
    expect(calls.every(({ urgent, mention }) => urgent && mention.includes(conveners))).toBe(true)
    expect(world.lines.filter(({ key }) => key.startsWith('#1')).map(({ text }) => text)).not.toContainEqual(
      expect.stringMatching(/延/),
    )
  })

  test('taken it has its limit alone; given back it is called again', () => {
    const world = raised()
    world.later(12 * MINUTE)
    world.beats()
    world.said('王强', '工作群', { do: 'take', case: 1 })
    expect(wakings(world, at('2026-11-23 03:10'))).toEqual([])
    world.now = at('2026-11-23 03:10')
    world.said('王强', '工作群', { do: 'send-back', case: 1, reason: '不归我' })
    const again = world.later(MINUTE).beats()
    expect(again.facts).toMatchObject([{ type: 'case-reminded', rung: 'call' }])
    expect(world.lines.filter(({ about }) => about === '#1').every(({ urgent, asked }) => urgent || asked)).toBe(true)
  })

  test('after a gap it is called once, and not more often than six times', () => {
    const world = raised()
    world.later(35 * MINUTE)
    world.beats()
    expect(world.case().calls).toBe(1)
    expect(world.c.dueAfter(world.now)).toBe(world.now + 10 * MINUTE)
  })

  test('is not asked for after four weeks', () => {
    const world = raised()
    world.said('王强', '工作群', { do: 'finish', case: 1, text: '', how: 'command' })
    world.wakes('2026-12-22 09:01')
    expect(world.facts.map(({ type }) => type)).not.toContain('asked-again')
  })

  test('another danger said just after it is warned of, and joins it', () => {
    const world = raised()
    world.later(MINUTE)
    const shock = { danger: '轻伤', text: '有人受伤', title: '有人受伤', category: '其他' }
    const came = world.mused('李芳', '业主群', { do: 'trouble', trouble: trouble(shock) })
    expect(types(came)).toEqual(['words-added'])
    expect(came.lines.filter(({ to }) => 'room' in to && to.room === '业主群')).toHaveLength(1)
    expect(came.lines.at(-1)?.mention).toContain(world.person('刘书记').key)
  })
})
