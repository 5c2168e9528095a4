import { hits, mentions } from './lexicon.ts'
import { ANY_PLACE, placeIn } from './place.ts'
import { rule, type Said } from './said.ts'
import { Sieve } from './sieve.ts'

const NOT_BUT = /^(?:哎呀|哦)?[ ,]*不(?:是|对)[ ,]*(?<wrong>[^,.]{0,14}?)[ ,.]*(?:而?是|应该是|该是)(?<right>.{2,30})$/
const IS_NOT = /^(?:是|应该是)(?<right>[^,.]{1,14}?)[ ,]*不是(?<wrong>.{1,14})$/
const SLIP =
  /^(?:刚才|刚刚)?(?:语音)?(?:打错字?|说错|写错|发错|搞错|记错|认错|报错|弄错|识别错)(?:了)?(?:[ ,.:]+(?:应该)?(?:是)?(?<right>.{1,30}))?$/
const WHERE = /楼[上下]|隔壁|对[门面]|旁边/
const ROOM =
  '厕所|卫生间|洗手间|厨房|客厅|卧室|阳台|飘窗|楼道|楼梯间|楼梯|走廊|过道|大厅|大堂|电梯口|电梯|天花板|顶棚|屋顶|楼顶|顶楼|墙上|墙|窗边|窗户|门口|楼下|楼上|顶上|上面|下面|里面|里头|外面|外头|旁边|附近|对面|后面|前面|背后|拐角|路口|底下|那边|这边|那里|这里|那点|这点|的|处|里'
const IN_FRONT = new RegExp(
  `^(?:(?:就?是?在|是|我们?家(?=在|的?(?:${ROOM}))|位置|地点|地址|${ROOM})(?:是|在)?[ ,:]*){0,4}$`,
)
const BEHIND = new RegExp(`^(?:[ ,]*(?:${ROOM})){0,5}$`)
/** A home, with a named place beside it or not. */
const BARELY = new RegExp(`${IN_FRONT.source.slice(0, -1)}${ANY_PLACE}${ANY_PLACE}?${BEHIND.source.slice(1)}`)
const PATTERNS = new Sieve<true>([[true, [BARELY, SLIP, NOT_BUT, IS_NOT]]])
const SHORT = 30
/** 「坝坝」: a place that only this community knows by that name. */
const isTold = ({ text, vocabulary: { places } }: Said): boolean =>
  PATTERNS.in(text).length > 0 || (text.length <= SHORT && places !== undefined && mentions(text, places))

/** What the speaker's latest case should have said; a bare place answers the bot's question for it. */
export const corrects = rule(isTold, (said) => {
  const { text, vocabulary } = said
  const spot = placeIn(text, vocabulary.places)
  const only =
    spot !== undefined &&
    text.length <= SHORT &&
    IN_FRONT.test(text.slice(0, spot.from)) &&
    BEHIND.test(text.slice(spot.to))
  if (only) return [{ do: 'correct', how: 'bare', place: spot.place, text: said.raw }]
  const slip = SLIP.exec(text)
  const both = (NOT_BUT.exec(text) ?? IS_NOT.exec(text))?.groups
  const right = slip?.groups?.right ?? both?.right
  if (right === undefined)
    return slip !== null && /语音|认错/.test(text) ? [{ do: 'correct', how: 'plain', text: said.raw }] : []
  const place = placeIn(right, vocabulary.places)?.place
  if (place !== undefined) return [{ do: 'correct', how: 'plain', place, text: said.raw }]
  const [thing] = hits(right, vocabulary.categories)
  if (thing === undefined && !WHERE.test(right)) return []
  const wrong = both?.wrong ? { wrong: both.wrong.trim() } : {}
  const category = thing === undefined ? {} : { category: thing.name }
  return [{ do: 'correct', how: 'plain', right: right.trim(), ...wrong, ...category, text: said.raw }]
})
