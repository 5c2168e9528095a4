import { draws } from '../chance.ts'
import { chatter } from './chatter.ts'
import type { Village } from './village.ts'

/** Something that one resident says in her group. */
export interface Saying {
  readonly village: Village
  readonly from: string
  readonly text: string
  /** Called by @. */
  readonly called: boolean
  readonly kind: 'chatter' | 'vote' | 'report'
}

/** Of 100 messages so many are votes and reports, all else is chatter. */
export interface Mix {
  readonly votes: number
  readonly reports: number
}
export const CHATTER: Mix = { votes: 0, reports: 0 }
export const MIXED: Mix = { votes: 3, reports: 2 }

const CHOICES = ['1', '2', '赞成', '反对', '同意'] as const
const TROUBLES = [
  '电梯坏了',
  '路灯不亮',
  '水管漏水',
  '下水道堵了',
  '门禁坏了',
  '垃圾没人收',
  '电动车乱停',
  '绿化带没人剪',
] as const

/**
 * @returns messages without end, spread over all villages. Some people only report: what somebody says within 3 minutes
 * after her report may belong to it, and here an hour's talk takes a second.
 */
export const stream = (villages: readonly Village[], mix: Mix, seed: number): (() => Saying) => {
  const draw = draws(seed)
  const talk = chatter(seed)
  const one = <T>(of: readonly T[]): T => {
    const found = of[Math.floor(draw() * of.length)]
    if (found === undefined) throw new Error('there is nothing to choose from')
    return found
  }
  const report = (): string => `${1 + Math.floor(draw() * 90)}栋${1 + Math.floor(draw() * 9)}单元${one(TROUBLES)}`
  return () => {
    const village = one(villages)
    const kind = draw() * 100
    const reports = kind >= mix.votes && kind < mix.votes + mix.reports
    const reporters = Math.ceil(village.residents.length / 4)
    const from = one(reports ? village.residents.slice(0, reporters) : village.residents.slice(reporters))
    if (kind < mix.votes) return { village, from, text: one(CHOICES), called: false, kind: 'vote' }
    if (reports) return { village, from, text: report(), called: true, kind: 'report' }
    return { village, from, text: talk(), called: false, kind: 'chatter' }
  }
}
