import type { Span } from '../../domain/heard/reading.ts'
import { about, NUMERAL, numeral } from '../text/numeral.ts'

/** 「2天」 is counted from the old close or limit, which words alone do not tell. */
const SPAN = new RegExp(
  `^(?<count>${NUMERAL}|半)个?(?<half>半)?(?<unit>工作日|小时|钟头|星期|礼拜|天|日|周|月)(?:时间)?$`,
)
const UNITS: Readonly<Record<string, readonly [number, Span['unit']]>> = {
  小时: [1, 'hour'],
  钟头: [1, 'hour'],
  天: [1, 'day'],
  日: [1, 'day'],
  工作日: [1, 'workday'],
  周: [7, 'day'],
  星期: [7, 'day'],
  礼拜: [7, 'day'],
  月: [1, 'month'],
}
/** Of these a half makes sense: 「半天」「一个半小时」. */
const HALVED: Readonly<Record<string, number>> = { 小时: 1, 钟头: 1, 天: 24 }
/** Nothing is meant to last for longer. */
const LONGEST = 400
export function spanIn(words: string): Span | undefined {
  const { count: said = '', half, unit: name = '' } = SPAN.exec(words)?.groups ?? {}
  const [size, unit] = UNITS[name] ?? []
  const count = (said === '半' ? 0.5 : (about(said) ?? numeral(said) ?? 0)) + (half === undefined ? 0 : 0.5)
  if (size === undefined || unit === undefined || count <= 0 || count * size > LONGEST) return undefined
  if (unit === 'month' && count === 0.5) return { count: 15, unit: 'day' }
  if (Number.isInteger(count)) return { count: count * size, unit }
  const hours = HALVED[name]
  return hours === undefined ? undefined : { count: hours * count, unit: 'hour' }
}
