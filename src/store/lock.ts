import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { link, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { makeFolder } from './disk.ts'
import { absent, codeOf, StoreError } from './error.ts'

/** Gives the folder up. It is also given up when the process ends, in whatever way. */
export type Release = () => Promise<void>

/** Makes this process the only one that uses a folder. @throws where another does. */
export const lock = (folder: string): Promise<Release> =>
  process.platform === 'linux' ? lockBySocket(folder) : lockByFile(folder)

const taken = (folder: string): StoreError =>
  new StoreError(
    `${folder} is in use by another running process of this program: stop that one first, or set DATA_DIR to another folder.`,
  )

/** An abstract socket: it lies in no folder, the kernel holds it, and it ends with the process. */
export const lockBySocket = async (folder: string): Promise<Release> => {
  await makeFolder(folder)
  const hash = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(codeOf(error) === 'EADDRINUSE' ? taken(folder) : error))
    server.listen(`\0xiaoyi-${hash.slice(0, 40)}`, resolve)
  })
  server.unref()
  return () => new Promise((resolve) => server.close(() => resolve()))
}

/** A file that names a process by id and start: an id alone is given again to others. */
export const lockByFile = async (folder: string): Promise<Release> => {
  await makeFolder(folder)
  const file = join(await realpath(folder), 'process.lock')
  const mine = `${process.pid} ${await startOf(process.pid)}\n`
  const own = `${file}.${process.pid}`
  await writeFile(own, mine)
  try {
    while (!(await linked(own, file))) await clear(file, folder)
  } finally {
    await rm(own, { force: true })
  }
  return async () => {
    if ((await readFile(file, 'utf8').catch(absent)) === mine) await rm(file, { force: true })
  }
}

/** A link is made whole or not at all, and only by one. */
const linked = async (own: string, file: string): Promise<boolean> => {
  try {
    await link(own, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Takes a dead process's lock away; where another was quicker and it is a new one, gives it back. */
const clear = async (file: string, folder: string): Promise<void> => {
  const found = await readFile(file, 'utf8').catch(absent)
  if (found === undefined) return
  if (await lives(found)) throw taken(folder)
  const away = `${file}.${process.pid}.stale`
  await rename(file, away).catch(absent)
  const moved = await readFile(away, 'utf8').catch(absent)
  if (moved !== undefined && moved !== found) await linked(away, file)
  await rm(away, { force: true })
}

const lives = async (lock: string): Promise<boolean> => {
  const [, pid, start] = /^(\d+) (.*)\n$/.exec(lock) ?? []
  if (pid === undefined) return false
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  return (await startOf(Number(pid))) === start
}

/** When a process started, in whatever words the system has for it; empty where it has none. */
const startOf = async (pid: number): Promise<string> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (stat !== undefined) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  const options = { env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }
  return new Promise((resolve) =>
    execFile('ps', ['-o', 'lstart=', '-p', String(pid)], options, (error, told) => resolve(error ? '' : told.trim())),
  )
}
