import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Agenda } from '../../src/domain/state/agenda.ts'

const time = fc.integer({ min: 0, max: 50 })
const set = fc.record({
  name: fc.constantFrom(...'abcdefghijklmnop'),
  at: fc.option(time, { nil: undefined }),
  asked: time,
})

test('knows what is due, and what comes next, as a plain list does', () => {
  fc.assert(
    fc.property(fc.array(set, { maxLength: 400 }), time, (sets, now) => {
      const agenda = new Agenda()
      const plain = new Map<string, number>()
      for (const { name, at, asked } of sets) {
        agenda.set(name, at)
        if (at === undefined) plain.delete(name)
        else plain.set(name, at)
        expect(agenda.isDue(asked)).toBe([...plain.values()].some((one) => one <= asked))
      }
      const due = [...plain].filter(([, at]) => at <= now).map(([name]) => name)
      expect([...agenda.until(now)].map(({ name }) => name).sort()).toEqual(due.sort())
      const later = [...plain.values()].filter((at) => at > now)
      expect(agenda.after(now)).toBe(later.length === 0 ? undefined : Math.min(...later))
    }),
    { numRuns: 300 },
  )
})
