import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Later, Reading } from '../../src/domain/heard/reading.ts'
import { close, closes, pick, tallied } from './ballot.ts'
import { came } from './command.ts'
import { estate, polled } from './estate.ts'
import { answers, at, heardBy, texts, types } from './given.ts'
import { constitution } from './place.ts'

const voided = (reason = '写错了'): Reading => ({ do: 'void-poll', poll: 1, reason })
const extended = (until: number | undefined, reason = '有人没看到', later: Later = {}): Reading => ({
  do: 'extend-poll',
  poll: 1,
  reason,
  ...(until === undefined ? {} : { closes: until }),
  ...later,
})
const aside = (household = '1-1-102', reason = '不是本人'): Reading => ({ do: 'set-aside', poll: 1, household, reason })
const restored = (household = '1-1-102'): Reading => ({ do: 'restore', poll: 1, household })

describe('each of these is for conveners, while it is time', () => {
  const readings: readonly (readonly [string, Reading])[] = [
    ['作废', voided()],
    ['延长', extended(closes + DAY)],
    ['截止', { do: 'end-poll', poll: 1 }],
    ['存疑', aside()],
    ['恢复', restored()],
    ['结论', { do: 'conclude', poll: 1, text: '装' }],
  ]
  test.each(readings)('%s: others hear that, or nothing', (_, reading) => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    for (const name of ['张伟', '王强', '赵姐'])
      expect([answers(world.said(name, '业主群', reading)), came(world.mused(name, '业主群', reading))], name).toEqual([
        ['conveners-only'],
        '',
      ])
    expect(world.poll()).toMatchObject({ stage: 'open', closes })
  })
  test.each(readings)('%s of a number that does not exist', (_, reading) => {
    expect(answers(polled().said('刘书记', '工作群', { ...reading, poll: 9 } as Reading))).toEqual(['no-such-poll'])
  })
  test.each(readings.slice(0, 5))('%s after the close: over', (_, reading) => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    close(world)
    const result = tallied(world)
    expect(answers(world.said('刘书记', '工作群', reading))).toEqual(['poll-settled'])
    expect(tallied(world)).toEqual(result)
  })
})

describe('voiding', () => {
  test('by one while nobody has voted: with a reason, in every group', () => {
    const world = polled()
    expect(answers(world.said('刘书记', '工作群', voided('')))).toEqual(['void-reason'])
    const told = world.said('刘书记', '工作群', voided('打13800138000问'))
    expect(types(told)).toEqual(['poll-voided'])
    expect(heardBy(world, told)).toEqual(['业主群', '二期群', '工作群'])
    expect(texts(told)).toContain('作废了')
    expect(texts(told)).not.toContain('13800138000')
    expect(texts(world.mused('张伟', '业主群', { do: 'status', poll: 1 }))).not.toContain('13800138000')
    expect(texts(world.mused('张伟', '业主群', pick(1, 1)))).toContain('已经作废，没有计入')
    expect(types(close(world).beats())).toEqual([])
  })

  test('after a vote by two, who are two people; the count as it stood is told', () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    world.says('钱多', '业主群', { from: 'qian', addressed: false }, pick(2))
    expect(types(world.said('刘书记', '工作群', voided('选项错了')))).toEqual(['voiding-asked'])
    expect(answers(world.said('刘书记', '工作群', voided('我说了算')))).toEqual(['void-waits'])
    expect(world.poll().stage).toBe('open')
    const told = world.said('秦主任', '工作群', voided(''))
    expect(texts(told)).toContain('选项错了')
    expect(texts(told)).toContain('秦主任同意')
    expect(texts(told)).toContain('1赞成：1户')
    expect(world.poll()).toMatchObject({ stage: 'closed', voided: '选项错了', result: { units: 1, apartUnits: 1 } })
  })

  test('a contested ballot is a vote, too', () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    world.said('刘书记', '工作群', aside())
    expect(types(world.said('刘书记', '工作群', voided()))).toEqual(['voiding-asked'])
  })

  test('where there is only one convener it goes on to its end', () => {
    const world = polled({}, { people: (estate.people ?? []).filter(({ name }) => name !== '秦主任') })
    world.mused('张伟', '业主群', pick(1))
    expect(answers(world.said('刘书记', '工作群', voided()))).toEqual(['void-alone'])
    expect(tallied(close(world)).counts).toEqual([1, 0, 0])
  })

  test('a second account of the one convener is no second convener', () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    world.said('刘书记', '工作群', voided())
    expect(answers(world.says('秦主任', '业主群', { from: 'double' }, voided()))).toEqual(['conveners-only'])
  })
})

describe('the close', () => {
  test.each([
    ['no time', extended(undefined), 'extend-until'],
    ['no reason', extended(closes + HOUR, ''), 'extend-reason'],
    ['the same time', extended(closes), 'not-shorter'],
    ['earlier', extended(closes - HOUR), 'not-shorter'],
    ['in two years', extended(closes + 800 * DAY), 'date-far'],
    ['at once', { do: 'end-poll', poll: 1 } as const, 'not-shorter'],
  ])('%s: it stays', (_, reading, expected) => {
    const world = polled()
    expect(answers(world.said('刘书记', '工作群', reading))).toEqual([expected])
    expect(world.poll().closes).toBe(closes)
  })

  test('later: told with who and why, and what was voted stands', () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    const told = world.said('刘书记', '工作群', extended(closes + DAY, '还有人没看到，打13800138000'))
    expect(heardBy(world, told)).toEqual(['业主群', '二期群', '工作群'])
    expect(texts(told)).toMatch(/11月28日（周六）下午6点[\s\S]*社区居委会说：还有人没看到/)
    expect(texts(told)).not.toContain('13800138000')
    world.now = closes + HOUR
    world.beats()
    world.mused('何姐', '业主群', pick(2))
    world.now = closes + DAY + MINUTE
    world.beats()
    expect(tallied(world).counts).toEqual([1, 1, 0])
  })

  test.each<[string, Partial<Later>, string]>([
    ['3天', { by: { count: 3, unit: 'day' } }, '2026-11-30 18:00'],
    ['一周', { by: { count: 7, unit: 'day' } }, '2026-12-04 18:00'],
    ['2小时', { by: { count: 2, unit: 'hour' } }, '2026-11-27 20:00'],
    ['一个工作日', { by: { count: 1, unit: 'workday' } }, '2026-11-30 18:00'],
    ['一个月', { by: { count: 1, unit: 'month' } }, '2026-12-27 18:00'],
    ['三个月', { by: { count: 3, unit: 'month' } }, '2027-02-27 18:00'],
  ])('%s is counted from the close that was announced', (_, later, expected) => {
    const world = polled()
    expect(types(world.said('刘书记', '工作群', extended(undefined, '有人没看到', later)))).toEqual(['poll-extended'])
    expect(world.poll().closes).toBe(at(expected))
  })

  test('a month after the 31st is the last of a shorter month', () => {
    const world = polled({ closes: at('2027-01-31 18:00') })
    world.said('刘书记', '工作群', extended(undefined, '有人没看到', { by: { count: 1, unit: 'month' } }))
    expect(world.poll().closes).toBe(at('2027-02-28 18:00'))
  })

  test.each<[string, string, Later['each'], string]>([
    ['周五22点', '2026-11-27 22:00', 'week', '2026-11-27 22:00'],
    ['周日', '2026-11-29 18:00', 'week', '2026-11-29 18:00'],
    ['20点', '2026-11-23 20:00', 'day', '2026-11-27 20:00'],
    ['中午12点', '2026-11-23 12:00', 'day', '2026-11-28 12:00'],
  ])('%s is the first such after the close that was announced', (_, said, each = 'week', expected) => {
    const world = polled()
    world.said('刘书记', '工作群', extended(at(said), '有人没看到', { each }))
    expect(world.poll().closes).toBe(at(expected))
  })

  test('a date is meant as it is said: before the close it is refused', () => {
    const world = polled()
    const told = world.said('刘书记', '工作群', extended(at('2026-11-26 18:00')))
    expect(answers(told)).toEqual(['not-shorter'])
    expect(texts(told)).toContain('11月26日（周四）下午6点不比')
  })

  test('who asks why is told the words that would do, with their date', () => {
    const world = polled()
    const told = world.said('刘书记', '工作群', extended(at('2026-11-29 20:00'), '', { each: 'week' }))
    expect(texts(told)).toContain('延长P1到11月29日晚上8点')
  })

  test.each([
    ['周四18点', '2026-11-26 18:00', '12月3日'],
    ['周五', '2026-11-27 18:00', '12月4日'],
  ])('%s of this week is not after the close: nothing is announced, both days are named', (_, said, next) => {
    const world = polled()
    const told = world.said('刘书记', '工作群', extended(at(said), '有人没看到', { each: 'week' }))
    expect([answers(told), types(told), heardBy(world, told)]).toEqual([['extend-before'], [], ['工作群']])
    expect(texts(told)).toContain(`延长P1 ${next}下午6点`)
    expect(world.poll().closes).toBe(closes)
  })

  describe('said by mistake', () => {
    const wrong = () => {
      const world = polled()
      world.said('刘书记', '工作群', extended(closes + 6 * DAY))
      return world
    }
    test('is brought back by who said it, in public and with a reason', () => {
      const world = wrong().later(9 * MINUTE)
      expect(answers(world.said('刘书记', '工作群', extended(closes + DAY, '')))).toEqual(['extend-reason'])
      const told = world.said('刘书记', '工作群', extended(closes + DAY, '说错了'))
      expect(world.poll().closes).toBe(closes + DAY)
      expect(heardBy(world, told)).toEqual(['业主群', '二期群', '工作群'])
      expect(texts(told)).toContain('更正：改回11月28日（周六）下午6点截止')
    })
    test.each<[string, number, string, number, boolean]>([
      ['by another convener', 1, '秦主任', closes, false],
      ['later', 11, '刘书记', closes, false],
      ['to before what was announced first', 1, '刘书记', closes - HOUR, false],
      ['after somebody has voted', 1, '刘书记', closes, true],
    ])('not %s', (_, minutes, name, to, voted) => {
      const world = wrong().later(minutes * MINUTE)
      if (voted) world.mused('张伟', '业主群', pick(1))
      expect(types(world.said(name, '工作群', extended(to, '说错了')))).toEqual([])
      expect(world.poll().closes).toBe(closes + 6 * DAY)
    })
  })

  test('after it was extended the last reminder comes again', () => {
    const world = polled()
    const last = () => world.lines.filter(({ text }) => text.includes('快截止了'))
    world.wakes('2026-11-27 16:30')
    expect(last()).toHaveLength(2)
    world.said('刘书记', '工作群', extended(closes + DAY))
    world.wakes('2026-11-28 16:30')
    expect(last()).toHaveLength(4)
    expect(new Set(last().map(({ key }) => key)).size).toBe(4)
  })
})

describe('a contested ballot', () => {
  const contested = () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    return world
  }
  test('needs a reason, and a ballot', () => {
    const world = contested()
    expect(answers(world.said('刘书记', '工作群', aside('1-1-102', '')))).toEqual(['aside-reason'])
    expect(answers(world.said('刘书记', '工作群', aside('1-1-301')))).toEqual(['no-ballot'])
    expect(answers(world.said('刘书记', '工作群', aside('9-9-999')))).toEqual(['not-on-roll'])
  })

  test('stands apart and is told of, without a name or a door; the dwelling hears of it', () => {
    const world = contested()
    const told = world.said('刘书记', '业主群', aside('1-1-102', '张伟说1栋1单元102的不是他投的'))
    const rooms = told.lines.filter(({ to }) => 'room' in to).map(({ text }) => text)
    expect(rooms.join()).toContain('有1户的票存疑另列')
    expect(rooms.join()).not.toMatch(/张伟|102/)
    expect(heardBy(world, told)).toContain('张妻')
    close(world)
    expect(tallied(world)).toMatchObject({ counts: [0, 0, 0], units: 0, aside: 1 })
    expect(texts(world.mused('李芳', '业主群', { do: 'status', poll: 1 }))).toContain('存疑的1户另列')
  })

  test('no door is said in a residents’ group that is asked there', () => {
    for (const reading of [aside('1-1-102', ''), aside('1-1-301'), aside('9-9-999')])
      expect(texts(contested().said('刘书记', '业主群', reading))).not.toMatch(/102|301|999/)
  })

  test('restored it counts; what was not contested cannot be restored', () => {
    const world = contested()
    expect(types(world.said('刘书记', '工作群', restored()))).toEqual([])
    world.said('刘书记', '工作群', aside())
    expect(types(world.said('秦主任', '工作群', restored()))).toEqual(['ballot-restored'])
    expect(tallied(close(world))).toMatchObject({ counts: [1, 0, 0], units: 1 })
  })

  test('a new ballot of the dwelling after it stays set aside, until it is restored', () => {
    const world = contested()
    world.later(10 * MINUTE).said('刘书记', '工作群', aside())
    world.says('张妻', '业主群', { at: world.now - 20 * MINUTE, addressed: false }, pick(3))
    expect(world.ballots()).toMatchObject([{ aside: '不是本人' }])
    world.later(MINUTE).mused('张妻', '业主群', pick(2))
    expect(world.ballots()).toMatchObject([{ aside: '不是本人', choices: [2] }])
    world.said('刘书记', '工作群', { do: 'restore', poll: 1, household: '1-1-102' })
    expect(tallied(close(world))).toMatchObject({ counts: [0, 1, 0], units: 1 })
  })

  test('nobody frees it: not who takes it back, hands it in or undoes it', () => {
    const world = contested()
    world.later(10 * MINUTE).said('刘书记', '工作群', aside())
    const told = world.later(MINUTE).said('张妻', '业主群', pick(2))
    expect(texts(told)).toContain('召集人说要核对')
    expect(answers(world.said('张妻', '业主群', { do: 'unvote', poll: 1 }))).toEqual(['stays-aside'])
    expect(answers(world.said('张妻', '业主群', { do: 'undo' }))).toEqual(['stays-aside'])
    const handed = { do: 'hand-in', poll: 1, household: '1-1-102', choice: { numbers: [1] }, how: 'phone' } as const
    world.later(MINUTE).said('赵姐', '工作群', handed)
    expect(world.ballots()).toMatchObject([{ aside: '不是本人', choices: [1], handed: 'phone' }])
    expect(tallied(close(world))).toMatchObject({ counts: [0, 0, 0], units: 0, aside: 1 })
  })

  test('by name: who has no dwelling, in a straw poll and of delegates; not where two are called so', () => {
    for (const more of [{}, { kind: 'straw' }] as const) {
      const world = polled(more)
      world.mused('吴老师', '业主群', pick(1))
      expect(types(world.said('刘书记', '工作群', aside('吴老师')))).toEqual(['ballot-set-aside'])
      expect(types(world.said('刘书记', '工作群', { do: 'restore', poll: 1, household: '吴老师' }))).toEqual([
        'ballot-restored',
      ])
      expect(answers(world.said('刘书记', '工作群', aside('外人')))).toEqual(['not-on-roll'])
    }
    const delegates = polled({ kind: 'delegates', list: '居民代表' })
    delegates.mused('朱明', '业主群', pick(1))
    expect(types(delegates.said('刘书记', '工作群', aside('朱明')))).toEqual(['ballot-set-aside'])
    const two = polled()
    two.mused('朱明', '业主群', pick(1)) // for both his dwellings
    expect(answers(two.said('刘书记', '工作群', aside('朱明')))).toEqual(['namesakes'])
  })

  test('undone, an earlier one that was contested stays so', () => {
    const world = contested()
    world.said('刘书记', '工作群', aside())
    world.later(MINUTE).mused('张伟', '业主群', pick(2))
    world.mused('张伟', '业主群', { do: 'undo' })
    expect(tallied(close(world))).toMatchObject({ counts: [0, 0, 0], units: 0, aside: 1 })
  })
})

describe('what is made of it', () => {
  const conclude = (text: string, review?: number): Reading => ({
    do: 'conclude',
    poll: 1,
    text,
    ...(review === undefined ? {} : { review }),
  })
  test.each([
    ['while it runs', '装两个', undefined, false, 'not-over'],
    ['without words', '', undefined, true, 'conclude-how'],
    ['to be reviewed yesterday', '装两个', at('2026-11-01 09:00'), true, 'date-past'],
    ['to be reviewed in ten years', '装两个', at('2036-11-01 09:00'), true, 'date-far'],
  ] as const)('%s', (_, text, review, over, expected) => {
    const world = polled()
    if (over) close(world)
    expect(answers(world.said('刘书记', '工作群', conclude(text, review)))).toEqual([expected])
  })

  test('is told, and comes back on its day, as often as one is set', () => {
    const world = close(polled())
    expect(texts(world.said('刘书记', '工作群', conclude('先装两个', at('2026-12-27 10:00'))))).toContain('先装两个')
    const first = world.wakes('2026-12-27 10:00')
    expect(types(first)).toContain('review-due')
    expect(first.lines.filter(({ key }) => key.startsWith('P1/review')).map(({ to }) => to)).toEqual([
      { room: '工作群' },
    ])
    expect(types(world.later(HOUR).beats())).not.toContain('review-due')
    world.said('刘书记', '工作群', conclude('再看看，找13800138000', at('2027-01-27 10:00')))
    const second = world.wakes('2027-01-27 10:00')
    expect(texts(second)).not.toContain('13800138000')
    const keys = [...first.lines, ...second.lines].map(({ key }) => key).filter((key) => key.startsWith('P1/review'))
    expect(new Set(keys).size).toBe(2)
  })
})

describe('a conclusion that is said again', () => {
  const review = at('2026-12-27 10:00')
  const concluded = (...said: readonly (readonly [string, number?])[]) => {
    const world = close(polled())
    for (const [text, again] of said)
      world.said('刘书记', '工作群', {
        do: 'conclude',
        poll: 1,
        text,
        ...(again === undefined ? {} : { review: again }),
      })
    return world
  }
  test('keeps the day of its review, and tells it', () => {
    const world = concluded(['先装两个', review], ['先装三个'])
    expect(world.poll().concluded).toMatchObject({ text: '先装三个', review })
    expect(world.lines.at(-2)?.text).toContain('12月27日（周日）上午10点回头再看')
  })

  test.each(['先装三个', '暂不再议，一个月后评估'])('%s: takes another day', (text) => {
    expect(concluded(['先装两个', review], [text, review + DAY]).poll().concluded?.review).toBe(review + DAY)
  })

  test.each([
    '先装三个，不用回看了',
    '装好了，不必再回头看看',
    '不用回头再看了',
    '不再复查',
    '就这样，不回头看了',
    '取消回看',
    '无需再评估',
  ])('%s: there is none any more', (text) => {
    expect(concluded(['先装两个', review], [text]).poll().concluded?.review).toBeUndefined()
  })

  test.each(['不装了', '不用物业出钱', '不用等，看看三个月后效果'])('%s: leaves it', (text) => {
    expect(concluded(['先装两个', review], [text]).poll().concluded?.review).toBe(review)
  })

  test('a review that was told already does not come again', () => {
    const world = concluded(['先装两个', review])
    world.wakes('2026-12-27 10:00')
    world.said('刘书记', '工作群', { do: 'conclude', poll: 1, text: '先装三个' })
    expect(world.poll().concluded?.review).toBeUndefined()
    expect(types(world.later(HOUR).beats())).not.toContain('review-due')
  })
})

describe('what is told in the groups of a poll', () => {
  const said: readonly (readonly [string, (world: ReturnType<typeof polled>) => Reading, RegExp])[] = [
    ['延长', () => extended(closes + DAY), /^P1 延到11月28日（周六）下午6点，已告诉业主群、二期群$/],
    ['存疑', () => aside(), /^P1 那一户的票存疑另列，已告诉业主群、二期群$/],
    [
      '恢复',
      (world) => {
        world.said('秦主任', '业主群', aside())
        return restored()
      },
      /^P1 那一户的票恢复计入，已告诉业主群、二期群$/,
    ],
    [
      '作废',
      (world) => {
        world.said('秦主任', '业主群', voided())
        return voided()
      },
      /^P1 作废了，已告诉业主群、二期群$/,
    ],
    [
      '结论',
      (world) => {
        close(world)
        return { do: 'conclude', poll: 1, text: '先装两个', review: at('2026-12-27 10:00') }
      },
      /^P1 结论已告诉业主群、二期群，12月27日（周日）上午10点提醒召集人回头看$/,
    ],
  ]
  const voted = () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    return world
  }
  test.each(said)('%s: nobody at work hears it again, but who did it in one short line', (_, reading, short) => {
    for (const room of ['工作群', undefined]) {
      const world = voted()
      const told = world.said('刘书记', room, reading(world))
      const others = told.lines.filter(({ to }) => !('room' in to) || to.room === '工作群')
      expect(
        others.filter(({ text }) => short.test(text)),
        room,
      ).toHaveLength(1)
      const groups = told.lines.filter(({ to }) => 'room' in to && to.room !== '工作群')
      expect(groups.map(({ to }) => to)).toEqual([{ room: '业主群' }, { room: '二期群' }])
      expect(groups.some(({ text }) => short.test(text))).toBe(false)
    }
  })
  test.each(said)('%s in one of its groups: no more than that', (_, reading) => {
    const world = voted()
    const told = world.said('刘书记', '业主群', reading(world))
    expect(told.lines.filter(({ to }) => 'room' in to).map(({ to }) => to)).toEqual([
      { room: '业主群' },
      { room: '二期群' },
    ])
  })
})

describe('作废 by two', () => {
  const asked = () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    world.said('秦主任', '工作群', voided())
    return world
  }
  const second = (world: ReturnType<typeof asked>) => types(world.said('刘书记', '工作群', voided('')))
  const without = (name: string) => ({
    ...constitution,
    ...estate,
    people: (estate.people ?? []).filter((one) => one.name !== name),
  })
  test('both are conveners then, of two telephones, within a day', () => {
    expect(second(asked())).toContain('poll-voided')
    expect(second(asked().later(DAY + 1))).not.toContain('poll-voided')
    const left = asked()
    left.opens(without('秦主任'))
    expect(second(left)).not.toContain('poll-voided')
    const same = asked()
    const { voiding, ...poll } = same.poll()
    same.sets({ kind: 'poll', key: '1', doc: { ...poll, voiding: { by: '', reason: '', ...voiding, contact: 'liu' } } })
    expect(second(same)).not.toContain('poll-voided')
  })

  test('not after the close', () => {
    const world = asked()
    world.now = closes
    expect(answers(world.said('刘书记', '工作群', voided('')))).toEqual(['poll-settled'])
  })

  test('the record goes to the conveners when its opener is none any more', () => {
    const world = polled()
    world.mused('张伟', '业主群', pick(1))
    world.opens(without('刘书记'))
    world.now = closes + 31_000
    const { lines } = world.beats()
    const to = lines.flatMap((line) => (line.card?.card === 'record' ? [line.to] : []))
    expect(to).toEqual([{ person: world.person('秦主任').key }])
  })
})
