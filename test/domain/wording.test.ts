import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/calendar.ts'
import type { Reading, Trouble } from '../../src/domain/heard/reading.ts'
import type { Line } from '../../src/domain/state/community.ts'
import { at, given, trouble, type World } from './given.ts'
import { constitution } from './place.ts'

/** What must not be seen in a room, in the words in which people say it. */
const PHONE = '13800138000'
const SECRETS = [`电话${PHONE}`, `打${PHONE}找我`, '3栋2单元501', '3-2-501', '渝A12345', '500101198001011234']
const NUMBERS = /13800138000|A12345|19800101/
const LEAK = new RegExp(`${NUMBERS.source}|501`)

const words = fc
  .tuple(
    fc.constantFrom(
      '老人下不了楼',
      '又坏了',
      '等配件',
      '',
      '按钮不亮，门关不上',
      '*急*',
      '# 标题',
      '换了门机皮带。没做：轿厢大修',
    ),
    fc.constantFrom('', '', ...SECRETS),
  )
  .map(([plain, secret]) => (plain === '' ? secret : `${plain}${secret === '' ? '' : `，${secret}`}`))
const number = fc.integer({ min: 1, max: 4 })
const hours = fc.integer({ min: -5, max: 200 })
const now = at('2026-11-23 09:00')

const troubles = fc
  .record({
    text: words,
    category: fc.constantFrom('电梯', '照明', '停车', '邻里', '其他'),
    place: fc.constantFrom(
      {},
      { building: '3', unit: '2', floor: '5', room: '501' },
      { building: '5' },
      { named: '东门' },
    ),
    urgent: fc.boolean(),
    danger: fc.constantFrom(undefined, undefined, '困人'),
    sure: fc.constantFrom(0.6, 0.9),
  })
  .map(({ danger, ...more }) =>
    trouble({ ...more, text: more.text || '坏了', title: '坏了', ...(danger === undefined ? {} : { danger }) }),
  )

const raised = fc.oneof(
  troubles.map((one): Reading => ({ do: 'raise', trouble: one })),
  troubles.map((one): Reading => ({ do: 'trouble', trouble: one })),
  fc
    .tuple(troubles, fc.constantFrom('王奶奶', `王奶奶${PHONE}`))
    .map(([one, whom]): Reading => ({ do: 'raise', trouble: one, for: whom })),
)
/** What residents say about a case, and what staff do with it. */
const about = fc
  .tuple(number, words)
  .chain(([n, text]) =>
    fc.constantFrom<Reading[]>(
      { do: 'add', case: n, text },
      { do: 'rate', case: n, grade: 'poor', text },
      { do: 'rate', case: n, grade: 'good', text },
      { do: 'reopen', case: n, text },
      { do: 'urge', case: n },
      { do: 'withdraw', case: n },
      { do: 'whose', case: n },
      { do: 'support', case: n, how: 'plain' },
      { do: 'progress', case: n, how: 'plain' },
      { do: 'vote', choice: { numbers: [n] }, how: 'plain', reason: text },
    ),
  )
const work = fc
  .tuple(number, words, hours)
  .chain(([n, text, h]) =>
    fc.constantFrom<Reading[]>(
      { do: 'take', case: n },
      { do: 'take', case: n },
      { do: 'news', case: n, text, how: 'command' },
      { do: 'send-back', case: n, reason: text },
      { do: 'refuse', case: n, reason: text },
      { do: 'finish', case: n, text, how: 'command' },
      { do: 'finish', case: n, text, how: 'command' },
      { do: 'postpone', case: n, until: now + h * HOUR, reason: text },
      { do: 'agree', case: n },
      { do: 'press', case: n },
      { do: 'need-help', case: n },
      { do: 'hand-on', case: n, to: '李工' },
      { do: 'progress', case: n, how: 'plain' },
      { do: 'todo' },
    ),
  )
const talk = fc.constantFrom<Reading[]>(
  { do: 'mine' },
  { do: 'help' },
  { do: 'yes' },
  { do: 'no' },
  { do: 'undo' },
  { do: 'withdraw' },
  { do: 'status' },
  { do: 'my-ballot' },
  { do: 'hush' },
  { do: 'resume' },
  { do: 'open-poll', poll: { question: '2号门装充电桩？', options: [], closes: now + 60 * HOUR } },
  { do: 'post-poll' },
  { do: 'live-at', household: '3-2-501', relation: 'family' },
  { do: 'confirm', name: '吴老师' },
  { do: 'about', topic: 'person' },
  { do: 'about', topic: 'safety' },
  { do: 'unclear', near: '接' },
)
const anybody = fc.constantFrom(...constitution.people.map(({ name }) => name), '路人')
const staff = fc.constantFrom('王强', '李工', '刘书记', '刘书记', '保安队长', '陈监委')
const said = fc.oneof(
  fc.tuple(anybody, raised),
  fc.tuple(anybody, about),
  fc.tuple(anybody, talk),
  fc.tuple(fc.constant('刘书记'), talk),
  fc.tuple(staff, work),
  fc.tuple(staff, work),
  fc.tuple(staff, work),
)
const step = fc.record({
  said,
  where: fc.constantFrom('业主群', '业主群', '二期群', '工作群', undefined),
  text: words,
  minutes: fc.integer({ min: 0, max: 200 }),
  addressed: fc.boolean(),
  photo: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
const lives = fc.record({
  first: fc.array(troubles, { minLength: 2, maxLength: 4 }),
  steps: fc.array(step, { minLength: 20, maxLength: 40 }),
})
interface Life {
  readonly first: readonly Trouble[]
  readonly steps: readonly Step[]
}

function lived({ first, steps }: Life): World {
  const world = given()
  for (const [i, one] of first.entries())
    world.said(['李芳', '张伟', '朱明', '吴老师'][i] ?? '李芳', '业主群', { do: 'raise', trouble: one })
  for (const {
    said: [who, reading],
    where,
    text,
    minutes,
    addressed,
    photo,
  } of steps) {
    world.later(minutes * MINUTE).beats()
    const more = { text, addressed: addressed || where === undefined, photos: photo ? [`p${world.now}`] : [] }
    world.says(who, where, more, reading)
  }
  for (const matter of world.c.all('case')) if (matter.number % 2 === 0) world.recalls(matter.sources[0] ?? '')
  for (const day of ['27', '28', '30']) world.wakes(`2026-11-${day} 09:00`)
  world.wakes('2026-12-07 09:00')
  return world
}

const aloud = (world: World): readonly Line[] => world.lines.filter(({ to }) => 'room' in to)

describe('whatever happens', () => {
  const check = (rule: (line: Line, world: World) => void, of = aloud) => {
    fc.assert(
      fc.property(lives, (life) => {
        const world = lived(life)
        for (const line of of(world)) rule(line, world)
      }),
      { numRuns: 120 },
    )
  }

  test('a line in a room has six lines and 200 characters at the most', () => {
    check(({ text }) => {
      expect(text.split('\n').length, text).toBeLessThanOrEqual(6)
      expect([...text].length, text).toBeLessThanOrEqual(200)
    })
  })

  test('no telephone, plate or identity card is said in a room, and no door but among staff', () => {
    check(({ text, to }, world) => {
      const staff = 'room' in to && world.c.get('room', to.room)?.kind === 'staff'
      expect(text).not.toMatch(staff ? NUMBERS : LEAK)
    })
  })

  test('the bot’s own words hold no Markdown, hole or link', () => {
    check(({ text, card }) => {
      const own = text
        .replaceAll('*急*', '急')
        .replace(/\*急?(?=…)/g, '')
        .replaceAll('# 标题', '标题')
      expect(own).not.toMatch(/\*|`|^#{1,6} |\]\(|https?:|undefined|NaN|\[object|\n\n|^\n|\n$/)
      expect(own.trim() === '', text).toBe(card !== undefined) // which is drawn when it is said
    })
  })

  test('every line has a key of its own, a time, and somebody who can hear it', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const world = lived(life)
        const keys = world.lines.map(({ key }) => key)
        expect(new Set(keys).size, keys.join()).toBe(keys.length)
        for (const { notBefore, until, to, mention } of world.lines) {
          expect(until).toBeGreaterThan(notBefore)
          if ('community' in to) continue
          const there = 'room' in to ? world.c.get('room', to.room) : world.c.get('person', to.person)
          expect(there).toBeDefined()
          for (const person of mention) expect(world.c.get('person', person)).toBeDefined()
        }
      }),
      { numRuns: 60 },
    )
  })
})
