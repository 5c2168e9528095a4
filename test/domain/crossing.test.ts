import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../src/domain/calendar.ts'
import type { Reading } from '../../src/domain/heard/reading.ts'
import { putOffBy } from '../../src/domain/level/clock.ts'
import { isOpen } from '../../src/domain/situation.ts'
import type { Case } from '../../src/domain/state/matter.ts'
import { at, raise } from './given.ts'
import { Levels } from './levels.ts'

const LAMP = { text: '楼道灯不亮', title: '3栋2单元楼道灯不亮', category: '照明' } as const

type Move =
  | { readonly who: string; readonly where: string; readonly says: Reading }
  | { readonly carry: 0 | 1 }
  | { readonly days: number }

/** What either side may say of #1 at any time, whatever it knows of the other. */
const below = (who: string, where: string, says: Reading): Move => ({ who, where, says })
const MOVES: readonly Move[] = [
  below('王强', '工作群', { do: 'pass-up', case: 1, reason: '' }),
  below('王强', '工作群', { do: 'finish', case: 1, text: '自己修好了', how: 'command' }),
  below('王强', '工作群', { do: 'undo' }),
  below('刘书记', '工作群', { do: 'refuse', case: 1, reason: '没钱' }),
  below('刘书记', '工作群', { do: 'call-in', case: 1 }),
  below('李芳', '业主群', { do: 'finish', case: 1, text: '', how: 'plain' }),
  below('李芳', '业主群', { do: 'withdraw', case: 1 }),
  below('李芳', '业主群', { do: 'reopen', case: 1, text: '又不亮了' }),
  below('李芳', '业主群', { do: 'rate', case: 1, grade: 'good', text: '' }),
  below('李芳', '业主群', { do: 'add', case: 1, text: '4单元也不亮' }),
  below('王强', '工作群', { do: 'correct-finish', case: 1, text: '换的是灯泡' }),
  below('刘书记', '工作群', { do: 'suspend', case: 1, until: at('2027-03-01 00:00'), reason: '等维修资金' }),
  below('刘书记', '工作群', { do: 'go-on', case: 1, how: 'command' }),
  below('刘书记', '工作群', { do: 'suspend', case: 1, until: at('2026-12-04 00:00'), reason: '等人' }),
  below('刘书记', '工作群', { do: 'postpone', case: 1, until: at('2026-12-24 18:00'), reason: '等配件' }),
  below('王强', '工作群', { do: 'nobody-home', case: 1, text: '没人在家' }),
  below('李芳', '业主群', { do: 'no-hurry', case: 1, text: '我周六才在家', until: at('2026-11-28 09:00') }),
  below('李芳', '业主群', { do: 'no-hurry', case: 1, text: '不急' }),
  below('张伟', '业主群', { do: 'support', case: 1, how: 'plain' }),
  ...[1, 2].flatMap((number): readonly Move[] => [
    below('郑科长', '街道工作群', { do: 'take', case: number }),
    below('郑科长', '街道工作群', { do: 'finish', case: number, text: '换了线路', how: 'command' }),
    below('郑科长', '街道工作群', { do: 'undo' }),
    below('孙主任', '街道工作群', { do: 'reopen', case: number, text: '还没好' }),
    below('孙主任', '街道工作群', { do: 'refuse', case: number, reason: '不归街道' }),
    below('孙主任', '街道工作群', { do: 'withdraw', case: number }),
    below('孙主任', '街道工作群', { do: 'suspend', case: number, until: at('2027-02-01 00:00'), reason: '等经费' }),
    below('孙主任', '街道工作群', { do: 'go-on', case: number, how: 'command' }),
    below('孙主任', '街道工作群', { do: 'take-down', case: number, reason: '' }),
    below('孙主任', '街道工作群', { do: 'suspend', case: number, until: at('2026-12-03 00:00'), reason: '等车' }),
    below('孙主任', '街道工作群', { do: 'postpone', case: number, until: at('2026-12-28 18:00'), reason: '等配件' }),
    below('郑科长', '街道工作群', { do: 'nobody-home', case: number, text: '没人在家' }),
  ]),
  { carry: 0 },
  { carry: 1 },
  { carry: 0 },
  { carry: 1 },
  { days: 1 },
]

function moved(levels: Levels, move: Move): void {
  if ('carry' in move) levels.carryOne(move.carry)
  else if ('days' in move) levels.later(move.days * DAY)
  else (move.where.startsWith('街道') ? levels.above : levels.below).said(move.who, move.where, move.says)
}

/** When all has arrived, both tell the same of the case that they share. */
function agree({ below: lower, above }: Levels): string | undefined {
  const matter = lower.case()
  const all = [...above.c.all('case')]
  const sources = all.flatMap((one) => one.sources[0] ?? [])
  if (new Set(sources).size !== sources.length) return 'one letter made two cases'
  if (matter.up && matter.up.number === undefined && isOpen(matter)) return 'nobody answered'
  for (const one of all)
    if (isOpen(one) && (matter.up?.number !== one.number || !isOpen(matter)))
      return `above #${one.number} is ${one.stage}, below it is ${matter.stage} and ${matter.up ? `with #${matter.up.number}` : 'here'}`
  const link = all.find(({ number }) => number === matter.up?.number)
  const waits = link && { here: matter.held?.until, there: link.held?.until }
  if (isOpen(matter) && waits && waits.here !== waits.there)
    return `below it waits until ${waits.here}, above until ${waits.there}`
  if (waits && isOpen(matter) && isDeadlock(lower, above, matter, link)) return 'nobody may say that it goes on'
  if (isOpen(matter) && link && !isOpen(link)) return `below it waits for #${link.number}, which is ${link.stage}`
  return undefined
}

/** Each side thinks that it is the other's to lift. */
const isDeadlock = (lower: Levels['below'], above: Levels['above'], here: Case, there: Case): boolean =>
  here.held?.why === 'review' && putOffBy(lower.c, here) !== undefined && putOffBy(above.c, there) !== undefined

test('whatever crosses on its way, both sides agree in the end', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...MOVES), { minLength: 5, maxLength: 40 }), (moves) => {
      const levels = new Levels()
      levels.below.said('李芳', '业主群', raise(LAMP))
      moved(levels, MOVES[0] as Move)
      for (const move of moves) moved(levels, move)
      levels.carry()
      expect(agree(levels)).toBeUndefined()
    }),
    { numRuns: 300 },
  )
}, 120_000)
