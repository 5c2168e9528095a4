import { deepStrictEqual } from 'node:assert'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Heard, Quote } from '../../src/domain/heard/input.ts'
import type { ChainLine, Reading, Trouble } from '../../src/domain/heard/reading.ts'
import type { Catalogue } from '../../src/domain/state/constitution.ts'
import type { Vocabulary } from '../../src/ports.ts'
import { open } from '../../src/reader/gate.ts'
import { RULES, reader } from '../../src/reader/reader.ts'

const catalogue = JSON.parse(readFileSync(join(import.meta.dirname, '../../data/catalogue.json'), 'utf8')) as Catalogue

export const vocabulary: Vocabulary = {
  options: new Set(),
  people: ['李芳', '王强', '刘书记', '陈监委'],
  posts: ['物业工程部', '社区居委会'],
  households: new Set(['3-2-501', '1-1-101', '5组-耿家院子-12']),
  categories: catalogue.categories,
  dangers: catalogue.dangers,
}

/** Monday, in the morning. */
const NOW = new Date('2026-11-23T09:00:00+08:00').getTime()

export const RECEIPT: Quote = { id: 'q', text: '@李芳 #27 记下了：3栋2单元电梯停了', ours: true }
export const CARD: Quote = {
  id: 'c',
  text: 'P5 问大家：2号门装充电桩，同意吗？\n1同意 2反对 3弃权。回数字就行，截止前可改\n一户一票，登记120户',
  ours: true,
}
export const NEIGHBOUR: Quote = { id: 'n', text: '2单元楼道灯不亮三天了', ours: false, name: '赵姐' }

/** 「@小议 …」 is addressed, 「> …」 quotes the bot's line of #27, 「>> …」 a neighbour's words, 「>P …」 the card of P5, ⏎ is a line break. */
export const heard = (line: string, more: Partial<Heard> = {}): Heard => {
  const addressed = /(?:^|> )@小议 ?/.test(line)
  const quote = line.startsWith('>P ')
    ? CARD
    : line.startsWith('>> ')
      ? NEIGHBOUR
      : line.startsWith('> ')
        ? RECEIPT
        : undefined
  const text = line
    .replace(/^>[>P]? /, '')
    .replace(/^@小议 ?/, '')
    .replaceAll('⏎', '\n')
  const plain: Heard = {
    id: 'm',
    room: 'r',
    from: 'li',
    name: '李芳',
    text,
    kind: 'text',
    mentions: [],
    addressed,
    friend: true,
    at: NOW,
  }
  return { ...plain, ...(quote === undefined ? {} : { quote }), ...more }
}

const read = reader()
const everything = reader(open(RULES))
/** All that a line may mean, which the gate must not change. */
export const readings = (
  line: string,
  more: Partial<Heard> = {},
  options: readonly string[] = [],
  questions: ReadonlyMap<number, string> = new Map(),
): readonly Reading[] => {
  const known = { ...vocabulary, options: new Set(options), questions }
  const found = read.read(heard(line, more), known)
  if ('then' in found) throw new Error('the embedded reader answers at once')
  deepStrictEqual(found, everything.read(heard(line, more), known))
  return found
}

export const troubleOf = (line: string): Trouble | undefined => {
  const found = readings(line).find((reading) => reading.do === 'trouble' || reading.do === 'raise')
  return found !== undefined && 'trouble' in found ? found.trouble : undefined
}

const when = (at: number): string => {
  const [date = '', time = ''] = new Date(at + 8 * 3_600_000).toISOString().split('T')
  return `${date} ${time.slice(0, 5)}`
}
const shown = (key: string, value: unknown): string => {
  if (key === 'trouble') return (value as Trouble).category
  if (typeof value === 'number' && (key === 'until' || key === 'closes' || key === 'review'))
    return `${key}=${when(value)}`
  if (key === 'lines') return (value as readonly ChainLine[]).map((line) => `(${fields(line)})`).join(' ')
  if (Array.isArray(value)) return `${key}=${value.join('/')}`
  if (typeof value === 'object' && value !== null) return fields(value)
  return `${key}=${String(value)}`
}
const fields = (of: object): string =>
  Object.entries(of)
    .filter(([key, value]) => key !== 'do' && value !== '')
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, value]) => shown(key, value))
    .join(' ')

/** 「support case=27 how=plain; vote …」: all readings of a line in their order, while cards have these options and questions. */
export const brief = (line: string, options?: readonly string[], questions?: ReadonlyMap<number, string>): string =>
  readings(line, {}, options, questions)
    .map((reading) => `${reading.do} ${fields(reading)}`.trim())
    .join('; ')
