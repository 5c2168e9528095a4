import type { Count, Pack } from '../state/constitution.ts'
import type { Poll, Tally } from '../state/matter.ts'
import { areaOf, label, lawOf } from './poll.ts'

/** What a formal way would ask, and how far this was from it; silence counts for nothing. */
export function formal(poll: Poll, pack: Pack, tally: Tally): string {
  const measured = pack.counts.map((count) => measure(poll, count, tally))
  const needs = new Map<string, string[]>()
  for (const { name, asks } of measured) needs.set(asks, [...(needs.get(asks) ?? []), name])
  const asked = [...needs].map(([asks, names]) => `${names.join('和')}都${asks}`).join('；')
  const missed = measured.filter(({ took }) => !took).map(({ name }) => name)
  const agreed = measured.filter((one) => one.agreed).map(({ name }) => name)
  const first = label(1, poll.options[0])
  const so =
    missed.length > 0
      ? `这次参与的${missed.join('、')}没到`
      : `这次参与够了，${first}${agreed.length === measured.length ? '两样都够' : agreed.length > 0 ? `只有${agreed.join('、')}够` : '没够'}`
  return `正式表决（${lawOf(pack)}）${asked}；${so}`
}

const NAMES = { heads: '人数', area: '面积' } as const
function measure(poll: Poll, { of, participate, agree, least }: Count, tally: Tally) {
  const total = of === 'heads' ? poll.electorate.length : areaOf(poll.heads)
  const took = of === 'heads' ? tally.units : (tally.area ?? 0)
  const agreed = (of === 'heads' ? tally.counts : (tally.areas ?? []))[0] ?? 0
  return {
    name: NAMES[of],
    took: total > 0 && beyond(took, total, participate) >= 0,
    agreed: took > 0 && (least ? beyond(agreed, took, agree) >= 0 : beyond(agreed, took, agree) > 0),
    asks: `要${FRACTIONS[participate] ?? participate}参与、其中${agree === '1/2' && !least ? '过半' : `${FRACTIONS[agree] ?? agree}以上`}同意`,
  }
}
const FRACTIONS: Readonly<Record<string, string>> = { '1/2': '半数', '2/3': '三分之二', '3/4': '四分之三' }
/** How far a part lies beyond 「2/3」 of the whole, reckoned in whole hundredths: a mark is reached, or it is not. */
function beyond(part: number, whole: number, mark: string): number {
  const [over = 1, under = 1] = mark.split('/').map(Number)
  return Math.round(part * 100) * under - Math.round(whole * 100) * over
}
