import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { costOf } from './cost.ts'
import { Weeks } from './season.ts'
import { head, row, summary } from './table.ts'
import { verdict } from './verdict.ts'

/** 「npm run soak -- --days 28 --seed 7」: weeks of group life through the whole program; not 0 where something is wrong. */
const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '28' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** 1: some five hundred messages a day. */
    busy: { type: 'string', default: '1' },
    /** Days between two restarts, on average. */
    stretch: { type: 'string', default: '8' },
  },
})
const dir = await mkdtemp(join(tmpdir(), 'xiaoyi-soak-'))
console.log(`--days ${values.days} --seed ${values.seed} --busy ${values.busy} --stretch ${values.stretch}\n${head()}`)
const season = await new Weeks({
  dir,
  days: Number(values.days),
  seed: Number(values.seed),
  busy: Number(values.busy),
  stretch: Number(values.stretch),
  tell: (day) => console.log(row(day)),
}).live()
const cost = await costOf(dir)
console.log(summary(season, cost))
const wrong = verdict(season, cost)
for (const sentence of wrong) console.error(`✗ ${sentence}`)
await rm(dir, { recursive: true })
process.exitCode = wrong.length > 0 ? 1 : 0
