import { DOORS } from './door.ts'
import { neighbourless, somebody } from './people.ts'
import { type Private, privateIn } from './private.ts'

/** Who reads it: its author and staff need the door that is meant, everybody else building and unit only. */
export type Eyes = 'public' | 'staff' | 'own'

const MARKS: Readonly<Record<Private['what'], string>> = {
  phone: '（电话不公开）',
  id: '（证件号）',
  card: '（卡号）',
  plate: '（车牌）',
  mail: '（邮箱）',
  account: '（账号）',
  secret: '（密码不公开）',
}
/** 「，我的电话：」 and 「车牌号是」 go with the number. */
const CALLED: Partial<Record<Private['what'], RegExp>> = {
  phone: /[，,、\s]?(?:我?的?(?:电话|手机号?|号码)[:：是]?\s?)?$/,
  secret: /[，,、\s]?(?:新?的?(?:密码|口令|验证码|校验码|动态码|开门码|解锁码)(?:就?是|为|[:：\s])*)?$/,
  plate: /(?:车牌(?:号码?)?[:：是为]{0,2}\s?)?$/,
}
const MOST_CALLED = 12
/**
 * What somebody is ill with is her own business: health is sensitive by the Personal Information Protection Law, art. 28.
 * Those who go there need to know who is confused, and not what others shun somebody for.
 */
const SHUNNED = '艾滋病?|hiv|梅毒|淋病|性病|(?:乙|丙|甲)?肝炎|乙肝|大三阳|小三阳|肺?结核病?|癌症?|白血病|尿毒症?'
const CONFUSED = '精神(?:病|分裂症?|失常|障碍)|抑郁症?|躁郁症?|双相(?:障碍)?|老年痴呆症?|痴呆症?|智障|弱智'
/** Of 「隔壁得了艾滋病的那个男的」 the man is left, of 「那个有精神病的又在」 somebody. */
const illness = (names: string): readonly (readonly [RegExp, string])[] => {
  const ill = `(?:(?:得|患|染|感染|查出|确诊|带)(?:了|过|上|有|的是)?|有)?(?:${names})(?:患者|病人|毒)?`
  return [
    [new RegExp(`(?<=[那这]个)${ill}的(?![那这]|男|女|老|小|人|邻居|住户|业主|家伙)`, 'gi'), '人'],
    [new RegExp(`${ill}的(?=[那这]|男|女|老|小|人|邻居|住户|业主|家伙)`, 'gi'), ''],
    [new RegExp(`(?:(?:得|患|染|感染|查出|确诊)(?:了|过|上|有|的是)?)?(?:${names})`, 'gi'), '（病情不公开）'],
  ]
}
const ILLNESSES = illness(`${SHUNNED}|${CONFUSED}`)
const SHUN = illness(SHUNNED)
/** Her own, or of her family: she tells it because it matters. */
const OWN = /[我俺咱]/

/**
 * The one redactor at every way out: no telephone, identity card, bank card, plate, e-mail or account in a line, page, log
 * or request, no floor, room or illness in a public one. Telephones that the community publishes stay.
 */
export function redact(text: string, published: readonly string[] = [], eyes: Eyes = 'public'): string {
  const plain = text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, halfWidth)
  const kept = published.filter((phone) => plain.includes(phone))
  const masked = kept.reduce((words, phone, i) => words.replaceAll(alone(phone), `\u0001${i}\u0001`), plain)
  const hidden = marked(masked, published)
  const clean =
    eyes === 'public' ? without(DOORS, without(ILLNESSES, hidden)) : eyes === 'staff' ? unshunned(hidden) : hidden
  const shown = kept.reduce((words, phone, i) => words.replaceAll(`\u0001${i}\u0001`, phone), clean)
  return shown === plain ? text : shown
}

const without = (parts: readonly (readonly [RegExp, string])[], text: string): string =>
  parts.reduce((words, [part, by]) => words.replace(part, by), text)
const unshunned = (text: string): string =>
  text.replace(/[^，。！？；,!?;\n]+/g, (clause) => (OWN.test(clause) ? clause : without(SHUN, clause)))

function marked(text: string, published: readonly string[]): string {
  let out = ''
  let at = 0
  for (const one of privateIn(text)) {
    if (isPublished(one, published)) continue
    const before = text.slice(at, one.from)
    const called = CALLED[one.what]?.exec(before.slice(-MOST_CALLED))?.[0].length ?? 0
    out += before.slice(0, before.length - called) + MARKS[one.what]
    at = one.to + remainder(text, one)
  }
  return out + text.slice(at)
}

/** 「1301，3/2/301，3/2/301」: doors in a row may read like a number, which ends within the last. */
const remainder = (text: string, { from, to }: Private): number =>
  /[/／]/.test(text.slice(from, to)) ? (/^(?:[/／]?\d{1,4})+/.exec(text.slice(to))?.[0].length ?? 0) : 0

const isPublished = ({ what, digits = '' }: Private, published: readonly string[]): boolean =>
  what === 'phone' && published.some((phone) => sameNumber(phone.replace(/\D/g, ''), digits))
/** With or without its area. */
const sameNumber = (published: string, digits: string): boolean =>
  published === digits || (digits.length >= 7 && published.startsWith('0') && published.endsWith(digits))

/** Telephones in it that the community does not publish. */
export function telephones(text: string, published: readonly string[]): readonly string[] {
  const plain = text.replace(/[０-９]/g, halfWidth)
  const all = privateIn(plain)
    .filter((one) => one.what === 'phone' && !isPublished(one, published))
    .map(({ from, to, digits = '' }) => (/^\+?[\d -]+$/.test(plain.slice(from, to)) ? plain.slice(from, to) : digits))
  return [...new Set(all)]
}

const halfWidth = (wide: string): string => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)

/** A published number by itself: 「12345」 within somebody's telephone is not it. */
const alone = (phone: string): RegExp =>
  new RegExp(`(?<![\\w·-])${phone.replace(/[^\p{L}\p{N}]/gu, '\\$&')}(?![\\w-])`, 'g')

// ── for a model service ──────────────────────────────────────────────────────────────────────────

/** 「@小雨 」: whoever is called. */
const CALL = /[@＠][^\s@＠，。！？；：,!?;:（]{1,32}/g
/** 「李 芳」. */
const WITHIN_A_NAME = /(?<=\p{Script=Han})[\p{Zs}\p{Cf}]{1,2}(?=\p{Script=Han})/gu
/** What is taken out may bring together what was apart. */
const ROUNDS = 8

/**
 * What may leave for a model service, whoever said it and whoever reads the answer: nothing private, no door, nobody's name.
 * @param names of those whom the community knows
 */
export function leaving(text: string, names: readonly string[], published: readonly string[] = []): string {
  const known = names.filter((name) => name.length >= 2).sort((a, b) => b.length - a.length)
  let words = text
  for (let round = 0; round < ROUNDS; round++) {
    const shown = neighbourless(redact(unnamed(words, known), published).replace(CALL, `@${somebody()}`))
    if (shown === words) return shown
    words = shown
  }
  return words
}

function unnamed(text: string, names: readonly string[]): string {
  const close = names.length > 0 ? text.replace(WITHIN_A_NAME, '') : text
  const apart = close !== text && names.some((name) => close.includes(name) && !text.includes(name))
  return names.reduce(
    (words, name) => (words.includes(name) ? words.replaceAll(name, somebody()) : words),
    apart ? close : text,
  )
}
