import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { keyless } from '../../src/domain/poll/convene.ts'
import { receiptFor } from '../../src/domain/say/paper.ts'
import { say } from '../../src/domain/say/say.ts'
import type { Community } from '../../src/domain/state/community.ts'
import { todo } from '../../src/domain/wording/talk.ts'
import { close, pick, words } from './ballot.ts'
import { polled } from './estate.ts'
import { answers, type Came, heardBy, texts, type World } from './given.ts'

const forMother = (household: string, choice = 2): Reading => ({
  do: 'vote-for',
  who: '我妈',
  household,
  choice: { numbers: [choice] },
})
const byPhone = (choice: Extract<Reading, { do: 'hand-in' }>['choice']): Reading => ({
  do: 'hand-in',
  household: '1-1-301',
  choice,
  how: 'phone',
})

describe('who has several dwellings', () => {
  test('keeps them all when she votes for one, and changes the ballot of that one', () => {
    const world = polled()
    world.said('朱明', '业主群', pick(1))
    world.later(MINUTE).said('朱明', '业主群', forMother('1-1-202'))
    expect(world.person('朱明').dwellings.map(({ household }) => household)).toEqual(['1-1-201', '1-1-202'])
    expect(world.ballots().map(({ unit, choices }) => [unit, ...choices])).toEqual([
      ['1-1-201', 1],
      ['1-1-202', 2],
    ])
  })
})

describe('the receipt of a secret ballot that is not counted yet', () => {
  const receiptOf = (world: World, name: string): string => receiptFor(world.c, 1, world.person(name).key) ?? 'none'
  const codeIn = (text: string): string | undefined => /凭证码([0-9a-f]{8})/.exec(text)?.[1]
  const receipts = ({ lines }: Came): number => lines.filter(({ card }) => card?.card === 'receipt').length

  test('promises no code that the list will not have, and asks for her door', () => {
    const world = polled({ secret: true })
    world.said('吴老师', undefined, pick(1))
    expect(codeIn(receiptOf(world, '吴老师'))).toBeUndefined()
    expect(receiptOf(world, '吴老师')).toContain('您住几栋几单元几号')
  })

  test('comes with her code once it counts', () => {
    const world = polled({ secret: true })
    world.said('吴老师', undefined, pick(1))
    world.said('吴老师', undefined, { do: 'live-at', household: '1-1-302', relation: 'owner' })
    const confirmed = world.said('赵姐', '工作群', { do: 'confirm', name: '吴老师' })
    expect(receipts(confirmed)).toBe(1)
    const code = codeIn(receiptOf(world, '吴老师'))
    close(world)
    expect(world.poll().codes?.map((one) => one.code)).toEqual([code])
  })
})

describe('what is meant', () => {
  test('取消P1 of a resident is about her own ballot, in private too', () => {
    const world = polled()
    world.said('张伟', undefined, pick(1))
    world.said('张伟', undefined, { do: 'void-poll', poll: 1, reason: '', how: 'either' }, { do: 'unvote', poll: 1 })
    expect(world.ballots()).toEqual([])
    const convener: Reading = { do: 'void-poll', poll: 1, reason: '', how: 'either' }
    expect(answers(world.said('刘书记', undefined, convener))).toEqual(['void-reason'])
  })

  test('作废P1 of a resident is never about her own ballot: she hears who may', () => {
    const world = polled()
    world.said('张伟', undefined, pick(1))
    expect(answers(world.said('张伟', undefined, { do: 'void-poll', poll: 1, reason: '' }))).toEqual(['conveners-only'])
  })

  test('a poll that is not there is named, while another runs', () => {
    expect(answers(polled().said('张伟', '业主群', { do: 'unvote', poll: 9 }))).toEqual(['no-such-poll'])
    expect(answers(polled().said('张伟', '业主群', { ...forMother('1-1-102'), poll: 9 } as Reading))).toEqual([
      'no-such-poll',
    ])
  })

  test('a poll that is over is said to be over, while another runs', () => {
    const world = close(polled())
    world.said('刘书记', '工作群', words({ question: '换门禁？', closes: world.now + 90 * 60 * MINUTE }))
    world.said('刘书记', '工作群', { do: 'post-poll' })
    expect(answers(world.said('张伟', '业主群', { ...forMother('1-1-302'), poll: 1 } as Reading))).toEqual([
      'poll-over',
    ])
  })

  test('two votes in one private message: it is still known that she wrote in private', () => {
    const world = polled()
    world.said('刘书记', '工作群', words({ question: '换门禁？' }))
    world.said('刘书记', '工作群', { do: 'post-poll' })
    world.said('张伟', '业主群', pick(1, 1))
    world.later(MINUTE).said('张伟', undefined, pick(2, 1), pick(2, 2))
    expect(world.person('张伟').privateAt).toBe(world.now)
  })
})

describe('what a steward brings', () => {
  test('is not what 「刚才那个不算」 undoes, nor is then her own vote', () => {
    const world = polled()
    world.said('赵姐', '业主群', pick(1))
    world.later(MINUTE).said('赵姐', undefined, byPhone({ numbers: [2] }))
    expect(answers(world.later(MINUTE).said('赵姐', undefined, { do: 'undo' }))).toEqual(['nothing-to-undo'])
    expect(world.ballots()).toHaveLength(2)
  })

  test('a stance that the card has not: which option, rather than that only one can be chosen', () => {
    const world = polled({ options: ['换', '不换'] })
    expect(answers(world.said('赵姐', '工作群', byPhone({ stance: 'abstain' })))).toEqual(['which-option'])
  })

  test.each<[string, Reading]>([
    ['a stance that the card has not', { ...forMother('1-1-302'), choice: { stance: 'abstain' } } as Reading],
    ['an option that the card has not', forMother('1-1-302', 9)],
  ])('is not asked of her with %s', (_, reading) => {
    const world = polled({ options: ['换', '不换'] })
    const told = world.said('张伟', '业主群', reading)
    expect(heardBy(world, told)).toEqual(['业主群'])
    expect(texts(told)).not.toContain('匿名')
  })

  test('a photo is of the poll that counts doors, whichever was opened first', () => {
    const world = polled({ kind: 'straw' })
    world.said('刘书记', '工作群', words({ question: '换门禁？' }))
    world.said('刘书记', '工作群', { do: 'post-poll' })
    expect(texts(world.says('赵姐', undefined, { kind: 'image' }))).toContain('P2')
  })
})

test('待办 among staff shows as many as fit into a line, and says how many more there are', () => {
  const long = Array.from(
    { length: 5 },
    (_, i) => `🟢#${i + 1} ${'换了门机皮带'.repeat(4)}，还剩23小时（明天上午9点前）`,
  )
  const told = todo(long, 1)
  expect(told.length).toBeLessThanOrEqual(200)
  expect(told.split('\n').slice(0, -1)).toEqual(long.slice(0, 4))
  expect(told).toContain('还有2件')
})

test('a secret poll whose key is gone is voided by nobody, in its groups and in its record', () => {
  const { c, now } = polled({ secret: true })
  const keyGone: Community = {
    is: c.is,
    calendar: c.calendar,
    get: (kind, key) => c.get(kind, key),
    all: (kind) => c.all(kind),
    due: (at) => c.due(at),
    byContact: (contact) => c.byContact(contact),
    seal: () => undefined,
  }
  const facts = keyless(keyGone, now)
  expect(facts).toMatchObject([{ type: 'poll-voided', by: '' }])
  const lines = say(keyGone, { type: 'opened', at: now }, facts, [], now)
  expect(lines.length).toBeGreaterThan(0)
  for (const { text } of lines) expect(text).not.toContain('说：')
})
