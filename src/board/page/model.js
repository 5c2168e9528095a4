// @ts-check
import * as sim from './sim.js'

/** What the page knows. One object; whoever changes it calls `changed`. */
export const model = {
  /** @type {sim.Person[]} */ people: [],
  /** @type {sim.Room[]} */ rooms: [],
  /** @type {Map<string, sim.Said[]>} room id → what was said there */ talks: new Map(),
  /** Simulated time less the browser's. */ offset: 0,
  /** A contact id. */ me: '',
  /** The open chat's room id; empty: none. */ room: '',
  bot: '小议',
}

/** @type {Set<() => void>} */
const watchers = new Set()
/** @param {() => void} watcher */
export const watch = (watcher) => watchers.add(watcher)
export const changed = () => {
  for (const watcher of watchers) watcher()
}

export const now = () => Date.now() + model.offset
/** @param {number} instant */
export const setNow = (instant) => {
  model.offset = instant - Date.now()
}

const SEEN = 'xiaoyi-seen'
const PRIVATE = '私聊:'
/** @type {Record<string, string>} 「person room」 → the id of the last message read */
const seen = JSON.parse(localStorage.getItem(SEEN) ?? '{}')
/** What was there when the page was first opened is not new to anybody. @type {Record<string, string>} */
let past = {}

export const me = () => model.people.find(({ contact }) => contact === model.me)
/** @param {string} roomId */
export const roomOf = (roomId) => model.rooms.find((room) => room.roomId === roomId)
/** @param {string} roomId */
export const talk = (roomId) => model.talks.get(roomId) ?? []
export const alone = () => PRIVATE + model.me
/** @param {string} roomId */
export const isPrivate = (roomId) => roomId.startsWith(PRIVATE)

/** The chats of the person that one is, the latest first: her groups and the one with the bot. */
export const chats = () => {
  const groups = model.rooms.filter(({ members }) => members.some(({ contact }) => contact === model.me))
  const rows = [...groups.map(({ roomId, room, members }) => row(roomId, room, members)), row(alone(), model.bot, [])]
  return rows.sort((one, other) => (other.last?.at ?? 0) - (one.last?.at ?? 0))
}

/** @param {string} roomId @param {string} name @param {sim.Member[]} members */
const row = (roomId, name, members) => ({
  roomId,
  name,
  members,
  last: talk(roomId).findLast(({ notice }) => !notice),
  unread: unread(roomId),
})

/** @param {string} roomId */
const unread = (roomId) => {
  const said = talk(roomId)
  const read = said.findIndex(({ id }) => id === (seen[`${model.me} ${roomId}`] ?? past[roomId]))
  return said.slice(read + 1).filter(({ contact, recalled, notice }) => contact !== model.me && !recalled && !notice)
    .length
}

/** All that stands in the open chat has been read. */
export const readAll = () => {
  const last = talk(model.room).findLast(({ notice }) => !notice)
  if (!last || document.hidden) return
  seen[`${model.me} ${model.room}`] = last.id
  localStorage.setItem(SEEN, JSON.stringify(seen))
}

/** The server began anew: what it says now holds. */
export const forget = () => model.talks.clear()

/** Fetches everything anew, and keeps what was told meanwhile. */
export const load = async () => {
  const [people, rooms, messages, { now: instant }] = await Promise.all([
    sim.people(),
    sim.rooms(),
    sim.messages(),
    sim.clock(),
  ])
  Object.assign(model, { people, rooms })
  model.bot = rooms.flatMap(({ members }) => members).find(({ bot }) => bot)?.name ?? model.bot
  for (const message of messages) add(message)
  for (const said of model.talks.values())
    said.sort((one, other) => one.at - other.at || one.id.localeCompare(other.id, 'en', { numeric: true }))
  setNow(instant)
  const stored = localStorage.getItem('xiaoyi-past')
  past = stored
    ? JSON.parse(stored)
    : Object.fromEntries([...model.talks].map(([room, said]) => [room, said.at(-1)?.id ?? '']))
  localStorage.setItem('xiaoyi-past', JSON.stringify(past))
}

/** People and rooms only: after somebody came, went or was renamed. */
export const reload = async () => {
  const [people, rooms] = await Promise.all([sim.people(), sim.rooms()])
  Object.assign(model, { people, rooms })
}

/** @param {sim.Said} message @returns whether it is new */
export const add = (message) => {
  const said = model.talks.get(message.roomId) ?? []
  const known = said.findIndex(({ id }) => id === message.id)
  if (known >= 0) said[known] = message
  else said.push(message)
  model.talks.set(message.roomId, said)
  return known < 0
}
