import type { Instant } from '../../../src/domain/calendar.ts'
import type { Line } from '../../../src/domain/state/community.ts'
import { isTaken, type Sent } from '../line.ts'
import { SECRETS } from '../town.ts'
import type { Death, World } from '../world.ts'
import type { Breaks } from './breaks.ts'

const MINUTE = 60_000
/** Ids of messages are known that long, by the program's clock. */
const REMEMBERED = 30 * 86_400_000
const HOUR = 60 * MINUTE
/** WeChat's pace, as the specification has it. */
const PACE = { room: 1_500, between: 3_000, minute: 20 } as const
const REMINDER = /^(?:#\d+\/(?:half|yellow|red|again)\/|lights\/)/

/** What is wrong can be seen when it is said: 5, 6, 7, 10, 14, 15, 17. */
/** Without those it calls. */
const uncalled = (text: string): string => text.replace(/^(?:@\S+ )+/, '')

export class Lines {
  readonly #world: World
  readonly #breaks: Breaks
  /** Processes that ended in the middle of something. */
  readonly #sudden = new Set<number>()
  readonly #slow = new Set<number>()
  readonly #sendings = new Map<string, Sent[]>()
  /** By place and matter, the news that were said, as they were stored. */
  readonly #order = new Map<string, { readonly key: string; readonly seq: number }>()

  constructor(world: World, breaks: Breaks) {
    this.#world = world
    this.#breaks = breaks
  }

  sends(sent: Sent): void {
    this.#pace(sent)
    this.#secrets(sent)
    for (const { community, line } of sent.lines) {
      this.#often(sent, community, line)
      this.#stands(community, line)
      this.#inOrder(sent, community, line)
    }
  }

  /** What was done last may be lost with a process that ended in the middle of something, or with the power. */
  died({ life, power }: Death): void {
    if (life.door.died || life.door.slow || life.door.failed) this.#sudden.add(life.number)
    if (power) for (let each = 1; each <= life.number; each++) this.#sudden.add(each)
  }

  /** 6, after a start: what is marked said was said. */
  begun(): void {
    for (const [id, ledger] of this.#world.life?.ledgers ?? [])
      for (const [key, { line, saidAt, attemptedAt }] of ledger.now.outbox)
        if (saidAt !== undefined && !('community' in line.to)) this.#wasSaid(id, key, attemptedAt)
  }

  /** A refusal takes its attempt back, and an echo of the same words settles what was refused: that it was tried stays. */
  #wasSaid(id: string, key: string, attemptedAt: Instant | undefined): void {
    const all = this.#sendings.get(`${id} ${key}`) ?? []
    if (attemptedAt === undefined) this.#breaks(6, `${id} ${key} is marked said, and was never attempted`)
    const isKnown = ({ answered, echoed }: Sent) => answered === 'taken' || echoed === true
    // one's own message that comes back is known by its words: whom it calls is not always shown
    const alike = (one: Sent) =>
      all.some(({ place, text }) => one.place === place && uncalled(one.text) === uncalled(text))
    if (!all.some(isKnown) && !this.#world.line.sent.some((one) => isKnown(one) && alike(one)))
      this.#breaks(6, `${id} ${key} is marked said, and neither an answer nor an echo came`)
  }

  /** 5: at most once, and once more for each end of a process and each unknown outcome on its way. */
  #often(sent: Sent, community: string, line: Line): void {
    const name = `${community} ${line.key}`
    const before = this.#sendings.get(name) ?? []
    if (before[0]?.text.includes('您说的是哪里的事')) return // S10: its message is not remembered
    if (before[0] && sent.at - before[0].at > REMEMBERED) return // its message came again when nobody remembered it
    const known = before.find(({ life, answered }) => life === sent.life && answered === 'taken')
    if (known) this.#breaks(5, `${name} is said again, although it is known to have been said`)
    if (this.#world.life?.ledgers.get(community)?.now.outbox.get(line.key)?.saidAt !== undefined)
      this.#breaks(5, `${name} is said again, although it is marked said`)
    const excused = before.filter((one) => one.answered !== 'taken' || this.#sudden.has(one.life))
    if (before.length > excused.length)
      this.#breaks(5, `${name} is said again, although its process had the time to mark it`)
    const [first] = before
    const told = first?.lines.find(({ line: { key } }) => key === line.key)?.line.text
    const isMadeAnew = line.card?.card === 'receipt' // worked out when it is said, from what is then
    if (told !== undefined && told !== line.text && !isMadeAnew) this.#breaks(5, `${name} is said again in other words`)
    this.#sendings.set(name, [...before, sent])
    if (before.length > 0) this.#world.count.note('a line said twice')
  }

  /** 5 and 10: nothing of a subject that has moved on; reminders by day, and to those who are not done. */
  #stands(community: string, { key, about, while: only, urgent, asked, until, text }: Line): void {
    const matter = about?.startsWith('#')
      ? this.#world.life?.ledgers.get(community)?.now.docs.case.get(about.slice(1))
      : undefined
    if (only && 'case' in only && matter && !only.stages.includes(matter.stage))
      this.#breaks(5, `${community} ${key} is said although ${about} is ${matter.stage}`)
    if (until < this.#world.shown - 1_000) this.#breaks(5, `${community} ${key} is said too late to be worth it`)
    if (matter && /接了回“接\d+”/.test(text) && matter.stage !== 'open')
      this.#breaks(5, `${community} ${key} calls to work on ${about}, which is ${matter.stage}`)
    if (!REMINDER.test(key)) return
    this.#world.count.note('a reminder')
    if (matter && matter.stage !== 'open' && matter.stage !== 'taken')
      this.#breaks(10, `${community} ${key}: reminded of what is ${matter.stage}`)
    const hour = new Date(this.#world.shown + 8 * HOUR).getUTCHours()
    if (!urgent && !asked && (hour >= 22 || hour < 7))
      this.#breaks(10, `${community} ${key} reminds at ${hour} o'clock`)
  }

  /** 7: the news of a case are said in one room in the order in which they happened. */
  #inOrder(sent: Sent, community: string, { key, about, text }: Line): void {
    if (about === undefined || !isTaken(sent.fate) || !NEWS.some((pattern) => pattern.test(text))) return
    const earlier = this.#sendings.get(`${community} ${key}`) ?? []
    if (earlier.some((one) => one !== sent && isTaken(one.fate))) return // a repeat
    const outbox = this.#world.life?.ledgers.get(community)?.now.outbox
    const seq = [...(outbox?.keys() ?? [])].indexOf(key)
    const place = `${community} ${sent.place} ${about}`
    const before = this.#order.get(place)
    const was = before ? [...(outbox?.keys() ?? [])].indexOf(before.key) : -1
    if (before && was > seq && before.key !== key)
      this.#breaks(7, `${place}: 「${text.split('\n')[0]}」 (${key}) is said after ${before.key}, which came later`)
    if (was < seq) this.#order.set(place, { key, seq })
  }

  /** 17; a process cannot know by how much the clock was set while none ran, nor when a mark was stored that took long. */
  #pace({ elapsed, place, life, at }: Sent): void {
    if (this.#world.life?.door.slow) this.#slow.add(life)
    const isTrue = (one: Sent) => Math.abs(at - one.at - (elapsed - one.elapsed)) < 1_000
    const isKnown = (one: Sent) =>
      one.life === life || (isTrue(one) && !this.#slow.has(one.life) && !one.lines.some(this.#isDropped))
    const sent = this.#world.line.sent.filter(isKnown)
    const recent = sent.filter((one) => elapsed - one.elapsed < MINUTE)
    if (recent.length >= PACE.minute) this.#breaks(17, `${recent.length + 1} messages within a minute`)
    const last = sent.at(-1)
    if (last && last.place !== place && elapsed - last.elapsed < PACE.between)
      this.#breaks(17, `${elapsed - last.elapsed} ms between two places`)
    const here = sent.findLast((one) => one.place === place)
    if (here && elapsed - here.elapsed < PACE.room)
      this.#breaks(17, `${elapsed - here.elapsed} ms between two messages to ${place}`)
  }

  /** S11: what was dropped is no sending that the next process knows of. */
  readonly #isDropped = ({ community, line }: Sent['lines'][number]): boolean =>
    this.#world.life?.ledgers.get(community)?.now.gone.has(line.key) ?? false

  /** 14: no line of one community is said in another: what it may tell of it, `levels.ts` knows. 15: no telephone, identity card, bank card or plate in a room. */
  #secrets({ place, text, lines }: Sent): void {
    const room = /^(north|south)-[12s]$/.exec(place)?.[1]
    if (room !== undefined && lines.some(({ community }) => community !== room))
      this.#breaks(14, `${place} hears ${lines[0]?.community}`)
    const plain = text
      .replace(/[０-９Ａ-Ｚ]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/[\s-]/g, '')
    const secret = room !== undefined && SECRETS.find((one) => plain.includes(one))
    if (secret) this.#breaks(15, `${place} reads ${secret}: ${text}`)
  }
}

/** Lines that tell what became of a case. */
const NEWS = [
  /^#\d+ 记下了：(?!\S{2,3}，谢谢)/, // what is rated is no news
  /^#\d+ \S*接了，/,
  /^✅#\d+/,
  /^#\d+ 接着办/,
  /^#\d+ 撤了/,
  /^#\d+ 这次没法办/,
  /^#\d+ 有消息/,
  /^#\d+ 还没办完/,
]
