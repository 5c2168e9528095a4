import type { Poll } from '../../src/domain/state/matter.ts'
import type { Chance } from '../chance.ts'
import { choicesIn, meant } from './ballots.ts'
import type { ChainedLine, Said } from './crowd.ts'
import { command, community, type Deed, polls, residentsRooms, say } from './talk.ts'
import type { Neighbour } from './town.ts'
import type { World } from './world.ts'

/** WeChat's own 接龙 about a poll: each sends the whole list again, with a line of her own. */
export const chain: Deed = async (world, chance) => {
  const id = community(chance)
  if (chance.happens(0.1)) return foreign(world, chance, id)
  const poll = meant(world, chance, id)
  if (!poll || poll.rooms.length === 0) return
  const room = chance.pick(poll.rooms)
  const title = titleOf(world, chance, id, poll)
  for (let left = chance.between(1, 5); left > 0; left--) {
    joinIn(world, chance, room, poll, title)
    if (chance.happens(0.5)) await world.quiet()
  }
}

/** It names the poll, or says its question where no other has the same. */
function titleOf(world: World, chance: Chance, id: string, { number, question }: Poll): string {
  const [only, ...others] = polls(world, id).filter((poll) => poll.stage === 'open' && poll.question === question)
  const isPlain = only?.number === number && others.length === 0
  return isPlain && chance.happens(0.4) ? question : `P${number} 接一下`
}

function joinIn(world: World, chance: Chance, room: string, poll: Poll, title: string): void {
  const { crowd } = world
  const who = chance.pick([...crowd.room(room).members])
  const name = crowd.nicknames.get(who) ?? who.name
  const lines = crowd.chains.get(`${room} P${poll.number}`) ?? []
  const place = lines.findIndex((line) => line.name === name)
  if (place < 0 && chance.happens(0.1)) return forOthers(world, room, who, title, lines)
  const choices = choicesIn(chance, poll)
  const own = { name, text: wordFor(chance, poll, name, choices) }
  const all = place < 0 ? [...lines, own] : lines.with(place, own)
  const intent = { do: 'vote', poll: poll.number, choices, chained: all.length } as const
  if (say(world, who, room, listed(title, all), { intent, addressed: false }))
    crowd.chains.set(`${room} P${poll.number}`, all)
}

/** The whole list, with a line for somebody else: none of it is hers. */
function forOthers(world: World, room: string, who: Neighbour, title: string, lines: readonly ChainedLine[]): void {
  const all = [...lines, { name: '王奶奶', text: '王奶奶 赞成' }]
  say(world, who, room, listed(title, all), { intent: command('chain'), addressed: false })
}

/** About something else, by which no poll of the bot's is meant. */
function foreign(world: World, chance: Chance, id: string): void {
  const room = chance.pick(residentsRooms(id))
  const who = chance.pick([...world.crowd.room(room).members])
  const text = chance.pick(['2斤', '同意', '赞成'])
  say(world, who, room, listed('周末一起买土鸡蛋', [{ name: who.name, text: `${who.name} ${text}` }]), {
    intent: command('chain'),
    addressed: false,
  })
}

const listed = (title: string, lines: readonly ChainedLine[]): string =>
  ['#接龙', title, '', ...lines.map(({ text }, index) => `${index + 1}. ${text}`)].join('\n')

const STANCES = ['赞成', '反对', '弃权']
function wordFor(chance: Chance, { options }: Poll, name: string, choices: readonly number[]): string {
  const [choice = 1] = choices
  const option = options[choice - 1] ?? ''
  if (choices.length > 1 || !/^[\u4e00-\u9fa5]{2,8}$/.test(option)) return `${name} ${choices.join('、')}`
  if (STANCES.includes(option) && chance.happens(0.2)) return `${name}${option}`
  return `${name} ${chance.pick([option, option, String(choice)])}`
}

/** 「+1」 to a neighbour's vote, by quoting it. */
export const like: Deed = async (world, chance) => {
  const id = community(chance)
  const aloud = [...world.crowd.said.values()].slice(-60).filter((said) => isVoteIn(said, id))
  if (aloud.length === 0) return
  const { id: of, room = '', text, who: author } = chance.pick(aloud)
  for (let left = chance.between(1, 3); left > 0; left--) {
    const who = chance.pick([...world.crowd.room(room).members])
    const name = world.crowd.nicknames.get(author) ?? author.name
    say(world, who, room, chance.pick(['+1', '我也是', '同上', '一样']), {
      intent: { do: 'same-vote', of },
      addressed: false,
      quote: { id: of, text, name, ours: false },
    })
  }
}

const isVoteIn = ({ room, intent }: Said, id: string): boolean =>
  room?.startsWith(id) === true && (intent.do === 'vote' || intent.do === 'same-vote' || intent.do === 'vote-for')
