import { DOORS } from './door.ts'

/** Looked for only where there is an 「@」. */
const MAIL = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/g

const TELEPHONE =
  /[，,、\s]?(?:我?的?(?:电话|手机号?|号码)[:：是]?\s?)?(?<!\d)(?:(?:\+?86[- ]?)?1[- ]?[3-9](?:[- ]?\d){9}|0\d{2,3}[- ]?\d{7,8})(?!\d)/g
/** Who reads it: its author and staff need the door that is meant, everybody else building and unit only. */
export type Eyes = 'public' | 'staff' | 'own'

/**
 * The one redactor at every way out: no telephone, identity card, bank card, plate or e-mail in a line, page, log or
 * request, no floor or room in a public one. Telephones that the community publishes stay.
 */
const PRIVATE: readonly (readonly [RegExp, string])[] = [
  [/\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]/g, '（证件号）'],
  [TELEPHONE, '（电话不公开）'],
  [/(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)/g, '（卡号）'],
  [MAIL, '（邮箱）'],
  [/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}(?![A-Z0-9])/g, '（车牌）'],
]

export function redact(text: string, published: readonly string[] = [], eyes: Eyes = 'public'): string {
  const plain = text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, halfWidth)
  const kept = published.filter((phone) => plain.includes(phone))
  const masked = kept.reduce((words, phone, i) => words.replaceAll(alone(phone), `\u0001${i}\u0001`), plain)
  const patterns = eyes !== 'public' ? PRIVATE : [...PRIVATE, ...DOORS]
  const clean = patterns.reduce(
    (words, [pattern, by]) => (pattern === MAIL && !words.includes('@') ? words : words.replace(pattern, by)),
    masked,
  )
  const shown = kept.reduce((words, phone, i) => words.replaceAll(`\u0001${i}\u0001`, phone), clean)
  return shown === plain ? text : shown
}

/** Telephones in it that the community does not publish. */
export function telephones(text: string, published: readonly string[]): readonly string[] {
  const plain = text.replace(/[０-９]/g, halfWidth)
  const all = [...plain.matchAll(TELEPHONE)].map(([found]) => found.replace(/^[^+\d]+/, ''))
  return [...new Set(all)].filter((phone) => !published.includes(phone))
}

const halfWidth = (wide: string): string => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)

/** A published number by itself: 「12345」 within somebody's telephone is not it. */
const alone = (phone: string): RegExp =>
  new RegExp(`(?<![\\w·-])${phone.replace(/[^\p{L}\p{N}]/gu, '\\$&')}(?![\\w-])`, 'g')
