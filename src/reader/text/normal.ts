import { LONGEST } from '../../domain/heard/length.ts'
import { unslipped } from './slips.ts'

/** What was said, made comparable. `text` and `raw` have the same length: a stretch of one is the same stretch of the other. */
export interface Words {
  /** As the person wrote it, without what cannot be seen and without politeness at both ends. */
  readonly raw: string
  /** The same in half width and simplified characters, small letters, particles of dialect in their standard form. */
  readonly text: string
  /** It ended with a question mark or a word that asks. */
  readonly asks: boolean
  /** `text` and `raw` with politeness and marks at both ends, for those who look for laughter or a question mark. */
  readonly whole: string
  readonly written: string
}

// Traditional characters that occur in the words we know, each followed by its simplified form.
const PAIRS =
  '電电燈灯壞坏門门開开關关報报進进詢询辦办結结轉转贊赞對对棄弃權权選选況况滿满樣样誰谁歸归單单樓楼棟栋號号區区車车庫库' +
  '戶户問问題题聽听說说話话見见這这個个們们來来還还沒没請请謝谢幫帮補补撤撤銷销總总動动無无應应當当現现幾几過过時时點点' +
  '後后週周鐘钟間间頭头廣广場场園园綠绿環环衛卫圾圾髒脏亂乱違违築筑擾扰聲声響响氣气暖暖煙烟災灾滅灭險险傷伤觸触斷断' +
  '網网線线壓压漏漏牆墙頂顶陽阳臺台廚厨廁厕廊廊樹树葉叶蟲虫鳥鸟貓猫養养擋挡佔占費费賬账錢钱記记錄录員员長长書书業业' +
  '東东內内裡里裏里舊旧爛烂緊紧決决類类並并級级議议認认實实變变換换裝装備备費费護护監监協协讓让給给從从會会員员' +
  '麼么嗎吗甚什為为須须該该誤误錯错種种兩两雙双萬万億亿餘余貳贰參叁陸陆請请難难聯联繫系淨净溝沟渠渠塊块橋桥鄰邻' +
  '鑰钥鎖锁遲迟緩缓達达運运適适鬧闹靜静復复綁绑發发終终礙碍積积塵尘臨临隻只壓压農农鄉乡鎮镇診诊醫医療疗' +
  '強强堅坚絕绝許许願愿隨随張张劉刘爲为' +
  '紅红獨独歲岁爺爷媽妈孫孙婦妇兒儿奪夺憤愤熱热凍冻涼凉黴霉滲渗潤润灣湾濕湿簡简驗验訪访'
const SIMPLE = new Map(
  [...PAIRS].flatMap((character, i, all) => (i % 2 === 0 ? [[character, all[i + 1] ?? character] as const] : [])),
)
/** Particles of dialect and of excitement, as their plain form. */
const PLAIN: Readonly<Record<string, string>> = {
  啦: '了',
  咯: '了',
  喽: '了',
  噜: '了',
  冇: '没',
  嘞: '了',
  唔: '不',
  俾: '被',
  喺: '在',
  佢: '他',
}

// Marks that show nothing: zero width, direction, variation selectors, the frame of a keycap, controls but the line break.
const invisible = /\p{Cf}|\p{Variation_Selector}|\u115f|\u1160|\u20e3|\p{Cc}/gu
const composed = /[^\u0020-\u007e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef…—“”‘’·\n]+/gu
const letters = new Map(
  [...'🅰a🅱b'].flatMap((character, i, all) => (i % 2 === 0 ? [[character, all[i + 1] ?? ''] as const] : [])),
)

/** Units of which none, alone or beside others, is changed by what follows. */
const STRANGE = /[^\u0020-\u007e\u3001-\u303f\u4e00-\u9fff\uff00-\uffef…—“”‘’·\n]/
export const clean = (said: string): string => (STRANGE.test(said) ? cleaned(said) : said.trim())
const cleaned = (said: string): string =>
  said
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/🅰|🅱/gu, (letter) => letters.get(letter) ?? letter)
    .replace(invisible, (character) => (character === '\n' ? '\n' : ''))
    .replace(composed, (stretch) => stretch.normalize('NFKC'))
    .trim()

const plainUnit = (unit: string, code: number): string => {
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase()
  if (code >= 0x41 && code <= 0x5a) return unit.toLowerCase()
  if (unit === '。' || unit === '｡') return '.'
  if (unit === '〜') return '~'
  return SIMPLE.get(unit) ?? PLAIN[unit] ?? unit
}
const PLAIN_UNITS = Uint16Array.from({ length: 0x10000 }, (_, code) =>
  plainUnit(String.fromCharCode(code), code).charCodeAt(0),
)
const plain = (raw: string): string => {
  let out = ''
  let from = 0
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i)
    const made = PLAIN_UNITS[code] ?? code
    if (made === code) continue
    out += raw.slice(from, i) + String.fromCharCode(made)
    from = i + 1
  }
  return from === 0 ? raw : out + raw.slice(from)
}

const GREETING =
  /^(?:你好|您好|hello|hi|喂|哎|诶|嗨|请问一下|请问|问一下|麻烦你|麻烦您|麻烦|劳驾|辛苦|拜托|请|那个|各位邻居|各位|大家好|小议)(?:[ ,.!:~、]+|(?=[^\d\s,.!:~、]))|^[ ,.!:~、;]+/
/** With what it may begin. */
const GREETS = '你您h喂哎诶嗨请问麻劳辛拜那各大小 ,.!:~、;'
const MARKS = /[ \n,.!~、;:…\-—"'“”‘’]+$|(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d)+$/u
const FACE = /\[[\u4e00-\u9fa5a-z]{1,4}\]$/
const THANKS =
  /(?<![太很挺嫌怕不])(?:谢谢|谢了|多谢|感谢|辛苦|麻烦|拜托|劳烦)(?:你|您|小议|师傅|大家|各位|物业|邻居|们|了|哈|啊|呀|哦)*$/
const PARTICLES = '吧哈哦喔噢呀啊嘛噻撒嗦呗哟呢诶哒呐欸'
const PARTICLE = new RegExp(`[${PARTICLES}]$`)

/** What is taken off the end, and whether it may end with this unit: most texts need no look at a pattern. */
type Ending = readonly [pattern: RegExp, may: (last: number) => boolean]
const oneOf = (units: string) => {
  const codes = new Set([...units].map((unit) => unit.charCodeAt(0)))
  return (last: number): boolean => codes.has(last)
}
const isWord = (unit: number): boolean =>
  (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39)
const ENDINGS: readonly Ending[] = [
  [MARKS, (last) => !isWord(last)],
  [FACE, oneOf(']')],
  [THANKS, oneOf('谢了苦烦托你您议傅家位业居们哈啊呀哦')],
  [PARTICLE, oneOf(PARTICLES)],
  [/[?]+$/, oneOf('?')],
]

/** 1 for each unit with which any of them may end. */
const MAY_END = Uint8Array.from({ length: 0x10000 }, (_, last) => (ENDINGS.some(([, may]) => may(last)) ? 1 : 0))

/** Politeness is short: patterns that are tied to the end look at no more than this. */
const END = 30
const without = (text: string, [pattern, may]: Ending): string => {
  if (!may(text.charCodeAt(text.length - 1))) return text
  const start = Math.max(0, text.length - END)
  const found = pattern.exec(text.slice(start))
  return found === null ? text : text.slice(0, start + found.index)
}
/** Takes polite words off the end, as long as something is left. */
const bareEnd = (text: string): string => {
  if (MAY_END[text.charCodeAt(text.length - 1)] !== 1) return text
  let end = text
  for (let round = 0; round < END; round++) {
    const shorter = ENDINGS.reduce(without, end)
    if (shorter === '' || shorter === end) break
    end = shorter
  }
  return end
}
const bareStart = (text: string): number => {
  let from = 0
  for (let turn = 0; turn < 3 && GREETS.includes(text.charAt(from)); turn++) {
    const rest = text.slice(from)
    const found = GREETING.exec(rest)
    if (found === null || found[0].length === rest.length) break
    from += found[0].length
  }
  return from
}

const ASKING = /(?:吗|么|没有|没得|不|没|否|不得)$/

/** @param said at most LONGEST characters of it are looked at */
export const words = (said: string): Words => {
  const written = clean(said.slice(0, LONGEST))
  const whole = unslipped(plain(written))
  const end = bareEnd(whole)
  const from = bareStart(end)
  const text = end.slice(from)
  const asks = whole.includes('?', end.length) || whole.endsWith('?') || ASKING.test(text.slice(-2))
  return { raw: written.slice(from, end.length), text, asks, whole, written }
}

/** The person's own writing of the last part of what was said. */
export const ending = (of: Words, rest: string): string => of.raw.slice(of.raw.length - rest.length).trim()

/** The person's own writing of a stretch of what was said: of the last such. */
export const excerpt = ({ raw, text }: Words, stretch: string): string => {
  const from = text.lastIndexOf(stretch)
  return raw.slice(from, from + stretch.length).trim()
}
