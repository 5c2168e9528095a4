import type { Case } from '../../src/domain/state/matter.ts'
import type { Chance } from '../chance.ts'
import type { Intent } from './crowd.ts'
import { command, community, type Deed, numberFor, of, roomOf, say, shown, staffRoom } from './talk.ts'
import { CANARY, NAMES, type Neighbour, people } from './town.ts'
import type { World } from './world.ts'

const DAY = 86_400_000
const SHANGHAI = 8 * 3_600_000

/** 「12月3日」, so many days from now. */
const dateIn = (world: World, days: number): string => {
  const day = new Date(world.shown + days * DAY + SHANGHAI)
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日`
}
const inHand = (world: World, chance: Chance, id: string): number =>
  numberFor(world, chance, id, ({ stage }) => stage === 'taken')
const open = (world: World, chance: Chance, id: string): number =>
  numberFor(world, chance, id, ({ stage }) => stage === 'open' || stage === 'taken')
const done = (world: World, chance: Chance, id: string): number =>
  numberFor(world, chance, id, ({ stage }) => stage === 'done')

type Errand = readonly [what: string, text: string, number?: number]
function says(
  world: World,
  chance: Chance,
  who: Neighbour,
  room: string | undefined,
  [what, text, number]: Errand,
): void {
  world.count.note('an errand')
  const intent: Intent = what === 'answer' ? { do: 'answer' } : command(what, number)
  say(world, who, room, text, { intent, addressed: room === undefined || chance.happens(0.3) })
}

/** What handlers say of their work besides taking and finishing it. */
export const promise: Deed = async (world, chance) => {
  const id = community(chance)
  const [n, canary] = [inHand(world, chance, id), CANARY[id]]
  const errand = chance.pick<Errand>([
    ['absent', `${n} 去了，没人在家`, n],
    ['absent', `${n} 打电话不接`, n],
    ['go-on', `不用等了${n}`, n],
    ['promise', `${n} 下午过去看看`, n],
    ['promise', `${n} ${dateIn(world, chance.between(1, 6))}前装好`, n],
    ['promise', `${n} 明天来`, n],
    ['answer', '是'],
    ['answer', '不是'],
    ['reason', `原因${n} 等${canary}配件`, n],
    ['reason', `${n} 因为等${canary}配件`, n],
    ['hush', '先别催我'],
    ['postpone', `延期${n} ${chance.between(1, 4)}天 等${canary}配件`, n],
    ['on-sight', `随手办 3栋路灯 换了${canary}灯泡`],
    ['correct', `更正 ${done(world, chance, id)} 换的是${canary}皮带`],
    ['together', `${n}好了，换了${canary}灯`, n],
    ['pass-up', `上报${open(world, chance, id)} 归市政管`],
  ])
  says(world, chance, chance.pick(of(id, 'handler')), chance.happens(0.85) ? staffRoom(id) : undefined, errand)
}

/** What conveners and supervisors say. */
export const supervise: Deed = async (world, chance) => {
  const id = community(chance)
  const [n, d, canary] = [open(world, chance, id), done(world, chance, id), CANARY[id]]
  const lower = Object.values(NAMES).find((name) => name !== NAMES[id]) ?? ''
  const errand = chance.pick<Errand>([
    ['suspend', `缓办${n} 到${dateIn(world, chance.between(2, 40))} 等${canary}维修资金`, n],
    ['suspend', `缓办${n}`, n],
    ['go-on', `继续${n}`, n],
    ['press', `督办${n}`, n],
    ['inspect', `验收${d} 通过`, d],
    ['inspect', `验收 ${d} 不通过 还在漏${canary}油`, d],
    ['call-back', `回访${d} 满意`, d],
    ['call-back', `回访${d} 不满意 还在响`, d],
    ['take-down', `撤下${d}`, d],
    ['correct', `更正${d} 换了${canary}门机皮带`, d],
    ['send-down', `交办${n} ${lower} 请三天内看看`, n],
    ['pass-up', `上报${n} 归市政管`, n],
    ['call-in', `撤回上报${n}`, n],
    ['send-back', `退回${n} 归市政`, n],
    ['answer', `同意${n}`, n],
    ['digest', chance.pick(['红灯', '今日', '简报', '简报 晚了', '月报', '周报'])],
  ])
  says(world, chance, chance.pick([...of(id, 'convener'), ...of(id, 'steward')]), staffRoom(id), errand)
}

/** What everybody is reminded of. */
export const remind: Deed = async (world, chance) => {
  const id = community(chance)
  const kept = [...(shown(world, id)?.docs.reminder.values() ?? [])].filter(({ endedAt }) => endedAt === undefined)
  const number = kept.length > 0 ? chance.pick(kept).number : chance.between(1, 3)
  const canary = CANARY[id]
  const errand = chance.pick<Errand>([
    ['remind', `提醒 ${dateIn(world, chance.between(1, 9))}18:00前 交${canary}医保`],
    ['remind', `提醒 ${dateIn(world, chance.between(1, 9))} 打${canary}疫苗`],
    ['remind', `提醒 明天上午9点 ${canary}园停水`],
    ['remind', `提醒 每周${chance.pick(['一', '五', '日'])}下午3点 收${canary}大件垃圾`],
    ['remind', `提醒 每月${chance.between(1, 31)}日18:00前 交${canary}物业费`],
    ['unremind', `取消提醒 R${number}`],
    ['remind', `R${number} 改到${dateIn(world, chance.between(1, 9))}`],
    ['reminders', '提醒列表'],
  ])
  const who = chance.happens(0.85) ? chance.pick(of(id, 'convener')) : chance.pick(of(id, 'resident'))
  const room = who.rooms.includes(staffRoom(id)) ? staffRoom(id) : roomOf(chance, who, id)
  says(world, chance, who, room, errand)
}

/** What the reporter and the neighbours say of what is done, and of what waits for them. */
export const judge: Deed = async (world, chance) => {
  const id = community(chance)
  const [n, d] = [open(world, chance, id), done(world, chance, id)]
  const errand = chance.pick<Errand>([
    ['rate', `${d}满意`, d],
    ['rate', `${d} 一般`, d],
    ['rate', `${d}不满意`, d],
    ['reason', '晚上还是黑的'],
    ['again', `${d}又坏了 关不上门`, d],
    ['again', '又坏了'],
    ['still', chance.pick(['都好', '还好', '好'])],
    ['home', `${n} 我明天下午在家`, n],
    ['home', `${n} 不急，我下周一才在家`, n],
    ['urge', `催${n}`, n],
    ['reopen', `${d}没好 ${CANARY[id]}还在漏`, d],
    ['duty', '今天谁值班？'],
  ])
  const who = chance.pick(people.filter((one) => one.community === id && one.listed))
  says(world, chance, who, chance.happens(0.3) ? undefined : roomOf(chance, who, id), errand)
}

/** Four weeks after a finish those whom it concerns are asked once more. */
export const moon: Deed = async (world, chance) => {
  const id = community(chance)
  const number = open(world, chance, id)
  say(world, chance.pick(of(id, 'convener')), staffRoom(id), `办结${number} 换了${CANARY[id]}配件`, {
    intent: command('finish'),
  })
  await world.quiet()
  world.tell('28 days go by')
  await world.pass(28 * DAY)
  await world.pass(chance.pick([0, 3, 14]) * 3_600_000)
  for (let left = chance.between(1, 4); left > 0; left--) await judge(world, chance)
}

/** The morning comes: of what is late, of what is due today, of what others do. */
export const morning: Deed = async (world, chance) => {
  const at = world.shown + SHANGHAI
  const half = 8.5 * 3_600_000
  const left = (half - (at % DAY) + DAY) % DAY
  world.tell(`until 08:30, ${Math.round(left / 60_000)} min`)
  await world.pass(left + chance.pick([-20_000, 0, 20_000, 4 * 3_600_000]))
}

/** From its taking to its end, by those who may: something comes in between. */
export const course: Deed = async (world, chance) => {
  const id = community(chance)
  const number = numberFor(world, chance, id, ({ stage, from }) => stage === 'open' && from === undefined)
  const [handler, convener] = [chance.pick(of(id, 'handler')), chance.pick(of(id, 'convener'))]
  const supervisor = chance.pick(of(id, 'supervisor'))
  const room = staffRoom(id)
  const one = (who: Neighbour, errand: Errand): Promise<void> => {
    says(world, chance, who, room, errand)
    return world.quiet()
  }
  await one(handler, ['take', `接${number}`, number])
  const between = chance.pick<readonly [Neighbour, Errand]>([
    [handler, ['absent', `${number} 去了，没人在家`, number]],
    [handler, ['absent', `${number} 去了，没人在家`, number]],
    [handler, ['promise', `${number} ${dateIn(world, chance.between(1, 5))}前弄好`, number]],
    [convener, ['suspend', `缓办${number} 到${dateIn(world, chance.between(1, 6))} 等${CANARY[id]}维修资金`, number]],
    [convener, ['press', `督办${number}`, number]],
    [
      convener,
      id === 'north'
        ? ['pass-up', `上报${number} 归市政管`, number]
        : ['send-down', `交办${number} ${NAMES.north} 请看看`, number],
    ],
  ])
  await one(...between)
  if (chance.happens(0.5)) await one(handler, ['answer', '是'])
  await world.pass(chance.pick([600, 7_200, 30_000, 100_000, 300_000]) * 1_000)
  await one(chance.pick([handler, convener]), ['finish', `${number}好了，换了${CANARY[id]}配件`, number])
  await world.pass(chance.pick([60, 900]) * 1_000)
  await one(supervisor, ['inspect', chance.pick([`验收${number} 通过`, `验收${number} 不通过 还在漏`]), number])
  await one(convener, ['call-back', chance.pick([`回访${number} 满意`, `回访${number} 不满意 还在响`]), number])
  await judge(world, chance)
}

/** What another level handed over is worked on where it is. */
export const handed: Deed = async (world, chance) => {
  const id = community(chance)
  const all = [...(shown(world, id)?.docs.case.values() ?? [])].filter(({ from }) => from !== undefined)
  if (all.length === 0) return course(world, chance)
  const { number, from } = chance.pick(all)
  const errand = chance.pick<Errand>([
    ['take', `接${number}`, number],
    ['news', `${number} 已联系${CANARY[id]}维保，明天来`, number],
    ['finish', `${number}好了，换了${CANARY[id]}配电箱`, number],
    ['finish', `${number}好了，换了${CANARY[id]}配电箱`, number],
    ['refuse', `不办${number} 不归${CANARY[id]}管`, number],
    ['postpone', `延期${number} 3天 等${CANARY[id]}配件`, number],
    ['withdraw', `撤回${number}`, number],
    ['absent', `${number} 联系不上`, number],
    ['suspend', `缓办${number} 到${dateIn(world, chance.between(2, 40))} 等${CANARY[id]}经费`, number],
  ])
  says(world, chance, chance.pick(of(id, 'convener')), staffRoom(id), errand)
  if (chance.happens(0.2)) waits(world, chance, from) // at the same time, perhaps
  await world.quiet()
  await judge(world, chance)
}

/** Those who handed it over put it off too, or want it to go on. */
function waits(world: World, chance: Chance, from: Case['from']): void {
  if (!from) return
  const { community: id, number } = from
  const errand = chance.pick<Errand>([
    ['suspend', `缓办${number} 到${dateIn(world, chance.between(2, 40))} 等${CANARY[id]}维修资金`, number],
    ['go-on', `继续${number}`, number],
  ])
  says(world, chance, chance.pick(of(id, 'convener')), staffRoom(id), errand)
}
