import { createHmac } from 'node:crypto'
import { cpSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Desk, desk } from '../../src/desk/desk.ts'
import { archivable } from '../../src/domain/archive.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../src/domain/calendar.ts'
import { CLOSE_GRACE } from '../../src/domain/due.ts'
import { recounted } from '../../src/domain/poll/recount.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import type { Poll } from '../../src/domain/state/matter.ts'
import type { Chat, Ledger, Store } from '../../src/ports.ts'
import { reader } from '../../src/reader/reader.ts'
import { files } from '../../src/store/files.ts'
import { seal, spans, unseal } from '../../src/store/seal.ts'
import { at } from '../domain/given.ts'
import { calendar, constitution } from '../domain/place.ts'
import { blank } from '../press/blank.ts'
import { betrayals } from '../store/secrecy.ts'

/** Ten dwellings and one to be handed in; names, doors and contacts that stand in no other word. */
const VOTERS = Array.from({ length: 10 }, (_, i) => ({
  contact: `wxid-${i}`,
  name: `住户${'甲乙丙丁戊己庚辛壬癸'[i]}`,
  household: `7-${1 + (i % 2)}-${301 + i}`,
}))
const HANDED = '7-1-311'
const OPTIONS = ['梧桐', '银杏', '樱花']
const is: Constitution = {
  ...constitution,
  people: [
    ...constitution.people.filter(({ roles }) => !roles.includes('resident')),
    ...VOTERS.map(({ contact, name, household }) => ({
      contact,
      name,
      roles: ['resident'] as const,
      posts: [],
      households: [{ id: household, relation: 'owner' as const }],
      friend: true,
    })),
  ],
  households: [...VOTERS.map(({ household }) => household), HANDED].map((id) => ({ id })),
}

let home: string
let now: Instant
let runs: number
let messages: number
let stores: Store[]
let logged: string[]
let ledger: Ledger
let bot: Desk
/** What went out to WeChat: nobody stores it. */
let said: string[]

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'xiaoyi-secrecy-'))
  ;[now, runs, messages, stores, logged, said] = [at('2026-11-23 09:00'), 0, 0, [], [], []]
  await start()
})
afterEach(async () => {
  for (const store of stores) await store.close().catch(() => undefined)
  await rm(home, { recursive: true })
})

const live = (): string => join(home, `live-${runs}`)
const folder = (): string => join(live(), is.id)
const note = (about: object, message: string) => void logged.push(JSON.stringify([about, message]))

async function start(every = 7): Promise<void> {
  const clock = () => now
  const store = await files({ dir: live(), clock, ended: archivable, every, log: (sentence) => note({}, sentence) })
  stores.push(store)
  ledger = await store.open(is.id)
  const log = { info: note, warn: note, error: note }
  const fatal = (error: unknown) => note({}, String(error))
  const communities = [{ is, ledger }]
  bot = desk({ communities, reader: reader(), chat, clock, calendar, log, fatal, press: blank })
  await bot.open()
  bot.back({ id: 'xiaoyi', stable: true })
  const members = is.people.map(({ contact = '', name }) => ({ contact, name, friend: true }))
  for (const { topic } of is.rooms) bot.see({ id: topic, topic, members, namesakes: 1, at: now })
  await beat()
}
const chat: Chat = {
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  wake: () => undefined,
  refresh: () => Promise.resolve(),
  fetch: () => Promise.reject(new Error('there is none')),
  online: true,
  get heardAt() {
    return now
  },
}

/** As after kill -9: the next process has what the disk holds now. */
async function killed(every?: number): Promise<void> {
  const before = live()
  runs++
  while (!copied(before, live())) await rm(live(), { recursive: true, force: true })
  await start(every)
}

/** In one go, as a kill leaves it; not where a file went meanwhile: the disk works in threads of its own. */
function copied(from: string, to: string): boolean {
  try {
    cpSync(from, to, { recursive: true })
    return true
  } catch {
    return false
  }
}

async function beat(ms = 0): Promise<void> {
  now += ms
  await bot.tick()
  await spoken()
}

async function spoken(): Promise<void> {
  await bot.settled()
  for (const { community, line } of bot.outbox.due(now)) {
    said.push(line.text)
    await bot.outbox.mark(community, { key: line.key, mark: 'attempt', at: now })
    await bot.outbox.mark(community, { key: line.key, mark: 'said', at: now })
  }
  await bot.settled()
}

async function says(from: string, room: string | undefined, text: string): Promise<void> {
  now += 3 * MINUTE
  const name = is.people.find(({ contact }) => contact === from)?.name ?? from
  const where = room === undefined ? {} : { room, topic: room }
  bot.hear({
    id: `message-${++messages}`,
    ...where,
    from,
    name,
    text,
    kind: 'text',
    mentions: [],
    addressed: true,
    friend: true,
    at: now,
  })
  await spoken()
}

/** Every file that a process left, with its bytes, the key's folder too. */
async function all(): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(live(), { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path)] as const)))
}
const ours = async () => new Map([...(await all())].filter(([path]) => path.startsWith(`${folder()}/`)))

/** Choices that stand on a line beside anything else than other choices. */
function linked(bytes: ReadonlyMap<string, Buffer>): readonly string[] {
  const found: string[] = []
  for (const [path, content] of bytes) {
    if (path.includes('/keys/') || !path.includes('.ndjson')) continue
    for (const [index, { bytes: line }] of spans(content).entries()) {
      const {
        docs,
        puts = [],
        ...rest
      } = (unseal(line) ?? {}) as {
        docs?: Record<string, unknown>
        puts?: readonly { kind: string; doc?: object }[]
      }
      const sealed = puts.filter(({ kind }) => kind === 'sealed')
      const { sealed: _, ...open } = docs ?? {}
      const beside = JSON.stringify([open, puts.filter(({ kind }) => kind !== 'sealed'), rest])
      if (/"choices?":/.test(beside)) found.push(`${path}:${index + 1} holds a choice`)
      const named = /p\d+"|wxid-|message-|7-[12]-3|住户/
      if (sealed.length > 0 && named.test(beside)) found.push(`${path}:${index + 1} holds a ballot beside a voter`)
      const allowed = new Set(['key', 'poll', 'choices'])
      for (const { doc } of sealed)
        for (const key of Object.keys(doc ?? {})) if (!allowed.has(key)) found.push(`${path}:${index + 1} seals ${key}`)
    }
  }
  return found
}
const told = (): Poll => {
  const poll = ledger.now.docs.poll.get('1')
  if (!poll) throw new Error('it was not opened')
  return poll
}
const holding = (bytes: ReadonlyMap<string, Buffer>, words: string | Buffer): readonly string[] =>
  [...bytes].filter(([, content]) => content.includes(words)).map(([path]) => path.slice(home.length))

/** Ten voters, changes of mind, a hand-in, a ballot taken back, doubtful words, and a process that is killed. */
async function evening(): Promise<void> {
  await says('liu', '工作群', '投票 院里种什么树？ 梧桐/银杏/樱花 周五18点 按户 匿名')
  await says('liu', '工作群', '发')
  for (const [i, { contact }] of VOTERS.entries()) {
    await says(contact, i % 3 === 0 ? '业主群' : undefined, `${1 + (i % 3)}`) // some aloud, which is no ballot
    if (i % 3 === 0) await says(contact, undefined, `P1 ${1 + (i % 3)}，因为理由${i}`)
    if (i === 4) await killed()
  }
  await says('wxid-2', undefined, '改投1')
  await says('wxid-7', undefined, '随大流')
  await says('wxid-8', undefined, '刚才那个不算')
  await says('wxid-8', undefined, '投 2')
  await says('wxid-9', undefined, '撤销我的票')
  await says('wxid-1', undefined, '我投了没')
  await says('wxid-1', undefined, '替我妈投3 7-1-311')
  await says('zhao', undefined, `代投 ${HANDED} 银杏 电话`)
  await says('zhao', '工作群', '扫楼')
  await says('wxid-5', '业主群', '票况')
  await beat(2 * MINUTE)
}
/** 1 梧桐: 0, 2, 3, 6 · 2 银杏: 1, 4, 7, 8 and the one handed in · 3 樱花: 5. 9 took it back. */
const COUNTED = { counts: [4, 5, 1], units: 10, apart: [0, 0, 0], apartUnits: 0, handed: 1 }

test('the search finds what it is for', () => {
  const puts = [
    { kind: 'sealed', key: '1/ab', doc: { key: '1/ab', poll: 1, choices: [2] } },
    { kind: 'voter', key: '1/7-1-301', doc: { person: 'p3' } },
  ]
  const of = (entry: object) => linked(new Map([['community.ndjson', Buffer.from(seal(JSON.stringify(entry)))]])).length
  expect(of({ puts: puts.slice(0, 1), facts: [], ids: [] })).toBe(0)
  expect(of({ puts, facts: [], ids: [] })).toBe(1)
  expect(of({ puts: puts.slice(0, 1), facts: [], ids: ['message-3'] })).toBe(1)
  expect(of({ puts: [], facts: [{ type: 'asked', choice: { numbers: [2] } }] })).toBe(1)
  expect(of({ puts: [{ ...puts[0], doc: { poll: 1, choices: [2], saidAt: 5 } }] })).toBe(1)
})

test('before the close no choice stands beside a voter, and no key in another file', async () => {
  await evening()
  const bytes = await ours()
  expect(linked(bytes)).toEqual([])
  const key = await readFile(join(folder(), 'keys', 'P1'))
  const without = new Map([...bytes].filter(([path]) => !path.endsWith('/keys/P1')))
  for (const form of [key, key.toString('hex'), key.toString('base64')]) expect(holding(without, form)).toEqual([])
  for (const { household } of VOTERS) {
    const code = createHmac('sha256', key).update(`code${household}`).digest('hex').slice(0, 8)
    expect(holding(bytes, code), household).toEqual([])
  }
  expect(holding(bytes, '因为理由')).toEqual([])
  expect(logged.join()).not.toMatch(/梧桐|银杏|樱花|choice/)
  expect(
    said.filter((text) => OPTIONS.some((option) => new RegExp(`(投了|记下了|改成|投的是).*${option}`).test(text))),
  ).toEqual([])
})

test('after it every byte tells the result, and nothing of who gave it', async () => {
  await evening()
  const key = await readFile(join(folder(), 'keys', 'P1'))
  const sealed = [...ledger.now.docs.sealed.keys()]
  expect(sealed).toHaveLength(10)
  now = told().closes + CLOSE_GRACE
  await beat()
  expect(told()).toMatchObject({ stage: 'closed', result: COUNTED })
  const codes = told().codes?.map(({ code }) => code) ?? []
  expect(codes).toEqual([...codes].sort())
  for (const days of [0, 40]) {
    await beat(days * DAY)
    for (let i = 0; i < 10; i++) await says('zhao', '工作群', '票况') // compacted again and again
    await stores.at(-1)?.close()
    const bytes = await ours()
    expect([...bytes.keys()].filter((path) => path.includes('/keys/'))).toEqual([])
    expect(betrayals(bytes)).toEqual([])
    for (const form of [key, key.toString('hex'), key.toString('base64')]) expect(holding(bytes, form)).toEqual([])
    for (const id of sealed) expect(holding(bytes, id.slice(2)), id).toEqual([])
    for (const [path, content] of bytes) expect(codeOrders(content), path).toBe(true)
    await start()
  }
  expect(ledger.now.docs.poll.size).toBe(0)
  const archived = await ledger.archived('P1')
  const poll = archived?.puts.find(({ kind }) => kind === 'poll')?.doc as Poll
  expect(archived?.puts.map(({ kind }) => kind)).not.toContain('sealed')
  expect(recounted(poll, archived?.facts ?? [])).toEqual(COUNTED)
})

/** Wherever codes stand they stand in their own order. */
const codeOrders = (content: Buffer): boolean =>
  [...content.toString('utf8').matchAll(/"codes":(\[.*?\}\])/g)].every(([, list = '[]']) => {
    const codes = (JSON.parse(list) as { code: string }[]).map(({ code }) => code)
    return codes.join() === codes.toSorted().join()
  })

test.each([0, 2, 5, 10, 20])(
  'a process that is killed over the close, %i turns into it, burns the key when it comes back',
  async (turns) => {
    await evening()
    const poll = told()
    now = poll.closes + CLOSE_GRACE
    const closing = bot.tick()
    for (let i = 0; i < turns; i++) await turn()
    await killed() // whatever of it had reached the disk
    await closing
    for (let i = 0; i < 100 && told().stage === 'open'; i++) await beat(6 * HOUR) // its close moves by what was not heard
    expect(told()).toMatchObject({ stage: 'closed', result: COUNTED })
    expect(betrayals(await ours())).toEqual([])
  },
)

test('wherever the power cuts off what was written over the close, no sealed ballot outlives the key', async () => {
  await evening()
  await killed(1_000) // no compaction comes between
  vi.spyOn(ledger.keys, 'burn').mockReturnValue(new Promise(() => undefined))
  now = told().closes + CLOSE_GRACE
  void bot.tick()
  await vi.waitFor(() => expect(told().stage).toBe('closed'), 30_000)
  await ledger.written()
  const file = 'community.ndjson'
  const lines = spans(await readFile(join(folder(), file)))
  const closing = lines.findIndex(({ bytes }) => bytes.includes('"type":"poll-closed"'))
  expect(closing).toBeGreaterThan(0)
  const whole = live()
  for (const { from, bytes } of lines.slice(closing - 1)) {
    runs++
    cpSync(whole, live(), { recursive: true })
    await truncate(join(folder(), file), from + bytes.length + 1)
    await start()
    for (let i = 0; i < 100 && told().stage === 'open'; i++) await beat(6 * HOUR)
    expect(told()).toMatchObject({ stage: 'closed', result: COUNTED })
    expect([...ledger.now.docs.sealed.keys()]).toEqual([])
    expect(betrayals(await ours())).toEqual([])
  }
})
