import { readAfter, withRead } from '../../domain/heard/read.ts'
import type { Place, Reading, Trouble } from '../../domain/heard/reading.ts'
import { located, retitled } from '../../domain/wording/correct.ts'
import type { Gate } from '../gate.ts'
import { part, type Said } from '../said.ts'
import { dated } from '../time/since.ts'
import type { Hunch } from './hunch.ts'
import { weighing } from './report.ts'
import { LACKING, STOPPED } from './signs.ts'
import { placeless, troubleOf } from './trouble.ts'

type Each = Extract<Reading, { do: 'each' }>
interface Told {
  readonly text: string
  readonly trouble: Trouble
}

/** Where the next of several may begin: after a full stop, before 「另外」「还有」 or another house. */
const NEXT =
  /[。；;！!\n]+|[，,、\s]*(?=(?:另外|还有|再有|再就是|再一个|顺便|其次))|[，,]\s*(?=\d{1,3}(?:栋|幢|座|号楼)(?!的?[，,也都]))/
/** 「1、…2、…」, where the text begins so; 「2、3栋」 else is of two houses. */
const NEXT_OF_LIST = /[。；;！!\n]+|[，,\s]*(?=(?:[2-5二三四五][、.．)）]|第[二三四五](?:个|件|是|，|,)|[二三四五]是))/
/** 「，垃圾桶也满了」; not where the one comes of the other, as in 「停电了，电梯也停了」. */
const TOO = /[，,]\s*(?=[^，,。；;！!也\n]{2,8}也(?:没人|不[亮开转走]|打不开|关不上|[坏满堵漏脏臭乱松烂掉]))/
const NEXT_OR_TOO = new RegExp(`${NEXT.source}|${TOO.source}`)
/** 「反映三个问题：」. */
const PREFACE = /^[^，,。；;：:\d\n]{0,8}(?:问题|反映|情况|事情?|几点)[：:\s]*/
const LIST = new RegExp(`(?:^|${PREFACE.source})(?:[1一][、.．)）]|第一(?:个|件|是|，|,)|一是)`)
const LEAD =
  /^(?:另外(?:还有|就是|一件事?)?|还有(?:就是|一个|一件事?)?|再有|再就是|再一个|顺便(?:说一下|反映一下)?|其次|[1-5一二三四五][、.．)）]|第[一二三四五](?:个|件)?(?:是|事)?|[一二三四五]是)[，,:：\s]*/
const MOST = 5
const LONGEST = 300
/** So sure of each by itself, said to nobody in particular; less where she says that it is one more. */
const SURE = 0.7
const SAID_SO = 0.5
/** What is left of it without its place. */
const LEAST = 2

/**
 * 「3栋电梯坏了，另外5栋垃圾没人收」 to the bot: several troubles of different kinds are as many cases. Words that are no
 * trouble by themselves stay with the one before; a place that only the first has is that of all.
 */
export const severalTroubles = (said: Said, gate: Gate, hunch: Hunch): Each | undefined => {
  if (!said.addressed || said.raw.length > LONGEST) return undefined
  const isList = LIST.test(said.raw)
  const next = isList ? NEXT_OF_LIST : STOPPED.test(said.raw) || LACKING.test(said.raw) ? NEXT : NEXT_OR_TOO
  if (!next.test(said.raw)) return undefined
  const found: Told[] = []
  const told = isList ? said.raw.replace(PREFACE, '') : said.raw
  for (const text of told.split(next).filter((one) => one.trim() !== '')) {
    const trouble = found.length < MOST ? toldBy(said, text, gate, hunch) : undefined
    if (trouble?.danger !== undefined) return undefined
    const last = found.at(-1)
    const isNew = trouble !== undefined && found.every((one) => one.trouble.category !== trouble.category)
    if (isNew) found.push(toldOf({ ...placed(trouble, last?.trouble.place), sure: 1 }))
    else if (last === undefined) return undefined
    else found[found.length - 1] = longer(last, text)
  }
  if (found.length < 2) return undefined
  return { do: 'each', parts: found.map(({ text, trouble }) => ({ text, readings: [{ do: 'raise', trouble }] })) }
}

const toldOf = (trouble: Trouble): Told => ({ text: trouble.text, trouble })

const toldBy = (said: Said, text: string, gate: Gate, hunch: Hunch): Trouble | undefined => {
  const rest = text.replace(LEAD, '')
  const isOneMore = rest !== text
  if (placeless(rest, said.vocabulary.places).length < LEAST) return undefined
  const found = weighing(part({ ...said, addressed: isOneMore }, rest), gate, hunch)
  return found && found.sure >= (isOneMore ? SAID_SO : SURE) && !NO_OTHER.test(rest)
    ? dated(troubleOf(said.vocabulary, found, hunch), said.at)
    : undefined
}

/** 「顺便问下物业费怎么交」 asks, 「还有小孩怕黑」 tells whom it hits. */
const NO_OTHER = /^(?:问|请问|想问|咨询)|怎么交|怎么办理|^(?:家里?)?(?:有)?(?:老人|老的|小孩|孩子|娃|孕妇|我[妈爸])/

const placed = (trouble: Trouble, before: Place | undefined): Trouble => {
  const { place, atHome } = trouble
  if (atHome || before === undefined) return trouble
  if (place === undefined) return there(trouble, before)
  const isPart = place.building === undefined && place.unit !== undefined && before.building !== undefined
  return isPart ? { ...trouble, place: { ...place, building: before.building } } : trouble
}

/** Its line says where, as that of the first does. */
const there = (trouble: Trouble, place: Place): Trouble => {
  const { read = {}, ...told } = trouble
  const text = located(told.text, undefined, place)
  const title = retitled({ title: told.title }, place)
  return { ...told, place, text, title, ...withRead(readAfter(read, told.text, text, 'place')) }
}

const longer = ({ text, trouble }: Told, more: string): Told => {
  const whole = `${text}，${more.trim()}`
  return { text: whole, trouble: { ...trouble, text: whole } }
}
