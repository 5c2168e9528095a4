// @ts-check

import { tag } from './chats.js'
import { at, face, h } from './dom.js'
import { model, roomOf } from './model.js'
import * as sim from './sim.js'
import { tried } from './toast.js'

/** Who is in the group, and what one may do with one's own membership. */

const sheet = at('room', HTMLDialogElement)
const alias = at('alias', HTMLInputElement)
const newcomer = at('newcomer', HTMLInputElement)

const fill = () => {
  const room = roomOf(model.room)
  if (!room) return
  at('room-title', HTMLElement).textContent = `${room.room}（${room.members.length}）`
  at('room-members', HTMLElement).replaceChildren(
    ...room.members.map((member) => h('li', {}, face(member), h('span', {}, member.shown), member.bot && tag())),
  )
  alias.value = room.members.find(({ contact }) => contact === model.me)?.shown ?? ''
}

/** @param {'join' | 'leave' | 'rename'} what @param {Record<string, string>} body */
const doIt = async (what, body) => {
  if (await tried(sim.act(what, { room: model.room, ...body }))) sheet.close()
}

/** @param {string} form @param {() => void} then */
const onSubmit = (form, then) =>
  at(form, HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault()
    then()
  })

export const startRoom = () => {
  at('about', HTMLButtonElement).addEventListener('click', () => {
    fill()
    sheet.showModal()
  })
  onSubmit('rename', () => void doIt('rename', { from: model.me, to: alias.value.trim() }))
  onSubmit('invite', () => {
    void doIt('join', { from: newcomer.value.trim() })
    newcomer.value = ''
  })
  at('leave', HTMLButtonElement).addEventListener('click', () => void doIt('leave', { from: model.me }))
  for (const dialog of document.querySelectorAll('dialog'))
    dialog.addEventListener('click', ({ target }) => {
      if (target === dialog || (target instanceof Element && target.closest('.close'))) dialog.close()
    })
}
