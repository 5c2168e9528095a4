import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RealClock } from '../../src/config/clock.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const START = Date.parse('2026-11-23T09:00:00+08:00')

/** A machine whose time of day is set by hand, and on which time goes by. */
class Machine {
  wall = START
  elapsed = 1_000
  readonly clock = new RealClock({ wall: () => this.wall, elapsed: () => this.elapsed })

  passes(ms: number): this {
    this.wall += ms
    this.elapsed += ms
    return this
  }
  /** As the beat does. */
  passesInBeats(ms: number): this {
    for (let left = ms; left > 0; left -= 10_000) this.passes(Math.min(left, 10_000)).clock.now()
    return this
  }
  steps(ms: number): this {
    this.wall += ms
    return this
  }
  get now(): number {
    return this.clock.now() - START
  }
}

describe('the machine’s clock', () => {
  test('is shown as it goes', () => {
    expect(new Machine().passes(HOUR).now).toBe(HOUR)
  })

  test('set back, time stands still until it has caught up', () => {
    const machine = new Machine().passesInBeats(HOUR).steps(-20 * MINUTE)
    expect(machine.now).toBe(HOUR)
    expect(machine.passes(19 * MINUTE).now).toBe(HOUR)
    expect(machine.passes(2 * MINUTE).now).toBe(HOUR + MINUTE)
  })

  test('behind is told of after 5 minutes', () => {
    const machine = new Machine().passesInBeats(HOUR).steps(-HOUR)
    expect(machine.clock.behind()).toBe(0)
    machine.passesInBeats(4 * MINUTE)
    expect(machine.clock.behind()).toBe(0)
    machine.passesInBeats(MINUTE)
    expect(machine.clock.behind()).toBe(HOUR - 5 * MINUTE)
    machine.steps(HOUR)
    expect(machine.clock.behind()).toBe(0)
  })

  test('behind what is recorded waits for it', () => {
    const machine = new Machine()
    machine.clock.notBefore(START + HOUR)
    expect(machine.now).toBe(HOUR)
    expect(machine.passes(2 * HOUR).now).toBe(2 * HOUR)
  })

  test('a small step ahead is believed at once', () => {
    expect(new Machine().steps(15 * MINUTE).now).toBe(15 * MINUTE)
  })

  test('a step of a few minutes is a time in which nothing was heard', () => {
    const machine = new Machine().passesInBeats(HOUR).steps(5 * MINUTE)
    expect(machine.now).toBe(HOUR + 5 * MINUTE)
    expect(machine.clock.leapt()).toEqual({ from: START + HOUR, to: START + HOUR + 5 * MINUTE })
  })

  test('set back, what is shown is ahead of it at once', () => {
    const machine = new Machine().passesInBeats(HOUR).steps(-20 * MINUTE)
    expect([machine.clock.ahead(), machine.clock.behind()]).toEqual([20 * MINUTE, 0])
  })

  test('a day ahead is believed when it has held for 10 minutes', () => {
    const machine = new Machine().steps(DAY)
    expect(machine.now).toBe(0)
    expect(machine.passesInBeats(9 * MINUTE).now).toBe(9 * MINUTE)
    expect(machine.clock.leapt()).toBeUndefined()
    expect(machine.passesInBeats(MINUTE).now).toBe(DAY + 10 * MINUTE)
    expect(machine.clock.leapt()).toEqual({ from: START, to: START + DAY })
    expect(machine.clock.leapt()).toBeUndefined()
  })

  test('a day ahead that is taken back was never shown', () => {
    const machine = new Machine().steps(DAY)
    machine.passesInBeats(5 * MINUTE).steps(-DAY)
    expect(machine.passesInBeats(10 * MINUTE).now).toBe(15 * MINUTE)
    expect(machine.clock.leapt()).toBeUndefined()
  })

  test('whatever happens it never goes back, and is right again once the machine was left alone', () => {
    const event = fc.record({
      step: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
      pass: fc.integer({ min: 0, max: HOUR }),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), (events) => {
        const machine = new Machine()
        let last = machine.now
        for (const { step, pass } of events) {
          machine.steps(step)
          for (const now of [machine.now, machine.passesInBeats(pass).now]) {
            expect(now).toBeGreaterThanOrEqual(last)
            last = now
          }
        }
        machine.passesInBeats(11 * MINUTE)
        expect(machine.now).toBe(Math.max(last, machine.wall - START))
      }),
      { numRuns: 100 },
    )
  })
})
