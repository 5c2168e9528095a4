import { join } from 'node:path'
import { archived } from './archive.ts'
import { enter, type House, heard, house } from './house.ts'
import { type Bench, judged } from './line.ts'
import { pairs, timed } from './numbers.ts'
import { profile } from './profile.ts'
import { CHATTER, MIXED, type Mix, type Saying, stream } from './stream.ts'
import { type Village, villages } from './village.ts'

const FEW = 1000
const FLAT = ['<=', 1.2] as const

/** W1: what a message costs does not grow with what is archived: the same talk in two communities. */
export const flat: Bench = async ({ quick, folder, print }) => {
  const many = quick ? 2000 : 1_000_000
  const dir = join(folder, 'flat')
  const all = villages(2, 40)
  const [few, lots] = all
  if (!few || !lots) return
  const at = await house({ dir, villages: all })
  await enter(at, all)
  const building = await timed(async () => {
    await archived(folder, join(dir, few.is.id), FEW)
    await archived(folder, join(dir, lots.is.id), many)
  })
  const note = "records and indexes by the store's own functions, all records first, then each index at once"
  print({ bench: 'W1', metric: 'archive-built', value: building / 1000, unit: 's', cases: many + FEW, note })
  for (const [metric, mix, count] of [
    ['archive-chatter', CHATTER, quick ? 200 : 4000],
    ['archive-mixed', MIXED, quick ? 200 : 1500],
  ] as const) {
    const talk = talkOf(at, mix, count)
    const { ours: value, theirs: baseline, ratio } = await pairs(quick ? 2 : 15, talk(lots), talk(few))
    const line = judged(
      { bench: 'W1', metric, value, unit: 'µs/message', baseline, ratio, cases: many, beside: FEW },
      FLAT,
      ratio,
    )
    print(line)
    if (!line.met) for (const part of await profile('W1', metric, () => talk(lots)(0))) print(part)
  }
  print(await named(at, few, lots, many, quick))
  await at.close()
}

let count = 0
const settled = (at: House, sayings: readonly Saying[]): Promise<number> => {
  const messages = sayings.map((saying) => heard(`flat-${count++}`, saying))
  return timed(async () => {
    for (const message of messages) at.desk.hear(message)
    await at.desk.settled()
  })
}

/** µs a message, in this village, until all is stored. Each hears the same. */
const talkOf = (at: House, mix: Mix, messages: number) => (village: Village) => {
  const next = stream([village], mix, 7)
  return async (_turn: number): Promise<number> => {
    const sayings = Array.from({ length: messages }, next)
    return (1000 * (await settled(at, sayings))) / messages
  }
}

/** Asking for an archived case reads it from the disk. */
const named = async (at: House, few: Village, lots: Village, many: number, quick: boolean) => {
  const ask =
    (village: Village, cases: number) =>
    async (turn: number): Promise<number> => {
      const number = 1001 + ((turn * 7919) % cases)
      const from = village.residents[turn % village.residents.length] ?? ''
      return 1000 * (await settled(at, [{ village, from, text: `进度 ${number}`, called: true, kind: 'report' }]))
    }
  const { ours: value, theirs: baseline, ratio } = await pairs(quick ? 3 : 51, ask(lots, many), ask(few, FEW))
  return { bench: 'W1', metric: 'archive-asked', value, unit: 'µs/question', baseline, ratio, note: 'with its sync' }
}
