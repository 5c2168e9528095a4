import { describe, expect, it } from 'vitest'
import type { Due } from '../../src/ports.ts'
import { nextSend, type Open, SAFE, type Saying } from '../../src/wechat/pace.ts'

const NOW = 1_000_000
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
      notBefore: 0,
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
const quiet: Saying = { sent: [], gap: 4000, open: [] }
const sent = (...places: readonly (readonly [string, number])[]): Saying => ({
  ...quiet,
  sent: places.map(([place, ago]) => ({ place, at: NOW - ago })),
})
const next = (dues: readonly Due[], saying: Saying = quiet) => nextSend(dues, saying, NOW, SAFE)
const text = (dues: readonly Due[], saying?: Saying) => next(dues, saying).send?.text

const urgent = { urgent: true }
const asked = { asked: true }
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
    ['nothing a third time', [due('1', 'A', { attempts: 2 }), due('2', 'A')], '2'],
  ])('%s', (_, dues, expected) => expect(text(dues)).toBe(expected))

  it.each([
    ['1.5 s in one room', sent(['A', 1000]), [due('1', 'A')], 500],
    ['no longer in one room', sent(['A', 1500]), [due('1', 'A')], undefined],
    ['what was drawn between rooms', sent(['A', 1000]), [due('1', 'B')], 3000],
    ['each room its own pace', sent(['A', 1000], ['B', 200]), [due('1', 'A')], 3800],
    [
      '20 a minute',
      sent(...Array.from({ length: 20 }, (_, index) => ['A', 57_000 - index * 2000] as const)),
      [due('1', 'A')],
      3000,
    ],
    ['for the urgent too', sent(['A', 1000]), [due('1', 'B', urgent)], 3000],
    ['never longer, with a clock that was put back', sent(['A', -3_600_000]), [due('1', 'A')], 1500],
  ])('waits %s', (_, saying, dues, wait) => {
    expect(next(dues, saying).wait).toBe(wait)
    expect(Boolean(next(dues, saying).send)).toBe(wait === undefined)
  })

  const open = (waited: number, tries: number, until = NOW + 1): Open => ({
    message: {
      place: 'A',
      text: '1\n2',
      dues: [due('1', 'A', { until, attempts: tries }), due('2', 'A', { until, attempts: tries })],
    },
    tries,
    waited,
  })
  const waiting = (one: Open): Saying => ({ ...quiet, open: [one] })
  const dropped = (dues: readonly Due[], saying: Saying) => next(dues, saying).drop.map(({ line }) => line.key)

  it.each([
    ['waits for the echo of a message whose fate is open', open(20_000, 1), [], undefined, 40_000, []],
    ['lets nothing overtake it', open(20_000, 1), [due('3', 'A', urgent)], undefined, 40_000, []],
    ['speaks elsewhere meanwhile', open(20_000, 1), [due('3', 'B')], '3', undefined, []],
    ['sends the same again after 60 s', open(60_000, 1), [due('3', 'A', asked)], '1\n2', undefined, []],
    ['but the urgent first', open(60_000, 1), [due('3', 'B', urgent)], '3', undefined, []],
    ['waits again after that', open(20_000, 2), [], undefined, 40_000, []],
    ['gives up after the second', open(60_000, 2), [due('3', 'A')], '3', undefined, ['1', '2']],
    ['does not send again what is too late', open(60_000, 1, NOW - 1), [], undefined, undefined, ['1', '2']],
    ['but waits for its echo', open(20_000, 1, NOW - 1), [], undefined, 40_000, []],
  ])('%s', (_, one, more, expected, wait, drop) => {
    const dues = [...one.message.dues, ...more]
    expect(text(dues, waiting(one))).toBe(expected)
    expect(next(dues, waiting(one)).wait).toBe(wait)
    expect(dropped(dues, waiting(one))).toEqual(drop)
  })
})
