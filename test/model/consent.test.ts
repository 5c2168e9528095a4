import { describe, expect, test } from 'vitest'
import { HOUR, type Instant } from '../../src/domain/calendar.ts'
import type { Heard } from '../../src/domain/heard/input.ts'
import type { Person, Room } from '../../src/domain/state/community.ts'
import type { Constitution, Settings } from '../../src/domain/state/constitution.ts'
import { mayLeave } from '../../src/model/consent.ts'
import type { Ledger } from '../../src/ports.ts'
import { House } from '../desk/house.ts'
import { constitution } from '../domain/place.ts'
import { heard } from '../reader/hear.ts'

const house = await House.opened()
const now = house.now

interface Given {
  readonly room?: Partial<Room>
  readonly person?: Partial<Person>
  readonly settings?: Partial<Settings>
  readonly heard?: Partial<Heard>
}
/** Of what li says in 业主群. */
function leaves(given: Given = {}): boolean {
  const { docs, ...more } = house.ledger().now
  const room = new Map([...docs.room].map(([id, one]) => [id, { ...one, ...given.room }]))
  const person = new Map([...docs.person].map(([key, one]) => [key, { ...one, ...given.person }]))
  const ledger = { now: { ...more, docs: { ...docs, room, person } } } as unknown as Ledger
  const is: Constitution = { ...constitution, settings: { ...constitution.settings, ...given.settings } }
  const clock = (): Instant => now
  return mayLeave([{ is, ledger }], clock)({ ...heard('灯坏了'), room: '业主群', from: 'li', ...given.heard })
}

describe('words may leave for a model', () => {
  test('where the bot could ask their author', () => {
    expect(leaves()).toBe(true)
    expect(leaves({ heard: { from: 'a-stranger' } })).toBe(true)
    expect(leaves({ room: { asks: [now - 2 * HOUR, now - 2 * HOUR, now - 2 * HOUR] } })).toBe(true)
    expect(leaves({ room: { hushedUntil: now - 1 } })).toBe(true)
  })

  test.each<readonly [string, Given]>([
    ['of who said 「不要记我」', { person: { heard: false } }],
    [
      'that quote who said 「不要记我」',
      { person: { heard: false }, heard: { from: 'a-stranger', quote: { text: '灯坏了', from: 'li', ours: false } } },
    ],
    ['from a room that nobody bound', { heard: { room: '别的群' } }],
    ['from a room that the bot has left', { room: { left: true } }],
    ['from a room that wants quiet', { room: { hushedUntil: now + HOUR } }],
    ['from a room that was asked three times within the hour', { room: { asks: [now - 1, now - 2, now - 3] } }],
    ['where nobody is asked', { settings: { intake: 'explicit' } }],
  ])('but not those %s', (_, given) => {
    expect(leaves(given)).toBe(false)
  })
})
