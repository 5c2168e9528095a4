import { Chance } from '../chance.ts'
import { heal } from './heal.ts'
import type { Broken } from './invariants/breaks.ts'
import { type Bug, NO_BUG } from './plant.ts'
import { deedOf, type Step, stepsOf } from './steps.ts'
import { Watch } from './watch.ts'
import { World } from './world.ts'

export interface Outcome {
  readonly seed: number
  readonly broken: Broken | undefined
  readonly world: World
  readonly story: readonly string[]
}

/** One run from nothing but its seed. */
export async function run(seed: number, bug: Bug = NO_BUG, steps: readonly Step[] = stepsOf(seed)): Promise<Outcome> {
  const world = new World(seed, bug)
  const watch = new Watch(world)
  const story: string[] = []
  try {
    await world.start()
    await world.pass(20_000)
    for (const [index, step] of steps.entries()) {
      world.tell = (what) => void story.push(`${index + 1}. ${stamp(world)} ${what}`)
      if (watch.broken) break
      await deedOf(step)(world, new Chance(step.salt))
      await world.tend(new Chance(step.salt ^ 0x2545f491))
    }
    if (!watch.broken) {
      world.tell = (what) => void story.push(`healed. ${stamp(world)} ${what}`)
      await heal(world, watch)
    }
  } catch (error) {
    watch.breaks(0, error instanceof Error ? (error.stack ?? error.message) : String(error))
  } finally {
    world.life?.kill()
  }
  return { seed, broken: watch.broken, world, story }
}

const stamp = (world: World): string =>
  new Date(world.time.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
