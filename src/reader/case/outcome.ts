import type { Grade, Reading } from '../../domain/heard/reading.ts'
import { firstOf, type Rule, rule, type Said, when } from '../said.ts'
import { hits } from '../text/lexicon.ts'
import { ending } from '../text/normal.ts'
import { placeIn } from '../trouble/place.ts'
import { ELSEWHERE } from '../trouble/signs.ts'
import { STOPGAP } from './work.ts'

// ── finished, or not ──

const FIXING = '弄|修|搞|整|办|处理|维修|换|装|疏通|清理|解决|打扫|收拾'
const ENDED = '好|完毕|完成|完工|完|妥|定|到位|解决|归一|完工'
const DONE = `(?:全部?|都|已经?|终于|总算)*(?:${FIXING})?(?:${ENDED})了|(?:全部?|都|已经?|终于)*(?:处理|修复|疏通|解决|清理|更换|归一|搞定|恢复|抢修)(?:好|完毕|完成|完|到位)?了?|搞定|归一|整归一|弄归一|已经?(?:${FIXING})(?:好|完毕|完成|完|妥|到位)|(?:都|全部?)*[收扫拖清抽挖掏运]完了`
const BACK =
  '(?:恢复)?(?:通|来|有|送)[水电气网暖]了|恢复(?:供[水电气暖]|正常|通[水电车行]|运行)了?|[水电气]来了|亮了|通了|不用来了?|不漏了|正常了|明?火(?:已经?|都|全)*(?:灭|扑灭|熄)了|(?:人)?(?:已经?|都)*(?:救出来|送医院?|送到医院)了'
const FINISHING = new RegExp(`${BACK}|${DONE}`)
const FINISHED = new RegExp(`^(?<head>${BACK}|${DONE})(?![吗没不又])(?:(?<mark>[ ,.!:]*)(?<more>.*))?$`, 's')
/** Says that it is done, not what was done. */
const GENERIC = /^(?:修|弄|搞|整|办|处理)?(?:好|完|定|归一|妥)了?$/
const TOLD = /换|修|装|疏通|清|试|正常|照片|图|拍|焊|补|加|调|拆|检/
const EMPTY = /^(?:都|全部?)*(?:弄|搞|整|办)?(?:好|完|定|归一|妥)了?$/
const DID = /换|修|装|疏|清|焊|补|加|调|拆|检|抽|固|紧|通/
/** What is still to come, or where to look: no deed. */
const NO_DEED = /^(?:明|后天|再|还|过|下|回头|等|照片|图|拍|有事|有问题|随时|可以|大家|请)/

// After a case's number more ways of working are understood: nobody else talks like this of #14.
const WORKING = `(?:${FIXING}|更换|安装|清运|清|抽|扫|拖|冲|掏|捞|补|焊|接|拆|移|挪|搬|拉|运|剪|修剪|砍|加固|固定|封|盖|铺|刷|贴|调|喷|消杀|复位|重启|推|扶)`
const WORKED = new RegExp(
  `^(?:师傅|我们?|现场|这边|刚才?|刚刚)*(?:(?:全部?|都|已经?)*${WORKING}(?:好|完毕|完成|完|掉|走|干净|通|齐|起|上)了?|(?:全部?|都|已经?)+${WORKING}了|(?:更?换|维?修|安?装|清理?|焊|补|剪|修剪|打扫|清扫|清运|加固)了(?=$)|[水电气]退了)(?:[ ,.;!].*)?$`,
  's',
)
/** 「读头换好了」: the part in front of what was done to it; 「快修好了」 is not over. */
const PART_WORKED =
  /^(?!.{0,4}(?:快|就|将|要|能|可以|差不多|谁|家))[\u4e00-\u9fa5]{1,6}?(?:全部?|都|已经?)*(?:更?换|维?修|安?装|疏通|清理?|弄|补|焊|接|调)(?:好|完|通)了(?:[ ,.;!].*)?$/s
/** A later clause that closes what was told before it: 「换了灯泡，好了」「是误报，办结」. */
const CLOSING = new RegExp(
  `^(?:现在|目前|都|全部?|已经?|可以)*(?:${BACK}|(?:修|弄|搞|整|处理)?好了|恢复|ok|办结|结案|销号|搞定|归一|完成|完工|处理完毕?|没问题|可以(?:正常)?(?:使?用|走|通行))了?$`,
)
const HANDIWORK = /(?:换|修|装|疏通|清理?|焊|补|拆|抽|固定|紧|拧)[好上完掉通紧]?了/
/** Not over, whatever was done so far. */
const GOING_ON =
  /等|一半|部分|还[要有得差]|还没|没(?!问题|事|漏|再|得事)|未|缺|再来|预计|正在|暂时|临时|先|又|差[一几]|才能|明天.{0,4}[换修装弄来]/
const closed = (rest: string): boolean =>
  !GOING_ON.test(rest) &&
  (WORKED.test(rest) ||
    PART_WORKED.test(rest) ||
    rest
      .split(/[ ,.;!]+/)
      .slice(1)
      .some((clause) => CLOSING.test(clause)))

/** What was done, in the handler's own words: without a command at the end, or an empty 「好了」 in front of it. */
const deed = (said: Said, rest: string, head = '', more = ''): string => {
  if (GENERIC.test(rest)) return ''
  const deedAfter = more !== '' && !NO_DEED.test(more) && (EMPTY.test(head) || (GENERIC.test(head) && DID.test(more)))
  if (deedAfter) return ending(said, more)
  const command = /[ ,.;]{1,5}(?:办结|结案|销号)了?$/.exec(rest)?.[0] ?? ''
  const own = ending(said, rest)
  return own.slice(0, own.length - command.length)
}
const NO_NEED = /^(?:不用来了?|不用(?:麻烦|管|修)了?|没(?:得)?事了?|谢谢.*)$/
/** @param numbered the case is named, so that no more than that it is done need be said */
export const finished = (said: Said, rest: string, numbered: boolean): Reading | undefined => {
  if (said.asks || STOPGAP.test(rest) || /^(?:恢复$|完了|定了|妥了)/.test(rest)) return undefined
  const { head, mark = '', more = '' } = FINISHED.exec(rest)?.groups ?? {}
  const told = more === '' || TOLD.test(more) || NO_NEED.test(more) || CLOSING.test(more) || (numbered && mark !== '')
  if (head !== undefined && told) return { do: 'finish', text: deed(said, rest, head, more), how: 'plain' }
  return (numbered ? closed(rest) : mendedAtLast(rest))
    ? { do: 'finish', text: deed(said, rest), how: 'plain' }
    : undefined
}
/** 「接头松了，紧了一下，好了」: what was done, and that it is over. */
const mendedAtLast = (rest: string): boolean => {
  const clauses = rest.split(/[ ,.;!]+/)
  return (
    !GOING_ON.test(rest) &&
    CLOSING.test(clauses.at(-1) ?? '') &&
    clauses.slice(0, -1).some((clause) => HANDIWORK.test(clause))
  )
}
const WHO = /^(?:师傅|物业|维保|电工|水工|工人|刚才|刚刚|我们?|这边|那边)+(?:已经|都|把.{1,6})?/
/** 「电梯修好了」「3栋路灯亮了」: the thing in front of what was done to it. */
export const finishedThing = rule([FINISHING], (said) => {
  if (said.text.length > 24 || said.asks) return []
  const bare = finished(said, said.text.replace(WHO, ''), said.quotedCase !== undefined)
  if (bare !== undefined) return [bare]
  const thing = hits(said.text, said.vocabulary.categories)[0]
  const found = placeIn(said.text, said.vocabulary.places)
  const from = thing?.to ?? found?.to
  if (from === undefined || from > 16) return []
  const reading = finished(said, said.text.slice(from).replace(/^[ ,的]+/, ''), false)
  if (reading?.do !== 'finish') return []
  const named = {
    ...(thing ? { word: thing.word, category: thing.name } : {}),
    ...(found ? { place: found.place } : {}),
  }
  return [{ ...reading, text: said.raw, thing: named }]
})

const UNDONE =
  /^(?:(?:假的|骗人的?|哄人的?)[ ,.!]+)?(?:(?:昨晚|昨天|今早|今天|今晚|早上|中午|晚上|夜里|半夜|刚才|刚刚|现在)[ ,]?)?(?:(?:还|根本|都|又|并)?(?:没有?|没得|莫得|未)(?:修|弄|搞|处理|解决|办)?(?:好|完|妥|解决)|(?:还|根本|都|又|并)?(?:没有?|没得|莫得)(?:弄|扫|清|清理|打扫|收拾|擦|洗|修|拧|关|装|补)(?:干净|稳|紧|严|牢|平|到位|齐)|没(?:用|解决)|一点儿?[都也]没(?:修|弄)?[好通]|(?:根本|压根|就|都)?没(?:有|得)?(?:来人|人来过?|来过人?)|又(?:坏|熄|灭|瞎|漏|堵|停|不亮|黑|不行|来|臭|返|响|吵|闹|滴|渗|卡|断|爆|裂|松|掉)(?:起来了?|起了?|得很|了)?)(?:[ ,.:!]*(?<more>.*))?$/s
export const RELAPSE =
  /^(?:不(?:太|大|咋个?|怎么)?[好行][ ,.]+)?(?:(?:昨晚|昨天|今早|今天|今晚|早上|中午|晚上|夜里|半夜|刚才|刚刚|现在)[ ,]?)?(?:.{0,10}(?:又坏|又熄|又灭|又漏|又堵|又停|又不亮|又黑|又不行|又臭|又卡|又垮|又爆|又断|又晃|又响|又抖|又闪|又滴|又渗|又返)(?:了|起了?)?(?:[ ,.!].*)?|还是(?:老样子|那样|一样|坏的|[打关锁刷开用][也都]?不[开上了到动]|不亮|不行|漏|闪|响|滴|渗|卡|晃|没修好|(?:好|很|有点|那么|这么)?(?:臭|堵|黑|响|吵|暗|脏|漏水|滴水|渗水|坏|不通|没水|没电|没气|有味|有水)(?:得很|得凶|的|着|死了?|完了)?)|还在(?:漏|滴|渗|冒|流|返|堵|臭|响|闪|吵|淌)(?:水|雨|烟|臭|得很|得凶|着|个不停)?|老样子|修了个寂寞|(?:管|好|亮|用|修)了?(?:没)?(?:半天|[两一几三]天|一?会儿?)(?:就)?又.{1,6}|白修了?|跟没修一?样|等于没修|没修好|没弄好|根本没修好?|没完)$/s

/** 「好个屁」: of anything, where nothing was just finished. */
export const SNEERS =
  /^(?:(?:修|弄|搞|办|处理)?好|通|亮)(?:了)?(?:个(?:屁|锤子|铲铲|鬼|毛)|(?:什么|啥子?)(?:好|通|亮))(?:[ ,.!].{1,40})?$/s
const LATELY = '(?:(?:昨晚|昨天|昨夜|今早|今天|今晚|早上|晚上|夜里|半夜|刚才|现在|楼上|他们?家?|人家)[ ,]*)*'
/** 「昨晚还在跳」「还堵着呢」「昨晚又拖了」: of what she told as that. */
const STILL_SO = new RegExp(
  `^${LATELY}(?:还(?:是|在)?(?:一直|天天)?|又(?:在|开始)?)(?<so>[跳抖敲唱叫砸弹震晃吼骂拖闹吵堵塞漏滴渗黑臭响闪](?!车))[\\u4e00-\\u9fa5]{0,3}(?:[ ,.!].{1,40})?$`,
  's',
)
/** 「水都流到一楼了」「快点，淹到电梯口了」: worse than she told. */
const SPREADS =
  /^(?:(?:快点?|赶紧|搞快|急)[^ ,.!]{0,4}[ ,.!]+)?(?:现在|已经|污?水|都|快要?|全|又)*(?<so>[流淹漫灌淌])(?:到|进|满|过)了?[\u4e00-\u9fa5\d]{0,10}$/
/** 「亮是亮了，一闪一闪的」: of what was just finished. */
const CONCEDED = new RegExp(
  `^(?:${[...'亮通好修来换弄扫清装动挪走停'].map((end) => `${end}倒?是(?:倒是?)?${end}`).join('|')})好?了[ ,]*(?!.*(?:谢|满意|不错|可以))[^?]{2,40}$`,
)
/** By what else the same may have been told. */
const ALIKE = ['堵塞通返积', '流淹漫灌淌漏滴渗水', '黑亮灯', '闪亮灯', '臭味', '吵闹响噪叫']
const alikes = (so: string): string =>
  ALIKE.find((alike) => alike.startsWith(so)) ?? ALIKE.find((alike) => alike.includes(so)) ?? so
const stillSo = rule([STILL_SO, SPREADS, CONCEDED], ({ text, raw, asks }) => {
  if (asks || RELAPSE.test(text)) return []
  if (CONCEDED.test(text)) return [{ do: 'reopen', text: raw, how: 'everyday' }]
  const so = firstOf([STILL_SO, SPREADS], text)?.groups?.so
  return so === undefined ? [] : [{ do: 'reopen', text: raw, how: 'everyday', so: alikes(so) }]
})

export const reopened = (said: Said, rest: string): Reading | undefined => {
  const more = UNDONE.exec(rest)?.groups?.more ?? ''
  if (said.asks || ![UNDONE, RELAPSE, SNEERS].some((wording) => wording.test(rest))) return undefined
  return { do: 'reopen', text: ending(said, more === '' ? rest : more) }
}
/** 「电梯又坏了」 is of something here; 「高速又堵了」 is not. */
export const relapsed = ({ text, asks, vocabulary }: Said): boolean =>
  !asks &&
  text.length <= 40 &&
  RELAPSE.test(text) &&
  (/^\D{0,2}又|^.{0,5}(?:还是|还在|老样子|没|白修|等于|根本)|半天又|修/.test(text) ||
    hits(text, vocabulary.categories).length > 0 ||
    placeIn(text) !== undefined) &&
  !ELSEWHERE.test(text)
// ── rating ──

const VERY = '(?:很|非常|特别|十分|相当|挺|比较|大家都?)?'
const GRADES: readonly (readonly [RegExp, Grade])[] = [
  [
    /^(?:(?:很|非常|特别|太|超级|挺|比较)?(?:不满意|差评|不满|太差|很差|差(?!不|点|一|个|几|得))|(?:不(?:太|大|是很|怎么|咋个?|够)|没(?:得)?(?:有)?(?:好)?多)满意|[一1]颗?星(?:差评)?)(?:[ ,.:!]*(?<more>.*))?$/s,
    'poor',
  ],
  [/^(?:一般般|一般(?!般)|还行|还可以|凑合|马马虎虎|基本满意|将就)(?:[ ,.:!]*(?<more>.*))?$/s, 'fair'],
  [
    new RegExp(`^(?:${VERY}(?:满意|好评|点赞)(?:得很|得板|极了)?|[五5]颗?星(?:好评)?)(?:[ ,.:!]*(?<more>.*))?$`, 's'),
    'good',
  ],
]
export const rated = (said: Said, rest: string): Extract<Reading, { do: 'rate' }> | undefined => {
  for (const [wording, grade] of GRADES) {
    const found = wording.exec(rest)
    if (found !== null && !said.asks) return { do: 'rate', grade, text: ending(said, found.groups?.more ?? '') }
  }
  return undefined
}

const PRAISE = '(?:巴适|安逸|可以|不错|ok|得行|阔以)(?:得很|得板|惨了)?'
/** Everyday praise, and nothing after it: a rating only after a case's number, or on the line of its finish. */
const PRAISED = new RegExp(`^(?:${VERY}${PRAISE}|赞|很?棒|不(?:巴适|安逸|好|太好|咋个?好))(?:的|了)?$`)
const BARELY_GOOD = /^(?:都|还|也|挺|很)?好(?:的|着呢?|得很)?$/
export const praised = (said: Said, rest: string): Reading | undefined => {
  const isWord = PRAISED.test(rest) || (said.quotedCase !== undefined && BARELY_GOOD.test(rest))
  if (said.asks || !isWord) return undefined
  return { do: 'rate', grade: /^不(?!错)/.test(rest) ? 'poor' : 'good', text: '', how: 'everyday' }
}

const STREET = /^#?(?<number>\d{1,6})号(?:事项|件|事)?[ ,:]*(?<word>\D{1,12})$/
const GRADED = /^(?:评价|评分|打分|评)(?:一下)?[ :,]*#?(?<number>\d{1,6})(?:号(?:事项|件|事)?)?[ :,]*(?<word>\D.*)$/s
/** 「1号满意」, which is no street's number, and 「评价1 一般」. */
const gradedByNumber = rule([STREET, GRADED], (said) => {
  const { number, word = '' } = (STREET.exec(said.text) ?? GRADED.exec(said.text))?.groups ?? {}
  const reading = number === undefined ? undefined : (rated(said, word) ?? praised(said, word))
  if (reading?.do !== 'rate' || (STREET.test(said.text) && reading.text !== '')) return []
  return [{ ...reading, case: Number(number), ...(GRADED.test(said.text) ? {} : { how: 'everyday' }) }]
})

const THUMB =
  /^#?(?<number>\d{1,6})[ ,:]*(?:(?:👍|👌|💯|🌹|❤|🙏)[\u{1f3fb}-\u{1f3ff}]?|\[(?:强|赞|ok|玫瑰|鼓掌|爱心)\])+$/u
const hasThumb = ({ whole, text }: Said): boolean => whole.length > text.length && THUMB.test(whole)
/** 「1👍」: the marks at the end belong to it. */
const thumbed = when(hasThumb, ({ whole }) => {
  const number = THUMB.exec(whole)?.groups?.number
  return number === undefined ? [] : [{ do: 'rate', case: Number(number), grade: 'good', text: '', how: 'everyday' }]
})

const ALONE =
  /^(?:(?:很|非常|特别|十分|相当|挺|比较)?(?:满意|不满意)(?:得很|得板|极了)?|不太满意|[五5]星好评|好评|差评)了?$/
/** 「满意」 alone: of what was just finished for her. */
const gradedAlone = rule([ALONE], (said) => {
  const reading = ALONE.test(said.text) && !said.pointed ? rated(said, said.text) : undefined
  return reading === undefined ? [] : [{ ...reading, how: 'alone' }]
})

const PLEASED =
  /^(?:(?:亮|通|好|[来有][水电气]|[修弄]好|正常|不漏|可以)了[ ,!]*){2,3}(?:[ ,!]*(?!.*(?:没|不(?!错|漏)|还[是没有]|又|但|就是|可惜)).{1,16})?$|^(?:现在|这下)?可以了$/
const NOW_WELL = '(?:可以|[修弄]?好|不错|亮|通|[来有][水电气]|正常|不漏|行|巴适|满意)(?:得很)?[了的]?'
const THANKS = '(?:谢谢|多谢|感谢|辛苦)了?[\\u4e00-\\u9fa5]{0,5}'
/** 「这回好了」「谢谢李工，可以」. */
const THANKFUL = new RegExp(
  `^(?:这[回下次]${NOW_WELL}|(?:这[回下次])?${NOW_WELL}[ ,!]+${THANKS}|${THANKS}[ ,!]+(?:这[回下次])?${NOW_WELL})$`,
)
const SO_SO = /^(?:一般般|马马虎虎|还行|凑合|将就)$/
const THUMBS = /^(?:(?:👍|👌|💯|🌹)(?:\ud83c[\udffb-\udfff])?|\[(?:强|赞|ok|玫瑰|鼓掌)\])+$/
/** 「亮了亮了」「一般般」「👍👍」: of what was just finished for her. */
const justSaid = rule([PLEASED, THANKFUL, SO_SO, THUMBS], ({ text, asks, neighbour, quotedCase, quotedPoll }) => {
  if (asks || (neighbour ?? quotedCase ?? quotedPoll) !== undefined) return []
  const isGood = [PLEASED, THANKFUL, THUMBS].some((wording) => wording.test(text))
  return isGood || SO_SO.test(text) ? [{ do: 'rate', grade: isGood ? 'good' : 'fair', text: '', how: 'everyday' }] : []
})

/** What people think of a finish, said otherwise than after its number. */
export const RATED: readonly Rule[] = [gradedByNumber, thumbed, gradedAlone, justSaid, stillSo]
