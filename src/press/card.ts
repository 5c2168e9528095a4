import type { Bar, Figure, Picture } from '../domain/state/paper.ts'
import { plain } from './plain.ts'

/** In pixels: what a phone shows from edge to edge, half as large or a little more. */
export const WIDTH = 720
const INK = '#16191d'
const SOFT = '#454b54'
const LINE = '#d5dae0'
const RULE = `2px solid ${LINE}`
const TRACK = '#e9edf1'
const FILL = '#14609f'
export const PAPER = '#ffffff'

/** An element as satori takes it. */
export interface Box {
  readonly type: 'div'
  readonly props: { readonly style: Readonly<Record<string, string | number>>; readonly children: Children }
}
type Children = string | readonly Box[]

const box = (style: Box['props']['style'], children: Children = []): Box => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
})

/** Wraps anywhere where a word is longer than its line. */
const words = (style: Box['props']['style'], said: string): Box =>
  box({ wordBreak: 'break-word', ...style }, plain(said))

/** The card of a result: what was asked, how many took part, a bar for each answer, and the notes. */
export const card = ({ title, figure, bars, notes }: Picture): Box =>
  box(
    {
      width: WIDTH,
      boxSizing: 'border-box',
      flexDirection: 'column',
      padding: 44,
      background: PAPER,
      color: INK,
      fontSize: 36,
      lineHeight: 1.35,
    },
    [
      words({ fontSize: 46, lineHeight: 1.3, marginBottom: 12 }, title),
      ...(figure ? [large(figure, bars.length > 0)] : []),
      ...bars.map(drawn),
      box(
        { flexDirection: 'column', marginTop: 40, paddingTop: 24, borderTop: RULE },
        notes.map((note) => words({ color: SOFT, fontSize: 31, marginTop: 4 }, note)),
      ),
    ],
  )

/** Of another colour and apart: its whole is everybody, that of the bars is those who voted. */
const large = ({ words: said, share }: Figure, above: boolean): Box =>
  box({ flexDirection: 'column', marginTop: 20, ...(above ? { paddingBottom: 32, borderBottom: RULE } : {}) }, [
    words({ fontSize: 64, lineHeight: 1.3 }, said),
    track(share, SOFT),
  ])

const drawn = ({ label, words: count, share }: Bar): Box =>
  box({ flexDirection: 'column', marginTop: 28 }, [
    box({ flexWrap: 'wrap', columnGap: 28 }, [
      words({ maxWidth: '100%' }, label),
      words({ maxWidth: '100%', marginLeft: 'auto', textAlign: 'right' }, count),
    ]),
    track(share, FILL),
  ])

const track = (share: number, colour: string): Box =>
  box({ height: 30, marginTop: 8, borderRadius: 15, overflow: 'hidden', background: TRACK }, [
    box(filled(share, colour)),
  ])

/** The least share is still seen; none is none. */
const filled = (share: number, colour: string): Box['props']['style'] => {
  const part = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0))
  return { height: 30, width: `${100 * part}%`, minWidth: part > 0 ? 12 : 0, background: colour }
}
