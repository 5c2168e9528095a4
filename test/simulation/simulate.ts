import '../../src/zone.ts'
import { program } from 'commander'
import { batch } from './batch.ts'
import { BUGS } from './bugs.ts'
import { NO_BUG } from './plant.ts'
import { run } from './run.ts'
import { told } from './shrink.ts'

/** `npm run simulate`: runs of the simulation, by seed. */
program
  .description('Plays whole neighbourhoods with a faulty disk, clock and WeChat, each from nothing but its seed.')
  .option('--seed <number>', 'the first seed', Number, 1)
  .option('--runs <number>', 'how many seeds, from that one on', Number, 100)
  .option('--seconds <number>', 'at least so long', Number, 0)
  .option('--bug <name>', `with a planted bug: ${Object.keys(BUGS).join(' · ')}`)
  .option('--story', 'tell what happens in each run')
  .option('--json', 'the result for another program')
  .parse()

const given: {
  readonly seed: number
  readonly runs: number
  readonly seconds: number
  readonly bug?: string
  readonly story?: true
  readonly json?: true
} = program.opts()
const bug = given.bug === undefined ? NO_BUG : BUGS[given.bug]
if (!bug) program.error(`no such bug: ${given.bug}`)
const name = given.bug === undefined ? {} : { name: given.bug }

if (given.story)
  for (let seed = given.seed; seed < given.seed + given.runs; seed++) console.log(told(await run(seed, bug), given.bug))
else {
  const clock = () => performance.now()
  const start = clock()
  const summary = await batch({
    from: given.seed,
    runs: given.runs,
    until: { clock, ms: given.seconds * 1000 },
    bug,
    ...name,
  })
  if (given.json) console.log(JSON.stringify(summary))
  else {
    for (const one of summary.broken) console.log(one.told)
    for (const [what, times] of summary.count) console.log(`${String(times).padStart(8)}  ${what}`)
    const seconds = (clock() - start) / 1000
    console.log(`${summary.runs} runs in ${seconds.toFixed(1)} s, ${summary.broken.length} broken`)
  }
  process.exitCode = summary.broken.length > 0 ? 1 : 0
}
