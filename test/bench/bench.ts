import '../../src/zone.ts'
import './quiet.ts'
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Bench, type Line, printed } from './line.ts'
import { machine } from './machine.ts'

// npm run bench [-- W1 W3] [-- --quick]: each bench in a process of its own, so that none finds what another left behind;
// with --quick in one process, since all that is wanted is to see that they run.

const BENCHES = {
  W1: ['cost', 'grpc', 'mixed', 'flat', 'naive'],
  W2: ['hear'],
  W3: ['votes'],
  W4: ['start'],
  W5: ['memory'],
  W6: ['card'],
  W7: ['sending'],
  W8: ['beat'],
} as const
type Name = keyof typeof BENCHES
type File = (typeof BENCHES)[Name][number]

/** Loaded only where it is run: one must not measure the memory of the others. */
const LOAD: { readonly [F in File]: () => Promise<Bench> } = {
  cost: async () => (await import('./cost.ts')).cost,
  grpc: async () => (await import('./grpc.ts')).grpc,
  mixed: async () => (await import('./mixed.ts')).mixed,
  flat: async () => (await import('./flat.ts')).flat,
  naive: async () => (await import('./naive.ts')).naive,
  hear: async () => (await import('./hear.ts')).hear,
  votes: async () => (await import('./votes.ts')).votes,
  start: async () => (await import('./start.ts')).start,
  memory: async () => (await import('./memory.ts')).memory,
  card: async () => (await import('./card.ts')).card,
  sending: async () => (await import('./sending.ts')).sending,
  beat: async () => (await import('./beat.ts')).beat,
}

const print = (line: Line): void => void process.stdout.write(`${printed(line)}\n`)

const runHere = async (file: File, quick: boolean, folder: string): Promise<void> => {
  const bench = await LOAD[file]()
  await bench({ quick, folder, print })
}

const runApart = async (file: File, folder: string): Promise<void> => {
  spawnSync('sync') // what one left to be written must not slow the next; where there is no such command it may
  const running = fork(import.meta.filename, ['--one', file, folder])
  const [code] = (await once(running, 'exit')) as [number | null]
  if (code === 0) return
  process.exitCode = 1
  process.stderr.write(`${file} ended with ${code}\n`)
}

const isName = (name: string): name is Name => name in BENCHES
const isFile = (file: string): file is File => file in LOAD

const all = async (wanted: readonly string[], quick: boolean): Promise<void> => {
  const names = wanted.filter(isName)
  const known = Object.keys(BENCHES).filter(isName)
  if (names.length < wanted.length) throw new Error(`${wanted.join(' ')}: there are only ${known.join(', ')}`)
  const folder = mkdtempSync(join(tmpdir(), 'xiaoyi-bench-'))
  try {
    print(await machine('before'))
    for (const file of (names.length > 0 ? names : known).flatMap((name): readonly File[] => BENCHES[name]))
      await (quick ? runHere(file, quick, folder) : runApart(file, folder))
    print(await machine('after'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

setFlagsFromString('--expose-gc')
global.gc = runInNewContext('gc') as typeof global.gc
const args = process.argv.slice(2)
const [mode, file = '', folder = ''] = args
if (mode === '--one' && isFile(file)) await runHere(file, false, folder)
else
  await all(
    args.filter((arg) => !arg.startsWith('--')),
    args.includes('--quick'),
  )
process.exit()
