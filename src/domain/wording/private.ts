import { numbersIn, type Private } from './number.ts'

export type { Private } from './number.ts'

/** The signs of the keyboard in their wide forms; a text keeps its length. */
const narrow = (text: string): string =>
  text.replace(/[\uff01-\uff5e\u3000]/g, (wide) =>
    wide === '\u3000' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  )

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const PROVINCES_IN_FULL =
  '(?:北京|天津|上海|重庆|河北|河南|云南|辽宁|黑龙江|湖南|安徽|山东|新疆|江苏|浙江|江西|湖北|广西|甘肃|山西|内蒙古?|陕西|吉林|福建|贵州|广东|青海|西藏|四川|宁夏|海南)[省市]?的?'
const PLATE = new RegExp(
  `(?:(?:[${PROVINCES}]|${PROVINCES_IN_FULL})[A-Za-z]|(?<=车牌号?[是为:\\s]{0,3})[A-Za-z])[ ·•.-]?(?:[DFdf][ ·•.-])?` +
    '(?=[A-Za-z]{0,3}\\d[A-Za-z]{0,3}\\d)(?:[A-Za-z0-9]{4}[挂学警港澳领使]|[A-Za-z0-9]{5,6})(?![A-Za-z0-9])',
  'g',
)
/** Looked for only where there is an 「@」. */
const MAIL = /[\w.+-]{1,64}(?:@|\s@\s?|@\s)[\w-]{1,63}(?:[.。][\w-]{1,63}){1,4}/g
const ID_OF_A_DOCUMENT =
  /(?<=(?:护照|通行证|台胞证|回乡证|军官证|驾驶证|驾照|社保卡?|医保卡?|居住证|学籍)[号码是为:\s]{0,6})[A-Za-z]{0,2}\d{6,18}(?![A-Za-z0-9])/g
const QQ = /(?<=(?:qq|扣扣|企鹅|q号)(?:群?号?码?|群)[是为:\s]{0,4})\d{5,12}(?!\d)/gi
/** Named as one; 「微信app」 is none. */
const WECHAT =
  /(?<=(?:(?:微|威|薇|徽|v)信(?:号|id)?|weixin|wechat|(?<![a-z])(?:vx|wx|v)(?:号|id)?|加我?v|[薇威徽溦][^\p{L}\p{N}]{0,3})(?:是|为|:|\s|加|搜|我的?|都是){0,4})(?!(?:app|ok|pay|web|group|http|www)\b)(?:[a-z][\w-]{4,19}|(?<=(?:号|id)[是为:\s]{0,4})\d[\w-]{4,19})(?![\w-])/giu

/** What opens a door or an account. 「密码锁坏了」 tells none, nor does 「密码输了3次」. */
const OPENS = '(?:密码|口令|验证码|校验码|动态码|开门码|解锁码)'
const SECRET = new RegExp(
  `(?<=${OPENS}(?:就?是|为|:|,|\\s|[改换设]成?的?了?|了|叫|新的|给你们?){0,4})(?:\\d{2,4}(?:[ -]\\d{2,4}){1,3}|(?=[\\w#*]{0,15}\\d)[\\w#*]{3,16}|[a-z]{6,16}|[零〇一二三四五六七八九幺]{4,12})(?![\\w#*]|\\s?(?:年|月|日|天|次|遍|点|分钟|个|位|栋|楼|单元|室))|(?<![\\w])\\d{4,8}(?=就?是[^,。!?;\\d]{0,6}${OPENS}(?![锁门]))`,
  'gi',
)
/** 「139开头，后面00001234」: a number told in pieces. */
const PIECE =
  '(?:[是的为,\\s]{0,3}(?:开头|打头|起头|开始|后[面边头]|中间|接着|然后|再|最后|[结收]尾|尾[号数]|[前后][三四五六七八3-8]位数?)){1,3}[是的为:,\\s]{0,3}'
const IN_PIECES = new RegExp(
  `(?<!\\d)(?=(?:[^\\d]{0,12}\\d){11,13}(?!\\d))1[3-9]\\d(?:\\d{0,4}${PIECE}\\d{1,8}){1,3}(?!\\d)`,
  'g',
)

const OTHERS: readonly (readonly [Private['what'], RegExp, RegExp])[] = [
  ['mail', /@/, MAIL],
  ['id', /[证照保籍]/, ID_OF_A_DOCUMENT],
  ['plate', new RegExp(`[${PROVINCES}牌]|${PROVINCES_IN_FULL}`), PLATE],
  ['account', /qq|扣扣|企鹅|q号/i, QQ],
  ['secret', new RegExp(OPENS), SECRET],
  ['phone', /1[3-9]\d/, IN_PIECES],
  ['account', /[信薇威徽溦]|vx|wx|wei|wechat|v/i, WECHAT],
]

/**
 * What is nobody's business in it: the one set of patterns, for every line, page and request, and for the reader's titles.
 * In the order of the text, none over another.
 */
export function privateIn(text: string): readonly Private[] {
  const plain = narrow(text)
  const others = OTHERS.flatMap(([what, hint, pattern]) =>
    hint.test(plain)
      ? [...plain.matchAll(pattern)].map(
          ({ 0: words, index }): Private => ({
            from: index,
            to: index + words.length,
            what,
            ...(what === 'phone' ? { digits: words.replace(/\d位|\D/g, '') } : {}),
          }),
        )
      : [],
  )
  const all = [...numbersIn(plain), ...others].sort((a, b) => a.from - b.from || b.to - a.to)
  return all.reduce<Private[]>((kept, one) => {
    const last = kept.at(-1)
    if (!last || one.from >= last.to) kept.push(one)
    else if (one.to > last.to) kept[kept.length - 1] = { ...last, to: one.to }
    return kept
  }, [])
}

/** What whoever wrote it to a group is asked to recall: the number of a document or a card, or what opens a door. */
export function exposedIn(text: string): 'number' | 'secret' | undefined {
  const told = privateIn(text)
  if (told.some(({ what }) => what === 'id' || what === 'card')) return 'number'
  return told.some(({ what }) => what === 'secret') ? 'secret' : undefined
}
