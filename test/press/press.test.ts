import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Paper } from '../../src/domain/state/paper.ts'
import { type Pressing, press } from '../../src/press/press.ts'

const PICTURE: Paper = {
  picture: { name: 'P5 结果', title: 'P5', bars: [{ label: '赞成', words: '1户', share: 1 }], notes: [] },
}
const SHEET: Paper = { sheet: { name: 'P5 明细', head: ['户'], rows: [['3-2-501']] } }
const paper = (name: string): Paper => ({ sheet: { name, head: [], rows: [] } })
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

const set = (pressing: Pressing = {}) => {
  const warned: string[] = []
  const log = { info: () => {}, error: () => {}, warn: (_: object, message: string) => void warned.push(message) }
  const made = press({ log, ...pressing })
  onTestFinished(() => made.close())
  return { press: made, warned }
}
/** A thread that does as the paper's name says, and tells how many it drew before. */
const script = pathToFileURL(join(import.meta.dirname, 'moody.mjs'))

describe('the press', () => {
  it('draws pictures and tables in its own thread', async () => {
    const { press, warned } = set()
    const [picture, sheet] = await Promise.all([press.draw(PICTURE), press.draw(SHEET)])
    expect([picture.name, text(picture.bytes.subarray(1, 4))]).toEqual(['P5 结果.png', 'PNG'])
    expect([sheet.name, text(sheet.bytes.subarray(0, 2))]).toEqual(['P5 明细.xlsx', 'PK'])
    expect(warned).toEqual([])
  }, 60_000)

  it('draws one after the other, in one thread', async () => {
    const { press } = set({ script })
    const drawn = await Promise.all(['a', 'b', 'c'].map((name) => press.draw(paper(name))))
    expect(drawn.map(({ name, bytes }) => [name, text(bytes)])).toEqual([
      ['a', '0'],
      ['b', '1'],
      ['c', '2'],
    ])
  })

  it('says why something cannot be drawn, and draws the next', async () => {
    const { press } = set({ script })
    await expect(press.draw(paper('fails'))).rejects.toThrow('it could not be drawn: a reason')
    expect(text((await press.draw(paper('a'))).bytes)).toBe('1')
  })

  it.each(['throws', 'exits'])('begins anew after a thread that %s', async (name) => {
    const { press } = set({ script })
    const [first, second] = [press.draw(paper(name)), press.draw(paper('a'))]
    await expect(first).rejects.toThrow('the thread that draws has died')
    expect(text((await second).bytes)).toBe('0')
  })

  it.each(['hangs', 'spins'])('begins anew after a thread that %s', async (name) => {
    const { press } = set({ script, patience: 300 })
    await expect(press.draw(paper(name))).rejects.toThrow('nothing was drawn within 300 ms')
    await vi.waitFor(async () => expect(text((await press.draw(paper('a'))).bytes)).toBe('0'), 15_000)
  })

  it('survives what cannot be handed over', async () => {
    const { press } = set({ script })
    const odd = { sheet: { name: 'a', head: [() => 1], rows: [] } } as unknown as Paper
    await expect(press.draw(odd)).rejects.toThrow(/could not be cloned/)
    expect(text((await press.draw(paper('a'))).bytes)).toBe('0')
  })

  it('lets its thread go when there is nothing to draw', async () => {
    const { press } = set({ script, idle: 1 })
    await press.draw(paper('a'))
    await vi.waitFor(async () => {
      expect(text((await press.draw(paper('a'))).bytes)).toBe('0')
    }, 15_000)
  })

  it('draws nothing more once it is closed', async () => {
    const { press } = set({ script })
    const [open, waiting] = [press.draw(paper('hangs')), press.draw(paper('a'))]
    const ended = Promise.all([expect(open).rejects.toThrow(/has died/), expect(waiting).rejects.toThrow(/closed/)])
    await new Promise((later) => setImmediate(later))
    await press.close()
    await ended
    await expect(press.draw(paper('a'))).rejects.toThrow('the press is closed')
  })
})
