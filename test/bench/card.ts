import { performance } from 'node:perf_hooks'
import { Resvg } from '@resvg/resvg-js'
import satori from 'satori'
import type { Picture } from '../../src/domain/state/paper.ts'
import type { Press } from '../../src/ports.ts'
import { card as laid, WIDTH } from '../../src/press/card.ts'
import { fonts } from '../../src/press/picture.ts'
import { press } from '../../src/press/press.ts'
import { log } from './clock.ts'
import { type Bench, judged } from './line.ts'
import { pairs, timed } from './numbers.ts'

/** W6: a result as a picture, from asking the press to its bytes; and how long everybody else waits for it. */
export const card: Bench = async ({ quick, print }) => {
  const before = process.memoryUsage().rss
  const ours = press({ log })
  const cold = await timed(() => ours.draw({ picture: result(0) }))
  for (let number = 1; number < 20; number++) await ours.draw({ picture: result(number) })
  const memory = (process.memoryUsage().rss - before) / 2 ** 20
  const drawn = (picture: Picture) => ours.draw({ picture })
  const bare = await plainly()
  const times = quick ? 2 : 41
  const taken = await pairs(times, each(drawn), each(bare))
  const note = 'a question of 30 characters, 5 options, 4 notes; beside: satori and resvg in the main thread'
  const measured = { bench: 'W6', unit: 'ms', note }
  const line = { ...measured, metric: 'card', value: taken.ours, baseline: taken.theirs, ratio: taken.ratio }
  print(judged({ ...line, cold, 'memory-mb': memory }, ['<=', 85]))
  const held = await pairs(times, holding(drawn), holding(bare))
  print(
    judged({ ...measured, metric: 'card-holds', value: held.ours, baseline: held.theirs, ratio: held.ratio }, [
      '<=',
      5,
    ]),
  )
  await record(ours, quick, print)
  await ours.close()
}

type Draw = (picture: Picture) => Promise<unknown>

const each = (draw: Draw) => (turn: number) => timed(() => draw(result(turn)))

/** Ms for which nothing else could run. */
const holding = (draw: Draw) => async (turn: number) => {
  const from = performance.eventLoopUtilization()
  await draw(result(turn))
  await new Promise((later) => setImmediate(later))
  return performance.eventLoopUtilization(from).active
}

/** As their own pages show it. */
const plainly = async (): Promise<Draw> => {
  const held = await fonts()
  return async (picture) => new Resvg(await satori(laid(picture), { width: WIDTH, fonts: held })).render().asPng()
}

/** A table of who voted what, in a community of 1,200 households. */
const record = async (press: Press, quick: boolean, print: Parameters<Bench>[0]['print']): Promise<void> => {
  const row = (number: number) => [`3-2-${number}`, '赞成', '2026-11-27 18:00', '反对，太吵了', number]
  const rows = Array.from({ length: quick ? 12 : 1200 }, (_, number) => row(number))
  const sheet = { name: 'P5 明细', head: ['户', '选择', '时间', '原话', '序号'], rows }
  const { ours: value } = await pairs(
    quick ? 1 : 11,
    () => timed(() => press.draw({ sheet })),
    async () => 1,
  )
  print({ bench: 'W6', metric: 'sheet', value, unit: 'ms', note: `${rows.length} rows of 5 cells` })
}

/** Never twice the same words, as in life. */
const result = (number: number): Picture => ({
  name: `P${number}`,
  title: `P${number} 2号门和${number}号楼之间的空地加装充电桩，大家同意吗？`,
  bars: [37, 9, 4, 2, 0].map((count, index) => ({
    label: ['赞成', '反对', '弃权', '先请街道来看', '下次业主大会再议'][index] ?? '',
    words: `${count + number}户`,
    share: count / 37,
  })),
  notes: [
    `已参与 ${52 + number} 户，占登记 120 户的 43%`,
    '意见征集（不具法律约束力）',
    `规则码 7f3a${number}`,
    '2026-11-27 周五 18:00 截止',
  ],
})
