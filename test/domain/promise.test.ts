import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import { dueAt } from '../../src/domain/due.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { came } from './command.ts'
import {
  answers,
  at,
  type Came,
  given,
  heardBy,
  inHand,
  raise,
  texts,
  trouble,
  types,
  type World,
  withCase,
} from './given.ts'

const before = at('2026-11-23 18:00')
const limit = at('2026-11-24 09:00')
const after = at('2026-11-26 18:00')

const news = (until: number, more: Partial<Extract<Reading, { do: 'news' }>> = {}): Reading => ({
  do: 'news',
  case: 1,
  text: '下午装好',
  how: 'plain',
  until,
  ...more,
})
const says = (world: World, reading: Reading, name = '王强', room = '工作群'): Came => world.mused(name, room, reading)
const yes: Reading = { do: 'yes' }
const no: Reading = { do: 'no' }
const bare = (until: number): Reading => ({ do: 'promise', until, text: '明天来' })
const someday: Reading = { do: 'postpone', reason: '过两天', how: 'plain' }

describe('a date before the limit', () => {
  test('is a promise, told in full where the case lives', () => {
    const world = inHand()
    const promised = says(world, news(before))
    expect(types(promised)).toEqual(['news-given', 'promise-made'])
    expect(heardBy(world, promised)).toEqual(['工作群', '业主群'])
    expect(promised.lines.map(({ text }) => text)).toEqual([
      '#1 记下了，说好今天下午6点前',
      '#1 有消息：下午装好（物业工程部）\n说好今天下午6点前',
    ])
    expect(world.case()).toMatchObject({ promised: before, due: limit, stage: 'taken' })
  })
  test('by 延期 as well', () => {
    const world = inHand()
    says(world, { do: 'postpone', case: 1, until: before, reason: '等配件' })
    expect(world.case()).toMatchObject({ promised: before, due: limit })
  })
  test('when it passes, the handler is asked once', () => {
    const world = inHand()
    says(world, news(before))
    expect(types(world.wakes('2026-11-23 17:59'))).toEqual([])
    const passed = world.wakes('2026-11-23 18:01')
    expect(types(passed)).toEqual(['promise-passed'])
    expect(texts(passed)).toBe('#1 说好今天下午6点前，好了没？\n好了回“1好了”，没好回“1延到周三”')
    expect(passed.lines[0]?.mention).toEqual([world.person('王强').key])
    expect(types(world.wakes('2026-11-23 18:10'))).toEqual([])
  })
  test('is the next action of its case until then, and the limit is after it', () => {
    const world = inHand()
    says(world, news(before))
    const next = (): number | undefined => dueAt(world.c, { kind: 'case', doc: world.case() })
    expect(next()).toBe(before)
    world.wakes('2026-11-23 18:01')
    expect(next()).toBeGreaterThan(before)
  })
  test('nobody is asked when it is finished in time', () => {
    const world = inHand()
    says(world, news(before))
    says(world, { do: 'finish', case: 1, text: '换了皮带', how: 'plain' })
    expect(types(world.wakes('2026-11-23 18:01')).filter((type) => type === 'promise-passed')).toEqual([])
  })
  test('a reminder that falls due with it asks for both', () => {
    const world = inHand()
    says(world, news(before))
    const late = world.wakes('2026-11-24 09:30')
    expect(types(late)).toEqual(expect.arrayContaining(['case-reminded', 'promise-passed']))
    expect(texts(late)).not.toContain('好了没')
  })
  test.each([
    ['in less than an hour', at('2026-11-23 09:30')],
    ['that is over', at('2026-11-22 18:00')],
    ['too far away', at('2029-11-22 18:00')],
  ])('%s: only news', (_, until) => {
    expect(came(says(inHand(), news(until)))).toBe('news-given')
  })
  test('is told to whoever asks how it stands, until it passes', () => {
    const world = inHand()
    says(world, news(before))
    const asks = (): string => texts(world.said('李芳', '业主群', { do: 'progress', case: 1, how: 'plain' }))
    expect(asks()).toContain('说好今天下午6点前')
    world.wakes('2026-11-23 18:01')
    expect(asks()).not.toContain('说好')
  })
  test('by somebody else is none', () => {
    expect(came(says(inHand(), news(before), '张伟', '业主群'))).toBe('')
    expect(came(says(inHand(), news(before), '李芳', '业主群'))).toBe('words-added')
  })
})

describe('a date after the limit', () => {
  test('is offered as a new one; 是 asks the conveners', () => {
    const world = inHand()
    const offered = says(world, news(after))
    expect(types(offered)).toEqual(['news-given', 'asked'])
    expect(offered.lines.map(({ text }) => text)).toEqual([
      '#1 有消息：下午装好（物业工程部）',
      '#1 时限是明天上午9点，要延到11月26日（周四）下午6点吗？\n回“是”我去问召集人，不回就还按原来的时间',
    ])
    expect(world.case().due).toBe(limit)
    expect(types(says(world, yes))).toEqual(['question-dropped', 'time-asked'])
    expect(types(world.said('刘书记', '工作群', { do: 'agree', case: 1 }))).toEqual(['time-given'])
    expect(world.case()).toMatchObject({ due: after, promised: undefined })
  })
  test('a convener gives it herself', () => {
    const world = withCase()
    world.said('刘书记', '工作群', { do: 'take', case: 1 })
    expect(texts(says(world, news(after), '刘书记'))).toContain('回“是”就改')
    expect(types(says(world, yes, '刘书记'))).toEqual(['question-dropped', 'time-given'])
  })
  test('不是, or no answer: the old limit stays', () => {
    const world = inHand()
    says(world, news(after))
    const declined = says(world, no)
    expect(answers(declined)).toEqual(['limit-stays'])
    expect(texts(declined)).toContain('明天上午9点前')
    says(world, news(after))
    world.later(11 * MINUTE)
    expect(came(says(world, yes))).toBe('')
    expect(world.case().asked).toBeUndefined()
    expect(world.case().due).toBe(limit)
  })
  test('another day may be the answer', () => {
    const world = inHand()
    says(world, news(after))
    expect(types(says(world, { do: 'day', until: before }))).toEqual(['question-dropped', 'promise-made'])
    expect(world.case()).toMatchObject({ promised: before, due: limit })
  })
  test('of 家事 nothing is asked in a room', () => {
    const world = withCase({ category: '邻里' })
    world.said('刘书记', undefined, { do: 'take', case: 1 })
    const far = at('2026-12-03 18:00')
    const inRoom = says(world, news(far), '刘书记')
    expect(types(inRoom)).toEqual(['news-given'])
    expect(heardBy(world, inRoom).filter((place) => place.endsWith('群'))).toEqual([])
    expect(types(world.said('刘书记', undefined, news(far)))).toEqual(['news-given', 'asked'])
  })
  test('is not asked about twice, nor of what was said long ago', () => {
    const world = inHand()
    says(world, news(after))
    says(world, yes)
    expect(came(says(world, news(after)))).toBe('news-given')
    expect(types(inHand().says('王强', '工作群', { at: at('2026-11-23 08:30') }, news(after)))).toEqual(['news-given'])
  })
})

describe('what others are said to do then', () => {
  test('is only an offer, even before the limit', () => {
    const world = inHand()
    const offered = says(world, news(before, { text: '已经约了下午的师傅', offer: true }))
    expect(types(offered)).toEqual(['news-given', 'asked'])
    expect(world.case().promised).toBeUndefined()
    expect(types(says(world, yes))).toEqual(['question-dropped', 'promise-made'])
    expect(world.case().promised).toBe(before)
  })
})

describe('明天来 without a number', () => {
  test('asks whether the only case in hand is meant', () => {
    const world = inHand()
    expect(texts(says(world, bare(before)))).toBe('#1 记成说好今天下午6点前吗？回“是”就记，不回不记')
    const kept = says(world, yes)
    expect(types(kept)).toEqual(['question-dropped', 'news-given', 'promise-made'])
    expect(texts(kept)).toContain('有消息：明天来')
  })
  test('on a quoted line it is kept at once', () => {
    const world = inHand()
    const quote = { id: 'q', text: '#1 3栋2单元电梯停了', ours: true }
    const kept = world.says('王强', '工作群', { addressed: false, quote }, bare(before))
    expect(types(kept)).toEqual(['news-given', 'promise-made'])
  })
  test.each<[string, string, string]>([
    ['a neighbour', '张伟', '业主群'],
    ['who reported it', '李芳', '业主群'],
    ['a colleague with nothing in hand', '李工', '工作群'],
    ['its handler, where it does not live', '王强', '二期群'],
  ])('by %s it is ordinary talk', (_, name, room) => {
    const world = inHand()
    for (const reading of [bare(before), someday, { do: 'day', until: before }, { do: 'stuck' }] as const)
      expect(came(says(world, reading, name, room))).toBe('')
  })
  test('with several in hand nothing is asked of who spoke to nobody', () => {
    const world = inHand()
    world.said('张伟', '业主群', raise({ category: '照明' }))
    world.said('王强', '工作群', { do: 'take', case: 2 })
    expect(came(says(world, bare(before)))).toBe('')
    expect(came(world.said('王强', '工作群', bare(before)))).toBe('which-number')
  })
})

describe('no date', () => {
  test('过两天 asks once for one, and the limit stays without it', () => {
    const world = inHand()
    const asked = says(world, someday)
    expect(types(asked)).toEqual(['asked', 'day-asked'])
    expect(texts(asked)).toContain('延到哪天')
    const again = says(world, someday)
    expect([types(again), answers(again)]).toEqual([[], ['limit-stays']])
    world.wakes('2026-11-23 09:40')
    expect(answers(says(world, someday))).toEqual(['limit-stays'])
    expect(types(says(world, { do: 'postpone', case: 1, reason: '' }))).toEqual(['asked'])
    expect(world.case().asked).toBeUndefined()
    expect(world.case().due).toBe(limit)
  })
  test('the day alone is the answer', () => {
    const world = inHand()
    says(world, someday)
    expect(types(says(world, { do: 'day', until: after }))).toEqual(['question-dropped', 'time-asked'])
    expect(world.case().asked).toMatchObject({ until: after, reason: '过两天' })
  })
  test('a day that is over is refused', () => {
    const world = inHand()
    says(world, someday)
    expect(answers(says(world, { do: 'day', until: at('2026-11-22 18:00') }))).toEqual(['date-past'])
  })
  test('by its number the handler says that it is not done: asked for a day', () => {
    expect(types(says(inHand(), { do: 'reopen', case: 1, text: '没好' }))).toEqual(['asked'])
  })
  test('下雨干不了 asks for a working day more than it has', () => {
    const world = inHand()
    expect(types(says(world, { do: 'postpone', days: 1, reason: '下雨干不了', how: 'plain' }))).toEqual(['time-asked'])
    expect(world.case().asked?.until).toBe(at('2026-11-25 09:00'))
  })
  test('by who reported it, on its quoted line: words for it', () => {
    const world = inHand()
    const quote = { id: 'q', text: '#1 3栋2单元电梯停了', ours: true }
    expect(types(world.says('李芳', '业主群', { addressed: false, quote, text: '过两天' }, someday))).toEqual([
      'words-added',
    ])
  })
})

describe('刚才那个不算', () => {
  test('takes a promise back within 10 minutes, also for the residents', () => {
    const world = inHand()
    says(world, news(before))
    const undone = world.later(9 * MINUTE).mused('王强', '工作群', { do: 'undo' })
    expect(types(undone)).toEqual(['promise-dropped'])
    expect(heardBy(world, undone)).toEqual(['工作群', '业主群'])
    expect(world.case().promised).toBeUndefined()
  })
  test('and a request for more time, unless it was answered', () => {
    const asked = (): World => {
      const world = inHand()
      says(world, news(after))
      says(world, yes)
      return world
    }
    const world = asked()
    expect(types(world.mused('王强', '工作群', { do: 'undo' }))).toEqual(['promise-dropped'])
    expect(world.case()).toMatchObject({ asked: undefined, due: limit })
    const agreed = asked()
    agreed.said('刘书记', '工作群', { do: 'agree', case: 1 })
    expect(came(agreed.said('王强', '工作群', { do: 'undo' }))).toBe('nothing-to-undo')
  })
  test('not later', () => {
    const world = inHand()
    says(world, news(before))
    expect(came(world.later(11 * MINUTE).said('王强', '工作群', { do: 'undo' }))).toBe('nothing-to-undo')
  })
})

describe('先别催我', () => {
  const hush: Reading = { do: 'no-reminders' }
  test('two hours without reminders; the limit stays, and red still comes', () => {
    const world = inHand()
    world.wakes('2026-11-24 08:30')
    const hushed = says(world, hush)
    expect(types(hushed)).toEqual(['reminders-hushed'])
    expect(texts(hushed)).toBe('#1 好，上午10点半前不催您。时限不变：今天上午9点')
    expect(types(world.wakes('2026-11-24 09:01'))).toEqual([])
    expect(world.case().due).toBe(limit)
    expect(types(world.wakes('2026-11-24 10:31'))).toEqual(['case-reminded'])
    expect(world.case().rungs).toContain('red')
  })
  test('however often it is said, red comes two hours late at the most', () => {
    const world = inHand()
    world.wakes('2026-11-24 08:30')
    says(world, hush)
    world.wakes('2026-11-24 10:00')
    says(world, hush)
    expect(types(world.wakes('2026-11-24 11:01'))).toEqual(['case-reminded'])
  })
  test('of all that she has in hand, in one line', () => {
    const world = inHand()
    world.said('张伟', '业主群', raise({ category: '照明' }))
    world.said('王强', '工作群', { do: 'take', case: 2 })
    const hushed = says(world, hush)
    expect(types(hushed)).toEqual(['reminders-hushed', 'reminders-hushed'])
    expect(texts(hushed)).toBe('好，上午11点前不催您，手上2件的时限都不变')
  })
  test('never where somebody is in danger, and not by others', () => {
    const stuck = withCase({ danger: '困人' })
    stuck.said('王强', '工作群', { do: 'take', case: 1 })
    expect(came(says(stuck, hush))).toBe('')
    expect(came(says(inHand(), hush, '李芳', '业主群'))).toBe('')
  })
})

describe('nobody at home', () => {
  const away: Reading = { do: 'nobody-home', case: 1, text: '去了，没人在家' }
  const bare: Reading = { do: 'nobody-home', text: '打电话不接，这个快递员' }
  test('holds the clock for two working days, and the resident is told once', () => {
    const world = inHand()
    const held = says(world, away)
    expect(types(held)).toEqual(['clock-held'])
    expect(world.case().held).toMatchObject({ why: 'resident', until: at('2026-11-25 09:00') })
    expect(held.lines.filter(({ to }) => 'room' in to && to.room === '业主群')).toHaveLength(1)
    expect(answers(says(world, away))).toEqual(['waits'])
    const again = says(world.later(DAY), away)
    expect(types(again)).toEqual(['clock-held'])
    expect(world.case().held).toMatchObject({ until: at('2026-11-26 09:00') })
  })
  test('without a number it is asked whether that is meant', () => {
    const world = inHand()
    const asked = says(world, bare)
    expect(types(asked)).toEqual(['asked'])
    expect(texts(asked)).toContain('说的是 #1 吗')
    expect(heardBy(world, asked)).toEqual(['工作群'])
    expect(types(says(world, { do: 'no' }))).toEqual(['question-dropped'])
    says(world, bare)
    expect(types(says(world, { do: 'yes' }))).toEqual(['question-dropped', 'clock-held'])
  })
  test.each(['家里没人', '敲门没人应', '没人在家', '上午去了家里没人，下午再去', '人不在家'])(
    'what a group hears of 「%s」 is only that she was not reached',
    (text) => {
      const world = inHand()
      says(world, { do: 'postpone', case: 1, until: at('2026-11-27 18:00'), reason: text })
      const news = says(world, { do: 'news', case: 1, text, how: 'plain' })
      const group = news.lines.flatMap((line) => ('room' in line.to && line.to.room === '业主群' ? [line.text] : []))
      expect(group.join()).toContain('没联系上人')
      expect(group.join()).not.toMatch(/没人|不在家/)
      expect(
        texts(world.says('李芳', '业主群', { addressed: false }, { do: 'progress', case: 1, how: 'plain' })),
      ).not.toMatch(/没人|不在家/)
    },
  )
  test.each([
    '我在家的嘛',
    '我在屋头',
    '我刚才没听到敲门',
    '下午三点以后都在',
    '晚上七点以后可以来',
    '1 随时可以来',
    '1 打我老公电话13912345678',
  ])('「%s」 is the answer', (text) => {
    const world = inHand()
    says(world, away)
    const answered = world.later(5 * HOUR).says('李芳', '业主群', { addressed: false, text })
    expect(types(answered)).toEqual(['words-added', 'clock-resumed'])
    expect(answered.lines.map((line) => line.text).join()).not.toContain('13912345678')
    expect(heardBy(world, answered)).toEqual(['业主群', '工作群'])
    expect(answered.lines[0]?.text).toMatch(/接着办，最迟/)
  })
  test.each(['好', '谢谢', '今天天气还好', '今天买的橙子很甜', '你们晚上吃啥子', '哪家电话多少', '3点开会哦'])(
    '「%s」 is none',
    (text) => {
      const world = inHand()
      says(world, away)
      expect(came(world.later(5 * HOUR).says('李芳', '业主群', { addressed: false, text }))).toBe('')
    },
  )
  test('nor is what somebody else says, what is said elsewhere, or another trouble', () => {
    const world = inHand()
    says(world, away)
    expect(came(world.says('张伟', '业主群', { addressed: false, text: '我在家的' }))).toBe('')
    expect(came(world.says('李芳', '楼栋群', { addressed: false, text: '我在家的' }))).toBe('')
    const other: Reading = { do: 'trouble', trouble: trouble({ category: '照明', place: { building: '9' } }) }
    says(world, away)
    world.later(HOUR).says('李芳', '业主群', { addressed: false, text: '9栋楼道灯坏了，晚上回来看不见' }, other)
    expect(world.case().held).toBeDefined()
  })
  test('her answer lets it go on', () => {
    const world = inHand()
    says(world, away)
    const answered = world.later(HOUR).says(
      '李芳',
      '业主群',
      { addressed: false, text: '周六上午在家' },
      {
        do: 'at-home',
        until: at('2026-11-28 12:00'),
        text: '周六上午在家',
      },
    )
    expect(types(answered)).toContain('clock-resumed')
    expect(world.case().held).toBeUndefined()
  })
  test('said by anybody else: ordinary talk', () => {
    expect(came(says(inHand(), bare, '张伟', '业主群'))).toBe('')
    expect(came(says(inHand(), bare, '李芳', '业主群'))).toBe('')
  })
  test('of a handler who does not answer it is a complaint of who reported it', () => {
    expect(types(says(inHand(), { ...away, case: 1, text: '打电话不接' }, '李芳', '业主群'))).toEqual(['words-added'])
    expect(came(says(inHand(), { ...away, case: 1 }, '张伟', '业主群'))).toBe('')
  })
  test('right after her report it says more of the same', () => {
    const world = withCase()
    const more = { addressed: false, text: '物业打电话不接，去了没人在' }
    expect(types(world.later(MINUTE).says('李芳', '业主群', more, { ...away, text: more.text }))).toEqual([
      'words-added',
    ])
  })
  test('nobody waits where somebody is in danger', () => {
    const world = withCase({ danger: '困人' })
    world.said('王强', '工作群', { do: 'take', case: 1 })
    expect(came(says(world, away))).toBe('news-given')
  })
  const isPlain = (world: World): void => {
    const said = says(world, away)
    expect(types(said)).toEqual(['news-given'])
    expect(texts(said)).not.toMatch(/没人|不在家|先等/)
    expect(world.case().held).toBeUndefined()
  }
  test('after the limit it is news, and stays late', () => {
    const world = inHand()
    world.now = world.case().due + HOUR
    isPlain(world)
    expect(
      says(world, bare)
        .lines.map(({ text }) => text)
        .join(),
    ).toContain('回“是”就记上，时限不停')
    expect(types(says(world, { do: 'yes' }))).toEqual(['question-dropped', 'news-given'])
  })
  test('nor where another household waits, where nobody has it, or where the level that asked is none of ours any more', () => {
    const joined = inHand()
    joined.mused('张伟', '业主群', { do: 'support', how: 'plain' })
    joined.later(HOUR)
    isPlain(joined)
    const handed = inHand()
    handed.sets({
      kind: 'case',
      key: '1',
      doc: {
        ...handed.case(),
        reporter: 'level:town',
        from: { community: 'town', name: '镇上', number: 7, raisedAt: 0 },
      },
    })
    isPlain(handed)
    const free = withCase()
    says(free, away)
    expect(free.case().held).toBeUndefined()
  })
  test('twice within one limit; the third time it is for a convener', () => {
    const world = inHand({ category: '照明' })
    const home = (): unknown => world.says('李芳', '业主群', { addressed: false, text: '我在家的嘛' })
    for (const holds of [1, 2]) {
      expect(types(says(world, away))).toEqual(['clock-held'])
      expect(world.case().holds).toBe(holds)
      world.later(HOUR)
      home()
      expect(world.case().held).toBeUndefined()
    }
    const third = says(world, away)
    expect([types(third), answers(third)]).toEqual([[], ['waited-enough']])
    expect(texts(third)).toContain('缓办1')
    expect(third.lines).toHaveLength(1)
    const until = at('2026-12-04 18:00')
    says(world, { do: 'postpone', case: 1, until, reason: '等配件' }, '刘书记')
    expect(world.case().holds).toBeUndefined()
    expect(types(says(world, away))).toEqual(['clock-held'])
  })
  test('who joins it waits too: the clock goes on', () => {
    const world = inHand()
    says(world, away)
    const joined = world.later(HOUR).said('张伟', '业主群', { do: 'support', case: 1, how: 'plain' })
    expect(types(joined)).toContain('clock-resumed')
    expect(world.case().held).toBeUndefined()
    expect(texts(joined)).toContain('接着办')
  })
  test('what a supporter says of being at home goes to who works on it', () => {
    const world = inHand()
    world.mused('张伟', '业主群', { do: 'support', how: 'plain' })
    const mine = { addressed: false, text: '1 我在家，随时来' }
    const said = world.later(HOUR).says('张伟', '业主群', mine, { do: 'go-on', case: 1, how: 'home' })
    expect(types(said)).toEqual(['words-added'])
    expect(heardBy(world, said)).toContain('工作群')
  })
  test('a supporter lets go on what waits for who reported it', () => {
    const world = inHand()
    world.mused('张伟', '业主群', { do: 'support', how: 'plain' })
    const held = { since: world.now, until: world.now + DAY, why: 'resident', reason: '等' } as const
    world.sets({ kind: 'case', key: '1', doc: { ...world.case(), held } })
    expect(types(world.said('张伟', '业主群', { do: 'go-on', case: 1, how: 'command' }))).toEqual(['clock-resumed'])
  })
})

describe('who reported it can wait', () => {
  const later: Reading = { do: 'no-hurry', until: at('2026-11-30 18:00'), text: '我下周才在家' }
  test('until the morning of that day', () => {
    const world = inHand()
    const held = world.later(MINUTE).mused('李芳', '业主群', later)
    expect(types(held)).toEqual(['clock-held'])
    expect(world.case().held?.until).toBe(at('2026-11-30 08:30'))
    expect(texts(held)).toContain('等您到11月30日（周一）')
    expect(texts(world.wakes('2026-11-30 08:31'))).toContain('现在可以去了')
  })
  test('不急: what was urgent has the ordinary limit', () => {
    const world = withCase({ urgent: true })
    expect(world.case().due).toBe(at('2026-11-23 13:00'))
    expect(types(world.later(MINUTE).mused('李芳', '业主群', { do: 'no-hurry', text: '不急' }))).toEqual([
      'hurry-dropped',
    ])
    expect(world.case()).toMatchObject({ urgent: false, due: at('2026-11-24 09:00') })
  })
  test('not for the others whom it concerns', () => {
    const world = withCase({ urgent: true })
    world.mused('张伟', '业主群', { do: 'support', how: 'plain' })
    expect(types(world.later(MINUTE).mused('李芳', '业主群', { do: 'no-hurry', text: '不急' }))).toEqual([
      'words-added',
    ])
    expect(came(world.mused('张伟', '业主群', later))).toBe('')
  })
  test('nor may she make others wait: it is passed on, and she is told so in one line', () => {
    const world = inHand()
    world.mused('张伟', '业主群', { do: 'support', how: 'plain' })
    for (const said of [
      world.later(MINUTE).mused('李芳', '业主群', { ...later, case: 1 }),
      world.later(HOUR).said('李芳', '业主群', { ...later, case: 1 }),
    ]) {
      expect(types(said)).toEqual(['words-added'])
      const back = said.lines.filter(({ to }) => 'room' in to && to.room === '业主群')
      expect(back.map(({ text }) => text)).toEqual(['#1 转告物业工程部了。还有邻居也在等，时限不变'])
      expect(heardBy(world, said)).toContain('工作群')
    }
    expect(world.case().held).toBeUndefined()
  })
  test('for 30 days at the most, however often she says so', () => {
    const world = inHand()
    const year: Reading = { do: 'no-hurry', case: 1, until: at('2027-06-01 18:00'), text: '我明年才在家' }
    expect(types(world.later(MINUTE).mused('李芳', '业主群', year))).toEqual(['clock-held'])
    expect(world.case().held?.until).toBe(at('2026-12-23 08:30'))
    expect(world.case().holds).toBeUndefined()
    world.later(5 * DAY).mused('李芳', '业主群', year)
    expect(world.case().held?.until).toBe(at('2026-12-23 08:30'))
  })
  test('long after, and to nobody: ordinary talk', () => {
    expect(came(inHand().later(HOUR).mused('李芳', '业主群', { do: 'no-hurry', text: '不急' }))).toBe('')
  })
})

test('what cannot be done is answered with what can, and the residents hear nothing of it', () => {
  const world = inHand()
  const told = says(world, { do: 'stuck' })
  expect(answers(told)).toEqual(['ways-out'])
  expect(heardBy(world, told)).toEqual(['工作群'])
})
test('the ways out are offered once a day for a case', () => {
  const world = inHand()
  says(world, { do: 'stuck' })
  expect(came(says(world, { do: 'stuck' }))).toBe('')
  expect(answers(says(world, { do: 'stuck', case: 1 }))).toEqual(['limit-stays'])
  world.wakes('2026-11-24 08:31')
  expect(answers(says(world, { do: 'stuck' }))).toEqual(['ways-out'])
})

describe('more time', () => {
  const more = (count: number, unit: 'hour' | 'day' | 'workday' = 'day'): Reading => ({
    do: 'postpone',
    case: 1,
    by: { count, unit },
    reason: '等配件',
  })
  test.each([
    ['days', more(3), '2026-11-27 09:00'],
    ['hours', more(3, 'hour'), '2026-11-24 12:00'],
    ['working days', more(4, 'workday'), '2026-11-30 09:00'],
  ])('%s count from the limit', (_, asks, until) => {
    const world = inHand()
    expect(types(says(world, asks))).toEqual(['time-asked'])
    expect(world.case().asked?.until).toBe(at(until))
  })
  test('of what is late already, to the end of the day', () => {
    const world = inHand()
    world.wakes('2026-11-25 10:00')
    says(world, more(2))
    expect(world.case().asked?.until).toBe(at('2026-11-27 18:00'))
  })
  test('a span is an answer to which day as well', () => {
    const world = inHand()
    says(world, someday)
    expect(types(says(world, { do: 'postpone', by: { count: 1, unit: 'day' }, reason: '' }))).toEqual([
      'question-dropped',
      'time-asked',
    ])
    expect(world.case().asked).toMatchObject({ until: at('2026-11-25 09:00'), reason: '过两天' })
  })
  test('till a day within the limit is a promise, without a reason too', () => {
    const world = inHand()
    const promised = says(world, { do: 'postpone', case: 1, until: before, reason: '' })
    expect(types(promised)).toEqual(['promise-made'])
    expect(texts(promised)).toContain('#1 记下了，说好今天下午6点前')
    expect(answers(says(world, { do: 'postpone', case: 1, until: before, reason: '' }))).toEqual(['in-time'])
    expect(answers(says(world, { do: 'postpone', case: 1, until: world.now + 30 * MINUTE, reason: '' }))).toEqual([
      'in-time',
    ])
  })
  test('is refused by a convener: handler and convener hear that the limit stays', () => {
    const world = inHand()
    says(world, more(3))
    const refused = says(world, { do: 'disagree', case: 1, reason: '太久了' }, '刘书记')
    expect(types(refused)).toEqual(['time-refused'])
    expect(refused.lines.map(({ text }) => text)).toEqual([
      '#1 不延，还按明天上午9点',
      '#1 不延，还按明天上午9点（太久了）',
    ])
    expect(refused.lines.map(({ mention }) => mention)).toEqual([
      [world.person('刘书记').key],
      [world.person('王强').key],
    ])
    expect(world.case()).toMatchObject({ asked: undefined, due: limit })
    expect(answers(says(world, { do: 'disagree', case: 1, reason: '' }, '刘书记'))).toEqual(['nothing-asked'])
  })
  test('a bare 不同意 among staff refuses the only request; one with a number that one alone', () => {
    const vote: Reading = { do: 'vote', choice: { stance: 'against' }, how: 'plain', reason: '' }
    const world = inHand()
    expect(came(says(world, vote, '刘书记'))).toBe('')
    says(world, more(3))
    expect(came(world.says('刘书记', '工作群', { addressed: false, text: '不同意2' }, vote))).toBe('')
    expect(came(says(world, vote, '王强'))).toBe('')
    expect(types(world.says('刘书记', '工作群', { addressed: false, text: '不同意1' }, vote))).toEqual(['time-refused'])
  })
  test('is not for others to refuse', () => {
    const world = inHand()
    says(world, more(3))
    expect(came(says(world, { do: 'disagree', case: 1, reason: '' }))).toBe('')
    expect(came(says(world, { do: 'disagree', case: 1, reason: '' }, '张伟', '业主群'))).toBe('')
    expect(world.case().asked).toBeDefined()
  })
})

describe('words told along', () => {
  test('of what help is wanted for', () => {
    const world = inHand()
    const asked = says(world, { do: 'need-help', text: '没梯子', how: 'plain' })
    expect(types(asked)).toEqual(['help-wanted'])
    expect(texts(asked)).toContain('物业工程部说：没梯子')
    expect(came(says(world, { do: 'need-help', how: 'plain' }, '张伟', '业主群'))).toBe('')
  })
  test('by whoever presses it', () => {
    const world = inHand()
    const pressed = says(world, { do: 'press', case: 1, text: '三天内办好' }, '刘书记')
    expect(types(pressed)).toEqual(['case-pressed'])
    expect(texts(pressed)).toContain('要求：三天内办好')
  })
})

describe('收到 on the bot’s line', () => {
  const call = { text: '@王强 @李工 #1 电梯停了\n物业工程部来办', ours: true }
  const quoting = (world: World, name: string, reading: Reading = { do: 'take', how: 'quoting' }): Came =>
    world.says(name, '工作群', { addressed: false, quote: call }, reading)
  test('takes it, by those of its post while nobody has it', () => {
    const world = withCase()
    expect(came(quoting(world, '刘书记'))).toBe('')
    expect(types(quoting(world, '王强'))).toEqual(['case-taken'])
    expect(came(quoting(world, '王强'))).toBe('')
    expect(came(quoting(world, '李工'))).toBe('')
  })
  test('我来 as well', () => {
    expect(types(quoting(withCase(), '王强', { do: 'take' }))).toEqual(['case-taken'])
  })
})

describe('out of patience', () => {
  const outside: Reading = { do: 'urge', how: 'outside' }
  const impatient: Reading = { do: 'progress', how: 'own' }
  test('going to the authorities urges again, and the conveners hear it once a day', () => {
    const world = inHand()
    says(world, { do: 'urge', case: 1 }, '李芳', '业主群')
    const told = says(world, outside, '李芳', '业主群')
    expect(types(told)).toEqual(['case-urged'])
    const inside = told.lines.find(({ text }) => text.includes('12345'))
    expect(inside?.mention).toEqual(expect.arrayContaining([world.person('王强').key, world.person('刘书记').key]))
    expect(answers(says(world, outside, '李芳', '业主群'))).toEqual(['urged-already'])
    world.wakes('2026-11-24 08:00')
    expect(answers(says(world.later(2 * HOUR), outside, '李芳', '业主群'))).toEqual([])
  })
  test('of whom no case concerns: ordinary talk', () => {
    expect(came(says(inHand(), outside, '张伟', '业主群'))).toBe('')
    expect(came(says(inHand(), impatient, '张伟', '业主群'))).toBe('')
  })
  test('is told how her case stands', () => {
    expect(answers(says(inHand(), impatient, '李芳', '业主群'))).toEqual(['progress'])
  })
  test('with nothing open nothing is raised, she is asked what it is', () => {
    expect(came(inHand().says('张伟', '业主群', { text: '没人管啊' }, impatient))).toBe('hint')
  })
})

describe('who took it first', () => {
  const sentBack = (): World => {
    const world = inHand()
    world.said('王强', '工作群', { do: 'send-back', case: 1, reason: '是供电局的' })
    return world
  }
  test('stays answerable when it is sent back, and hears so once', () => {
    const world = inHand()
    const back = world.said('王强', '工作群', { do: 'send-back', case: 1, reason: '是供电局的' })
    expect(back.lines.filter(({ text }) => text.includes('有人接手前还请您盯着'))).toHaveLength(1)
    expect(world.case()).toMatchObject({ stage: 'open', handler: undefined, first: world.person('王强').key })
  })
  test('is called with the conveners, and sees it in 待办', () => {
    const world = sentBack()
    world.wakes('2026-11-24 08:30')
    const red = world.wakes('2026-11-24 09:01')
    expect(red.lines[0]?.mention).toEqual(
      expect.arrayContaining([world.person('王强').key, world.person('刘书记').key]),
    )
    expect(texts(world.said('王强', '工作群', { do: 'todo' }))).toContain('（首问）')
    expect(texts(world.said('李芳', '业主群', { do: 'whose', case: 1 }))).toContain('先接的物业工程部盯着')
    expect(came(says(world, news(before)))).toBe('news-given')
  })
  test('until another takes it', () => {
    const world = sentBack()
    world.said('刘书记', '工作群', { do: 'hand-on', case: 1, to: '李工' })
    expect(world.case().first).toBe(world.person('王强').key)
    world.said('李工', '工作群', { do: 'take', case: 1 })
    expect(world.case().first).toBe(world.person('李工').key)
    expect(texts(world.said('王强', '工作群', { do: 'todo' }))).not.toContain('（首问）')
  })
  test('nobody took it: nobody is held to it', () => {
    const world = withCase()
    const back = world.said('王强', '工作群', { do: 'send-back', case: 1, reason: '是供电局的' })
    expect(texts(back)).not.toContain('还请您盯着')
  })
})

describe('found and mended in one', () => {
  const lamp: Reading = {
    do: 'on-sight',
    trouble: trouble({ text: '3栋那灯', title: '3栋那灯', category: '照明', place: { building: '3' } }),
    text: '顺手弄了',
  }
  test('is a case born closed, told once where the residents are', () => {
    const world = given()
    const done = says(world, lamp)
    expect(types(done)).toEqual(['case-raised', 'case-finished'])
    expect(world.case()).toMatchObject({ stage: 'done', handling: 'instant', handler: world.person('王强').key })
    expect(done.lines.filter(({ text }) => text.includes('办完了'))).toHaveLength(1)
    expect(texts(done)).toContain('随手办的')
    expect(texts(done)).not.toContain('接1')
  })
  test('by nobody but those who work here', () => {
    expect(came(says(given(), lamp, '李芳', '业主群'))).toBe('')
    expect(came(given().said('李芳', '业主群', lamp))).toBe('staff-only')
    expect(types(says(given(), lamp, '赵姐', '业主群'))).toContain('case-finished')
  })
  test('said by mistake it is gone', () => {
    const world = given()
    says(world, lamp)
    const undone = world.mused('王强', '工作群', { do: 'undo' })
    expect(types(undone)).toEqual(['finish-undone', 'case-withdrawn'])
    expect(world.case().stage).toBe('withdrawn')
  })
  test('one like it that is open is mentioned', () => {
    const world = given()
    world.said('李芳', '业主群', raise({ category: '照明', place: { building: '3' } }))
    expect(answers(says(world, lamp))).toEqual(['alike-open'])
  })
})

test('我今天休，李工去: 李工 has to accept', () => {
  const world = inHand()
  expect(types(says(world, { do: 'hand-on', to: '李工' }))).toEqual(['case-offered'])
  expect(world.case()).toMatchObject({ handler: world.person('王强').key, offered: world.person('李工').key })
})

test('好了谢谢 of who reported it asks the handler to close', () => {
  const world = inHand()
  expect(answers(world.said('李芳', '业主群', { do: 'finish', text: '', how: 'plain' }))).toEqual([
    'good-news-told',
    'close-please',
  ])
  expect(world.case().stage).toBe('taken')
})

test('暂时好了 of the only case in hand is news', () => {
  expect(types(says(inHand(), { do: 'news', text: '暂时好了', how: 'plain' }))).toEqual(['news-given'])
})
