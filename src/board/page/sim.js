// @ts-check

/**
 * @typedef {{contact: string, name: string, title: string, friend: boolean}} Person
 * @typedef {{contact: string, name: string, shown: string, bot: boolean}} Member
 * @typedef {{room: string, roomId: string, members: Member[]}} Room
 * @typedef {{id: string, room: string, roomId: string, from: string, contact: string, shown: string, bot: boolean, text: string,
 *   at: number, mentions?: string[], quote?: {id: string, from: string, text: string},
 *   file?: {name: string, type: string, url: string}, recalled?: true, notice?: string}} Said
 */

/** The program could not be reached at all: later the same may go well. */
export class Away extends Error {}
const AWAY = '连不上小议的程序'

/** @type {Record<number, string>} */
const REFUSED = { 413: '文件太大，最多30MB' }

/**
 * Asks the simulator. A refusal is thrown with its reason.
 * @param {string} path
 * @param {object | FormData} [body]
 */
const ask = async (path, body) => {
  const form = body instanceof FormData
  const sent = body && {
    method: 'POST',
    body: form ? body : JSON.stringify(body),
    ...(form ? {} : { headers: { 'content-type': 'application/json' } }),
  }
  const answer = await fetch(`/sim/${path}`, sent || {}).catch(() => {
    throw new Away(AWAY)
  })
  const json = await answer.json().catch(() => ({ reason: `程序出错了（${answer.status}）` }))
  if (!answer.ok) throw new Error(REFUSED[answer.status] ?? json.reason)
  return json
}

/** @type {() => Promise<Room[]>} */
export const rooms = () => ask('rooms')
/** @type {() => Promise<Person[]>} */
export const people = () => ask('people')
/** @type {() => Promise<Said[]>} */
export const messages = () => ask('messages')
/** @type {() => Promise<{now: number}>} */
export const clock = () => ask('clock')
/** @type {(advance: string) => Promise<{now: number}>} */
export const advance = (advance) => ask('clock', { advance })
/** @type {(after: string) => Promise<{step: number, of: number, waiting: boolean, act?: import('./guide.js').Act}>} */
export const guide = (after) => ask(`guide${after ? `?after=${encodeURIComponent(after)}` : ''}`)
/** @type {(what: 'recall' | 'join' | 'leave' | 'rename' | 'friend', body: Record<string, string>) => Promise<any>} */
export const act = (what, body) => ask(what, body)

/** @type {(saying: {room: string, from: string, text: string, quote?: string}) => Promise<Said>} */
export const say = (saying) => ask('say', saying)

/**
 * @param {string} room
 * @param {string} from
 * @param {File} file
 * @returns {Promise<Said>}
 */
export const send = (room, from, file) => {
  const form = new FormData()
  form.set('room', room)
  form.set('from', from)
  form.set('file', file, file.name)
  return ask('say', form)
}

/** The bytes of the picture that comes with the page. */
export const sample = () =>
  fetch('/page/sample.jpg')
    .then((answer) => answer.blob())
    .catch(() => {
      throw new Away(AWAY)
    })

const TOLD = [
  'message',
  'recalled',
  'joined',
  'left',
  'contact-renamed',
  'room-renamed',
  'aliased',
  'met',
  'founded',
  'befriended',
  'clock',
  'reset',
]

/**
 * Told what happens, in order; the browser comes back by itself where the line breaks and is told what it missed.
 * @param {(event: string, data: any) => void} tell
 * @param {(online: boolean) => void} line
 */
export const listen = (tell, line) => {
  const source = new EventSource('/sim/events')
  for (const name of TOLD) source.addEventListener(name, (event) => tell(name, JSON.parse(event.data)))
  source.addEventListener('open', () => line(true))
  source.addEventListener('error', () => line(false))
}
