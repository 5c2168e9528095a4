/** A stretch of a text that says what only its owner may give away. */
export interface Private {
  readonly from: number
  readonly to: number
  readonly what: 'phone' | 'id' | 'card' | 'plate' | 'mail' | 'account' | 'secret'
  /** Of a number: its digits alone. */
  readonly digits?: string
}

const SPOKEN: Readonly<Record<string, string>> = {
  ...{ 〇: '0', 零: '0', '○': '0', 一: '1', 幺: '1', 壹: '1', 二: '2', 两: '2', 贰: '2', 三: '3', 叁: '3', 四: '4' },
  ...{ 肆: '4', 五: '5', 伍: '5', 六: '6', 陆: '6', 七: '7', 柒: '7', 八: '8', 捌: '8', 九: '9', 玖: '9' },
}
const DIGIT = `[0-9①-⑨⓪\\u{1D7CE}-\\u{1D7FF}${Object.keys(SPOKEN).join('')}]`
/** What people break a number with. */
const BREAK = '[\\s\\-—–―─~.·•・、,/\\\\_*+()|\\p{Cf}\\uFE0F\\u20E3\\p{Extended_Pictographic}]'
const RUN = new RegExp(`${DIGIT}(?:${BREAK}{0,3}${DIGIT}){6,}`, 'gu')
const PART = new RegExp(DIGIT, 'gu')
/** Nobody lists prices with these between them. */
const ODD = /^(?:\p{Cf}|\p{Extended_Pictographic}|\uFE0F|\u20E3)*$/u

/** Digits without a break, in one way of writing them. */
interface Group {
  readonly from: number
  readonly to: number
  readonly digits: string
  /** What stands between the group before and it. */
  readonly after: string
  readonly spoken: boolean
}
/** Groups that follow each other, read as one number. */
interface Stretch {
  readonly groups: readonly Group[]
  readonly first: number
  readonly last: number
  readonly digits: string
  readonly called: Called
}

const digitOf = (sign: string): string => SPOKEN[sign] ?? sign.normalize('NFKC')

function groupsOf(run: string, at: number): readonly Group[] {
  const groups: Group[] = []
  let plain: boolean | undefined
  for (const { 0: sign, index } of run.matchAll(PART)) {
    const last = groups.at(-1)
    const before = plain
    const [from, to] = [at + index, at + index + sign.length]
    plain = /[0-9]/.test(sign)
    const ends = !plain && index + sign.length === run.length // 「八一直没人接」: it may begin the next word
    if (last && plain === before && last.to === from && !ends)
      groups[groups.length - 1] = { ...last, to, digits: last.digits + digitOf(sign) }
    else
      groups.push({
        from,
        to,
        digits: digitOf(sign),
        after: last ? run.slice(last.to - at, index) : '',
        spoken: !plain,
      })
  }
  return groups
}

// ── what a number is called, just before it ──

const NAMES = {
  phone:
    /(?:电话|手机|座机|固话|(?<!单|票|编|型|订|批|列)号码?|联系方式|联系|tel|phone|致电|拨打?|打)(?:号码?)?(?:是|为|给|:|\s){0,4}[+(\s]{0,4}$/i,
  id: /(?:身份证|证件|身份)[^0-9]{0,6}$/,
  card: /(?:卡号?|银行卡|[账帐][号户])[^0-9）]{0,6}$/,
  order: /(?:订单|运单|快递|单号|编号|流水|工单|合同|发票|票号|序列|取件|条码|户号|表号|订号)[^0-9]{0,4}$/,
} as const
type Called = { readonly [K in keyof typeof NAMES]: boolean }
const UNCALLED: Called = { phone: false, id: false, card: false, order: false }
/** So many signs before it may name it. */
const NAMED = 16
const calledIn = (text: string, at: number): Called => {
  const before = text.slice(Math.max(0, at - NAMED), at)
  const is = (name: keyof typeof NAMES): boolean => NAMES[name].test(before)
  return { phone: is('phone'), id: is('id'), card: is('card'), order: is('order') }
}
/** Everybody's numbers to call. */
const COMMON = /^(?:1[12]\d|12\d{3}|95\d{3}|96\d{3,4}|100\d\d)$/

// ── identity cards ──

const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/
const BORN = /^\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/
const BORN_SHORT = /^\d{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** ISO 7064 mod 11-2, as GB 11643 has it. */
export const isChecked = (id: string): boolean =>
  /^\d{17}[\dX]$/.test(id) &&
  '10X98765432'[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(id[i]), 0) % 11] === id[17]

/** One with a slip of the pen is as private; what is called an order is none, unless its last digit says so. */
const isIdentity = (digits: string, called: Called): boolean => {
  if (called.id) return /^\d{15}$|^\d{17,19}$|^\d{16,18}X$/.test(digits)
  if (digits.length === 15) return BORN_SHORT.test(digits) && PROVINCE.test(digits) && !called.order
  return BORN.test(digits) && (isChecked(digits) || (PROVINCE.test(digits) && !called.order))
}

// ── bank cards ──

/** ISO/IEC 7812. */
export const isLuhn = (digits: string): boolean =>
  [...digits].reduceRight((sum, digit, i) => {
    const value = Number(digit) * ((digits.length - i) % 2 === 0 ? 2 : 1)
    return sum + (value > 9 ? value - 9 : value)
  }, 0) %
    10 ===
  0

/** How many digits stand together, in whichever writing. */
const sizesOf = ({ groups, first, last }: Stretch): readonly number[] =>
  groups.slice(first, last + 1).reduce<number[]>((sizes, { digits, after }, i) => {
    if (i > 0 && after === '') sizes[sizes.length - 1] = (sizes.at(-1) ?? 0) + digits.length
    else sizes.push(digits.length)
    return sizes
  }, [])

function isCard(stretch: Stretch): boolean {
  const { digits, called } = stretch
  if (called.card) return digits.length >= 12
  if (!/^[3-69]\d{15,18}$/.test(digits) || called.order || isScattered(stretch)) return false
  const sizes = sizesOf(stretch)
  const inFours = sizes.slice(0, 3).every((size) => size === 4) && sizes.slice(3, -1).every((size) => size === 4)
  return inFours || (sizes.every((size) => size >= 3) && (looksIssued(digits) || isLuhn(digits)))
}
/** 「3-2-3-2」: it begins with fewer digits than stand together on any card. */
const isScattered = ({ groups, first, last }: Stretch): boolean =>
  last > first && groups[first + 1]?.after !== '' && (groups[first]?.digits.length ?? 0) < 3
/** As long as banks make them, and with a beginning of theirs: a slip of the pen is as private. */
const looksIssued = (digits: string): boolean =>
  /^(?:62|955)/.test(digits) || (/^[3-6]/.test(digits) && (digits.length === 16 || digits.length === 19))

// ── telephones ──

const MOBILE = /^1[3-9]\d{9}$/
const ABROAD = /^(?:00)?86(?=1[3-9]\d{9}$)|^0(?=1[3-9]\d{9}$)/
const LANDLINE = /^0(?:10|2\d|[3-9]\d\d)\d{7,8}$/
const FROM_ABROAD = /^(?:00)?86(?:10|2\d|[3-9]\d\d)\d{7,8}$/
const FREE = /^[48]00\d{7}$/

/** Grouped as people dictate it, and not as they list rooms or prices. */
function isDialled(stretch: Stretch): boolean {
  const sizes = sizesOf(stretch)
  return (
    sizes.length === 1 ||
    sizes.every((size) => size === 1) ||
    stretch.called.phone ||
    stretch.groups.slice(stretch.first + 1, stretch.last + 1).every(({ after }) => ODD.test(after)) ||
    (sizes[0] === 3 && sizes.every((size) => size > 1)) ||
    (sizes.length === 2 && sizes.every((size) => size >= 3))
  )
}

const AREA = /^0(?:10|2\d|[3-9]\d\d)$/
function isTelephone(stretch: Stretch): boolean {
  const { digits, groups, first, last, called } = stretch
  const begins = groups[first]?.digits ?? ''
  if (ABROAD.test(digits) || FROM_ABROAD.test(digits)) return /^(?:0{0,2}86|0$|01)/.test(begins) || isDialled(stretch)
  if (LANDLINE.test(digits)) return first === last || AREA.test(begins) || called.phone
  if (isGrouped(stretch) && digits.length === 10) return true
  return FREE.test(digits) && (first === last || /^[48]00/.test(begins))
}
/** A telephone of the same town, said without a word: no day (20261123), no order, and nothing that is counted. */
const LOCAL = /^(?!20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$)[2-8]\d{7}$/
function isLocal(text: string, { digits, groups, first, last, called }: Stretch): boolean {
  const [begin, end] = [groups[first], groups[last]]
  if (first !== last || begin?.spoken || !begin || !end || !LOCAL.test(digits) || called.order) return false
  const [before, after] = [text.slice(Math.max(0, begin.from - 2), begin.from), text.slice(end.to, end.to + 3)]
  return (
    !/[\w.:=#￥¥$第约共号码付花-]\s?$/.test(before) &&
    !/^\s?[\w.%／/:+=-]|^\s?[元块万个度吨方步分次票人位号字]/.test(after)
  )
}
/** Called a telephone, whatever its form: one with a digit too few, or of the same town. */
const isCalledOne = (stretch: Stretch): boolean => {
  const { digits, groups, first, called } = stretch
  const begins = groups[first]?.digits ?? ''
  return called.phone && !called.order && digits.length <= 13 && (!COMMON.test(begins) || isGrouped(stretch))
}
/** 「123 456 7890」. */
const isGrouped = (stretch: Stretch): boolean => /^3 3 [34]$/.test(sizesOf(stretch).join(' '))
const UNANSWERED = /^.{0,2}(?:没人接|无人接|不接|打不通|占线|停机|关机|空号)/

// ── telephones of other countries ──

/** With the code of its country (E.164), as 「+49」, 「0049」 or 「011 49」; 「.00」 is the end of a sum. */
const OF_A_COUNTRY = /^(?:00|011)[1-9]\d{7,14}$/
/** 「(541) 754-3010」: the area in brackets, which nobody writes round another number. */
const IN_BRACKETS = /^\s?\d{2,5}\s?\)/
/** What a number is followed by that is counted, or names a house. */
const COUNTED = /^\s?[栋幢座号楼层单元室点月日年元块个人天次米]/
function isForeign(text: string, stretch: Stretch): boolean {
  const { groups, first, last, digits } = stretch
  const [begin, end] = [groups[first], groups[last]]
  const after = text.slice(end?.to ?? 0, (end?.to ?? 0) + 2)
  if (!begin || (last > first && COUNTED.test(after)) || /^[a-wyz]/i.test(after.replace(/^ext?/i, ''))) return false
  const before = text.slice(Math.max(0, begin.from - 3), begin.from)
  if (/\+\(?$/.test(before)) return /^[1-9]\d{7,14}$/.test(digits) && !/[\d)]\+\(?$/.test(before) // no sum
  if (OF_A_COUNTRY.test(digits)) {
    const isGroup = begin.digits.length > 2 || sizesOf(stretch).some((size) => size > 2)
    return /^0[01]/.test(begin.digits) && isGroup && !/[\w.:]-?$/.test(before)
  }
  const bracketed = /\(\s?$/.test(before) && IN_BRACKETS.test(text.slice(begin.from, begin.from + 8))
  return bracketed && digits.length >= 8 && digits.length <= 12
}

const EXTENSION = /^\s?(?:-|转|分机|ext\.?|x)\s?\d{1,5}(?!\d)/i
const OPENS = /\(?\+?\(?\s?$(?<=[+(]\s?)/
const CHECK = /^\s?[xX](?![A-Za-z0-9])/

/** What stands before a number of another country, or of an area. */
const OPENED = /[+(]\s?$/
const LONGEST = 25
/** Whether so many digits can be anything: most of what stands in a row is not. */
const isWorth = (digits: string, { phone, id, card }: Called): boolean => {
  const { length } = digits
  if (phone || id || card) return length >= 7
  const [first = ''] = digits
  if (length === 8) return '2345678'.includes(first)
  return length >= 15 ? length < 20 && (first !== '0' || length === 15) : length >= 10 && '0148'.includes(first)
}

interface Candidate {
  readonly what: 'id' | 'phone' | 'called' | 'card'
  readonly last: number
  readonly digits: string
  readonly to: number
}

/** What this much of it may be. */
function candidate(text: string, stretch: Stretch): Candidate | undefined {
  const { digits, last, called } = stretch
  const to = stretch.groups[last]?.to ?? 0
  const check = digits.length === 17 || called.id ? (CHECK.exec(text.slice(to, to + 3))?.[0].length ?? 0) : 0
  if (check > 0 && isIdentity(`${digits}X`, called)) return { what: 'id', last, digits, to: to + check }
  if (/^1/.test(digits) && MOBILE.test(digits) && isDialled(stretch)) return { what: 'phone', last, digits, to }
  const what = kindOf(text, stretch)
  return what !== undefined && isOnePiece(stretch) ? { what, last, digits, to } : undefined
}
/** By its digits, before anything looks at what stands between them: most are none. */
function kindOf(text: string, stretch: Stretch): Candidate['what'] | undefined {
  const { digits, called } = stretch
  if (digits.length >= 15 && isIdentity(digits, called)) return 'id'
  if (/^[0148]/.test(digits) && digits.length <= 15 && isTelephone(stretch)) return 'phone'
  if (digits.length >= 8 && (isForeign(text, stretch) || isLocal(text, stretch))) return 'phone'
  if (digits.length >= 12 && isCard(stretch)) return 'card'
  return isCalledOne(stretch) ? 'called' : undefined
}

/** No comma or picture in it that is not between all its groups, and no word that begins with a number: 「3035一直没人接」. */
function isOnePiece({ groups, first, last, called }: Stretch): boolean {
  if (first === last) return true
  const breaks = groups.slice(first + 1, last + 1).map(({ after }) => after)
  const end = groups[last]
  if (end?.after === '' && end.spoken && !groups[last - 1]?.spoken) return false
  return (
    breaks.every((one) => one === '' || (called.phone ? SLASHED : PLAIN).test(one)) ||
    (breaks.length > 2 && breaks.every((one) => one === breaks[0]))
  )
}
const PLAIN = /^[\s\-—–―─~.·•()\p{Cf}]+$/u
/** As some write what is called a telephone: 「0176/12345678」. */
const SLASHED = /^[\s\-—–―─~.·•()/\p{Cf}]+$/u

/** The longest identity card, else telephone, else card that begins with this group; else what is called a telephone. */
function numberAt(text: string, groups: readonly Group[], first: number, called: Called): Candidate | undefined {
  const all: Candidate[] = []
  const from = groups[first]?.from ?? 0
  const opened = OPENED.test(text.slice(Math.max(0, from - 2), from))
  let digits = ''
  for (let last = first; last < groups.length; last++) {
    digits += groups[last]?.digits ?? ''
    if (digits.length > LONGEST) break
    const one = opened || isWorth(digits, called) ? candidate(text, { groups, first, last, digits, called }) : undefined
    if (one) all.push(one)
  }
  if (all.length < 2) return all[0]
  const longest = (what: Candidate['what']) => all.findLast((one) => one.what === what)
  return longest('id') ?? longest('phone') ?? longest('card') ?? calledOne(text, groups, all)
}

/** Of what is called a telephone all that stands together; the first that is long enough by itself is all of it. */
function calledOne(text: string, groups: readonly Group[], all: readonly Candidate[]): Candidate | undefined {
  const [first] = all
  const counted = ({ to }: Candidate): boolean => COUNTED.test(text.slice(to, to + 2))
  const whole = first && (groups[first.last]?.digits.length ?? 0) >= 7
  return whole ? first : (all.findLast((one) => !counted(one)) ?? first)
}

const found = (text: string, from: number, { what, to, digits }: Candidate): Private => {
  if (what === 'id' || what === 'card') return { from, to, what, digits }
  const more = digits.startsWith('1') ? 0 : (EXTENSION.exec(text.slice(to, to + 10))?.[0].length ?? 0)
  const opened = OPENS.exec(text.slice(Math.max(0, from - 4), from))?.[0].length ?? 0
  return { from: from - opened, to: to + more, what: 'phone', digits }
}

/** Telephones, identity cards and bank cards in a text whose signs are half-width. */
export function numbersIn(text: string): readonly Private[] {
  const all: Private[] = []
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const groups = groupsOf(run, index)
    const rings = UNANSWERED.test(text.slice(index + run.length, index + run.length + NAMED))
    const called = { ...calledIn(text, index), ...(rings ? { phone: true } : {}) }
    for (let i = 0; i < groups.length; ) {
      const here = numberAt(text, groups, i, i === 0 ? called : UNCALLED)
      if (here) all.push(found(text, groups[i]?.from ?? 0, here))
      i = (here?.last ?? i) + 1
    }
  }
  return all
}
