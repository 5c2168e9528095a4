import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading, Trouble } from '../../src/domain/heard/reading.ts'
import { photosOf } from '../../src/domain/say/announce.ts'
import type { Line } from '../../src/domain/state/community.ts'
import type { Settings } from '../../src/domain/state/constitution.ts'
import { fits } from '../../src/domain/wording/fit.ts'
import { stillStands } from '../../src/domain/work/announce.ts'
import { answers, at, type Came, given, heardBy, raise, texts, trouble, types, type World } from './given.ts'
import { settings } from './place.ts'

const whole = { text: '路灯不亮', title: '路灯不亮', category: '照明', place: {} } as const
const ruled = (announce: Settings['announce'], now?: number): World =>
  given({ settings: { ...settings, announce } }, now)
const PRIVATELY = ''
/** Raised by 李芳, taken by 王强. */
const taken = (world: World, more: Partial<Trouble> = {}, where: string = '业主群'): number => {
  world.said('李芳', where || undefined, raise(more))
  const number = [...world.c.all('case')].at(-1)?.number ?? 0
  world.said(world.case(number).tier === 'family' ? '刘书记' : '王强', '工作群', { do: 'take', case: number })
  return number
}
const finish = (world: World, number: number, text = '换了灯', where: string | undefined = '工作群', who = '王强') =>
  world.said(who, where, { do: 'finish', case: number, text, how: 'command' })
/** Who hears that it is done. */
const told = (world: World, came: Came): readonly string[] =>
  heardBy(world, { ...came, lines: came.lines.filter(({ text }) => text.startsWith('✅')) })
const rooms = ({ lines }: Pick<World, 'lines'>, words: string): readonly string[] =>
  lines.flatMap(({ to, text }) => ('room' in to && text.includes(words) ? [to.room] : []))

describe('who hears of a finish', () => {
  test.each<[string, Settings['announce'], Partial<Trouble>, readonly string[]]>([
    ['of a building: the group that it came from', undefined, {}, ['业主群']],
    ['of the whole community: every group of residents', undefined, whole, ['业主群', '二期群']],
    ['by rule nobody else', 'origin', whole, ['业主群']],
    ['by rule all', 'all', {}, ['业主群', '二期群']],
    ['by rule those where the matter is of no one building', 'common', whole, ['业主群', '二期群']],
    ['家事: who reported it', 'all', { category: '邻里' }, ['李芳']],
  ])('%s', (_, announce, more, expected) => {
    const world = ruled(announce)
    const number = taken(world, more)
    expect(told(world, finish(world, number, '办了', '工作群', more.category ? '刘书记' : '王强'))).toEqual(expected)
  })

  test('the groups where it was supported, always', () => {
    const world = ruled('origin')
    taken(world)
    world.said('朱明', '二期群', { do: 'support', case: 1, how: 'plain' })
    const came = finish(world, 1)
    expect(told(world, came)).toEqual(['业主群', '二期群'])
    expect(came.lines.find(({ to }) => 'room' in to && to.room === '二期群')?.mention).toEqual([])
  })

  test('who joined in private, and reads none of these groups, privately; nobody twice', () => {
    const world = ruled('origin')
    world.sees('业主群', ['li', 'zhang'])
    taken(world)
    for (const name of ['张伟', '朱明']) world.said(name, undefined, { do: 'support', case: 1, how: 'plain' })
    expect(told(world, finish(world, 1))).toEqual(['业主群', '朱明'])
  })

  test('told in private: whoever told it, and others by rule, without who', () => {
    const world = ruled('all')
    taken(world, whole, PRIVATELY)
    const came = finish(world, 1, '帮李芳换了灯')
    expect(told(world, came)).toEqual(['业主群', '二期群', '李芳'])
    const [first] = came.lines.filter(({ text }) => text.startsWith('✅'))
    expect(first?.text).not.toContain('李芳')
    expect(first?.mention).toEqual([])
  })

  test('said where the handler is: that is the answer; elsewhere it is acknowledged', () => {
    const world = given()
    taken(world)
    const came = finish(world, 1, '换了灯', '业主群')
    expect(came.lines.map(({ asked, to }) => [to, asked])).toEqual([[{ room: '业主群' }, true]])
    expect(came.lines[0]?.mention).toEqual([world.person('李芳').key])
  })

  test('building and unit, post, time taken, what was done and what was not; never a door or a name', () => {
    const world = given()
    taken(world, { text: '3栋2单元501门口灯不亮', title: '灯不亮' })
    world.later(26 * HOUR)
    const came = finish(world, 1, '3-2-501门口换了灯，有事打13812345678。没做：楼梯间等配件')
    const text = came.lines.find(({ text }) => text.startsWith('✅'))?.text ?? ''
    expect(text.split('\n')).toEqual([
      '✅#1 办完了：3栋2单元门口灯不亮',
      '做了：3栋2单元门口换了灯，有事打（电话不公开）。物业工程部，用了1天',
      '没做：楼梯间等配件',
      '好了回“1满意”，没好回“1没好”加一句哪里没好',
    ])
  })

  test('however much the handler writes', () => {
    const world = given()
    taken(world, { text: '长'.repeat(60), title: '长'.repeat(20) })
    const came = finish(world, 1, `${'换'.repeat(150)}。没做：${'等'.repeat(80)}`)
    expect(came.lines.every(({ text }) => fits(text))).toBe(true)
  })
})

describe('several at once', () => {
  /** So many finished one after the other, a minute between them. */
  const many = (world: World, count: number): readonly Came[] => {
    for (let i = 1; i <= count; i++)
      taken(world, { title: `${i}栋灯不亮`, text: `${i}栋灯不亮`, place: { building: `${i}` } })
    return Array.from({ length: count }, (_, i) => finish(world.later(MINUTE), i + 1))
  }

  test('the first at once, the others in one line', () => {
    const world = ruled('origin')
    const cames = many(world, 4)
    expect(cames.map((came) => told(world, came))).toEqual([['业主群'], [], [], []])
    const [line, ...more] = world.later(10 * MINUTE).beats().lines
    expect(more).toEqual([])
    expect(line?.text).toBe(
      '✅又办完3件：#2 2栋灯不亮 #3 3栋灯不亮 #4 4栋灯不亮；好了回“编号+满意”，如“2满意”；没好回“编号+没好”加一句',
    )
    expect(line?.mention).toEqual([world.person('李芳').key])
    expect(
      world
        .later(HOUR)
        .beats()
        .lines.filter(({ text }) => text.startsWith('✅')),
    ).toEqual([])
  })

  test('who has judged what waits is not asked again; the others are', () => {
    const world = ruled('origin')
    many(world, 3)
    world.said('李芳', '业主群', { do: 'rate', case: 2, grade: 'good', text: '' })
    const [line] = world.later(10 * MINUTE).beats().lines
    expect(line?.text).toContain('#2 2栋灯不亮 #3 3栋灯不亮；好了回“编号+满意”，如“3满意”')
    expect(line?.mention).toEqual([world.person('李芳').key])
  })

  test('where all have judged it, it asks and calls nobody', () => {
    for (const count of [2, 3]) {
      const world = ruled('origin')
      many(world, count)
      for (let i = 2; i <= count; i++) world.said('李芳', '业主群', { do: 'rate', case: i, grade: 'good', text: '' })
      const [line] = world
        .later(10 * MINUTE)
        .beats()
        .lines.filter(({ text }) => text.startsWith('✅'))
      expect(line?.text).toContain('#2')
      expect(line?.text).not.toContain('满意')
      expect(line?.mention).toEqual([])
    }
  })

  test('who says it hears at once, in the same group too', () => {
    const world = ruled('origin')
    many(world, 1)
    taken(world, { place: { building: '9' } })
    expect(texts(finish(world, 2, '', '业主群'))).toBe('#2 记为办完。没完回“没完”')
  })

  test('one alone is told in full', () => {
    const world = ruled('origin')
    many(world, 2)
    expect(texts(world.later(10 * MINUTE).beats())).toContain('✅#2 办完了：2栋灯不亮\n做了：换了灯')
  })

  test('each group counts its own, each private word goes at once', () => {
    const world = ruled('common')
    taken(world, { place: { building: '1' } })
    taken(world, whole)
    taken(world, { ...whole, text: '大门坏了', title: '大门坏了' }, PRIVATELY)
    finish(world, 1)
    expect(told(world, finish(world, 2))).toEqual(['二期群'])
    expect(told(world, finish(world, 3))).toEqual(['李芳'])
    world.later(10 * MINUTE).beats()
    expect(rooms(world, '又办完2件')).toEqual(['业主群'])
    expect(rooms(world, '✅#3 办完了')).toEqual(['二期群'])
  })

  test('what is not done after all leaves it, and nobody there hears of that', () => {
    const world = ruled('origin')
    many(world, 3)
    world.said('王强', '工作群', { do: 'undo' })
    expect(rooms(world, '#3 还没办完')).toEqual(['工作群'])
    const all = texts(world.later(10 * MINUTE).beats())
    expect(all).toContain('✅#2 办完了')
    expect(all).not.toContain('#3')
  })

  test('a danger waits for nothing', () => {
    const world = ruled('origin')
    many(world, 2)
    const number = taken(world, { danger: '困人', place: { building: '7' } })
    expect(told(world, finish(world, number))).toEqual(['业主群'])
  })

  test('at night all wait for the morning, and come in two lines', () => {
    const world = ruled('origin', at('2026-11-23 22:30'))
    many(world, 3)
    for (const time of ['22:50', '23:30']) expect(texts(world.wakes(`2026-11-23 ${time}`))).not.toContain('✅')
    const line = world.wakes('2026-11-24 07:10').lines.find(({ text }) => text.startsWith('✅'))
    expect(line?.text).toContain('又办完2件')
  })

  test('forty are one line that fits', () => {
    const world = ruled('origin')
    const long = { title: '很长很长很长很长很长很长的题目' }
    for (let i = 1; i <= 40; i++) taken(world, { ...long, text: `${i}`, place: { building: `${i}` } })
    for (let i = 1; i <= 40; i++) finish(world, i)
    const line = world
      .later(10 * MINUTE)
      .beats()
      .lines.find(({ text }) => text.startsWith('✅'))
    expect(line?.text).toContain('又办完39件')
    expect(fits(line?.text ?? '')).toBe(true)
  })
})

describe('更正', () => {
  const correct = (world: World, who = '王强', text = '换的是皮带，不是电机') =>
    world.said(who, '工作群', { do: 'correct-finish', case: 1, text })
  const finished = (): World => {
    const world = ruled('all')
    taken(world)
    finish(world, 1, '换了电机')
    return world
  }

  test('goes to those who heard the first, and stands instead of it', () => {
    const world = finished()
    const came = correct(world)
    expect(types(came)).toEqual(['announcement-corrected'])
    expect(heardBy(world, came)).toEqual(['工作群', '业主群', '二期群'])
    expect(rooms(world, '更正 #1：换的是皮带，不是电机')).toEqual(['业主群', '二期群'])
    expect(texts(world.said('张伟', '业主群', { do: 'progress', case: 1, how: 'plain' }))).toContain('做了：换的是皮带')
  })

  test.each<[string, (world: World) => Came, string]>([
    ['by a convener', (world) => correct(world, '刘书记'), 'announcement-corrected'],
    ['by another of the post', (world) => correct(world, '李工'), 'announcement-corrected'],
    [
      'by a neighbour',
      (world) => world.said('张伟', '业主群', { do: 'correct-finish', case: 1, text: '没换' }),
      'not-yours told-on',
    ],
    ['without words', (world) => correct(world, '王强', ''), 'reason-missing'],
  ])('%s', (_, say, expected) => {
    const came = say(finished())
    expect([...types(came), ...answers(came)].join(' ')).toBe(expected)
  })

  test('a neighbour who says it to nobody is not heard', () => {
    const came = finished().mused('张伟', '业主群', { do: 'correct-finish', case: 1, text: '27号停水' })
    expect([...types(came), ...answers(came)]).toEqual([])
  })

  test('three times, and after a new finish again', () => {
    const world = finished()
    for (let i = 0; i < 3; i++) expect(types(correct(world))).toEqual(['announcement-corrected'])
    expect(answers(correct(world))).toEqual(['corrected-enough'])
    world.said('李芳', '业主群', { do: 'reopen', case: 1, text: '还在响' })
    const early = correct(world)
    expect(answers(early)).toEqual(['not-finished'])
    expect(texts(early)).toContain('办完的消息发了才能更正')
    finish(world, 1)
    expect(types(correct(world))).toEqual(['announcement-corrected'])
  })

  const slip = (number?: number): Reading => ({
    do: 'correct-finish',
    ...(number === undefined ? {} : { case: number }),
    text: '是灯泡',
    how: 'slip',
  })
  test('right after her own finish without its number, more than once', () => {
    const world = finished()
    expect(types(world.later(MINUTE).mused('王强', '工作群', slip()))).toContain('announcement-corrected')
    expect(types(world.later(MINUTE).mused('王强', '工作群', slip()))).toContain('announcement-corrected')
    expect(types(world.later(11 * MINUTE).mused('王强', '工作群', slip()))).toEqual([])
  })
  test('打错了 of others, of another case, or of one that is not finished', () => {
    for (const name of ['李工', '张伟', '刘书记']) expect(types(finished().mused(name, '业主群', slip()))).toEqual([])
    const world = ruled('all')
    taken(world)
    expect(types(world.mused('王强', '工作群', slip(1)))).toEqual(['news-given'])
    expect(types(world.mused('张伟', '业主群', slip(1)))).toEqual([])
  })
  test('by its number, or on its line', () => {
    const quote = { ours: true, text: '@李芳 ✅#1 办完了：3栋2单元电梯停了' }
    const world = finished().later(HOUR)
    expect(types(world.mused('王强', '工作群', slip(1)))).toEqual(['announcement-corrected'])
    expect(types(world.says('王强', '工作群', { addressed: false, quote }, slip()))).toEqual(['announcement-corrected'])
  })
  test('on a line of several it asks which', () => {
    const world = finished()
    taken(world, { place: { building: '9' } })
    finish(world, 2)
    const quote = { ours: true, text: '✅又办完2件：#1 电梯 #2 电梯' }
    const reading: Reading = { do: 'correct-finish', text: '是灯泡' }
    expect(answers(world.says('王强', '工作群', { addressed: false, quote }, reading))).toEqual(['which-number'])
  })

  test('what waits for others is told right when it is told', () => {
    const world = ruled('origin')
    taken(world, { place: { building: '9' } })
    taken(world)
    finish(world, 1)
    finish(world, 2, '换了电机')
    const came = world.said('王强', '工作群', { do: 'correct-finish', case: 2, text: '换了皮带' })
    expect(rooms(came as never, '更正')).toEqual([])
    expect(texts(world.later(10 * MINUTE).beats())).toContain('做了：换了皮带')
  })
})

describe('撤下', () => {
  const takeDown = (world: World, who = '刘书记') => world.said(who, '工作群', { do: 'take-down', case: 1, reason: '' })
  const finished = (now?: number): World => {
    const world = ruled('all', now)
    taken(world)
    finish(world, 1, '给老王家换了灯')
    return world
  }
  const done = ({ lines }: World): readonly Line[] => lines.filter(({ text }) => text.startsWith('✅'))

  test('is said where the first was, and hides what was done', () => {
    const world = finished()
    const came = takeDown(world)
    expect(types(came)).toEqual(['announcement-withdrawn'])
    expect(rooms(world, '#1 刚才那条先收回')).toEqual(['业主群', '二期群'])
    expect(world.case().stage).toBe('done')
    const shown = texts(world.said('张伟', '业主群', { do: 'progress', case: 1, how: 'plain' }))
    expect(shown).toContain('办完了')
    expect(shown).not.toContain('老王')
  })

  test('without a number by a convener: what was told just now, else it asks; in a group of residents it is talk', () => {
    const bare: Reading = { do: 'take-down', reason: '', how: 'bare' }
    expect(types(finished().mused('刘书记', '工作群', bare))).toEqual(['announcement-withdrawn'])
    const world = finished().later(HOUR)
    expect(answers(world.mused('刘书记', '工作群', bare))).toEqual(['which-number'])
    for (const name of ['刘书记', '王强', '张伟']) expect(answers(world.mused(name, '业主群', bare))).toEqual([])
    expect(types(world.mused('王强', '工作群', bare))).toEqual([])
  })

  test('what was not said yet never is, and nobody hears of it', () => {
    const world = finished(at('2026-11-23 23:00'))
    takeDown(world)
    expect(done(world).length).toBeGreaterThan(0)
    for (const { while: only } of done(world))
      expect(only && 'stages' in only && stillStands(world.case(), only)).toBe(false)
    expect(rooms(world, '刚才那条先收回')).toEqual([])
  })

  test('put right after it by a convener alone, it is shown again', () => {
    const world = finished()
    takeDown(world)
    expect(answers(takeDown(world))).toEqual(['taken-down-already'])
    const right = { do: 'correct-finish', case: 1, text: '换了灯' } as const
    const shown = () => texts(world.said('张伟', '业主群', { do: 'progress', case: 1, how: 'plain' }))
    world.said('王强', '工作群', right)
    expect(shown()).not.toContain('做了：换了灯')
    world.said('刘书记', '工作群', right)
    expect(shown()).toContain('做了：换了灯')
  })

  test.each(['王强', '陈监委'])('not by %s: the conveners hear of it', (who) => {
    const world = finished()
    const came = takeDown(world, who)
    expect(types(came)).toEqual([])
    expect(answers(came)).toEqual(['not-yours', 'told-on'])
  })

  test('leaves the line of several', () => {
    const world = ruled('origin')
    taken(world, { place: { building: '9' } })
    taken(world)
    finish(world, 1)
    finish(world, 2)
    world.said('刘书记', '工作群', { do: 'take-down', case: 2, reason: '' })
    expect(texts(world.later(10 * MINUTE).beats())).not.toContain('✅')
  })
})

describe('before and after', () => {
  const photo = (world: World, who: string, where: string | undefined, id: string) =>
    world.says(who, where, { id, kind: 'image', text: '', addressed: where === undefined, quote: quoting })
  const quoting = { text: '#1 …', ours: true }
  const kept = (world: World, ...ids: readonly string[]) => {
    for (const of of ids) world.input({ type: 'file', of, file: `${of}.jpg`, at: world.now })
  }
  const cards = ({ lines }: Pick<Came, 'lines'>) =>
    lines.flatMap(({ card, to, key }) => (card?.card === 'photos' ? [{ to, key }] : []))
  const raised = (where: string = '业主群', who = '李芳'): World => {
    const world = ruled('all')
    world.says(who, where || undefined, { photos: ['b1'] }, { do: 'raise', trouble: trouble() })
    world.said('王强', '工作群', { do: 'take', case: 1 })
    kept(world, 'b1')
    return world
  }
  const done = (world: World, photos: readonly string[] = ['a1']) =>
    world.says('王强', '工作群', { photos }, { do: 'finish', case: 1, text: '换了', how: 'command' })

  test('a picture comes after the words, in each group that hears them', () => {
    const world = raised()
    const came = done(world)
    expect(cards(came).map(({ to }) => to)).toEqual([{ room: '业主群' }, { room: '二期群' }])
    expect(came.lines.findIndex(({ card }) => card)).toBeGreaterThan(1)
    expect(photosOf(world.c, 1)).toBe('waits')
    kept(world, 'a1')
    expect(photosOf(world.c, 1)).toMatchObject({
      title: '#1 3栋2单元电梯停了',
      sides: [{ photos: ['b1.jpg'] }, { photos: ['a1.jpg'] }],
    })
  })

  test('none where there is none of what was done', () => {
    expect(cards(done(raised(), []))).toEqual([])
  })

  test('one that comes after the words is on it, once', () => {
    const world = raised()
    done(world, [])
    const came = world.later(MINUTE).says('王强', '工作群', { id: 'a2', kind: 'image', text: '', addressed: false })
    expect(cards(came)).toHaveLength(2)
    const again = world.later(MINUTE).says('王强', '工作群', { id: 'a3', kind: 'image', text: '', addressed: false })
    expect(new Set([...cards(came), ...cards(again)].map(({ key }) => key)).size).toBe(2)
  })

  test('two of each at the most: the first before, the last after', () => {
    const world = raised()
    for (const id of ['b2', 'b3']) photo(world, '李芳', '业主群', id)
    done(world, ['a1', 'a2', 'a3'])
    kept(world, 'b2', 'b3', 'a1', 'a2', 'a3')
    expect(photosOf(world.c, 1)).toMatchObject({
      sides: [{ photos: ['b1.jpg', 'b2.jpg'] }, { photos: ['a2.jpg', 'a3.jpg'] }],
    })
  })

  test.each<[string, () => World, readonly string[]]>([
    ['a resident sent it in private with her report', () => raised(PRIVATELY), []],
    ['a handler did', () => raised(PRIVATELY, '王强'), ['b1.jpg']],
    [
      'a resident sent it in private afterwards',
      () => {
        const world = raised()
        photo(world, '李芳', undefined, 'b2')
        kept(world, 'b2')
        return world
      },
      ['b1.jpg'],
    ],
  ])('%s', (_, make, before) => {
    const world = make()
    done(world)
    kept(world, 'a1')
    const photos = photosOf(world.c, 1)
    expect(typeof photos === 'object' && photos.sides[0]?.photos).toEqual(before)
  })

  test('that it is still broken is no photo of what was done', () => {
    const world = raised()
    done(world)
    photo(world, '李芳', '业主群', 'no')
    kept(world, 'a1', 'no')
    expect(photosOf(world.c, 1)).toMatchObject({ sides: [{}, { photos: ['a1.jpg'] }] })
  })

  test.each<[string, (world: World) => void]>([
    ['taken down', (world) => world.said('刘书记', '工作群', { do: 'take-down', case: 1, reason: '' })],
    ['taken up again', (world) => world.said('李芳', '业主群', { do: 'reopen', case: 1, text: '又坏了' })],
    [
      'a file that is no picture',
      (world) => {
        world.sets({
          kind: 'case',
          key: '1',
          doc: { ...world.case(), media: [{ of: 'a1', when: 'done', file: 'a1.mp3' }] },
        })
      },
    ],
  ])('none when it is %s', (_, change) => {
    const world = raised()
    done(world)
    kept(world, 'a1')
    change(world)
    expect(photosOf(world.c, 1)).toBeUndefined()
  })

  test('家事 has none', () => {
    const world = ruled('all')
    world.says('李芳', '业主群', { photos: ['b1'] }, raise({ category: '邻里' }))
    const came = world.says(
      '刘书记',
      '工作群',
      { photos: ['a1'] },
      { do: 'finish', case: 1, text: '好了', how: 'command' },
    )
    expect(cards(came)).toEqual([])
  })
})
