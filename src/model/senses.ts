import type { Instant } from '../domain/calendar.ts'
import type { Describer, Log, ModelState, Pictured, Scribe, Voice } from '../ports.ts'
import { Budget } from './budget.ts'
import { Counts } from './counts.ts'
import { pictureIn } from './depiction.ts'
import { Failure, type Settings } from './failure.ts'
import { announce, clientOf, DEFAULT_URL, type ModelParts } from './model.ts'
import { type Profile, profileOf } from './profile.ts'
import { type Prompt, prompt } from './prompt.ts'
import { Service, type ServiceParts, TIMES, type Times } from './service.ts'
import type { Purpose } from './standing.ts'
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
}

/** Ears and eyes, as far as they are set. */
export interface Senses {
  readonly scribe?: Scribe
  readonly describer?: Describer
  /** How they stand; none where they are not set. */
  readonly voices: ModelState | undefined
  readonly pictures: ModelState | undefined
  /** Asks for signs of life, and tries again by itself; resolves when it is known how they stand. */
  open(): Promise<void>
  close(): void
}

/** All in all in a day: KB of voices, tokens of pictures. */
const DAY = { voices: 60_000, pictures: 300_000 }
const PER_DAY = 20
/** Tokens of one small picture and its answer, rather too many. */
const PICTURE = 1_500
const ANSWER = 120

const VOICES: { readonly purpose: Purpose; readonly settings: Settings } = {
  purpose: { online: 'puts voices into words', offline: 'no voice is put into words' },
  settings: {
    model: 'OPENAI_TRANSCRIBE_MODEL',
    key: 'OPENAI_TRANSCRIBE_API_KEY or OPENAI_API_KEY',
    url: 'OPENAI_TRANSCRIBE_BASE_URL or OPENAI_BASE_URL',
  },
}
const PICTURES: { readonly purpose: Purpose; readonly settings: Settings } = {
  purpose: { online: 'is asked what is wrong in a picture', offline: 'no picture is described' },
  settings: { model: 'OPENAI_VISION_MODEL', key: 'OPENAI_API_KEY', url: 'OPENAI_BASE_URL' },
}

/** Loaded only where one of them is set. */
export function senses(parts: SensesParts): Senses {
  const voices = parts.voices && serviceOf(parts, parts.voices, { ...VOICES, silence: silence() })
  const pictures = parts.pictures && serviceOf(parts, parts.pictures, PICTURES)
  const both = [voices, pictures].filter((one) => one !== undefined)
  return {
    ...(voices && { scribe: scribe(parts, voices) }),
    ...(pictures && { describer: describer(parts, pictures, prompt('picture')) }),
    get voices() {
      return voices?.service.state
    },
    get pictures() {
      return pictures?.service.state
    },
    open: async () => {
      if (voices) announce(parts.log, voices.baseUrl, voices.profile, 'voices, as they were spoken,')
      if (pictures) announce(parts.log, pictures.baseUrl, pictures.profile, 'small pictures of troubles')
      await Promise.all(both.map(({ service }) => service.greet()))
    },
    close: () => both.forEach(({ service }) => void service.close()),
  }
}

interface Asked {
  readonly service: Service
  readonly budget: Budget
  readonly baseUrl: string
  readonly profile: Profile
  readonly times: Times
}

function serviceOf(
  { clock, elapsed, log, times: own, perDay = PER_DAY }: SensesParts,
  set: Set,
  more: Pick<ServiceParts, 'purpose' | 'settings' | 'silence'>,
): Asked {
  const baseUrl = set.baseUrl ?? DEFAULT_URL
  const times = { ...TIMES, ...own }
  const profile = profileOf(baseUrl, set.name)
  const all = more.silence ? DAY.voices : DAY.pictures
  const free = { asks: Number.POSITIVE_INFINITY, tokens: Number.POSITIVE_INFINITY }
  const service = new Service({
    client: clientOf(baseUrl, set.apiKey),
    profile,
    host: new URL(baseUrl).hostname,
    model: set.name,
    extraBody: set.extraBody,
    counts: new Counts(),
    ...{ clock, elapsed, log, times },
    ...more,
  })
  const budget = new Budget(clock, { roomDay: perDay, tokensDay: all, ...free })
  return { service, budget, baseUrl, profile, times }
}

function scribe(parts: SensesParts, { service, budget, baseUrl, times }: Asked): Scribe {
  const worth = (from: string, kilobytes = 1): boolean => service.takes && budget.allows(from, kilobytes)
  return {
    host: new URL(baseUrl).hostname,
    worth,
    transcribe(voice: Voice, from: string) {
      const kilobytes = Math.ceil(voice.bytes.length / 1000)
      if (!isTaken(voice) || !worth(from, kilobytes)) return undefined
      budget.take(from)
      budget.spend(kilobytes)
      const until = parts.elapsed() + times.patience
      return quietly(parts.log, service.ask({ system: '', user: '', voice, most: 0, until, read: spokenIn }))
    },
  }
}

function describer(parts: SensesParts, { service, budget, baseUrl, times }: Asked, { text }: Prompt): Describer {
  const worth = (from: string): boolean => service.takes && budget.allows(from, PICTURE)
  return {
    host: new URL(baseUrl).hostname,
    worth,
    describe(png: Uint8Array, from: string, categories: readonly string[]) {
      if (!worth(from)) return undefined
      budget.take(from)
      budget.spend(PICTURE)
      const until = parts.elapsed() + times.patience
      const picture = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
      const read = (answer: string): Pictured | undefined => pictureIn(answer, categories)
      const system = `${text}${categories.join('、')}`
      return quietly(parts.log, service.ask({ system, user: SHOWN, picture, most: ANSWER, until, read }))
    },
  }
}
const SHOWN = 'json'

/** What could not be had is none; only a bug is told, and never what was said or seen. */
const quietly = <T>(log: Log, answer: Promise<T | undefined>): Promise<T | undefined> =>
  answer.catch((error: unknown) => {
    if (!(error instanceof Failure)) log.error({ err: error }, 'the model could not be asked')
    return undefined
  })
