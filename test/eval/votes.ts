import type { Quote } from '../../src/domain/heard/input.ts'
import type { Choice, Reading } from '../../src/domain/heard/reading.ts'
import { CARD, readings } from '../reader/hear.ts'
import { OWN, rowsOf } from './rows.ts'

/** What somebody says while P5 is the only open poll, and what it is. */
export interface Ballot {
  readonly text: string
  readonly quoting?: 'card' | 'neighbour'
  readonly addressed?: true
  /** Of P5, where they are not the usual three. */
  readonly options?: string
  readonly expect: string
  readonly reason?: string
  /** Ordinary talk: whatever else it may be taken for, it must not be a vote. */
  readonly talk?: true
}
export const BALLOTS = rowsOf<Ballot>(OWN, 'votes')

const optionsOf = (options = '同意/反对/弃权'): readonly string[] => options.split('/')
const VOTED: Quote = { id: 'n', text: '反对，太吵了', ours: false, name: '赵姐' }
const NAMES: Partial<Record<Reading['do'], string>> = {
  'same-vote': 'same',
  'two-votes': 'two',
  'my-ballot': 'mine',
  unvote: 'unvote',
  'vote-not': 'not',
  status: 'status',
  'who-voted': 'who-voted',
  'who-may': 'who-may',
  'option-missing': 'missing',
  'own-count': 'count',
}
const named = (choice: Choice): string =>
  'stance' in choice
    ? choice.stance
    : 'words' in choice
      ? choice.words
      : 'several' in choice
        ? choice.several.join('、')
        : 'all' in choice
          ? 'all'
          : choice.numbers.join(',')

/** As `decide` would take it: what does not fit the situation is passed over. */
const fits = (reading: Reading, { quoting, addressed, options }: Ballot): boolean => {
  if (reading.do === 'unclear') return reading.near === '投票' && addressed === undefined
  if (reading.do !== 'vote') return NAMES[reading.do] !== undefined || /^vote-/.test(reading.do)
  if (reading.how === 'quoting' ? quoting !== 'card' : quoting === 'neighbour' && reading.poll === undefined)
    return false
  return !('numbers' in reading.choice) || reading.choice.numbers.every((n) => n <= optionsOf(options).length)
}
const shown = (reading: Reading): string => {
  if (reading.do === 'vote') return `vote ${named(reading.choice)}`
  if (reading.do === 'vote-unsure') return `unsure ${reading.ask}`
  if (reading.do === 'vote-for') return `for-other ${reading.who} ${named(reading.choice)}`
  return NAMES[reading.do] ?? reading.do
}

/** What it is taken for, and with which reason. */
export const understood = (row: Ballot): readonly [meaning: string, reason: string] => {
  const quote = { card: CARD, neighbour: VOTED, none: undefined }[row.quoting ?? 'none']
  const more = { ...(quote === undefined ? {} : { quote }), ...(row.addressed ? { addressed: true } : {}) }
  const [found] = readings(row.text, more, optionsOf(row.options)).filter((reading) => fits(reading, row))
  return found === undefined ? ['none', ''] : [shown(found), found.do === 'vote' ? found.reason : '']
}
export const isRight = (row: Ballot): boolean => {
  const [meaning, reason] = understood(row)
  return meaning === row.expect && (row.reason === undefined || reason === row.reason)
}
