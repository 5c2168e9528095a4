import { about, numeral } from '../text/numeral.ts'
import { clockParts, parser } from './parser.ts'

/** A day named without an hour ends with the working day. */
export const CLOSE_OF_DAY = 18

const PART_END: Readonly<Record<string, number>> = {
  凌晨: 6,
  黎明: 6,
  清早: 9,
  清晨: 9,
  早上: 9,
  早晨: 9,
  早间: 9,
  早: 9,
  晨: 9,
  上午: 12,
  上半天: 12,
  中午: 12,
  晌午: 12,
  午前: 12,
  午后: 15,
  下午: 18,
  下半天: 18,
  傍晚: 19,
  晚上: 22,
  晚间: 22,
  夜晚: 22,
  夜里: 23,
  夜间: 23,
  夜: 23,
  半夜: 23,
  晚: 22,
  下班: 18,
}
const PART =
  '凌晨|清早|清晨|早上|早晨|早间|上午|上半天|中午|晌午|午后|下午|下半天|傍晚|晚上|晚间|夜晚|夜里|夜间|半夜|(?<=[今明后昨当天日一二三四五六])[早晚]|(?<=[今明昨当])[晨夜]'
const afternoon = (hour: number, part: string | undefined, exact: boolean): number => {
  if (hour >= 13) return hour
  if (part === undefined) return !exact && hour >= 1 && hour <= 6 ? hour + 12 : hour
  if (/中午|晌午/.test(part)) return hour < 3 ? hour + 12 : hour
  if (/下|傍|晚|夜|午后/.test(part)) return hour === 12 && /晚|夜/.test(part) ? 24 : hour < 12 ? hour + 12 : hour
  return hour === 12 && part === '凌晨' ? 0 : hour
}
/** 「一点都不好」 is a little, 「三点建议」 and 「24点5度」 are no hours. */
const NO_HOUR =
  '(?!间|候|代|期|段|效|差|[\\d.]*[元块%]|[一二三四五六七八九](?![十分刻号楼栋单层组个])|\\d(?![\\d分刻号楼栋单层组个])|个?(?:建议|意见|要求|问题|原因|理由|说明|希望|想法|疑问|看法|注意|诉求|心意|小事))'
const A_LITTLE = '(?!一点(?!钟|整|半|之?前|以前|左右|开始|到|至|[-~ ,]|$|零|[二三四五]?十))'
const TOO = /[快慢有差好多少大小高低远近了早晚第]$/
const MINUTE =
  '(?:(?<minute>[0-5]\\d(?!\\d)|\\d(?=分)|零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九](?=分))分?|(?<named>半|整|[一三13]刻))'
/** Of 「初七八点」 and 「廿七八点」 the seven is of the day. */
const HAN_HOUR =
  '(?<![初廿])(?:二?十(?:一二|二三|[一二三四五六七八九])?|[一两]二|[一两二]三|三四|四五|五六|六七|七八|八九|[零一二两三四五六七八九])'
const clock = parser(
  new RegExp(
    `(?:(?<part>${PART}|[早晚](?!一点|一个)) ?|${A_LITTLE})(?<![\\d.])(?<hour>2[0-4]|[01]?\\d|${HAN_HOUR})(?:(?<exact>:) ?(?<colon>[0-5]\\d)(?!\\d)(?::[0-5]\\d)?(?<half> ?[ap]\\.?m?(?![a-z]))?|[点时]${NO_HOUR}钟?${MINUTE}?)`,
  ),
  ({ part, hour = '', exact, colon, minute, named, half }, _, before) => {
    const h = about(hour) ?? numeral(hour)
    if (h === undefined || h > 24 || (part === undefined && hour === '一' && TOO.test(before))) return undefined
    const early = exact !== undefined || hour.startsWith('0')
    const minutes = NAMED[named ?? ''] ?? numeral(colon ?? minute ?? '0') ?? 0
    const through = half?.includes('p') && h < 12 ? h + 12 : afternoon(h, part, early)
    if (minutes > 59) return undefined
    return through === 24 ? clockParts(23, 59) : clockParts(through, minutes)
  },
)
const NAMED: Readonly<Record<string, number>> = { 半: 30, 整: 0, 一刻: 15, 三刻: 45, '1刻': 15, '3刻': 45 }
const partOfDay = parser(new RegExp(`(?<part>${PART}|下班)(?:之?前)?`), ({ part = '' }) =>
  clockParts(PART_END[part] ?? CLOSE_OF_DAY, 0),
)

/** What tells of an hour. */
export const HOURS = [clock, partOfDay]
