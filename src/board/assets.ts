import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

const OWN = fileURLToPath(new URL('./page/', import.meta.url))
const FONT = dirname(fileURLToPath(import.meta.resolve('@fontsource-variable/noto-sans-sc/package.json')))
const YEAR = 31_536_000

/** The page's scripts and styles, and the slices of the Chinese font for machines that have none. */
export const assets = new Hono()
  .get(
    '/font/*',
    serveStatic({
      root: FONT,
      rewriteRequestPath: (path) => path.replace(/^\/page\/font/, ''),
      onFound: (_, c) => c.header('Cache-Control', `public, max-age=${YEAR}, immutable`),
    }),
  )
  .get(
    '/*',
    serveStatic({
      root: join(OWN),
      rewriteRequestPath: (path) => path.replace(/^\/page/, ''),
      onFound: (_, c) => c.header('Cache-Control', 'no-cache'),
    }),
  )
