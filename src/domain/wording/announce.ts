import { placeWords, type Told } from './case.ts'
import { cut, fitting, lines } from './fit.ts'
import { spanWords } from './time.ts'

/** What was done and what was not stand in the handler's own words, as far as they fit. */
export function announcement(told: Told, text: string, asks = true): string {
  const [done = '', left] = text.split(/[。；，,]?\s*没做[:：]/)
  return fitting(
    [120, 60, 40].map((most) => announced(told, cut(done, most), left === undefined ? left : cut(left, most), asks)),
  )
}

function announced({ matter, brief, post }: Told, done: string, left: string | undefined, asks: boolean): string {
  const { raisedAt, endedAt = raisedAt, reporter, handler, from, supporters } = matter
  const isJudgedHere = from === undefined || supporters.length > 0 // else by those who handed it over
  const onSight = endedAt === raisedAt && handler === reporter
  const took = onSight ? '随手办的' : `用了${spanWords(endedAt - raisedAt)}`
  const place = placeWords(matter)
  return lines(
    `✅#${matter.number} 办完了：${place !== '' && !brief.includes(place) ? place : ''}${brief}`,
    done === '' ? `${post}${onSight ? '' : '办的，'}${took}` : `做了：${done}。${post}，${took}`,
    left !== undefined && `没做：${left}`,
    isJudgedHere && asks && `好了回“${matter.number}满意”，没好回“${matter.number}没好”加一句哪里没好`,
  )
}

export interface Finished {
  readonly number: number
  readonly title: string
  /** Somebody whom it concerns has not said yet how it is. */
  readonly asked: boolean
}
/** What was finished soon after another: as much of each title as fits, then numbers alone. */
export function together(all: readonly Finished[]): string {
  const forms = [20, 12, 7].map((most) =>
    toldTogether(all, all.length, ({ number, title }) => `#${number} ${cut(title, most)}`),
  )
  const bare = [30, 20].map((count) => toldTogether(all, count, ({ number }) => `#${number}`))
  return fitting([...forms, ...bare])
}
const toldTogether = (all: readonly Finished[], count: number, shown: (one: Finished) => string): string =>
  `✅又办完${all.length}件：${all.slice(0, count).map(shown).join(' ')}${all.length > count ? '等' : ''}${asking(all.filter(({ asked }) => asked))}`
const asking = ([first]: readonly Finished[]): string =>
  first ? `；好了回“编号+满意”，如“${first.number}满意”；没好回“编号+没好”加一句` : ''
/** A line of ours that says what is done. */
export const tellsOfFinish = (line: string): boolean => /(?:^|[\s\u2005])✅/.test(line)

export const corrected = ({ matter }: Told, text: string): string => `更正 #${matter.number}：${text}`
export const correctedEnough = ({ matter }: Told): string =>
  `#${matter.number} 已经更正过3次了。还不对，请召集人回“撤下${matter.number}”`
export const takenDown = ({ matter }: Told): string =>
  lines(`#${matter.number} 刚才那条先收回，内容再核对一下`, `没好回“${matter.number}没好”加一句哪里没好`)
/** It is still being worked on: nothing was said that could be put right. */
export const notFinished = ({ matter }: Told, command: 'correct-finish' | 'take-down'): string =>
  command === 'take-down'
    ? `#${matter.number} 还在办，没有发过办完的消息，不用撤`
    : `#${matter.number} 还在办，办完的消息发了才能更正。有新进展回“${matter.number} 下午到”`
export const takenDownAlready = ({ matter }: Told): string => `#${matter.number} 已经撤下了`

// ── the picture card ─────────────────────────────────────────────────────────────────────────────

export const cardName = (number: number): string => `${number}修前修后`
export const cardTitle = (number: number, title: string): string => `#${number} ${title}`
export const BEFORE = '修前'
export const AFTER = '修后'
