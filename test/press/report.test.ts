import { Resvg } from '@resvg/resvg-js'
import { describe, expect, test } from 'vitest'
import type { Month } from '../../src/domain/state/figures.ts'
import type { Picture } from '../../src/domain/state/paper.ts'
import { monthPicture, weekPicture } from '../../src/domain/wording/report.ts'
import { WIDTH } from '../../src/press/card.ts'
import { png } from '../../src/press/picture.ts'

const at = (day: string) => Date.parse(`${day}T09:00:00+08:00`)
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const month: Month = {
  from: at('2026-11-01'),
  to: at('2026-12-01'),
  raised: numbers(12, 43),
  done: numbers(10, 35),
  instant: numbers(10, 27),
  agent: numbers(28, 34),
  upward: [35],
  onTime: numbers(10, 32),
  open: numbers(36, 43),
  late: [36, 38],
  rated: [{ case: 12, good: 15, poor: 1, all: 18 }],
  waits: numbers(12, 43).map((number) => (number > 40 ? { case: number } : { case: number, ms: number * 600_000 })),
  patterns: [
    { category: '电梯', place: { building: '3' }, cases: [12, 25, 31, 40] },
    { category: '排水', place: { named: '地下车库' }, cases: [14, 22, 41] },
  ],
}
const titles = {
  title: (number: number) => `#${number} 楼道堆了杂物`,
  late: (number: number) => `#${number} 车库进水，等水泵`,
}
const week = {
  from: at('2026-11-16'),
  to: at('2026-11-22'),
  raised: [20, 21],
  finished: [20],
  open: [17, 21],
  late: [17],
  polls: [],
}

const pixels = (drawn: Uint8Array) => {
  const head = Buffer.from(drawn)
  const [width, height] = [head.readUInt32BE(16), head.readUInt32BE(20)]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${head.toString('base64')}"/></svg>`
  const { pixels: rgba } = new Resvg(svg).render()
  return { width, height, at: (x: number, y: number) => rgba.readUInt32BE(4 * (y * width + x)) }
}
const FILL = 0x14609fff
/** How long the longest of its bars is. */
const longest = (drawn: Uint8Array): number => {
  const { width, height, at: pixel } = pixels(drawn)
  return Math.max(
    ...numbers(0, height - 1).map((y) => numbers(0, width - 1).filter((x) => pixel(x, y) === FILL).length),
  )
}

describe('the picture of a report', () => {
  test.each<[string, Picture]>([
    ['month', monthPicture('幸福里小区', month)],
    [
      'week',
      weekPicture('幸福里小区', week, titles, [
        ['照明', 1],
        ['排水', 1],
      ]),
    ],
  ])('of a %s has the width of a phone, with nothing at its edges', async (_, picture) => {
    const { width, height, at: pixel } = pixels(await png(picture))
    expect(width).toBe(WIDTH)
    const edges = numbers(0, height - 1).flatMap((y) => [pixel(10, y), pixel(width - 11, y)])
    expect(new Set(edges)).toEqual(new Set([0xffffffff]))
  })

  test('its bars are as long as their shares', async () => {
    const picture = monthPicture('幸福里小区', month)
    expect(picture.bars.map(({ label, words }) => `${label} ${words}`)).toEqual([
      '即办 18件，占69%',
      '代办 7件，占27%',
      '上报 1件，占4%',
      '满意 18户里15户',
    ])
    expect(longest(await png(picture)) / (WIDTH - 88)).toBeCloseTo(15 / 18, 2)
  })
})
