import type { Trouble } from '../heard/reading.ts'
import { isPlea, withoutPlea } from '../wording/plea.ts'

const TITLE = 20

/** 「…，别说是我报的」: honoured from the first word on, and repeated to nobody. */
export function asPleaded(trouble: Trouble): Trouble {
  if (!isPlea(trouble.text)) return trouble
  const { read: _, ...told } = trouble // its parts stand elsewhere now
  const text = withoutPlea(trouble.text)
  return { ...told, text, title: withoutPlea(trouble.title) || [...text].slice(0, TITLE).join(''), unnamed: true }
}
