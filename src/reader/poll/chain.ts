import type { ChainLine } from '../../domain/heard/reading.ts'
import { part, rule, type Said } from '../said.ts'
import { placeIn } from '../trouble/place.ts'
import { STANCE } from './choice.ts'
import { choiceOf } from './worded.ts'

const CHAIN = /^#接龙/
const LINE = /^\s*\d{1,3}\s*[.、．。):：）]\s*(?<entry>\S.*)$/
/** 「李芳赞成」, without a space. */
const GLUED = new RegExp(`^(?<name>.{2,6}?)(?<text>${STANCE})$`)

const isPlace = (said: Said, word: string): boolean => {
  const { text } = part(said, word)
  const place = placeIn(text)
  return place !== undefined && place.from === 0 && place.to === text.length
}
/** The name is the first word, with the house number that some put before it. */
const split = (said: Said, entry: string): readonly [name: string, text: string] => {
  const words = entry.split(/\s+/)
  const [first = '', second] = words
  const two = second !== undefined && isPlace(said, first) && choiceOf(said, second) === undefined
  const name = words.slice(0, two ? 2 : 1).join(' ')
  const { name: glued, text } = (words.length === 1 ? GLUED.exec(entry) : null)?.groups ?? {}
  return glued !== undefined && text !== undefined ? [glued, text] : [name, entry.slice(name.length).trim()]
}
/** 「3栋 赞成」: the place is not part of the ballot. */
const ballot = (said: Said, text: string): string =>
  text
    .split(/\s+/)
    .filter((word, i) => i > 0 || !isPlace(said, word))
    .join(' ')
const lineOf = (said: Said, entry: string): ChainLine => {
  const [name, text] = split(said, entry)
  const choice = text === '' ? undefined : (choiceOf(said, text) ?? choiceOf(said, ballot(said, text))) // a place may be an option
  return { name, text, ...(choice === undefined ? {} : { choice }) }
}

/** WeChat's own 接龙: the whole list again with each message. */
export const chain = rule([CHAIN], (said) => {
  if (!CHAIN.test(said.text)) return []
  const lines = said.written.split('\n').slice(1)
  const first = lines.findIndex((line) => LINE.test(line))
  if (first < 0) return []
  const title = lines.slice(0, first).map((line) => line.trim())
  return [
    {
      do: 'chain',
      title: title.filter((line) => line !== '').join('\n'),
      lines: lines.flatMap((line) => {
        const entry = LINE.exec(line)?.groups?.entry
        return entry === undefined ? [] : [lineOf(said, entry.trim())]
      }),
    },
  ]
})

const CALLED =
  '(?:的|者|前|请|想|要|有|去|来|需要|报名|参加|团购|愿意|感兴趣|举手|举个手|同意|不同意|赞成|反对|支持|家长|邻居们?|朋友|同学|业主)'
const OWN_COUNT = new RegExp(
  `^(?<head>.{0,60}${CALLED}[ ,]*(?:都|就|请|可以|给我|在群里|麻烦)*)(?:扣|打|抠|敲|回复?|刷|发)(?:个|一个|一下|数字)?[ ]*(?:[1-9]|一|壹)(?:[ ,.;!、].{0,60}|拼单|报名|接龙|统计|.{0,8}(?:扣|打|回复?|敲)[ ]*[2-9二])?$|^.{1,30}[的者]请?\\+1$`,
  's',
)
/** A neighbour's own count: the digits that follow it are hers. */
export const ownCount = rule([OWN_COUNT], ({ text }) => {
  const found = OWN_COUNT.exec(text)
  return found === null || /^(?:我|俺|咱)(?!们.*的)/.test(text) || /^(?:替|帮|代)/.test(text)
    ? []
    : [{ do: 'own-count' }]
})
