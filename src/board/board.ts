import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Instant } from '../domain/calendar.ts'
import type { World } from '../wechat/world.ts'
import { assets } from './assets.ts'
import { ownHost, sameOrigin } from './guard.ts'
import { CONTENT_TYPE, exposed, type Metric } from './metrics.ts'
import { plainPage, simulatorPage } from './page.tsx'
import { simulator } from './simulator.ts'

/** What `GET /healthz` says; not ok: 503, with the reason in one sentence. */
export type Health = {
  readonly wechat: 'online' | 'offline'
  /** Why it is offline, and what to do. */
  readonly trouble?: string
  readonly store: string
  /** Off: none is set, the embedded reader reads alone. None: this is the gateway. */
  readonly model: 'off' | 'online' | 'offline' | 'none'
  /** Why it is offline, and what to do. */
  readonly modelTrouble?: string
  /** What to know of where residents' words go: abroad, unencrypted. */
  readonly modelWarning?: string
  /** The service that puts voices into words, and the one that looks at pictures; none where none is set. */
  readonly voices?: 'online' | 'offline' | 'off'
  readonly voicesTrouble?: string
  readonly voicesWarning?: string
  readonly pictures?: 'online' | 'offline' | 'off'
  readonly picturesTrouble?: string
  readonly picturesWarning?: string
} & ({ readonly ok: true } | { readonly ok: false; readonly reason: string })

export interface Parts {
  readonly health: () => Health
  /** What `GET /metrics` says. */
  readonly metrics?: () => readonly Metric[]
  readonly clock: () => Instant
  /** None in real groups: then there is no simulator. */
  readonly simulated?: {
    readonly world: World
    /** Moves the clock, due instant by due instant; resolves when nothing is in progress any more. */
    readonly advance: (ms: number) => Promise<void>
  }
  /** Host names besides localhost and addresses by which the pages may be reached: HOST, that of BOARD_URL. */
  readonly names?: readonly string[]
}

const NOTHING = ["'none'"]
const OURS = ["'self'"]
const POLICY = {
  defaultSrc: NOTHING,
  scriptSrc: OURS,
  styleSrc: OURS,
  fontSrc: OURS,
  connectSrc: OURS,
  imgSrc: ["'self'", 'blob:'],
  formAction: OURS,
  baseUri: NOTHING,
  frameAncestors: NOTHING,
}

/** Every page and interface over HTTP, without a port. */
export const board = ({ health, metrics, clock, simulated, names = [] }: Parts): Hono => {
  const app = new Hono()
  app.use(secureHeaders({ contentSecurityPolicy: POLICY, xFrameOptions: 'DENY', strictTransportSecurity: false }))
  app.get('/healthz', (c) => {
    const now = health()
    return c.json(now, now.ok ? 200 : 503)
  })
  if (metrics) app.get('/metrics', (c) => c.body(exposed(metrics()), 200, { 'content-type': CONTENT_TYPE }))
  app.use(ownHost(names), sameOrigin)
  app.route('/page', assets)
  if (simulated) app.route('/sim', simulator({ ...simulated, clock }))
  app.get('/', (c) => c.html(simulated ? simulatorPage(simulated.world.bot.name) : plainPage()))
  app.notFound((c) => c.json({ reason: `there is nothing at ${c.req.path}` }, 404))
  return app
}
