import type { Instant, Light } from '../calendar.ts'
import { asMany, commas, cut, fits, lines } from './fit.ts'
import { LIGHTS } from './lights.ts'
import { dayWords, laterDay, soonWords, spanWords } from './time.ts'

/** A case as a line of the list. */
export interface Item {
  readonly number: number
  readonly light: Light
  readonly brief: string
  readonly post: string
  readonly taken: boolean
  readonly due: Instant
  readonly danger: boolean
}

const item = ({ number, light, brief, post, taken, due }: Item, now: Instant): string =>
  `${LIGHTS[light]}#${number} ${cut(brief, 18)}，${due <= now ? `晚了${spanWords(now - due)}` : `${soonWords(due, now)}前`}，${post}${taken ? '在办' : '还没人接'}`

/** The answers that work, of the first of them. */
const answers = ([first]: readonly Item[], now: Instant): string =>
  first === undefined
    ? ''
    : `回：${first.taken ? '' : `接${first.number}、`}${first.number}好了${first.danger ? '' : `、${first.number}延到${laterDay(first.due, now)}`}，要人帮回“${first.number}要帮忙”`

/** A day's list, by what stands out about its cases. */
export interface Listed {
  readonly red: readonly Item[]
  readonly today: readonly Item[]
  readonly yellow: readonly Item[]
  readonly pressed: readonly Item[]
  readonly untaken: readonly Item[]
}
const dangerFirst = (all: readonly Item[]): readonly Item[] =>
  all.toSorted((a, b) => Number(b.danger) - Number(a.danger))
/** Danger first, then red, then what ends today, then what nearly does, then what nobody took up at half its time. */
export function day({ red, today, yellow, pressed, untaken }: Listed, now: Instant): string {
  const all = dangerFirst([...red, ...today, ...pressed, ...yellow, ...untaken])
  const counts = commas(
    red.length > 0 && `晚了${red.length}件`,
    today.length > 0 && `今天到时限${today.length}件`,
    pressed.length > 0 && `督办${pressed.length}件`,
    yellow.length > 0 && `快到时限${yellow.length}件`,
    untaken.length > 0 && `等人接${untaken.length}件`,
  )
  const tell = (count: number, how: string): string =>
    lines(
      `${dayWords(now)}要办的：${counts}`,
      ...all.slice(0, count).map((one) => item(one, now)),
      count < all.length && `还有${all.length - count}件，回“${count < red.length ? '红灯' : '待办'}”`,
      how,
    )
  const whole = tell(all.length, answers(all, now))
  return fits(whole) ? whole : asMany(all.length, (count) => tell(count, ''))
}

/** For who has to see that it goes on. */
export const high = (items: readonly Item[], now: Instant): string =>
  asMany(items.length, (count) =>
    lines(
      `晚了、请您过问的${items.length}件：`,
      ...dangerFirst(items)
        .slice(0, count)
        .map((one) => item(one, now)),
      count < items.length && `还有${items.length - count}件，回“红灯”`,
    ),
  )

export const nothing = (): string => '今天没有晚了的，也没有到时限的'
