import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'

export interface Serving {
  /** 「http://127.0.0.1:3000/」. */
  readonly url: string
  close(): Promise<void>
}

/** Listens; port 0 takes any free one. @throws with one sentence for the operator. */
export const serve = (app: Hono, { host, port }: { readonly host: string; readonly port: number }): Promise<Serving> =>
  new Promise((resolve, reject) => {
    const server = createAdaptorServer({ fetch: app.fetch })
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(trouble(error, host, port), { cause: error })),
    )
    server.listen(port, host, () => {
      const taken = (server.address() as AddressInfo).port
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed())
          if ('closeAllConnections' in server) server.closeAllConnections() // event streams stay open for ever
        })
      resolve({ url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/`, close })
    })
  })

const trouble = ({ code, message }: NodeJS.ErrnoException, host: string, port: number): string => {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is already in use: stop the program that holds it, or set PORT to another number.`
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: set PORT to a number above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${host}: set HOST to one it has, such as 127.0.0.1.`
  return `The pages cannot be served on ${host}:${port}: ${message}`
}
