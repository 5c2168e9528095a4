import { words } from '../text/normal.ts'
import type { Hunch } from './hunch.ts'

/** Far below what is asked about, and above most small talk: test/reader/more.test.ts. */
const LIKELY = 0.018
/** To a neighbour, or of what is nobody's trouble. */
const NEIGHBOURLY = /[你您](?!们?.{0,3}[修看管])|谁(?!管)|哈哈|谢|恭喜|🙏|😂|🤣|要的|好吃|香(?!烟)/
/** 「我今天都在家，随时来修」. */
const AT_HOME = /(?:在家|有人).{0,6}(?:修|来|上门|方便)|随时.{0,3}(?:修|来|上门)/

/** Whether somebody who has just told of a trouble tells more of it, and is not on to other things. */
export const saysMore = (text: string, hunch: Hunch): boolean => {
  const { whole } = words(text)
  return !NEIGHBOURLY.test(whole) && (AT_HOME.test(whole) || hunch.guess(whole) >= LIKELY)
}
