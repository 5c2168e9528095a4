import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { released } from '../../src/domain/level/received.ts'
import { patterns } from '../../src/domain/report/pattern.ts'
import type { Catalogue, Post } from '../../src/domain/state/constitution.ts'
import { at, given, heardBy, raise, texts, types, type World } from './given.ts'

const catalogue = JSON.parse(readFileSync(join(import.meta.dirname, '../../data/catalogue.json'), 'utf8')) as Catalogue
const POSTS: readonly Post[] = [
  { name: '物业工程部', categories: ['电梯', '照明', '停车'], phone: '023-67001234' },
  { name: '物业保安部', categories: ['收费', '门禁安防'] },
  { name: '社区居委会', categories: ['*'], phone: '023-67005678' },
]
const world = (posts = POSTS) => given({ catalogue, posts })
const told = (category: string, kind?: string, more: object = {}, posts = POSTS) => {
  const one = world(posts)
  one.said('李芳', '业主群', raise({ category, ...(kind === undefined ? {} : { kind }), ...more }))
  return one
}

describe('a case of a kind', () => {
  test('has what the kind says, and else what its category does', () => {
    expect(told('电梯', '加装更新').case()).toMatchObject({ kind: '加装更新', tier: 'public', handling: 'upward' })
    expect(told('电梯', '停梯').case()).toMatchObject({ kind: '停梯', tier: 'common', handling: 'agent' })
  })

  test.each([
    ['电梯', undefined, '2026-11-24 09:00'],
    ['电梯', '停梯', '2026-11-24 09:00'],
    ['电梯', '维保年检', '2026-11-30 18:00'],
    ['电梯', '加装更新', '2026-12-07 18:00'],
  ])('%s %s has its limit', (category, kind, due) => {
    expect(told(category, kind).case().due).toBe(at(due))
  })

  test.each([
    ['停车', '乱停堵路', '物业工程部'],
    ['停车', '停车收费', '物业保安部'],
    ['充电', '充电收费', '物业保安部'],
    ['充电', '占位', '社区居委会'],
  ])('%s %s goes to %s', (category, kind, post) => {
    expect(told(category, kind).case().post).toBe(post)
  })

  test('goes to the post that lists the kind itself', () => {
    const posts = [...POSTS.slice(0, 2), { name: '社区居委会', categories: ['电梯加装更新', '*'] }]
    expect(told('电梯', '加装更新', {}, posts).case().post).toBe('社区居委会')
    expect(told('电梯', '停梯', {}, posts).case().post).toBe('物业工程部')
  })

  test('of a name that the catalogue does not have is of none', () => {
    expect(told('电梯', '飞走').case().kind).toBeUndefined()
  })

  test('keeps since when it is so, and where that was read', () => {
    const began = { text: '昨晚开始', at: at('2026-11-22 20:00') }
    const read = { time: [0, 4] as const }
    expect(told('电梯', '停梯', { began, read }).case()).toMatchObject({ began, read })
  })

  test('the standing tells since when only where that is days before and the title does not', () => {
    const standing = (text: string, local: string) => {
      const one = told('电梯', '停梯', { began: { text, at: at(local) } })
      return texts(one.said('李芳', '业主群', { do: 'progress', case: 1, how: 'plain' }))
    }
    expect(standing('周五就', '2026-11-20 12:00')).toContain('从11月20日（周五）就这样了')
    expect(standing('昨晚开始', '2026-11-22 20:00')).not.toContain('就这样了')
  })
})

test('a kind that usually goes up is of that kind still when it is taken back', () => {
  const one = told('电梯', '加装更新')
  const there = { ...one.case(), up: { community: 'chongyi', name: '崇义街道' } }
  expect(released(one.c, there, '', one.now)).toMatchObject({ handling: 'upward', due: one.case().due })
})

describe('the same again and again', () => {
  const finishing = (kinds: readonly (string | undefined)[]) => {
    const one = world()
    kinds.forEach((kind, i) => {
      one.said(
        '李芳',
        '业主群',
        raise({ category: '电梯', ...(kind === undefined ? {} : { kind }), place: { building: '3' } }),
      )
      if (one.c.get('pending', one.person('李芳').key)) one.mused('李芳', '业主群', { do: 'no' }) // another than the last
      one.said('王强', '工作群', { do: 'take', case: i + 1 })
      one.said('王强', '工作群', { do: 'finish', case: i + 1, text: '修了', how: 'command' })
      one.later(2 * DAY)
    })
    return one
  }
  const seen = (kinds: readonly (string | undefined)[]) =>
    finishing(kinds).facts.flatMap((fact) => (fact.type === 'pattern-seen' ? [fact.pattern] : []))

  test('of one kind is named by it', () => {
    expect(seen(['困人', '困人', '困人'])).toMatchObject([{ category: '电梯', kind: '困人', cases: [1, 2, 3] }])
  })

  test('of what the category mostly is needs no more words', () => {
    expect(seen(['停梯', '停梯', '停梯']).map(({ kind }) => kind)).toEqual([undefined])
  })

  test('of several kinds is of the category', () => {
    expect(seen(['困人', '停梯', undefined])).toMatchObject([{ category: '电梯', cases: [1, 2, 3] }])
  })

  test('enough of one kind are counted by themselves, and all others together', () => {
    const one = finishing(['困人', '异响抖动', '困人', '停梯', '困人', undefined])
    expect(patterns(one.c, at('2026-11-01 00:00'), one.now)).toMatchObject([
      { kind: '困人', cases: [1, 3, 5] },
      { category: '电梯', cases: [2, 4, 6] },
    ])
  })
})

type Sort = Extract<Reading, { do: 'sort' }>
const sort = (more: Omit<Sort, 'do' | 'case'>): Sort => ({ do: 'sort', case: 1, ...more })

describe('who works on a case sorts it', () => {
  test.each([
    ['电梯困人', { category: '电梯', kind: '困人' }],
    ['电梯异响', { category: '电梯', kind: '异响抖动' }],
    ['异响', { category: '电梯', kind: '异响抖动' }],
    ['照明', { category: '照明', kind: undefined }],
    ['照明路灯', { category: '照明', kind: '路灯' }],
  ])('分类 1 %s', (as, after) => {
    const one = told('电梯', '停梯')
    expect(types(one.said('王强', '工作群', sort({ as })))).toContain('case-sorted')
    expect(one.case()).toMatchObject(after)
  })

  test('its post changes while nobody has it, and is called', () => {
    const one = told('电梯', '停梯')
    const came = one.said('王强', '工作群', sort({ as: '消防' }))
    expect(one.case()).toMatchObject({ category: '消防', post: '社区居委会' })
    expect(texts(came)).toContain('接了回“接1”')
    const taken = told('电梯', '停梯')
    taken.said('王强', '工作群', { do: 'take', case: 1 })
    expect(heardBy(taken, taken.said('王强', '工作群', sort({ as: '消防' })))).toEqual(['工作群'])
    expect(taken.case().post).toBe('物业工程部')
  })

  test('what was promised is never put later', () => {
    const one = told('电梯', '停梯')
    const { due } = one.case()
    one.said('王强', '工作群', sort({ as: '物业服务' }))
    expect(one.case().due).toBe(due)
  })

  test('what presses has the shorter limit from then on', () => {
    const one = told('照明', '路灯')
    one.later(HOUR).said('王强', '工作群', sort({ urgent: true }))
    expect(one.case()).toMatchObject({ urgent: true, due: at('2026-11-24 10:00') })
  })

  test('三事分流 is said by itself, and stays when the kind changes', () => {
    const one = told('电梯', '停梯')
    one.said('王强', '工作群', sort({ handling: 'upward' }))
    one.said('刘书记', '工作群', sort({ tier: 'public' }))
    one.said('王强', '工作群', sort({ as: '异响' }))
    expect(one.case()).toMatchObject({ tier: 'public', handling: 'upward', kind: '异响抖动' })
  })

  test('家事 is from then on for nobody else', () => {
    const one = told('电梯', '停梯')
    one.said('王强', '工作群', sort({ tier: 'family' }))
    expect(heardBy(one, one.said('王强', '工作群', { do: 'take', case: 1 }))).not.toContain('业主群')
  })

  test('what is so already, and what there is not, changes nothing', () => {
    const one = told('电梯', '停梯')
    expect(types(one.said('王强', '工作群', sort({ as: '电梯停梯' })))).toEqual([])
    const came = one.said('王强', '工作群', sort({ as: '飞碟' }))
    expect(types(came)).toEqual([])
    expect(texts(came)).toContain('没有“飞碟”这一类')
  })

  test('a resident’s word is passed on', () => {
    const one = told('电梯', '停梯')
    expect(types(one.said('李芳', '业主群', { ...sort({ urgent: true }) }))).toEqual([])
    expect(one.case().urgent).toBe(false)
  })
})

describe('who reported it says that it is something else', () => {
  const lamp = () => told('照明', '楼道灯', { text: '3栋门灯不亮', title: '3栋门灯不亮' })
  type Other = { readonly category?: string; readonly right?: string }
  const other = (one: World, { category = '电梯', right = category }: Other = {}) =>
    one.mused('李芳', '业主群', {
      do: 'correct',
      how: 'plain',
      right,
      wrong: '门灯',
      category,
      text: `是${right}不是门灯`,
    })
  const later = (local: string) => ({ do: 'postpone', case: 1, until: at(local), reason: '' }) as const

  test('it has what is usual for that', () => {
    const one = lamp()
    expect(types(other(one))).toEqual(['case-corrected', 'case-sorted'])
    expect(one.case()).toMatchObject({ category: '电梯', kind: undefined, tier: 'common', handling: 'agent' })
    expect(one.case().due).toBe(at('2026-11-24 09:00'))
  })

  test.each<[string, Omit<Sort, 'do' | 'case'>, object]>([
    ['公事', { tier: 'public' }, { tier: 'public', handling: 'agent' }],
    ['家事', { tier: 'family' }, { tier: 'family', handling: 'agent' }],
    ['上报件', { handling: 'upward' }, { tier: 'common', handling: 'upward' }],
    ['急', { urgent: true }, { urgent: true, tier: 'common', handling: 'agent' }],
  ])('%s, as staff said, stays', (_, said, after) => {
    const one = lamp()
    one.said('刘书记', '工作群', sort(said))
    other(one)
    expect(one.case()).toMatchObject({ category: '电梯', ...after })
  })

  test('what turns out to be a quarrel of neighbours is kept from the groups, whatever was said of the lamp', () => {
    const one = lamp()
    one.said('刘书记', '工作群', sort({ tier: 'public' }))
    other(one, { category: '邻里纠纷', right: '邻里纠纷' })
    expect(one.case()).toMatchObject({ category: '邻里纠纷', tier: 'family' })
  })

  test('what is put off stays so, with its limit', () => {
    const one = lamp()
    one.said('刘书记', '工作群', { do: 'suspend', case: 1, until: at('2026-12-01 09:00'), reason: '等维修资金' })
    const { held, due, since } = one.case()
    other(one.later(MINUTE))
    expect(one.case()).toMatchObject({ category: '电梯', held: { ...held }, due, since })
    expect(one.case().held).toBeDefined()
  })

  test('a limit that a convener gave stays, also when it stood still since, until it presses', () => {
    const one = lamp()
    one.said('刘书记', '工作群', later('2026-12-04 18:00'))
    one.said('刘书记', '工作群', { do: 'suspend', case: 1, until: at('2026-12-01 09:00'), reason: '等维修资金' })
    one.later(MINUTE).said('刘书记', '工作群', { do: 'go-on', case: 1, how: 'command' })
    const { due } = one.case()
    expect(due).toBeGreaterThanOrEqual(at('2026-12-04 18:00'))
    other(one)
    one.said('王强', '工作群', sort({ as: '消防' }))
    expect(one.case()).toMatchObject({ category: '消防', due })
    one.said('刘书记', '工作群', sort({ urgent: true }))
    expect(one.case().due).toBeLessThan(at('2026-11-24 09:00'))
  })

  test('the day that staff promised stays while the limit comes earlier', () => {
    const one = lamp()
    const until = at('2026-11-23 18:00')
    one.said('王强', '工作群', { do: 'postpone', case: 1, until, reason: '' })
    expect(one.case().promised).toBe(until)
    other(one)
    expect(one.case()).toMatchObject({ promised: until, due: at('2026-11-24 09:00') })
  })

  test('a day that was promised for later than it presses now is asked for anew', () => {
    const one = lamp()
    const until = at('2026-11-25 18:00')
    one.said('王强', '工作群', { do: 'postpone', case: 1, until, reason: '' })
    expect(one.case().promised).toBe(until)
    one.said('刘书记', '工作群', sort({ urgent: true }))
    expect(one.case().due).toBeLessThan(until)
    expect(one.case().promised).toBeUndefined()
  })

  test('what its post sent back stays with the conveners, and staff name another post by its category', () => {
    const one = lamp()
    one.said('王强', '工作群', { do: 'send-back', case: 1, reason: '不归我们' })
    expect(one.case().post).toBe('社区居委会')
    const came = other(one, { category: '停车' })
    expect(one.case()).toMatchObject({ category: '停车', post: '社区居委会' })
    expect(texts(came)).not.toContain('接了回')
    one.said('刘书记', '工作群', sort({ as: '电梯' }))
    expect(one.case().post).toBe('物业工程部')
  })
})

test('a place told in parts is one place', () => {
  const one = told('照明', '楼道灯', { place: { unit: '2' }, title: '2单元灯不亮' })
  one.mused('李芳', '业主群', { do: 'correct', how: 'bare', place: { building: '3' }, text: '3栋' })
  expect(one.case()).toMatchObject({ place: { building: '3', unit: '2' }, title: '3栋2单元灯不亮' })
})

test('who is in one of several buildings is there too', () => {
  const one = told('电梯', '停梯', { place: { building: '3', also: ['4', '5'] } })
  const came = one.said('张伟', '业主群', raise({ category: '电梯', place: { building: '4' } }))
  expect(came.facts.map((fact) => fact.type === 'asked' && fact.pending.question)).toMatchObject([
    { ask: 'same', case: 1 },
  ])
})
