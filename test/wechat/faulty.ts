import type { payloads } from 'wechaty-puppet'
import { SimulatorPuppet } from '../../src/wechat/puppet.ts'
import type { World } from '../../src/wechat/world.ts'

export interface Faults {
  /** Everything is announced twice at once. */
  twice: boolean
  /** So many messages are waited for, and announced the last one first. */
  backwards: number
  /** Ms by which the first of three messages is loaded late. */
  late: number
}

/** A gateway as gateways are. */
export class Faulty extends SimulatorPuppet {
  readonly faults: Faults = { twice: false, backwards: 0, late: 0 }
  private readonly scene: World
  private turned: string[] = []
  private asked = 0

  constructor(world: World) {
    super(world)
    this.scene = world
  }

  /** The account logs in anew, and all that was ever said comes once more. @returns how many messages */
  async replay(): Promise<number> {
    await this.drop()
    this.raise()
    const ids = this.scene.rooms().flatMap(({ id }) => this.scene.messages(id).map((message) => message.id))
    for (const id of ids) super.announce(id)
    return ids.length
  }

  override async messageRawPayload(id: string): Promise<payloads.Message> {
    if (this.faults.late && this.asked++ % 3 === 0) await new Promise((later) => setTimeout(later, this.faults.late))
    return super.messageRawPayload(id)
  }

  protected override announce(id: string): void {
    this.turned.push(id)
    if (this.turned.length < this.faults.backwards) return
    for (const one of this.turned.reverse()) {
      super.announce(one)
      if (this.faults.twice) super.announce(one)
    }
    this.turned = []
  }
}
