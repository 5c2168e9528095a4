import { describe, expect, test } from 'vitest'
import { BUGS } from './bugs.ts'
import { run } from './run.ts'

/** Within so many runs each of them is found. */
const ENOUGH = 400

describe('a planted bug is found, by an invariant that it breaks', () => {
  for (const [name, bug] of Object.entries(BUGS))
    test(name, async () => {
      const found = []
      for (let seed = 1; seed <= ENOUGH && found.length === 0; seed++) {
        const { broken } = await run(seed, bug)
        if (broken && bug.expects.includes(broken.invariant)) found.push(broken.invariant)
      }
      expect(found).toHaveLength(1)
    }, 120_000)
})
