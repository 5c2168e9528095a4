// @ts-check
import { at, face, h, mosaic, signs, walk } from './dom.js'
import { chats, isPrivate, me, model, now, talk } from './model.js'
import { short } from './time.js'

const list = at('chats', HTMLUListElement)

/** @param {(roomId: string) => void} open */
export const showChats = (open) => {
  const held = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.room : undefined
  const rows = chats()
  list.replaceChildren(...rows.map((row) => h('li', {}, line(row, open))))
  const again = held && list.querySelector(`[data-room="${CSS.escape(held)}"]`)
  if (again instanceof HTMLElement) again.focus()
  const elsewhere = rows.filter(({ roomId }) => roomId !== model.room).reduce((sum, { unread }) => sum + unread, 0)
  badge(at('elsewhere', HTMLElement), elsewhere)
}

list.addEventListener('keydown', (event) => walk(event, [...list.querySelectorAll('button')]))

/**
 * @param {ReturnType<typeof chats>[number]} row
 * @param {(roomId: string) => void} open
 */
const line = ({ roomId, name, members, last, unread }, open) => {
  const alone = isPrivate(roomId)
  const picture = alone ? face({ contact: '', name, bot: true }) : mosaic(members)
  const attributes = { type: 'button', class: 'chat', 'data-room': roomId, click: () => open(roomId) }
  return h(
    'button',
    roomId === model.room ? { ...attributes, 'aria-current': 'true' } : attributes,
    h('span', { class: 'picture' }, picture, badge(h('span', { class: 'unread' }), unread)),
    h('span', { class: 'chat-name' }, h('span', { class: 'cut' }, name), alone && tag()),
    h('span', { class: 'chat-time' }, last ? short(last.at, now()) : ''),
    h(
      'span',
      { class: 'chat-last' },
      called(roomId, unread) && h('b', {}, '[有人@我] '),
      ...(last ? signs(summary(last, alone)) : [hint(alone)]),
    ),
  )
}

export const tag = () => h('span', { class: 'tag' }, '机器人')

/** @param {boolean} alone */
const hint = (alone) => (alone ? '私聊：匿名报事、查自己的事' : '还没有人说话')

/** Whether one of the unread messages calls her. @param {string} roomId @param {number} unread */
const called = (roomId, unread) => {
  const name = me()?.name ?? ''
  return (
    unread > 0 &&
    talk(roomId)
      .slice(-unread)
      .some(({ mentions }) => mentions?.includes(name))
  )
}

/** @param {import('./sim.js').Said} last @param {boolean} alone */
export const summary = ({ contact, shown, text, file, recalled }, alone) => {
  const own = contact === model.me
  if (recalled) return `${own ? '你' : shown}撤回了一条消息`
  const words = text || (file?.type.startsWith('image/') ? '[图片]' : `[文件] ${file?.name ?? ''}`)
  return own || alone ? words : `${shown}：${words}`
}

/** @param {HTMLElement} element @param {number} count */
const badge = (element, count) => {
  element.hidden = count === 0
  element.textContent = count > 99 ? '99+' : String(count)
  if (count) element.setAttribute('aria-label', `${count} 条未读`)
  return element
}
