import { Resvg } from '@resvg/resvg-js'
import { type Header, headerOf } from './header.ts'

/** A photo as it is put on a card: upright and small. */
export interface Photo {
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
}

/** What is larger is refused before it is decoded. */
const MOST_BYTES = 20_000_000
const MOST_PIXELS = 50_000_000
/** It is decoded twice as large as it is shown, then halved as often: at one go fine patterns would turn to stripes. */
const STEPS = 1
/** A small picture is not blown up further. */
const LARGEST = 2

/** From the picture as it is stored to the upright one, by EXIF's number: what x and y become. */
const TURNS: readonly ((w: number, h: number) => readonly number[])[] = [
  () => [1, 0, 0, 1, 0, 0],
  (w) => [-1, 0, 0, 1, w, 0],
  (w, h) => [-1, 0, 0, -1, w, h],
  (_, h) => [1, 0, 0, -1, 0, h],
  () => [0, 1, 1, 0, 0, 0],
  (_, h) => [0, 1, -1, 0, h, 0],
  (w, h) => [0, -1, -1, 0, h, w],
  (w) => [0, -1, 1, 0, 0, w],
]

/** Upright and no larger than this; none where it is no picture, too large, or broken. */
export function photo(
  bytes: Uint8Array,
  room: { readonly width: number; readonly height: number },
  largest = LARGEST,
): Photo | undefined {
  const header = bytes.length > MOST_BYTES ? undefined : headerOf(bytes)
  if (!header || header.width * header.height > MOST_PIXELS) return undefined
  const [wide, high] = header.turn > 4 ? [header.height, header.width] : [header.width, header.height]
  const scale = Math.min(room.width / wide, room.height / high, largest)
  let made: Uint8Array | undefined = decoded(bytes, header, [wide, high], Math.min(1, scale * 2 ** STEPS))
  for (let step = STEPS; made && step > 0; step--)
    made = resized(made, Math.min(1, scale * 2 ** (step - 1)), wide, high)
  return made && { png: made, width: side(wide * scale), height: side(high * scale) }
}

const side = (length: number): number => Math.max(1, Math.round(length))

/** None where nothing of it can be seen: it is broken. */
function decoded(bytes: Uint8Array, header: Header, [wide, high]: readonly [number, number], scale: number) {
  const { type, width, height, turn } = header
  const matrix = TURNS[turn - 1]?.(width, height).join(' ')
  const drawn = image(
    `<g transform="matrix(${matrix})">${embedded(type, bytes, width, height)}</g>`,
    [wide, high],
    [side(wide * scale), side(high * scale)],
  )
  const { pixels } = drawn
  for (let alpha = 3; alpha < pixels.length; alpha += 4) if (pixels[alpha] !== 0) return drawn.asPng()
  return undefined
}

const resized = (png: Uint8Array, scale: number, wide: number, high: number): Uint8Array => {
  const size = [side(wide * scale), side(high * scale)] as const
  return image(embedded('image/png', png, ...size), size, size).asPng()
}

const embedded = (type: string, bytes: Uint8Array, width: number, height: number): string =>
  `<image width="${width}" height="${height}" preserveAspectRatio="none" href="data:${type};base64,${Buffer.from(bytes).toString('base64')}"/>`

const image = (body: string, [w, h]: readonly [number, number], [width, height]: readonly [number, number]) =>
  new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${w} ${h}" preserveAspectRatio="none">${body}</svg>`,
    { font: { loadSystemFonts: false } },
  ).render()
