import { describe, expect, test } from 'vitest'
import { fittingChain, LONGEST, LONGEST_CHAIN } from '../../src/domain/heard/length.ts'
import { reader } from '../../src/reader/reader.ts'
import { heard, vocabulary } from './hear.ts'

const list = (count: number, last: string, head = '#接龙\nP1 2号门装充电桩？\n'): string =>
  `${head}${Array.from({ length: count }, (_, i) => `${i + 1}. 3栋2单元 王小${i} 赞成\n`).join('')}${count + 1}. ${last}`
const read = async (text: string) => reader().read(heard(text), vocabulary)

describe('a 接龙 that is longer than other messages may be', () => {
  test.each([90, 120, 150, 500, 700])('is read with its title and its last line, of %i lines', async (count) => {
    const [chain, ...more] = await read(list(count, '张伟 反对'))
    expect(more).toEqual([])
    expect(chain).toMatchObject({ do: 'chain', title: 'P1 2号门装充电桩？' })
    const { lines = [] } = chain?.do === 'chain' ? chain : {}
    expect(lines.at(-1)).toEqual({ name: '张伟', text: '反对', choice: { stance: 'against' } })
    expect(lines.every(({ name, choice }) => name !== '' && choice !== undefined)).toBe(true)
  })

  test('of no lines, or of one that never ends, is only too long', async () => {
    for (const text of [
      `#接龙\n${'随便说说'.repeat(2000)}`,
      `#接龙${'1. '.repeat(5000)}`,
      `#接龙\n${'\n'.repeat(9000)}`,
    ])
      expect(await read(text)).toEqual([{ do: 'too-long' }])
  })

  test('of anything else, far below, it is not', async () => {
    expect(await read(`今天${list(150, '张伟 反对')}`)).toEqual([{ do: 'too-long' }])
  })
})

test.each([
  ['a list', list(5000, '张伟 反对')],
  ['a list in small letters after a long title', list(900, '张伟 反对', `#接龙\n${'装'.repeat(3000)}\n`)],
  ['one line', `#接龙\n${'一'.repeat(100_000)}`],
  ['no line break', `#接龙${'1.'.repeat(100_000)}`],
  ['line breaks', `#接龙${'\n'.repeat(100_000)}`],
])('%s is cut to whole lines, its beginning kept', (_, text) => {
  const cut = fittingChain(text)
  expect(cut.length).toBeLessThanOrEqual(LONGEST_CHAIN)
  expect(cut.startsWith('#接龙')).toBe(true)
  if (text.endsWith('反对')) expect(cut.endsWith('张伟 反对')).toBe(true)
  const whole = new Set(text.split('\n'))
  expect(
    cut
      .split('\n')
      .slice(2)
      .filter((line) => !whole.has(line)),
  ).toEqual([])
})

test('what is no longer than others stays as it is', () => {
  const text = list(500, '张伟 反对').slice(-LONGEST)
  expect(fittingChain(text)).toBe(text)
})
