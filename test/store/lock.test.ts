import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { files } from '../../src/store/files.ts'
import { lockByFile, lockBySocket } from '../../src/store/lock.ts'

let home: string
let dir: string
const children: ChildProcess[] = []
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'xiaoyi-lock-'))
  dir = join(home, 'live')
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(home, { recursive: true })
})

/** Another process that has the folder until it is killed. */
const holder = async (how: 'lockByFile' | 'lockBySocket'): Promise<ChildProcess> => {
  const lock = new URL('../../src/store/lock.ts', import.meta.url).href
  const script = `await (await import(${JSON.stringify(lock)})).${how}(${JSON.stringify(dir)}); console.log('has it'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await once(child.stdout ?? child, 'data')
  return child
}

const kill = async (child: ChildProcess): Promise<void> => {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

// The socket is Linux's; the file is for everywhere else, and works here too.
const ways =
  process.platform === 'linux'
    ? ([
        ['lockBySocket', lockBySocket],
        ['lockByFile', lockByFile],
      ] as const)
    : ([['lockByFile', lockByFile]] as const)

describe.each(ways)('one process has a data folder: %s', (name, lock) => {
  const refusal = () =>
    `${dir} is in use by another running process of this program: stop that one first, or set DATA_DIR to another folder.`

  test('a second one is refused in one sentence, until the first gives it up', async () => {
    const release = await lock(dir)
    await expect(lock(dir)).rejects.toThrow(refusal())
    await release()
    await (await lock(dir))()
    expect(await readdir(dir)).toEqual([])
  })

  test('by whatever name it calls the folder', async () => {
    const release = await lock(dir)
    await symlink(dir, join(home, 'other'))
    await expect(lock(join(home, 'other'))).rejects.toThrow('in use')
    await expect(lock(`${dir}/../live/`)).rejects.toThrow('in use')
    await release()
  })

  test('a folder beside it is free', async () => {
    const releases = [await lock(dir), await lock(`${dir}2`)]
    for (const release of releases) await release()
  })

  test('another process is refused too, and kill -9 frees the folder at once', async () => {
    const child = await holder(name)
    await expect(lock(dir)).rejects.toThrow(refusal())
    await kill(child)
    await (await lock(dir))()
  })

  test('of many at once one has it', async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => lock(dir)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) if (result.status === 'fulfilled') await result.value()
  })
})

describe('a lock file', () => {
  test.each([
    ['of a process that is gone', '4194304 123\n'],
    ['of a process whose id was given to another', `${process.pid} 1\n`],
    ['that was torn', `${process.pid}`],
    ['that is empty', ''],
  ])('%s does not block a start', async (_, stale) => {
    await mkdir(dir)
    await writeFile(join(dir, 'process.lock'), stale)
    const release = await lockByFile(dir)
    await expect(lockByFile(dir)).rejects.toThrow('in use')
    await release()
  })

  test('that is stale is taken over by one of many', async () => {
    await mkdir(dir)
    await writeFile(join(dir, 'process.lock'), '4194304 123\n')
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockByFile(dir)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

test('a store has its folder to itself', async () => {
  const given = { dir, clock: () => 0, ended: () => [] }
  const store = await files(given)
  await expect(files(given)).rejects.toThrow('in use')
  await store.close()
  await (await files(given)).close()
})
