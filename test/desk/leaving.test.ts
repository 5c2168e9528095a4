import { expect, test } from 'vitest'
import type { Vocabulary } from '../../src/ports.ts'
import { constitution } from '../domain/place.ts'
import { House } from './house.ts'

test('what leaves for a model names no owner on the roll, no delegate, and nobody whose dwelling was confirmed', async () => {
  const seen: Vocabulary[] = []
  const house = await House.opened({
    communities: [
      {
        ...constitution,
        households: constitution.households.map((one, i) => (i === 0 ? { ...one, owners: ['诸葛云起'] } : one)),
        delegates: [{ name: '3栋代表', people: ['公孙大娘'] }],
      },
    ],
    reader: {
      tellsMore: () => false,
      read(_, words) {
        seen.push(words)
        return []
      },
    },
  })
  house.hears('m1', 'li', '业主群', '随便说说')
  await house.desk.settled()
  const outside = seen[0]?.outside?.('诸葛云起和公孙大娘家门口的灯坏了，问李芳') ?? '诸葛云起'
  expect(outside).not.toMatch(/诸葛|公孙|李芳/)
  expect(outside).toContain('门口的灯坏了')
})
