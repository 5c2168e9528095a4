import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Instant } from '../../src/domain/calendar.ts'
import type { PollFact } from '../../src/domain/state/facts.ts'
import type { Ballot, Poll } from '../../src/domain/state/matter.ts'
import type { Store } from '../../src/ports.ts'
import { files } from '../../src/store/files.ts'
import { aBallot, aPoll, aVoter, commit, DAY, ended, putBallot, putPoll, putVoter, START } from '../store/sample.ts'
import { onConsole } from './program.ts'

let dir: string
let store: Store | undefined
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'xiaoyi-recount-'))
})
afterEach(async () => {
  await store?.close()
  store = undefined
  await rm(dir, { recursive: true })
})

const open = async (community = 'demo', clock: () => Instant = () => START) => {
  store ??= await files({ dir: join(dir, 'live'), clock, ended })
  return store.open(community)
}
const close = async (): Promise<void> => {
  await store?.close()
  store = undefined
}

const cast = (unit: string, choice: number): PollFact => ({
  type: 'ballot-cast',
  poll: 5,
  at: START,
  ballot: aBallot(5, unit, { choices: [choice] }),
  before: undefined,
  source: 'm1',
})
const result = { counts: [1, 1, 0], units: 2, apart: [0, 0, 0], apartUnits: 0 }
/** One voted, voted otherwise; another was contested; a third was taken back. */
const votes: readonly PollFact[] = [
  cast('3-2-501', 1),
  cast('3-2-502', 1),
  cast('3-2-501', 2),
  cast('3-2-503', 3),
  { type: 'ballot-taken-back', poll: 5, at: START, unit: '3-2-503', by: 'p1', before: undefined },
]
const closed = (told = result): PollFact => ({ type: 'poll-closed', poll: 5, at: START, result: told })
const opened = (poll: Poll): PollFact => ({ type: 'poll-opened', poll: 5, at: START, matter: poll })

/** A poll that is over, with what was told of it. */
const over = async (told = result, community = 'demo', given: Partial<Poll> = {}): Promise<void> => {
  const ledger = await open(community)
  const poll = aPoll(5, { stage: 'closed', result: told, ...given })
  await ledger.commit(commit({ puts: [putPoll(aPoll(5)), putBallot(aBallot(5, '3-2-501'))], facts: [opened(poll)] }))
  await ledger.commit(commit({ facts: votes }))
  await ledger.commit(commit({ puts: [putPoll(poll)], facts: [closed(told)] }))
}
const recount = (...args: readonly string[]) => onConsole(dir, 'recount', ...args)
const SAME = '一样：照记录重数一遍，和公布的对得上\n'
const DIFFERS = '不一样！照记录数出来的对不上\n结果先别用。别动 data 文件夹，整个复制一份，交给装小议的人查\n'

describe('a recount', () => {
  test('gives what was announced, while the program runs and writes', async () => {
    await over()
    const file = join(dir, 'live', 'demo', 'community.ndjson')
    const { size } = await stat(file)
    await appendFile(file, '{"crc":"0000') // a line that is being written
    const before = await tree()
    const { code, out, err } = await recount('P5')
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe(
      `P5 要不要装门禁？（demo，规则码a1b2，11月26日（周四）上午9点截止）\n公布的：2户投了：赞成 1户，反对 1户，弃权 0户\n重数的：2户投了：赞成 1户，反对 1户，弃权 0户\n${SAME}`,
    )
    expect(await tree()).toEqual(before)
    await truncate(file, size)
  })

  test('finds a result that the record does not give', async () => {
    await over({ ...result, counts: [2, 0, 0] })
    const { code, out, err } = await recount('p5')
    expect(code).toBe(1)
    expect(out).toContain(
      '公布的：2户投了：赞成 2户，反对 0户，弃权 0户\n重数的：2户投了：赞成 1户，反对 1户，弃权 0户\n',
    )
    expect(err).toBe(DIFFERS)
  })

  test('finds a stored result that is not the one in the record', async () => {
    await over()
    const ledger = await open()
    const changed = aPoll(5, { stage: 'closed', result: { ...result, counts: [0, 2, 0] } })
    await ledger.commit(commit({ puts: [putPoll(changed)] }))
    expect((await recount('5')).code).toBe(1)
  })

  test('of so few secret ballots that they were not told it says no more than how many', async () => {
    const told = { counts: [1, 0, 0], units: 1, apart: [0, 0, 0], apartUnits: 0 }
    await over(told, 'demo', { secret: true, codes: [{ code: '0a1b2c3d', choices: [1] }] })
    await close()
    const { code, out } = await recount('P5')
    expect([code, out.includes('赞成')]).toEqual([0, false])
  })

  test('counts a secret poll by its codes', async () => {
    const codes = [
      { code: '0a1b2c3d', choices: [2] },
      { code: 'ffee0011', choices: [1] },
    ]
    await over(result, 'demo', { secret: true, codes })
    expect(await recount('P5')).toMatchObject({ code: 0, err: '' })
    const ledger = await open()
    const forged = aPoll(5, { stage: 'closed', result, secret: true, codes: [...codes].reverse().slice(1) })
    await ledger.commit(commit({ puts: [putPoll(forged)] }))
    expect((await recount('P5')).code).toBe(1)
  })

  test('of a poll that was voided gives what was told of it, if anything was', async () => {
    await over(result, 'demo', { voided: '写错了' })
    expect((await recount('P5')).code).toBe(0)
    const ledger = await open()
    const none = { counts: [0, 0, 0], units: 0, apart: [0, 0, 0], apartUnits: 0 }
    const voided: PollFact = { type: 'poll-voided', poll: 6, at: START, by: 'p1', reason: '写错了', result: none }
    await ledger.commit(commit({ puts: [putPoll(aPoll(6, { stage: 'closed', voided: '写错了' }))], facts: [voided] }))
    expect((await recount('P6')).code).toBe(0)
  })

  test('finds a poll in the archive, and in whichever community it is', async () => {
    await over()
    await over(result, 'other')
    await close()
    await open('demo', () => START + 60 * DAY)
    await open('other')
    await close()
    expect(await readdir(join(dir, 'live', 'demo', 'archive'))).toContain('2027.ndjson')
    await rm(join(dir, 'live', 'demo', 'archive', 'polls.index'))
    const both = await recount('P5')
    expect([both.code, both.err]).toEqual([2, 'demo、other 都有 P5。请说明是哪个，如：--community demo\n'])
    const { code, out } = await recount('P5', '--community', 'demo')
    expect([code, out.endsWith(SAME)]).toEqual([0, true])
    expect(await readdir(join(dir, 'live', 'demo', 'archive'))).not.toContain('polls.index')
  })

  describe('of a poll that is still running', () => {
    const runs = async (given: Partial<Poll> = {}, ...ballots: readonly Ballot[]): Promise<void> => {
      const ledger = await open()
      const puts = [putPoll(aPoll(5, given)), ...ballots.map(putBallot)]
      await ledger.commit(commit({ puts, facts: [opened(aPoll(5, given)), ...votes] }))
    }
    const standing = [aBallot(5, '3-2-501', { choices: [2] }), aBallot(5, '3-2-502')]
    const SO_FAR = '一样：照记录数到现在，和票况对得上\n'

    test('says whether it is right so far', async () => {
      await runs({ shown: 'always' }, ...standing)
      expect(await recount('P5')).toMatchObject({
        code: 0,
        err: '',
        out: `P5 要不要装门禁？（demo，规则码a1b2，11月26日（周四）上午9点截止）\n还在投，11月26日（周四）上午9点截止，到那时才算数\n票况说：2户投了：赞成 1户，反对 1户，弃权 0户\n照记录数：2户投了：赞成 1户，反对 1户，弃权 0户\n${SO_FAR}`,
      })
    })

    test('finds a stored ballot that is not the one in the record', async () => {
      await runs({ shown: 'always' }, aBallot(5, '3-2-501'), aBallot(5, '3-2-502'))
      expect(await recount('P5')).toMatchObject({ code: 1, err: DIFFERS })
    })

    test('tells no numbers that its card keeps for the close', async () => {
      await runs({}, ...standing)
      const { code, out } = await recount('P5')
      expect([code, out.includes('赞成')]).toEqual([0, false])
      expect(out).toContain(
        `说好截止后才报票数，这里也只说多少人投了\n票况说：2户里2户投了\n照记录数：2户里2户投了\n${SO_FAR}`,
      )
    })

    test('compares them all the same', async () => {
      await runs({}, aBallot(5, '3-2-501'), aBallot(5, '3-2-502'))
      const { code, out } = await recount('P5')
      expect([code, out.includes('赞成')]).toEqual([1, false])
    })

    test('tells of a secret one who voted only', async () => {
      const ledger = await open()
      const poll = aPoll(5, { secret: true })
      const voter = aVoter(5, '3-2-501')
      const voted: PollFact = { type: 'voted', poll: 5, at: START, voter, again: false, source: 'm1' }
      await ledger.commit(commit({ puts: [putPoll(poll), putVoter(voter)], facts: [opened(poll), voted] }))
      const { code, out } = await recount('P5')
      expect([code, out.includes('赞成')]).toEqual([0, false])
      expect(out).toContain('匿名的，只说多少人投了\n票况说：2户里1户投了\n照记录数：2户里1户投了\n')
    })
  })

  test('of what there is none, or what cannot be read, is refused in one sentence', async () => {
    await over()
    await close()
    expect(await recount('P6')).toMatchObject({ code: 2, out: '', err: '没有找到 P6。找过的小区：demo\n' })
    expect(await recount('all')).toMatchObject({
      code: 2,
      err: '“all”不是表决的编号。请照卡片上写，如 P5\n',
    })
    const file = join(dir, 'live', 'demo', 'community.ndjson')
    const bytes = await readFile(file)
    bytes[60] = (bytes[60] ?? 0) ^ 1
    await writeFile(file, bytes)
    const { code, err } = await recount('P5')
    expect(code).toBe(2)
    expect(err).toContain('存的记录读不出来。请先启动一次小议，它会自己修，再来数')
    expect(err).toContain(file)
  })
})

/** Every file with its bytes: a recount changes none. */
const tree = async (): Promise<ReadonlyMap<string, string>> => {
  const copy = join(dir, 'copy')
  await cp(join(dir, 'live'), copy, { recursive: true })
  const entries = await readdir(copy, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const all = await Promise.all(paths.map(async (path) => [path, await readFile(path, 'latin1')] as const))
  await rm(copy, { recursive: true })
  return new Map(all.sort())
}

describe('a roll on the console', () => {
  test('is checked without a start', async () => {
    const file = join(dir, 'roll.csv')
    await writeFile(
      file,
      '门牌,面积,业主,表决人\n3-2-501,89.5,"李芳、张伟",李芳\n3-2-502,,"王强、赵姐",\n3-2-503,90.2,吴老师,\n',
    )
    expect(await onConsole(dir, 'roll', file)).toMatchObject({
      code: 0,
      err: '',
      out: `${file} 没有错：3户，面积一共179.7㎡，有1户没写面积\n门牌读成这样：3-2-501 到 3-2-503。和群里叫的不一样，就改表里的写法\n写了业主的3户，其中几人共有的2户\n共有的还有1户没写表决人：3-2-502。请商量好由谁投，写进“表决人”\n`,
    })
    await writeFile(file, '门牌\n3-2-501\n3-2-501\n')
    expect(await onConsole(dir, 'roll', file)).toMatchObject({
      code: 1,
      out: '',
      err: `${file} 第3行：3-2-501 写了两遍，第2行已经有了。请删掉一行，或改对门牌\n一共1处要改。改好以前，这张表都用不上\n`,
    })
  })
})
