import type { Place, Reading } from '../../domain/heard/reading.ts'
import { rule, type Said } from '../said.ts'
import { hits, mentions } from '../text/lexicon.ts'
import { NUMERAL } from '../text/numeral.ts'
import type { Groups } from '../time/parser.ts'
import { type Found, placeIn, STARTS } from '../trouble/place.ts'
import { FAULT } from '../trouble/signs.ts'

type Correction = Extract<Reading, { do: 'correct' }>

const NOT_BUT = /^(?:哎呀|哦)?[ ,]*不(?:是|对)[ ,]*(?<wrong>[^,.]{0,14}?)[ ,.]*(?:而?是|应该是|该是)(?<right>.{2,30})$/
const IS_NOT = /^(?:(?:不好意思|抱歉|对不起)[ ,]*)?(?:是|应该是)(?<right>[^,.]{1,14}?)[ ,]*不是(?<wrong>.{1,14})$/
const SLIP =
  /^我?(?:刚才|刚刚)?(?:语音)?(?:(?:打错字?|说错|写错|发错|搞错|记错|认错|报错|弄错|识别错)(?:了)?|错了(?:错了)?(?=[ ,:]+(?:应该)?是)|(?:更正|订正)(?:一下)?(?=[:,]))(?:(?:[ ,.:]+(?:应该)?(?:是)?|(?:应该)?是)(?<right>.{1,30}))?$/
const HALL = /^的?(?<hall>大厅|大堂|门厅|楼道|楼梯间|走廊|过道|电梯间)/
/** 「三楼」, of which the building is known. */
const STOREY = /^在?(?:负?\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层)(?:[上的那]|那边)*$/
/** 「一楼大门」「502」: where in a building that is known, or asked for. */
const INSIDE =
  /^在?(?:(?:负?\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层)的?(?:大门|单元门|门口|门厅|大厅|楼梯口|走廊|过道|电梯口|转角|那个门|那边)|\d{3,4}(?:室|号?房))$/
/** 「502」 alone, said to the bot. */
const DOOR = /^[1-9]\d?[01]\d$/
const WHERE = /楼[上下]|隔壁|对[门面]|旁边/
const ROOM =
  '厕所|卫生间|洗手间|厨房|客厅|卧室|阳台|飘窗|楼道|楼梯间|楼梯|走廊|过道|大厅|大堂|电梯口|电梯|天花板|顶棚|屋顶|楼顶|顶楼|墙上|墙|窗边|窗户|门口|楼下|楼上|顶上|上面|下面|里面|里头|外面|外头|旁边|附近|对面|后面|前面|背后|拐角|路口|底下|那边|这边|那里|这里|那点|这点|[那这][部盏台扇个根条块](?:单元)?门?|转角|墙角|角落|口|的|处|里|隔壁|对门|那家|进来|进门|进去|右手边?|左手边?|第[一二三四五]个|再?(?:过去|过来|下去|上去|往[里外上下前后](?:走|面)?)(?:一点点?|点|一些|几步|不远)?'
const FRONT = `(?:(?:就?是?在|就?是|(?:应该|好像|可能|大概|估计|多半)(?:就?是)?在?|我们?家(?=在|的?(?:${ROOM}))|位置|地点|地址|${ROOM})(?:是|在)?[ ,:]*){0,4}`
const IN_FRONT = new RegExp(`^${FRONT}$`)
/** 「3到5楼都有」. */
const THROUGHOUT = `(?:[ ,]*(?:(?:${NUMERAL})(?:[到至-](?:${NUMERAL}))?(?:楼|层))?都(?:有|是|这样|一样))?`
const BEHIND = new RegExp(`^(?:[ ,]*(?:${ROOM})){0,5}${THROUGHOUT}$`)
const BARE = STARTS.map((start) => new RegExp(`^${FRONT}(?:${start})`))
const SHORT = 30
const BESIDE = '对面|斜对面|旁边|隔壁|附近|门口|后面|前面|背后|背面|外面|转角|拐角|路口|路边|边上|角上|底下|楼下'
/** 「不晓得几栋，就是超市对面」: only words tell where. */
const WHERE_WORDS = new RegExp(
  `^(?:(?:不晓得|不知道|不清楚|说不[清准]|没看|搞不清楚?)(?:是)?(?:[在哪几]+[栋号幢单元楼]*)?[ ,]*)?(?:就?是?在?|在)(?<spot>[^ ,\\d有没坐站躺蹲停放我你他看说来去走个]{1,6}(?:${BESIDE})(?:处|那里|那边|那儿|那个)?)$`,
)
/** 「我们单元」「就是我们这栋」「我家厨房」「我们楼下」. */
const OWN =
  /^(?:就?是?在?|在)(?:(?:我们?家?|咱们?|俺们?)(?:[这那自本]个?)?(?<own>单元|栋楼?|幢楼?|楼[下上]|门口)(?:楼?里)?(?:的)?|(?:我|俺|咱)们?(?:自己)?(?:家|屋头)(?:的|里)?(?:厨房|卫生间|厕所|阳台|客厅|卧室|门口|里)?(?:的)?)$/
/** 「坝坝」: a place that only this community knows by that name. */
const namesOwn = ({ text, vocabulary: { places } }: Said): boolean =>
  places !== undefined && text.length <= SHORT && mentions(text, places)

/** 「不是门，是门口的信箱」: one thing and another, by whatever names. */
const isThing = (said: Groups | undefined): boolean =>
  NOUN.test(said?.wrong?.trim() ?? '') && NOUN.test(said?.right?.trim() ?? '') && !FAULT.test(said?.right ?? '')
const NOUN = /^(?![我你他她它谁没不很太要想在去来])[\u4e00-\u9fa5]{1,8}$/

const placed = (text: string, { place, to }: Found): Pick<Correction, 'place' | 'hall'> => {
  const hall = place.named === undefined ? HALL.exec(text.slice(to))?.groups?.hall : undefined
  return { place, ...(hall === undefined ? {} : { hall }) }
}

/** 「在1栋门口」, after the number of a case. */
export const placeOf = ({ vocabulary }: Said, text: string): Place | undefined => {
  const spot = text.length <= SHORT ? placeIn(text, vocabulary.places) : undefined
  return spot && IN_FRONT.test(text.slice(0, spot.from)) && BEHIND.test(text.slice(spot.to)) ? spot.place : undefined
}

const correcting = (said: Said): readonly Reading[] => {
  const { text, vocabulary } = said
  const only = placeOf(said, text)
  if (only) return [{ do: 'correct', how: 'bare', place: only, text: said.raw }]
  if (INSIDE.test(text) || (said.addressed && DOOR.test(text)))
    return [{ do: 'correct', how: 'inside', right: text, text: said.raw }]
  const own = OWN.exec(text)?.groups
  if (own) {
    const isUnit = own.own === undefined || own.own === '单元'
    return [{ do: 'correct', how: 'bare', own: isUnit ? 'unit' : 'building', text: said.raw }]
  }
  const spot = WHERE_WORDS.exec(text)?.groups?.spot
  if (spot !== undefined && !FAULT.test(text)) return [{ do: 'correct', how: 'bare', right: spot, text: said.raw }]
  const slip = SLIP.exec(text)
  const meant = slip?.groups?.right
  const both = (NOT_BUT.exec(meant ?? text) ?? IS_NOT.exec(meant === undefined ? text : `是${meant}`))?.groups
  const right = both?.right ?? meant
  if (right === undefined)
    return slip !== null && /语音|认错/.test(text) ? [{ do: 'correct', how: 'plain', text: said.raw }] : []
  const found = placeIn(right, vocabulary.places)
  if (found !== undefined) return [{ do: 'correct', how: 'plain', ...placed(right, found), text: said.raw }]
  const [thing] = hits(right, vocabulary.categories)
  const isSlip = slip !== null && ((both?.wrong?.trim().length ?? 0) > 1 || STOREY.test(right))
  const known = thing !== undefined || WHERE.test(right) || isSlip
  if (!known && !isThing(both)) return []
  const wrong = both?.wrong ? { wrong: both.wrong.trim() } : {}
  const category = thing === undefined ? {} : { category: thing.name }
  return [{ do: 'correct', how: known ? 'plain' : 'thing', right: right.trim(), ...wrong, ...category, text: said.raw }]
}
/** What the speaker's latest case should have said; a bare place answers the bot's question for it. */
export const corrects = rule([...BARE, OWN, INSIDE, DOOR, WHERE_WORDS, SLIP, NOT_BUT, IS_NOT], correcting, namesOwn)
