import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { DAY } from '../../src/domain/calendar.ts'
import { paperOf } from '../../src/domain/say/paper.ts'
import { words as spoken } from '../../src/reader/text/normal.ts'
import { titleOf } from '../../src/reader/trouble/privacy.ts'
import { vocabulary } from '../reader/hear.ts'
import { Levels, worked } from './levels.ts'

/** Everything that groups, staff, pictures, reports and other communities come to see of these words. */
function shownOf(words: string): string {
  const levels = new Levels()
  const world = levels.below
  const trouble = { text: words, title: titleOf(spoken(words), vocabulary, '电梯'), category: '电梯' }
  const { staff, convener } = worked(world, trouble)
  for (const number of [1, 2]) world.said('李芳', '业主群', { do: 'add', case: number, text: words })
  convener({ do: 'press', case: 1, text: words })
  staff({ do: 'need-help', case: 1, text: words })
  staff({ do: 'finish', case: 1, text: words, how: 'command' })
  staff({ do: 'correct-finish', case: 1, text: words })
  world.said('张伟', '业主群', { do: 'rate', case: 1, grade: 'poor', text: words })
  staff({ do: 'pass-up', case: 2, reason: words })
  levels.carry()
  convener({ do: 'digest', of: 'week' })
  world.said('张伟', '业主群', { do: 'about', topic: 'person' })
  for (let day = 0; day < 8; day++) world.later(DAY).beats()
  const drawn = world.lines.flatMap(({ card }) => (card ? [JSON.stringify(paperOf(world.c, card) ?? '')] : []))
  const said = [...world.lines, ...levels.above.lines].filter(({ to, text }) => 'room' in to || !isHandedOn(text))
  const letters = levels.carried.map(({ letter }) => JSON.stringify(letter))
  expect(letters.length).toBeGreaterThan(0)
  return [...said.map(({ text }) => text), ...drawn, ...letters].join('\n')
}
/** To whoever works on it, alone: a telephone that was left for that. */
const isHandedOn = (text: string): boolean => /^#\d+ 联系电话：/.test(text)

describe('no way out tells it', () => {
  test.each([
    ['电梯停了，打幺三九幺二三四五六七八找我', '幺三九幺二三四'],
    ['电梯停了，打139、1234、5678找我', '1234、5678'],
    ['电梯停了，１３９１２３４５６７８', '１２３４５６７８'],
    ['电梯停了，023 6700 9999', '6700 9999'],
    ['电梯停了，我身份证500101 19800101 1234', '19800101'],
    ['电梯停了，6222 0212 3456 7890 123', '3456'],
    ['电梯停了，川AD12345挡着', 'D12345'],
    ['电梯停了，加我微信li_fang88', 'li_fang88'],
    ['电梯停了，QQ：123456789', '123456789'],
    ['电梯停了，li.fang＠example.com', 'li.fang'],
  ])('%s', (words, secret) => {
    const shown = shownOf(words)
    expect(shown.length).toBeGreaterThan(400)
    expect(shown).not.toContain(secret)
  })
})

describe('a log is told nothing that people wrote', () => {
  const src = join(import.meta.dirname, '../../src')
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  const isLog = (node: ts.Node): node is ts.CallExpression =>
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    /^(?:info|warn|error|debug)$/.test(node.expression.name.text) &&
    /log$/i.test(node.expression.expression.getText())
  const calls = (node: ts.Node): readonly ts.CallExpression[] => [
    ...(isLog(node) ? [node] : []),
    ...node.getChildren().flatMap(calls),
  ]
  const logged = files.flatMap((file) => {
    const text = readFileSync(join(src, file), 'utf8')
    return /log\.(?:info|warn|error|debug)\(/i.test(text)
      ? calls(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)).map((call) => `${file} ${call.getText()}`)
      : []
  })

  test('no call hands over a text, title, question, name or quote', () => {
    expect(logged.length).toBeGreaterThan(20)
    expect(
      logged.filter((call) => /\.(?:text|title|question|raw|quote|words|topic|household)\b|heard\.name/.test(call)),
    ).toEqual([])
  })
})
