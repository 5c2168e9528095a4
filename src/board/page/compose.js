// @ts-check
import { at } from './dom.js'
import * as mention from './mention.js'
import { add, changed, me, model, talk } from './model.js'
import * as sim from './sim.js'
import { toast, tried, untoast } from './toast.js'

const form = at('compose', HTMLFormElement)
const words = at('words', HTMLTextAreaElement)
const send = at('send', HTMLButtonElement)
const plus = at('plus', HTMLButtonElement)
const tiles = at('tiles', HTMLDivElement)
const file = at('file', HTMLInputElement)
const picture = at('attached-picture', HTMLImageElement)

/** @type {{quote: import('./sim.js').Said | undefined, file: File | undefined, sending: boolean}} */
const staged = { quote: undefined, file: undefined, sending: false }
/** What was typed and not sent, by person and room. @type {Map<string, string>} */
const drafts = new Map()
const draft = { key: '' }

/** The room or the person has changed: its own unsent words come back. */
export const showCompose = () => {
  const key = `${model.me} ${model.room}`
  if (key !== draft.key) {
    drafts.set(draft.key, words.value)
    draft.key = key
    fill(drafts.get(key) ?? '')
    quote(undefined)
    attach(undefined)
    openTiles(false)
    untoast()
  }
  words.placeholder = `以${me()?.name ?? '…'}的身份说话`
}

/** @param {string} text */
export const fill = (text) => {
  words.value = text
  mention.close()
  ready()
}

/** @param {import('./sim.js').Said | undefined} said */
export const quote = (said) => {
  staged.quote = said
  at('quoting', HTMLElement).hidden = !said
  at('quoting-words', HTMLElement).textContent = said ? `${said.shown}：${said.text || '[图片]'}` : ''
  if (said) words.focus()
}

/** @param {File | undefined} chosen */
const attach = (chosen) => {
  URL.revokeObjectURL(picture.src)
  staged.file = chosen
  picture.removeAttribute('src')
  if (chosen) picture.src = URL.createObjectURL(chosen)
  at('attached-name', HTMLElement).textContent = chosen?.name ?? ''
  at('attached', HTMLElement).hidden = !chosen
  file.value = ''
  ready()
}

/** A picture that comes with the page, for who has none at hand. @param {string} name */
export const attachSample = (name) =>
  tried(sim.sample().then((bytes) => attach(new File([bytes], name, { type: 'image/jpeg' }))))

const ready = () => {
  const some = words.value.trim() !== '' || staged.file !== undefined
  send.disabled = !some || staged.sending
  form.classList.toggle('ready', some)
}

/** @param {boolean} open */
const openTiles = (open) => {
  tiles.hidden = !open
  plus.setAttribute('aria-expanded', String(open))
}

/** The picture first, then the words, as two messages: the bot joins them so. What was not accepted stays in the line. */
const submit = async () => {
  if (send.disabled || staged.sending) return
  const [room, from, text] = [model.room, model.me, words.value]
  const quoted = staged.quote
  staged.sending = true
  try {
    if (staged.file) {
      add(await sim.send(room, from, staged.file))
      attach(undefined)
    }
    if (text.trim()) {
      add(await sim.say({ room, from, text, ...(quoted ? { quote: quoted.id } : {}) }))
      fill('')
      quote(undefined)
    }
    openTiles(false)
    untoast()
  } catch (error) {
    unsent(error)
  }
  staged.sending = false
  ready()
  changed()
  words.focus()
}

/** @param {unknown} error */
const unsent = (error) => {
  const text = `没有发出去：${error instanceof Error ? error.message : error}`
  toast(text, error instanceof sim.Away ? { label: '再发一次', take: () => void submit() } : undefined)
}

/** @param {KeyboardEvent} event */
const key = (event) => {
  if (event.isComposing || event.keyCode === 229 || mention.key(event)) return
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault()
    void submit()
  }
  if (event.key === 'Escape') {
    quote(undefined)
    openTiles(false)
  }
  if (event.key === 'ArrowUp' && words.value === '') quoteLast(event)
}

/** The last message of somebody else, by the keyboard alone. @param {KeyboardEvent} event */
const quoteLast = (event) => {
  const last = talk(model.room).findLast(
    ({ contact, notice, recalled }) => contact !== model.me && !notice && !recalled,
  )
  if (last) event.preventDefault()
  if (last) quote(last)
}

export const startCompose = () => {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
  })
  words.addEventListener('keydown', key)
  words.addEventListener('input', () => {
    ready()
    mention.refresh()
  })
  words.addEventListener('blur', mention.close)
  plus.addEventListener('click', () => openTiles(tiles.hidden === true))
  at('album', HTMLButtonElement).addEventListener('click', () => file.click())
  at('sample', HTMLButtonElement).addEventListener('click', () => void attachSample('照片.jpg'))
  file.addEventListener('change', () => attach(file.files?.[0]))
  at('unquote', HTMLButtonElement).addEventListener('click', () => quote(undefined))
  at('detach', HTMLButtonElement).addEventListener('click', () => attach(undefined))
}
