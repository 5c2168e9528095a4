import type { Chance } from '../chance.ts'
import type { Intent } from './crowd.ts'
import { neighbours, talkedOver } from './opinions.ts'
import { command, community, type Deed, numberFor, of, roomOf, say, shown, staffRoom } from './talk.ts'
import { CANARY, type Neighbour } from './town.ts'
import type { World } from './world.ts'

const DAY = 86_400_000

/** So much time goes by that what is over goes to the archive; then people come back to it. */
export const season: Deed = async (world, chance) => {
  await endOne(world, chance)
  world.tell('36 days go by')
  await world.pass(36 * DAY)
  world.mail.post.splice(0) // no gateway brings anything after so long
  if (world.life?.runs) world.life.leave()
  await world.quiet()
  await world.tend(chance)
  for (let left = chance.between(2, 5); left > 0; left--) {
    comeBack(world, chance)
    await world.quiet()
  }
  if (chance.happens(0.4) && world.life?.runs) world.life.leave()
  await world.quiet()
}

/** A case is talked over and done. */
async function endOne(world: World, chance: Chance): Promise<void> {
  const id = community(chance)
  const number = numberFor(world, chance, id, ({ stage }) => stage === 'open' || stage === 'taken')
  if (chance.happens(0.7)) talkedOver(world, chance, id, number)
  await world.quiet()
  say(world, chance.pick(of(id, 'convener')), staffRoom(id), `办结${number} 换了${CANARY[id]}配件`, {
    intent: command('finish'),
  })
  await world.quiet()
}

/** What people say of what was over long ago; some of it is a fact about it. */
export const comeBackTo: Deed = async (world, chance) => comeBack(world, chance)

function comeBack(world: World, chance: Chance): void {
  const id = community(chance)
  const [resident, convener] = [chance.pick(neighbours(id)), chance.pick(of(id, 'convener'))]
  const old = goneFrom(world, chance, id, 'case')
  const poll = goneFrom(world, chance, id, 'poll')
  const [who, text, intent] = chance.pick<readonly [Neighbour, string, Intent]>([
    [resident, `${old}满意`, command('rate', old)],
    [resident, `${old}满意`, command('rate', old)],
    [resident, `${old}不满意`, command('rate', old)],
    [resident, `补充${old} 又松了一次，在${CANARY[id]}园`, command('add', old)],
    [resident, `进度${old}`, command('progress', old)],
    [resident, `意见${old} ${CANARY[id]}园换声控灯`, { do: 'opinion', case: old, idea: '换声控灯' }],
    [convener, `议${old} 1天`, { do: 'deliberate', case: old, days: 1 }],
    [convener, `结论P${poll} 先装两个`, command('conclude')],
    [convener, `结论P${poll} 先装两个`, command('conclude')],
    [resident, `P${poll} 1`, { do: 'vote', poll, choices: [1] }],
    [resident, `P${poll}票况`, command('status')],
  ])
  const room = who === convener ? staffRoom(id) : roomOf(chance, who, id)
  say(world, who, room, text, { intent, addressed: chance.happens(0.5) })
}

/** A number that people remember and the hot state does not hold, where there is one. */
function goneFrom(world: World, chance: Chance, id: string, kind: 'case' | 'poll'): number {
  const docs = shown(world, id)?.docs
  const next = docs?.counters.get('counters')?.[kind] ?? 1
  const gone = Array.from({ length: next - 1 }, (_, index) => index + 1).filter((one) => !docs?.[kind].has(String(one)))
  return gone.length > 0 ? chance.pick(gone) : chance.between(1, next)
}
