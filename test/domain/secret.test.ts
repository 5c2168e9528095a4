import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { recounted } from '../../src/domain/poll/recount.ts'
import { receiptFor } from '../../src/domain/say/paper.ts'
import { close, pick, tallied, words } from './ballot.ts'
import { polled } from './estate.ts'
import { answers, type Came, heardBy, raise, texts, types, type World } from './given.ts'

const secret = () => polled({ secret: true })
/** Everything that would be stored of it, but for the sealed ballots. */
const stored = ({ facts, lines }: Came): string =>
  JSON.stringify([facts.filter(({ type }) => type !== 'ballot-sealed'), lines])
const sealed = (world: World) => [...world.c.all('sealed')].map(({ choices }) => choices)

describe('a secret ballot', () => {
  test('said aloud is not counted, and told in private how', () => {
    const world = secret()
    const told = world.mused('张伟', '业主群', pick(1))
    expect([types(told), heardBy(world, told)]).toEqual([[], ['张伟']])
    expect(texts(told)).toContain('“P1 1”')
    expect(sealed(world)).toEqual([])
  })

  test('of one who is no friend: she is told aloud how to become one, not what she said', () => {
    const world = secret()
    const told = world.mused('吴老师', '业主群', pick(2))
    expect(texts(told)).toContain('加我好友')
    expect(texts(told)).not.toContain('反对')
  })

  test.each<[string, Reading]>([
    ['aloud', pick({ stance: 'against' })],
    ['+1 by quoting', { do: 'support', how: 'quoting' }],
    ['同上', { do: 'same-vote' }],
    ['随大流', { do: 'vote-unsure', ask: 'abstain' }],
    ['接龙', { do: 'chain', title: 'P1', lines: [{ name: '张伟', text: '反对', choice: { stance: 'against' } }] }],
    ['替我妈投', { do: 'vote-for', who: '我妈', household: '1-1-302', choice: { numbers: [2] } }],
    ['代投', { do: 'hand-in', household: '1-1-302', choice: { numbers: [2] }, how: 'phone' }],
  ])('%s in the group is none', (_, reading) => {
    const world = secret()
    world.says('朱明', '业主群', { id: 'hers', addressed: false }, pick(2))
    const quote = reading.do === 'support' ? { quote: { id: 'hers', text: '2', ours: false } } : {}
    for (const name of ['张伟', '赵姐']) {
      const told = world.says(name, '业主群', { addressed: false, ...quote }, reading)
      expect(stored(told)).not.toMatch(/反对|"choices"/)
    }
    expect(sealed(world)).toEqual([])
  })

  test('is kept without time, message or voter; who voted is kept without the choice', () => {
    const world = secret()
    const told = world.said('张伟', undefined, pick(2))
    const [ballot] = world.c.all('sealed')
    expect({ ...ballot, key: '' }).toEqual({ key: '', poll: 1, choices: [2] })
    expect([...world.c.all('voter')]).toMatchObject([{ poll: 1, unit: '1-1-102', counted: true }])
    expect(JSON.stringify([...world.c.all('voter')])).not.toContain('choices')
    expect(stored(told)).not.toMatch(/反对|"choices"/)
    expect(told.lines.map(({ text }) => text).join('')).not.toContain('反对')
  })

  test('a change overwrites: one document for each unit', () => {
    const world = secret()
    for (const choice of [1, 2, 3, 2]) world.later(MINUTE).said('张伟', undefined, pick(choice))
    world.later(MINUTE).said('张妻', undefined, pick(1))
    expect(sealed(world)).toEqual([[1]])
    expect(tallied(close(world))).toMatchObject({ counts: [1, 0, 0], units: 1 })
  })

  test('an older message does not replace a newer one', () => {
    const world = secret()
    world.later(10 * MINUTE).said('张伟', undefined, pick(2))
    world.says('张伟', undefined, { at: world.now - 5 * MINUTE }, pick(1))
    expect(sealed(world)).toEqual([[2]])
  })

  test('the receipt is a card: its code stands in no line, and is gone with the close', () => {
    const world = secret()
    const { lines } = world.said('张伟', undefined, pick(2))
    const [line] = lines.filter(({ card }) => card)
    expect(line).toMatchObject({ text: '', card: { card: 'receipt', poll: 1 } })
    const { key } = world.person('张伟')
    const code = /凭证码([0-9a-f]{8})/.exec(receiptFor(world.c, 1, key) ?? '')?.[1]
    expect(code).toBeDefined()
    expect(JSON.stringify([world.facts, world.lines])).not.toContain(code)
    close(world)
    expect(receiptFor(world.c, 1, key)).toBeUndefined()
    expect(world.poll().codes).toEqual([{ code, choices: [2] }])
  })

  test('two dwellings, two codes', () => {
    const world = secret()
    world.said('朱明', undefined, pick(1))
    const codes = /凭证码(.*?)，/.exec(receiptFor(world.c, 1, world.person('朱明').key) ?? '')?.[1]?.split('、')
    expect(new Set(codes).size).toBe(2)
    expect(sealed(close(world))).toEqual([])
    expect(world.poll().codes?.map(({ code }) => code)).toEqual([...(codes ?? [])].sort())
  })

  test('nobody is told what was voted: not the housemates, not the voter, not the bundle', () => {
    const world = secret()
    const all = [
      world.said('张伟', undefined, pick(2)),
      world.said('张伟', undefined, { do: 'my-ballot' }),
      world.said('张妻', undefined, { do: 'my-ballot' }),
      world.mused('张妻', '业主群', { do: 'my-ballot' }),
      world.said('赵姐', undefined, { do: 'hand-in', household: '1-1-301', choice: { numbers: [2] }, how: 'door' }),
      world.mused('朱明', '业主群', { do: 'status' }),
      world.mused('朱明', '业主群', { do: 'who-voted' }),
      world.said('刘书记', '工作群', { do: 'sweep' }),
      world.later(2 * MINUTE).beats(),
    ]
    expect(all.map(stored).join()).not.toContain('"choices"')
    expect(all.map(texts).join()).not.toMatch(/(记下了|投了|投的是|改投了|改成).{0,6}反对|张伟/)
  })

  test('taken back it is gone, and undone as well', () => {
    for (const reading of [{ do: 'unvote' }, { do: 'undo' }] as const) {
      const world = secret()
      world.said('张伟', undefined, pick(2))
      const told = world.said('张伟', undefined, reading)
      expect(types(told)).toContain('voter-withdrawn')
      expect([sealed(world), [...world.c.all('voter')]]).toEqual([[], []])
    }
  })

  test('「刚才那个不算」 after it does not withdraw what was said before it', () => {
    const world = secret()
    world.said('张伟', '业主群', raise())
    world.later(MINUTE).said('张伟', undefined, pick(2))
    world.said('张伟', undefined, { do: 'undo' })
    expect(world.case().stage).toBe('open')
    expect(sealed(world)).toEqual([])
  })

  test('a doubtful word, or one with two polls open, leaves no choice in a question', () => {
    const world = secret()
    const unsure = world.said('张伟', undefined, { do: 'vote-unsure', ask: 'abstain' })
    expect(stored(unsure)).not.toMatch(/stance|numbers/)
    world.said('秦主任', '工作群', words({ question: '换门禁？' }))
    world.said('秦主任', '工作群', { do: 'post-poll' })
    const which = world.said('朱明', undefined, pick(2))
    expect(stored(which)).not.toMatch(/"choice|numbers/)
    expect(texts(which)).toContain('投哪个')
    world.says('朱明', undefined, { text: 'P1' }, { do: 'status', poll: 1 })
    expect(sealed(world)).toEqual([])
  })

  test('替家人投 passes on whose it is, never what', () => {
    const world = secret()
    const vote: Reading = { do: 'vote-for', who: '我妈', household: '1-1-302', choice: { numbers: [2] } }
    const told = world.said('张伟', undefined, vote)
    expect(heardBy(world, told)).toEqual(['张伟', '赵姐'])
    expect(stored(told)).not.toMatch(/反对|"choices"/)
    world.said('张伟', undefined, { ...vote, household: '1-1-102' })
    expect(sealed(world)).toEqual([[2]])
  })

  test('handed in: kept like any other, told to the household', () => {
    const world = secret()
    const told = world.said('赵姐', undefined, {
      do: 'hand-in',
      household: '1-1-102',
      choice: { numbers: [2] },
      how: 'phone',
    })
    expect(heardBy(world, told).toSorted()).toEqual(['张伟', '张妻', '赵姐'].toSorted())
    expect([...world.c.all('voter')]).toMatchObject([{ unit: '1-1-102', handed: 'phone' }])
    expect(tallied(close(world)).counts).toEqual([0, 1, 0])
  })

  test('nothing can be set aside', () => {
    const world = secret()
    world.said('张伟', undefined, pick(2))
    const told = world.said('刘书记', '工作群', { do: 'set-aside', poll: 1, household: '1-1-102', reason: '不是本人' })
    expect([types(told), answers(told)]).toEqual([[], ['secret-stays']])
  })

  test('of a dwelling that is confirmed before the close it moves in, after it not', () => {
    for (const inTime of [true, false]) {
      const world = secret()
      const qian = { from: 'qian', friend: true }
      world.sees('业主群', [...world.room().members, 'qian'])
      world.says('钱多', undefined, qian, { do: 'live-at', household: '1-1-302', relation: 'owner' })
      world.says('钱多', undefined, qian, pick(2))
      if (!inTime) world.now = world.poll().closes
      world.said('赵姐', '工作群', { do: 'confirm', name: '钱多' })
      expect(sealed(world)).toEqual([[2]])
      const { codes } = close(world).poll()
      expect(tallied(world)).toMatchObject(inTime ? { units: 1, apartUnits: 0 } : { units: 0, apartUnits: 1 })
      expect(tallied(world).apart).toEqual([0, 0, 0]) // one alone: everybody would know whose it is
      expect(codes).toMatchObject(inTime ? [{ choices: [2] }] : [])
    }
  })
})

describe('when it is over', () => {
  const voters = ['张伟', '朱明', '何姐', '李芳', '吴老师'] as const
  const voted = () => {
    const world = secret()
    for (const [i, name] of voters.entries()) world.later(MINUTE).said(name, undefined, pick((i % 3) + 1))
    return world
  }
  const codes = (world: World) => world.poll().codes?.map(({ code }) => code) ?? []

  test('an owner of several dwellings is one of few people: no numbers, no codes', () => {
    const world = secret()
    world.says('朱明', undefined, { friend: true }, pick(2))
    world.says('李芳', undefined, { friend: true }, pick(1))
    close(world)
    expect(tallied(world)).toMatchObject({ units: 3, people: 2 })
    const told = world.lines.map(({ text }) => text).join('\n')
    expect(told).toContain('计入的不到3个人')
    expect(world.lines.some(({ card }) => card?.card === 'record')).toBe(false)
    expect(recounted(world.poll(), world.facts)).toEqual(tallied(world))
  })

  test('codes stand in their own order, nothing under seal, and they give the same count again', () => {
    const world = close(voted())
    expect(codes(world)).toEqual([...codes(world)].sort())
    expect(codes(world)).toHaveLength(tallied(world).units) // of those who stand apart there is none
    expect(sealed(world)).toEqual([])
    expect(recounted(world.poll(), world.facts)).toEqual(tallied(world))
  })

  test('voided it tells how many voted, and never what', () => {
    const world = voted()
    const told = ['刘书记', '秦主任'].map((name) =>
      world.said(name, '工作群', { do: 'void-poll', poll: 1, reason: '错了' }),
    )
    expect(world.poll()).toMatchObject({ stage: 'closed', result: { counts: [0, 0, 0], units: 5, apartUnits: 1 } })
    expect([codes(world), sealed(world)]).toEqual([[], []])
    expect(recounted(world.poll(), world.facts)).toEqual(world.poll().result)
    expect(told.map(texts).join()).not.toMatch(/赞成：|反对：/)
  })

  test('a ballot whose voter was not stored before a crash is counted by nobody, and leaves with the others', () => {
    const world = voted()
    const key = `1/${world.c.seal(1, '1-1-302')}`
    world.sets({ kind: 'sealed', key, doc: { key, poll: 1, choices: [3] } })
    close(world)
    expect([tallied(world).units + tallied(world).apartUnits, sealed(world)]).toEqual([6, []])
  })
})

describe('what is said aloud', () => {
  test('is told to the same person again, an hour later at the earliest', () => {
    const world = polled({ secret: true })
    const told = [0, 10, 45, 10].map((minutes) =>
      answers(world.later(minutes * MINUTE).mused('张伟', '业主群', pick(1, 1))).join(),
    )
    expect(told).toEqual(['vote-privately', '', '', 'vote-privately'])
    expect(world.ballots()).toEqual([])
  })

  test('no answer in the group leads anybody to vote there', () => {
    const world = polled({ secret: true })
    const readings: readonly Reading[] = [
      { do: 'my-ballot' },
      { do: 'vote-not', poll: 1 },
      { do: 'vote-for', poll: 1, who: '我妈', choice: { numbers: [1] } },
      { do: 'unclear', near: '投票' },
      pick({ numbers: [1, 2] }, 1),
      pick(9, 1),
    ]
    for (const reading of readings) {
      const said = texts(world.later(61 * MINUTE).said('张伟', '业主群', reading))
      expect(said).not.toMatch(/(?<!私下|私下回我|这里)回“?(?:P1 1|数字)|1赞成|3-2-501/)
      expect(said).toMatch(/私下/)
    }
  })
})
