import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Due, Outbox } from '../../src/ports.ts'
import type { Message } from '../../src/wechat/pace.ts'
import { Sender } from '../../src/wechat/sender.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }

/** An outbox as the store keeps it, and a mouth that does as it is told. */
const setUp = () => {
  const lines = new Map<string, Due>()
  const marks: string[] = []
  const said: string[] = []
  const line = { online: true, say: async (message: Message): Promise<void> => void said.push(message.text) }
  const outbox: Outbox = {
    due: () => [...lines.values()],
    sent: () => [],
    mark: async (_, { key, mark }) => {
      marks.push(`${key} ${mark}`)
      const due = lines.get(key)
      if (mark !== 'attempt') lines.delete(key)
      else if (due) lines.set(key, { ...due, attempts: due.attempts + 1 })
    },
  }
  const sender = new Sender({
    outbox,
    mouth: { say: (message) => line.say(message), online: () => line.online },
    clock: () => Date.now(),
    log,
    random: () => 0.5,
  })
  const store = (key: string, room: string, more: Partial<Due['line']> = {}, mention: Due['mention'] = []) => {
    const stored = {
      key,
      to: { room },
      text: key,
      mention: [],
      notBefore: 0,
      until: Date.now() + 3_600_000,
      urgent: false,
      asked: true,
      ...more,
    }
    lines.set(key, { community: 'demo', line: stored, attempts: 0, to: { room }, mention })
    sender.wake()
  }
  return { sender, line, marks, said, store, lines }
}

describe('sender', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-23T09:00:00+08:00') }))
  afterEach(() => void vi.useRealTimers())

  it('marks a line before and after it is said', async () => {
    const { store, marks, said } = setUp()
    store('#1', 'A')
    expect(marks).toEqual(['#1 attempt'])
    await vi.advanceTimersByTimeAsync(0)
    expect(said).toEqual(['#1'])
    expect(marks).toEqual(['#1 attempt', '#1 said'])
  })

  it('keeps the pace in a room and between rooms, and sleeps in between', async () => {
    const { store, said } = setUp()
    for (const [key, room] of [
      ['1', 'A'],
      ['2', 'A'],
      ['3', 'B'],
    ] as const)
      store(key, room)
    await vi.advanceTimersByTimeAsync(1499)
    expect(said).toEqual(['1'])
    await vi.advanceTimersByTimeAsync(1)
    expect(said).toEqual(['1', '2'])
    await vi.advanceTimersByTimeAsync(3999)
    expect(said).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(said).toEqual(['1', '2', '3'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is silent while the line is down, and goes on when it is up', async () => {
    const { store, line, said, sender, marks } = setUp()
    line.online = false
    store('1', 'A')
    await vi.advanceTimersByTimeAsync(600_000)
    expect(marks).toEqual([])
    line.online = true
    sender.wake()
    await vi.advanceTimersByTimeAsync(0)
    expect(said).toEqual(['1'])
  })

  it('takes the echo for what a refusal leaves open', async () => {
    const { store, line, marks, sender } = setUp()
    line.say = async () => Promise.reject(new Error('14 UNAVAILABLE'))
    store('1', 'A')
    await vi.advanceTimersByTimeAsync(10_000)
    sender.echo('A', '2')
    sender.echo('B', '1')
    expect(marks).toEqual(['1 attempt'])
    sender.echo('A', '1')
    expect(marks).toEqual(['1 attempt', '1 said'])
    await vi.advanceTimersByTimeAsync(600_000)
    expect(marks).toHaveLength(2)
  })

  it('does not wait for the answer of a gateway that echoes', async () => {
    const { store, line, marks, sender } = setUp()
    line.say = () => new Promise(() => {})
    store('1', 'A', {}, [{ contact: 'w', name: '王强' }])
    sender.echo('A', '@王强\u20051')
    await vi.advanceTimersByTimeAsync(0)
    expect(marks).toEqual(['1 attempt', '1 said'])
  })

  it('says the same once more after 60 s of a working line without an echo, then gives up', async () => {
    const { store, line, marks, said, sender } = setUp()
    line.say = async ({ text }) => {
      said.push(text)
      throw new Error('14 UNAVAILABLE')
    }
    store('1', 'A')
    store('2', 'B')
    await vi.advanceTimersByTimeAsync(30_000)
    line.online = false
    sender.wake()
    await vi.advanceTimersByTimeAsync(600_000)
    line.online = true
    sender.wake()
    await vi.advanceTimersByTimeAsync(29_000)
    expect(said).toEqual(['1', '2'])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(said).toEqual(['1', '2', '1', '2'])
    await vi.advanceTimersByTimeAsync(120_000)
    expect(marks.slice(-2)).toEqual(['1 dropped', '2 dropped'])
    expect(said).toHaveLength(4)
  })

  it('holds a message that hangs for open, and believes it when it ends after all', async () => {
    const { store, line, marks } = setUp()
    let end = (): void => {}
    line.say = () =>
      new Promise((resolve) => {
        end = resolve
      })
    store('1', 'A')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(marks).toEqual(['1 attempt'])
    end()
    await vi.advanceTimersByTimeAsync(0)
    expect(marks).toEqual(['1 attempt', '1 said'])
  })

  it('drops what outlived its time', async () => {
    const { store, marks } = setUp()
    store('1', 'A', { until: Date.now() - 1 })
    expect(marks).toEqual(['1 dropped'])
  })

  it('says nothing after it was stopped', async () => {
    const { store, said, sender } = setUp()
    sender.stop()
    store('1', 'A')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(said).toEqual([])
  })
})
