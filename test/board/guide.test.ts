import { expect, test } from 'vitest'
import { guide, type Standing } from '../../src/board/guide.ts'
import { friday } from '../../src/board/steps.ts'
import { get, NINE, type Stage, stage } from './stage.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const local = (when: string) => Date.parse(`${when}+08:00`)

test.each([
  ['2026-11-23T09:00', '2026-11-27T18:00'],
  ['2026-11-27T17:59', '2026-11-27T18:00'],
  ['2026-11-27T18:00', '2026-12-04T18:00'],
  ['2026-11-28T00:00', '2026-12-04T18:00'],
  ['2026-11-29T23:00', '2026-12-04T18:00'],
])('the Friday after %s is %s', (after, close) => {
  expect(friday(local(after))).toBe(local(close))
})

/** Plays lines 「室 谁: 话」 and tells where the guide stands after each. */
const play = (set: Stage) => {
  const standing = async () => (await get(set.app, '/sim/guide')) as Standing
  const say = async (room: string, from: string, text: string) => {
    set.world.say({ room, from, text })
    return standing()
  }
  return { say, standing }
}
const [R, S] = ['业主群', '工作群']

test('the first minute, from the report to the result', async () => {
  const set = stage()
  const { say, standing } = play(set)
  const at = (step: number) => expect.objectContaining({ step, of: 9 })

  const first = await standing()
  expect(first).toMatchObject({ step: 1, of: 9, waiting: false, act: { as: 'li', room: 'r1' } })
  expect(await say(R, '李芳', first.act?.say ?? '')).toMatchObject({ step: 1, waiting: true })
  const taken = await say(R, 'bot', '@李芳\u2005#31 记下了：3栋2单元电梯又坏了')
  expect(taken).toMatchObject({ step: 2, act: { as: 'wang', room: 'r2', say: '接 31' } })

  await say(S, '王强', '接 31')
  expect(await say(S, 'bot', '#31 归您了')).toMatchObject({ step: 3, act: { advance: '2d' } })
  set.advance(2 * DAY)
  expect(await standing()).toMatchObject({ step: 4, act: { as: 'wang', say: '办结 31 换了门机皮带', photo: true } })

  await say(S, '王强', '办结 31 换了门机皮带')
  expect(await say(R, 'bot', '✅#31 办完了')).toMatchObject({ step: 5, act: { as: 'li', say: '31 满意' } })
  await say(R, '李芳', '31 满意')
  expect(await say(R, 'bot', '#31 记下了：满意，谢谢')).toMatchObject({ step: 6, act: { as: 'liu' } })

  await say(R, '刘书记', '投票 2号门装充电桩？ 赞成/反对/弃权 周五18点 按户')
  expect(await say(R, 'bot', '这样发出去：\n2号门装充电桩？')).toMatchObject({ step: 7, act: { say: '发' } })
  await say(R, '刘书记', '发')
  expect(await say(R, 'bot', 'P6 问大家：2号门装充电桩？')).toMatchObject({ step: 8, act: { as: 'li', say: '1' } })
  expect(await say(R, '李芳', '1')).toMatchObject({ step: 8, act: { as: 'zhang', say: '1' } })
  expect(await say(R, '李芳', '1')).toEqual(at(8)) // the same person again is no second vote
  expect(await say(R, '张伟', '1')).toMatchObject({
    step: 9,
    act: { advance: `${(2 * DAY + 9 * HOUR) / 60_000 + 1}m` },
  })

  expect(await say(R, 'bot', 'P6 记下了：1赞成')).toEqual(at(9))
  set.advance(2 * DAY + 9 * HOUR)
  expect(await say(R, 'bot', 'P6 截止了：2号门装充电桩？')).toEqual({ step: 10, of: 9, waiting: false })
})

test('chatter and other matters move nothing', async () => {
  const { say } = play(stage())
  await say(R, '张伟', '中午吃什么')
  expect(await say(R, 'bot', '#19 有消息：等配件')).toMatchObject({ step: 1, waiting: false })
})

test('where the bot asks whether it is the same, the answer is offered', async () => {
  const { say } = play(stage())
  await say(R, '李芳', '@小议 3栋2单元电梯又坏了')
  expect(await say(R, 'bot', '和 #19 是同一件吗？回“是”或“不是”')).toMatchObject({
    step: 1,
    act: { as: 'li', say: '不是' },
  })
  await say(R, '李芳', '不是')
  expect(await say(R, 'bot', '#31 记下了：电梯')).toMatchObject({ step: 2, act: { say: '接 31' } })
})

test('#1 is not taken for #12', async () => {
  const { say } = play(stage())
  await say(R, '李芳', '@小议 电梯又坏了')
  await say(R, 'bot', '#1 记下了：电梯')
  await say(S, '王强', '接 1')
  expect(await say(S, 'bot', '#12 今天到时限')).toMatchObject({ step: 2, waiting: true })
})

test('only what was said after a message belongs to the story', async () => {
  const set = stage()
  const { say } = play(set)
  await say(R, '李芳', '@小议 电梯又坏了')
  const { id } = set.world.say({ room: R, from: 'bot', text: '#1 记下了：电梯' })
  expect(await get(set.app, `/sim/guide?after=${id}`)).toMatchObject({ step: 1 })
})

const round = (set: Stage, after: string) => async () => (await get(set.app, `/sim/guide?after=${after}`)) as Standing

test('a further round has a new case at another place, and the old one moves nothing in it', async () => {
  const set = stage()
  const { say } = play(set)
  await say(R, '李芳', '@小议 3栋2单元电梯又坏了，老人下不了楼')
  const { id } = set.world.say({ room: R, from: 'bot', text: '#1 记下了：3栋2单元电梯又坏了' })
  const standing = round(set, id)
  const first = await standing()
  expect(first).toMatchObject({
    step: 1,
    waiting: false,
    act: { as: 'li', say: '@小议 5栋1单元电梯坏了，老人下不了楼' },
  })

  await say(R, '李芳', '@小议 3栋2单元电梯又坏了')
  await say(R, 'bot', '#1 重新办理：3栋2单元电梯又坏了')
  expect(await standing()).toMatchObject({ step: 1 })
  await say(R, '李芳', first.act?.say ?? '')
  await say(R, 'bot', '#2 记下了：5栋1单元电梯坏了')
  expect(await standing()).toMatchObject({ step: 2, act: { say: '接 2' } })
})

test('free play with other people and cases moves nothing before the step is done', async () => {
  const set = stage()
  const { say } = play(set)
  const { id } = set.world.say({ room: R, from: 'bot', text: '#1 办完了，P1 截止了' })
  const standing = round(set, id)
  const at = async (step: number) => expect(await standing()).toMatchObject({ step, waiting: false })
  await say(R, '张伟', '@小议 5栋1单元电梯坏了')
  await say(R, 'bot', '#2 记下了：5栋1单元电梯坏了')
  await say(R, '李芳', '@小议 东门路灯不亮')
  await say(R, 'bot', '#3 记下了：东门路灯不亮')
  await say(S, '王强', '接 2')
  await say(S, 'bot', '#2 归您了')
  await at(1)

  await say(R, '李芳', '@小议 1栋2单元电梯坏了')
  await say(R, 'bot', '#4 记下了：1栋2单元电梯坏了')
  await say(S, '王强', '接 3')
  await say(S, 'bot', '#3 归您了；#4 还没人接')
  await at(2)
  await say(S, '王强', '接 4')
  await say(S, 'bot', '#4 归您了')
  set.advance(2 * DAY)
  await say(S, '王强', '办结 2 换了灯泡')
  await say(R, 'bot', '#2 记为办完')
  await at(4)
  await say(S, '王强', '办结 4 换了2根皮带')
  await say(R, 'bot', '#4 记为办完')
  await say(R, '李芳', '2 满意')
  await at(5)
  await say(R, '李芳', '满意')
  await say(R, 'bot', '#4 记下了：满意，谢谢')
  await at(6)
  await say(R, '刘书记', '投票 2号门装充电桩？ 赞成/反对')
  await say(R, 'bot', '#3 有消息：等配件')
  expect(await standing()).toMatchObject({ step: 6, waiting: true })
  await say(R, 'bot', '这样发出去：\n2号门装充电桩？')
  await say(R, '刘书记', '发')
  await say(R, 'bot', 'P1 记下了：1赞成')
  expect(await standing()).toMatchObject({ step: 7, waiting: true })
  await say(R, 'bot', 'P2 问大家：2号门装充电桩？')
  await at(8)
})

test('where it was the same after all, the step is offered about another lift', async () => {
  const { say } = play(stage())
  await say(R, '李芳', '@小议 3栋2单元电梯又坏了')
  await say(R, 'bot', '和 #1 是同一件吗？回“是”或“不是”')
  expect(await say(R, '李芳', '是')).toMatchObject({
    step: 1,
    waiting: false,
    act: { say: expect.stringContaining('5栋') },
  })
})

test('a world of other people has no guide', () => {
  const { world } = stage()
  world.renameContact('李芳', '别人')
  expect(guide({ before: [], since: [] }, world, NINE)).toBeUndefined()
})
