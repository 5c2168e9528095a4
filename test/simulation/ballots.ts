import type { Poll } from '../../src/domain/state/matter.ts'
import type { Chance } from '../chance.ts'
import type { Intent } from './crowd.ts'
import { PROMPT } from './mail.ts'
import { community, type Deed, of, polls, residentsRooms, say, staffRoom } from './talk.ts'
import { CANARY, HOUSEHOLDS, type Neighbour, people, WHISPER } from './town.ts'
import type { World } from './world.ts'

const OPTIONS = ['赞成', '反对', '弃权'] as const
const GATES = ['东门', '西门', '南门', '北门'] as const
const KINDS = { 按户: 5, 按人: 4, 业主: 2, 代表: 2 } as const

/** A card is made and, mostly, posted. */
export const ask: Deed = async (world, chance) => {
  const id = community(chance)
  const who = chance.pick(of(id, 'convener'))
  say(world, who, staffRoom(id), cardOf(chance, id), { intent: { do: 'open-poll' } })
  if (chance.happens(0.3)) await world.quiet()
  if (chance.happens(0.9)) say(world, who, staffRoom(id), '发', { intent: { do: 'post-poll' } })
}

/** Its parts in some order. */
function cardOf(chance: Chance, id: string): string {
  const about = CANARY[id]
  const several = chance.happens(0.3)
  const subject = several ? `${about}园开哪些门？` : `${about}园装${chance.between(1, 99)}个充电桩？`
  const kind = chance.weighted(KINDS)
  return [
    `投票 ${subject}`,
    (several ? GATES : OPTIONS).join('/'),
    `${chance.pick([5, 20, 60, 300])}分钟后`,
    kind,
    ...(several ? [chance.pick(['可多选', '最多选2'])] : []),
    ...(chance.happens(kind === '业主' ? 0.1 : 0.4) ? ['匿名'] : []),
    ...(chance.happens(0.3) ? ['随时看票数'] : []),
  ].join(' ')
}

/** The polls a person may mean: mostly open ones. */
export function meant(world: World, chance: Chance, id: string): Poll | undefined {
  const all = polls(world, id)
  const open = all.filter(({ stage }) => stage === 'open')
  const from = open.length > 0 && chance.happens(0.85) ? open : all
  return from.length > 0 && chance.happens(0.95) ? chance.pick(from) : undefined
}
export const numberOf = (chance: Chance, poll: Poll | undefined): number => poll?.number ?? chance.between(1, 5)

/** As many as may be chosen, mostly; now and then one that is not there. */
export function choicesIn(chance: Chance, poll: Poll | undefined): readonly number[] {
  const { most = 1, options = OPTIONS } = poll ?? {}
  const size = most > 1 ? chance.between(1, Math.min(3, most)) : 1
  const all = new Set<number>()
  while (all.size < size) all.add(chance.between(1, options.length))
  return [...all].sort((a, b) => a - b)
}

const roomIn = (chance: Chance, who: Neighbour, id: string): string =>
  chance.pick(who.rooms.filter((one) => one.startsWith(id)))

/** In so many words. What is whispered is said of a secret poll only, by who is of one community, so that it may be nowhere. */
function words(world: World, chance: Chance, who: Neighbour, id: string): void {
  const poll = meant(world, chance, id)
  const [number, choices] = [numberOf(chance, poll), choicesIn(chance, poll)]
  const room = chance.happens(poll?.secret ? 0.7 : 0.15) ? undefined : roomIn(chance, who, id)
  const open = polls(world, id).filter(({ stage }) => stage === 'open')
  const only = open.length === 1 && open[0] === poll
  const isBare =
    room === undefined ? chance.happens(0.15) : only && residentsRooms(id).includes(room) && chance.happens(0.4)
  const reason = poll?.secret && room === undefined && who.listed && chance.happens(0.3) ? `，${WHISPER}` : ''
  say(
    world,
    who,
    room,
    isBare ? bare(chance, poll, choices) : `${chance.pick(['P', 'p', 'Ｐ'])}${number} ${choices.join('、')}${reason}`,
    {
      intent: isBare ? { do: 'vote', choices } : { do: 'vote', poll: number, choices },
      addressed: room === undefined || chance.happens(0.2),
    },
  )
}

const bare = (chance: Chance, poll: Poll | undefined, choices: readonly number[]): string => {
  const [choice = 1] = choices
  if (choices.length > 1) return choices.join('、')
  const word = (poll?.options ?? OPTIONS)[choice - 1] ?? ''
  return chance.pick([String(choice), word, String.fromCharCode(0xff10 + choice)])
}

const votersOf = (id: string): readonly Neighbour[] =>
  people.filter(({ rooms }) => rooms.some((room) => room.startsWith(id)))

export const vote: Deed = async (world, chance) => {
  const id = community(chance)
  if (chance.happens(0.1)) await outOfOrder(world, chance, id)
  else voteIn(world, chance, id)
}

/** She changes her mind, and what she said first arrives last. */
async function outOfOrder(world: World, chance: Chance, id: string): Promise<void> {
  const who = chance.pick(votersOf(id))
  const poll = meant(world, chance, id)
  const { arrivals } = world.mail
  const votes = () => {
    const [number, choices] = [numberOf(chance, poll), choicesIn(chance, poll)]
    const room = poll?.secret ? undefined : roomIn(chance, who, id)
    return say(world, who, room, `P${number} ${choices.join('、')}`, { intent: { do: 'vote', poll: number, choices } })
  }
  world.mail.arrivals = { ...PROMPT, now: 0, later: 1 }
  const first = votes()
  world.mail.arrivals = arrivals
  await world.pass(2_000)
  votes()
  await world.quiet()
  const place = first ? world.mail.post.indexOf(first) : -1
  for (const said of place < 0 ? [] : world.mail.post.splice(place, 1)) world.mail.deliver(said)
}

export function voteIn(world: World, chance: Chance, id: string): void {
  const crowd = chance.happens(0.2) ? chance.between(5, 25) : chance.between(1, 2)
  for (let i = 0; i < crowd; i++) words(world, chance, chance.pick(votersOf(id)), id)
  if (crowd > 2) world.count.note('a burst of votes')
  if (chance.happens(0.15)) {
    const who = chance.pick(votersOf(id))
    const room = chance.happens(0.2) ? undefined : roomIn(chance, who, id)
    say(world, who, room, '同上', { intent: room === undefined ? { do: 'chatter' } : { do: 'same-vote' } })
  }
}

/** For her mother, or for a neighbour who must be asked first. */
export const voteFor: Deed = async (world, chance) => {
  const id = community(chance)
  const who = chance.pick(votersOf(id))
  const poll = meant(world, chance, id)
  const household =
    who.dwellings.length > 0 && chance.happens(0.6) ? chance.pick(who.dwellings) : chance.pick(HOUSEHOLDS)
  const [choice = 1] = choicesIn(chance, poll)
  const number = numberOf(chance, poll)
  const room = chance.happens(0.4) ? undefined : roomIn(chance, who, id)
  say(world, who, room, `P${number}替楼上奶奶投${choice} ${household}`, {
    intent: { do: 'vote-for', poll: number, household, choices: [choice] },
    addressed: chance.happens(0.5),
  })
}

export const takeBack: Deed = async (world, chance) => {
  const id = community(chance)
  const who = chance.pick(votersOf(id))
  const number = numberOf(chance, meant(world, chance, id))
  const [text, intent] = chance.pick<readonly [string, Intent]>([
    [`撤销P${number}的票`, { do: 'unvote' }],
    ['撤销我的票', { do: 'unvote' }],
    ['刚才那个不算', { do: 'undo' }],
    ['票况', { do: 'command', what: 'status' }],
    [`P${number}票况`, { do: 'command', what: 'status' }],
    ['我投了没', { do: 'command', what: 'my-ballot' }],
    ['不投', { do: 'command', what: 'vote-not' }],
  ])
  say(world, who, chance.happens(0.2) ? undefined : roomIn(chance, who, id), text, {
    intent,
    addressed: chance.happens(0.5),
  })
}
