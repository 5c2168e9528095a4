import type { Grade, Reading } from '../domain/reading.ts'
import { hits } from './lexicon.ts'
import { ending } from './normal.ts'
import { placeIn } from './place.ts'
import type { Rule, Said } from './said.ts'
import { ELSEWHERE } from './signs.ts'

// ── finished, or not ──

const DONE =
  '(?:全部?|都|已经?|终于|总算)*(?:弄|修|搞|整|办|处理|维修|换|装|疏通|清理|解决|打扫|收拾)?(?:好|完|妥|定|完成|到位|解决|归一|完工)了|(?:全部?|都|已经?|终于)*(?:处理|修复|疏通|解决|清理|更换|归一|搞定|恢复|抢修)(?:好|完|完成|完毕|到位)?了?|搞定|归一|整归一|弄归一|已经?(?:弄|修|搞|整|办|处理|维修|换|装|疏通|清理|解决|打扫)(?:好|完|妥|完成|到位)'
const BACK =
  '(?:恢复)?(?:通|来|有)[水电气网暖]了|恢复(?:供[水电气暖]|正常|通[水电车行]|运行)了?|[水电气]来了|亮了|通了|不用来了?|不漏了|正常了'
const FINISHED = new RegExp(`^(?:${BACK}|${DONE})(?![吗没不又])(?:[ ,.!:]*(?<more>.*))?$`, 's')
const GENERIC = /^(?:修|弄|搞|整|办|处理)?(?:好|完|定|归一|妥)了?$/
const TOLD = /换|修|装|疏通|清|试|正常|照片|图|拍|焊|补|加|调|拆|检/
export const finished = (said: Said, rest: string, numbered: boolean): Reading | undefined => {
  const found = FINISHED.exec(rest)
  if (found === null || said.asks || /^(?:恢复$|完了|定了|妥了)/.test(rest)) return undefined
  const more = found.groups?.more ?? ''
  if (!numbered && more !== '' && !TOLD.test(more)) return undefined
  const text = more !== '' ? ending(said, more) : GENERIC.test(rest) ? '' : ending(said, rest)
  return { do: 'finish', text, how: 'plain' }
}
const WHO = /^(?:师傅|物业|维保|电工|水工|工人|刚才|刚刚|我们?|这边|那边)+(?:已经|都|把.{1,6})?/
/** 「电梯修好了」「3栋路灯亮了」: the thing in front of what was done to it. */
export const finishedThing: Rule = (said) => {
  if (said.text.length > 24 || said.asks) return []
  const bare = finished(said, said.text.replace(WHO, ''), false)
  if (bare !== undefined) return [bare]
  const thing = hits(said.text, said.vocabulary.categories)[0]
  const from = thing?.to ?? placeIn(said.text)?.to
  if (from === undefined || from > 16) return []
  const reading = finished(said, said.text.slice(from).replace(/^[ ,的]+/, ''), false)
  return reading?.do === 'finish' ? [{ ...reading, text: said.raw }] : []
}

const UNDONE =
  /^(?:(?:还|根本|都|又|并)?(?:没有?|未)(?:修|弄|搞|处理|解决|办)?(?:好|完|妥|解决)|没(?:用|解决)|又(?:坏|漏|堵|停|不亮|黑|不行|来|臭|返)(?:了|起)?)(?:[ ,.:!]*(?<more>.*))?$/s
const RELAPSE =
  /^(?:.{0,10}(?:又坏|又漏|又堵|又停|又不亮|又黑|又不行|又臭|又卡|又垮|又爆|又断)(?:了|起了?)?(?:[ ,.!].*)?|还是(?:老样子|那样|一样|坏的|不亮|不行|漏|没修好)|老样子|修了个寂寞|(?:管|好|亮|用|修)了?(?:没)?(?:半天|[两一几三]天|一?会儿?)(?:就)?又.{1,6}|白修了?|跟没修一?样|等于没修|没修好|没弄好|根本没修好?|没完)$/s

export const reopened = (said: Said, rest: string): Reading | undefined => {
  const more = UNDONE.exec(rest)?.groups?.more ?? ''
  if (said.asks || !(UNDONE.test(rest) || RELAPSE.test(rest))) return undefined
  return { do: 'reopen', text: ending(said, more === '' ? rest : more) }
}
/** 「电梯又坏了」 is of something here; 「高速又堵了」 is not. */
export const relapsed = ({ text, asks, vocabulary }: Said): boolean =>
  !asks &&
  text.length <= 40 &&
  RELAPSE.test(text) &&
  (/^\D{0,2}又|^.{0,3}(?:还是|老样子|没|白修|等于|根本)|半天又|修/.test(text) ||
    hits(text, vocabulary.categories).length > 0 ||
    placeIn(text) !== undefined) &&
  !ELSEWHERE.test(text)
// ── rating ──

const GRADES: readonly (readonly [RegExp, Grade])[] = [
  [/^(?:很|非常|特别|太|超级|挺|比较)?(?:不满意|差评|不满|太差|很差|差)(?:[ ,.:!]*(?<more>.*))?$/s, 'poor'],
  [/^(?:一般|一般般|还行|还可以|凑合|马马虎虎|基本满意|将就)(?:[ ,.:!]*(?<more>.*))?$/s, 'fair'],
  [/^(?:很|非常|特别|十分|相当|挺|比较|大家都?)?(?:满意|好评|点赞)(?:[ ,.:!]*(?<more>.*))?$/s, 'good'],
]
export const rated = (said: Said, rest: string): Reading | undefined => {
  for (const [wording, grade] of GRADES) {
    const found = wording.exec(rest)
    if (found !== null && !said.asks) return { do: 'rate', grade, text: ending(said, found.groups?.more ?? '') }
  }
  return undefined
}
