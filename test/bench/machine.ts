import { cpus, loadavg } from 'node:os'
import type { Line } from './line.ts'

const busy = (): { readonly busy: number; readonly all: number } => {
  const times = cpus().map((cpu) => cpu.times)
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0)
  return { busy: all - times.reduce((sum, { idle }) => sum + idle, 0), all }
}

/** How many cores others keep busy, seen while this process sleeps. */
const background = async (): Promise<number> => {
  const before = busy()
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const after = busy()
  return ((after.busy - before.busy) / Math.max(1, after.all - before.all)) * cpus().length
}

export const machine = async (metric: 'before' | 'after'): Promise<Line> => ({
  bench: 'machine',
  metric: `background-load-${metric}`,
  value: await background(),
  unit: 'busy cores',
  load: loadavg(),
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  node: process.version,
})
