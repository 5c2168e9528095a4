import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, type TestContext, test } from 'vitest'
import { Pair, RESIDENTS, type Secrecy, STAFF } from './line.ts'

const open: Pair[] = []
const dirs: string[] = []
const pair = async (secrecy: Secrecy, { onTestFailed }: TestContext): Promise<Pair> => {
  const dir = await mkdtemp(join(tmpdir(), 'xiaoyi-line-'))
  dirs.push(dir)
  const one = new Pair(dir, secrecy)
  open.push(one)
  onTestFailed(async () => console.error(await one.transcript()))
  await one.openGateway()
  await one.openProgram()
  await one.becomes('online')
  return one
}
afterAll(async () => {
  await Promise.all(open.map((one) => one.end()))
  await Promise.all(dirs.map((dir) => rm(dir, { recursive: true, force: true })))
  for (const { back } of open) if (Object.keys(back).length) console.log(`seconds until back: ${JSON.stringify(back)}`)
})

/** A question that closes at a full minute, the next one if that is far enough: nothing here takes longer. */
const poll = async (on: Pair): Promise<void> => {
  const minutes = new Date().getUTCSeconds() < 25 ? 1 : 2
  const words = `投票 2号门加装充电桩？ 赞成/反对/弃权 ${minutes}分钟后 按户`
  await on.ask(STAFF, '刘书记', words, /这样发出去/)
  await on.ask(STAFF, '刘书记', '发', /^P1 问大家/, RESIDENTS)
}
/** What was told must be what the ballots say; on a slow machine one may have come too late, which is told as well. */
const result = async (on: Pair, votes: readonly (readonly [string, 1 | 2])[]): Promise<void> => {
  const told = await on.hears(RESIDENTS, /^P1 截止了：/, { within: 180_000 })
  const late = await on.lines(RESIDENTS, /P1 已于.*没有计入/)
  const counted = votes.filter(([name]) => !late.some(({ text }) => text.includes(`@${name}`)))
  const [yes, no] = [1, 2].map((choice) => counted.filter(([, chosen]) => chosen === choice).length)
  expect(told).toMatch(new RegExp(`1赞成：${yes}户[\n；]2反对：${no}户`))
}
const raise = (on: Pair) => on.ask(RESIDENTS, '李芳', '@小议 3栋2单元电梯停了', /#1 记下了：3栋/)
const take = (on: Pair) => on.ask(STAFF, '王强', '接1', /#1 归您了/)
const finish = (on: Pair) => on.ask(STAFF, '王强', '1好了，换了门机皮带', /#1 记为办完/)
const rate = async (on: Pair) => {
  await on.hears(RESIDENTS, /#1 办完了/)
  await on.ask(RESIDENTS, '李芳', '1满意', /#1 记下了：满意/)
}

/** What is said once, and how often it was said more often than `most`. */
const LINES = [/#1 记下了：3栋/, /#1 归您了/, /#1 记为办完/, /#1 办完了/, /#1 记下了：满意/, /P1 问大家/, /P1 截止了：/]
const saidMore = async (on: Pair, most: number): Promise<readonly string[]> => {
  const said = [...(await on.lines(RESIDENTS, /./)), ...(await on.lines(STAFF, /./))].map(({ text }) => text)
  return LINES.flatMap((words) => {
    const count = said.filter((text) => words.test(text)).length
    return count >= 1 && count <= most ? [] : [`${words}: ${count}`]
  })
}

const VOTES = [
  ['李芳', 1],
  ['张伟', 2],
  ['赵姐', 1],
] as const
const LONG = 300_000

describe.concurrent('a program and a gateway, two processes', () => {
  test(
    'built-in certificate: the gateway is killed in the middle of a case and of a poll',
    async (context) => {
      const on = await pair('built-in certificate', context)
      await poll(on)
      await raise(on)
      await on.say(RESIDENTS, '李芳', '1')
      await take(on)

      await on.gateway.process.end('SIGKILL')
      on.back.noticed = await on.becomes('offline')
      await on.openGateway()
      on.back.killed = await on.becomes('online')

      await on.say(RESIDENTS, '张伟', '2')
      await finish(on)
      await rate(on)
      await result(on, [
        ['李芳', 1],
        ['张伟', 2],
      ])
      expect(await saidMore(on, 2)).toEqual([]) // what was on its way at the kill may be said again
      expect(on.back.noticed).toBeLessThan(15)
      expect(on.back.killed).toBeLessThan(15)
    },
    LONG,
  )

  test(
    'own certificate: the gateway freezes, and the program is killed',
    async (context) => {
      const on = await pair('own certificate', context)
      await poll(on)
      await raise(on)
      await on.ask(RESIDENTS, '李芳', '1', /P1 记下了：1赞成/)
      await on.hears(STAFF, /#1 3栋2单元电梯停了/)

      void on.gateway.process.end('SIGSTOP')
      on.back.noticed = await on.becomes('offline')
      void on.gateway.process.end('SIGCONT')
      on.back.frozen = await on.becomes('online')

      await take(on)
      await finish(on)
      await on.program.process.end('SIGKILL') // the reporter has not been told yet, or was just now
      await on.openProgram()
      on.back.restarted = await on.becomes('online')
      await rate(on)
      await result(on, [['李芳', 1]])
      expect(await saidMore(on, 2)).toEqual([])
      expect(on.back.noticed).toBeLessThan(30)
      expect(on.back.frozen).toBeLessThan(15)
    },
    LONG,
  )

  test(
    'no TLS: doubled, out of order, and replayed after logins',
    async (context) => {
      const on = await pair('no TLS', context)
      await on.fault('faults', { twice: true, late: 300 })
      await poll(on)
      await raise(on)
      await on.fault('faults', { backwards: 3 })
      for (const [name, choice] of VOTES) await on.say(RESIDENTS, name, String(choice))
      await on.fault('faults', { backwards: 0 })
      await take(on)

      await on.fault('replay')
      await on.becomes('online')
      await on.fault('late', { room: RESIDENTS, from: '朱明', text: '@小议 1栋1单元楼道灯不亮', ago: 3_600_000 })
      await on.fault('late', { room: RESIDENTS, from: '朱明', text: 'P1 1', ago: 3_600_000 })
      await finish(on)
      await on.program.process.end('SIGKILL')
      await on.openProgram()
      await on.becomes('online')
      await on.fault('replay')
      await on.becomes('online')

      await rate(on)
      await result(on, VOTES)
      expect(await on.lines(RESIDENTS, /#2 /)).toEqual([])
      expect(await saidMore(on, 2)).toEqual([])
    },
    LONG,
  )
})
