import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const script = fileURLToPath(new URL('./traffic.ts', import.meta.url))

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xiaoyi-full-'))
})
afterEach(() => rm(dir, { recursive: true }))

const shell = async (
  ...words: readonly [string, ...string[]]
): Promise<{ readonly out: string; readonly code: number }> => {
  const [command, ...rest] = words
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    out += more
  })
  const [code] = (await once(child, 'close')) as [number]
  return { out, code }
}

/** Runs lines of shell where a small disk of its own can be mounted, as root or as nobody in particular. */
const apart = async (lines: string): Promise<string | undefined> => {
  for (const how of ['-m', '-rm']) {
    const probe = await shell('unshare', how, 'mount', '-t', 'tmpfs', 'tmpfs', dir).catch(() => ({ code: 1 }))
    if (probe.code === 0) return (await shell('unshare', how, 'sh', '-c', lines)).out
  }
  return undefined
}

/** A shell function that runs the traffic with a compaction every `$1` commits. */
const traffic = (): string => `traffic() { '${process.execPath}' --import tsx '${script}' '${dir}/live' "$@"; }`

const numbersIn = (words: string): number[] =>
  [...words.matchAll(/^(\d+)(?: again \d+)?$/gm)].map(([, number]) => Number(number))

/** Nothing that was acknowledged before is missing afterwards, and the refusal was said. */
const proves = (out: string | undefined, refusal: RegExp): void => {
  const rounds = (out ?? '').split('-- restart\n')
  expect(rounds.length).toBeGreaterThan(1)
  const acknowledged = new Set<number>()
  for (const round of rounds) {
    const [before = '', after = ''] = round.split('-- list\n')
    for (const number of numbersIn(before)) acknowledged.add(number)
    expect(before).toMatch(refusal)
    const listed = new Set(numbersIn(after))
    expect([...acknowledged].filter((number) => !listed.has(number))).toEqual([])
  }
  expect(acknowledged.size).toBeGreaterThan(20)
}

const times = [
  ['in an append', 100_000],
  ['in a compaction', 20],
] as const

describe.each(times)('a disk that gets full %s', (_, every) => {
  test('stops accepting, and after a restart all that was acknowledged is there', async () => {
    const out = await apart(`
      ${traffic()}
      mount -t tmpfs -o size=640k tmpfs '${dir}' && head -c 200000 /dev/zero > '${dir}/ballast'
      traffic ${every}; echo '-- list'; traffic ${every} list; echo '-- restart'
      traffic ${every}; echo '-- list'; traffic ${every} list; rm '${dir}/ballast'; echo '-- restart'
      traffic ${every}; echo '-- list'; traffic ${every} list`)
    // where nothing can be mounted, the limit below is the only full disk to be had
    if (out === undefined) console.warn('No small disk can be mounted here: only a limit of file size is tested.')
    else proves(out, /^refused: .*(ENOSPC|disk is full)/m)
  }, 60_000)

  test('or a file that may not grow: likewise', async () => {
    const { out } = await shell(
      'sh',
      '-c',
      `${traffic()}
      trap '' XFSZ
      (ulimit -f 400; traffic ${every}); echo '-- list'; traffic ${every} list; echo '-- restart'
      (ulimit -f 600; traffic ${every}); echo '-- list'; traffic ${every} list`,
    )
    proves(out, /^refused: .*(EFBIG|disk is full)/m)
  }, 60_000)
})
