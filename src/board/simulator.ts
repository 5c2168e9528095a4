import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import type { Instant } from '../domain/calendar.ts'
import { type Happening, type Message, privately, Unknown, type World } from '../wechat/world.ts'
import { asked, befriending, duration, Malformed, moving, presence, recalling, renaming, saying } from './asked.ts'
import { Feed } from './feed.ts'
import { guide, type Told } from './guide.ts'
import { personShown, roomShown, type Said, said } from './wire.ts'

const LARGEST = 30 * 1024 * 1024
const HEARTBEAT = 15_000

export interface Simulated {
  readonly world: World
  readonly clock: () => Instant
  readonly advance: (ms: number) => Promise<void>
}

/** The simulator over HTTP: whatever a person can do in WeChat, and the clock. */
export const simulator = ({ world, clock, advance }: Simulated): Hono => {
  const feed = new Feed()
  world.on((happening) => tell(feed, world, happening))
  const app = new Hono()
  app.onError(refusal)
  app.use(bodyLimit({ maxSize: LARGEST, onError: (c) => c.json({ reason: 'a file may have 30 MB at the most' }, 413) }))
  reading(app, world)
  people(app, world)
  time(app, { world, clock, advance }, feed)
  app.get('/events', (c) => events(c, feed))
  return app
}

const refusal = (error: Error, c: Context): Response => {
  if (error instanceof Unknown) return c.json({ reason: error.message }, 404)
  if (error instanceof Malformed) return c.json({ reason: error.message }, 400)
  throw error
}

const reading = (app: Hono, world: World): void => {
  app.get('/rooms', (c) => c.json(world.rooms().map((room) => roomShown(world, room))))
  app.get('/people', (c) => c.json(world.contacts().map(personShown)))
  app.get('/messages', (c) => c.json(heard(world, c.req.query('room'), c.req.query('after'))))
  app.get('/files/:id', (c) => file(c, world, c.req.param('id')))
}

/** Of one room, or without one of all, in the order of saying. */
const heard = (world: World, room?: string, after?: string): readonly Said[] => {
  if (room !== undefined) return world.messages(room, after).map((message) => said(world, message))
  return told(world, after).since
}

/** All that was said, parted after one message. */
const told = (world: World, after?: string): Told => {
  const all = everything(world)
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
  if (after !== undefined && from === 0) throw new Unknown(`no message ${after}`)
  const shown = all.map((message) => said(world, message))
  return { before: shown.slice(0, from), since: shown.slice(from) }
}

const everything = (world: World): readonly Message[] =>
  [...world.rooms().map(({ id }) => id), ...world.contacts().map(({ id }) => privately(id))]
    .flatMap((room) => world.messages(room))
    .sort((one, other) => one.at - other.at || one.id.localeCompare(other.id, 'en', { numeric: true }))

/** Only pictures and sound are shown in place: anything else could be a page of its own. */
const file = (c: Context, world: World, id: string): Response => {
  const message = world.message(id)
  if (message.recalled || !message.file) throw new Unknown(`message ${id} has no file`)
  const { name, type } = message.file
  const shown = /^(image|audio)\//.test(type)
  return c.body(new Uint8Array(world.file(id)), 200, {
    'Content-Type': type,
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Cache-Control': 'private, max-age=86400',
  })
}

const people = (app: Hono, world: World): void => {
  app.post('/say', async (c) => {
    const { room, from, text, quote, file } = await asked(c, saying)
    if (!text.trim() && !file) throw new Malformed('text: there must be words or a file')
    notTheBot(world, from)
    const bytes = file && { name: file.name || 'file', bytes: new Uint8Array(await file.arrayBuffer()) }
    const message = world.say({ room, from, text, ...(quote ? { quote } : {}), ...(bytes ? { file: bytes } : {}) })
    return c.json(said(world, message))
  })
  app.post('/recall', async (c) => {
    const { id, room, from } = { room: undefined, ...(await asked(c, recalling)) }
    return c.json(said(world, takenBack(world, { id, room, from })))
  })
  app.post('/join', async (c) => {
    const { room, from } = await asked(c, presence)
    return c.json(personShown(world.join(room, from)))
  })
  app.post('/leave', async (c) => {
    const { room, from } = await asked(c, presence)
    world.leave(room, from)
    return c.json({ ok: true })
  })
  app.post('/rename', async (c) => {
    const { room, from, to } = { room: undefined, ...(await asked(c, renaming)) }
    rename(world, to, from, room)
    return c.json({ ok: true })
  })
  app.post('/friend', async (c) => {
    const { from, hello } = await asked(c, befriending)
    world.askFriend(from, hello)
    return c.json({ ok: true })
  })
}

const notTheBot = (world: World, from: string): void => {
  if (from === world.bot.id || from === world.bot.name) throw new Malformed(`from: ${world.bot.name} speaks for itself`)
}

const takenBack = (
  world: World,
  { id, room, from }: { id: string | undefined; room: string | undefined; from: string | undefined },
): Message => {
  if (id === undefined) return world.recallLast(room ?? '', from ?? '')
  const sender = world.message(id).from
  if (from !== undefined && world.contact(from).id !== sender)
    throw new Malformed('id: one can take back only what one said oneself')
  return world.recall(id)
}

const rename = (world: World, to: string, from?: string, room?: string): void => {
  if (from === undefined) world.renameRoom(room ?? '', to)
  else if (room === undefined) world.renameContact(from, to)
  else world.alias(room, from, to)
}

const time = (app: Hono, { world, clock, advance }: Simulated, feed: Feed): void => {
  app.get('/clock', (c) => c.json({ now: clock() }))
  let last = Promise.resolve()
  app.post('/clock', async (c) => {
    const ms = duration((await asked(c, moving)).advance)
    const mine = last.then(() => advance(ms)) // two that press at once: one after the other
    last = mine.catch(() => undefined)
    await mine
    feed.tell('clock', { now: clock() })
    return c.json({ now: clock() })
  })
  app.get('/guide', (c) => c.json(guide(told(world, c.req.query('after')), world, clock()) ?? { of: 0 }))
}

const tell = (feed: Feed, world: World, happening: Happening): void => {
  if (happening.type === 'message') feed.tell('message', said(world, happening.message))
  else if (happening.type === 'recalled') feed.tell('recalled', said(world, world.message(happening.id)))
  else feed.tell(happening.type, happening)
}

const events = (c: Context, feed: Feed): Response => {
  const listener = feed.listen(c.req.header('last-event-id') ?? c.req.query('last'))
  return streamSSE(c, async (stream) => {
    stream.onAbort(() => listener.end())
    await stream.write('retry: 1000\n\n')
    for (let entry = await listener.next(HEARTBEAT); entry; entry = await listener.next(HEARTBEAT)) {
      if (entry === 'idle') await stream.write(': still here\n\n')
      else await stream.writeSSE(entry)
    }
  })
}
