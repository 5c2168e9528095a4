import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Picture } from '../../src/domain/state/paper.ts'
import { WIDTH } from '../../src/press/card.ts'
import { png } from '../../src/press/picture.ts'

/** Half of the padding: an accent may lean out a little, a word may not. */
const MARGIN = 22
const picture = (more: Partial<Picture> = {}): Picture => ({
  name: 'P5',
  title: 'P5 2号门加装充电桩？',
  bars: [
    { label: '赞成', words: '37户', share: 0.8 },
    { label: '反对', words: '9户', share: 0.2 },
  ],
  notes: ['意见征集'],
  ...more,
})

const pixels = (drawn: Uint8Array) => {
  const head = Buffer.from(drawn)
  const [width, height] = [head.readUInt32BE(16), head.readUInt32BE(20)]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${head.toString('base64')}"/></svg>`
  const { pixels: rgba } = new Resvg(svg).render()
  const at = (x: number, y: number) => rgba.readUInt32BE(4 * (y * width + x))
  return { width, height, at }
}

/** Whether something stands where nothing should. */
const marginIsWhite = (drawn: Uint8Array): boolean => {
  const { width, height, at } = pixels(drawn)
  const isEdge = (x: number, y: number) => x < MARGIN || x >= width - MARGIN || y < 20 || y >= height - 20
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (isEdge(x, y) && at(x, y) !== 0xffffffff) return false
  return true
}

/** How many pixels of a bar's colour there are in a row of the picture, at the most. */
const longest = (drawn: Uint8Array, colour: number): number => {
  const { width, height, at } = pixels(drawn)
  const counts = Array.from({ length: height }, (_, y) => {
    let count = 0
    for (let x = 0; x < width; x++) if (at(x, y) === colour) count++
    return count
  })
  return Math.max(...counts)
}
const FILL = 0x14609fff
const TURNOUT = 0x454b54ff

describe('the picture of a result', () => {
  it('is as wide as a phone shows, and as high as it needs', async () => {
    const bars = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ label: `选项${index + 1}`, words: `${index}户`, share: 0.1 }))
    const [two, ten] = await Promise.all([2, 10].map((count) => png(picture({ bars: bars(count) }))))
    const sizes = [two, ten].map((one) => pixels(one ?? new Uint8Array()))
    expect(sizes.map(({ width }) => width)).toEqual([WIDTH, WIDTH])
    expect(sizes[1]?.height).toBeGreaterThan((sizes[0]?.height ?? 0) + 600)
  })

  it('has bars as long as their shares', async () => {
    const bar = async (share: number) =>
      longest(await png(picture({ bars: [{ label: '赞成', words: '', share }] })), FILL)
    const whole = await bar(1)
    expect(whole).toBeGreaterThan(600)
    expect(Math.abs((await bar(0.5)) - whole / 2)).toBeLessThan(4)
    expect(await bar(0)).toBe(0)
    expect(await bar(0.001)).toBeGreaterThan(10)
    expect([await bar(7), await bar(Number.NaN), await bar(-1)]).toEqual([whole, 0, 0])
  })

  it('has the turnout over its bars, in a colour of its own', async () => {
    const drawn = (share: number) => {
      const made: Picture = { ...picture({ notes: [] }), figure: { words: '120户里29户投了', share } }
      return png(made)
    }
    const [whole, none, without] = await Promise.all([drawn(1), drawn(0), png(picture({ notes: [] }))])
    expect(longest(whole, TURNOUT)).toBeGreaterThan(600)
    expect(longest(none, TURNOUT)).toBe(0)
    expect(pixels(whole).height).toBeGreaterThan(pixels(without).height + 100)
    expect(longest(whole, FILL)).toBe(longest(without, FILL))
  })

  it('gives a long answer a line of its own, and the numbers another', async () => {
    const bar = (label: string) => png(picture({ bars: [{ label, words: '20户，投了的69%', share: 1 }] }))
    const [short, long] = await Promise.all([bar('1 赞成'), bar('1 加装充电桩要占用东门南侧的绿地')])
    expect(pixels(long).height - pixels(short).height).toBeGreaterThan(40)
  })

  it('shows every character', async () => {
    const shown = async (title: string) => Buffer.from(await png(picture({ title, bars: [], notes: [] })))
    const lacking = await shown('𠮷')
    expect(await shown('𠮶')).toEqual(lacking) // a crossed box for either
    const drawn = new Set<string>()
    const signs = [...'塆垸犇㙍龘赟喆昇甯邨「」：；（），。？！、·…—％㎡①⑩ABz019%#+-/.㊙★']
    for (const sign of signs) {
      const made = await shown(sign)
      expect([sign, made.equals(lacking)]).toEqual([sign, false])
      drawn.add(made.toString('base64'))
    }
    expect(drawn.size).toBe(signs.length)
  })

  it('is the same with and without emoji', async () => {
    const [one, other] = [picture(), picture({ title: 'P5 2号门🚗加装充电桩？⚡', notes: ['意见征集🙏'] })]
    expect(Buffer.from(await png(other)).equals(Buffer.from(await png(one)))).toBe(true)
  })

  it.each([
    [
      'Chinese',
      '加装充电桩要占用东门南侧的绿地约四十平方米先把现有的冬青移到北墙边再由物业负责养护满两年后还给大家使用',
    ],
    ['Latin', `https://example.com/${'averylongaddress'.repeat(6)}`],
    ['punctuation', '「（：；，。？！'.repeat(8)],
    ['figures', '1234567890'.repeat(8)],
  ])('wraps what is long: %s', async (_, long) => {
    const bars = Array.from({ length: 10 }, () => ({ label: long, words: long.slice(0, 30), share: 1 }))
    expect(marginIsWhite(await png(picture({ title: long.slice(0, 60), bars, notes: [long] })))).toBe(true)
  })

  it('takes whatever people write', async () => {
    const written = fc.string({ unit: 'binary', maxLength: 40 })
    const bar = fc.record({ label: written, words: written, share: fc.double() })
    const any = fc.record({
      name: written,
      title: written,
      bars: fc.array(bar, { maxLength: 4 }),
      notes: fc.array(written, { maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(any, async (made) => {
        expect(marginIsWhite(await png(made))).toBe(true)
      }),
      { numRuns: 15, examples: [[{ name: '', title: '', bars: [{ label: '', words: 'й́Ӯ', share: 0 }], notes: [] }]] },
    )
  }, 60_000)
})
