import { isIP } from 'node:net'
import { createMiddleware } from 'hono/factory'

/**
 * Refuses requests under a foreign host name: a page elsewhere that points its own name at this machine (DNS rebinding)
 * would else be of the same origin. An address in figures cannot be rebound.
 */
export const ownHost = (names: readonly string[]) => {
  const own = new Set(['localhost', ...names.map((name) => name.toLowerCase())])
  return createMiddleware(async (c, next) => {
    const name = hostname(c.req.header('host') ?? new URL(c.req.url).host)
    if (name !== undefined && (own.has(name) || isIP(name))) return next()
    return c.json({ reason: 'this address is not served here' }, 403)
  })
}

const hostname = (host: string): string | undefined => {
  try {
    return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '').toLowerCase()
  } catch {
    return undefined
  }
}

/** Nothing is changed from another site's page; programs that are no browser send no Origin and are let through. */
export const sameOrigin = createMiddleware(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site') ?? 'none'
  const host = c.req.header('host') ?? new URL(c.req.url).host
  const foreign = origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`
  if (foreign || site === 'cross-site' || site === 'same-site')
    return c.json({ reason: 'only pages of this address may do that' }, 403)
  return next()
})
