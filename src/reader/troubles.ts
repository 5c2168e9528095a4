import type { Place, Reading, Trouble } from '../domain/heard/reading.ts'
import type { Gate } from './gate.ts'
import type { Hunch } from './hunch.ts'
import { weighing } from './report.ts'
import { part, type Said } from './said.ts'
import { dated } from './since.ts'
import { troubleOf } from './trouble.ts'

type Each = Extract<Reading, { do: 'each' }>
interface Told {
  readonly text: string
  readonly trouble: Trouble
}

/** Where the next of several may begin: after a full stop, 「另外」, 「还有」. */
const NEXT = /[。；;！!\n]+|[，,、\s]*(?=(?:另外|还有|再有|再就是|再一个|顺便|其次))/
/** 「1、…2、…」, where the text begins so; 「2、3栋」 else is of two houses. */
const NEXT_OF_LIST = /[。；;！!\n]+|[，,\s]*(?=(?:[2-5二三四五][、.．)）]|第[二三四五](?:个|件|是|，|,)))/
const LIST = /^(?:[1一][、.．)）]|第一(?:个|件|是|，|,))/
const LEAD =
  /^(?:另外(?:还有|就是|一件事?)?|还有(?:就是|一个|一件事?)?|再有|再就是|再一个|顺便(?:说一下|反映一下)?|其次|[1-5一二三四五][、.．)）]|第[一二三四五](?:个|件)?(?:是|事)?)[，,:：\s]*/
const MOST = 5
const LONGEST = 300
/** So sure of each by itself, said to nobody in particular. */
const SURE = 0.7

/**
 * 「3栋电梯坏了，另外5栋垃圾没人收」 to the bot: several troubles of different kinds are as many cases. Words that are no
 * trouble by themselves stay with the one before; a place that only the first has is that of all.
 */
export const severalTroubles = (said: Said, gate: Gate, hunch: Hunch): Each | undefined => {
  if (!said.addressed || said.raw.length > LONGEST) return undefined
  const next = LIST.test(said.raw) ? NEXT_OF_LIST : NEXT
  if (!next.test(said.raw)) return undefined
  const found: Told[] = []
  for (const text of said.raw.split(next).filter((one) => one.trim() !== '')) {
    const trouble = found.length < MOST ? toldBy(said, text.replace(LEAD, ''), gate, hunch) : undefined
    if (trouble?.danger !== undefined) return undefined
    const last = found.at(-1)
    const isNew = trouble !== undefined && found.every((one) => one.trouble.category !== trouble.category)
    if (isNew) found.push({ text: trouble.text, trouble: { ...placed(trouble, last?.trouble.place), sure: 1 } })
    else if (last === undefined) return undefined
    else found[found.length - 1] = longer(last, text)
  }
  if (found.length < 2) return undefined
  return { do: 'each', parts: found.map(({ text, trouble }) => ({ text, readings: [{ do: 'raise', trouble }] })) }
}

const toldBy = (said: Said, text: string, gate: Gate, hunch: Hunch): Trouble | undefined => {
  const one = part({ ...said, addressed: false }, text)
  const found = weighing(one, gate, hunch)
  return found && found.sure >= SURE ? dated(troubleOf(said.vocabulary, found, hunch), said.at) : undefined
}

const placed = (trouble: Trouble, before: Place | undefined): Trouble =>
  trouble.place || trouble.atHome || before === undefined ? trouble : { ...trouble, place: before }

const longer = ({ text, trouble }: Told, more: string): Told => {
  const whole = `${text}，${more.trim()}`
  return { text: whole, trouble: { ...trouble, text: whole } }
}
