import { z } from 'zod'
import type { Advice, Asked } from '../ports.ts'
import { objectIn } from './answer.ts'
import { Failure } from './failure.ts'
import { isFrom, isShortened } from './words.ts'

/** Characters of a message that are asked about. */
const LONGEST = 300
const TITLE = 20
/** The bot asks one question at the most: when it began is not worth it. */
const MISSING = ['place', 'what'] as const

const words = z.string().trim().min(1).max(100).optional().catch(undefined)
/** All that is taken of an answer; whatever else stands in it is dropped. */
const ITEM = z.object({
  n: z.coerce.number().int(),
  kind: z.enum(['report', 'question', 'notice', 'talk']),
  sure: z.coerce.number().min(0).max(1),
  title: words,
  category: words,
  place: words,
  urgent: z.boolean().catch(false),
  time: words,
  missing: z.array(z.unknown()).max(20).optional().catch(undefined),
})
type Item = z.infer<typeof ITEM>
const ANSWERS = z.object({ answers: z.array(z.unknown()).max(100) })

/** One message a line, as data: nothing in it ends it. */
export const listed = (texts: readonly string[]): string =>
  texts.map((text, i) => JSON.stringify({ n: i + 1, text: text.slice(0, LONGEST) })).join('\n')

/**
 * What it says of each of these texts, in their order, as far as it can be used.
 * @throws Failure where nothing of it can
 */
export function adviceIn(answer: string, asked: readonly (Pick<Asked, 'categories'> & { readonly text: string })[]) {
  const object = objectIn(answer)
  const all = ANSWERS.safeParse(Array.isArray(object) ? { answers: object } : object).data?.answers
  if (!all) throw new Failure('unusable', 'other JSON')
  const items = all.map((one) => ITEM.safeParse(one).data)
  const advice = asked.map((one, i) => {
    const said = items.filter((item) => item?.n === i + 1)
    return said.length === 1 && said[0] ? checked(said[0], one) : undefined // of two nobody knows which
  })
  if (advice.every((one) => one === undefined)) throw new Failure('unusable', 'other JSON')
  return advice
}

/** Only what stands in the message itself, or in a list of ours. */
function checked(
  item: Item,
  { text, categories }: { readonly text: string; readonly categories: readonly string[] },
): Advice {
  const { kind, sure, title, category, place, urgent, time, missing } = item
  if (kind !== 'report') return { kind, sure }
  return {
    kind,
    sure,
    ...(title !== undefined && isTitle(title, text) && { title }),
    ...(category !== undefined && categories.includes(category) && { category }),
    ...(place !== undefined && place.length <= TITLE && isFrom(place, text) && { place }),
    ...(urgent && { urgent }),
    ...(time !== undefined && time.length <= TITLE && isFrom(time, text) && { time }),
    ...(missing && { missing: MISSING.filter((what) => missing.includes(what)) }),
  }
}

/** Marks that end a line's part, call somebody or look like a number of ours; and what stands for something hidden. */
const MARKED = /[\p{Cc}\p{Cf}#＃@＠<>《》「」[\]{}（）()*_`|\\/]|:\/\//u
const isTitle = (title: string, text: string): boolean =>
  [...title].length <= TITLE && !MARKED.test(title) && isShortened(title, text)
