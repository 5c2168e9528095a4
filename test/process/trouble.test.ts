import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { neighbourhood, RESIDENTS } from './neighbours.ts'
import { type End, PROGRAM, Program, Running, run, start, writeCommunity } from './program.ts'
import { Talk } from './talk.ts'

let dir: string
const running: Running[] = []
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xiaoyi-trouble-'))
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.end('SIGKILL')))
  await rm(dir, { recursive: true })
})

const begin = async (env?: Readonly<Record<string, string>>): Promise<Program> => {
  const program = await start(dir, env ? { env } : {})
  running.push(program.process)
  return program
}

/** What is told to the operator beside the log: whole sentences, and never a stack. */
const told = ({ err }: Pick<End, 'err'>): readonly string[] => {
  expect(err).not.toMatch(/^\s+at |\bstack\b|node:internal/m)
  return err.split('\n').filter((line) => line !== '' && !line.startsWith('{'))
}

const file = (): string => join(dir, 'live', neighbourhood.id, 'community.ndjson')

/** Says a trouble, and waits until it has a number. */
const raise = async (program: Program, talk: Talk, building: number): Promise<string> => {
  const from = talk.heard.length
  await program.say(RESIDENTS, '李芳', `@小议 ${building}栋1单元楼道灯不亮`)
  const { text } = await talk.next(({ bot, text: words }) => bot && words.includes(`记下了：${building}栋`), from)
  return /#(\d+)/.exec(text)?.[1] ?? ''
}

/** A program that ends in peace after some cases. @returns their numbers. */
const aLife = async (...buildings: readonly number[]): Promise<readonly string[]> => {
  const program = await begin()
  const talk = await Talk.of(program)
  const numbers: string[] = []
  for (const building of buildings) numbers.push(await raise(program, talk, building))
  expect((await program.process.end('SIGTERM')).code).toBe(0)
  return numbers
}

describe('what stops the start is one clear sentence', () => {
  test('a wrong environment: all mistakes at once', async () => {
    const end = await run(dir, { env: { PORT: 'x', HOST: 'a b', LOG_LEVEL: 'loud', OPENAI_MODELL: '1' } }).ended
    expect(end.code).toBe(2)
    expect(told(end)).toEqual([
      expect.stringMatching(/^OPENAI_MODELL is not known/),
      expect.stringMatching(/^HOST must be/),
      expect.stringMatching(/^PORT must be a whole number/),
      expect.stringMatching(/^LOG_LEVEL must be one of/),
      expect.stringMatching(/\.env\.example/),
    ])
  })

  test('a port in use', async () => {
    const server = createServer()
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    const end = await run(dir, { env: { PORT: String(port) } }).ended
    server.close()
    expect(end.code).toBe(1)
    expect(told(end)).toEqual([expect.stringMatching(`^Port ${port} on 127.0.0.1 is already in use: .*set PORT`)])
  })

  test('a data folder in use by a running program', async () => {
    await begin()
    const end = await run(dir).ended
    expect(end.code).toBe(1)
    expect(told(end)).toEqual([expect.stringMatching(/is in use by another running process.*set DATA_DIR/)])
  })

  test.each([
    ['below a file', () => join(dir, 'file', 'data')],
    ['where no folder can be made', () => '/proc/xiaoyi'],
  ])('an unwritable data folder: %s', async (_, place) => {
    writeFileSync(join(dir, 'file'), '')
    const end = await run(place()).ended
    expect(end.code).toBe(1)
    expect(told(end)).toEqual([expect.stringMatching(/cannot be written: .*Set DATA_DIR to a folder/)])
  })

  test('a damaged line in the middle of a community: nothing is cut', async () => {
    writeCommunity(dir, neighbourhood)
    const program = await begin()
    const talk = await Talk.of(program)
    for (const building of [1, 2, 3]) await raise(program, talk, building)
    await program.process.end('SIGKILL')
    const lines = readFileSync(file(), 'utf8').split('\n')
    const damaged = lines.map((line, index) => (index === 2 ? line.replace('"seq"', '"sEq"') : line)).join('\n')
    writeFileSync(file(), damaged)
    const end = await run(dir).ended
    expect(end.code).toBe(1)
    expect(told(end)).toEqual([expect.stringMatching(/community\.ndjson: line 3 is damaged.*from a backup/)])
    expect(readFileSync(file(), 'utf8')).toBe(damaged)
  })

  test('a damaged log of the simulator, or table of holidays', async () => {
    await aLife(1)
    writeFileSync(join(dir, 'holidays.json'), '{')
    const first = await run(dir).ended
    expect(first.code).toBe(1)
    expect(told(first)).toEqual([expect.stringMatching(/holidays\.json cannot be read/)])
    await rm(join(dir, 'holidays.json'))
    const world = join(dir, 'live', 'world.ndjson')
    writeFileSync(world, `strange\n${readFileSync(world, 'utf8')}`)
    const second = await run(dir).ended
    expect(second.code).toBe(1)
    expect(told(second)).toEqual([expect.stringMatching(/world\.ndjson:1 is no JSON/)])
  })
})

describe('a mistake in one community', () => {
  test('alone: the file, the line and the reason, and what to do', async () => {
    writeCommunity(dir, { ...neighbourhood, settings: { perDay: -1 } })
    const end = await run(dir).ended
    expect(end.code).toBe(2)
    expect(told(end)).toEqual([
      expect.stringMatching(/communities\/xingfuli\.json:\d+: .*must be at least 1/),
      expect.stringMatching(/^No community can be served: put a file into /),
    ])
  })

  test('beside a good one: it is told, the other goes on', async () => {
    writeCommunity(dir, neighbourhood)
    const rooms = [{ topic: '别处群', kind: 'strange' }]
    writeCommunity(dir, { id: 'other', name: '别处', rooms, people: [] })
    const program = await begin()
    expect(program.process.err).toMatch(/communities\/other\.json:\d+: /)
    expect(await raise(program, await Talk.of(program), 1)).toBe('1')
  })

  test('beside a good one, in its stored state: likewise', async () => {
    writeCommunity(dir, neighbourhood)
    await aLife(1)
    const twin = { ...neighbourhood, id: 'other', rooms: [{ topic: '别处群' }], people: [{ name: '别人' }] }
    writeCommunity(dir, twin)
    writeFileSync(file(), 'strange\n')
    await rm(`${file()}.last`, { force: true })
    const program = await begin()
    expect(program.process.err).toMatch(/xingfuli\/community\.ndjson: its first line is damaged/)
    expect(await program.get('healthz')).toMatchObject({ ok: true })
  })
})

describe('SIGTERM', () => {
  test('settles, compacts and ends with 0; a restart has everything', async () => {
    writeCommunity(dir, neighbourhood)
    const numbers = await aLife(1, 2, 3)
    expect(readFileSync(file(), 'utf8').split('\n')).toHaveLength(2) // one line and its end
    expect(existsSync(`${file()}.last`)).toBe(true)
    const program = await begin()
    const talk = await Talk.of(program)
    for (const [index, number] of numbers.entries()) await remembers(program, talk, number, index + 1)
  })
})

const remembers = async (program: Program, talk: Talk, number: string, building: number): Promise<void> => {
  const from = talk.heard.length
  await program.say(RESIDENTS, '张伟', `进度${number}`)
  const { text } = await talk.next(({ bot, text: words }) => bot && /#\d+ [🟢🟡🔴]|没有 #/u.test(words), from)
  expect(text).toMatch(new RegExp(`#${number} .*：${building}栋1单元楼道灯不亮`))
}

// ── disks ────────────────────────────────────────────────────────────────────────────────────────

/** How a small disk of one's own is mounted here, as root or as nobody in particular. */
const apart = async (): Promise<string | undefined> => {
  for (const how of ['-m', '-rm']) {
    const { code } = await new Running('unshare', [how, 'mount', '-t', 'tmpfs', 'tmpfs', dir]).ended.catch(() => ({
      code: 1,
    }))
    if (code === 0) return how
  }
  console.warn('No small disk can be mounted here: full and read-only disks are not tested.')
  return undefined
}

const onDisk = (how: string, lines: string): Running => {
  const main = `env DATA_DIR='${dir}/disk' '${process.execPath}' --import tsx ${PROGRAM}`
  const shell = new Running('unshare', [
    how,
    'sh',
    '-c',
    lines.replaceAll('MAIN', main).replaceAll('DISK', `${dir}/disk`),
  ])
  running.push(shell)
  return shell
}

describe('a disk', () => {
  test.each(['mkdir -p DISK/live', 'true'])('that is read-only (%s): one sentence', async (before) => {
    const how = await apart()
    if (how === undefined) return
    const { code, err } = await onDisk(
      how,
      `mkdir DISK && mount -t tmpfs tmpfs DISK && ${before} && mount -o remount,ro DISK && MAIN`,
    ).ended
    expect(code).toBe(1)
    expect(told({ err })).toEqual([expect.stringMatching(/cannot be (opened|written): .*read-only.*DATA_DIR/)])
  })

  test('that gets full: stops accepting and says so; with space again, all that was acknowledged is there', async () => {
    const how = await apart()
    if (how === undefined) return
    writeCommunity(dir, neighbourhood)
    const shell = onDisk(
      how,
      `mkdir DISK && mount -t tmpfs -o size=1m tmpfs DISK && cp -r '${dir}/communities' DISK &&
      head -c 900000 /dev/zero > DISK/ballast
      MAIN; echo "ended $?"; rm DISK/ballast; exec MAIN`,
    )
    const [, url = ''] = await shell.wrote(/ is at (\S+)\n/)
    const acknowledged = await untilFull(new Program(shell, url))
    const [, code, again = ''] = await shell.wrote(/ended (\d+)\n[\s\S]* is at (\S+)\n/)
    expect(code).toBe('1')
    expect(told({ err: shell.err })).toEqual([
      expect.stringMatching(/^The disk failed, nothing more is accepted: .*start again/),
    ])
    expect(acknowledged.size).toBeGreaterThan(3)
    const program = new Program(shell, again)
    const talk = await Talk.of(program)
    for (const [number, building] of acknowledged) await remembers(program, talk, number, building)
    expect(await raise(program, talk, 1_000)).not.toBe('')
  }, 60_000)
})

/** Cases by number, as the chat told them before the program ended. */
const untilFull = async (program: Program): Promise<ReadonlyMap<string, number>> => {
  const talk = await Talk.of(program)
  try {
    for (let building = 1; ; building++) await raise(program, talk, building)
  } catch {
    const receipts = talk.heard.flatMap(({ bot, text }) => (bot ? (/#(\d+) 记下了：(\d+)栋/.exec(text) ?? []) : []))
    return new Map(
      receipts.flatMap((_, index) =>
        index % 3 === 1 ? [[receipts[index] ?? '', Number(receipts[index + 1])] as const] : [],
      ),
    )
  }
}
