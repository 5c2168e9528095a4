import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/ports.ts'
import { files } from '../../src/store/files.ts'
import { seal } from '../../src/store/seal.ts'
import { aCase, START } from './sample.ts'

// What version 1 wrote, as it wrote it: nothing of the present forms is used for it.

const poll = (number: number, more: object = {}) => ({
  number,
  question: '要不要装门禁？',
  options: ['赞成', '反对', '弃权'],
  kind: 'household',
  rooms: ['r1'],
  opener: 'p1',
  opensAt: START,
  closes: START + 1,
  electorate: ['3-2-501', '3-2-502'],
  rule: 'a1b2',
  stage: 'open',
  ...more,
})
const ballot = (unit: string, choice: number) => ({
  poll: 5,
  unit,
  counted: true,
  choice,
  person: 'p1',
  saidAt: START,
  reason: '太吵了',
})
const cast = (unit: string, choice: number, before?: object) => ({
  type: 'ballot-cast',
  at: START,
  poll: 5,
  ballot: ballot(unit, choice),
  before,
  source: 'm7',
})
const result = { counts: [1, 1, 0], units: 2, apart: [0, 0, 0], apartUnits: 0 }
const record = [
  { type: 'poll-opened', at: START, poll: 5, matter: poll(5) },
  cast('3-2-501', 2),
  { type: 'ballot-taken-back', at: START, poll: 5, unit: '3-2-501', by: 'p1', before: ballot('3-2-501', 1) },
  { type: 'ballot-taken-back', at: START, poll: 5, unit: '3-2-501', by: 'p1' },
  { type: 'poll-interrupted', at: START, poll: 5, lost: 60_000, moved: 0 },
]
const first = {
  version: 1,
  seq: 3,
  at: START,
  heard: START,
  docs: {
    case: [['1', aCase(1)]],
    poll: [
      ['5', poll(5, { stage: 'closed', result })],
      ['6', poll(6, { stage: 'closed', voided: '写错了' })],
    ],
    ballot: [['5/3-2-501', ballot('3-2-501', 2)]],
    pending: [
      ['p1', { person: 'p1', askedAt: START, question: { ask: 'withdraw', case: 1 } }],
      ['p1/card', { person: 'p1', askedAt: START, question: { ask: 'post', poll: { question: '？', options: [] } } }],
    ],
    act: [
      ['p1', { person: 'p1', at: START, act: { did: 'vote', poll: 5, units: ['p1'], before: [ballot('p1', 1)] } }],
      ['p2', { person: 'p2', at: START, act: { did: 'raise', case: 1 } }],
    ],
  },
  facts: [
    ['#1', 1, [{ type: 'case-raised', case: 1, at: START, matter: aCase(1) }]],
    ['P5', 2, record],
    ['P6', 3, [{ type: 'poll-voided', at: START, poll: 6, by: 'p1', reason: '写错了' }]],
  ],
  outbox: [],
  gone: [],
  ids: [['m7', START]],
}
/** A commit after the first line. */
const later = {
  seq: 4,
  at: START,
  puts: [{ kind: 'ballot', key: '5/3-2-502', doc: ballot('3-2-502', 3) }],
  facts: [cast('3-2-502', 3, ballot('3-2-502', 1))],
  lines: [],
  ids: ['m8'],
}

const rules = { most: 1, secret: false, shown: 'after', roll: '', channels: ['group', 'private'] }
const now = (unit: string, choice: number, source = '') => {
  const { choice: _, ...rest } = ballot(unit, choice)
  return { ...rest, choices: [choice], source }
}

let home: string
let store: Store
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'xiaoyi-migration-'))
  await mkdir(join(home, 'demo', 'archive'), { recursive: true })
  await writeFile(join(home, 'demo', 'community.ndjson'), seal(JSON.stringify(first)) + seal(JSON.stringify(later)))
  const shelved = { version: 1, matter: 'P5', seq: 1, earlier: 0, at: START, facts: record }
  const puts = [
    { kind: 'poll', key: '5', doc: poll(5) },
    { kind: 'ballot', key: '5/p1', doc: ballot('p1', 3) },
  ]
  await writeFile(join(home, 'demo', 'archive', '2026.ndjson'), seal(JSON.stringify({ ...shelved, puts })))
  store = await files({ dir: home, clock: () => START, ended: () => [] })
})
afterEach(async () => {
  await store.close()
  await rm(home, { recursive: true })
})

describe('a community of version 1', () => {
  test('has the rules of its polls in words of today, and several choices on a ballot', async () => {
    const { docs, version } = (await store.open('demo')).now
    expect(version).toBe(2)
    expect(docs.poll.get('5')).toEqual({ ...rules, ...poll(5, { stage: 'closed', result }) })
    expect([...docs.ballot]).toEqual([
      ['5/3-2-501', now('3-2-501', 2)],
      ['5/3-2-502', now('3-2-502', 3)],
    ])
    expect(docs.case.get('1')).toEqual(aCase(1))
    expect([docs.sealed.size, docs.voter.size, docs.forum.size, docs.trace.size, docs.report.size]).toEqual([
      0, 0, 0, 0, 0,
    ])
  })

  test('so has its record', async () => {
    const { facts } = (await store.open('demo')).now
    expect(facts.get('P5')).toEqual([
      { ...record[0], matter: { ...rules, ...poll(5) } },
      { type: 'ballot-cast', at: START, poll: 5, ballot: now('3-2-501', 2, 'm7'), source: 'm7' },
      { ...record[2], before: now('3-2-501', 1) },
      record[3],
      record[4],
      { ...later.facts[0], ballot: now('3-2-502', 3, 'm7'), before: now('3-2-502', 1) },
    ])
    expect(facts.get('P6')).toEqual([
      {
        ...{ type: 'poll-voided', at: START, poll: 6, by: 'p1', reason: '写错了' },
        result: { counts: [0, 0, 0], units: 0, apart: [0, 0, 0], apartUnits: 0 },
      },
    ])
  })

  test('loses only what cannot be carried on: a card not posted, a vote to be undone', async () => {
    const { docs } = (await store.open('demo')).now
    expect([...docs.pending.keys()]).toEqual(['p1'])
    expect([...docs.act.keys()]).toEqual(['p2'])
  })

  test('has its archive in the same form', async () => {
    const archived = await (await store.open('demo')).archived('P5')
    expect(archived?.puts).toEqual([
      { kind: 'poll', key: '5', doc: { ...rules, ...poll(5) } },
      { kind: 'ballot', key: '5/p1', doc: now('p1', 3) },
    ])
    expect(archived?.facts[0]).toEqual({ ...record[0], matter: { ...rules, ...poll(5) } })
  })
})
