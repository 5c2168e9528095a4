import { expect, test } from 'vitest'
import { DAY } from '../../src/domain/calendar.ts'
import type { Kept } from '../../src/store/memory.ts'
import { House } from './house.ts'

test('what stands is counted as it changes, and the same after a restart', async () => {
  const kept: Kept = new Map()
  const house = await House.opened({ kept })
  expect(house.desk.figures).toMatchObject({ communities: 1, open: 0, unsaid: expect.any(Number), heard: 0 })
  house.says()
  expect(house.desk.figures.unsaid).toBe(0)
  await house.said('m1', 'li', '业主群', '电梯坏了')
  await house.said('m1', 'li', '业主群', '电梯坏了')
  await house.said('m2', 'zhang', '业主群', '灯坏了')
  await house.said('m3', 'zhang', '业主群', '中午吃什么', { addressed: false })
  const waiting = [...house.ledger().now.outbox.values()].filter(({ saidAt }) => saidAt === undefined)
  expect(house.desk.figures).toMatchObject({ open: 2, unsaid: waiting.length, heard: 3, letters: 0 })
  house.says()
  await house.said('m4', 'wang', '工作群', '接1')
  await house.said('m5', 'wang', '工作群', '1好了')
  expect(house.desk.figures).toMatchObject({ open: 1, unattended: 0, stuck: 0 })
  const { beats } = house.desk.figures
  await house.later(10_000)
  expect(house.desk.figures.beats.count).toBe(beats.count + 1)
  await house.closes()
  const again = await House.opened({ kept, meanings: [['撤回2', [{ do: 'withdraw', case: 2 }]]] })
  expect(again.desk.figures).toMatchObject({ open: 1, heard: 0 })
  await again.said('m6', 'li', '业主群', '1没好')
  expect(again.desk.figures.open).toBe(2)
  await again.said('m7', 'zhang', '业主群', '撤回2')
  await again.later(DAY)
  expect(again.desk.figures.open).toBe(1)
})
