// @ts-check

import { summary, tag } from './chats.js'
import { at, face, h, signs } from './dom.js'
import { isPrivate, model, now, talk } from './model.js'
import { long } from './time.js'

/** @typedef {import('./sim.js').Said} Said */

const pane = at('bubbles', HTMLDivElement)
const FIRST = 120
const GAP = 5 * 60_000
/** What stands in the pane now: `drawn` are the marks of its messages. @type {{key: string, count: number, drawn: string[]}} */
const shown = { key: '', count: FIRST, drawn: [] }

/** Whether the newest is in sight: then it stays so, when a line comes, a picture has loaded, or the keyboard opens. */
const end = { kept: true }
const NEAR = 40
const keepEnd = () => {
  if (end.kept) pane.scrollTop = pane.scrollHeight
}
pane.addEventListener('scroll', () => {
  end.kept = pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR
})
pane.addEventListener('load', keepEnd, true)
new ResizeObserver(keepEnd).observe(pane)

/**
 * @typedef {{menu: (said: Said, near: HTMLElement) => void, again: (text: string) => void, befriend: () => void}} Doing
 * @param {Doing} doing
 */
export const showBubbles = (doing) => {
  const key = `${model.me} ${model.room}`
  const fresh = key !== shown.key
  if (fresh) Object.assign(shown, { key, count: FIRST, drawn: [] })
  const all = talk(model.room)
  const said = all.slice(-shown.count)
  draw(said, all.length > said.length, doing)
  const mine = said.at(-1)?.contact === model.me
  if (fresh || mine) end.kept = true
  keepEnd()
}

/** Adds what is new at the end; anything else is drawn anew. @param {Said[]} said @param {boolean} more @param {Doing} doing */
const draw = (said, more, doing) => {
  const marks = said.map(mark)
  const grown = shown.drawn.length > 0 && shown.drawn.every((known, index) => known === marks[index])
  const from = grown ? shown.drawn.length : 0
  const rows = said.slice(from).flatMap((one, index) => row(one, said[from + index - 1], doing))
  if (grown) pane.append(...rows)
  else pane.replaceChildren(...(more ? [earlier(doing)] : []), ...unfriendly(doing), ...rows)
  shown.drawn = marks
}

/** @param {Said} said */
const mark = ({ id, recalled, shown: name }) => `${id} ${recalled ?? ''} ${name}`

/** @param {Doing} doing */
const earlier = (doing) => {
  const more = () => {
    shown.count += FIRST
    shown.drawn = []
    const before = pane.scrollHeight - pane.scrollTop
    showBubbles(doing)
    pane.scrollTop = pane.scrollHeight - before
  }
  return h('button', { type: 'button', class: 'earlier', click: more }, '查看更早的消息')
}

/** @param {Doing} doing */
const unfriendly = ({ befriend }) => {
  if (!isPrivate(model.room) || model.people.find(({ contact }) => contact === model.me)?.friend !== false) return []
  return [
    h(
      'p',
      { class: 'notice' },
      `你还不是${model.bot}的好友，先加好友才能私聊 `,
      h('button', { type: 'button', click: befriend }, '加好友'),
    ),
  ]
}

/** @param {Said} said @param {Said | undefined} before @param {Doing} doing */
const row = (said, before, doing) => {
  const late = !before || said.at - before.at > GAP
  const rows = late ? [h('p', { class: 'notice time' }, long(said.at, now()))] : []
  return [
    ...rows,
    said.notice ? h('p', { class: 'notice' }, said.notice) : said.recalled ? gone(said, doing) : bubble(said, doing),
  ]
}

/** Words that were recalled on this page and may be edited again. @type {Map<string, string>} */
export const takenBack = new Map()

/** @param {Said} said @param {Doing} doing */
const gone = (said, { again }) => {
  const words = takenBack.get(said.id)
  const edit = words && h('button', { type: 'button', click: () => again(words) }, '重新编辑')
  return h('p', { class: 'notice' }, summary(said, false), edit ? ' ' : '', edit || undefined)
}

/** @param {Said} said @param {Doing} doing */
const bubble = (said, doing) => {
  const own = said.contact === model.me
  const named = !own && !isPrivate(said.roomId)
  const name = h('span', { class: named ? 'name' : 'unseen' }, own ? '我' : said.shown, said.bot && tag())
  const more = h(
    'button',
    {
      type: 'button',
      class: 'more round',
      'aria-label': `对这条消息：引用、复制${own ? '、撤回' : ''}`,
      'aria-haspopup': 'menu',
    },
    '⋯',
  )
  const body = h('div', { class: 'body' }, name, h('div', { class: 'held' }, content(said), more), quoted(said))
  const made = h(
    'article',
    { class: `said${own ? ' own' : ''}`, 'data-id': said.id },
    face({ contact: said.contact, name: said.from, bot: said.bot }),
    body,
  )
  const held = made.querySelector('.words, .photo, .paper')
  more.addEventListener('click', () => doing.menu(said, more))
  if (held instanceof HTMLElement) press(held, () => doing.menu(said, held))
  return made
}

/** @param {Said} said */
const content = ({ text, file, bot }) => {
  if (!file) return h('p', { class: 'words' }, ...signs(text))
  if (!file.type.startsWith('image/'))
    return h(
      'a',
      { class: 'paper words', href: file.url, download: file.name },
      h('span', { class: 'leaf' }),
      file.name,
    )
  const picture = h('img', { src: file.url, alt: `${bot ? '图片' : '照片'} ${file.name}` })
  return h('a', { class: bot ? 'photo drawn' : 'photo', href: file.url, target: '_blank', rel: 'noopener' }, picture)
}

/** @param {Said} said */
const quoted = ({ quote }) => {
  if (!quote) return undefined
  const go = () => pane.querySelector(`[data-id="${CSS.escape(quote.id)}"]`)?.scrollIntoView({ block: 'center' })
  return h(
    'button',
    { type: 'button', class: 'quoted', 'aria-label': `引用 ${quote.from}：${quote.text}`, click: go },
    `${quote.from}：${quote.text || '[图片]'}`,
  )
}

const LONG = 450

/** Right click, or a finger that rests. @param {HTMLElement} element @param {() => void} then */
const press = (element, then) => {
  let timer = 0
  let rested = false
  const rest = () => {
    rested = true
    then()
  }
  element.addEventListener('contextmenu', (event) => {
    event.preventDefault()
    then()
  })
  element.addEventListener('pointerdown', ({ pointerType }) => {
    rested = false
    if (pointerType === 'touch') timer = window.setTimeout(rest, LONG)
  })
  for (const end of ['pointerup', 'pointercancel']) element.addEventListener(end, () => clearTimeout(timer))
  element.addEventListener('click', (event) => rested && event.preventDefault())
}
