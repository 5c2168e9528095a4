import type { Line, Put, Room } from '../../src/domain/state/community.ts'
import type { Ledger } from '../../src/ports.ts'
import { type Kept, memory } from '../../src/store/memory.ts'
import type { Message } from '../../src/wechat/pace.ts'
import { Sender } from '../../src/wechat/sender.ts'
import { draws } from '../chance.ts'
import { aLine, commit } from '../store/sample.ts'
import { log } from './clock.ts'
import { enter, type House, heard, house } from './house.ts'
import { type Bench, judged } from './line.ts'
import { Time } from './time.ts'
import { type Village, villages } from './village.ts'

const ANNOUNCEMENTS = 200

interface Sent {
  readonly at: number
  readonly keys: readonly string[]
  readonly urgent: boolean
}

/** W7: announcements to many groups at WeChat's pace, on virtual time, with the real sender, outbox and store. */
export const sending: Bench = async ({ print }) => {
  const joined = await Scene.begin(60)
  await joined.until(() => joined.sent.length === 20)
  const before = joined.sent.length
  const waiting = joined.left
  await joined.danger()
  await joined.until(() => joined.sent.some(({ urgent }) => urgent))
  const overtook = joined.sent.findIndex(({ urgent }) => urgent) - before + 1
  await joined.until(() => joined.left === 0)
  const alone = await Scene.begin(ANNOUNCEMENTS)
  await alone.until(() => alone.left === 0)
  const [value, baseline] = [joined.seconds, alone.seconds]
  const messages = joined.sent.length
  const note = `${ANNOUNCEMENTS} announcements for 60 groups go as ${messages} messages, since those of one group are joined; WeChat's safe pace is 20 a minute, so ${ANNOUNCEMENTS} messages never go in under 600 s; beside: as many groups as announcements`
  const measured = { bench: 'W7', metric: 'announced', value, unit: 's', baseline, ratio: value / baseline, note }
  print(judged(measured, ['within', 200, 260]))
  const urgent = { bench: 'W7', metric: 'urgent-overtakes', value: overtook, unit: 'sends, its own included' }
  print(judged({ ...urgent, baseline: waiting, note: 'beside: the lines that waited before it' }, ['<=', 2]))
  const killed = await Scene.begin(60)
  await killed.until(() => killed.sent.length === 20)
  await killed.kill()
  await killed.until(() => killed.left === 0)
  const { most, all } = killed.repeats
  const after = { bench: 'W7', metric: 'repeats-after-kill', value: most, unit: 'times the same line' }
  print(
    judged(
      { ...after, lines: all, lost: killed.lost, note: 'killed after WeChat took a message, before it was marked' },
      ['<=', 1],
    ),
  )
}

/** Groups that wait for announcements, in one community; in another, somebody to call for help. */
class Scene {
  readonly sent: Sent[] = []
  readonly #time = new Time()
  readonly #kept: Kept = new Map()
  readonly #villages = villages(2, 8)
  readonly #draw = draws(7)
  readonly #groups: number
  #house: House | undefined
  #sender: Sender | undefined
  /** The process dies while this sending is on its way. */
  #dying = false

  private constructor(groups: number) {
    this.#groups = groups
  }

  static async begin(groups: number): Promise<Scene> {
    const scene = new Scene(groups)
    await scene.#start()
    await enter(scene.#at, scene.#villages)
    scene.#sender?.wake()
    return scene
  }

  get #at(): House {
    if (!this.#house) throw new Error('it has not begun')
    return this.#house
  }
  get left(): number {
    return this.#at.desk.outbox.due(this.#time.now()).length
  }
  get seconds(): number {
    return ((this.sent.at(-1)?.at ?? 0) - (this.sent[0]?.at ?? 0)) / 1000
  }
  get #counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const key of this.sent.flatMap(({ keys }) => keys)) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts
  }
  get repeats(): { readonly most: number; readonly all: number } {
    const more = [...this.#counts.values()].map((count) => count - 1)
    return { most: Math.max(...more), all: more.filter((count) => count > 0).length }
  }
  get lost(): number {
    return ANNOUNCEMENTS - [...this.#counts.keys()].filter((key) => key.startsWith('news-')).length
  }

  /** A process begins, on what the one before it stored. */
  async #start(): Promise<void> {
    const time = this.#time.now
    const store = memory({ kept: this.#kept, clock: time })
    const furnish = (ledger: Ledger, { is }: Village): Promise<void> =>
      is.id === 'v0' && ledger.now.docs.room.size === 0 ? ledger.commit(announced(this.#groups)) : Promise.resolve()
    this.#house = await house({ dir: '', store, time, villages: this.#villages, furnish })
    this.#sender = new Sender({
      outbox: this.#house.desk.outbox,
      mouth: { say: (message) => this.#say(message), online: () => true },
      clock: time,
      elapsed: () => this.#time.elapsed,
      timers: this.#time,
      random: this.#draw,
      log: { ...log, warn: () => undefined },
    })
  }

  async #say({ dues }: Message): Promise<void> {
    const keys = dues.map(({ line }) => line.key)
    this.sent.push({ at: this.#time.elapsed, keys, urgent: dues.some(({ line }) => line.urgent) })
    if (this.#dying) await new Promise(() => undefined)
  }

  async until(isDone: () => boolean): Promise<void> {
    while (await this.#time.next(isDone));
  }

  /** Somebody is shut in a lift. */
  async danger(): Promise<void> {
    const village = this.#villages[1]
    const from = village?.residents[0]
    if (!village || from === undefined) return
    const saying = { village, from, text: '3栋2单元电梯困人了', called: true, kind: 'report' } as const
    this.#at.desk.hear({ ...heard('danger', saying), at: this.#time.now() })
    await this.#at.desk.settled()
    this.#sender?.wake()
  }

  /** After WeChat took a message, and before that was written down. */
  async kill(): Promise<void> {
    this.#dying = true
    const before = this.sent.length
    await this.until(() => this.sent.length > before)
    this.#sender?.stop()
    this.#dying = false
    await this.#start()
    this.#sender?.wake()
  }
}

/** All groups, and what waits for them. */
const announced = (groups: number) => {
  const ids = Array.from({ length: groups }, (_, number) => `group-${number}`)
  const puts = ids.map((id): Put => ({ kind: 'room', key: id, doc: roomOf(id) }))
  const lines = Array.from({ length: ANNOUNCEMENTS }, (_, number): Line => {
    const room = ids[number % groups] ?? ''
    return aLine(`news-${number}`, { to: { room }, text: `#${number} 3栋2单元电梯已修好，请大家验收` })
  })
  return commit({ puts, lines })
}

const roomOf = (id: string): Room => ({
  id,
  topic: id,
  kind: 'residents',
  members: [],
  unasked: { day: '', count: 0 },
  asks: [],
})
