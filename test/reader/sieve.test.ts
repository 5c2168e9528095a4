import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RULES } from '../../src/reader/reader.ts'
import { Sieve } from '../../src/reader/text/sieve.ts'
import { PLACES } from '../../src/reader/trouble/place.ts'
import { CIVIC, COMPLAINT, FAULT, NEARBY } from '../../src/reader/trouble/signs.ts'

const named = (text: string, ...patterns: readonly RegExp[]): boolean =>
  new Sieve([['it', patterns]]).in(text).includes('it')

describe('what can be told without looking around is told exactly', () => {
  const ROWS: readonly (readonly [RegExp, readonly string[], readonly string[]])[] = [
    [/^好$/, ['好'], ['', '好的', '真好', '不']],
    [/好/, ['好', '你好', '好的'], ['', '不']],
    [/^(?:一|二三)四?$/, ['一', '一四', '二三', '二三四'], ['二', '三', '四', '一二三', '一四四']],
    [/^a{2}b{1,3}c*d+$/, ['aabd', 'aabbbccdd'], ['abd', 'aabbbbd', 'aabc']],
    [/^.{0,10}又坏$/, ['又坏', '电梯又坏'], ['又坏了', '又', '坏']],
    [/^[a-c\d、-]+$/, ['a', '3-b、c', '、'], ['d', '', '3 ']],
    [/^[^a-c]$/, ['d', '好', '\n'], ['a', 'b', 'c', 'dd']],
    [/[\u4e00-\u9fa5]家(?:湾|坝)/, ['王家湾', '在耿家坝边'], ['家湾', 'x家湾', '王家']],
    [/^\S+\s\w\D$/, ['好 a好', '12\u3000_x'], ['好a好', '好 好好', '好 a1']],
    [/^\[强\]\.\/\n$/, ['[强]./\n'], ['强./\n', '[强]x/\n']],
    [/^(?<one>甲)(乙)?$|丙$/, ['甲', '甲乙', '丙', '子丙'], ['乙', '丙丁', '子甲']],
    [/^(?:👍)+$/, ['👍', '👍👍'], ['👎', '\ud83d', '']],
    [/^(?:)$/, [''], ['好']],
  ]
  test.each(ROWS)('%s', (pattern, found, missing) => {
    for (const text of found) expect([text, named(text, pattern), pattern.test(text)]).toEqual([text, true, true])
    for (const text of missing) expect([text, named(text, pattern), pattern.test(text)]).toEqual([text, false, false])
  })
})

test('what looks around or back may be there', () => {
  expect(named('下雨', /(?<!不)下雨/)).toBe(true)
  expect(named('不下雨', /(?<!不)下雨/)).toBe(true)
  expect(named('下雪', /(?<!不)下雨/)).toBe(false)
  expect(named('好不好', /^(.)不\1$/)).toBe(true)
  expect(named('好好', /^(.)不\1$/)).toBe(false)
})

test('several things are named in their order', () => {
  const sieve = new Sieve([
    ['water', [/停水/, /^水/]],
    ['power', [/停电/]],
    ['short', [/^.{0,3}$/]],
  ])
  expect(sieve.in('停电又停水了')).toEqual(['water', 'power'])
  expect(sieve.in('水')).toEqual(['water', 'short'])
  expect(sieve.in('没有停过电')).toEqual([])
})

test('a pattern that cannot be read is refused', () => {
  expect(() => named('', /\p{L}/u)).toThrow()
  expect(() => named('', /a/i)).toThrow()
})

// ── the rules' own patterns ──

/** Without what looks around or back, since no text can be made for these. */
const straight = (source: string): string => {
  const look = /\(\?<?[=!]/.exec(source)
  if (look === null) return source.replace(/\\k<\w+>|\\[1-9]/g, '')
  let depth = 0
  let inClass = false
  for (let i = look.index; i < source.length; i++) {
    const unit = source[i]
    if (unit === '\\') i++
    else if (unit === '[') inClass = true
    else if (unit === ']') inClass = false
    else if (unit === '(' && !inClass) depth++
    else if (unit === ')' && !inClass && --depth === 0)
      return straight(`${source.slice(0, look.index)}${source.slice(i + 1)}`)
  }
  return source
}
const PATTERNS = [
  ...new Set([
    ...RULES.flatMap(({ needs }) => (typeof needs === 'function' ? [] : needs)),
    ...PLACES,
    FAULT,
    NEARBY,
    CIVIC,
    COMPLAINT,
  ]),
].map((pattern) => new RegExp(pattern.source, pattern.flags.replace('g', '')))
const ALL = new Sieve(PATTERNS.map((pattern) => [pattern, [pattern]] as const))
const around = fc.constantFrom('', ',', '我家', '好的 ', '了', '3栋', '没')

test.each(PATTERNS)('%s is named wherever it is found', (pattern) => {
  let found = 0
  const text = fc.stringMatching(new RegExp(straight(pattern.source), pattern.flags), { maxLength: 60 })
  fc.assert(
    fc.property(around, text, around, (before, said, after) => {
      for (const whole of [said, `${before}${said}${after}`].filter((one) => pattern.test(one))) {
        found++
        expect(ALL.in(whole)).toContain(pattern)
      }
    }),
    { numRuns: 100 },
  )
  expect(found).toBeGreaterThan(0)
})

test('it stays right when it has met more than it remembers', () => {
  const pieces = PATTERNS.flatMap(({ source }) => source.match(/[\u4e00-\u9fff]+/g) ?? [])
  const sieve = new Sieve(
    PATTERNS.map((pattern) => [pattern, [pattern]] as const),
    20,
  )
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      const text = parts.join('')
      expect(sieve.in(text)).toEqual(ALL.in(text))
    }),
    { numRuns: 300 },
  )
})
