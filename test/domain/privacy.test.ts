import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY } from '../../src/domain/calendar.ts'
import { clean } from '../../src/domain/privacy.ts'
import { photosOf } from '../../src/domain/say/announce.ts'
import { paperOf } from '../../src/domain/say/paper.ts'
import { given, raise, type World } from './given.ts'
import { Levels, worked } from './levels.ts'

/** How people write a door, in words that say something of it. */
const FORMS: readonly ((room: string) => string)[] = [
  (room) => `我家${room}厨房漏水`,
  (room) => `楼上${room}漏下来的`,
  (room) => `我${room}的`,
  (room) => `${room}家里没人`,
  (room) => `楼上${room}不开门`,
  (room) => `李芳家${room}灶具漏气`,
  (room) => `4栋2单元${room}王大爷天天在楼道堆纸板`,
  (room) => `3栋2单元${room}漏水`,
  (room) => `3栋2单元我家${room}漏水`,
  (room) => `3栋${room}`,
  (room) => `2单元${room}室`,
  (room) => `3-2-${room}`,
  (room) => `3栋2-${room}`,
  (room) => `3/2/${room}`,
  (room) => `3#2单元${room}`,
  (room) => `3栋，${room}也漏`,
  (room) => `3栋的${room}`,
  (room) => `2单元那个${room}`,
  (room) => `${room}、${room}都没水`,
  (room) => `${room}和${room}都没水`,
  (room) => `隔壁${room}吵`,
  (room) => `对门${room}`,
  (room) => `门牌号：${room}`,
  (room) => `${room}门口堆东西`,
  (room) => `${room}天天吵`,
  (room) => `我住${room}`,
  (room) => `我住在${room}`,
  (room) => `我是${room}的`,
  (room) => `去${room}看了`,
  (room) => `给${room}换了阀门`,
  (room) => `${room}换好了`,
  (room) => `联系${room}业主`,
  (room) => `（${room}）漏水`,
  (room) => `${room} 漏水`,
  (room) => `5楼${room}漏水`,
  (room) => `${room}号房没电`,
  (room) => `${room}李嬢嬢腿不好`,
]
const ROOM = fc
  .tuple(fc.integer({ min: 3, max: 18 }), fc.integer({ min: 1, max: 9 }))
  .map(([floor, door]) => `${floor}0${door}`)
const FORM = fc.constantFrom(...FORMS)

const residents = ({ lines, c }: World): string =>
  lines
    .filter(({ to }) => 'room' in to && c.get('room', to.room)?.kind === 'residents')
    .map(({ text }) => text)
    .join('\n')

/** Everything of it that a group of residents, or another community, comes to see. */
function shownOf(words: string): string {
  const levels = new Levels()
  const world = levels.below
  const trouble = { text: words, title: words.slice(0, 20), category: '电梯' }
  const { staff } = worked(world, trouble)
  staff({ do: 'finish', case: 1, text: words, how: 'command' })
  staff({ do: 'correct-finish', case: 1, text: words })
  const photo = { of: 'm', when: 'done', file: '1.jpg' } as const
  world.sets({ kind: 'case', key: '1', doc: { ...world.case(1), media: [photo] } })
  const reports = [JSON.stringify(photosOf(world.c, 1))]
  expect(reports[0]).toContain('1.jpg')
  staff({ do: 'pass-up', case: 2, reason: words })
  levels.carry()
  world.said('李芳', '业主群', raise({ ...trouble, category: '停车' }))
  world.said('李芳', '业主群', { do: 'mine' })
  world.said('张伟', '业主群', { do: 'rate', case: 1, grade: 'poor', text: words })
  for (let day = 0; day < 8; day++) world.later(DAY).beats()
  for (const { card } of world.lines) if (card) reports.push(JSON.stringify(paperOf(world.c, card) ?? ''))
  const letters = levels.carried.map(({ letter }) => JSON.stringify(letter))
  expect(letters.length).toBeGreaterThan(0)
  return [residents(world), residents(levels.above), ...reports, ...letters].join('\n')
}

/** By itself: not in a telephone or a time. */
const isIn = (text: string, room: string): boolean => new RegExp(`(?<!\\d)${room}(?!\\d)`).test(text)

test('no door comes into a group of residents, a report, a picture, a reminder or a letter, however it is written', () => {
  fc.assert(
    fc.property(ROOM, FORM, (room, form) => {
      const words = form(room)
      const shown = shownOf(words)
      expect(shown.length).toBeGreaterThan(400)
      expect(isIn(shown, room), `${words}\n${shown}`).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('nor out of several that read like one number', () => {
  expect(clean(given().c, '门牌号：1301，3/2/301，3/2/301')).not.toMatch(/301/)
})

test('nor out of several in one message', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(ROOM, FORM), { minLength: 1, maxLength: 4 }), (all) => {
      const words = all.map(([room, form]) => form(room)).join('，')
      const shown = clean(given().c, words)
      for (const [room] of all) expect(isIn(shown, room), `${words}\n${shown}`).toBe(false)
    }),
    { numRuns: 1_500 },
  )
})

describe('who is meant', () => {
  const { c } = given()
  test.each([
    ['4栋2单元601王大爷天天在楼道堆纸板', '4栋2单元一位住户天天在楼道堆纸板'],
    ['刘老头老是在楼道抽烟', '一位住户老是在楼道抽烟'],
    ['楼上402李嬢嬢半夜跳舞', '楼上一位住户半夜跳舞'],
    ['李芳家502灶具漏气', '一位住户家灶具漏气'],
    ['张伟占了车位', '一位住户占了车位'],
    ['王强明天来', '物业工程部明天来'],
    ['找物业李工', '找物业工程部'],
    ['刘书记说可以', '社区居委会说可以'],
    ['赵姐帮着收的', '赵姐帮着收的'],
    ['物业王师傅来过', '物业王师傅来过'],
    ['王大爷摔倒了', '王大爷摔倒了'],
    ['请张阿姨教包粽子', '请张阿姨教包粽子'],
  ])('%s → %s', (said, shown) => {
    expect(clean(c, said)).toBe(shown)
    expect(clean(c, said, 'staff')).toBe(said)
  })
})

test('staff see the door that was told in private, a group of residents does not', () => {
  const world = given()
  const words = '幸福里3栋2单元401'
  world.said('李芳', undefined, raise({ text: words, title: words }))
  world.said('张伟', '业主群', { do: 'progress', case: 1, how: 'plain' })
  const staffRoom = world.lines.filter(({ to }) => 'room' in to && to.room === '工作群').map(({ text }) => text)
  expect(staffRoom.join('\n')).toContain('401')
  expect(residents(world)).toContain('3栋2单元')
  expect(residents(world)).not.toContain('401')
})

describe('a telephone that a resident leaves', () => {
  const left = { text: '3栋2单元电梯停了，我的电话13912345678', title: '3栋2单元电梯停了' }
  const withPhone = (line: { readonly text: string }): boolean => line.text.includes('13912345678')
  const toWhom = (world: World) => world.lines.filter(withPhone).map(({ to, text }) => ({ to, text }))
  const wang = (world: World) => ({ person: world.person('王强').key })

  test('is told to who takes it, in private and to nobody else', () => {
    const world = given()
    world.said('李芳', '业主群', raise(left))
    expect(toWhom(world)).toEqual([])
    world.said('王强', '工作群', { do: 'take', case: 1 })
    expect(toWhom(world)).toEqual([{ to: wang(world), text: '#1 联系电话：13912345678' }])
  })

  test('likewise where it comes later', () => {
    const world = given()
    world.said('李芳', '业主群', raise())
    world.said('王强', '工作群', { do: 'take', case: 1 })
    world.said('李芳', '业主群', { do: 'add', case: 1, text: '打１３９１２３４５６７８' })
    expect(toWhom(world)).toEqual([{ to: wang(world), text: '#1 联系电话：13912345678' }])
  })

  test('what the community publishes is sent to nobody', () => {
    const world = given()
    world.said('李芳', '业主群', raise({ ...left, text: '打023-67001234没人接' }))
    const came = world.said('王强', '工作群', { do: 'take', case: 1 })
    expect(came.lines.map(({ text }) => text).join('')).not.toContain('联系电话')
  })
})
