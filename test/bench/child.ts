import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Runs a file of the benches in a process of its own, with garbage collection at hand. @returns what it reports last. */
export const child = async <T>(file: string, args: readonly string[]): Promise<T> => {
  const running = fork(file, args, { execArgv: [...process.execArgv, '--expose-gc'] })
  let last: T | undefined
  running.on('message', (message: T) => {
    last = message
  })
  const [code] = (await once(running, 'exit')) as [number | null]
  if (code !== 0 || last === undefined) throw new Error(`${file} ${args.join(' ')} ended with ${code}`)
  return last
}

/** Tells the process that started this one, and ends as a crash does: nothing is closed. */
export const report = (what: object): Promise<never> =>
  new Promise(() => {
    process.send?.(what, () => process.exit(0))
  })
