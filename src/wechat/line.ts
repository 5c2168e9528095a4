import type { Puppet } from 'wechaty-puppet'
import type { Gateway } from './gateway.ts'
import type { Line } from './supervisor.ts'

/** The way to WeChat through a puppet, which Wechaty would open but once: it can be opened and closed any number of times. */
export const lineOf = ({ puppet, name, knock, abandon }: Gateway): Line => {
  const leftovers = new Leftovers(puppet)
  puppet.__watchdog.start = () => {} // it starts a puppet anew after a minute, in the midst of our doing so
  return {
    name,
    knock: () => knock?.() ?? Promise.resolve(undefined),
    start: () => puppet.start(),
    stop: async () => {
      abandon?.()
      await puppet.stop().finally(() => forget(puppet))
      await leftovers.remove()
    },
    ding: () => puppet.ding('xiaoyi'),
    loggedIn: () => puppet.isLoggedIn,
  }
}

/** A puppet whose stop failed half-way would refuse the next login. */
const forget = (puppet: Puppet): void => {
  if (puppet.isLoggedIn) Object.assign(puppet, { __currentUserId: undefined })
}

type Listener = (...args: never) => void
type Event = Parameters<Puppet['emit']>[0]

/**
 * Each start of a puppet leaves listeners behind when it is stopped. Those of the first start are kept, for they do the
 * same as all later ones, and some puppets listen but once.
 */
class Leftovers {
  private readonly puppet: Puppet
  private kept: ReadonlySet<Listener> | undefined

  constructor(puppet: Puppet) {
    this.puppet = puppet
  }

  /** After a stop. */
  async remove(): Promise<void> {
    await new Promise(setImmediate) // some are taken away a moment later
    const { kept } = this
    if (kept) for (const [event, listener] of this.all()) if (!kept.has(listener)) this.puppet.off(event, listener)
    this.kept ??= new Set(this.all().map(([, listener]) => listener))
  }

  private all(): readonly (readonly [Event, Listener])[] {
    const events = this.puppet.eventNames() as Event[]
    return events.flatMap((event) => this.puppet.rawListeners(event).map((listener) => [event, listener as Listener]))
  }
}
