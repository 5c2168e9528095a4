import { describe, expect, it, vi } from 'vitest'
import { Seen } from '../../src/domain/heard/seen.ts'
import { Order } from '../../src/wechat/order.ts'

describe('order of arrival', () => {
  const open = (patience?: number) => {
    const out: string[] = []
    return { out, order: new Order<string>((thing) => out.push(thing), patience) }
  }

  it('lets out what is loaded last first, if it arrived first', () => {
    const { out, order } = open()
    for (const id of ['a', 'b', 'c']) order.announce(id)
    order.settle('c', 'C')
    order.settle('b', 'B')
    expect(out).toEqual([])
    order.settle('a', 'A')
    expect(out).toEqual(['A', 'B', 'C'])
  })

  it('lets nothing out twice, whether it is announced or loaded twice', () => {
    const { out, order } = open()
    expect([order.announce('a'), order.announce('a')]).toEqual([true, false])
    expect([order.take('a'), order.take('a')]).toEqual([true, false])
    order.settle('a', 'A')
    order.settle('a', 'A')
    expect([order.announce('a'), order.take('a')]).toEqual([false, false])
    expect(out).toEqual(['A'])
  })

  it('passes over what is not to be heard', () => {
    const { out, order } = open()
    for (const id of ['a', 'b']) order.announce(id)
    order.settle('b', 'B')
    order.settle('a', undefined)
    expect(out).toEqual(['B'])
  })

  it('does not wait for ever for the first, which is let out late', () => {
    vi.useFakeTimers()
    const { out, order } = open(5000)
    for (const id of ['a', 'b', 'c']) order.announce(id)
    order.settle('c', 'C')
    vi.advanceTimersByTime(4999)
    expect(out).toEqual([])
    vi.advanceTimersByTime(2) // both are as old
    expect(out).toEqual(['C'])
    order.settle('a', 'A')
    expect(out).toEqual(['C', 'A'])
    vi.useRealTimers()
  })

  it('lets all that were announced together go after five seconds, however many were never loaded', () => {
    vi.useFakeTimers()
    const { out, order } = open(5000)
    for (let count = 0; count < 100; count++) order.announce(`lost ${count}`)
    order.announce('a')
    order.settle('a', 'A')
    vi.advanceTimersByTime(5001)
    expect(out).toEqual(['A'])
    vi.useRealTimers()
  })

  it('names what was never loaded, and takes it when it is', () => {
    const { out, order } = open()
    for (const id of ['a', 'b', 'c']) order.announce(id)
    order.take('b')
    expect([order.missing, order.idle]).toEqual([['a', 'c'], false])
    for (const id of ['a', 'b', 'c']) order.settle(id, id.toUpperCase())
    expect([out, order.missing, order.idle]).toEqual([['A', 'B', 'C'], [], true])
  })

  it('lets out in order all that is loaded when it is to end, and what is loaded later', () => {
    const { out, order } = open()
    for (const id of ['a', 'b', 'c', 'd']) order.announce(id)
    order.settle('d', 'D')
    order.settle('b', 'B')
    order.flush()
    expect([out, order.idle]).toEqual([['B', 'D'], true])
    order.settle('a', 'A')
    expect(out).toEqual(['B', 'D', 'A'])
  })

  it('takes no replay for new, however long ago it was', () => {
    const { out, order } = open()
    for (let count = 0; count < 60_000; count++) {
      order.announce(`${count}`)
      order.settle(`${count}`, `${count}`)
    }
    for (const id of ['20000', '59999', '59999']) expect(order.announce(id)).toBe(false)
    expect(out).toHaveLength(60_000)
  })

  it('remembers at least its size and at most twice as many', () => {
    const seen = new Seen(3)
    for (const id of '123456') expect(seen.add(id)).toBe(true)
    expect([...'456'].map((id) => seen.add(id))).toEqual([false, false, false])
    seen.add('7')
    expect(seen.add('1')).toBe(true)
  })
})
