import type { Chance } from '../chance.ts'
import { choicesIn, meant, numberOf, voteIn } from './ballots.ts'
import type { Intent } from './crowd.ts'
import { command, community, type Deed, of, polls, residentsRooms, say, shown, staffRoom } from './talk.ts'
import { HOUSEHOLDS } from './town.ts'
import type { World } from './world.ts'

/** Who leads a poll: its conveners, in the staff room mostly. */
function leads(world: World, chance: Chance, id: string, text: string, intent: Intent): void {
  const room = chance.weighted({ staff: 6, residents: 2, privately: 1 })
  const where = { staff: staffRoom(id), residents: chance.pick(residentsRooms(id)), privately: undefined }[room]
  say(world, chance.pick(of(id, 'convener')), where, text, { intent, addressed: chance.happens(0.5) })
}

export const extend: Deed = async (world, chance) => extendIn(world, chance, community(chance))

function extendIn(world: World, chance: Chance, id: string): void {
  const number = numberOf(chance, meant(world, chance, id))
  const text = `延长P${number}到${chance.pick(['10分钟后', '40分钟后', '7小时后', '明天18点'])} 还有人没看到`
  leads(world, chance, id, text, { do: 'extend', poll: number })
}

/** Just before a close, or just after. */
export const lastMinute: Deed = async (world, chance) => {
  const id = community(chance)
  const open = polls(world, id).filter(({ stage }) => stage === 'open')
  if (open.length === 0) return
  const { closes, number } = chance.pick(open)
  world.tell(`P${number} of ${id} is about to close`)
  await world.pass(Math.max(0, closes - world.shown + chance.between(-15, 25) * 1_000))
  if (chance.happens(0.3)) extendIn(world, chance, id)
  else voteIn(world, chance, id)
}

/** By one convener, and mostly by another as well. */
export const annul: Deed = async (world, chance) => {
  const id = community(chance)
  const number = numberOf(chance, meant(world, chance, id))
  for (const who of chance.happens(0.6) ? of(id, 'convener') : of(id, 'convener').slice(1)) {
    say(world, who, staffRoom(id), `作废P${number} 写错了`, { intent: { do: 'void', poll: number } })
    if (chance.happens(0.5)) await world.quiet()
  }
}

/** A dwelling that has voted, mostly. */
function contested(world: World, chance: Chance, id: string): readonly [poll: number, household: string] {
  const runs = (number: number) => polls(world, id).some((poll) => poll.number === number && poll.stage === 'open')
  const voted = [...(shown(world, id)?.docs.ballot.values() ?? [])].filter(
    ({ poll, unit }) => HOUSEHOLDS.includes(unit) && runs(poll),
  )
  const one = voted.length > 0 && chance.happens(0.9) ? chance.pick(voted) : undefined
  return one ? [one.poll, one.unit] : [numberOf(chance, meant(world, chance, id)), chance.pick(HOUSEHOLDS)]
}

export const contest: Deed = async (world, chance) => {
  const id = community(chance)
  const [number, household] = contested(world, chance, id)
  const again = chance.happens(0.2)
  const text = again ? `恢复P${number} ${household}` : `存疑P${number} ${household} 不是本人投的`
  leads(world, chance, id, text, { do: again ? 'restore' : 'contest', poll: number, household })
  if (again || chance.happens(0.7)) return
  await world.quiet()
  leads(world, chance, id, `恢复P${number} ${household}`, { do: 'restore', poll: number, household })
}

/** What reached a steward by telephone, at the door or on paper. */
export const handIn: Deed = async (world, chance) => {
  const id = community(chance)
  const who = chance.pick([...of(id, 'steward'), ...of(id, 'handler'), ...of(id, 'convener')])
  const poll = meant(world, chance, id)
  const where = chance.happens(poll?.secret ? 0.8 : 0.4) ? undefined : staffRoom(id)
  const how = chance.pick(['电话', '上门', '纸票'])
  if (how === '纸票' && chance.happens(0.8)) say(world, who, where, '', { intent: { do: 'photo' }, kind: 'image' })
  const [number, household, choices] = [numberOf(chance, poll), chance.pick(HOUSEHOLDS), choicesIn(chance, poll)]
  say(world, who, where, `代投P${number} ${household} ${choices.join('、')} ${how}`, {
    intent: { do: 'hand-in', poll: number, household, choices },
  })
}

export const lead: Deed = async (world, chance) => {
  const id = community(chance)
  const number = numberOf(chance, meant(world, chance, id))
  const [text, what] = chance.pick([
    [`扫楼P${number}`, 'sweep'],
    [`结论P${number} 先装两个，三个月后回头看`, 'conclude'],
    [`截止P${number}`, 'end'],
  ] as const)
  leads(world, chance, id, text, command(what))
}
