import type { Puppet } from 'wechaty-puppet'

const SERVICE = 'wechaty-puppet-service'
/** Wechaty's own caches hold 500 people: a community has more. */
const CACHE = { contact: 50_000, room: 2000, roomMember: 2000 }

/** An installed puppet by name, configured by Wechaty's own variables of the environment. */
export const gateway = async (name: string): Promise<Puppet> => (name === SERVICE ? service() : installed(name))

/**
 * The gRPC client without its store on disk under the home folder: that would give back names of years ago.
 */
const service = async (): Promise<Puppet> => {
  const { PuppetService } = await import('wechaty-puppet-service')
  class Service extends PuppetService {
    constructor() {
      super({ cache: CACHE })
      this._payloadStore.start = async () => {}
    }
  }
  return new Service()
}

/** @throws with one sentence for the operator. */
const installed = async (name: string): Promise<Puppet> => {
  let found: unknown = await import(name).catch((error: unknown) => {
    throw new Error(
      `WECHATY_PUPPET is ${name}, which cannot be loaded: install it by npm install ${name}, or mend the name.`,
      {
        cause: error,
      },
    )
  })
  for (let depth = 0; depth < 3 && typeof found !== 'function'; depth += 1)
    found = (found as { default?: unknown }).default
  if (typeof found !== 'function') throw new Error(`WECHATY_PUPPET is ${name}, which is no Wechaty puppet.`)
  return new (found as new (options: object) => Puppet)({ cache: CACHE })
}
