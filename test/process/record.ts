import type { Instant } from '../../src/domain/calendar.ts'
import type { Fact } from '../../src/domain/state/facts.ts'
import type { Ballot } from '../../src/domain/state/matter.ts'
import type { Snapshot } from '../../src/ports.ts'
import type { Said } from './program.ts'

/** Everything that is known after the kills. */
export interface Aftermath {
  /** All that was said, in order. */
  readonly said: readonly Said[]
  readonly state: Snapshot
  /** When each life began whose beginning was seen, and the kills until the next of them. */
  readonly lives: readonly { readonly start: Instant; readonly kills: number }[]
}

/** What is wrong: an acknowledged thing that is not there, or anything that is there twice. */
export const faults = (after: Aftermath): readonly string[] => [
  ...after.said.filter(({ bot }) => bot).flatMap((said) => unkept(after, said)),
  ...twice(after),
  ...miscounted(after),
  ...saidTooOften(after),
]

// ── what the bot said is so ──────────────────────────────────────────────────────────────────────

type Kept = (after: Aftermath, at: Said, to: string, found: readonly string[]) => boolean

/** By the bot's words: what must be stored. */
const ACKNOWLEDGED: readonly (readonly [RegExp, Kept])[] = [
  [
    /^#(\d+) 记下了：(.+)\n谁来办/,
    ({ state }, _, to, [number = '', text]) => {
      const matter = state.docs.case.get(number)
      return matter?.text === text && nameOf(state, matter?.reporter) === to
    },
  ],
  [/^#(\d+) 归您了/, (after, _, to, [number]) => did(after, number, 'case-taken', to).length > 0],
  [/^#(\d+) 有消息：(.+)（/m, ({ state }, _, __, [number, text]) => told(state, number, 'news-given', text) === 1],
  [
    /^✅#(\d+) .+\n做了：([^。]+)。/m,
    ({ state }, _, __, [number, text]) => told(state, number, 'case-finished', text) === 1,
  ],
  [/^#(\d+) 记为办完/, (after, _, to, [number]) => did(after, number, 'case-finished', to).length > 0],
  [/^#(\d+) 记下了：满意/, (after, _, to, [number]) => did(after, number, 'case-rated', to).length > 0],
  [/^#(\d+) 记上您家了/, (after, _, to, [number]) => supports(after, number, to)],
  [
    /^#(\d+) 又记下：(.+)/m,
    (after, _, __, [number, names = '']) => namesIn(names).every((name) => supports(after, number, name)),
  ],
  [
    /^P(\d+) (?:记下了：|改成)(\d)/,
    (after, at, to, [poll, choice]) => votes(after, poll, to, at).slice(-2).includes(Number(choice)),
  ],
  [
    /^P(\d+) 又记下：(.+)/m,
    (after, at, _, [poll, names = '']) => namesIn(names).every((name) => votes(after, poll, name, at).length > 0),
  ],
  [
    /^P(\d+) 问大家：(.+)/m,
    ({ state }, _, __, [poll = '', question]) => state.docs.poll.get(poll)?.question === question,
  ],
]

const unkept = (after: Aftermath, said: Said): readonly string[] => {
  const [, to = ''] = /^@(\S+)\s/.exec(said.text) ?? []
  const words = withoutCalls(said.text)
  return ACKNOWLEDGED.flatMap(([pattern, isKept]) => {
    const found = pattern.exec(words)
    return !found || isKept(after, said, to, found.slice(1)) ? [] : [`not kept: ${said.id} ${said.text}`]
  })
}

const namesIn = (names: string): readonly string[] => names.split('、').map((name) => name.replace(/（.*）$/, ''))
const withoutCalls = (text: string): string => text.replace(/^(@\S+\s)+/, '')
const nameOf = ({ docs }: Snapshot, key: string | undefined): string | undefined => docs.person.get(key ?? '')?.name
const factsOf = ({ facts }: Snapshot, matter: string): readonly Fact[] => facts.get(matter) ?? []

const did = ({ state }: Aftermath, number: string | undefined, type: Fact['type'], name: string): readonly Fact[] =>
  factsOf(state, `#${number}`).filter((fact) => fact.type === type && 'by' in fact && nameOf(state, fact.by) === name)

const told = (state: Snapshot, number: string | undefined, type: Fact['type'], text: string | undefined): number =>
  factsOf(state, `#${number}`).filter((fact) => fact.type === type && 'text' in fact && fact.text === text).length

const supports = ({ state }: Aftermath, number: string | undefined, name: string): boolean =>
  factsOf(state, `#${number}`).some(
    (fact) => fact.type === 'case-supported' && nameOf(state, fact.supporter.person) === name,
  )

/** What a person's ballots chose that were said before this, in the order of saying. */
const votes = (after: Aftermath, poll: string | undefined, name: string, before: Said): readonly number[] => {
  const places = placesOf(after.said)
  return cast(after.state, `P${poll}`)
    .filter(
      ({ ballot, source }) =>
        nameOf(after.state, ballot.person) === name && place(places, source) < place(places, before.id),
    )
    .sort((one, other) => place(places, one.source) - place(places, other.source))
    .filter(({ source }, index, all) => all.findIndex((other) => other.source === source) === index) // of two dwellings
    .map(({ ballot }) => ballot.choices[0] ?? 0)
}

const cast = (state: Snapshot, matter: string): readonly { readonly ballot: Ballot; readonly source: string }[] =>
  factsOf(state, matter).flatMap((fact) => (fact.type === 'ballot-cast' ? [fact] : []))

const orders = new WeakMap<readonly Said[], ReadonlyMap<string, number>>()
const placesOf = (said: readonly Said[]): ReadonlyMap<string, number> => {
  const known = orders.get(said) ?? new Map(said.map(({ id }, index) => [id, index]))
  orders.set(said, known)
  return known
}
const place = (places: ReadonlyMap<string, number>, id: string): number => places.get(id) ?? Number.POSITIVE_INFINITY

// ── once ─────────────────────────────────────────────────────────────────────────────────────────

/** A number, a case, what a message did. */
const twice = ({ said, state }: Aftermath): readonly string[] => {
  const cases = [...state.docs.case.values()]
  const known = new Set(said.map(({ id }) => id))
  const sources = [...state.facts.values()].flat().flatMap(deeds)
  return [
    ...repeated(cases.map(({ text }) => text)).map((text) => `registered twice: ${text}`),
    ...repeated(cases.map(({ number }) => String(number))).map((number) => `#${number} was given out twice`),
    ...repeated(receipts(said)).map((number) => `#${number} was told for two cases`),
    ...repeated(sources).map((source) => `changed state twice: ${source}`),
    ...sources.flatMap((source) => (known.has(source.split(' ')[0] ?? '') ? [] : [`nobody said ${source}`])),
  ]
}

/** The messages that a fact is of; of one with two dwellings each ballot by itself. */
const deeds = (fact: Fact): readonly string[] => {
  switch (fact.type) {
    case 'case-raised':
      return fact.matter.sources
    case 'ballot-cast':
      return [`${fact.source} ${fact.ballot.unit}`]
    case 'case-supported':
    case 'words-added':
      return [fact.source]
    default:
      return []
  }
}

/** A number for each different case that was told by it. */
const receipts = (said: readonly Said[]): readonly string[] =>
  [...new Set(said.flatMap(({ bot, text }) => (bot ? (/#\d+ 记下了：.+(?=\n谁来办)/.exec(text) ?? []) : [])))].map(
    (receipt) => /#(\d+)/.exec(receipt)?.[1] ?? '',
  )

const repeated = (all: readonly string[]): readonly string[] => {
  const seen = new Set<string>()
  return all.filter((one) => seen.size === seen.add(one).size)
}

// ── ballots ──────────────────────────────────────────────────────────────────────────────────────

/** A dwelling's ballot is its last one, and the result that was told is the sum of the ballots. */
const miscounted = ({ said, state }: Aftermath): readonly string[] =>
  [...state.docs.poll.values()].flatMap(({ number, options }) => {
    const last = new Map<string, number>()
    const places = placesOf(said)
    for (const { ballot } of [...cast(state, `P${number}`)].sort(
      (a, b) => place(places, a.source) - place(places, b.source),
    ))
      last.set(`${number}/${ballot.unit}`, ballot.choices[0] ?? 0)
    const stored = new Map(
      [...state.docs.ballot]
        .filter(([, { poll }]) => poll === number)
        .map(([key, { choices }]) => [key, choices[0] ?? 0]),
    )
    const counts = options.map(
      (name, index) => `${index + 1}${name}：${[...last.values()].filter((choice) => choice === index + 1).length}户`,
    )
    const results = said.filter(({ bot, text }) => bot && text.includes(`P${number} 截止了：`))
    return [
      ...(same(last, stored)
        ? []
        : [`P${number}: stored ${JSON.stringify([...stored])}, cast ${JSON.stringify([...last])}`]),
      ...(results.length > 0 ? [] : [`P${number} has no result`]),
      ...results.flatMap(({ text }) =>
        ['\n', '；'].some((between) => text.includes(counts.join(between)))
          ? []
          : [`P${number}: told ${text}, cast ${counts}`],
      ),
    ]
  })

const same = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean =>
  one.size === other.size && [...one].every(([key, choice]) => other.get(key) === choice)

// ── lines ────────────────────────────────────────────────────────────────────────────────────────

/** Nothing is said that was not stored before, and no line more often than once and once for each kill on its way. */
const saidTooOften = ({ said, state, lives }: Aftermath): readonly string[] => {
  const stored = new Map<string, number>()
  for (const { line } of state.outbox.values()) {
    if ('community' in line.to) continue
    const name = `${'room' in line.to ? line.to.room : `私聊:${state.docs.person.get(line.to.person)?.contact}`}\n${line.text}`
    stored.set(name, (stored.get(name) ?? 0) + 1)
  }
  const heard = new Map<string, number[]>()
  const wrong: string[] = []
  for (const { bot, roomId, text, id, at } of said as readonly (Said & { readonly roomId: string })[]) {
    if (!bot || at < (lives[0]?.start ?? 0)) continue // before the clock was put forward
    const words = `\n${withoutCalls(text)}\n`
    const found = [...stored.keys()].filter(
      (name) => name.startsWith(`${roomId}\n`) && words.includes(`${name.slice(roomId.length)}\n`),
    )
    // a list that grew since begins with what it was: the longer one was said
    const lines = found.filter((name) => !found.some((other) => other !== name && other.includes(name)))
    if (lines.length === 0) wrong.push(`said but not stored: ${id} ${text}`)
    for (const name of lines) heard.set(name, [...(heard.get(name) ?? []), at])
  }
  for (const [name, times] of heard) {
    const most = (stored.get(name) ?? 0) * (1 + killsBetween(lives, times))
    if (times.length > most) wrong.push(`said ${times.length} times instead of ${most}: ${name}`)
  }
  return wrong
}

const killsBetween = (lives: Aftermath['lives'], times: readonly Instant[]): number => {
  const lifeOf = (at: Instant) => lives.findLastIndex(({ start }) => start <= at)
  const [first, last] = [lifeOf(Math.min(...times)), lifeOf(Math.max(...times))]
  const kills = lives.slice(Math.max(0, first), last + 1).map((life) => life.kills)
  return kills.reduce((sum, each) => sum + each, 0) - Math.min(1, kills.at(-1) ?? 0)
}
