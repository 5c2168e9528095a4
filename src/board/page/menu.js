// @ts-check
import { takenBack } from './bubbles.js'
import { quote } from './compose.js'
import { at, h } from './dom.js'
import { model } from './model.js'
import * as sim from './sim.js'
import { tried } from './toast.js'

/** What can be done with one message: a right click, a resting finger, or its 「⋯」. */

const menu = at('menu', HTMLElement)
/** @type {HTMLElement | undefined} */
let opener

/** @param {import('./sim.js').Said} said @param {HTMLElement} near */
export const openMenu = (said, near) => {
  opener = near
  const entries = [
    entry('引用', () => quote(said)),
    ...(said.text ? [entry('复制', () => void navigator.clipboard?.writeText(said.text))] : []),
  ]
  if (said.contact === model.me) entries.push(entry('撤回', () => recall(said)))
  menu.replaceChildren(...entries)
  menu.hidden = false
  place(near.getBoundingClientRect())
  entries[0]?.focus()
}

/** @param {string} name @param {() => void} then */
const entry = (name, then) => {
  const take = () => {
    close()
    then()
  }
  return h('button', { type: 'button', role: 'menuitem', click: take }, name)
}

/** @param {import('./sim.js').Said} said */
const recall = (said) => {
  takenBack.set(said.id, said.text)
  void tried(sim.act('recall', { id: said.id, from: model.me }))
}

/** Above what it belongs to, within the window. @param {DOMRect} near */
const place = (near) => {
  const { width, height } = menu.getBoundingClientRect()
  const left = Math.min(Math.max(near.left + near.width / 2 - width / 2, 8), innerWidth - width - 8)
  menu.style.left = `${left}px`
  menu.style.top = `${near.top - height - 8 > 8 ? near.top - height - 8 : Math.min(near.bottom + 8, innerHeight - height - 8)}px`
}

const close = () => {
  if (menu.hidden) return
  menu.hidden = true
  if (opener?.isConnected) opener.focus()
}

/** @param {KeyboardEvent} event */
const key = (event) => {
  const entries = [...menu.querySelectorAll('button')]
  const held = entries.findIndex((one) => one.contains(document.activeElement))
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key] ?? 0
  if (event.key === 'Escape' || event.key === 'Tab') close()
  if (step || event.key === 'Escape') event.preventDefault()
  if (step) entries[(held + step + entries.length) % entries.length]?.focus()
}

export const startMenu = () => {
  menu.addEventListener('keydown', key)
  document.addEventListener('pointerdown', ({ target }) => target instanceof Node && !menu.contains(target) && close())
  at('bubbles', HTMLElement).addEventListener('scroll', () => {
    menu.hidden = true
  })
}
