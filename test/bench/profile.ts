import { Session } from 'node:inspector/promises'
import { findSourceMap } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Line } from './line.ts'

const ROOT = join(import.meta.dirname, '../..')
const TOP = 12

interface Frame {
  readonly functionName: string
  readonly url: string
  readonly lineNumber: number
  readonly columnNumber: number
}

/** Where a function stands in its source, as far as the transpiler tells. */
const placeOf = ({ url, lineNumber, columnNumber }: Frame): string => {
  if (!url.startsWith('file:')) return url === '' ? 'engine' : url
  const entry = findSourceMap(url)?.findEntry(lineNumber, columnNumber)
  const line = entry && 'originalLine' in entry ? entry.originalLine : lineNumber
  return `${fileURLToPath(url).replace(`${ROOT}/`, '')}:${line + 1}`
}

/** Our own functions by their name; of libraries only whose they are. */
const nameOf = (frame: Frame): string => {
  const place = placeOf(frame)
  const library = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(place)?.[1]
  if (library !== undefined) return `library ${library}`
  if (place.startsWith('node:')) return place.replace(/:\d+$/, '')
  return `${frame.functionName || '(anonymous)'} ${place}`
}

/** Runs it once more under the sampler. @returns the functions that took most of the time by themselves. */
export const profile = async (
  bench: string,
  metric: string,
  work: () => Promise<unknown>,
): Promise<readonly Line[]> => {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 200 })
  await session.post('Profiler.start')
  await work()
  const { profile: taken } = await session.post('Profiler.stop')
  session.disconnect()
  const samples = new Map<number, number>()
  for (const id of taken.samples ?? []) samples.set(id, (samples.get(id) ?? 0) + 1)
  const shares = new Map<string, number>()
  for (const { id, callFrame } of taken.nodes) {
    const count = samples.get(id) ?? 0
    if (count > 0 && callFrame.functionName !== '(idle)')
      shares.set(nameOf(callFrame), (shares.get(nameOf(callFrame)) ?? 0) + count)
  }
  const all = [...shares.values()].reduce((a, b) => a + b, 0)
  return [...shares]
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOP)
    .map(([where, count]) => ({
      bench,
      metric: `profile of ${metric}`,
      value: (100 * count) / Math.max(1, all),
      unit: '% of busy time',
      where,
    }))
}
