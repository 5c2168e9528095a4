import type { Due } from '../ports.ts'
import { tidy } from './mention.ts'
import { ECHO, type Message, nameOf, type Open, type Rest } from './pace.ts'

/** What WeChat has taken, but the account has not yet heard itself say. */
interface Unheard {
  readonly message: Message
  /** Ms that have passed since then. */
  readonly waited: number
}

/** What became of the sendings that were not simply said: some may have been, some were not. */
export class Fates {
  open: readonly Open[] = []
  /** By the name of the line. */
  readonly resting = new Map<string, Rest>()
  private unheard: readonly Unheard[] = []

  /** `counted`: of these ms the line worked, and nothing stood still. */
  pass(ms: number, counted: number): void {
    this.unheard = this.unheard.flatMap((one) => {
      const waited = one.waited + ms
      return waited < ECHO ? [{ ...one, waited }] : []
    })
    if (!counted) return
    this.open = this.open.map((one) => ({ ...one, waited: one.waited + counted }))
    for (const [name, rest] of this.resting) this.resting.set(name, { ...rest, waited: rest.waited + counted })
  }

  /** The line is back: what was refused may be taken now. */
  endRests(): void {
    for (const [name, rest] of this.resting) this.resting.set(name, { ...rest, waited: Number.POSITIVE_INFINITY })
  }

  /** Nobody knows whether it was said. */
  leaveOpen(message: Message): void {
    this.open = [...this.open, { message, waited: 0 }]
  }

  /** It was not said. What was refused while it called people is tried at once without calling them: one of them may have left. */
  rest(message: Message, judged: 'refused' | 'unreached'): void {
    for (const due of message.dues) {
      const { refusals = 0, uncalled = false } = this.resting.get(nameOf(due)) ?? {}
      const turns = judged === 'refused' && !uncalled && calls(message)
      const rest = { message, refusals: turns ? refusals : refusals + 1, waited: 0, uncalled: uncalled || turns }
      this.resting.set(nameOf(due), rest)
    }
  }

  /** It was said, but its echo is still to come, and must not be taken for that of the same words sent again. */
  awaitEcho(message: Message): void {
    this.unheard = [...this.unheard, { message, waited: 0 }]
  }

  /** @returns what this echo settles, if anything; a file has no text; `flying`: what is being sent now. */
  echo(place: string, text: string | undefined, flying: Message | undefined): Message | undefined {
    const same = ({ message }: { readonly message: Message }): boolean =>
      message.place === place && isEcho(message, text)
    const known = this.unheard.find(same)
    if (known) this.unheard = this.unheard.filter((one) => one !== known)
    if (known) return undefined
    if (flying && same({ message: flying })) return flying
    return (this.open.find(same) ?? [...this.resting.values()].find(same))?.message
  }

  /** Its fate is known now, or it is sent again. @returns its lines that were open or resting. */
  settle({ dues }: Message): readonly Due[] {
    const names = new Set(dues.map(nameOf))
    const unsure = new Set([...this.open.flatMap(({ message }) => message.dues.map(nameOf)), ...this.resting.keys()])
    this.open = this.open.flatMap((one) => {
      const left = one.message.dues.filter((due) => !names.has(nameOf(due)))
      return left.length ? [{ ...one, message: { ...one.message, dues: left } }] : []
    })
    return dues.filter((due) => unsure.has(nameOf(due)))
  }

  /** What is settled or withdrawn rests no longer. */
  keep(due: readonly Due[]): void {
    if (!this.resting.size) return
    const names = new Set(due.map(nameOf))
    for (const name of this.resting.keys()) if (!names.has(name)) this.resting.delete(name)
  }

  /** As it is sent: where that was refused before, it names people instead of calling them. */
  aloud(message: Message): Message {
    const { place, text, dues } = message
    if (!dues.some((due) => this.resting.get(nameOf(due))?.uncalled)) return message
    const names = dues.flatMap(({ mention }) => mention.map(({ name }) => `@${name} `))
    return { place, text: names.join('') + text, dues: dues.map((due) => ({ ...due, mention: [] })) }
  }
}

/** A file calls nobody. */
const calls = ({ file, dues }: Message): boolean => !file && dues.some(({ mention }) => mention.length > 0)

/** The echo of a message that calls people begins with their names; a file comes back under any name. */
const isEcho = (message: Message, echo: string | undefined): boolean => {
  if (message.file || echo === undefined) return Boolean(message.file) && echo === undefined
  const [said, heard] = [tidy(message.text), tidy(echo)]
  return heard === said || (calls(message) && heard.startsWith('@') && heard.endsWith(` ${said}`))
}
