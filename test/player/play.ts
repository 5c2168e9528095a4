import { dirname } from 'node:path'
import type { Instant } from '../../src/domain/calendar.ts'
import { communityFile, Impossible } from './cast.ts'
import { Account } from './match.ts'
import { onStage, type Shown, type Stage } from './stage.ts'
import { BOT, type Expected, type Step, type Transcript, transcript, Unreadable } from './transcript.ts'

export interface Played {
  /** All that was said up to the first difference, with times. */
  readonly conversation: string
  /** 「path:line: …」; none where all matched. */
  readonly difference?: string
}

/** Plays a transcript against the real desk, reader, wording and file store. @throws what is a bug of the program. */
export async function play(text: string, { path }: { readonly path: string }): Promise<Played> {
  const conversation: string[] = []
  try {
    const read = transcript(text, path)
    const difference = await perform(read, path, conversation)
    return { conversation: conversation.join('\n'), ...(difference !== undefined && { difference }) }
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof Impossible)) throw withConversation(error, conversation)
    return { conversation: conversation.join('\n'), difference: error.message }
  }
}

async function perform(read: Transcript, path: string, conversation: string[]): Promise<string | undefined> {
  const account = new Account(read.loose)
  let begun = false
  let time = ''
  const show = (shown: Shown) => {
    if (!begun) return
    if (shown.byBot) account.said(shown.key, shown.text)
    if (time !== stamp(shown.at)) conversation.push(stamp(shown.at))
    time = stamp(shown.at)
    conversation.push(printed(shown))
  }
  const files = read.communities.map((name) => communityFile(name, path))
  return onStage(files, { at: read.at, beside: dirname(path), show }, async (stage) => {
    begun = true
    return new Performance(stage, account, path, conversation).run(read)
  })
}

class Performance {
  readonly #stage: Stage
  readonly #account: Account
  readonly #path: string
  readonly #conversation: string[]

  constructor(stage: Stage, account: Account, path: string, conversation: string[]) {
    this.#stage = stage
    this.#account = account
    this.#path = path
    this.#conversation = conversation
  }

  /** @returns the first difference. */
  async run({ steps, end }: Transcript): Promise<string | undefined> {
    for (const block of blocks(steps)) {
      const difference = await this.#block(block)
      if (difference !== undefined) return difference
    }
    return this.#close(end)
  }

  /** Something happens, or lines that are expected stand together. */
  async #block(block: readonly [Step, ...Step[]]): Promise<string | undefined> {
    const [first] = block
    if (first.do === 'expect') return this.#expect(block.filter((step) => step.do === 'expect'))
    if (first.do === 'say' || first.do === 'move') {
      const left = this.#close(first.line)
      if (left !== undefined) return left
    }
    this.#account.happens()
    if (first.do !== 'say') this.#conversation.push(`   · ${named(first)}`)
    await this.#located(first, () => this.#stage.happen(first))
    return undefined
  }

  async #expect(expected: readonly (Expected & { readonly line: number })[]): Promise<string | undefined> {
    const rooms = new Map<string, (Expected & { readonly line: number })[]>()
    for (const one of expected) {
      const key = await this.#located(one, async () => this.#stage.key(one.room))
      rooms.set(key, [...(rooms.get(key) ?? []), one])
    }
    const found = [...rooms].flatMap(([key, lines]) => this.#account.expect(key, lines) ?? [])
    const [first] = found.sort((a, b) => a.at.line - b.at.line)
    return first && `${this.#path}:${first.at.line}: ${first.at.room} ${BOT}\n${indented(first.reason)}`
  }

  #close(line: number): string | undefined {
    const left = this.#account.close()
    if (!left) return undefined
    const reason = `${this.#stage.topic(left.room)} ${BOT}: ${left.line}`
    return `${this.#path}:${line}: before this line ${BOT} said what nothing expects\n${indented(reason)}`
  }

  async #located<T>({ line }: Step, job: () => Promise<T>): Promise<T> {
    try {
      return await job()
    } catch (error) {
      throw error instanceof Impossible ? new Impossible(`${this.#path}:${line}: ${error.message}`) : error
    }
  }
}

/** Each happening alone, expected lines that stand together as one. */
function blocks(steps: readonly Step[]): readonly (readonly [Step, ...Step[]])[] {
  const found: [Step, ...Step[]][] = []
  for (const step of steps) {
    const last = found.at(-1)
    if (step.do === 'expect' && last?.[0].do === 'expect') last.push(step)
    else found.push([step])
  }
  return found
}

const pad = (part: number): string => String(part).padStart(2, '0')
const stamp = (at: Instant): string => {
  const local = new Date(at + 8 * 3_600_000)
  const weekday = '日一二三四五六'.charAt(local.getUTCDay())
  return `── ${local.toISOString().slice(0, 10)} 周${weekday} ${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}`
}
const printed = ({ room, from, text, byBot }: Shown): string => {
  const [first, ...more] = text.split('\n')
  return [`${byBot ? ' ▶ ' : '   '}${room} ${from}: ${first}`, ...more.map((line) => `       ${line}`)].join('\n')
}
const indented = (text: string): string => text.replace(/^/gm, '  ')

const named = (step: Step): string => {
  switch (step.do) {
    case 'move':
      return step.as
    case 'recall':
      return `撤回 ${step.room} ${step.who}`
    case 'join':
      return `加入 ${step.room} ${step.who}`
    case 'leave':
      return `退出 ${step.room} ${step.who}`
    case 'rename':
      return `改名 ${step.who} → ${step.to}`
    case 'again':
      return '重发'
    case 'down':
      return '断线'
    case 'up':
      return '上线'
    case 'restart':
      return '重启'
    case 'say':
    case 'expect':
      return ''
  }
}

/** A bug is easier to find with what was said before it. */
function withConversation(error: unknown, conversation: readonly string[]): Error {
  return new Error(`${error instanceof Error ? error.message : String(error)}\nafter:\n${conversation.join('\n')}`, {
    cause: error,
  })
}
