import { describe, expect, test } from 'vitest'
import { dutyOf, dutyShape } from '../../src/config/duty.ts'
import { communityShape, contradictions } from '../../src/config/file.ts'

const duty = (days: unknown, from = '08:00', to = '20:00') => ({ post: '物业工程部', days, from, to })
const file = (...all: readonly object[]) => ({
  id: 'xingfuli',
  name: '幸福里小区',
  rooms: [{ topic: '业主群' }],
  people: [],
  posts: [{ name: '物业工程部' }],
  duty: all,
})

describe('a rota', () => {
  test.each([
    ['每天', ['all']],
    ['工作日', ['workdays']],
    ['休息日', ['days-off']],
    [['周一', '周日'], [[1, 0]]],
    [
      ['工作日', '周六'],
      ['workdays', [6]],
    ],
  ])('%s', (days, expected) => {
    expect(dutyOf(dutyShape.parse(duty(days))).map((one) => one.days)).toEqual(expected)
  })

  test('may overlap, go over midnight and last to its end', () => {
    const all = [duty('每天', '20:00', '08:00'), duty('周六'), duty('周六', '18:00', '24:00')]
    const parsed = communityShape.safeParse(file(...all))
    expect(parsed.success && contradictions(parsed.data)).toEqual([])
  })

  test.each([
    ['a day that is none', duty('周八')],
    ['no day', duty([])],
    ['a time that is none', duty('每天', '8:00')],
    ['24:00 as its beginning', duty('每天', '24:00')],
    ['another key', { ...duty('每天'), person: '王强' }],
  ])('refuses %s', (_, one) => expect(communityShape.safeParse(file(one)).success).toBe(false))

  test.each([
    ['a post that is not listed', { ...duty('每天'), post: '保安部' }, 'the post 保安部 is not listed under "posts"'],
    ['no length', duty('每天', '08:00', '08:00'), '"to" is the same as "from": 08:00'],
  ])('refuses %s', (_, one, reason) => {
    const parsed = communityShape.parse(file(one))
    expect(contradictions(parsed).map((mistake) => mistake.reason)).toEqual([reason])
  })
})
