import { describe, expect, test } from 'vitest'
import { board } from '../../src/board/board.ts'
import { exposed, metrics } from '../../src/board/metrics.ts'
import { Meter } from '../../src/desk/meter.ts'
import { NINE, WELL } from './stage.ts'

const meter = new Meter()
for (const ms of [0, 3, 5, 5.1, 49, 51, 700, 20_000]) meter.beat(ms)
const standing = {
  ok: true,
  online: false,
  begun: NINE,
  communities: 2,
  open: 27,
  unattended: 1,
  stuck: 3,
  unsaid: 4,
  letters: 5,
  skipped: 6,
  heard: 7,
  beats: meter.beats,
}
const SAMPLE =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{([a-zA-Z_][a-zA-Z0-9_]*)="([^"\\\n]*)"\})? (NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/
const KINDS = ['counter', 'gauge', 'histogram', 'summary', 'untyped']

interface Sample {
  readonly name: string
  readonly bound: string | undefined
  readonly value: number
}

/** Reads the text as the format is published. @throws where a line is none of its lines, or a metric is spread over the text */
function parsed(text: string): ReadonlyMap<string, { readonly type: string; readonly samples: Sample[] }> {
  const all = new Map<string, { readonly type: string; readonly samples: Sample[] }>()
  const helped = new Set<string>()
  let current = ''
  for (const line of text.slice(0, -1).split('\n')) {
    const [, word, about = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? []
    if (word === 'HELP') {
      if (helped.has(about)) throw new Error(`helped twice: ${about}`)
      helped.add(about)
    } else if (word === 'TYPE') {
      if (all.has(about) || !KINDS.includes(rest)) throw new Error(line)
      all.set(about, { type: rest, samples: [] })
      current = about
    } else {
      const [, name = '', , bound, value] = SAMPLE.exec(line) ?? []
      const base = all.get(current)?.type === 'histogram' ? name.replace(/_(bucket|sum|count)$/, '') : name
      if (base !== current) throw new Error(`in no place: ${line}`)
      all.get(current)?.samples.push({ name, bound, value: Number(value?.replace('Inf', 'Infinity')) })
    }
  }
  return all
}

const app = board({ health: () => WELL, metrics: () => metrics(standing), clock: () => 0, names: [] })

describe('GET /metrics', () => {
  test('is text as Prometheus reads it, under whatever name it asks', async () => {
    const answer = await app.request('/metrics', { headers: { host: 'xiaoyi.monitoring.svc:3000' } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const text = await answer.text()
    expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true)
    expect(text).not.toContain('\r')
    const all = parsed(text)
    for (const [name, { type, samples }] of all) {
      expect(samples.length, name).toBeGreaterThan(0)
      expect(name.endsWith('_total'), name).toBe(type === 'counter')
    }
    const one = (name: string) => all.get(name)?.samples.map(({ value }) => value)
    expect(one('xiaoyi_ok')).toEqual([1])
    expect(one('xiaoyi_wechat_online')).toEqual([0])
    expect(one('xiaoyi_cases_open')).toEqual([27])
    expect(one('xiaoyi_matters_unattended')).toEqual([1])
    expect(one('xiaoyi_due_stuck')).toEqual([3])
    expect(one('xiaoyi_lines_unsaid')).toEqual([4])
    expect(one('xiaoyi_letters_undelivered')).toEqual([5])
    expect(one('xiaoyi_digests_skipped_total')).toEqual([6])
    expect(one('xiaoyi_messages_heard_total')).toEqual([7])
    expect(one('process_start_time_seconds')).toEqual([NINE / 1000])
  })

  test('of voices and pictures as well, where they are set', async () => {
    const voices = { online: true, asked: 5, done: 3, failed: 2, declined: 1, tokens: 0 }
    const pictures = { online: false, asked: 9, done: 8, failed: 1, declined: 4, tokens: 1230 }
    const all = parsed(exposed(metrics({ ...standing, voices, pictures })))
    const one = (name: string) => all.get(name)?.samples.map(({ value }) => value)[0]
    const of = (what: string) =>
      ['online', 'asked_total', 'done_total', 'failed_total', 'declined_total', 'tokens_total'].map((name) =>
        one(`xiaoyi_${what}_${name}`),
      )
    expect(of('voices')).toEqual([1, 5, 3, 2, 1, undefined])
    expect(of('pictures')).toEqual([0, 9, 8, 1, 4, 1230])
    expect(exposed(metrics(standing))).not.toMatch(/voices|pictures/)
  })

  test('a histogram adds up', () => {
    const { samples = [] } = parsed(exposed(metrics(standing))).get('xiaoyi_beat_duration_seconds') ?? {}
    const buckets = samples.filter(({ name }) => name.endsWith('_bucket'))
    expect(buckets.map(({ bound }) => bound)).toEqual([
      ...['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf'],
    ])
    expect(buckets.map(({ value }) => value)).toEqual([3, 4, 4, 5, 6, 6, 6, 7, 7, 7, 7, 8])
    expect(samples.find(({ name }) => name.endsWith('_count'))?.value).toBe(8)
    expect(samples.find(({ name }) => name.endsWith('_sum'))?.value).toBeCloseTo(20.8131)
  })

  test('says numbers only, and is changed by nobody', async () => {
    expect(exposed(metrics(standing))).not.toMatch(/\p{Script=Han}/u)
    expect((await app.request('/metrics', { method: 'POST' })).status).toBe(404)
  })
})
