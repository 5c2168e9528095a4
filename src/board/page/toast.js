// @ts-check
import { at } from './dom.js'

const place = at('toast', HTMLElement)
const SHOWN = 5000
let timer = 0

/** One line that goes away by itself. @param {string} text */
export const toast = (text) => {
  place.textContent = text
  place.hidden = false
  clearTimeout(timer)
  timer = window.setTimeout(() => {
    place.hidden = true
  }, SHOWN)
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
