import './zone.ts'
import { existsSync } from 'node:fs'
import { schedule } from 'node-cron'
import { pino } from 'pino'
import { type Config, ConfigError, config } from './config/environment.ts'
import { type Program, program, Refusal } from './program.ts'

const BEAT = '*/10 * * * * *'
const NIGHTLY = '0 30 3 * * *'
/** A beat that was missed is made up for by the next: nobody has to hear of it. */
const QUIETLY = { noOverlap: true, suppressMissedWarning: true }

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

function begin(settings: Config): Promise<Program> {
  const log = pino({ level: settings.logLevel }, pino.destination({ dest: 2, sync: true }))
  return program({ settings, log, wall: Date.now, fatal: (sentence) => stop([sentence], 1) }).catch(
    (error: unknown) => {
      if (error instanceof Refusal) stop(error.sentences, error.code)
      throw error
    },
  )
}

const running = await begin(environment())
const beats = [
  schedule(BEAT, () => running.desk.tick(), QUIETLY),
  schedule(NIGHTLY, () => running.chat.refresh(), QUIETLY),
]
process.stdout.write(`小议 is at ${running.url}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    for (const beat of beats) beat.stop()
    void running.leave().then(() => process.exit(0))
  })
