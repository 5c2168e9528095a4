import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Instant } from '../domain/calendar.ts'
import { hashOf, INVITED_FOR } from '../domain/people/people.ts'
import type { Constitution, Listed } from '../domain/state/constitution.ts'
import type { Invitations } from '../ports.ts'

const folder = (liveDir: string, community: string) => join(liveDir, community, 'invitations')

/** @returns the code to be said to the bot in private: shown once, kept only as its hash. */
export async function issue(liveDir: string, community: string, name: string): Promise<string> {
  const code = `xy-${base32(randomBytes(16))}`
  const to = folder(liveDir, community)
  await mkdir(to, { recursive: true, mode: 0o700 })
  await writeFile(join(to, `${hashOf(code)}.json`), `${JSON.stringify({ name })}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  })
  return code
}

export interface Console {
  readonly liveDir: string
  /** Ids of the communities that run. */
  readonly communities: readonly string[]
  /** The one clock; in the simulator it may be days ahead of the machine's. */
  readonly clock: () => Instant
  /** The machine's clock, by which the files are dated. */
  readonly machine: () => Instant
}

/** What was issued on the server's console, for the running process to take over. */
export const invitations = ({ liveDir, communities, clock, machine }: Console): Invitations => ({
  async collect() {
    const found = await Promise.all(communities.map((community) => waiting(folder(liveDir, community))))
    return found.flatMap((files, index) =>
      files.map(({ hash, name, writtenAt }) => ({
        community: communities[index] ?? '',
        hash,
        name,
        until: clock() + INVITED_FOR - Math.max(0, machine() - writtenAt),
      })),
    )
  },
  taken: ({ community, hash }) => rm(join(folder(liveDir, community), `${hash}.json`), { force: true }),
})

interface Waiting {
  readonly hash: string
  readonly name: string
  readonly writtenAt: Instant
}

async function waiting(folder: string): Promise<readonly Waiting[]> {
  const names = await readdir(folder).catch(absent)
  const found = await Promise.all((names ?? []).map((name) => issued(folder, name)))
  return found.filter((one) => one !== undefined)
}

/** A file that is still being written, was taken a moment ago, or is none of ours, is none. */
async function issued(folder: string, file: string): Promise<Waiting | undefined> {
  const [, hash] = /^([0-9a-f]{64})\.json$/.exec(file) ?? []
  const text = hash === undefined ? undefined : await readFile(join(folder, file), 'utf8').catch(absent)
  const written = text?.endsWith('\n') ? await stat(join(folder, file)).catch(absent) : undefined
  if (hash === undefined || text === undefined || !written) return undefined
  return {
    hash,
    name: z.object({ name: z.string() }).parse(JSON.parse(text)).name,
    writtenAt: Math.floor(written.mtimeMs),
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** Who is to be invited, or one sentence with what would work. */
export function invitee(
  loaded: readonly Constitution[],
  name: string,
  community?: string,
): { readonly community: string; readonly name: string } | { readonly refused: string } {
  const among = loaded.filter((one) => community === undefined || one.id === community)
  if (among.length === 0)
    return { refused: `没有 ${community} 这个小区，有的是：${listing(loaded.map((one) => one.id))}` }
  const found = among.flatMap((one) =>
    one.people.filter((person) => person.name === name).map((person) => ({ in: one.id, person })),
  )
  const [first, second] = found
  if (!first)
    return { refused: `没有人叫${name}。名册上有：${listing(among.map((one) => `${one.id}：${names(one)}`))}` }
  if (!second) return { community: first.in, name }
  const communities = [...new Set(found.map((one) => one.in))]
  return communities.length === found.length
    ? { refused: `${listing(communities)} 都有${name}。请说明是哪个，如：--community ${first.in}` }
    : {
        refused: `有${found.length}个人叫${name}：${listing(found.map(title))}。请在小区文件里把名字写得不一样`,
      }
}

const names = ({ people }: Constitution): string => {
  const all = [...new Set(people.map(({ name }) => name))]
  return all.length > 30 ? `${all.slice(0, 30).join('、')}等${all.length}人` : all.join('、')
}
const listing = (items: readonly string[]): string => items.join('；') || '一个也没有'
const title = (one: { readonly in: string; readonly person: Listed }): string =>
  [one.in, ...one.person.posts, ...one.person.households.map(({ id }) => id)].join(' ')

/** RFC 4648, lower case: 16 bytes are 26 characters. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits.replace(/.{1,5}/g, (five) =>
    'abcdefghijklmnopqrstuvwxyz234567'.charAt(Number.parseInt(five.padEnd(5, '0'), 2)),
  )
}
