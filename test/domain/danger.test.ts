import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { DangerNews, Reading, Trouble } from '../../src/domain/heard/reading.ts'
import { isInTheOpen } from '../../src/domain/wording/home.ts'
import { answers, at, given, heardBy, raise, texts, trouble, types, withCase } from './given.ts'
import { constitution, settings } from './place.ts'

const unspoken = { category: '其他', danger: '轻生', text: '我不想活了，住3栋2单元501', title: '轻生' }

const hiddenIn = (world: ReturnType<typeof given>) => [...world.c.all('case')].filter(({ hidden }) => hidden)

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

  const fell = { danger: '伤人', category: '其他', text: '有个老人摔倒了爬不起来，4栋门口', place: { building: '4' } }
  test.each<readonly [said: Partial<Trouble>, name: string, facts: string]>([
    [{ text: '心口痛得很，我一个人在屋头', atHome: true }, '张伟', 'case-raised'],
    [{ text: '心口痛得很' }, '张伟', 'case-raised'],
    [{ text: '我爸在4栋门口喘不上气了', place: { building: '4' } }, '张伟', 'case-raised'],
    [{ text: '3栋有人晕倒了', place: { building: '3' } }, '张伟', 'case-raised'],
    [{ text: '4栋老太太晕过去了', place: { building: '4' } }, '张伟', 'case-supported words-added'],
    [{ text: '我看到4栋门口有人倒在地上', place: { building: '4' } }, '张伟', 'case-supported words-added'],
    [{ text: '我爸喘不上气了' }, '李芳', 'case-raised'],
    [{ text: '老太太晕过去了，叫不醒' }, '李芳', 'words-added'],
  ])('somebody is hurt, and then %o by %s: %s', (said, name, facts) => {
    const world = given()
    world.said('李芳', '业主群', raise(fell))
    world.later(22 * MINUTE)
    const { place: _, ...another } = trouble({ danger: '伤人', category: '其他' })
    const came = world.mused(name, '业主群', { do: 'trouble', trouble: { ...another, ...said } })
    const told = types(came).filter((type) => /^case-(?:raised|supported)|^words/.test(type))
    expect(told.join(' ')).toBe(facts)
  })

  test('her father who cannot breathe while her home burns is called for as well', () => {
    const world = given()
    world.said('李芳', '业主群', raise({ danger: '起火', text: '我家着火了', category: '消防' }))
    const came = world.said('李芳', '业主群', raise({ danger: '伤人', text: '我爸喘不上气了', category: '其他' }))
    expect(types(came)).toContain('case-raised')
    expect(world.case(2)).toMatchObject({ urgent: true, danger: '伤人' })
  })

  test('what must not be spoken of is told to the conveners one by one, at once', () => {
    for (const reading of [raise(unspoken), { do: 'trouble', trouble: trouble(unspoken) } as const]) {
      const world = given({}, at('2026-11-23 02:00'))
      const came = world.says('李芳', '业主群', { addressed: reading.do === 'raise' }, reading)
      expect(types(came)).toEqual(['case-raised'])
      expect(hiddenIn(world)).toMatchObject([{ tier: 'family', stage: 'open', reporter: world.person('李芳').key }])
      expect(answers(came)).toEqual(['danger'])
      expect(heardBy(world, came)).toEqual(['业主群', '刘书记'])
      expect(came.lines.every(({ urgent }) => urgent)).toBe(true)
      expect(came.lines[0]?.text).toContain('12356')
      expect(came.lines[0]?.text).not.toContain('501')
    }
  })

  test('nor when the question or a quote leads there', () => {
    const world = given()
    const quote = { id: 'n', text: '我不想活了', ours: false, name: '吴老师' }
    world.says('李芳', '业主群', { quote }, raise(unspoken))
    expect(hiddenIn(world)).toHaveLength(1)
    expect([...world.c.all('case')]).toHaveLength(1)
  })

  test('another danger that she tells of is a matter of its own, and calls again', () => {
    const world = given()
    world.said('李芳', '业主群', { do: 'raise', trouble: trouble(unspoken) })
    const knife = { category: '其他', danger: '打人', text: '东门有人拿刀砍人', title: '打人' }
    const came = world.later(20 * MINUTE).said('李芳', '业主群', { do: 'raise', trouble: trouble(knife) })
    expect(hiddenIn(world).map(({ danger }) => danger)).toEqual(['轻生', '打人'])
    expect(texts(came)).toContain('急！有人说到打人')
  })

  describe('what must not be spoken of', () => {
    const raised = () => {
      const world = given({}, at('2026-11-23 20:00'))
      world.mused('李芳', '业主群', { do: 'trouble', trouble: trouble(unspoken) })
      return world
    }
    /** Everything due till then, one after the other. */
    const until = (world: ReturnType<typeof given>, local: string): void => {
      for (let next = world.c.dueAfter(world.now); next !== undefined && next <= at(local); ) {
        world.now = next
        world.beats()
        next = world.c.dueAfter(world.now)
      }
      world.now = at(local)
    }
    const privately = (world: ReturnType<typeof given>, name: string, text: string, ...readings: readonly Reading[]) =>
      world.says(name, undefined, { text }, ...readings)
    const callsTo = (world: ReturnType<typeof given>, name: string): number =>
      world.lines.filter(
        ({ to, key }) => 'person' in to && to.person === world.person(name).key && /call|red/.test(key),
      ).length

    test('is called for every ten minutes, from its limit on by the supervisors too, until one of them goes', () => {
      const world = raised()
      until(world, '2026-11-23 20:55')
      expect([callsTo(world, '刘书记'), callsTo(world, '陈监委')]).toEqual([5, 0])
      until(world, '2026-11-23 23:30')
      expect([callsTo(world, '刘书记'), callsTo(world, '陈监委')]).toEqual([8, 3])
      expect(types(privately(world, '陈监委', '我去'))).toContain('case-taken')
      until(world, '2026-11-24 08:29')
      expect(callsTo(world, '刘书记')).toBe(8)
    })

    test.each([
      ['知道了', true],
      ['我马上去', true],
      ['接', true],
      ['收到，我联系她女儿', true],
      ['我去不了', false],
      ['待办', false],
      ['谁去？', false],
    ])('「%s」 takes it: %s', (text, takes) => {
      const world = raised()
      expect(types(privately(world, '刘书记', text)).includes('case-taken')).toBe(takes)
    })

    test('not in a group, not by a handler, not by who was not called yet', () => {
      const world = raised()
      world.says('刘书记', '工作群', { text: '知道了', addressed: false })
      privately(world, '王强', '知道了')
      privately(world, '陈监委', '知道了', { do: 'thanks' })
      expect(hiddenIn(world)).toMatchObject([{ stage: 'open' }])
    })

    test('who went is asked once, on the next working morning; her answer ends it, and so does a week', () => {
      for (const answer of ['送她女儿家了', undefined]) {
        const world = raised()
        privately(world, '刘书记', '我去')
        until(world, '2026-11-24 12:00')
        expect(world.lines.filter(({ text }) => text.startsWith('上次说到'))).toHaveLength(1)
        if (answer) expect(types(privately(world, '刘书记', answer))).toEqual(['case-finished'])
        until(world, '2026-12-20 12:00')
        expect(world.lines.filter(({ text }) => text.startsWith('上次说到'))).toHaveLength(1)
        expect(hiddenIn(world)).toMatchObject([{ stage: 'done' }])
      }
    })

    test('no group, list, report, page or letter has it, and its number cannot be typed', () => {
      const world = raised()
      world.says('李芳', '业主群', { text: '在楼顶', addressed: false })
      world.said('张伟', '业主群', raise())
      expect(world.case(1).title).toBe('3栋2单元电梯停了')
      for (const say of [{ do: 'todo' }, { do: 'red-list' }, { do: 'mine' }, { do: 'progress', how: 'plain' }] as const)
        for (const [name, room] of [
          ['刘书记', '工作群'],
          ['李芳', '业主群'],
          ['李芳', undefined],
          ['陈监委', undefined],
        ] as const)
          world.said(name, room, say)
      until(world, '2026-12-02 12:00')
      const others = world.lines.filter(
        ({ to, key }) =>
          !('person' in to && [world.person('刘书记').key, world.person('陈监委').key].includes(to.person)) ||
          key.startsWith('day'),
      )
      expect(JSON.stringify(others)).not.toMatch(/轻生|不想活|楼顶|100000/)
      expect([...world.c.all('trace')].map(({ number }) => number)).toEqual([1])
      expect(hiddenIn(world)[0]?.number).toBeGreaterThan(999_999)
    })

    test('more of the same, by her or by others, joins it', () => {
      const world = raised()
      const again = world.mused('李芳', '业主群', { do: 'trouble', trouble: trouble(unspoken) })
      expect(types(again)).toEqual(['words-added'])
      world.mused('张伟', '业主群', { do: 'trouble', trouble: trouble(unspoken) })
      expect(hiddenIn(world)).toHaveLength(1)
    })

    test('where no convener can be written to, the staff hear that there is something, not what', () => {
      const people = constitution.people.map((one) => (one.name === '刘书记' ? { ...one, friend: false } : one))
      const world = given({ people })
      const came = world.mused('李芳', '业主群', { do: 'trouble', trouble: trouble(unspoken) })
      const inGroup = came.lines.filter(({ to }) => 'room' in to && to.room === '工作群')
      expect(inGroup.map(({ text }) => text)).toEqual(['有急事要私下跟您说，请马上加我好友'])
    })
  })
})

test.each([
  ['后头坡上起火了', false, true],
  ['后山林子着火了', false, true],
  ['路边垃圾桶着火了', false, true],
  ['3栋后头草坪烧起来了', false, true],
  ['3栋2单元起火了', false, false],
  ['着火了', false, false],
  ['楼道的柴堆着火了', false, false],
  ['屋头起火了', true, true],
  ['老周家着火了', true, true],
  ['安置房3栋起火了', true, false],
  ['三楼起火了', true, false],
])('「%s」, in a village %s: no stairs lead down: %s', (text, inVillage, isOpen) => {
  expect(isInTheOpen(text, inVillage)).toBe(isOpen)
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

  test('calls its handlers and the conveners every ten minutes, then everybody each hour for a day, and asks each morning', () => {
    const world = raised()
    const conveners = world.person('刘书记').key
    expect(world.lines.at(-1)?.mention).toEqual(expect.arrayContaining([world.person('王强').key, conveners]))
    const hourly = Array.from({ length: 22 }, (_, i) => `call ${60 * (i + 2)}`)
    const mornings = ['again 1801', 'again 3241']
    expect(wakings(world, at('2026-11-25 12:00'))).toEqual([...called, 'red 60', ...hourly, ...mornings])
    const calls = world.lines.filter(({ key }) => key.startsWith('#1/call/'))
    expect(new Set(calls.map(({ key }) => key)).size).toBe(5 + 22)
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

  const news = (world: ReturnType<typeof given>, name: string, room: string, text: string, is: DangerNews) =>
    world.says(name, room, { text, addressed: false }, { do: 'danger', is })
  test.each<readonly [name: string, room: string, is: DangerNews, eased: string | undefined]>([
    ['李芳', '业主群', 'over', 'over'],
    ['李芳', '业主群', 'saved', 'over'],
    ['王强', '工作群', 'over', 'over'],
    ['刘书记', '业主群', 'over', 'over'],
    ['张伟', '业主群', 'helped', 'helped'],
    ['张伟', '业主群', 'over', undefined],
    ['李芳', '业主群', 'unhurt', undefined],
    ['李芳', '业主群', 'on', undefined],
  ])('%s in %s says %s', (name, room, is, eased) => {
    const world = raised()
    news(world, name, room, '出来了', is)
    expect(world.case()).toMatchObject({ stage: 'open' })
    expect(world.case().eased).toBe(eased)
    const rungs = wakings(world, at('2026-11-23 12:00'))
    expect(rungs.filter((rung) => rung.startsWith('call'))).toHaveLength(eased === 'over' ? 0 : 13)
    expect(rungs.filter((rung) => rung.startsWith('red'))).toHaveLength(1)
    if (eased === 'over') expect(rungs).toEqual(['red 361'])
  })

  test('it is asked once whether it is over; more news to that are kept and wake nobody', () => {
    const world = raised()
    expect(texts(news(world, '李芳', '业主群', '出来了', 'saved'))).toContain('险情完了吗')
    expect(news(world, '李芳', '业主群', '没事了', 'over').lines).toEqual([])
    expect(news(world, '王强', '工作群', '没事了', 'over').facts).toEqual([])
    expect(world.case().text).toContain('没事了')
  })

  test('whose danger goes on all the same is called for again', () => {
    const world = raised()
    news(world, '李芳', '业主群', '出来了', 'saved')
    world.later(11 * MINUTE)
    const came = news(world, '李芳', '业主群', '人还在里面', 'on')
    expect(answers(came)).toEqual(['danger'])
    expect(world.beats().facts).toMatchObject([{ rung: 'call' }])
  })

  test('where help has come nobody is told to ring for it', () => {
    const world = raised()
    news(world, '李芳', '业主群', '119来了', 'helped')
    expect(answers(news(world, '李芳', '业主群', '人还没出来', 'on'))).toEqual([])
    wakings(world, at('2026-11-23 05:00'))
    expect(
      world.lines
        .slice(-6)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('119，')
  })

  test('who rang for help among staff, or leads people there, has taken the only one', () => {
    for (const [name, room, stage] of [
      ['王强', '工作群', 'taken'],
      ['王强', '业主群', 'open'],
      ['李芳', '业主群', 'open'],
    ] as const) {
      const world = raised()
      world.said(name, room, { do: 'take', how: 'rescuing' })
      expect(world.case().stage).toBe(stage)
    }
    expect(types(withCase().said('王强', '工作群', { do: 'take', how: 'rescuing' }))).toEqual([])
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
