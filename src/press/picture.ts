import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import satori from 'satori'
import type { Picture } from '../domain/state/paper.ts'
import { card, PAPER, WIDTH } from './card.ts'

const FONT = fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'))

const read = async () => [{ name: 'Noto Sans SC', data: await readFile(FONT) }]
let held: ReturnType<typeof read> | undefined
/** Read once: satori knows a font again by its object. */
export const fonts = (): ReturnType<typeof read> => {
  held ??= read()
  return held
}

export const png = async (picture: Picture): Promise<Uint8Array> => {
  const svg = await satori(card(picture), { width: WIDTH, fonts: await fonts() })
  return new Resvg(svg, { font: { loadSystemFonts: false }, background: PAPER }).render().asPng()
}
