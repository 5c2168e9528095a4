import type { Chance } from '../chance.ts'
import { community, type Deed, of, polls, residentsRooms, say, staffRoom } from './talk.ts'
import { CANARY, type Neighbour, people } from './town.ts'
import type { World } from './world.ts'

const OPTIONS = ['赞成', '反对', '弃权'] as const

/** A card is made and, mostly, posted. */
export const ask: Deed = async (world, chance) => {
  const id = community(chance)
  const who = chance.pick(of(id, 'convener'))
  const minutes = chance.pick([5, 20, 60, 300])
  const kind = chance.happens(0.6) ? '按户' : '按人'
  const text = `投票 ${CANARY[id]}园装${chance.between(1, 99)}个充电桩？ ${OPTIONS.join('/')} ${minutes}分钟后 ${kind}`
  say(world, who, staffRoom(id), text, { intent: { do: 'open-poll' } })
  if (chance.happens(0.3)) await world.quiet()
  if (chance.happens(0.9)) say(world, who, staffRoom(id), '发', { intent: { do: 'post-poll' } })
}

/** The polls a person may mean: mostly open ones. */
const number = (world: World, chance: Chance, id: string): number => {
  const all = polls(world, id)
  const open = all.filter(({ stage }) => stage === 'open')
  const from = open.length > 0 && chance.happens(0.85) ? open : all
  return from.length > 0 && chance.happens(0.95) ? chance.pick(from).number : chance.between(1, 5)
}

/** In so many words. */
function words(world: World, chance: Chance, who: Neighbour, id: string): void {
  const poll = number(world, chance, id)
  const choice = chance.between(1, 3)
  const open = polls(world, id).filter(({ stage }) => stage === 'open')
  const only = open.length === 1 && open[0]?.number === poll
  const room = chance.happens(0.15) ? undefined : chance.pick(who.rooms.filter((one) => one.startsWith(id)))
  const bare = only && room !== undefined && residentsRooms(id).includes(room) && chance.happens(0.4)
  const text = bare
    ? chance.pick([String(choice), OPTIONS[choice - 1] ?? '', String.fromCharCode(0xff10 + choice)])
    : chance.pick([`P${poll} ${choice}`, `p${poll} ${choice}`, `Ｐ${poll} ${choice}`])
  say(world, who, room, text, {
    intent: bare ? { do: 'vote', choice } : { do: 'vote', poll, choice },
    addressed: room === undefined || chance.happens(0.2),
  })
}

const votersOf = (id: string): readonly Neighbour[] =>
  people.filter(({ rooms }) => rooms.some((room) => room.startsWith(id)))

export const vote: Deed = async (world, chance) => {
  const id = community(chance)
  const crowd = chance.happens(0.2) ? chance.between(5, 25) : chance.between(1, 2)
  for (let i = 0; i < crowd; i++) words(world, chance, chance.pick(votersOf(id)), id)
  if (crowd > 2) world.count.note('a burst of votes')
}

export const takeBack: Deed = async (world, chance) => {
  const id = community(chance)
  const who = chance.pick(votersOf(id))
  const poll = number(world, chance, id)
  const room = chance.pick(who.rooms.filter((one) => one.startsWith(id)))
  const [text, intent] = chance.pick([
    [`撤销P${poll}的票`, { do: 'unvote' }],
    ['撤销我的票', { do: 'unvote' }],
    ['刚才那个不算', { do: 'undo' }],
    ['票况', { do: 'command', what: 'status' }],
    ['我投了没', { do: 'command', what: 'my-ballot' }],
  ] as const)
  say(world, who, chance.happens(0.2) ? undefined : room, text, { intent, addressed: chance.happens(0.5) })
}
