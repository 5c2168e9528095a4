// @ts-check
import { at } from './dom.js'
import { model } from './model.js'
import * as sim from './sim.js'

/**
 * @typedef {{hint: string, as?: string, room?: string, say?: string, photo?: true, advance?: string, label?: string}} Act
 * @typedef {{perform: (act: Act) => void}} Doing
 */

/** The thin strip of the first minute: the program tells from the talk how far it has got. */

const strip = at('guide', HTMLElement)
const hint = at('guide-hint', HTMLElement)
const button = at('guide-do', HTMLButtonElement)
const words = at('words', HTMLTextAreaElement)
const hide = at('guide-hide', HTMLButtonElement)
const show = at('guide-show', HTMLButtonElement)
const AFTER = 'xiaoyi-guide-after'
const HIDDEN = 'xiaoyi-guide-hidden'
/** @type {{asking: boolean, again: boolean, standing: Awaited<ReturnType<typeof sim.guide>> | undefined}} */
const state = { asking: false, again: false, standing: undefined }

/** Asks anew after something happened; many at once are one question. */
export const refreshGuide = async () => {
  if (state.asking) {
    state.again = true
    return
  }
  state.asking = true
  state.standing = await ask().catch(() => state.standing)
  state.asking = false
  showGuide()
  if (state.again) {
    state.again = false
    void refreshGuide()
  }
}

/** What was said before the page was first opened is no part of the story. */
const ask = async () => {
  const after = localStorage.getItem(AFTER)
  if (after === null) restart()
  try {
    return await sim.guide(localStorage.getItem(AFTER) ?? '')
  } catch {
    restart() // another world: the message is not known there
    return sim.guide(localStorage.getItem(AFTER) ?? '')
  }
}

const restart = () => {
  const last = [...model.talks.values()]
    .flatMap((said) => said.findLast(({ notice }) => !notice) ?? [])
    .sort((one, other) => one.at - other.at || order(one.id, other.id))
    .at(-1)
  localStorage.setItem(AFTER, last?.id ?? '')
}
/** @param {string} one @param {string} other */
const order = (one, other) => one.localeCompare(other, 'en', { numeric: true })

export const showGuide = () => {
  const { standing } = state
  const off = !standing?.of
  const hidden = localStorage.getItem(HIDDEN) === 'yes'
  strip.hidden = off || hidden
  show.hidden = off || !hidden
  if (!standing?.of) return
  const { step, of, act, waiting } = standing
  at('guide-step', HTMLElement).textContent = act ? `${step}/${of}` : '✓'
  const line = act ? `${act.hint}${waiting ? '（等小议回答…）' : ''}` : '走完一遍了。随便试：「帮助」「我的」「票况」'
  if (hint.textContent !== line) hint.textContent = line
  const filled = act?.say !== undefined && act.say === words.value && act.as === model.me
  button.textContent = filled ? '填好了，看一眼，按“发送”' : act ? label(act) : '再走一遍'
  button.classList.toggle('filled', filled)
}

/** @param {Act} act */
const label = ({ as, say, photo, label }) => {
  if (!say) return label ?? ''
  const who = model.people.find(({ contact }) => contact === as)?.name ?? ''
  const cut = say.length > 14 ? `${say.slice(0, 13)}…` : say
  return `${as === model.me ? '填好' : `换成${who}，填好`}「${cut}」${photo ? '和照片' : ''}`
}

/** @param {Doing} doing */
export const startGuide = ({ perform }) => {
  const hideIt = (/** @type {boolean} */ yes) => () => {
    localStorage.setItem(HIDDEN, yes ? 'yes' : 'no')
    showGuide()
  }
  words.addEventListener('input', showGuide)
  hide.addEventListener('click', hideIt(true))
  show.addEventListener('click', hideIt(false))
  button.addEventListener('click', () => {
    if (state.standing?.act) return perform(state.standing.act)
    restart()
    void refreshGuide()
  })
}
