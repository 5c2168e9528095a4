/** Who reads it: its author and staff need the door that is meant, everybody else building and unit only. */
export type Eyes = 'public' | 'staff' | 'own'

/**
 * The one redactor at every way out: no telephone, identity card, bank card, plate or e-mail in a line, page, log or
 * request, no floor or room in a public one. Telephones that the community publishes stay.
 */
const PRIVATE: readonly (readonly [RegExp, string])[] = [
  [/\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]/g, '（证件号）'],
  [
    /[，,、\s]?(?:我?的?(?:电话|手机号?|号码)[:：是]?\s?)?(?<!\d)(?:(?:\+?86[- ]?)?1[- ]?[3-9](?:[- ]?\d){9}|0\d{2,3}[- ]?\d{7,8})(?!\d)/g,
    '（电话不公开）',
  ],
  [/(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)/g, '（卡号）'],
  [/[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/g, '（邮箱）'],
  [/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}(?![A-Z0-9])/g, '（车牌）'],
]

/** A door: the building and unit stay, the room goes. */
const DOORS: readonly (readonly [RegExp, string])[] = [
  [
    /((?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:栋|幢|座|号楼))((?:\d{1,2}|[一二三四五六七八九十]{1,2})单元)?\s*(?:\d{1,2}(?:楼|层)\s*)?(?:\d{3,4}(?:室|号房|房|户|号)?(?!\d|元|米|块|年|个|人|天|次|度|点|分|斤)(?:\s*[、和,，跟]\s*\d{3,4}(?:室|号房|房|户|号)?(?!\d|元|米|块|年|个|人|天|次|度|点|分|斤))*)/g,
    '$1$2',
  ],
  [
    /((?:\d{1,2}|[一二三四五六七八九十]{1,2})单元)\s*(?:\d{1,2}(?:楼|层)\s*)?(?:\d{3,4}(?:室|号房|房|户|号)?(?!\d|元|米|块|年|个|人|天|次|度|点|分|斤)(?:\s*[、和,，跟]\s*\d{3,4}(?:室|号房|房|户|号)?(?!\d|元|米|块|年|个|人|天|次|度|点|分|斤))*)/g,
    '$1',
  ],
  [/((?:栋|幢|座|号楼|单元))\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层)/g, '$1'],
  [/(?<!\d)\d{3,4}室/g, ''],
  [/(?<!\d)(\d{1,2})-(\d{1,2})-\d{1,4}(?!\d)/g, '$1栋$2单元'],
]

export function redact(text: string, published: readonly string[] = [], eyes: Eyes = 'public'): string {
  const plain = text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, halfWidth)
  const kept = published.filter((phone) => plain.includes(phone))
  const masked = kept.reduce((words, phone, i) => words.replaceAll(alone(phone), `\u0001${i}\u0001`), plain)
  const patterns = eyes !== 'public' ? PRIVATE : [...PRIVATE, ...DOORS]
  const clean = patterns.reduce((words, [pattern, by]) => words.replace(pattern, by), masked)
  const shown = kept.reduce((words, phone, i) => words.replaceAll(`\u0001${i}\u0001`, phone), clean)
  return shown === plain ? text : shown
}

const halfWidth = (wide: string): string => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)

/** A published number by itself: 「12345」 within somebody's telephone is not it. */
const alone = (phone: string): RegExp =>
  new RegExp(`(?<![\\w·-])${phone.replace(/[^\p{L}\p{N}]/gu, '\\$&')}(?![\\w-])`, 'g')
