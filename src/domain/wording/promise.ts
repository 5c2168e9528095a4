import type { Instant } from '../calendar.ts'
import type { Told } from './case.ts'
import { dueWords } from './lights.ts'
import { clockWords, dayWords, laterDay, soonWords, spanWords } from './time.ts'

/** As the residents read it below the news. */
export const agreedOn = (until: Instant, now: Instant): string => `说好${soonWords(until, now)}前`

export const promiseNoted = ({ matter, now }: Told, until: Instant): string =>
  `#${matter.number} 记下了，${agreedOn(until, now)}`

export const promised = ({ matter, post, now }: Told, until: Instant): string =>
  `#${matter.number} ${post}${agreedOn(until, now)}`

/** Without a number it may be about anything. */
export const isPromise = ({ matter, now }: Told, until: Instant): string =>
  `#${matter.number} 记成${agreedOn(until, now)}吗？回“是”就记，不回不记`

/** `gives`: her own word is enough. */
export const laterThanLimit = ({ matter, now }: Told, until: Instant, gives: boolean): string =>
  `#${matter.number} 时限是${soonWords(matter.due, now)}，要延到${soonWords(until, now)}吗？\n回“是”${gives ? '就改' : '我去问召集人'}，不回就还按原来的时间`

/** The same as a statement, while another question waits. */
export const howToPutOff = ({ matter, now }: Told, until: Instant): string =>
  `#${matter.number} 时限是${soonWords(matter.due, now)}。要延的话，回“${matter.number}延到${dayWords(until).replace(/（.*）/, '')}${clockWords(until)}”`

export const whichDay = ({ matter, now }: Told): string =>
  `#${matter.number} 延到哪天？回个日子就行，比如“${laterDay(matter.due, now)}”；不回就还按原来的时间`

export const limitStays = ({ matter, now }: Told): string =>
  `#${matter.number} 好，还按原来的时间：${dueWords(matter, now)}`

/** A convener does not agree to what was asked for; nobody need ask again why. */
export const timeRefused = ({ matter, now }: Told, reason: string): string =>
  `#${matter.number} 不延，${matter.due > now ? `还按${soonWords(matter.due, now)}` : `已经晚了${spanWords(now - matter.due)}，请先办这件`}${reason && `（${reason}）`}`

export const inTime = ({ matter, now }: Told): string =>
  `#${matter.number} 还在时限里，不用延：${soonWords(matter.due, now)}前`

export const promisePassed = ({ matter, now }: Told, until: Instant): string =>
  `#${matter.number} ${agreedOn(until, now)}，好了没？\n好了回“${matter.number}好了”，没好回“${matter.number}${matter.danger === undefined ? `延到${laterDay(matter.due, now)}` : '要帮忙'}”`

export const promiseDropped = ({ matter, now }: Told, before: Instant | undefined): string =>
  `#${matter.number} 刚才说的时间不算，${before === undefined ? '等新消息' : `还是${agreedOn(before, now)}`}`

export const unhurried = (numbers: readonly number[], until: Instant, due: Instant, now: Instant): string =>
  numbers.length === 1
    ? `#${numbers[0]} 好，${clockWords(until)}前不催您。时限不变：${soonWords(due, now)}`
    : `好，${clockWords(until)}前不催您，手上${numbers.length}件的时限都不变`

/** Where its clock stands still no date is told: it is not known yet. */
export const hurryDropped = ({ matter, now }: Told): string => {
  const { number, held, due } = matter
  if (!held) return `#${number} 好，不赶。最迟${soonWords(due, now)}前给答复`
  return held.why === 'review'
    ? `#${number} 好，不赶。还是${dayWords(held.until)}再看`
    : `#${number} 好，不赶。什么时候方便，回“${number} 明天下午可以”，先等您到${dayWords(held.until)}`
}
export const hurryDroppedForHandlers = ({ matter, now }: Told): string =>
  `#${matter.number} 报的人说不急，${matter.held ? `${matter.held.why === 'review' ? '还是' : '还等到'}${dayWords(matter.held.until)}${matter.held.why === 'review' ? '再看' : ''}` : `最迟${soonWords(matter.due, now)}前`}`
export const waitsForReporter = ({ matter }: Told, until: Instant): string =>
  `#${matter.number} 好，等您到${dayWords(until)}。想早点办，回一句就行`
export const waitsForReporterInside = ({ matter }: Told, until: Instant, text: string): string =>
  `#${matter.number} 报的人说：${text}。${dayWords(until)}再去，时限跟着往后`

export const isBack = ({ matter, brief, now }: Told, text: string): string =>
  `#${matter.number} 报的人说过：${text}。现在可以去了：${brief}\n最迟${soonWords(matter.due, now)}`

export const waysOut = ({ matter, now }: Told): string =>
  [
    `#${matter.number} 一时办不成，挑一条回就行：`,
    `等等再办：${matter.number}延到${laterDay(matter.due, now)}，等配件`,
    `不归咱们：退回${matter.number} 归开发商管`,
    `要上面出面：上报${matter.number}`,
  ].join('\n')

export const alikeOpen = ({ matter, brief }: Told): string =>
  `#${matter.number} 还开着：${brief}。是同一件就回“${matter.number}好了”`

/** To who took it first and sent it back. */
export const stillYours = ({ matter }: Told): string => `#${matter.number} 您先接的，有人接手前还请您盯着`
export const watchedBy = (post = ''): string => `有人接手前，先接的${post}盯着`
export const watched = (listed: string): string => `${listed}（首问）`
