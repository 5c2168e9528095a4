import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import type { Paper } from '../../src/domain/state/paper.ts'
import type { Press } from '../../src/ports.ts'
import type { Kept } from '../../src/store/memory.ts'
import { constitution, settings } from '../domain/place.ts'
import { House } from './house.ts'

const news: readonly (readonly [string, readonly Reading[]])[] = ['一', '二', '三', '四'].map((text) => [
  text,
  [{ do: 'news', case: 1, text, how: 'command' }],
])

test('what an outage put off takes no more of a day than its cap, and none of it is lost', async () => {
  const capped: Constitution = { ...constitution, settings: { ...settings, perDay: 2 } }
  const house = await House.opened({ communities: [capped], meanings: news })
  await house.said('m1', 'li', '业主群', '电梯坏了')
  await house.said('m2', 'wang', '工作群', '接1')
  house.says()
  const told = () => house.says().filter((line) => line.startsWith('业主群 #1 有消息'))
  await house.later(DAY)
  for (const text of ['一', '二']) await house.said(text, 'wang', '工作群', text)
  await house.later(DAY) // nothing could be said
  for (const text of ['三', '四']) await house.said(text, 'wang', '工作群', text)
  const days = [told()]
  for (let i = 0; i < 3; i++) {
    await house.later(DAY)
    days.push(told())
  }
  expect(days.map((lines) => lines.length).every((count) => count <= 2)).toBe(true)
  expect(days.flat().map((line) => line.at('业主群 #1 有消息：'.length))).toEqual(['一', '二', '三', '四'])
})

describe('the picture of a finish', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const finish: readonly (readonly [string, readonly Reading[]])[] = [
    ['好了', [{ do: 'finish', case: 1, text: '换了灯', how: 'command' }]],
  ]
  const drawing = () => {
    const drawn: Paper[] = []
    const press: Press = {
      draw: async (paper) => {
        drawn.push(paper)
        return { name: 'a.png', bytes: new Uint8Array() }
      },
      small: async () => undefined,
      close: () => Promise.resolve(),
    }
    return { drawn, press }
  }
  const photo = { kind: 'image', text: '', addressed: false } as const
  async function finished(kept: Kept, press: Press): Promise<House> {
    const files = new Map(['before', 'after'].map((id) => [id, bytes(id)]))
    const house = await House.opened({ kept, press, files, meanings: finish })
    await house.said('before', 'li', '业主群', '', photo)
    await house.said('m1', 'li', '业主群', '电梯坏了')
    await house.said('after', 'wang', '工作群', '', photo)
    await house.said('m2', 'wang', '工作群', '好了')
    return house
  }

  test('comes after the words, with the photos as they were kept', async () => {
    const { drawn, press } = drawing()
    const house = await finished(new Map(), press)
    expect(house.says().filter((line) => line.includes('✅'))).toHaveLength(1)
    await house.later(MINUTE)
    const [due, ...more] = house.desk.outbox.due(house.now).filter(({ file }) => file)
    expect(more).toEqual([])
    await due?.file?.()
    const [paper] = drawn
    const sides = paper && 'photos' in paper ? paper.photos.sides : []
    expect(sides.map(({ photos }) => photos.map((one) => new TextDecoder().decode(one)))).toEqual([
      ['before'],
      ['after'],
    ])
  })

  test('after a kill too', async () => {
    const kept: Kept = new Map()
    const { drawn, press } = drawing()
    const before = await finished(kept, press)
    before.says()
    await before.closes()
    const house = await House.opened({ kept, press, now: before.now + HOUR })
    await house.desk.outbox
      .due(house.now)
      .find(({ file }) => file)
      ?.file?.()
    expect(drawn).toHaveLength(1)
  })
})
