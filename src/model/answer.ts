import { jsonrepair } from 'jsonrepair'
import { Failure } from './failure.ts'

/** Characters of an answer that are looked at. */
const MOST = 16_000

/**
 * The JSON object in what a model wrote, with what models write around it: thoughts, fences, a word before it.
 * @throws Failure where there is none
 */
export function objectIn(written: string): unknown {
  const text = unfenced(unthought(written.slice(0, MOST))).trim()
  if (text === '') throw new Failure('blank')
  const from = text.indexOf('{')
  if (from < 0) throw new Failure('unusable', 'no JSON')
  const to = text.lastIndexOf('}')
  return parsed(to > from ? text.slice(from, to + 1) : text.slice(from))
}

/** What it thought aloud, also where only the end of that is marked, or only the beginning. */
function unthought(text: string): string {
  const end = /<\/think(?:ing)?>/gi
  let after = 0
  for (let found = end.exec(text); found; found = end.exec(text)) after = end.lastIndex
  const rest = text.slice(after)
  const begin = rest.search(/<think(?:ing)?>/i)
  return begin < 0 ? rest : rest.slice(0, begin)
}

function unfenced(text: string): string {
  const begin = text.indexOf('```')
  if (begin < 0) return text
  const inside = text.slice(begin + 3).replace(/^[a-z]{0,10}\s/i, '')
  const end = inside.lastIndexOf('```')
  return end < 0 ? inside : inside.slice(0, end)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return repaired(text)
  }
}
function repaired(text: string): unknown {
  try {
    return JSON.parse(jsonrepair(text))
  } catch {
    throw new Failure('unusable', 'no JSON')
  }
}
