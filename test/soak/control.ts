import '../../src/zone.ts'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { archivable } from '../../src/domain/archive.ts'
import { files } from '../../src/store/files.ts'
import { PaperLedger } from '../../src/store/ledger.ts'
import { pack } from '../../src/store/state.ts'
import { World } from '../../src/wechat/world.ts'
import type { Cost } from './cost.ts'
import { heapUsed } from './weigh.ts'

// Only loads what a program left behind, so that what this costs can be taken from what the program held.

const ledgers: PaperLedger[] = []
const { open } = PaperLedger.prototype
PaperLedger.prototype.open = function (this: PaperLedger) {
  ledgers.push(this)
  return open.call(this) as Promise<typeof this>
}

const dir = join(process.env.DATA_DIR ?? '', 'live')
const clock = (): number => 0
const nothing = await heapUsed()
const world = new World({ dir, clock, bot: { id: 'xiaoyi', name: '小议' } })
const withWorld = await heapUsed()
const store = await files({ dir, clock, ended: archivable })
const names = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'files')
for (const { name } of names) await store.open(name)
const withAll = await heapUsed()
const text = ledgers.reduce((sum, { now }) => sum + JSON.stringify(pack(now)).length, 0)
const cost: Cost = {
  history: Math.max(0, withWorld - nothing) / statSync(join(dir, 'world.ndjson')).size,
  state: Math.max(0, withAll - withWorld) / text,
}
await store.close()
process.stdout.write(`${JSON.stringify({ ...cost, rooms: world.rooms().length })}\n`)
