import type { Puppet } from 'wechaty-puppet'
import { PuppetServer, type PuppetServerOptions } from 'wechaty-puppet-service'

export const TOKEN = 'insecure_local'

/** A gateway that listens. */
export interface Listening {
  readonly server: PuppetServer
  readonly endpoint: string
}

/** On this port of the loopback, or on any free one: a taken one is tried again, for a killed gateway frees its own late. */
export const listen = async (
  puppet: Puppet,
  {
    port,
    ...options
  }: { readonly port?: number; readonly token?: string; readonly tls?: PuppetServerOptions['tls'] } = {},
): Promise<Listening> => {
  for (let tries = 1; ; tries += 1) {
    const endpoint = `127.0.0.1:${port ?? 20_000 + Math.floor(Math.random() * 12_000)}`
    const { token = TOKEN, tls } = options
    const server = new PuppetServer({ endpoint, token, puppet, ...(tls ? { tls } : {}) })
    try {
      await server.start()
      return { server, endpoint }
    } catch (error) {
      await server.stop()
      if (tries === 100 || !/EADDRINUSE|No address added/.test(String(error))) throw error
      if (port !== undefined) await new Promise((later) => setTimeout(later, 100))
    }
  }
}
