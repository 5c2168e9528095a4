import type { Poll, Tally } from '../state/matter.ts'
import { cut, type Form, fits, fitted, inTwo, LINES, WHOLE } from './fit.ts'
import { options, unit, voided } from './poll.ts'
import { formal } from './quorum.ts'
import { counts, hidden, INDICATION, isEmpty, isTelling, tie, turnout } from './tally.ts'
import { fullWords, spanWords } from './time.ts'

/** Several options have the most votes, and that is told. */
export const isTied = (poll: Poll, tally: Tally): boolean => !isTelling(poll, tally) && tie(poll, tally) !== ''

/** In one line; where that is too long the law and what this was stand in a second. */
export function result(poll: Poll, tally: Tally): readonly string[] {
  const law = poll.pack ? [formal(poll, poll.pack, tally)] : []
  const end = `${INDICATION}。规则码${poll.rule}${sheetOf(poll, tally)}${poll.lost === undefined ? '' : `。其间我掉线${spanWords(poll.lost)}，可能漏了票`}`
  const told = (form: Form): readonly string[] => {
    const equal = isTelling(poll, tally) ? '' : tie(poll, tally, form)
    const more = law.length + (equal === '' ? 0 : 1)
    const between = poll.options.length + more <= LINES - 3 ? '\n' : '；'
    return [
      `P${poll.number} 截止了：${cut(poll.question, form.question)}`,
      hidden(poll, tally) || counts(poll, tally.counts, between, form),
      turnout(poll, tally, form),
      ...(equal === '' ? [] : [equal]),
    ]
  }
  const main = fitted((form) => told(form).join('\n'))
  return inTwo([...told(WHOLE), ...law, end].join('\n'), [
    main,
    [`P${poll.number} ${law.join('')}`.trim(), end].join(law.length > 0 ? '\n' : '：'),
  ])
}

/** What the sheet is that follows in the group. */
const sheetOf = (poll: Poll, tally: Tally): string =>
  poll.secret && !isEmpty(tally) && !isTelling(poll, tally) ? '。后面的表：凭自己的凭证码查自己的票' : ''

export function status(poll: Poll, tally: Tally, now: number): string {
  if (poll.voided !== undefined) return voided(poll, '', '', asItStood(poll, poll.result ?? tally))
  if (poll.stage === 'closed' && poll.result) {
    const [told = '', more] = result(poll, poll.result)
    const whole = `${told}\n${INDICATION}`
    return more !== undefined && fits(whole) ? whole : told
  }
  const size = poll.electorate.length
  const share =
    size === 0
      ? ''
      : `，占${poll.kind === 'straw' ? '群里' : '登记'}${size}${unit(poll)}的${Math.round((100 * tally.units) / size)}%`
  const apart = tally.apartUnits > 0 ? `；另有${tally.apartUnits}人没核对门牌` : ''
  return fitted((form) =>
    [
      `P${poll.number} ${cut(poll.question, form.question)}`,
      poll.shown === 'always' ? counts(poll, tally.counts, '；', form) : '',
      `已参与${tally.units}${unit(poll)}${share}${apart}${tally.aside ? `；存疑另列${tally.aside}${unit(poll)}` : ''}`,
      `${fullWords(poll.closes)}截止${poll.closes > now ? `，还有${spanWords(poll.closes - now)}` : ''}${poll.shown === 'always' ? '' : '，截止后才报票数'}`,
    ]
      .filter(Boolean)
      .join('\n'),
  )
}
/** A voided poll's count as it stood. */
export const asItStood = (poll: Poll, tally: Tally): string => {
  if (isEmpty(tally)) return ''
  if (poll.secret) return `作废时${tally.units + tally.apartUnits}${unit(poll)}投过，匿名票没有拆`
  return `作废时：${counts(poll, tally.counts, '；', { question: 20, name: 6 })}${tally.aside ? `；存疑的${tally.aside}${unit(poll)}另列` : ''}`
}

const LISTED = 12
/** By doors, or by names where people vote and not dwellings. */
export const noBuilding = ({ number }: Poll, within: string): string => `P${number} 的名册上没有${whole(within)}`
export const doors = (poll: Poll, units: readonly string[], within?: string): string =>
  units.length === 0
    ? `P${poll.number} ${whole(within)}${within === undefined ? '都回了' : '没有还没回的'}`
    : [
        `P${poll.number} ${whole(within)}还有${units.length}${unit(poll)}没回：`,
        `${units.slice(0, LISTED).join('、')}${units.length > LISTED ? '…全在表里' : ''}`,
        poll.kind === 'delegates'
          ? '请他们自己回数字'
          : `问到了回“代投P${poll.number} ${units[0] ?? ''} 1 上门”。${options(poll.options)}`,
      ].join('\n')
/** 「3-2」 as people say it. */
const whole = (within = ''): string =>
  within
    .replace(/^(\d+)(?=-|$)/, '$1栋')
    .replace(/-(\d+)$/, '$1单元')
    .replace('-', '')
export const noDoors = ({ number }: Poll): string => `P${number} 一人一票，没有门牌可扫`
