import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { done, given, raise, texts, trouble, types, type World, withCase } from './given.ts'

type Correction = Extract<Reading, { do: 'correct' }>
const correct = (more: Partial<Correction>): Correction => ({ do: 'correct', how: 'plain', text: '', ...more })
const noticed = (more: Parameters<typeof trouble>[0] = {}): Reading => ({ do: 'trouble', trouble: trouble(more) })

function waiting(more: Parameters<typeof trouble>[0] = {}): World {
  const world = given()
  world.mused('李芳', '业主群', noticed(more))
  return world
}
const yes = (world: World) => world.mused('李芳', '业主群', { do: 'report' })

describe('while it waits for a yes', () => {
  test('words, photos and a voice of the next 3 minutes go into it, and nothing is said', () => {
    const world = waiting()
    const all = [
      world.says('李芳', '业主群', { addressed: false, text: '老人下不了楼了' }),
      world.says('李芳', '业主群', { addressed: false, kind: 'image' }),
      world.says('李芳', '业主群', { addressed: false, kind: 'audio' }),
      world.says('李芳', '业主群', { addressed: false, text: '按钮也不亮' }, noticed({ text: '按钮也不亮' })),
    ]
    expect(all.flatMap(types)).toEqual(['draft-changed', 'draft-changed', 'draft-changed', 'draft-changed'])
    expect(all.flatMap(({ lines }) => lines)).toEqual([])
    yes(world)
    expect(world.case().text).toContain('老人下不了楼了；按钮也不亮')
    expect(world.case().media).toHaveLength(2)
  })

  test('later ones do not', () => {
    const world = waiting()
    const late = world.later(3 * MINUTE + 1).says('李芳', '业主群', { addressed: false, text: '老人下不了楼了' })
    expect(types(late)).toEqual([])
  })

  test('neither do a neighbour’s', () => {
    const world = waiting()
    expect(types(world.says('张伟', '业主群', { addressed: false, text: '老人下不了楼了' }))).toEqual([])
  })

  test('what the first words left open, the next say', () => {
    const { place: _, ...nowhere } = trouble()
    const world = given()
    world.mused('李芳', '业主群', { do: 'trouble', trouble: nowhere })
    world.mused('李芳', '业主群', noticed({ text: '是3栋的', urgent: true }))
    yes(world)
    expect(world.case()).toMatchObject({ place: { building: '3', unit: '2' }, urgent: true })
  })

  test('where each part was read goes with the words, whatever is added or put right', () => {
    const text = '3栋电梯昨晚停了'
    const world = waiting({
      text,
      title: text,
      place: { building: '3' },
      read: { place: [0, 2], category: [2, 4], title: [0, 8] },
    })
    const more = noticed({
      text: '昨晚停的，老人下不来',
      read: { time: [0, 2], urgent: [5, 7], title: [0, 4] },
      urgent: true,
    })
    world.mused('李芳', '业主群', more)
    world.mused('李芳', '业主群', correct({ place: { building: '15' } }))
    yes(world)
    const read = () => {
      const { text: now, read: parts = {} } = world.case()
      return Object.fromEntries(Object.entries(parts).map(([part, [from, to]]) => [part, now.slice(from, to)]))
    }
    const rest = { category: '电梯', time: '昨晚', urgent: '老人' }
    expect(read()).toEqual({ ...rest, place: '15栋', title: '15栋电梯昨晚停了' })
    world.mused('李芳', '业主群', correct({ place: { building: '5' } }))
    expect(read()).toEqual({ ...rest, place: '5栋', title: '5栋电梯昨晚停了' })
    world.mused('李芳', '业主群', correct({ wrong: '昨晚', right: '前天夜里' }))
    expect(read()).toMatchObject({ place: '5栋', category: '电梯', urgent: '老人' })
  })

  test('brought to the bot after all, it is one case with what was said before', () => {
    const world = waiting({ text: '电梯不动了' })
    world.says('李芳', '业主群', { addressed: false, kind: 'image' })
    world.said('李芳', '业主群', raise())
    expect(world.case().media).toHaveLength(1)
    expect(world.case().text).toContain('电梯不动了')
  })

  test('不是3栋是5栋', () => {
    const world = waiting()
    expect(types(world.mused('李芳', '业主群', correct({ place: { building: '5' } })))).toEqual(['draft-changed'])
    yes(world)
    expect(world.case()).toMatchObject({
      place: { building: '5' },
      title: '5栋电梯停了',
      text: '5栋电梯停了，老人下不了楼',
    })
  })

  test('是路灯不是门灯', () => {
    const world = waiting({ text: '门灯不亮', title: '门灯不亮', category: '电梯' })
    world.mused('李芳', '业主群', correct({ right: '路灯', wrong: '门灯', category: '照明', text: '是路灯不是门灯' }))
    yes(world)
    expect(world.case()).toMatchObject({ title: '路灯不亮', text: '路灯不亮', category: '照明' })
  })

  test('不是我家，是我楼上: in her building still', () => {
    const { place: _, ...home } = trouble({ text: '我家漏水', title: '我家漏水', atHome: true })
    const world = given()
    world.mused('李芳', '业主群', { do: 'trouble', trouble: home })
    world.mused('李芳', '业主群', correct({ right: '我楼上', wrong: '我家', text: '不是我家，是我楼上' }))
    yes(world)
    expect(world.case()).toMatchObject({
      title: '我楼上漏水',
      place: { building: '3', unit: '2' },
      reporter: world.person('李芳').key,
    })
  })

  test('said to the bot, the changed one is asked about again', () => {
    expect(types(waiting().said('李芳', '业主群', correct({ place: { building: '5' } })))).toEqual(['asked'])
  })

  test('nobody answers: nothing is filed', () => {
    const world = waiting()
    world.says('李芳', '业主群', { addressed: false, text: '老人下不了楼了' })
    world.later(31 * MINUTE).beats()
    expect(types(yes(world))).toEqual([])
  })

  test('a danger waits for nothing', () => {
    expect(types(waiting().mused('李芳', '业主群', noticed({ danger: '困人', urgent: true })))).toContain('case-raised')
  })
})

describe('once it is a case', () => {
  test('what was said of the wrong place is put right, and what was added since stays', () => {
    const world = withCase()
    world.says(
      '李芳',
      '业主群',
      { addressed: false, text: '老人在家' },
      { do: 'trouble', trouble: trouble({ text: '老人在家' }) },
    )
    world.mused('李芳', '业主群', correct({ place: { building: '5' } }))
    expect(world.case()).toMatchObject({
      text: '5栋电梯停了，老人下不了楼；老人在家',
      raised: '5栋电梯停了，老人下不了楼',
    })
  })

  test('another unit is of the same building', () => {
    const world = withCase()
    world.mused('李芳', '业主群', correct({ place: { unit: '3' } }))
    expect(world.case()).toMatchObject({ place: { building: '3', unit: '3' }, title: '3栋3单元电梯停了' })
  })

  test('another category is another post’s while nobody has it, and it is said once', () => {
    const world = withCase({ text: '3栋门灯不亮', title: '3栋门灯不亮' })
    const came = world.mused('李芳', '业主群', correct({ right: '杂物', wrong: '门灯', category: '其他' }))
    expect(types(came)).toEqual(['case-corrected', 'case-sorted'])
    expect(world.case()).toMatchObject({ category: '其他', post: '社区居委会' })
    expect(came.lines.filter(({ to }) => 'room' in to && to.room === '业主群')).toHaveLength(1)
  })

  test('much later only words of hers that stand there are put right', () => {
    const world = withCase().later(20 * MINUTE)
    expect(types(world.mused('李芳', '业主群', correct({ right: '红灯', wrong: '路灯', category: '照明' })))).toEqual(
      [],
    )
    expect(types(world.mused('李芳', '业主群', correct({ right: '大门', wrong: '电梯' })))).toEqual(['case-corrected'])
  })
})

describe('like one that was finished lately', () => {
  const again = (world: World, name: string) => world.said(name, '业主群', raise({ text: '3栋2单元电梯又停了' }))
  test('her own: 是 takes it up again', () => {
    const world = done().later(DAY)
    expect(texts(again(world, '李芳'))).toContain('办完）')
    expect(types(world.mused('李芳', '业主群', { do: 'yes' }))).toEqual(['question-dropped', 'case-reopened'])
  })
  test('a neighbour’s: 是 makes a new one that names it', () => {
    const world = done().later(DAY)
    again(world, '朱明')
    expect(types(world.mused('朱明', '业主群', { do: 'yes' }))).toEqual(
      expect.arrayContaining(['case-raised', 'came-back']),
    )
    expect(world.case(2)).toMatchObject({ again: 1, reporter: world.person('朱明').key })
    expect(world.case(1)).toMatchObject({ stage: 'done', next: 2 })
  })
  test('14 days later it is past', () => {
    expect(types(again(done().later(14 * DAY + 1), '朱明'))).toContain('case-raised')
  })
})
