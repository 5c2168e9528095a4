import type { Instant } from '../domain/calendar.ts'
import type { Heard, Quote } from '../domain/heard/input.ts'
import { fittingChain, isChain, LONGEST } from '../domain/heard/length.ts'
import { uncalled } from '../domain/heard/quoted.ts'
import { type Call, type Callable, calls, tidy, without } from './mention.ts'
import { isXml, type Quoting, quoting } from './quote.ts'
import type { Recent } from './recent.ts'

/** A message as the gateway gave it. */
export interface Raw {
  readonly id: string
  readonly room?: string | undefined
  readonly from: string
  readonly kind: Heard['kind']
  readonly text: string
  readonly file?: string | undefined
  /** Contact ids that the gateway names as called: many name none. */
  readonly called: readonly string[]
  readonly at: Instant
}
/** What is known of the place where it was said. */
export interface Surroundings {
  readonly bot: string
  /** Asked for only where something may be a call: a room has hundreds. */
  readonly people: () => readonly Callable[]
  /** All names that the bot goes by there; asked for likewise. */
  readonly names: () => readonly string[]
  readonly shown: string
  readonly topic?: string | undefined
  readonly friend: boolean
  readonly now: Instant
  readonly recent: Recent
}

/** One more than a reader takes, so that it can tell. */
const MOST = LONGEST + 1
/** A call by a name of the bot's that nobody knows any more. */
const FOREIGN_CALL = /^\s*[@＠][^\u2005\n]{1,32}\u2005/
/** Typed by hand: 「小议，3栋灯坏了」, 「@小义 …」 where nobody is called that. 「小议一下」 is a verb. */
const BY_NAME =
  /^\s*(?:小议(?:[\s,，:：、。.!！~～]+(?=\S)|(?=在[吗不]|你|您|帮|请|麻烦)|[\s,，。.!！?？~～]*$)|[@＠] ?小[议义意易艺忆仪](?=[\s\d,，:：、。!！\p{Script=Han}])[\s,，:：]*)/u

export const placeOf = ({ room, from }: Pick<Raw, 'room' | 'from'>): string => room ?? from

/** What a person said, and what she quoted; nothing where only programs could read it. */
export const spoken = (raw: Raw): { readonly words: string; readonly quoted?: Quoting } | undefined => {
  const quoted = raw.kind === 'text' ? quoting(raw.text) : undefined
  if (quoted) return { words: quoted.reply, quoted }
  if (raw.kind === 'text') return isXml(raw.text) ? undefined : { words: raw.text }
  return { words: isXml(raw.text) || raw.text === raw.file ? '' : raw.text } // gateways put XML or the file's name there
}

export const hearing = (
  raw: Raw,
  { words, quoted }: NonNullable<ReturnType<typeof spoken>>,
  around: Surroundings,
): Heard => {
  const found = /[@＠]/.test(words) ? calls(words, [...own(around), ...around.people()]) : NOBODY
  const toBot = found.length ? found.filter(({ contact }) => contact === around.bot) : NOBODY
  const named = raw.called.includes(around.bot)
  const byName = raw.called.length + found.length === 0 ? BY_NAME.exec(words)?.[0] : undefined
  const heard: { -readonly [K in keyof Heard]: Heard[K] } = {
    id: raw.id,
    from: raw.from,
    name: around.shown,
    text: cut(withoutBot(byName === undefined ? words : words.slice(byName.length), toBot, named)),
    kind: raw.kind,
    mentions: raw.called.length + found.length ? others(raw, found, around) : [],
    addressed: raw.room === undefined || named || toBot.length > 0 || byName !== undefined,
    friend: around.friend,
    at: Math.min(raw.at, around.now),
  }
  if (raw.room !== undefined) heard.room = raw.room
  if (around.topic !== undefined) heard.topic = around.topic
  if (quoted) heard.quote = quoteOf(quoted, placeOf(raw), around)
  return heard
}

const NOBODY: readonly Call[] = []

const others = ({ called }: Raw, found: readonly Call[], { bot }: Surroundings): readonly string[] =>
  [...new Set([...called, ...found.map(({ contact }) => contact)])].filter((contact) => contact !== bot)

const own = ({ bot, names }: Surroundings): readonly Callable[] => names().map((name) => ({ contact: bot, name }))

const withoutBot = (words: string, toBot: readonly Call[], named: boolean): string => {
  if (toBot.length) return without(words, toBot)
  return tidy(named ? words.replace(FOREIGN_CALL, '') : words)
}

const cut = (text: string): string => {
  if (text.length <= MOST) return text
  return isChain(text) ? fittingChain(text) : [...text.slice(0, 2 * MOST)].slice(0, MOST).join('')
}

const quoteOf = (quoted: Quoting, place: string, around: Surroundings): Quote => {
  const meant = (quoted.id && around.recent.get(quoted.id)) || around.recent.find(place, quoted.text)
  const id = meant?.id ?? quoted.id
  const from = meant?.from ?? quoted.from
  const ours = from ? from === around.bot : around.names().includes(quoted.name)
  const whole = meant?.text || quoted.text
  const words = ours ? uncalled(whole) : whole // while the mark that ends a name still stands there
  return {
    ...(id ? { id } : {}),
    ...(from ? { from } : {}),
    ...(quoted.name ? { name: quoted.name } : {}),
    text: without(words, calls(words, own(around))),
    ours,
  }
}
