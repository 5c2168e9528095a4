import type { Forum } from '../../src/domain/state/matter.ts'
import type { Chance } from '../chance.ts'
import { voteIn } from './ballots.ts'
import { community, type Deed, numberFor, of, roomOf, say, shown, staffRoom } from './talk.ts'
import { CANARY, type Neighbour, people, SECRETS } from './town.ts'
import type { World } from './world.ts'

const DAY = 86_400_000
/** What people think of, each in words that are no other's; one with what nobody may read in a room. */
const IDEAS = ['换声控灯', '加两盏灯', '请电工来看', '先修大门', '大家凑钱', '叫熟人来修'] as const
const TAILS: { readonly [idea: string]: string } = { 叫熟人来修: `，打${SECRETS[0]}` }

const running = (world: World, id: string): readonly Forum[] =>
  [...(shown(world, id)?.docs.forum.values() ?? [])].filter(({ over }) => !over)

/** A case is talked over: by a convener mostly, with people saying at once what they think. */
export const discuss: Deed = async (world, chance) => {
  const id = community(chance)
  const open = running(world, id)
  const number = open.length > 0 && chance.happens(0.8) ? chance.pick(open).case : numberFor(world, chance, id)
  if (!open.some((forum) => forum.case === number) || chance.happens(0.15)) propose(world, chance, id, number)
  await world.quiet()
  for (let left = chance.between(2, 6); left > 0; left--) {
    voice(world, chance, id, number)
    if (chance.happens(0.5)) await world.quiet()
  }
}

/** What a case that is over leaves behind besides its record. */
export function talkedOver(world: World, chance: Chance, id: string, number: number): void {
  propose(world, chance, id, number, 1)
  for (let left = 4; left > 0; left--) voice(world, chance, id, number)
}

function propose(world: World, chance: Chance, id: string, number: number, days = chance.pick([0, 1, 1, 2])): void {
  const who = chance.happens(0.9) ? chance.pick(of(id, 'convener')) : chance.pick(of(id, 'resident'))
  const room = chance.happens(0.7) ? staffRoom(id) : chance.happens(0.8) ? roomOf(chance, who, id) : undefined
  say(world, who, room, `${chance.pick(['议', '议一议'])}${number}${days > 0 ? ` ${days}天` : ''}`, {
    intent: { do: 'deliberate', case: number, ...(days > 0 ? { days } : {}) },
    addressed: room === undefined || chance.happens(0.5),
  })
}

/** Something new, or a word for what somebody else thinks of; now and then by two of one dwelling. */
function voice(world: World, chance: Chance, id: string, number: number): void {
  const { opinions = [], since = 0 } = shown(world, id)?.docs.forum.get(String(number)) ?? {}
  const given = opinions.length
  if (given === 0 || chance.happens(0.35)) return opine(world, chance, id, number)
  const opinion = chance.happens(0.95) ? chance.between(1, given) : given + 1
  const idea = IDEAS.find((one) => opinions[opinion - 1]?.text.includes(one))
  const both = people.filter(({ community: at, dwellings }) => at === id && dwellings[0] === '1-1-101')
  for (const who of chance.happens(0.25) ? both : [somebody(chance, id)]) {
    const text = chance.pick([
      `支持${number}意见${opinion}`,
      `同意 ${number} 意见${opinion}`,
      `${number}意见${opinion}+1`,
    ])
    speak(world, chance, id, who, text, {
      do: 'second',
      case: number,
      opinion,
      ...(idea ? { seen: { idea, since } } : {}),
    })
  }
}

function opine(world: World, chance: Chance, id: string, number: number): void {
  const idea = chance.pick(IDEAS)
  const tail = `${TAILS[idea] ?? ''}${chance.pick(['', '', '。', '！'])}`
  const text = `${chance.pick([`意见${number} `, `意见 ${number}：`, `${number}意见：`])}${CANARY[id]}园${idea}${tail}`
  speak(world, chance, id, somebody(chance, id), text, { do: 'opinion', case: number, idea })
}

/** Of this community alone: what the visitor says may be for either. */
export const neighbours = (id: string): readonly Neighbour[] =>
  people.filter(({ rooms }) => rooms.every((room) => room.startsWith(id)))
const somebody = (chance: Chance, id: string): Neighbour =>
  chance.pick(neighbours(id).filter(({ roles }) => chance.happens(0.2) || roles.every((role) => role === 'resident')))

function speak(
  world: World,
  chance: Chance,
  id: string,
  who: Neighbour,
  text: string,
  intent: Parameters<typeof say>[4]['intent'],
): void {
  const room = who.listed && chance.happens(0.2) ? undefined : roomOf(chance, who, id) // else she may mean either
  say(world, who, room, text, { intent, addressed: room === undefined || chance.happens(0.2) })
}

/** Just before its time is over, or after it; then its opinions come to a card. */
export const sumUp: Deed = async (world, chance) => {
  const id = community(chance)
  const [one] = running(world, id)
  if (!one) return void propose(world, chance, id, numberFor(world, chance, id), 1)
  const left = one.until - world.shown
  world.tell(`the opinions on #${one.case} of ${id} are about to be summed up`)
  if (left < 4 * DAY) await world.pass(Math.max(0, left + chance.between(-20, 40) * 1_000))
  voice(world, chance, id, one.case)
  await world.pass(60_000)
  const who = chance.pick(of(id, 'convener'))
  const intent = { do: 'deliberate', case: one.case } as const
  if (chance.happens(0.2)) return void propose(world, chance, id, one.case, 1)
  say(world, who, staffRoom(id), `议${one.case}`, { intent })
  await world.quiet()
  say(world, who, staffRoom(id), '发', { intent: { do: 'post-poll' } })
  await world.quiet()
  voteIn(world, chance, id)
}
