import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Played, play } from './play.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'play-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const played = (...lines: string[]): Promise<Played> =>
  play(['at 2026-11-23 09:00', ...lines].join('\n'), { path: join(folder, 'a.chat') })
const difference = async (...lines: string[]) => (await played(...lines)).difference?.replace(folder, '')

const raise = '业主群 李芳: @小议 报事 3栋2单元电梯坏了'
const receipt = '业主群 小议: …#1…电梯…'
const call = '工作群 小议: …#1…'

describe('a conversation', () => {
  test('that goes as expected has no difference, and is told whole', async () => {
    const { conversation, difference } = await played(raise, call, receipt, '业主群 张伟: 中午吃什么')
    expect(difference).toBeUndefined()
    expect(conversation.split('\n')[0]).toBe('── 2026-11-23 周一 09:00')
    expect(conversation).toContain('   幸福里业主群 李芳: @小议 报事 3栋2单元电梯坏了\n ▶ 幸福里业主群 小议: @李芳 #1 ')
    expect(conversation).toContain('   幸福里业主群 张伟: 中午吃什么')
  })

  test('does not begin with what the bot said of itself before', async () => {
    expect(await difference('业主群 张伟: 中午吃什么', '! 业主群 小议: …')).toBeUndefined()
  })
})

describe('a difference', () => {
  test('a line that is not said', async () => {
    expect(await difference(raise, '业主群 小议: …#2…', call)).toMatch(
      /^\/a\.chat:3: 业主群 小议\n {2}expected: …#2…\n {2}but was: @李芳 #1 /,
    )
  })

  test('a line that nothing expects, at the next that somebody says', async () => {
    expect(await difference(raise, receipt, '业主群 张伟: 中午吃什么')).toMatch(
      /^\/a\.chat:4: before this line 小议 said what nothing expects\n {2}幸福里工作群 小议: /,
    )
  })

  test('the same at the end', async () => {
    expect(await difference(raise, receipt)).toMatch(/^\/a\.chat:3: before this line/)
  })

  test('loosely such lines are dropped, the others still have to be said', async () => {
    expect(await difference('loose', raise, receipt)).toBeUndefined()
    expect(await difference('loose', raise, '+1m', receipt)).toMatch(/^\/a\.chat:5: 业主群 小议\n {2}expected/)
  })

  test('a line that must not have been said', async () => {
    expect(await difference(raise, '! 业主群 小议: …501…', receipt, call)).toBeUndefined()
    expect(await difference(raise, receipt, call, '! 工作群 小议: …#1…')).toMatch(
      /^\/a\.chat:5: 工作群 小议\n {2}must not have been said/,
    )
  })
})

describe('what cannot be played names file and line', () => {
  test.each([
    [['业主群 李芳'], 2, 'neither something said'],
    [['广场舞群 李芳: 好'], 2, 'no room is called 广场舞群'],
    [['群 李芳: 好'], 2, '群 could be 幸福里业主群'],
    [['业主群 李芳 「小议：…#9…」: +1'], 2, 'nothing that 小议 said there is 「…#9…」'],
    [['撤回 业主群 李芳'], 2, 'has said nothing in'],
    [['重发'], 2, 'nobody has said anything yet'],
    [['退出 业主群 李芳', '业主群 李芳: 好'], 3, '李芳 is not in 幸福里业主群'],
  ])('%j', async (lines, line, reason) => {
    expect(await difference(...lines)).toMatch(new RegExp(`^/a\\.chat:${line}: .*${reason}`))
  })

  test('a mistake in the community file is its own', async () => {
    writeFileSync(join(folder, 'bad.json'), '{\n  "id": "x" }')
    expect(await difference('community ./bad.json')).toMatch(/^\/bad\.json:1: "name" is missing/)
  })
})

test('the world of a transcript', async () => {
  writeFileSync(join(folder, 'a.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xd9]))
  const { difference } = await played(
    'loose',
    '# the same message again is heard once',
    raise,
    receipt,
    '重发',
    '! 业主群 小议: …#2…',
    '# a quote finds the latest line that matches',
    '业主群 赵姐 「小议：…#1…」: 我家也是',
    '业主群 李芳 [图片 a.jpg]:',
    '业主群 李芳 [图片 missing.jpg]:',
    '# everybody may write privately; a new name is a new contact',
    '私聊 李芳: 我的',
    '私聊 李芳 小议: …#1…',
    '加入 业主群 钱多',
    '业主群 钱多: 大家好',
    '! 业主群 小议: …',
    '# a name gives no right, and the old one stays good here',
    '改名 钱多 → 王强王强',
    '业主群 钱多: 接 1',
    '! 业主群 小议: …归您…',
    '# what is said while the line is down is not heard, and nothing is said',
    '断线',
    '业主群 李芳: @小议 帮助',
    '! 业主群 小议: …',
    '上线',
    '! 业主群 小议: …',
    '# a process that is killed and started again knows its cases',
    '重启',
    '业主群 李芳: @小议 进度 1',
    '业主群 小议: …#1…',
    '撤回 业主群 李芳',
    '+1w',
    '业主群 李芳: @小议 进度 1',
    '业主群 小议: …#1…',
  )
  expect(difference).toBeUndefined()
})

test('a community file beside the transcript, with people who share a name', async () => {
  writeFileSync(
    join(folder, 'big.json'),
    JSON.stringify({
      id: 'big',
      name: '大院',
      rooms: [{ topic: '大院业主群' }, { topic: '大院议事群', kind: 'council' }],
      people: [
        { contact: 'a', name: '李芳', household: '1-1-101' },
        { contact: 'b', name: '李芳', household: '1-1-102', friend: false },
        { contact: 'c', name: '刘书记', roles: ['convener'] },
        { name: '老周' },
      ],
    }),
  )
  const first = await played(
    'community ./big.json',
    '业主群 a: 早',
    '业主群 老周: 早',
    '议事群 刘书记: 早',
    '议事群 a: 早',
  )
  expect(first).toMatchObject({
    conversation: expect.stringContaining('   大院业主群 李芳: 早\n   大院业主群 老周: 早'),
  })
  expect(first.difference).toBeUndefined()
  expect(await difference('community ./big.json', '业主群 李芳: 早')).toMatch(/^\/a\.chat:3: .*李芳/)
})

test('the clock stops at each due instant, and a week is the next working day', async () => {
  const { conversation } = await played('loose', raise, '+1w', '+3d', '+1w')
  expect(conversation).toContain('── 2026-11-23 周一 09:00')
  expect(conversation).toMatch(/── 2026-11-2[3-7] 周. \d\d:\d\d\n ▶ 幸福里工作群/)
})

describe('a file that the bot sends', () => {
  const poll = ['业主群 刘书记: @小议 投票 2号门加装充电桩？ 赞成/反对 今天18点 按户', '业主群 刘书记: 发', '+10h']

  test('is expected as one, and can be quoted', async () => {
    const quote = '业主群 李芳 「小议：[图片 P1…]」: 看到了'
    const { conversation, difference } = await played('loose', ...poll, '业主群 小议 [图片 P1…]:', quote)
    expect(difference).toBeUndefined()
    expect(conversation).toMatch(/ ▶ 幸福里业主群 小议: \[图片 P1.*\.png\]/)
  })

  test('is a difference where it is not expected, or another is', async () => {
    expect(await difference('loose', ...poll, '! 业主群 小议 [图片 …]:')).toMatch(/must not have been said: \[图片 …\]/)
    expect(await difference('loose', ...poll, '业主群 小议 [图片 P2…]:')).toMatch(/expected: \[图片 P2…\]/)
  })
})
