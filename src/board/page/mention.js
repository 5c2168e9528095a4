// @ts-check
import { at, face, h } from './dom.js'
import { model, roomOf } from './model.js'

/** The popup of members after the sign of a call: arrows choose, Enter or a tap takes. */

const list = at('members', HTMLDivElement)
const words = at('words', HTMLTextAreaElement)
const MOST = 60
let chosen = 0

const isOpen = () => !list.hidden

/** The piece of a name that is being typed before the caret; nothing where no @ stands. */
const typed = () => {
  if (words.selectionStart !== words.selectionEnd) return undefined
  return /[@＠]([^@＠\s]*)$/.exec(words.value.slice(0, words.selectionStart))?.[1]
}

const found = () => {
  const piece = typed()
  if (piece === undefined) return []
  const members = roomOf(model.room)?.members ?? []
  const others = members
    .filter(({ contact }) => contact !== model.me)
    .sort((one, other) => Number(other.bot) - Number(one.bot))
  return others.filter(({ shown, name }) => shown.includes(piece) || name.includes(piece)).slice(0, MOST)
}

export const close = () => {
  list.hidden = true
  words.setAttribute('aria-expanded', 'false')
  words.removeAttribute('aria-activedescendant')
}

export const refresh = () => {
  const members = found()
  const piece = typed()
  if (!members.length || members.some(({ shown }) => shown === piece)) return close()
  chosen = Math.min(chosen, members.length - 1)
  list.replaceChildren(...members.map(option))
  list.hidden = false
  words.setAttribute('aria-expanded', 'true')
  mark()
}

/** @param {import('./sim.js').Member} member @param {number} index */
const option = (member, index) => {
  const take = (/** @type {Event} */ event) => {
    event.preventDefault()
    insert(member.shown)
  }
  return h('div', { role: 'option', id: `member-${index}`, pointerdown: take }, face(member), member.shown)
}

const mark = () => {
  const options = [...list.children]
  for (const [index, element] of options.entries()) element.setAttribute('aria-selected', String(index === chosen))
  options[chosen]?.scrollIntoView({ block: 'nearest' })
  words.setAttribute('aria-activedescendant', `member-${chosen}`)
}

/** As phones write it: the name and a space that is a quarter wide. @param {string} name */
const insert = (name) => {
  const end = words.selectionStart
  const start = end - (typed()?.length ?? 0)
  words.setRangeText(`${name}\u2005`, start, end, 'end')
  chosen = 0
  close()
  words.dispatchEvent(new Event('input', { bubbles: true }))
  words.focus()
}

/** @param {KeyboardEvent} event @returns whether the popup took the key */
export const key = (event) => {
  if (!isOpen()) return false
  const count = list.children.length
  if (event.key === 'ArrowDown') chosen = (chosen + 1) % count
  else if (event.key === 'ArrowUp') chosen = (chosen + count - 1) % count
  else if (event.key === 'Enter' || event.key === 'Tab') insert(found()[chosen]?.shown ?? '')
  else if (event.key === 'Escape') close()
  else return false
  event.preventDefault()
  if (isOpen()) mark()
  return true
}
