import './zone.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { schedule } from 'node-cron'
import { pino } from 'pino'
import { board, type Health } from './board/board.ts'
import { type Serving, serve } from './board/serving.ts'
import { type Clock, realClock, simulatedClock } from './config/clock.ts'
import { communities } from './config/communities.ts'
import { type Config, ConfigError, config } from './config/environment.ts'
import { holidays } from './config/holidays.ts'
import { invitations } from './config/invitations.ts'
import { type Desk, desk } from './desk/desk.ts'
import { archivable } from './domain/archive.ts'
import type { Constitution, Instant } from './domain/community.ts'
import type { Ledger, Log, Store } from './ports.ts'
import { reader } from './reader/reader.ts'
import { makeFolder } from './store/disk.ts'
import { StoreError } from './store/error.ts'
import { files } from './store/files.ts'
import { wechat } from './wechat/adapter.ts'
import { seedOf } from './wechat/demo.ts'
import { SimulatorPuppet } from './wechat/puppet.ts'
import { World } from './wechat/world.ts'

const SHIPPED = fileURLToPath(new URL('../data', import.meta.url))
const BEAT = '*/10 * * * * *'
const NIGHTLY = '0 30 3 * * *'
/** The simulated account answers at the speed of talk, not at WeChat's. */
const LIVELY = { room: 150, between: [60, 120], minute: 600 } as const

/** What is wrong, and what to do, in one sentence each; no stack. */
function stop(sentences: readonly string[], code: number): never {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

function environment(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  try {
    return config(process.env)
  } catch (error) {
    if (error instanceof ConfigError)
      stop([...error.mistakes, 'Mend these in the environment or in .env (see .env.example).'], 2)
    throw error
  }
}

/** The communities that can be served. What is wrong with one stops only that one. */
function constitutions({ dataDir, puppet }: Config, log: Log): readonly Constitution[] {
  const { loaded, mistakes } = communities({ dataDir, shipped: SHIPPED, demo: puppet === undefined })
  for (const mistake of mistakes) log.error({}, mistake)
  if (loaded.length === 0)
    stop([...mistakes, `No community can be served: put a file into ${join(dataDir, 'communities')}.`], 2)
  return loaded
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
  if (opened.length === 0) stop(closed, 1)
  return opened
}

/** What a file says that may be missing, damaged or out of reach. */
function read<T>(file: () => T): T {
  try {
    return file()
  } catch (error) {
    stop([messageOf(error)], 1)
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Until all that is due was said, or ten seconds have passed: a line that cannot be said must not stop the clock. */
async function spoken(at: Desk, clock: Clock, online: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && online() && at.outbox.due(clock.now()).length > 0; tries++)
    await new Promise((later) => setTimeout(later, 20))
}

/** Moves the simulated clock, due instant by due instant; what comes due is said before the clock goes on. */
async function advance(clock: Clock, at: Desk, online: () => boolean, ms: number): Promise<void> {
  const target = clock.now() + ms
  for (let next = at.nextDue(clock.now()); next !== undefined && next <= target; next = at.nextDue(clock.now())) {
    clock.moveTo(next)
    await at.tick()
    await at.settled()
    await spoken(at, clock, online)
  }
  clock.moveTo(target)
  await at.tick()
  await at.settled()
}

async function main(): Promise<void> {
  const settings = environment()
  const log = pino({ level: settings.logLevel }, pino.destination({ dest: 2, sync: true }))
  const live = join(settings.dataDir, 'live')
  await makeFolder(live).catch((error: unknown) =>
    stop([`${live} cannot be written: ${messageOf(error)}. Set DATA_DIR to a folder that this user may write.`], 1),
  )
  if (settings.model) log.warn({}, 'OPENAI_MODEL is set, but no model is asked yet: the embedded reader reads')
  const clock = settings.puppet === undefined ? simulatedClock(Date.now, live) : realClock(Date.now)
  const all = constitutions(settings, log)
  const store = await files({
    dir: live,
    clock: clock.now,
    ended: archivable,
    log: (sentence, about) => log.warn(about, sentence),
  }).catch((error: unknown) => stop([messageOf(error)], 1))
  const opened = await open(store, all, log)

  const fatal = (error: unknown) =>
    stop([`The disk failed, nothing more is accepted: ${messageOf(error)}. Free or mend it, then start again.`], 1)
  const days = read(() => holidays(clock.now(), [SHIPPED, settings.dataDir]))
  for (const year of days.missing)
    log.warn({ year }, `the days off of ${year} are not known yet: put them into data/holidays.json`)

  const world =
    settings.puppet === undefined
      ? read(
          () =>
            new World({
              dir: live,
              clock: clock.now,
              bot: { id: 'xiaoyi', name: settings.botName },
              seed: seed(all, clock.now()),
              failed: fatal,
            }),
        )
      : undefined
  const chat = wechat({
    puppet: world ? new SimulatorPuppet(world) : (settings.puppet ?? ''),
    botName: settings.botName,
    clock: clock.now,
    log,
    ...(world ? { pace: LIVELY } : {}),
  })
  const at = desk({
    communities: opened,
    reader: reader(),
    chat,
    clock: clock.now,
    calendar: days.calendar,
    log,
    invitations: invitations({
      liveDir: live,
      communities: all.map(({ id }) => id),
      clock: clock.now,
      machine: Date.now,
    }),
    fatal,
  })
  const health = (): Health => ({
    wechat: chat.online ? 'online' : 'offline',
    store: at.broken === undefined ? 'ok' : 'failed',
    model: 'embedded',
    ...(at.broken === undefined ? { ok: true } : { ok: false, reason: at.broken }),
  })

  await at.open()
  const pages = board({
    health,
    clock: clock.now,
    advance: (ms) => advance(clock, at, () => chat.online, ms),
    ...(world ? { world } : {}),
    names: [settings.host, ...(settings.boardUrl === undefined ? [] : [new URL(settings.boardUrl).hostname])],
  })
  const serving = await serve(pages, settings).catch((error: unknown) => stop([messageOf(error)], 1))
  await chat.start(at, at.outbox).catch((error: unknown) => stop([messageOf(error)], 2))
  const beats = [
    schedule(BEAT, () => at.tick(), { noOverlap: true }),
    schedule(NIGHTLY, () => chat.refresh(), { noOverlap: true }),
  ]
  process.stdout.write(`小议 is at ${serving.url}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void leave({ beats, chat, at, store, serving }).then(() => process.exit(0)))
}

/** What was heard is settled and stored before the end. */
async function leave(parts: {
  readonly beats: readonly { stop(): unknown }[]
  readonly chat: { stop(): Promise<void> }
  readonly at: Desk
  readonly store: Store
  readonly serving: Serving
}): Promise<void> {
  for (const each of parts.beats) each.stop()
  await parts.chat.stop()
  await parts.at.settled()
  await parts.store.close()
  await parts.serving.close()
}

function seed(all: readonly Constitution[], now: Instant) {
  const demo = all.length === 1 && all[0]?.id === 'demo'
  return seedOf(all, demo ? join(SHIPPED, 'demo', 'history.json') : undefined, now)
}

await main()
