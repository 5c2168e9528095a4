// @ts-check
import { at, h } from './dom.js'

const place = at('toast', HTMLElement)
const SHOWN = 5000
let timer = 0

/**
 * One line that goes away by itself, or, where it offers something, when that is taken or has become pointless.
 * @param {string} text
 * @param {{label: string, take: () => void}} [offer]
 */
export const toast = (text, offer) => {
  const take = () => {
    untoast()
    offer?.take()
  }
  place.replaceChildren(text, offer ? h('button', { type: 'button', click: take }, offer.label) : '')
  place.hidden = false
  clearTimeout(timer)
  if (!offer) timer = window.setTimeout(untoast, SHOWN)
}

export const untoast = () => {
  place.hidden = true
}

/** Does it, and says why where it was refused. @param {Promise<unknown>} doing */
export const tried = async (doing) => {
  try {
    await doing
    return true
  } catch (error) {
    toast(`没有办成：${error instanceof Error ? error.message : error}`)
    return false
  }
}
