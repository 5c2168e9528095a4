// @ts-check
import { showBubbles } from './bubbles.js'
import { showChats, summary } from './chats.js'
import { attachSample, fill, showCompose, startCompose } from './compose.js'
import { at } from './dom.js'
import { refreshGuide, showGuide, startGuide } from './guide.js'
import { openMenu, startMenu } from './menu.js'
import {
  add,
  alone,
  changed,
  chats,
  forget,
  isPrivate,
  load,
  model,
  now,
  readAll,
  reload,
  roomOf,
  setNow,
  watch,
} from './model.js'
import { showMe, startPeople } from './people.js'
import { startRoom } from './room.js'
import * as sim from './sim.js'
import { clockFace } from './time.js'
import { toast, tried } from './toast.js'

const panes = at('panes', HTMLElement)
const words = at('words', HTMLTextAreaElement)
const time = at('now', HTMLTimeElement)
const large = at('large', HTMLButtonElement)
const narrow = matchMedia('(max-width: 719px)')

// ── which chat ────────────────────────────────────────────────────────────────────────────────────

/** @param {string} roomId */
const open = (roomId) => {
  const forward = panes.dataset.show !== 'talk'
  model.room = roomId
  panes.dataset.show = 'talk'
  if (narrow.matches && forward) history.pushState({ talk: true }, '')
  changed()
  if (!narrow.matches) words.focus()
}

const toList = () => {
  panes.dataset.show = 'chats'
  if (narrow.matches) model.room = ''
  changed()
}

/** A chat that she is not in is closed; on a wide page her first one opens. */
const settle = () => {
  const hers = chats()
  if (hers.some(({ roomId }) => roomId === model.room)) return
  model.room = narrow.matches && panes.dataset.show !== 'talk' ? '' : (hers[0]?.roomId ?? '')
}

/** @param {string} contact */
const become = (contact) => {
  if (isPrivate(model.room)) model.room = ''
  const wasAlone = model.room === '' && panes.dataset.show === 'talk'
  model.me = contact
  if (wasAlone) model.room = alone()
  changed()
}

// ── what is seen ──────────────────────────────────────────────────────────────────────────────────

const showTitle = () => {
  const room = roomOf(model.room)
  at('title', HTMLElement).textContent = room
    ? `${room.room}（${room.members.length}）`
    : isPrivate(model.room)
      ? `${model.bot}（机器人）`
      : ''
  at('about', HTMLButtonElement).hidden = !room
  at('talk', HTMLElement).classList.toggle('empty', model.room === '')
}

const showTime = () => {
  const { day, hour } = clockFace(now())
  time.replaceChildren(Object.assign(document.createElement('b'), { textContent: hour }), ` ${day}`)
  time.dateTime = new Date(now()).toISOString()
}

const befriend = () =>
  void tried(sim.act('friend', { from: model.me, hello: '我是小区住户' })).then(
    (done) => done && toast('已发送好友申请'),
  )

/** Who one is and which chat is open: the same after a reload, in this tab alone. */
const KEPT = 'xiaoyi-kept'
const keep = () => sessionStorage.setItem(KEPT, JSON.stringify({ me: model.me, room: model.room }))

const recall = () => {
  const { me = '', room = '' } = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}')
  const known = model.people.find(({ contact }) => contact === me)
  model.me = (known ?? model.people.find(({ name }) => name === '李芳') ?? model.people[0])?.contact ?? ''
  model.room = known && chats().some(({ roomId }) => roomId === room) ? room : ''
  panes.dataset.show = model.room || !narrow.matches ? 'talk' : 'chats'
}

const show = () => {
  settle()
  keep()
  readAll()
  showMe()
  showChats(open)
  showTitle()
  showBubbles({ menu: openMenu, again, befriend })
  showCompose()
  showTime()
  showGuide()
}

/** @param {string} text */
const again = (text) => {
  fill(text)
  words.focus()
}

// ── what happens ──────────────────────────────────────────────────────────────────────────────────

/** @type {Record<string, string>} */
const NOTICES = { joined: '加入了群聊', left: '退出了群聊' }

/** @param {string} event @param {any} data */
const told = async (event, data) => {
  if (event === 'message' || event === 'recalled') {
    if (add(data)) announce(data)
  } else if (event === 'clock') setNow(data.now)
  else if (event === 'reset') await anew()
  else {
    await reload()
    notice(event, data)
  }
  changed()
  if (event !== 'recalled') void refreshGuide()
}

const anew = () => {
  forget()
  return load()
}

/** For those who listen instead of looking. @param {sim.Said} said */
const announce = (said) => {
  if (said.roomId === model.room && said.contact !== model.me)
    at('news', HTMLElement).textContent = `${said.shown}：${summary(said, true)}`
}

/** The grey line that WeChat writes when somebody comes or goes. @param {string} event @param {any} data */
const notice = (event, data) => {
  const words = NOTICES[event]
  const name = model.people.find(({ contact }) => contact === data.contact)?.name ?? model.bot
  const text = event === 'room-renamed' ? `群名改成了「${data.to}」` : words && `${name}${words}`
  if (!text || !data.room) return
  const at = data.at
  add({
    id: `${event} ${data.contact ?? ''} ${at}`,
    roomId: data.room,
    room: '',
    from: '',
    contact: '',
    shown: '',
    bot: false,
    text: '',
    at,
    notice: text,
  })
}

/** @param {string} by */
const advance = async (by) => {
  const buttons = [...document.querySelectorAll('[data-advance], #guide-do')]
  for (const button of buttons) if (button instanceof HTMLButtonElement) button.disabled = true
  await tried(sim.advance(by).then(({ now }) => setNow(now)))
  for (const button of buttons) if (button instanceof HTMLButtonElement) button.disabled = false
  changed()
}

/** One step of the guide: she is put in her place and the words into the line; sending stays with the person. @param {import('./guide.js').Act} act */
const perform = async (act) => {
  if (act.as && act.as !== model.me) become(act.as)
  if (act.room && act.room !== model.room) open(act.room)
  if (act.say) again(act.say)
  if (act.photo) await attachSample('电梯修好了.jpg')
  if (act.advance) await advance(act.advance)
  showGuide()
}

// ── beginning ─────────────────────────────────────────────────────────────────────────────────────

/** @param {boolean} yes */
const enlarge = (yes) => {
  document.documentElement.classList.toggle('large-type', yes)
  large.setAttribute('aria-pressed', String(yes))
  localStorage.setItem('xiaoyi-large', yes ? 'yes' : 'no')
}

const controls = () => {
  enlarge(localStorage.getItem('xiaoyi-large') === 'yes')
  large.addEventListener('click', () => enlarge(large.getAttribute('aria-pressed') !== 'true'))
  at('back', HTMLButtonElement).addEventListener('click', () => (history.state?.talk ? history.back() : toList()))
  addEventListener('popstate', () => toList())
  narrow.addEventListener('change', changed)
  document.addEventListener('visibilitychange', changed)
  for (const button of document.querySelectorAll('[data-advance]'))
    button.addEventListener('click', () => void advance(button.getAttribute('data-advance') ?? ''))
}

const begin = async () => {
  controls()
  startCompose()
  startMenu()
  startRoom()
  startPeople(become)
  startGuide({ perform })
  await load()
  recall()
  watch(show)
  changed()
  let lost = true // what was said between the first look and the first word of the feed
  sim.listen(
    (event, data) => void told(event, data),
    (online) => {
      at('offline', HTMLElement).hidden = online
      if (online && lost) void load().then(changed)
      lost = !online
    },
  )
  await refreshGuide()
  setInterval(showTime, 5000)
}

await begin()
