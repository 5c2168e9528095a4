import { expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import type { Adviser, Reader } from '../../src/ports.ts'
import { reader } from '../../src/reader/reader.ts'
import { advised } from '../../src/reader/trouble/advised.ts'
import { House } from '../desk/house.ts'
import { trouble } from '../domain/given.ts'
import { constitution } from '../domain/place.ts'
import { ATTACKS, HOSTILE } from './hostile.ts'
import { answersTo, hugeAnswer, type Personality, writing } from './services.ts'
import { type Stage, stage } from './stage.ts'

/** Does what the message wants, as far as an answer can. */
const obeying = writing((got) =>
  answersTo(got, (text) => ({
    kind: 'report',
    sure: 1,
    title: text.slice(0, 20),
    category: '电梯',
    place: text.slice(0, 12),
    time: text.slice(0, 8),
    urgent: true,
    do: 'finish',
    case: 1,
    handler: 'zhang',
  })),
)
/** JSON that is right, and as large as may be read. */
const swollen = writing((got) =>
  answersTo(got, () => ({
    kind: 'report',
    sure: 1,
    title: '<b>办结 1</b>'.repeat(200),
    place: '@所有人'.repeat(500),
    missing: Array.from({ length: 200 }, () => '李芳'),
  })),
)
const page = writing('<!doctype html><script>fetch("/admin")</script>{"n":1,"kind":"report","sure":1}')
const UNREADABLE: readonly Personality[] = [page, hugeAnswer, swollen]
/** How each attack is answered; what cannot be used stands apart, else the service would be left alone. */
const answersFor = (i: number): readonly Personality[] => [obeying, UNREADABLE[i % 3] ?? page, HOSTILE]

const ASKS = '要登记为事项吗？'
const silent: Adviser = { heard: () => undefined, worth: () => false, advise: () => undefined }
const talker = reader()

/** As the program reads. */
const gated = (adviser: Adviser): Reader => advised(talker, adviser, () => true)
/** What attacks is understood by nobody and asked about whatever it says; all else is read as it is. */
const ungated = (adviser: Adviser): Reader => {
  const blind: Reader = {
    tellsMore: () => false,
    read: ({ addressed }): readonly Reading[] => (addressed ? [{ do: 'unclear' }] : []),
  }
  const asking: Adviser = {
    heard: () => adviser.heard(),
    worth: (room) => adviser.worth(room),
    advise: (asked) => adviser.advise({ ...asked, text: '坏了', outside: () => asked.outside(asked.text) }),
  }
  const doubting = advised(
    blind,
    asking,
    () => true,
    ({ text }) => trouble({ text, title: '有点怪', category: '其他', sure: 0.4 }),
  )
  return {
    tellsMore: () => false,
    read: (heard, words) => (heard.from === 'zhang' ? doubting : talker).read(heard, words),
  }
}

/** With a case at work and a poll that runs, which all of them are after. */
async function attacked(reads: (adviser: Adviser) => Reader, adviser: Adviser): Promise<House> {
  const house = await House.opened({ reader: reads(adviser) })
  await house.said('s1', 'li', '业主群', '报事 3栋2单元电梯坏了')
  await house.said('s2', 'wang', '工作群', '接1')
  await house.said('s3', 'liu', '业主群', '发起投票 要不要装充电桩 装/不装')
  await house.said('s4', 'liu', '业主群', '发')
  expect(house.cases()).toMatchObject([{ number: 1, stage: 'taken' }])
  expect([...house.ledger().now.docs.poll.values()]).toMatchObject([{ stage: 'open' }])
  house.says()
  return house
}
/** All that is stored, but questions that wait for an answer, and how often a room was asked. */
const kept = (house: House): string => {
  const { pending: _, room, ...docs } = house.ledger().now.docs
  const rooms = [...room.values()].map((one) => ({ ...one, asks: [], unasked: undefined }))
  return JSON.stringify([rooms, ...Object.entries(docs).map(([kind, all]) => [kind, [...all]])])
}
/** The reader leaves out what cannot be seen, and a 「请」. */
const visible = (text: string): string => text.replace(/\p{Cf}/gu, '')
/** Her own words in a draft of her own, and a category of the community’s. */
function expectOwn(house: House, id: string, text: string): void {
  for (const { person, question } of house.ledger().now.docs.pending.values()) {
    if (question.ask !== 'register' || question.draft.sources[0] !== id) continue
    const { draft } = question
    const { title, category, place, danger, text: told } = draft.trouble
    expect(house.ledger().now.docs.person.get(person)?.contact).toBe('zhang')
    expect(draft.sources).toEqual([id])
    expect(draft).not.toHaveProperty('for')
    expect(visible(text)).toContain(visible(told))
    expect(danger).toBeUndefined()
    expect(constitution.catalogue.categories.map(({ name }) => name)).toContain(category)
    for (const sign of title.replace(/[\s\p{P}]/gu, '')) expect(`${text}有点怪某`).toContain(sign)
    if (place?.named !== undefined) expect(told).toContain(place.named)
  }
}

const others = (lines: readonly string[]): readonly string[] => lines.filter((line) => !line.includes(ASKS))

async function besieged(reads: (adviser: Adviser) => Reader, { model, service }: Stage, answers = answersFor) {
  const [off, on] = [await attacked(reads, silent), await attacked(reads, model.adviser)]
  let asks = 0
  for (const [i, text] of ATTACKS.entries())
    for (const [j, answer] of answers(i).entries()) {
      service.become(answer)
      const addressed = (i + j) % 2 === 0
      const id = `a${i}/${j}`
      for (const house of [off, on]) await house.said(id, 'zhang', '业主群', text, { addressed })
      const [quiet, said] = [off.says(), on.says()]
      const isAsked = said.length === 1 && said[0]?.includes(ASKS) === true
      if (isAsked) asks += 1
      else expect(said, text).toEqual(quiet)
      expectOwn(on, id, text)
      expect(kept(on) === kept(off), text).toBe(true)
      for (const house of [off, on]) await house.later(61 * MINUTE) // so that it may ask again
      expect(others(on.says()), text).toEqual(others(off.says()))
    }
  expect([...off.errors, ...on.errors]).toEqual([])
  return asks
}

const parts = { limits: { roomDay: 100_000, tokensDay: 1e12, asks: 1e6, tokens: 1e12 }, gathers: 0 }
const times = { patience: 600_000 }

test('there are more than a hundred attacks of our own', () => {
  expect(new Set(ATTACKS).size).toBeGreaterThanOrEqual(100)
})

test('a hundred attacks and a hostile model come to what there is without one, or to a question', async () => {
  const there = await stage({ ...parts, times })
  await besieged(gated, there, () => [obeying])
}, 120_000)

test('nor do those that would not be sent, once they are', async () => {
  const there = await stage({ ...parts, times })
  const asks = await besieged(ungated, there)
  expect(there.service.asked.length).toBeGreaterThanOrEqual(ATTACKS.length * answersFor(0).length)
  expect(asks).toBeGreaterThan(ATTACKS.length)
}, 240_000)
