import { Resvg } from '@resvg/resvg-js'
import satori from 'satori'
import type { Photos } from '../domain/state/paper.ts'
import { type Box, PAPER, WIDTH } from './card.ts'
import { type Photo, photo } from './photo.ts'
import { fonts } from './picture.ts'
import { plain } from './plain.ts'

const EDGE = 24
const BETWEEN = 16
const INNER = WIDTH - 2 * EDGE
/** As high as a telephone's picture is where two stand side by side; one alone may be higher. */
const HIGHEST = { two: 480, one: 640 }
/** A picture may be drawn larger than it is laid out, as far as its file stays small. */
const ZOOMS = [1.5, 1, 0.75, 0.5] as const
const MOST_BYTES = 1_000_000
const INK = '#16191d'

type Side = { readonly label: string; readonly photos: readonly Photo[] }
interface Image {
  readonly type: 'img'
  readonly props: { readonly src: string; readonly width: number; readonly height: number }
}
type Node = Box | Image | Column
interface Column {
  readonly type: 'div'
  readonly props: { readonly style: Box['props']['style']; readonly children: string | readonly Node[] }
}

/** Before and after side by side, as PNG. @throws where none of what is to be shown can be drawn */
export async function album({ title, sides }: Photos<Uint8Array>): Promise<Uint8Array> {
  const shown = laid(sides)
  if (shown.at(-1)?.label !== sides.at(-1)?.label) throw new Error('none of the photos of the end can be drawn')
  const svg = await satori(page(title, shown) as never, { width: WIDTH, fonts: await fonts() })
  return small(svg)
}

/** Those of which something can be drawn, each as wide as there is room for it. */
function laid(sides: Photos<Uint8Array>['sides']): readonly Side[] {
  const width = widthOf(sides.length)
  const room = { width, height: sides.length > 1 ? HIGHEST.two : HIGHEST.one }
  const drawn = sides.map(({ label, photos }) => ({ label, photos: photos.flatMap((one) => fitted(one, room)) }))
  const kept = sides.filter((_, i) => drawn[i]?.photos.length)
  return kept.length === sides.length || kept.length === 0
    ? drawn.filter(({ photos }) => photos.length > 0)
    : laid(kept)
}

const widthOf = (count: number): number => (INNER - BETWEEN * (count - 1)) / Math.max(1, count)

/** Finer than it is laid out, since the whole may be drawn larger. */
const fitted = (bytes: Uint8Array, { width, height }: { readonly width: number; readonly height: number }) => {
  const [zoom] = ZOOMS
  const made = photo(bytes, { width: width * zoom, height: height * zoom })
  return made ? [{ ...made, width: made.width / zoom, height: made.height / zoom }] : []
}

const small = (svg: string): Uint8Array => {
  for (const zoom of ZOOMS) {
    const fitTo = { mode: 'width', value: Math.round(WIDTH * zoom) } as const
    const png = new Resvg(svg, { font: { loadSystemFonts: false }, background: PAPER, fitTo }).render().asPng()
    if (png.length <= MOST_BYTES) return png
  }
  throw new Error('the picture stays too large')
}

const box = (style: Box['props']['style'], children: Column['props']['children']): Column => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
})

const page = (title: string, sides: readonly Side[]): Column =>
  box(
    {
      width: WIDTH,
      boxSizing: 'border-box',
      flexDirection: 'column',
      padding: EDGE,
      background: PAPER,
      color: INK,
      fontSize: 36,
    },
    [
      box({ fontSize: 40, lineHeight: 1.3, marginBottom: 12, wordBreak: 'break-word' }, plain(title)),
      box(
        { width: INNER, alignItems: 'flex-start', justifyContent: 'space-between' },
        sides.map((side) => column(side, widthOf(sides.length))),
      ),
    ],
  )

const column = ({ label, photos }: Side, width: number): Column =>
  box({ width, flexDirection: 'column', alignItems: 'center' }, [
    box({ lineHeight: 1.4 }, plain(label)),
    ...photos.map((one) => box({ marginTop: 8 }, [image(one)])),
  ])

const image = ({ png, width, height }: Photo): Image => ({
  type: 'img',
  props: { src: `data:image/png;base64,${Buffer.from(png).toString('base64')}`, width, height },
})
