import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { PollWords, Reading } from '../../src/domain/heard/reading.ts'
import { hashOf } from '../../src/domain/people/people.ts'
import { paperOf } from '../../src/domain/say/paper.ts'
import type { Constitution, Listed } from '../../src/domain/state/constitution.ts'
import { pick, words } from './ballot.ts'
import { came } from './command.ts'
import { answers, given, heardBy, raise, texts, types, type World } from './given.ts'
import { constitution } from './place.ts'

/** The file with one person's entry changed, or left out. */
const file = (name: string, change?: Partial<Listed>): Constitution => ({
  ...constitution,
  people: constitution.people.flatMap((one) => (one.name !== name ? [one] : change ? [{ ...one, ...change }] : [])),
})

describe('at a start the file wins for everything it states', () => {
  test('nothing changes where nothing changed', () => {
    expect(types(given().opens())).toEqual([])
  })

  test('roles, posts and names are as it says', () => {
    const world = given()
    const key = world.person('王强').key
    world.opens(file('王强', { name: '王师傅', roles: ['handler', 'steward'], posts: ['物业保安部'] }))
    expect(world.c.get('person', key)).toMatchObject({
      name: '王师傅',
      roles: ['handler', 'steward'],
      posts: ['物业保安部'],
    })
  })

  test('whoever left it loses the roles and posts that it gave, and stays known', () => {
    const world = given()
    world.opens(file('刘书记'))
    expect(world.person('刘书记')).toMatchObject({ roles: ['resident'], posts: [], listed: false, contact: 'liu' })
    world.said('李芳', '业主群', raise())
    expect(answers(world.said('刘书记', '工作群', { do: 'refuse', case: 1, reason: '没钱' }))).toContain('not-yours')
  })

  test('what was learnt is kept: dwellings that were confirmed, friends, 不要记我', () => {
    const world = given()
    world.said('吴老师', undefined, { do: 'live-at', household: '5-2-201', relation: 'tenant' })
    world.said('赵姐', '工作群', { do: 'confirm', name: '吴老师' })
    world.said('吴老师', '业主群', { do: 'deaf', on: true })
    world.opens(file('吴老师', { roles: ['steward'] }))
    expect(world.person('吴老师')).toMatchObject({
      roles: ['steward'],
      heard: false,
      dwellings: [{ household: '5-2-201', confirmed: true }],
    })
  })

  test('a stranger whom the file now lists by contact is the same person', () => {
    const world = given()
    world.says('路人', '业主群', { from: 'passer' }, raise())
    const { key } = world.person('路人')
    const entry: Listed = { contact: 'passer', name: '陆仁', roles: ['handler'], posts: ['物业工程部'], households: [] }
    world.opens({ ...constitution, people: [...constitution.people, entry] })
    expect(world.person('陆仁')).toMatchObject({ key, roles: ['handler'] })
    expect(world.case().reporter).toBe(key)
  })

  test('two of one name are told apart by household or post', () => {
    const entry = (id: string): Listed => ({
      name: '王强',
      roles: ['resident'],
      posts: [],
      households: [{ id, relation: 'owner' }],
    })
    const people = [...constitution.people, entry('1-1-101'), entry('5-2-201')]
    const world = given({ people })
    const keys = [...world.c.all('person')].filter(({ name }) => name === '王强').map(({ key }) => key)
    expect(new Set(keys).size).toBe(3)
    expect(types(world.opens({ ...constitution, people }))).toEqual([])
  })
})

describe('an invitation', () => {
  const code = '3f9a'.repeat(8)
  const spoken: Reading = { do: 'code', code }
  const unbound: Constitution = file('王强', { contact: undefined })

  function invited(): World {
    const world = given(unbound)
    const until = world.now + 10 * MINUTE
    world.input({ type: 'invited', hash: hashOf(code), name: '王强', until, at: world.now })
    return world
  }
  const says = (world: World, room: string | undefined, reading: Reading = spoken) =>
    world.says('王师傅', room, { from: 'wx-9', friend: true }, reading)

  test('binds the contact that says it in private, with the roles of the file', () => {
    const world = invited()
    expect(types(says(world, undefined))).toEqual(['invitation-used'])
    expect(world.c.byContact('wx-9')).toMatchObject({ name: '王强', roles: ['handler'], friend: true })
    world.said('李芳', '业主群', raise())
    expect(types(says(world, '工作群', { do: 'take', case: 1 }))).toEqual(['case-taken'])
  })

  test('is used once', () => {
    const world = invited()
    says(world, undefined)
    expect(answers(world.says('别人', undefined, { from: 'wx-8' }, spoken))).toEqual(['code-refused'])
    expect(world.c.byContact('wx-8')?.roles).toEqual(['resident'])
  })

  test('expires, by when it was said', () => {
    expect(answers(says(invited().later(10 * MINUTE + 1), undefined))).toEqual(['code-refused'])
    expect(
      types(
        invited()
          .later(10 * MINUTE + 1)
          .beats(),
      ),
    ).toContain('invitation-burnt')
    const slow = invited()
    const inTime = slow.now + 10 * MINUTE
    slow.later(15 * MINUTE)
    expect(types(slow.says('王师傅', undefined, { from: 'wx-9', at: inTime }, spoken))).toEqual(['invitation-used'])
  })

  test('said in a group it is burnt', () => {
    const world = invited()
    const burnt = says(world, '业主群')
    expect(came(burnt)).toBe('invitation-burnt')
    expect(texts(burnt)).not.toContain(code)
    expect(answers(says(world, undefined))).toEqual(['code-refused'])
  })

  test('guessed: refused in private, silence in a group', () => {
    const world = invited()
    const wrong: Reading = { do: 'code', code: '0000'.repeat(8) }
    expect(answers(says(world, undefined, wrong))).toEqual(['code-refused'])
    expect(answers(says(world, '业主群', wrong))).toEqual([])
    expect(types(says(world, undefined))).toEqual(['invitation-used'])
  })

  test('of a person whom the file does not name, too long valid, or already over: none', () => {
    const world = given(unbound)
    const issue = (name: string, until: number) =>
      types(world.input({ type: 'invited', hash: hashOf(name + until), name, until, at: world.now }))
    expect(issue('没有这人', world.now + MINUTE)).toEqual([])
    expect(issue('王强', world.now + 11 * MINUTE)).toEqual([])
    expect(issue('王强', world.now - 1)).toEqual([])
  })

  test('what a stranger raised or cast before belongs to the person she is', () => {
    const world = invited()
    says(world, '业主群', raise())
    world.said('刘书记', '业主群', { do: 'open-poll', poll: { question: '装吗', options: [] } })
    world.said('刘书记', '业主群', { do: 'post-poll' })
    const vote: Reading = { do: 'vote', choice: { numbers: [1] }, how: 'plain', reason: '' }
    says(world, '业主群', vote)
    says(world, undefined)
    says(world, '业主群', vote)
    const { key } = world.person('王强')
    expect(world.case().reporter).toBe(key)
    expect(world.ballots()).toMatchObject([{ unit: key, person: key }])
    expect(world.c.get('person', key)?.contact).toBe('wx-9')
  })
})

describe('a stranger who was confirmed, and then turns out to be somebody of the file', () => {
  const code = '3f9a'.repeat(8)
  const qian: Listed = {
    name: '钱进',
    roles: ['resident'],
    posts: [],
    households: [{ id: '5-2-201', relation: 'owner' }],
    friend: false,
  }
  const by = (world: World, room: string | undefined, ...readings: readonly Reading[]) =>
    world.says('小钱', room, { from: 'q', friend: true }, ...readings)

  /** 小钱 of 5-1-302 votes, and is invited as 钱进 of 5-2-201. */
  function merged(before: (world: World) => void, more: Partial<PollWords> = {}): World {
    const world = given({ people: [...constitution.people, qian] })
    world.sees('业主群', [...constitution.people.map(({ contact }) => contact ?? ''), 'q'])
    world.said('刘书记', '业主群', words(more))
    world.said('刘书记', '业主群', { do: 'post-poll' })
    by(world, undefined, { do: 'live-at', household: '5-1-302', relation: 'owner' })
    world.said('赵姐', undefined, { do: 'confirm', name: '小钱' })
    before(world)
    world.input({ type: 'invited', hash: hashOf(code), name: '钱进', until: world.now + 10 * MINUTE, at: world.now })
    by(world, undefined, { do: 'code', code })
    return world
  }

  test('keeps what was confirmed of her, and what the file says', () => {
    const world = merged(() => {})
    expect(world.person('钱进').dwellings).toMatchObject([
      { household: '5-2-201', confirmed: true, stated: true },
      { household: '5-1-302', confirmed: true },
    ])
    expect([...world.c.all('person')].filter(({ name }) => name === '小钱')).toEqual([])
  })

  test('keeps her ballot, asks for it, and takes it back', () => {
    const world = merged((one) => by(one, '业主群', pick(1)))
    const { key } = world.person('钱进')
    expect(world.ballots()).toMatchObject([{ unit: '5-1-302', person: key }])
    const asked = by(world, undefined, { do: 'my-ballot' })
    expect(asked.answers).toMatchObject([{ say: 'my-ballot', voted: true }])
    expect(texts(asked)).toContain('赞成')
    expect(types(by(world, undefined, { do: 'unvote' }))).toContain('ballot-taken-back')
    expect(world.ballots()).toEqual([])
  })

  test('votes for both of hers from then on, once each', () => {
    const world = merged((one) => by(one, '业主群', pick(1)))
    by(world.later(MINUTE), '业主群', pick(2))
    const { key } = world.person('钱进')
    expect(world.ballots().map(({ unit, person, choices }) => [unit, person, choices])).toEqual([
      ['5-1-302', key, [2]],
      ['5-2-201', key, [2]],
    ])
  })

  test('keeps a secret ballot', () => {
    const world = merged((one) => by(one, undefined, pick(1)), { secret: true })
    const { key } = world.person('钱进')
    expect([...world.c.all('voter')]).toMatchObject([{ unit: '5-1-302', person: key }])
    expect(types(by(world, undefined, { do: 'unvote' }))).toContain('voter-withdrawn')
    expect([...world.c.all('voter'), ...world.c.all('sealed')]).toEqual([])
  })

  test('undoes as herself what she did last', () => {
    const world = merged((one) => by(one, '业主群', pick(1)))
    expect(types(by(world, undefined, { do: 'undo' }))).toContain('ballot-taken-back')
    expect(world.ballots()).toEqual([])
  })

  test('has said what she thought, and backs it once', () => {
    const world = merged((one) => {
      one.said('李芳', '业主群', raise())
      one.said('刘书记', '业主群', { do: 'deliberate', case: 1, days: 2 })
      by(one, '业主群', { do: 'opinion', case: 1, text: '先修一台' })
    })
    const { key } = world.person('钱进')
    expect(world.c.get('forum', 1)?.opinions).toMatchObject([{ person: key }])
    expect(answers(by(world, '业主群', { do: 'second', case: 1, opinion: 1 }))).toEqual(['seconded-already'])
  })
})

describe('of owners, the voter whom the roll names', () => {
  const households = constitution.households.map((one) => ({
    ...one,
    area: 100,
    ...(one.id === '5-2-201' ? { voter: '王大明' } : {}),
  }))
  const live: Reading = { do: 'live-at', household: '5-2-201', relation: 'owner' }
  const confirmed = (world: World, name: string): void => {
    world.says(name, undefined, { from: name, friend: true }, live)
    world.said('赵姐', undefined, { do: 'confirm', name })
  }
  function polled(changes: Partial<Constitution> = {}): World {
    const world = given({ households, packs: [], ...changes })
    for (const name of ['王大明', '大明哥']) confirmed(world, name)
    world.said('刘书记', '工作群', words({ kind: 'owners' }))
    world.said('刘书记', '工作群', { do: 'post-poll' })
    return world
  }

  test('is not whoever calls himself so: any of its owners speaks for it, the last counts, and the other is told', () => {
    const world = polled()
    world.says('王大明', '业主群', {}, pick(2))
    const told = world.later(MINUTE).says('大明哥', '业主群', {}, pick(1))
    expect(answers(told)).toContain('housemate-voted')
    expect(world.ballots()).toMatchObject([{ unit: '5-2-201', choices: [1], person: world.person('大明哥').key }])
    expect(JSON.stringify(paperOf(world.c, { card: 'record', poll: 1 }))).toContain('名册上的表决人是王大明')
  })

  test('is the one of that name in the file, where it says that he lives there', () => {
    const listed: Listed = {
      contact: 'real',
      name: '王大明',
      roles: ['resident'],
      posts: [],
      households: [{ id: '5-2-201', relation: 'owner' }],
    }
    const world = polled({ people: [...constitution.people, listed] })
    expect(answers(world.says('大明哥', '业主群', {}, pick(1)))).toEqual(['outside'])
    expect(answers(world.says('王大明', '业主群', { from: '王大明' }, pick(1)))).toEqual(['outside'])
    expect(world.ballots()).toEqual([])
    world.says('老王', '业主群', { from: 'real' }, pick(2))
    expect(world.ballots()).toMatchObject([{ unit: '5-2-201', choices: [2] }])
    expect(JSON.stringify(paperOf(world.c, { card: 'record', poll: 1 }))).not.toContain('名册上的表决人')
  })
})

describe('我住几栋几单元几号', () => {
  const live = (household: string): Reading => ({ do: 'live-at', household, relation: 'owner' })

  test('is confirmed by a steward, told privately, never repeated in the group', () => {
    const world = given()
    const claim = world.says('吴老师', '业主群', {}, live('5-2-201'))
    expect(came(claim)).toBe('dwelling-claimed')
    expect(heardBy(world, claim)).toEqual(['业主群', '赵姐'])
    expect(claim.lines[0]?.text).not.toMatch(/201/)
    expect(types(world.said('赵姐', undefined, { do: 'confirm', name: '吴老师' }))).toContain('dwelling-confirmed')
    expect(world.person('吴老师').dwellings).toMatchObject([
      { household: '5-2-201', relation: 'owner', confirmed: true },
    ])
  })

  test('without a steward the conveners are asked', () => {
    const world = given(file('赵姐'))
    expect(heardBy(world, world.said('吴老师', undefined, live('5-2-201')))).toEqual(['吴老师', '刘书记'])
  })

  test.each([
    ['9-9-999', 'no-such-household'],
    ['3-2-501', 'bound-already'],
  ])('%s by 李芳: %s', (household, expected) => {
    expect(answers(given().said('李芳', '业主群', live(household)))).toEqual([expected])
  })

  test.each([
    ['李芳', '吴老师', 'staff-only', 'by a resident'],
    ['赵姐', '李芳', 'nobody-to-confirm', 'of one who waits for nothing'],
    ['赵姐', '没有这人', 'nobody-to-confirm', 'of nobody'],
  ])('核实 by %s of %s: %s, %s', (by, name, expected) => {
    const world = given()
    world.said('吴老师', '业主群', live('5-2-201'))
    expect(answers(world.said(by, '工作群', { do: 'confirm', name }))).toEqual([expected])
  })

  test('nobody confirms herself, and namesakes are not guessed', () => {
    const world = given()
    world.said('赵姐', '业主群', live('5-2-201'))
    expect(answers(world.said('赵姐', '工作群', { do: 'confirm', name: '赵姐' }))).toEqual(['nobody-to-confirm'])
    for (const from of ['a', 'b']) world.says('小王', '业主群', { from }, live('1-1-101'))
    expect(answers(world.said('赵姐', '工作群', { do: 'confirm', name: '小王' }))).toEqual(['nobody-to-confirm'])
  })

  test('unconfirmed it makes no household', () => {
    const world = given()
    world.said('吴老师', '业主群', live('3-2-501'))
    world.said('李芳', '业主群', raise())
    expect(came(world.said('吴老师', '业主群', { do: 'support', case: 1, how: 'plain' }))).toBe('case-supported')
  })
})

describe('the last private exchange', () => {
  test('is noted also of a stranger, and where her document changes in the same turn', () => {
    const world = given()
    for (const reading of [{ do: 'help' }, { do: 'deaf', on: true }] as const) {
      world.says('路人', undefined, { from: reading.do }, reading)
      expect(world.c.byContact(reading.do)?.privateAt).toBe(world.now)
    }
  })

  test('is none in a group, bound or not', () => {
    const world = given()
    world.said('李芳', '业主群', { do: 'help' })
    world.says('刘书记', '业主群', { room: 'second' }, { do: 'bind-room' })
    expect(world.person('李芳').privateAt).toBeUndefined()
    expect(world.person('刘书记').privateAt).toBeUndefined()
  })
})
