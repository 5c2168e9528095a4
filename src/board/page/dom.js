// @ts-check

/**
 * An element by its id, of the kind that the page gave it.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export const at = (id, kind) => {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} called ${id}`)
  return found
}

/**
 * A new element. Words are only ever set as text: what people write is inert.
 * @param {string} tag
 * @param {Record<string, string | boolean | ((event: any) => void)>} attributes
 * @param {(Node | string | undefined | false)[]} children
 */
export const h = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value)
    else if (value === true) made.setAttribute(name, '')
    else if (value !== false) made.setAttribute(name, value)
  }
  made.append(...children.filter((child) => child !== undefined && child !== false))
  return made
}

const HUES = 8

/**
 * A square with the last two characters of a name, always in the same colour for the same person.
 * @param {{contact: string, name: string, bot?: boolean}} person
 */
export const face = ({ contact, name, bot }) => {
  if (bot) return h('span', { class: 'avatar robot', 'aria-hidden': 'true' }, '议')
  const hue = [...contact].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973, 7) % HUES
  return h('span', { class: `avatar hue${hue}`, 'aria-hidden': 'true' }, initials(name))
}

/** @param {string} name */
const initials = (name) => {
  const signs = [...name.trim()]
  return /^[\x20-\x7e]/.test(name.trim()) ? (signs[0] ?? '?').toUpperCase() : signs.slice(-2).join('') || '?'
}

/**
 * A group's picture: up to nine of its members.
 * @param {{contact: string, name: string, bot?: boolean}[]} members
 */
export const mosaic = (members) => {
  const shown = members.slice(0, 9)
  const size = shown.length > 4 ? 'nine' : 'four'
  return h('span', { class: `avatar mosaic ${size}`, 'aria-hidden': 'true' }, ...shown.map((member) => mini(member)))
}

/** @param {{contact: string, name: string, bot?: boolean}} member */
const mini = (member) => {
  const made = face(member)
  made.textContent = (made.textContent ?? '').slice(-1)
  return made
}

/** @type {Record<string, string>} */
const LIGHTS = { '🟢': 'green', '🟡': 'yellow', '🔴': 'red', '✅': 'tick' }

/** The bot's four signs are drawn by the page; 「023-00000001」 and 「3-2-501」 stay on one line. @param {string} text */
export const signs = (text) =>
  text.split(/(🟢|🟡|🔴|✅|\d{1,5}(?:-\d{1,8}){1,3})/u).map((part) => {
    if (LIGHTS[part]) return h('span', { class: `light ${LIGHTS[part]}` }, part)
    return /^\d+-/.test(part) ? h('span', { class: 'whole' }, part) : part
  })

/**
 * Arrows up and down go from one row to the next.
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} rows
 */
export const walk = (event, rows) => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (!step) return
  event.preventDefault()
  const held = rows.findIndex((row) => row.contains(document.activeElement))
  rows[Math.min(Math.max(held + step, 0), rows.length - 1)]?.focus()
}
