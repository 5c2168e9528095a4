// @ts-check
import { at, face, h, walk } from './dom.js'
import { me, model } from './model.js'

/** The picker: whoever one chooses, one is. */

const sheet = at('people', HTMLDialogElement)
const list = at('people-list', HTMLUListElement)
const search = at('people-search', HTMLInputElement)

export const showMe = () => {
  const person = me()
  if (!person) return
  at('me-name', HTMLElement).textContent = person.name
  at('me-title', HTMLElement).textContent = person.title
  at('me-face', HTMLElement).replaceWith(Object.assign(face(person), { id: 'me-face' }))
}

/** @param {(contact: string) => void} choose */
const fill = (choose) => {
  const wanted = search.value.trim()
  const found = model.people.filter(({ name, title }) => name.includes(wanted) || title.includes(wanted))
  const take = (/** @type {string} */ contact) => () => {
    sheet.close()
    choose(contact)
  }
  const rows = found.map((person) => {
    const attributes = { type: 'button', class: 'person', click: take(person.contact) }
    const chosen = person.contact === model.me
    return h(
      'li',
      {},
      h(
        'button',
        chosen ? { ...attributes, 'aria-current': 'true' } : attributes,
        face(person),
        h('span', {}, person.name),
        h('small', {}, person.title),
      ),
    )
  })
  list.replaceChildren(...(rows.length ? rows : [h('li', { class: 'none' }, '没有这个人')]))
}

/** @param {(contact: string) => void} choose */
export const startPeople = (choose) => {
  at('me', HTMLButtonElement).addEventListener('click', () => {
    search.value = ''
    fill(choose)
    sheet.showModal()
    list.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' })
  })
  search.addEventListener('input', () => fill(choose))
  sheet.addEventListener('keydown', (event) => walk(event, [search, ...list.querySelectorAll('button')]))
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault() // else the button that the focus goes back to is pressed by the same Enter
    list.querySelector('button')?.click()
  })
}
