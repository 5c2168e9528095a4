import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Photos } from '../../src/domain/state/paper.ts'
import { album } from '../../src/press/album.ts'
import { WIDTH } from '../../src/press/card.ts'
import { headerOf } from '../../src/press/header.ts'
import { photo } from '../../src/press/photo.ts'
import { press } from '../../src/press/press.ts'
import { withoutExif } from '../../src/store/exif.ts'

const lamp = () => readFile(join(import.meta.dirname, '../scenarios/灯.jpg'))

/** A PNG with its left half red and its right half blue. */
const halves = (width: number, height: number): Buffer =>
  new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width / 2}" height="${height}" fill="#f00"/><rect x="${width / 2}" width="${width / 2}" height="${height}" fill="#00f"/></svg>`,
  )
    .render()
    .asPng()
/** As a camera writes it that was held otherwise. */
const turned = (jpeg: Buffer, turn: number): Buffer => {
  const exif = Buffer.from('ffe1002245786966000049492a0008000000010012010300010000000000000000000000', 'hex')
  exif.writeUInt16LE(turn, 28)
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)])
}
/** One red pixel. */
const GIF = Buffer.from('R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')
const WEBP = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=', 'base64')
/** Says that it is so large, and is not. */
const claiming = (width: number, height: number): Buffer => {
  const png = Buffer.from(halves(4, 4))
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  return png
}

const pixels = (png: Uint8Array) => {
  const head = Buffer.from(png)
  const [width, height] = [head.readUInt32BE(16), head.readUInt32BE(20)]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${head.toString('base64')}"/></svg>`
  const { pixels: rgba } = new Resvg(svg).render()
  /** At so many parts of the whole: 0 red, 1 green, 2 blue. */
  const at = (x: number, y: number) => {
    const from = 4 * (Math.floor(y * height) * width + Math.floor(x * width))
    return [rgba[from] ?? 0, rgba[from + 1] ?? 0, rgba[from + 2] ?? 0] as const
  }
  return { width, height, at }
}
describe('a thumbnail', () => {
  it.each([
    ['JPEG', lamp],
    ['PNG', async () => halves(900, 300)],
    ['GIF', async () => GIF],
  ] as const)('of a %s fits, and is not blown up', async (_, picture) => {
    const papers = press()
    onTestFinished(() => papers.close())
    const bytes = await picture()
    const { width, height } = pixels((await papers.small(bytes, 320)) ?? new Uint8Array(24))
    expect(Math.max(width, height)).toBe(
      Math.min(320, Math.max(headerOf(bytes)?.width ?? 0, headerOf(bytes)?.height ?? 0)),
    )
  })

  it('of what is too large, broken or no picture is none, and the next is made', async () => {
    const papers = press()
    onTestFinished(() => papers.close())
    for (const bytes of [claiming(60_000, 60_000), claiming(400, 400), WEBP, Buffer.from('hello')])
      expect(await papers.small(bytes, 320)).toBeUndefined()
    expect(await papers.small(halves(900, 300), 320)).toBeDefined()
  })

  it('stands upright, and tells nothing but the picture', async () => {
    const papers = press()
    onTestFinished(() => papers.close())
    const picture = await lamp()
    const flat = pixels((await papers.small(picture, 320)) ?? new Uint8Array())
    const upright = (await papers.small(turned(picture, 6), 320)) ?? new Uint8Array()
    const { width, height } = pixels(upright)
    expect([width, height]).toEqual([flat.height, flat.width])
    expect(Buffer.from(upright).includes('Exif')).toBe(false)
  })
})

const room = { width: 300, height: 400 }
const card = (
  before: readonly Uint8Array[],
  after: readonly Uint8Array[],
  title = '#27 楼道灯不亮',
): Photos<Uint8Array> => ({
  name: '27',
  title,
  sides: [
    { label: '修前', photos: before },
    { label: '修后', photos: after },
  ],
})

describe('a photo for a card', () => {
  it.each([
    ['lies', 800, 400, 300, 150],
    ['stands', 400, 800, 200, 400],
    ['is tiny: no more than twice as large', 10, 20, 20, 40],
    ['is a line', 2_000, 1, 300, 1],
  ])('that %s', (_, width, height, wide, high) => {
    const made = photo(halves(width, height), room)
    expect([made?.width, made?.height]).toEqual([wide, high])
    expect(pixels(made?.png ?? new Uint8Array())).toMatchObject({
      width: Math.min(width, wide),
      height: Math.min(height, high),
    })
  })

  it('shows what is on it', () => {
    const { at } = pixels(photo(halves(800, 400), room)?.png ?? new Uint8Array())
    expect(at(0.25, 0.5)).toEqual([255, 0, 0])
    expect(at(0.75, 0.5)).toEqual([0, 0, 255])
  })

  it('a GIF too', () => {
    expect(headerOf(GIF)).toMatchObject({ type: 'image/gif', width: 1, height: 1 })
    expect(pixels(photo(GIF, room)?.png ?? new Uint8Array()).at(0, 0)).toEqual([255, 0, 0])
  })

  /** Where the red lamp of the lift, which is at the top, comes to; as EXIF has it. */
  it.each([
    [1, 'upright'],
    [3, 'upside down'],
    [6, 'to the right'],
    [8, 'to the left'],
  ])('as its camera was held: %i, %s', async (turn) => {
    const jpeg = await lamp()
    const upright = pixels(photo(jpeg, { width: 240, height: 320 })?.png ?? new Uint8Array())
    const kept = Buffer.from(withoutExif(turned(jpeg, turn))) // as the store keeps it
    const made = photo(kept, turn > 4 ? { width: 320, height: 240 } : { width: 240, height: 320 })
    const { at, width, height } = pixels(made?.png ?? new Uint8Array())
    expect([width, height]).toEqual(turn > 4 ? [320, 240] : [240, 320])
    const place = { 1: [0.2, 0.93], 3: [0.8, 0.07], 6: [0.07, 0.2], 8: [0.93, 0.8] }[turn] ?? []
    const [red, green] = at(place[0] ?? 0, place[1] ?? 0)
    expect(upright.at(0.2, 0.93)[0]).toBeGreaterThan(150) // the red bag on the floor, to the left
    expect(red - green).toBeGreaterThan(60)
  })

  it.each<[string, () => Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['words', () => Buffer.from('no picture at all, whatever its name says')],
    ['WebP, which cannot be drawn', () => WEBP],
    ['too many pixels', () => claiming(10_000, 5_001)],
    ['no pixels', () => claiming(0, 5)],
    ['too many bytes', () => Buffer.concat([halves(4, 4), Buffer.alloc(20_000_000)])],
    ['a PNG cut short', () => halves(400, 400).subarray(0, 60)],
  ])('%s is none', (_, bytes) => {
    expect(photo(bytes(), room)).toBeUndefined()
  })

  it('a JPEG cut anywhere is none, or what is left of it', async () => {
    const jpeg = await lamp()
    for (const part of [0.001, 0.01, 0.1, 0.5, 0.9])
      expect(() => photo(jpeg.subarray(0, Math.floor(jpeg.length * part)), room)).not.toThrow()
  })
})

describe('before and after', () => {
  it('stand side by side', async () => {
    const { width, height, at } = pixels(await album(card([halves(300, 400)], [halves(300, 400)])))
    expect(width).toBe(1.5 * WIDTH)
    const y = 1 - 100 / height
    expect([0.1, 0.4, 0.6, 0.9].map((x) => at(x, y)[0])).toEqual([255, 0, 255, 0])
  })

  it('two of each are one below the other', async () => {
    const one = pixels(await album(card([halves(300, 400)], [halves(300, 400)])))
    const two = pixels(await album(card([halves(300, 400), halves(300, 400)], [halves(300, 400)])))
    expect(two.height / two.width).toBeGreaterThan(one.height / one.width + 0.5)
  })

  it('one alone has the whole width', async () => {
    const { height, at } = pixels(await album(card([], [halves(400, 300)])))
    const y = 1 - 100 / height
    expect([0.2, 0.8].map((x) => at(x, y)[0])).toEqual([255, 0])
  })

  it('what is broken is left out', async () => {
    const whole = await album(card([], [await lamp()]))
    expect(Buffer.from(await album(card([WEBP], [await lamp()]))).equals(whole)).toBe(true)
  })

  it('none without a photo of what was done', async () => {
    await expect(album(card([await lamp()], [WEBP]))).rejects.toThrow(/none of the photos/)
    await expect(album(card([await lamp()], []))).rejects.toThrow(/none of the photos/)
  })

  it('stays small, whatever is on the photos', async () => {
    const noise = new Resvg(
      '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><filter id="f"><feTurbulence baseFrequency="0.9" numOctaves="4"/></filter><rect width="900" height="1200" filter="url(#f)"/></svg>',
      { background: '#fff' },
    )
      .render()
      .asPng()
    const drawn = await album(card([noise, noise], [noise, noise]))
    expect(drawn.length).toBeLessThanOrEqual(1_000_000)
    expect(pixels(drawn).width).toBeLessThanOrEqual(1_440)
  }, 60_000)

  it('are drawn in the thread, and a photo of 12 megapixels within its bounds', async () => {
    const made = press()
    onTestFinished(() => made.close())
    const large = halves(4_032, 3_024)
    const { name, bytes } = await made.draw({ photos: card([large], [turned(await lamp(), 6)]) })
    expect(name).toBe('27.png')
    expect(bytes.length).toBeLessThanOrEqual(1_000_000)
  }, 60_000)
})
