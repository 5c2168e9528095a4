import type { Reading } from '../../domain/heard/reading.ts'
import type { Said } from '../said.ts'
import { ending } from '../text/normal.ts'

const WHOM = '(?:报(?:修|事|的)?的?(?:人|那家)|业主|住户|户主|那家人?|[她他您你](?:们|家)?)'
/** 问一下是哪部电梯 · 帮我问问业主是什么时候漏的. 「问题解决了」 and 「问过师傅了」 ask nobody. */
const ASKED = new RegExp(
  `^(?:想|要|帮(?:我|忙)?|麻烦|替我)*(?:问(?:一下|下|问|一问|一声|声)|请问(?:一下)?|打听(?:一下|下))(?:${WHOM})?[ ,:.]*(?<what>.{2,})$`,
  's',
)
/** 请她说下是哪部 · 麻烦业主拍张照片. */
const PLEASE = new RegExp(
  `^(?:麻烦|请|让|叫|喊|劳烦)${WHOM}(?:再|也|先|帮忙)?(?<what>(?:说|讲|发|拍|看|确认|提供|描述|录|关|留|开|量|数|试|下楼).+)$`,
  's',
)

/** After a case's number: what somebody wants to know of the other side. */
export function inquired(said: Said, rest: string): Reading | undefined {
  const words = rest === said.text ? said.whole : rest // 「请问」 in front is more than a greeting here
  const what = ASKED.exec(words)?.groups?.what
  if (what !== undefined) return { do: 'inquire', case: 0, text: ending(said, what) }
  const please = PLEASE.exec(words)?.groups?.what
  return please === undefined ? undefined : { do: 'inquire', case: 0, text: `请您${ending(said, please)}` }
}
