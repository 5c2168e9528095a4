const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const SCALES: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000 }

/** A stretch that `numeral` understands, for use inside patterns. */
export const NUMERAL = '(?:\\d{1,6}|[零〇一二两三四五六七八九十百]{1,5})'

const UNIT = '[一二三四五六七八九]'
const HAN = '零〇一二两三四五六七八九十百'
/** What goes on after a number in words is an hour of its own, or the number was not read to its end. */
const WHOLE = `(?![${HAN}]+(?![${HAN}点时]))`
/**
 * A day of a month, whole or not at all: what follows may make a pattern try again, but never with less of the number.
 * 「十五六号」 is until the 16th.
 */
export const DAY_NUMERAL = `(?:\\d{1,6}(?!\\d)|(?:[一二三]?十(?:${UNIT}{2}(?=[日号])|${UNIT}?)|廿${UNIT}?|一(?![直定样般起些])|${UNIT.replace('一', '')})${WHOLE})`

/** Two neighbours of the row, said of one number: 「两三天」「七八个人」. */
const ABOUT = /^(?:[一两][二两三]|三[四五]|四五|五[六七]|六七|七八|八九)$/
/** 「两三」「三五」: at the most so many. */
export const about = (text: string): number | undefined => (ABOUT.test(text) ? DIGITS[text.charAt(1)] : undefined)

/** 「12」「十二」「廿二」「一百零三」「五〇一」 as a number. */
export const numeral = (text: string): number | undefined => {
  if (/^\d+$/.test(text)) return Number(text)
  const all = [...text.replace('廿', '二十').replace('卅', '三十')]
  if (all.length === 0 || !all.every((c) => c in DIGITS || c in SCALES)) return undefined
  if (!all.some((c) => c in SCALES)) return Number(all.map((c) => DIGITS[c]).join(''))
  let sum = 0
  let digit: number | undefined
  for (const c of all) {
    const scale = SCALES[c]
    if (scale === undefined) digit = DIGITS[c]
    else {
      sum += (digit ?? 1) * scale
      digit = 0
    }
  }
  return sum + (digit ?? 0)
}
