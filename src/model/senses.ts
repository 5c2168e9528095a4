import type { Instant } from '../domain/calendar.ts'
import type { Describer, Log, ModelState, Pictured, Purse, Scribe, SenseFigures, Voice } from '../ports.ts'
import { Budget, FREE } from './budget.ts'
import { Counts } from './counts.ts'
import { pictureIn } from './depiction.ts'
import { quietly } from './failure.ts'
import { announce, type ModelParts, type Reached, serviceOf, stateOf, type Use } from './model.ts'
import { type Prompt, prompt } from './prompt.ts'
import type { Request, Times } from './service.ts'
import { isTaken, silence, spokenIn } from './transcript.ts'

type Set = ModelParts['service']
export interface SensesParts {
  readonly voices?: Set | undefined
  readonly pictures?: Set | undefined
  readonly clock: () => Instant
  /** Ms that only go on. */
  readonly elapsed: () => number
  readonly log: Log
  readonly times?: Partial<Times>
  /** Of one person in a day: voices, and pictures. */
  readonly perDay?: number
  /** Where what was spent is kept over a restart. */
  readonly purses?: { readonly voices?: Purse; readonly pictures?: Purse }
}

/** Ears and eyes, as far as they are set. */
export interface Senses {
  readonly scribe?: Scribe
  readonly describer?: Describer
  /** How they stand; none where they are not set. */
  readonly voices: ModelState | undefined
  readonly pictures: ModelState | undefined
  /** What they were used for; none where they are not set. */
  readonly figures: { readonly voices?: SenseFigures; readonly pictures?: SenseFigures }
  /** Asks for signs of life, and tries again by itself; resolves when it is known how they stand. */
  open(): Promise<void>
  close(): void
}

const PER_DAY = 20
/** Tokens of one small picture and its answer, rather too many. */
const PICTURE = 1_500
const ANSWER = 120

interface Kind extends Use {
  /** All in all in a day: KB of voices, tokens of pictures. */
  readonly most: number
}
const VOICES: Kind = {
  leaves: 'voices, as they were spoken,',
  most: 60_000,
  purpose: { online: 'puts voices into words', offline: 'no voice is put into words' },
  settings: {
    model: 'OPENAI_TRANSCRIBE_MODEL',
    key: 'OPENAI_TRANSCRIBE_API_KEY or OPENAI_API_KEY',
    url: 'OPENAI_TRANSCRIBE_BASE_URL or OPENAI_BASE_URL',
  },
  silence: silence(),
}
const PICTURES: Kind = {
  leaves: 'small pictures of troubles',
  most: 300_000,
  purpose: { online: 'is asked what is wrong in a picture', offline: 'no picture is described' },
  settings: { model: 'OPENAI_VISION_MODEL', key: 'OPENAI_API_KEY', url: 'OPENAI_BASE_URL' },
}

/** Loaded only where one of them is set. */
export function senses(parts: SensesParts): Senses {
  const { purses } = parts
  const voices = parts.voices && sense(parts, parts.voices, VOICES, purses?.voices)
  const pictures = parts.pictures && sense(parts, parts.pictures, PICTURES, purses?.pictures)
  const both = [voices, pictures].filter((one) => one !== undefined)
  return {
    ...(voices && { scribe: scribe(parts, voices) }),
    ...(pictures && { describer: describer(parts, pictures, prompt('picture')) }),
    get voices() {
      return voices && stateOf(voices)
    },
    get pictures() {
      return pictures && stateOf(pictures)
    },
    get figures() {
      return { ...(voices && { voices: figures(voices) }), ...(pictures && { pictures: figures(pictures) }) }
    },
    open: async () => {
      for (const one of both) announce(parts.log, one)
      await Promise.all(both.map(({ service }) => service.greet()))
    },
    close: () => both.forEach(({ service }) => void service.close()),
  }
}

interface Sense extends Reached {
  readonly budget: Budget
  readonly counts: Counts
}

function sense(
  { clock, elapsed, log, times, perDay = PER_DAY }: SensesParts,
  set: Set,
  { most, ...kind }: Kind,
  purse: Purse | undefined,
): Sense {
  const budget = new Budget(clock, { roomDay: perDay, tokensDay: most, ...FREE }, purse)
  const counts = new Counts()
  return { ...serviceOf(set, { clock, elapsed, log, times, counts, ...kind }), budget, counts }
}

const figures = ({ service, counts }: Sense): SenseFigures => ({
  online: service.state.model === 'online',
  asked: counts.asked,
  done: counts.advised,
  failed: counts.failures,
  declined: counts.declined,
  tokens: counts.promptTokens + counts.answerTokens,
})

function isWorth({ service, budget, counts }: Sense, from: string, cost: number): boolean {
  if (!service.takes) return false
  if (budget.allows(from, cost)) return true
  counts.declined += 1
  return false
}

/** Written down before anything leaves. */
async function spent<T>({ service, budget, counts }: Sense, from: string, cost: number, request: Request<T>) {
  budget.take(from)
  await budget.spend(cost)
  counts.asked += 1
  const answer = await service.ask(request)
  counts.advised += 1
  return answer
}

function scribe({ elapsed, log }: SensesParts, sense: Sense): Scribe {
  return {
    host: sense.host,
    worth: (from) => isWorth(sense, from, 1),
    transcribe(voice: Voice, from: string) {
      const kilobytes = Math.ceil(voice.bytes.length / 1000)
      if (!isTaken(voice) || !isWorth(sense, from, kilobytes)) return undefined
      const until = elapsed() + sense.times.patience
      const request = { system: '', user: '', voice, most: 0, until, read: spokenIn }
      return quietly(log, spent(sense, from, kilobytes, request))
    },
  }
}

function describer({ elapsed, log }: SensesParts, sense: Sense, { text }: Prompt): Describer {
  return {
    host: sense.host,
    worth: (from) => isWorth(sense, from, PICTURE),
    describe(png: Uint8Array, from: string, categories: readonly string[]) {
      if (!isWorth(sense, from, PICTURE)) return undefined
      const until = elapsed() + sense.times.patience
      const picture = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
      const read = (answer: string): Pictured | undefined => pictureIn(answer, categories)
      const system = `${text}${categories.join('、')}`
      return quietly(log, spent(sense, from, PICTURE, { system, user: SHOWN, picture, most: ANSWER, until, read }))
    },
  }
}
const SHOWN = 'json'
