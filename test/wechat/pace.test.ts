import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Due } from '../../src/ports.ts'
import {
  type Message,
  nameOf,
  nextSend,
  type Open,
  type Rest,
  SAFE,
  type Saying,
  type Sent,
} from '../../src/wechat/pace.ts'

const NOW = 1_000_000
/** The clock that only goes on: it began elsewhere. */
const ELAPSED = 500
const MINUTE = 60_000
const DAY = 86_400_000
const due = (
  key: string,
  room: string,
  more: Partial<Omit<Due['line'], 'mention'>> & Partial<Pick<Due, 'attempts' | 'mention'>> = {},
): Due => {
  const { attempts = 0, mention = [], ...line } = more
  return {
    community: 'demo',
    line: {
      key,
      to: { room },
      text: key,
      mention: [],
      notBefore: NOW,
      until: NOW + 1,
      urgent: false,
      asked: false,
      ...line,
    },
    attempts,
    to: { room },
    mention,
  }
}
/** To one person, whom it calls by no name. */
const told = (key: string, more: Parameters<typeof due>[2] & { readonly reminds?: true } = {}): Due => ({
  ...due(key, key, more),
  to: { contact: `c${key}` },
})
const reminder = (key: string, more: Parameters<typeof due>[2] = {}): Due => told(key, { reminds: true, ...more })
const file = (key: string, room: string): Due => ({ ...due(key, room), file: () => Promise.reject(new Error(key)) })
const quiet: Saying = { sent: [], gap: 4000, open: [], resting: new Map() }
const sent = (...places: readonly (readonly [string, number])[]): Saying => ({
  ...quiet,
  sent: places.map(([place, ago]) => ({ place, at: ELAPSED - ago })),
})
/** So many sendings, the first of which was a day ago in 40 s. */
const full = (count: number, refused = 0): Saying => ({
  ...quiet,
  sent: Array.from({ length: count }, (_, index) => ({
    place: 'A',
    at: ELAPSED - DAY + 40_000 + index * 100_000,
    ...(index < refused ? { refused: true } : {}),
  })),
})
const next = (dues: readonly Due[], saying: Saying = quiet) =>
  nextSend(dues, saying, { now: NOW, elapsed: ELAPSED }, SAFE)
const text = (dues: readonly Due[], saying?: Saying) => next(dues, saying).send?.text

const urgent = { urgent: true }
const asked = { asked: true }
const about = { about: '#27' }
const lines = (count: number) => Array.from({ length: count }, (_, index) => due(`${index}`, 'A'))

describe('what is said next', () => {
  it.each([
    ['nothing, of nothing', [], undefined],
    ['the urgent before the asked before the rest', [due('1', 'A'), due('2', 'B', asked), due('3', 'C', urgent)], '3'],
    ['the asked before the rest', [due('1', 'A'), due('2', 'B', asked)], '2'],
    ['the first of its kind', [due('1', 'A', asked), due('2', 'B', asked)], '1'],
    ['what nobody asked for, joined', [due('1', 'A'), due('2', 'B'), due('3', 'A')], '1\n3'],
    ['an answer alone', [due('1', 'A', asked), due('2', 'A', asked)], '1'],
    ['six lines at most', lines(8), '0\n1\n2\n3\n4\n5'],
    [
      'six lines at most, counted within them',
      [due('1', 'A', { text: 'a\nb\nc' }), due('2', 'A', { text: 'd\ne\nf\ng' })],
      'a\nb\nc',
    ],
    [
      '200 characters at most',
      [due('1', 'A', { text: '一'.repeat(150) }), due('2', 'A', { text: '二'.repeat(60) })],
      '一'.repeat(150),
    ],
    [
      'emoji count once',
      [due('1', 'A', { text: '🔴'.repeat(198) }), due('2', 'A', { text: '二' })],
      `${'🔴'.repeat(198)}\n二`,
    ],
    ['a file alone', [file('1', 'A'), due('2', 'A')], ''],
    ['a reminder last', [reminder('1'), due('2', 'A')], '2'],
    ['a reminder last, however long it waited', [reminder('1', { notBefore: NOW - DAY }), due('2', 'A')], '2'],
    [
      'a reminder before an answer of the same matter to the same person',
      [
        { ...reminder('1', about), to: { contact: 'c' } },
        { ...told('2', { ...asked, ...about }), to: { contact: 'c' } },
        due('3', 'A'),
      ],
      '1',
    ],
    ['nothing out of order past a file', [due('1', 'A'), file('2', 'A'), due('3', 'A')], '1'],
    ['a long line whole', [due('1', 'A', { text: '一'.repeat(300) }), due('2', 'A')], '一'.repeat(300)],
    [
      'a call, with lines that call nobody',
      [due('1', 'A', { mention: [{ contact: 'w', name: '王强' }] }), due('2', 'A')],
      '1\n2',
    ],
    [
      'nothing out of order past a call',
      [due('1', 'A'), due('2', 'A', { mention: [{ contact: 'w', name: '王强' }] }), due('3', 'A')],
      '1',
    ],
    ['a repeat alone, as it was', [due('1', 'A', { attempts: 1 }), due('2', 'A')], '1'],
    ['nothing out of order past a repeat', [due('1', 'A'), due('2', 'A', { attempts: 1 }), due('3', 'A')], '1'],
    ['nothing too late', [due('1', 'A', { until: NOW - 1 }), due('2', 'A')], '2'],
    ['a repeat once more', [due('1', 'A', { attempts: 2 }), due('2', 'A')], '1'],
    ['nothing a fourth time', [due('1', 'A', { attempts: 3 }), due('2', 'A')], '2'],
    ['the longest waiting of a kind', [due('1', 'A', asked), due('2', 'B', { ...asked, notBefore: NOW - 1 })], '2'],
    [
      'what has waited for 5 minutes before a newer answer',
      [due('1', 'A', asked), due('2', 'B', { notBefore: NOW - 5 * MINUTE })],
      '2',
    ],
    [
      'what is urgent only after what was stored before it of the same matter and place',
      [due('1', 'A', about), due('2', 'B', about), due('3', 'A', { ...urgent, ...about }), due('4', 'C', asked)],
      '1',
    ],
    ['what is urgent at once where only other matters wait', [due('1', 'A', about), due('2', 'A', urgent)], '2'],
    [
      'nothing joined past an answer of the same matter',
      [
        due('1', 'A'),
        due('2', 'A', { ...asked, ...about }),
        due('3', 'A', about),
        due('4', 'A', { about: '#28' }),
      ].slice(0, 3),
      '2',
    ],
  ])('%s', (_, dues, expected) => expect(text(dues)).toBe(expected))

  it.each([
    ['1.5 s in one room', sent(['A', 1000]), [due('1', 'A')], 500],
    ['no longer in one room', sent(['A', 1500]), [due('1', 'A')], undefined],
    ['what was drawn between rooms', sent(['A', 1000]), [due('1', 'B')], 3000],
    ['whichever of two rooms of one moment came last', sent(['A', 1500], ['B', 1500]), [due('1', 'B')], 2500],
    ['each room its own pace', sent(['A', 1000], ['B', 200]), [due('1', 'A')], 3800],
    [
      '20 a minute',
      sent(...Array.from({ length: 20 }, (_, index) => ['A', 57_000 - index * 2000] as const)),
      [due('1', 'A')],
      3000,
    ],
    ['for the urgent too', sent(['A', 1000]), [due('1', 'B', urgent)], 3000],
    ['until the first of 500 is a day ago', full(500), [due('1', 'A', asked)], 40_000],
    ['no longer where one of them was refused', full(500, 1), [due('1', 'A', asked)], undefined],
    ['for no day with what is urgent', full(500), [due('1', 'A', urgent)], undefined],
    ['with a reminder while the rest of the day is kept', full(300), [reminder('1')], 40_000],
    ['with whatever nobody asked for in private', full(300), [told('1', { notBefore: NOW - MINUTE * 6 })], 40_000],
    ['no longer with what goes to a room then', full(499), [due('1', 'A')], undefined],
    ['no longer with an answer in private then', full(499), [told('1', asked)], undefined],
    ['no longer with a room behind reminders', full(300), [reminder('1'), due('2', 'A')], undefined],
    [
      'no longer with a room behind old private news',
      full(300),
      [told('1', { notBefore: 0 }), due('2', 'A')],
      undefined,
    ],
  ])('waits %s', (_, saying, dues, wait) => {
    expect(next(dues, saying).wait).toBe(wait)
    expect(Boolean(next(dues, saying).send)).toBe(wait === undefined)
  })

  const open = (waited: number, tries: number, until = NOW + 1): Open => ({
    message: {
      place: 'A',
      text: '1\n2',
      dues: [due('1', 'A', { until, attempts: tries, ...about }), due('2', 'A', { until, attempts: tries })],
    },
    waited,
  })
  const waiting = (one: Open): Saying => ({ ...quiet, open: [one] })
  const dropped = (dues: readonly Due[], saying: Saying) => next(dues, saying).drop.map(({ line }) => line.key)

  it.each([
    ['waits for the echo of a message whose fate is open', open(20_000, 1), [], undefined, 40_000, []],
    ['lets nothing overtake it', open(20_000, 1), [due('3', 'A', asked)], undefined, 40_000, []],
    ['but what is urgent', open(20_000, 1), [due('3', 'A', urgent)], '3', undefined, []],
    ['and of another matter', open(20_000, 1), [due('3', 'A', { ...urgent, ...about })], undefined, 40_000, []],
    ['speaks elsewhere meanwhile', open(20_000, 1), [due('3', 'B')], '3', undefined, []],
    ['sends the same again after 60 s', open(60_000, 1), [due('3', 'A', asked)], '1\n2', undefined, []],
    ['but the urgent first', open(60_000, 1), [due('3', 'B', urgent)], '3', undefined, []],
    ['waits again after that', open(20_000, 2), [], undefined, 40_000, []],
    ['sends it a third time', open(60_000, 2), [due('3', 'A', asked)], '1\n2', undefined, []],
    ['gives up after the third', open(60_000, 3), [due('3', 'A')], '3', undefined, ['1', '2']],
    ['does not send again what is too late', open(60_000, 1, NOW - 1), [], undefined, undefined, ['1', '2']],
    ['but waits for its echo', open(20_000, 1, NOW - 1), [], undefined, 40_000, []],
  ])('%s', (_, one, more, expected, wait, drop) => {
    const dues = [...one.message.dues, ...more]
    expect(text(dues, waiting(one))).toBe(expected)
    expect(next(dues, waiting(one)).wait).toBe(wait)
    expect(dropped(dues, waiting(one))).toEqual(drop)
  })

  it.each([
    ['without the line that was withdrawn', open(60_000, 1).message.dues.slice(1), '2', ['2']],
    ['not at all when all were withdrawn', [], undefined, []],
  ])('sends again %s', (_, dues, expected, held) => {
    const { send, drop, open: left } = next(dues, waiting(open(60_000, 1)))
    expect(send?.text).toBe(expected)
    expect(drop).toEqual([])
    expect(left.flatMap(({ message }) => message.dues.map(({ line }) => line.key))).toEqual(held)
  })

  const resting = (refusals: number, waited: number): Saying => {
    const one = due('1', 'A', about)
    const rest: Rest = { message: { place: 'A', text: '1', dues: [one] }, refusals, waited, uncalled: false }
    return { ...quiet, resting: new Map([[nameOf(one), rest]]) }
  }
  it.each([
    ['leaves a refused line and its place alone for a minute', resting(1, 20_000), [due('2', 'A')], undefined, 40_000],
    ['tries other lines there after that', resting(2, 60_000), [due('2', 'A')], '2', undefined],
    ['but none of the same matter', resting(2, 60_000), [due('2', 'A', about)], undefined, 60_000],
    ['tries what is urgent there at once', resting(1, 0), [due('2', 'A', urgent)], '2', undefined],
    ['tries it again after a minute', resting(1, 60_000), [], '1', undefined],
    ['then after two', resting(2, 119_999), [], undefined, 1],
    ['then after four', resting(3, 120_000), [], undefined, 120_000],
    ['every 15 minutes at last', resting(9, 840_000), [], undefined, 60_000],
    [
      'each minute when something urgent waits behind it',
      resting(9, 60_000),
      [due('2', 'A', { ...urgent, ...about })],
      '1',
      undefined,
    ],
    ['tries it alone', resting(1, 60_000), [due('2', 'A')], '1', undefined],
  ])('%s', (_, saying, more, expected, wait) => {
    const dues = [due('1', 'A', about), ...more]
    expect(text(dues, saying)).toBe(expected)
    expect(next(dues, saying).wait).toBe(wait)
  })
})

/** Lines that come in any order, to a few places, about a few matters. */
const arrivals = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 8000 }),
    place: fc.constantFrom('A', 'B', 'C'),
    about: fc.constantFrom(undefined, '#1', '#2'),
    kind: fc.constantFrom('urgent', 'asked', 'other', 'other'),
    /** What becomes of its first sendings, before it is said. */
    fates: fc.array(fc.constantFrom('open', 'refused'), { maxLength: 2 }),
  }),
  { maxLength: 45 },
)
interface Said {
  readonly at: number
  readonly message: Message
  readonly said: boolean
}

/** Runs the judgement alone, in virtual time. */
const run = (lines: typeof arrivals extends fc.Arbitrary<infer T> ? T : never, gaps: readonly number[]) => {
  let elapsed = 0
  const dues = lines.map((line, index) => {
    elapsed += line.after
    const { kind, about } = line
    const more = {
      urgent: kind === 'urgent',
      asked: kind === 'asked',
      until: Number.MAX_SAFE_INTEGER,
      notBefore: elapsed,
    }
    return due(`${index}`, line.place, { ...more, ...(about ? { about } : {}) })
  })
  const fates = new Map(dues.map((one, index) => [nameOf(one), [...(lines[index]?.fates ?? [])]]))
  const [sent, said, log]: [Sent[], Set<string>, Said[]] = [[], new Set(), []]
  const attempts = new Map<string, number>()
  const resting = new Map<string, Rest>()
  let open: readonly Open[] = []
  elapsed = 0
  const pass = (ms: number) => {
    elapsed += ms
    open = open.map((one) => ({ ...one, waited: one.waited + ms }))
    for (const [name, rest] of resting) resting.set(name, { ...rest, waited: rest.waited + ms })
  }
  for (let steps = 0; said.size < dues.length; steps += 1) {
    if (steps > 5000) throw new Error('something is never said')
    const here = dues.filter((one) => one.line.notBefore <= elapsed && !said.has(nameOf(one)))
    const known = here.map((one) => ({ ...one, attempts: attempts.get(nameOf(one)) ?? 0 }))
    const gap = gaps[log.length % gaps.length] ?? 4000
    const next = nextSend(known, { sent, gap, open, resting }, { now: elapsed, elapsed }, SAFE)
    expect(next.drop).toEqual([])
    open = next.open
    const coming = dues.map(({ line }) => line.notBefore - elapsed).filter((left) => left > 0)
    if (!next.send) {
      expect(next.wait ?? coming[0]).toBeDefined()
      pass(Math.min(next.wait ?? Number.POSITIVE_INFINITY, ...coming))
      continue
    }
    const message = next.send
    const names = message.dues.map(nameOf)
    open = open.filter(({ message: one }) => !one.dues.some((each) => names.includes(nameOf(each))))
    sent.push({ place: message.place, at: elapsed })
    const [fate] = names.flatMap((name) => fates.get(name)?.splice(0, 1) ?? [])
    log.push({ at: elapsed, message, said: fate === undefined })
    for (const name of names) {
      if (fate === undefined) said.add(name)
      if (fate === 'open') attempts.set(name, (attempts.get(name) ?? 0) + 1)
      const refusals = (resting.get(name)?.refusals ?? 0) + 1
      if (fate === 'refused') resting.set(name, { message, refusals, waited: 0, uncalled: false })
    }
    if (fate === 'open') open = [...open, { message, waited: 0 }]
  }
  return { dues, log }
}
const gapsDrawn = fc.array(fc.integer({ min: 3000, max: 5000 }), { minLength: 1, maxLength: 5 })

describe('in whatever order lines come, and whatever becomes of them', () => {
  const holds = (check: (run: { readonly dues: readonly Due[]; readonly log: readonly Said[] }) => void) =>
    fc.assert(
      fc.property(arrivals, gapsDrawn, (lines, gaps) => check(run(lines, gaps))),
      { numRuns: 300 },
    )

  it('all is said in the end, once', () =>
    holds(({ dues, log }) => {
      const said = log.flatMap(({ message, said }) => (said ? message.dues.map(nameOf) : []))
      expect([...said].sort()).toEqual(dues.map(nameOf).sort())
    }))

  it('the pace is kept in every window', () =>
    holds(({ log }) => {
      for (const [index, { at, message }] of log.entries()) {
        const [before, twentieth] = [log[index - 1], log[index - 20]]
        if (before) expect(at - before.at).toBeGreaterThanOrEqual(before.message.place === message.place ? 1500 : 3000)
        if (twentieth) expect(at - twentieth.at).toBeGreaterThanOrEqual(MINUTE)
      }
    }))

  it('each matter keeps its order in each place', () =>
    holds(({ dues, log }) => {
      const sent = log.flatMap(({ message }) => message.dues)
      for (const place of ['A', 'B', 'C'])
        for (const about of ['#1', '#2']) {
          const same = ({ line, to }: Due) => line.about === about && 'room' in to && to.room === place
          const once = [...new Set(sent.filter(same).map(nameOf))]
          expect(once).toEqual(dues.filter(same).map(nameOf))
          const has = (name: string) => (one: Said) => one.message.dues.some((each) => nameOf(each) === name)
          for (const [index, name] of once.entries())
            for (const later of once.slice(index + 1))
              for (const one of log.slice(0, log.findLastIndex(has(name))))
                expect(has(later)(one) && !has(name)(one)).toBe(false)
        }
    }))

  it('what is urgent overtakes what waits', () =>
    holds(({ dues, log }) => {
      for (const one of dues.filter(({ line }) => line.urgent && line.about === undefined)) {
        const first = log.findIndex(({ message }) => message.dues.some((each) => nameOf(each) === nameOf(one)))
        const since = log.filter(({ at }, index) => at >= one.line.notBefore && index < first)
        const others = since.filter(({ message }) => !message.dues.some(({ line }) => line.urgent || line.about))
        expect(others.length).toBeLessThanOrEqual(1)
      }
    }))
})
