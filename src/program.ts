import { uptime } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { board, type Health } from './board/board.ts'
import { metrics } from './board/metrics.ts'
import { type Serving, serve } from './board/serving.ts'
import { type MovableClock, RealClock, simulatedClock } from './config/clock.ts'
import { communities } from './config/communities.ts'
import type { Config, Model as ModelService } from './config/environment.ts'
import { holidays } from './config/holidays.ts'
import { invitations } from './config/invitations.ts'
import { type Desk, desk } from './desk/desk.ts'
import { archivable } from './domain/archive.ts'
import type { Instant } from './domain/calendar.ts'
import type { Constitution } from './domain/state/constitution.ts'
import { mayLeave } from './model/consent.ts'
import type { Model, ModelParts } from './model/model.ts'
import type { Senses } from './model/senses.ts'
import type { Ledger, Log, ModelState, Press, Purse, Store } from './ports.ts'
import { press } from './press/press.ts'
import { reader } from './reader/reader.ts'
import { advised } from './reader/trouble/advised.ts'
import { makeFolder } from './store/disk.ts'
import { StoreError } from './store/error.ts'
import { files } from './store/files.ts'
import { PurseFile } from './store/purse.ts'
import { type Wechaty, wechat } from './wechat/adapter.ts'
import { seedOf } from './wechat/demo.ts'
import type { Pace } from './wechat/pace.ts'
import { SimulatorPuppet } from './wechat/puppet.ts'
import { World } from './wechat/world.ts'

const SHIPPED = fileURLToPath(new URL('../data', import.meta.url))
/** The simulated account answers at the speed of talk, not at WeChat's. */
const LIVELY: Partial<Pace> = { room: 150, between: [60, 120], minute: 600, day: 100_000 }

/** Why the program cannot run: what is wrong and what to do, in one sentence each. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly sentences: readonly string[]
  /** Of the process: 2 where the settings are wrong, else 1. */
  readonly code: number

  constructor(sentences: readonly string[], code: number) {
    super(sentences.join('\n'))
    this.sentences = sentences
    this.code = code
  }
}

export interface Given {
  readonly settings: Config
  readonly log: Log
  /** The machine's time of day. */
  readonly wall: () => Instant
  /** The disk failed: the process must end. */
  readonly fatal: (sentence: string) => void
  /** Commits between two compactions: 5,000. */
  readonly every?: number
}

/** The whole of it, at work. */
export interface Program {
  readonly url: string
  readonly chat: Wechaty
  readonly desk: Desk
  /** What was heard is settled and stored before the end. */
  leave(): Promise<void>
}

/** Builds everything; the only file that knows all the others. @throws Refusal */
export async function program(given: Given): Promise<Program> {
  const { settings, log, wall, every } = given
  const begun = wall()
  const live = await folder(settings)
  const machine = new RealClock({ wall, elapsed: () => uptime() * 1000 })
  const simulated = settings.puppet === undefined ? simulatedClock(wall, live) : undefined
  const clock = () => (simulated ?? machine).now()
  const all = await constitutions(settings, log)
  const store = await files({
    dir: live,
    clock,
    ended: archivable,
    log: (sentence, about) => log.warn(about, sentence),
    ...(every === undefined ? {} : { every }),
  }).catch((error: unknown) => refuse(messageOf(error)))
  const opened = await open(store, all, log)
  for (const { ledger } of opened) machine.notBefore(ledger.now.at)
  const fatal = (error: unknown) =>
    given.fatal(`The disk failed, nothing more is accepted: ${messageOf(error)}. Free or mend it, then start again.`)
  const world = simulated && worldOf(all, { dir: live, clock, botName: settings.botName, failed: fatal })
  const chat = wechat({
    puppet: world ? new SimulatorPuppet(world) : (settings.puppet ?? ''),
    botName: settings.botName,
    clock,
    log,
    ...(world ? { pace: LIVELY } : {}),
  })
  const papers = press({ log })
  const elapsed = () => performance.now()
  const spent = { clock, elapsed, log, purse: (of: string) => purse(join(live, `${of}.spent`), log) }
  const advice = settings.model && (await advising(settings.model, (words) => at.recordLeft(words), spent))
  const senses = (settings.voices || settings.pictures) && (await sensing(settings, spent))
  const hosts = [
    ...new Set([advice?.host, senses?.scribe?.host, senses?.describer?.host].filter((one) => one !== undefined)),
  ]
  const served = opened.map(({ is, ledger }) => ({ is: hosts[0] ? { ...is, model: hosts.join('、') } : is, ledger }))
  const at: Desk = desk({
    communities: served,
    reader: advice ? advised(reader(), advice.adviser, mayLeave(served, clock)) : reader(),
    chat,
    clock,
    press: papers,
    ...(senses && { scribe: senses.scribe, describer: senses.describer }),
    ...(advice && { editor: advice.editor }),
    elapsed,
    ...(simulated ? {} : { drift: machine }),
    calendar: daysOff(settings, clock(), log),
    log,
    invitations: invitations({ liveDir: live, communities: all.map(({ id }) => id), clock, machine: wall }),
    fatal,
  })
  // the simulated WeChat stood still as well: nothing was said meanwhile
  if (simulated) for (const { ledger } of opened) ledger.heard(clock())
  await at.open()
  const movable = simulated && world && { world, advance: (ms: number) => advance(simulated, at, chat, ms) }
  const pages = board({
    health: () => health(chat, at, { advice, senses }),
    metrics: () =>
      metrics({
        ...at.figures,
        ok: at.broken === undefined,
        online: chat.online,
        begun,
        ...(advice && { model: advice.figures }),
        ...senses?.figures,
      }),
    clock,
    names: namesOf(settings),
    ...(movable && { simulated: movable }),
  })
  const serving = await serve(pages, settings).catch((error: unknown) => refuse(messageOf(error)))
  await chat.start(at, at.outbox).catch((error: unknown) => refuse(messageOf(error), 2))
  void senses?.open()
  void advice?.open() // whatever comes of it: nobody waits for it
  return { url: serving.url, chat, desk: at, leave: () => leave({ chat, at, store, serving, papers, advice, senses }) }
}

interface Spending extends Pick<ModelParts, 'clock' | 'elapsed' | 'log'> {
  /** What was spent of a budget, which holds over restarts. */
  readonly purse: (of: string) => Promise<Purse>
}

/** Loaded only where it is wanted. */
async function advising(service: ModelService, sent: ModelParts['sent'], { purse, ...parts }: Spending) {
  const { model } = await import('./model/model.ts')
  return model({ ...parts, service, sent, purse: await purse('advice') })
}

/** Likewise. */
async function sensing({ voices, pictures }: Config, { purse, ...parts }: Spending) {
  const { senses } = await import('./model/senses.ts')
  const purses = { voices: await purse('voices'), pictures: await purse('pictures') }
  return senses({ ...parts, voices, pictures, purses })
}

const purse = (file: string, log: Log): Promise<Purse> =>
  PurseFile.open(file, (sentence) => log.warn({}, sentence)).catch((error: unknown) =>
    refuse(`${file} cannot be read: ${messageOf(error)}. Mend or remove it, then start again.`),
  )

function refuse(sentence: string, code = 1): never {
  throw new Refusal([sentence], code)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function folder({ dataDir }: Config): Promise<string> {
  const live = join(dataDir, 'live')
  await makeFolder(live).catch((error: unknown) =>
    refuse(`${live} cannot be written: ${messageOf(error)}. Set DATA_DIR to a folder that this user may write.`),
  )
  return live
}

/** The communities that can be served. What is wrong with one stops only that one. */
async function constitutions({ dataDir, puppet }: Config, log: Log): Promise<readonly Constitution[]> {
  const { loaded, mistakes } = await communities({ dataDir, shipped: SHIPPED, demo: puppet === undefined })
  for (const mistake of mistakes) log.error({}, mistake)
  if (loaded.length > 0) return loaded
  const put = `No community can be served: put a file into ${join(dataDir, 'communities')}.`
  throw new Refusal([...mistakes, put], 2)
}

/** A community whose stored state cannot be trusted is left out; the others are served. */
async function open(store: Store, all: readonly Constitution[], log: Log) {
  const opened: { readonly is: Constitution; readonly ledger: Ledger }[] = []
  const closed: string[] = []
  for (const is of all) {
    try {
      opened.push({ is, ledger: await store.open(is.id) })
    } catch (error) {
      const sentence =
        error instanceof StoreError
          ? error.message
          : `The data of ${is.id} cannot be opened: ${messageOf(error)}. Mend the disk, or set DATA_DIR to another folder.`
      log.error({ community: is.id }, sentence)
      closed.push(sentence)
    }
  }
  if (opened.length === 0) throw new Refusal(closed, 1)
  return opened
}

function daysOff({ dataDir }: Config, now: Instant, log: Log) {
  const days = read(() => holidays(now, [SHIPPED, dataDir]))
  for (const year of days.missing)
    log.warn({ year }, `the days off of ${year} are not known yet: put them into data/holidays.json and start again`)
  return days.calendar
}

/** What a file says that may be missing, damaged or out of reach. */
function read<T>(file: () => T): T {
  try {
    return file()
  } catch (error) {
    return refuse(messageOf(error))
  }
}

function worldOf(
  all: readonly Constitution[],
  {
    dir,
    clock,
    botName,
    failed,
  }: {
    readonly dir: string
    readonly clock: () => Instant
    readonly botName: string
    readonly failed: (error: unknown) => void
  },
): World {
  const demo = all.length === 1 && all[0]?.id === 'demo'
  const history = demo ? join(SHIPPED, 'demo', 'history.json') : undefined
  const bot = { id: 'xiaoyi', name: botName }
  return read(() => new World({ dir, clock, bot, seed: seedOf(all, history, clock()), failed }))
}

/** Host names besides addresses by which the pages may be reached. */
const namesOf = ({ host, boardUrl }: Config): readonly string[] => [
  host,
  ...(boardUrl === undefined ? [] : [new URL(boardUrl).hostname]),
]

interface Asked {
  readonly advice: Model | undefined
  readonly senses: Senses | undefined
}
const health = (chat: Wechaty, { broken }: Desk, { advice, senses }: Asked): Health => ({
  wechat: chat.online ? 'online' : 'offline',
  ...(chat.trouble === undefined ? {} : { trouble: chat.trouble }),
  store: broken === undefined ? 'ok' : 'failed',
  ...(advice?.state ?? { model: 'off' }),
  ...(senses?.voices && heardBy(senses.voices)),
  ...(senses?.pictures && seenBy(senses.pictures)),
  ...(broken === undefined ? { ok: true } : { ok: false, reason: broken }),
})

const heardBy = (state: ModelState): Pick<Health, 'voices' | 'voicesTrouble' | 'voicesWarning'> => ({
  voices: state.model,
  ...(state.model === 'offline' && { voicesTrouble: state.modelTrouble }),
  ...(state.modelWarning !== undefined && { voicesWarning: state.modelWarning }),
})
const seenBy = (state: ModelState): Pick<Health, 'pictures' | 'picturesTrouble' | 'picturesWarning'> => ({
  pictures: state.model,
  ...(state.model === 'offline' && { picturesTrouble: state.modelTrouble }),
  ...(state.modelWarning !== undefined && { picturesWarning: state.modelWarning }),
})

// ── the simulated clock ──────────────────────────────────────────────────────────────────────────

/** Moves it, due instant by due instant; what was said is answered, and what comes due is said, before it goes on. */
async function advance(clock: MovableClock, at: Desk, chat: Wechaty, ms: number): Promise<void> {
  await chat.caughtUp()
  await at.settled()
  await spoken(at, clock, chat)
  const target = clock.now() + ms
  for (let next = at.nextDue(clock.now()); next !== undefined && next <= target; next = at.nextDue(clock.now())) {
    clock.moveTo(next)
    await at.tick()
    await at.settled()
    await spoken(at, clock, chat)
  }
  clock.moveTo(target)
  await at.tick()
  await at.settled()
}

/** Until all that is due was said, or ten seconds have passed: a line that cannot be said must not stop the clock. */
async function spoken(at: Desk, clock: MovableClock, chat: Wechaty): Promise<void> {
  for (let tries = 0; tries < 500 && chat.online && at.outbox.due(clock.now()).length > 0; tries++)
    await new Promise((later) => setTimeout(later, 20))
}

async function leave(parts: {
  readonly chat: Wechaty
  readonly at: Desk
  readonly store: Store
  readonly serving: Serving
  readonly papers: Press
  readonly advice: Model | undefined
  readonly senses: Senses | undefined
}): Promise<void> {
  parts.advice?.close()
  parts.senses?.close()
  await parts.chat.stop()
  await parts.papers.close()
  await parts.at.leave()
  await parts.store.close()
  await parts.serving.close()
}
