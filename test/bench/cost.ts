import { join } from 'node:path'
import type { Ear, Outbox } from '../../src/ports.ts'
import { reader } from '../../src/reader/reader.ts'
import { SHIPPED } from '../../src/reader/trouble/hunch.ts'
import { bare, through, turns, type Way } from './bare.ts'
import { Gate, world } from './gate.ts'
import { type House, heard, house } from './house.ts'
import { type Bench, judged, type Line, type Run } from './line.ts'
import { median, pairs, timed, worked } from './numbers.ts'
import { ours } from './ours.ts'
import { profile } from './profile.ts'
import { CHATTER, type Saying, stream } from './stream.ts'
import { type Village, villages } from './village.ts'

const OWN = ['<=', 15] as const
const READER = ['<', 3] as const

/** Hears nothing: what is left is the adapter. */
const nobody: Ear = {
  hear: () => undefined,
  recall: () => undefined,
  see: () => undefined,
  lost: () => undefined,
  back: () => undefined,
}
const nothing: Outbox = { due: () => [], mark: () => Promise.resolve(), sent: () => [] }

/** W1: what we add to Wechaty for a message that is only chatter, and the parts of it. */
export const cost: Bench = async (run) => {
  const all = villages(run.quick ? 5 : 200, 20)
  const scene = world(join(run.folder, 'cost'), all)
  const at = await house({ dir: join(run.folder, 'cost/live'), villages: all })
  const gates = { empty: new Gate(scene), adapter: new Gate(scene), full: new Gate(scene) }
  const empty = await bare(gates.empty)
  const full = await ours(gates.full, at.desk, at.desk.outbox, 2 * all.length)
  const adapter = await ours(gates.adapter, nobody, nothing, 2 * all.length)
  await at.desk.settled()
  await own(run, all, [gates.full, full], [gates.empty, empty])
  await busy(run, all, [gates.full, full], [gates.empty, empty])
  await adding(run, all, [gates.adapter, adapter], [gates.empty, empty])
  await deskOnly(run, all, at)
  for (const way of [empty, full, adapter]) await way.stop()
  await at.close()
}

type Path = readonly [Gate, Way]
interface Measuring {
  readonly count: number
  readonly times: number
  /** Ms; the time that passes, where nothing else is said. */
  readonly measure?: typeof through
}

const compared = (
  all: readonly Village[],
  { count, times, measure = through }: Measuring,
  [gate, way]: Path,
  [other, empty]: Path,
) => {
  const next = stream(all, CHATTER, 1)
  const each = 1000 / count
  let talk: readonly Saying[] = []
  let made = -1
  const of = (turn: number): readonly Saying[] => {
    if (made !== turn) talk = Array.from({ length: count }, next)
    made = turn
    return talk
  }
  return pairs(
    times,
    async (turn) => each * (await measure(gate, way, of(turn))),
    async (turn) => each * (await measure(other, empty, of(turn))),
  )
}

const own = async ({ quick, print }: Run, all: readonly Village[], full: Path, empty: Path): Promise<void> => {
  const count = quick ? 300 : 5000
  const { more, theirs, ratio } = await compared(all, { count, times: quick ? 3 : 21 }, full, empty)
  const note = `${all.length} groups, each its own community; ratio: with us to bare Wechaty`
  const measured = { bench: 'W1', metric: 'own-cost', value: more, unit: 'µs/message', baseline: theirs, ratio, note }
  const line = judged(measured, OWN)
  print(line)
  if (line.met) return
  const next = stream(all, CHATTER, 3)
  const talk = Array.from({ length: count }, next)
  for (const part of await profile('W1', 'own-cost', () => through(...full, talk))) print(part)
}

/** The same in time of the processors, which others' load does not lengthen as much. */
const busy = async ({ quick, print }: Run, all: readonly Village[], full: Path, empty: Path): Promise<void> => {
  const measure: typeof through = (...path) => worked(() => through(...path))
  const sizes = { count: quick ? 300 : 5000, times: quick ? 3 : 11, measure }
  const { more, theirs, ratio } = await compared(all, sizes, full, empty)
  const note = 'processor time, that of garbage collection in other threads included'
  print({ bench: 'W1', metric: 'own-cost-cpu', value: more, unit: 'µs/message', baseline: theirs, ratio, note })
}

/** The adapter by itself; and whether anything is awaited between Wechaty's event and the reader. */
const adding = async ({ quick, print }: Run, all: readonly Village[], adapter: Path, empty: Path): Promise<void> => {
  const sizes = { count: quick ? 300 : 5000, times: quick ? 3 : 11 }
  const { more, theirs, ratio } = await compared(all, sizes, adapter, empty)
  print({ bench: 'W1', metric: 'adapter-cost', value: more, unit: 'µs/message', baseline: theirs, ratio })
  const one = Array.from({ length: 1 }, stream(all, CHATTER, 4))
  const [before, with_] = [await turns(...empty, one), await turns(...adapter, one)]
  const unit = 'microtask turns'
  const note = 'between the event of Wechaty and the ear, beyond those of an empty handler; the desk reads at once'
  print(
    judged({ bench: 'W1', metric: 'awaits-before-reader', value: with_ - before, unit, baseline: before, note }, [
      '<=',
      0,
    ]),
  )
}

/** The desk with its reader, then the reader by itself. */
const deskOnly = async ({ quick, print }: Run, all: readonly Village[], at: House): Promise<void> => {
  const count = quick ? 300 : 5000
  const next = stream(all, CHATTER, 2)
  const read = reader()
  const words = wordsOf(all)
  const costs: { readonly desk: number; readonly alone: number }[] = []
  for (let turn = 0; turn < (quick ? 3 : 21); turn++) {
    const messages = Array.from({ length: count }, (_, number) => heard(`desk-${turn}-${number}`, next()))
    const alone = await timed(() => messages.forEach((one) => void read.read(one, words)))
    const desk = await timed(() => messages.forEach((one) => void at.desk.hear(one)))
    costs.push({ desk, alone })
  }
  const each = 1000 / count
  const desk = each * median(costs.map((one) => one.desk))
  const value = each * median(costs.map((one) => one.alone))
  const unit = 'µs/message'
  print({ bench: 'W1', metric: 'desk-cost', value: desk, unit, note: 'hear, with the reader in it' })
  const line = judged({ bench: 'W1', metric: 'reader-cost', value, unit, baseline: desk, ratio: value / desk }, READER)
  print(line)
  print(await modelOnly(Array.from({ length: count }, next), value))
  if (line.met) return
  const messages = Array.from({ length: 4 * count }, () => heard('', next()))
  const again = async (): Promise<void> => messages.forEach((one) => void read.read(one, words))
  for (const part of await profile('W1', 'reader-cost', again)) print(part)
}

/** What the trained model adds to each message, beside all of the reader's cost. */
const modelOnly = async (sayings: readonly Saying[], reading: number): Promise<Line> => {
  const costs: number[] = []
  for (let turn = 0; turn < 11; turn++)
    costs.push(await timed(() => sayings.forEach(({ text }) => void SHIPPED.guess(text))))
  const value = (1000 * median(costs)) / sayings.length
  const note = 'of the reader’s cost'
  return judged(
    { bench: 'W1', metric: 'model-cost', value, unit: 'µs/message', baseline: reading, ratio: value / reading, note },
    ['<', 3],
  )
}

const wordsOf = ([village]: readonly Village[]) => {
  if (!village) throw new Error('there is no village')
  const { people, posts, households, catalogue } = village.is
  return {
    options: new Set(['赞成', '反对', '弃权']),
    people: people.map(({ name }) => name),
    posts: posts.map(({ name }) => name),
    households: new Set(households.map(({ id }) => id)),
    ...catalogue,
  }
}
