import { createHmac } from 'node:crypto'
import type { Line } from '../../../src/domain/state/community.ts'
import type { Poll } from '../../../src/domain/state/matter.ts'
import type { State } from '../../../src/store/state.ts'
import { HOME } from '../files.ts'
import type { Life } from '../life.ts'
import type { Sent } from '../line.ts'
import { WHISPER } from '../town.ts'
import type { World } from '../world.ts'
import type { Breaks } from './breaks.ts'
import type { Tallies } from './tallies.ts'

const RECEIPT = /凭证码[^0-9a-f]{0,3}[0-9a-f]{8}/

/** 21: nothing links a choice to who made it; a tally that is to be hidden is not told before the close. */
export class Secrecy {
  readonly #world: World
  readonly #breaks: Breaks
  readonly #tallies: Tallies
  /** Each key that ever was, as it lay on the disk. */
  readonly #keys = new Map<string, Buffer>()
  /** Secret polls that are over, and whose traces were looked for. */
  readonly #over = new Map<string, Poll>()
  readonly #facts = new Map<string, number>()
  readonly #lines = new Set<string>()
  readonly #life = new Map<string, number>()

  constructor(world: World, breaks: Breaks, tallies: Tallies) {
    this.#world = world
    this.#breaks = breaks
    this.#tallies = tallies
  }

  look(id: string, state: State): void {
    const secret = [...state.docs.poll.values()].filter((poll) => poll.secret)
    if (secret.length === 0) return
    for (const poll of secret) {
      this.#record(id, poll, state)
      if (poll.stage === 'open') this.#sealed(id, poll, state)
      else this.#burnt(id, poll)
    }
    this.#documents(id, secret, state)
    this.#stored(id, secret, state)
  }

  // ── while it runs ──────────────────────────────────────────────────────────────────────────────

  #record(id: string, poll: Poll, { facts, docs }: State): void {
    const key = `${id} P${poll.number}`
    const all = facts.get(`P${poll.number}`) ?? []
    for (const fact of all.slice(this.#facts.get(key) ?? 0))
      if (JSON.stringify(fact).includes(CHOICES) && !('codes' in fact))
        this.#breaks(21, `${key}: a choice stands in its record: ${JSON.stringify(fact)}`)
    this.#facts.set(key, all.length)
    for (const voter of docs.voter.values())
      if ('choices' in voter || 'reason' in voter) this.#breaks(21, `${key}: a choice stands beside ${voter.unit}`)
  }

  /** Each ballot lies under its own name, which only the key tells, and holds what was meant. */
  #sealed(id: string, poll: Poll, { docs }: State): void {
    const name = `${id} P${poll.number}`
    const key = this.#world.disk.find(`${HOME}/${id}/keys/P${poll.number}`)?.bytes
    if (!key) return this.#breaks(21, `${name} runs, and its key is not there`)
    if (!this.#keys.has(name)) this.#keys.set(name, Buffer.from(key))
    const votes = this.#tallies.votes(id, poll.number)
    const isNew = this.#life.get(name) !== this.#world.lives
    this.#life.set(name, this.#world.lives)
    const sealed = [...docs.sealed.values()].filter((ballot) => ballot.poll === poll.number)
    if (isNew && sealed.length > (votes?.size ?? 0)) this.#world.count.note('a secret ballot stored without its voter')
    for (const [unit, vote] of votes ?? []) {
      const choices = docs.sealed.get(`${poll.number}/${hmac(key, unit)}`)?.choices ?? []
      if (choices.join() === vote.choices.join()) continue
      if (!isNew || !this.#unanswered(poll, choices))
        this.#breaks(3, `${name}: ${unit} voted ${vote.choices}, and ${choices} lies under seal`)
      votes?.set(unit, { ...vote, choices })
    }
  }

  /** The end came between the ballot and who gave it: she was not answered, and it is hers all the same. */
  #unanswered({ number }: Poll, choices: readonly number[]): boolean {
    for (const { intent } of this.#world.crowd.said.values()) {
      if (choices.length === 0 && (intent.do === 'unvote' || intent.do === 'live-at')) return true
      if ('choices' in intent && (intent.poll ?? number) === number && intent.choices.join() === choices.join())
        return true
    }
    return false
  }

  /** What waits for an answer, or can be undone, holds none of it either. */
  #documents(id: string, secret: readonly Poll[], { docs }: State): void {
    const isSecret = (number: number) => secret.some((poll) => poll.number === number && poll.stage === 'open')
    for (const { person, room, question } of docs.pending.values()) {
      const polls = question.ask === 'which-poll' ? question.polls : question.ask === 'stance' ? [question.poll] : []
      if (room === undefined && polls.some(isSecret))
        this.#breaks(21, `${id}: what ${person} whispered of a secret poll waits in a document`)
    }
    for (const { person, act } of docs.act.values())
      if (act.did === 'vote' && isSecret(act.poll) && act.before.some((ballot) => ballot !== undefined))
        this.#breaks(21, `${id}: what ${person} voted before can be put back`)
  }

  /** Nothing that is to be said tells what somebody voted, nor by which code it is found. */
  #stored(id: string, secret: readonly Poll[], { outbox }: State): void {
    for (const [key, { line }] of outbox) {
      if (this.#lines.has(`${id} ${key}`)) continue
      this.#lines.add(`${id} ${key}`)
      const poll = secret.find(({ number }) => line.about === `P${number}`)
      if (poll && RECEIPT.test(line.text)) this.#breaks(21, `${id} ${key}: a receipt is stored`)
      if (poll && poll.stage === 'open') this.#tells(id, poll, line)
    }
  }

  /** A line names all the options, or none. */
  #tells(id: string, { options }: Poll, { key, text }: Line): void {
    const named = options.filter((option) => text.replace(EXAMPLE, '').includes(option))
    if (named.length > 0 && named.length < options.length) this.#breaks(21, `${id} ${key} tells a choice: ${text}`)
  }

  /** Before the close no line counts what is to be hidden, and by which code a ballot is found is said to nobody else. */
  sends({ lines, text, place }: Sent): void {
    if (RECEIPT.test(text) && /-[12s]$/.test(place)) this.#breaks(21, `${place} reads a receipt: ${text}`)
    for (const { community, line } of lines) {
      const number = /^P(\d+)$/.exec(line.about ?? '')?.[1] ?? ''
      const poll = this.#world.life?.ledgers.get(community)?.now.docs.poll.get(number)
      if (poll?.stage !== 'open') continue
      if (poll.secret) this.#tells(community, poll, line)
      if (
        poll.shown === 'after' &&
        poll.options.some((option) => new RegExp(`${option}[：: ]*\\d+[户人票位]`).test(text))
      )
        this.#breaks(21, `${community} P${number} is counted before its close: ${text}`)
    }
  }

  // ── when it is over ────────────────────────────────────────────────────────────────────────────

  /** As soon as nothing more is on its way its key is gone, and every trace with it. */
  #burnt(id: string, poll: Poll): void {
    const name = `${id} P${poll.number}`
    const { life } = this.#world
    if (this.#over.has(name) || !life?.runs || life.door.waiting > 0 || life.door.failed) return
    this.#over.set(name, poll)
    this.#traces(id, poll)
  }

  begun({ number }: Life): void {
    for (const [path] of this.#world.disk.names)
      if (path.includes('/keys/') && number > 1) this.#world.count.note('begun with a key')
  }

  closed(): void {
    for (const [name, poll] of this.#over) this.#traces(name.split(' ')[0] ?? '', poll)
  }

  /** In no file, nor in what a loss of power would leave of one. */
  #traces(id: string, { number, codes = [] }: Poll): void {
    const name = `${id} P${number}`
    const key = this.#keys.get(name)
    const sealed = new RegExp(`"${number}/[0-9a-f]{64}"`)
    for (const [inode, path] of this.#world.disk.remains()) {
      if (!path.startsWith(`${HOME}/${id}/`)) continue
      for (const bytes of inode.remains) {
        const text = bytes.toString('latin1')
        if (key && (bytes.includes(key) || text.includes(key.toString('hex')) || text.includes(key.toString('base64'))))
          this.#breaks(21, `${name} is over, and its key is in ${path}`)
        if (sealed.test(text)) this.#breaks(21, `${name} is over, and a sealed ballot is in ${path}`)
        if (bytes.includes(WHISPER)) this.#breaks(21, `${name}: what was whispered is in ${path}`)
      }
    }
    if (codes.some(({ code }, i) => code < (codes[i - 1]?.code ?? '')))
      this.#breaks(21, `${name}: its ballots are not in the order of their codes`)
  }
}

/** How a ballot is handed in, by a dwelling that nobody here has. */
const EXAMPLE = '3-2-501 赞成'
const CHOICES = '"choices"'
const hmac = (key: Uint8Array, words: string): string => createHmac('sha256', key).update(words).digest('hex')
