import type { Reading, Thing } from '../../domain/heard/reading.ts'
import { rule, type Said } from '../said.ts'
import { hits } from '../text/lexicon.ts'
import { ending } from '../text/normal.ts'
import { placeIn } from '../trouble/place.ts'
import { dateIn, toldWhen } from './promise.ts'
import { MINE_NOW } from './work.ts'

/** Points at it: 「电梯那个」「3栋那家」; where only a place is said, it is this that makes a case of it. */
const POINTED = /^(?:的)?(?:[那这](?:个|件|里|边|家|户|盏|处|点)?)(?:的?事情?)?[ ,]*/
const OF_IT = /^(?:的?(?:事情?|问题))?[ ,]*/
/** So far from the start it is named, and so long is its name. */
const NAMED = { from: 3, to: 16 }

/** What a text begins with in the place of a number, and what is said of it. */
function thingFirst({ text, vocabulary }: Said): { readonly thing: Thing; readonly rest: string } | undefined {
  const place = placeIn(text, vocabulary.places)
  const hit = hits(text, vocabulary.categories)[0]
  const near = hit !== undefined && hit.from <= (place?.to ?? 0) + NAMED.from && hit.to <= NAMED.to ? hit : undefined
  const where = place !== undefined && place.from <= NAMED.from && place.to <= NAMED.to ? place : undefined
  const to = Math.max(near?.to ?? 0, where?.to ?? 0)
  if (to === 0) return undefined
  const pointed = POINTED.exec(text.slice(to))?.[0]
  if (near === undefined && pointed === undefined) return undefined
  const rest = text.slice(to).replace(pointed === undefined ? OF_IT : POINTED, '')
  const thing: Thing = {
    ...(near === undefined ? {} : { word: near.word, category: near.name }),
    ...(where === undefined ? {} : { place: where.place }),
  }
  return { thing, rest }
}

/** The first clause: 「电梯我去 灯叫李工」. */
const MINE = /^我[^ ,.;]+/
const GOING = /^我们?(?:再|就|会|也)*(?<then>.{2,20})$/
const TO_DO = /[去来到弄修看装换搞办查]|处理|过去|上门/
const MINE_THEN = /我.{0,12}[接去来到弄修看装换搞办理查]/
const AT_IT =
  /(?:正|还|都|现在)?在(?:抢修|维修|检修|检查|施工|处理|疏通|修|弄|换|装)|(?:联系|约|叫|喊|通知)[了好过到]*(?:维保|厂家|师傅)|等(?:配件|厂家|维保)|配件/
const AT_IT_NOW = new RegExp(`^(?:我们?|师傅|维保|厂家|已经?|现在|的|[ ,])*(?:${AT_IT.source})`)
/** 「电梯那个我接了」「3栋501返水我周六上午去」「3栋电梯在修了」: by who works on it, in the place of its number. */
export const ofThing = rule([MINE_THEN, AT_IT], (said): readonly Reading[] => {
  const found = said.asks || said.text.length > 40 ? undefined : thingFirst(said)
  if (found === undefined) return []
  const { thing, rest } = found
  if (MINE_NOW.test(MINE.exec(rest)?.[0] ?? '')) return [{ do: 'take', how: 'going', thing }]
  const then = GOING.exec(rest)?.groups?.then ?? ''
  const when = TO_DO.test(then) ? toldWhen(then, said.at) : undefined
  const news = { do: 'news', text: ending(said, rest), how: 'plain', thing } as const
  if (when !== undefined && when !== 'past') return [{ ...news, ...when }]
  return AT_IT_NOW.test(rest) ? [{ ...news, ...dateIn(rest, said.at) }] : []
})
