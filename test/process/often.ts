import '../../src/zone.ts'
import { config } from '../../src/config/environment.ts'
import { program } from '../../src/program.ts'

// The program as main.ts starts it, but for a compaction every few commits instead of every 5,000, and without beats.
const EVERY = 10

const log = { info: () => undefined, warn: () => undefined, error: console.error }
const running = await program({
  settings: config(process.env),
  log,
  wall: Date.now,
  every: EVERY,
  fatal: (sentence) => {
    throw new Error(sentence)
  },
})
process.stdout.write(`小议 is at ${running.url}\n`)
process.once('SIGTERM', () => void running.leave().then(() => process.exit(0)))
