import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY } from '../../src/domain/calendar.ts'
import { dateIn } from '../../src/reader/case/promise.ts'
import { words } from '../../src/reader/text/normal.ts'
import { deadlineIn } from '../../src/reader/time/deadline.ts'
import { feastOf } from '../../src/reader/time/feast.ts'
import { moonDay } from '../../src/reader/time/moon.ts'
import { timeIn, timesIn } from '../../src/reader/time/time.ts'

const at = (local: string): number => new Date(`${local.replace(' ', 'T')}:00+08:00`).getTime()
const MONDAY = at('2026-11-23 09:00')

/** Said on Monday, 2026-11-23, 09:00. */
const TIMES: readonly (readonly [said: string, meant: string])[] = [
  ['周五18点', '2026-11-27 18:00'],
  ['腊月二十三18:00前', '2027-01-30 18:00'],
  ['腊月二十三日晚上8点', '2027-01-30 20:00'],
  ['腊月廿三八点', '2027-01-30 08:00'],
  ['正月十五18:00', '2027-02-20 18:00'],
  ['十二月二十三18:00前', '2026-12-23 18:00'],
  ['十二月十五六号', '2026-12-16 18:00'],
  ['本月二十八18:00前', '2026-11-28 18:00'],
  ['下个月5前', '2026-12-05 18:00'],
  ['这个月二十八', '2026-11-28 18:00'],
  ['周四', '2026-11-26 18:00'],
  ['周日20点', '2026-11-29 20:00'],
  ['星期天晚上8点', '2026-11-29 20:00'],
  ['礼拜三下午两点半', '2026-11-25 14:30'],
  ['周一', '2026-11-23 18:00'],
  ['周一8点', '2026-11-30 08:00'],
  ['下周一上午', '2026-11-30 12:00'],
  ['下周五之前', '2026-12-04 18:00'],
  ['下下周二', '2026-12-08 18:00'],
  ['这周三', '2026-11-25 18:00'],
  ['周末', '2026-11-29 18:00'],
  ['今晚', '2026-11-23 22:00'],
  ['今天下班前', '2026-11-23 18:00'],
  ['明早', '2026-11-24 09:00'],
  ['明天下午6点', '2026-11-24 18:00'],
  ['明天中午12点', '2026-11-24 12:00'],
  ['后天', '2026-11-25 18:00'],
  ['大后天上午10点', '2026-11-26 10:00'],
  ['11月27日18点', '2026-11-27 18:00'],
  ['12月10日18:00前', '2026-12-10 18:00'],
  ['十二月一号', '2026-12-01 18:00'],
  ['12/1', '2026-12-01 18:00'],
  ['2026-12-01 18:00', '2026-12-01 18:00'],
  ['1月5日', '2027-01-05 18:00'],
  ['11月20日', '2026-11-20 18:00'],
  ['27号', '2026-11-27 18:00'],
  ['20号', '2026-12-20 18:00'],
  ['本月20日前', '2026-11-20 18:00'],
  ['下个月5号', '2026-12-05 18:00'],
  ['月底', '2026-11-30 18:00'],
  ['12月底', '2026-12-31 18:00'],
  ['下月底', '2026-12-31 18:00'],
  ['年底', '2026-12-31 18:00'],
  ['明年底', '2027-12-31 18:00'],
  ['元旦前', '2026-12-31 18:00'],
  ['国庆前', '2027-09-30 18:00'],
  ['五一节之前', '2027-04-30 18:00'],
  ['冬至那天', '2026-12-22 18:00'],
  ['国庆当天', '2027-10-01 18:00'],
  ['2天', '2026-11-25 18:00'],
  ['三天后', '2026-11-26 18:00'],
  ['两周后', '2026-12-07 18:00'],
  ['一个月', '2026-12-23 18:00'],
  ['三个月后', '2027-02-23 18:00'],
  ['半个月后', '2026-12-08 18:00'],
  ['一个半月后', '2027-01-07 18:00'],
  ['半年后', '2027-05-23 18:00'],
  ['一年半后', '2028-05-23 18:00'],
  ['3个工作日', '2026-11-26 18:00'],
  ['5个工作日内', '2026-11-30 18:00'],
  ['2小时', '2026-11-23 11:00'],
  ['两个半小时后', '2026-11-23 11:30'],
  ['半小时', '2026-11-23 09:30'],
  ['30分钟', '2026-11-23 09:30'],
  ['半天', '2026-11-23 15:00'],
  ['18:30', '2026-11-23 18:30'],
  ['8点', '2026-11-24 08:00'],
  ['6点', '2026-11-23 18:00'],
  ['晚上12点', '2026-11-23 23:59'],
  ['晚8点', '2026-11-23 20:00'],
  ['早8点半', '2026-11-24 08:30'],
  ['12月3号晚8点', '2026-12-03 20:00'],
  ['3号晚8点', '2026-12-03 20:00'],
  ['下周二晚上八点', '2026-12-01 20:00'],
  ['到周四，等配件', '2026-11-26 18:00'],
  ['下周的周三', '2026-12-02 18:00'],
  ['下周周六', '2026-12-05 18:00'],
  ['本周日', '2026-11-29 18:00'],
  ['上周五', '2026-11-20 18:00'],
  ['下下下周一', '2026-12-14 18:00'],
  ['周五的下午3点', '2026-11-27 15:00'],
  ['星期六早上八点半', '2026-11-28 08:30'],
  ['这个礼拜四', '2026-11-26 18:00'],
  ['下周末', '2026-12-06 18:00'],
  ['周三三点', '2026-11-25 15:00'],
  ['今晚七点', '2026-11-23 19:00'],
  ['明晚8点半', '2026-11-24 20:30'],
  ['后天早上', '2026-11-25 09:00'],
  ['明天凌晨2点', '2026-11-24 02:00'],
  ['今夜', '2026-11-23 23:00'],
  ['后晚9点', '2026-11-25 21:00'],
  ['明儿下午四点', '2026-11-24 16:00'],
  ['次日', '2026-11-24 18:00'],
  ['翌日上午', '2026-11-24 12:00'],
  ['大大后天', '2026-11-27 18:00'],
  ['明天的上午10点', '2026-11-24 10:00'],
  ['昨天下午', '2026-11-22 18:00'],
  ['前天', '2026-11-21 18:00'],
  ['12月5日(周六)下午6点', '2026-12-05 18:00'],
  ['11月27日(周五)9点前', '2026-11-27 09:00'],
  ['周二12月8日', '2026-12-08 18:00'],
  ['8号周二晚上7点', '2026-12-08 19:00'],
  ['12月第一个周六', '2026-12-05 18:00'],
  ['本月最后一个周五', '2026-11-27 18:00'],
  ['下个月的第二个星期天', '2026-12-13 18:00'],
  ['元月8号', '2027-01-08 18:00'],
  ['十二月二十五日', '2026-12-25 18:00'],
  ['十二月二十五日晚上', '2026-12-25 22:00'],
  ['2027年2月14日', '2027-02-14 18:00'],
  ['二零二七年三月一日', '2027-03-01 18:00'],
  ['27年3月1号', '2027-03-01 18:00'],
  ['明年3月1日', '2027-03-01 18:00'],
  ['今年12月20号', '2026-12-20 18:00'],
  ['2027/1/9', '2027-01-09 18:00'],
  ['2027.1.9', '2027-01-09 18:00'],
  ['下下个月3号', '2027-01-03 18:00'],
  ['上个月15号', '2026-10-15 18:00'],
  ['这个月28号', '2026-11-28 18:00'],
  ['当月30日', '2026-11-30 18:00'],
  ['次月5日前', '2026-12-05 18:00'],
  ['5到8号', '2026-12-08 18:00'],
  ['25-28号', '2026-11-28 18:00'],
  ['12月5-8号', '2026-12-08 18:00'],
  ['12月5日至8日', '2026-12-08 18:00'],
  ['12月30日到1月3日', '2027-01-03 18:00'],
  ['2027年3月1日至4月15日', '2027-04-15 18:00'],
  ['周一到周三', '2026-11-25 18:00'],
  ['周五到周二', '2026-12-01 18:00'],
  ['上午9点到11点半', '2026-11-23 11:30'],
  ['晚上7点到9点', '2026-11-23 21:00'],
  ['明天下午2点-5点', '2026-11-24 17:00'],
  ['晚上10点到次日早上6点', '2026-11-24 06:00'],
  ['下月初', '2026-12-05 18:00'],
  ['12月上旬', '2026-12-10 18:00'],
  ['12月中旬', '2026-12-20 18:00'],
  ['下个月下旬', '2026-12-31 18:00'],
  ['本月下旬', '2026-11-30 18:00'],
  ['12月中', '2026-12-15 18:00'],
  ['十二月月底', '2026-12-31 18:00'],
  ['月末', '2026-11-30 18:00'],
  ['明年1月份', '2027-01-31 18:00'],
  ['12月份', '2026-12-31 18:00'],
  ['明年2月底前', '2027-02-28 18:00'],
  ['2028年2月底', '2028-02-29 18:00'],
  ['明年初', '2027-02-28 18:00'],
  ['明年年中', '2027-06-30 18:00'],
  ['今年年底前', '2026-12-31 18:00'],
  ['2027年底', '2027-12-31 18:00'],
  ['明年上半年', '2027-06-30 18:00'],
  ['下半年', '2026-12-31 18:00'],
  ['四季度', '2026-12-31 18:00'],
  ['明年一季度', '2027-03-31 18:00'],
  ['2027年第二季度末', '2027-06-30 18:00'],
  ['本季度', '2026-12-31 18:00'],
  ['下个季度', '2027-03-31 18:00'],
  ['3-5天', '2026-11-28 18:00'],
  ['三到五天', '2026-11-28 18:00'],
  ['两三天', '2026-11-26 18:00'],
  ['三五天', '2026-11-28 18:00'],
  ['七八天', '2026-12-01 18:00'],
  ['十天内', '2026-12-03 18:00'],
  ['15日内', '2026-12-08 18:00'],
  ['二十天之内', '2026-12-13 18:00'],
  ['两个星期', '2026-12-07 18:00'],
  ['一周内', '2026-11-30 18:00'],
  ['2个月内', '2027-01-23 18:00'],
  ['俩月后', '2027-01-23 18:00'],
  ['半个月内', '2026-12-08 18:00'],
  ['一个半小时', '2026-11-23 10:30'],
  ['1.5小时', '2026-11-23 10:30'],
  ['三刻钟', '2026-11-23 09:45'],
  ['十个工作日', '2026-12-07 18:00'],
  ['1-3个工作日', '2026-11-26 18:00'],
  ['三个工作日内', '2026-11-26 18:00'],
  ['三天前', '2026-11-20 18:00'],
  ['两小时前', '2026-11-23 07:00'],
  ['8点一刻', '2026-11-24 08:15'],
  ['十点三刻', '2026-11-23 10:45'],
  ['下午七八点', '2026-11-23 20:00'],
  ['零点', '2026-11-24 00:00'],
  ['中午12点半', '2026-11-23 12:30'],
  ['下午3:15', '2026-11-23 15:15'],
  ['3:15pm', '2026-11-23 15:15'],
  ['晚间九点', '2026-11-23 21:00'],
  ['傍晚6点', '2026-11-23 18:00'],
  ['23点59分', '2026-11-23 23:59'],
  ['九点零五分', '2026-11-23 09:05'],
  ['下午一点', '2026-11-23 13:00'],
  ['一点半', '2026-11-23 13:30'],
  ['十点5栋集合', '2026-11-23 10:00'],
  ['国庆', '2027-10-01 18:00'],
  ['国庆前三天', '2027-09-28 18:00'],
  ['除夕', '2027-02-05 18:00'],
  ['大年三十晚上8点', '2027-02-05 20:00'],
  ['春节前', '2027-02-05 18:00'],
  ['年前', '2027-02-05 18:00'],
  ['元宵节', '2027-02-20 18:00'],
  ['中秋节前', '2027-09-14 18:00'],
  ['明年端午', '2027-06-09 18:00'],
  ['清明节', '2027-04-05 18:00'],
  ['圣诞节', '2026-12-25 18:00'],
  ['节前', '2026-12-31 18:00'],
  ['教师节', '2027-09-10 18:00'],
  ['冬至', '2026-12-22 18:00'],
  ['儿童节', '2027-06-01 18:00'],
  ['母亲节', '2027-05-09 18:00'],
  ['重阳节', '2027-10-08 18:00'],
  ['腊月二十三', '2027-01-30 18:00'],
  ['腊月23', '2027-01-30 18:00'],
  ['腊月底', '2027-02-05 18:00'],
  ['正月十五', '2027-02-20 18:00'],
  ['正月初八', '2027-02-13 18:00'],
  ['大年初七', '2027-02-12 18:00'],
  ['八月十五', '2027-09-15 18:00'],
  ['八月十五日', '2027-08-15 18:00'],
  ['八月15', '2027-08-15 18:00'],
  ['农历五月初五', '2027-06-09 18:00'],
  ['五月初五', '2027-06-09 18:00'],
  ['农历十月二十', '2026-11-28 18:00'],
  ['冬月初一', '2026-12-09 18:00'],
  ['阴历腊月初八上午', '2027-01-15 12:00'],
  ['初一', '2026-12-09 18:00'],
  ['廿三', '2026-12-01 18:00'],
]

test.each(TIMES)('「%s」 is %s', (said, meant) => {
  expect(timeIn(said, MONDAY)?.at).toBe(at(meant))
})

describe('what is no time', () => {
  const plain = [
    '等配件',
    '过两天',
    '2号门',
    '27号楼',
    '2月30日',
    '3栋',
    '1.5米',
    '忙完这阵',
    '过几天',
    '每三天',
    '第三天',
  ]
  const little = [
    '一点都不好',
    '快一点',
    '早一点来',
    '有一点响',
    '差一点',
    '三点建议',
    '两点要求',
    '24点5度',
    '二十七点三',
    '零点五',
  ]
  const places = ['10号院', '十号楼', '12月20号楼', '五一路', '国庆小区', '3号井', '25号车库', '八一路口']
  const numbers = [
    '2/3的业主',
    '超过1/2',
    '身份证500101199001011234',
    '13800138000',
    '12345678',
    '3:1',
    '4.5元',
    '3月5万元',
  ]
  const days = [
    '4月31号',
    '13月5日',
    '2027年2月29日',
    '一日三餐',
    '一日之计在于晨',
    '今日头条',
    '环节前',
    '以前天天这样',
    '几个月内',
    '2月30日18:00',
    '农历八月三十下午3点',
    '本月28户没交',
    '这个月三次了',
    '三月一直没修',
  ]
  const without = [
    '过完国庆',
    '过了五一',
    '国庆放完假',
    '春节后',
    '国庆后',
    '节后',
    '下周',
    '这个月',
    '明年',
    '6月',
    '三十年河东',
  ]
  test.each([...plain, ...little, ...places, ...numbers, ...days, ...without])('「%s」', (said) => {
    expect(timeIn(said, MONDAY)).toBeUndefined()
  })
})

/** As promised on Monday, 2026-11-23, 09:00, as groups and offices write it: the last day of what is said. */
const PROMISED: readonly (readonly [said: string, day: string])[] = [
  ['下周内给大家装好', '2026-12-06'],
  ['这周一定弄完', '2026-11-29'],
  ['本月内完成整改', '2026-11-30'],
  ['12月完工', '2026-12-31'],
  ['预计1月份到货，2月底前装好', '2027-02-28'],
  ['今年年内完成', '2026-12-31'],
  ['计划明年开工', '2027-12-31'],
  ['计划明年3月动工，预计2028年底建成', '2028-12-31'],
  ['元旦前修好', '2026-12-31'],
  ['争取国庆前交付使用', '2027-09-30'],
  ['力争明年春节前通水', '2027-02-05'],
  ['预计春节后进场施工', '2027-02-15'],
  ['国庆节后更换', '2027-10-08'],
  ['过完国庆给你修好', '2027-10-08'],
  ['国庆放完假就来装好', '2027-10-08'],
  ['元旦前修完', '2026-12-31'],
  ['年前把路灯全部换完', '2027-02-05'],
  ['节前完成清理', '2026-12-31'],
  ['12月前完成', '2026-11-30'],
  ['11月前完成', '2026-11-30'],
  ['施工单位承诺3天内修复到位', '2026-11-26'],
  ['责令物业在五个工作日内整改完毕', '2026-11-30'],
  ['需要半个月才能完工', '2026-12-08'],
  ['大概十天左右可以通气', '2026-12-03'],
  ['该工程已于10月8日开工，预计12月中旬完工。', '2026-12-20'],
  [
    '您好，您11月20日反映的车库渗水问题收悉。经查，系伸缩缝老化所致，维修方案已公示，计划12月10日前完成维修。',
    '2026-12-10',
  ],
  ['消防管网从去年3月开始改造，完成时间为明年6月底。', '2027-06-30'],
  ['一期已于2025年12月底投用，二期预计2027年5月底前投用。', '2027-05-31'],
  ['我公司11月18日向施工方发出整改通知书，要求在15日内整改完毕。', '2026-12-03'],
  ['2026年11月16日，我局向物业下达责令改正通知书，限5个工作日内恢复消防通道。', '2026-11-23'],
  ['电梯质保3年，新主机预计12月5日到场，12月8日前安装完成，请大家谅解', '2026-12-08'],
  ['预计2027年第三季度竣工交付', '2027-09-30'],
  ['项目有望在明年上半年投入使用', '2027-06-30'],
  ['充电桩预计明年一季度启用', '2027-03-31'],
  ['经协调，供电公司将于本周五上午更换变压器', '2026-11-27'],
  ['物業承諾於12月5日前修復', '2026-12-05'],
  ['该路段每年3月养护一次，本次将在12月20日至25日进行，12月25日前恢复通行', '2026-12-25'],
]
test.each(PROMISED)('promised: %s', (said, day) => {
  const until = deadlineIn(said, MONDAY)
  expect(until === undefined ? undefined : new Date(until + 8 * 3_600_000).toISOString().slice(0, 10)).toBe(day)
})

test('the day of an order is past as it was stated, and no guess', () => {
  expect(deadlineIn('预计11月15日前完成。', MONDAY)).toBe(at('2026-11-15 18:00'))
})

describe('what promises nothing', () => {
  test.each([
    '',
    '已经修好了，谢谢大家',
    '该电梯2019年3月投入使用，已使用7年',
    '您11月20日的来信已收悉',
    '截至10月底，共收到意见35条',
    '每月5号收垃圾费',
    '昨天下午去看过了',
    '身份证号500101199001011234',
    '大家觉得24点5度合适吗',
    '工期三年',
  ])('「%s」', (said) => {
    expect(deadlineIn(said, MONDAY)).toBeUndefined()
  })
})

describe('news of a handler', () => {
  test.each([
    ['看了，下周内给你们装好', '2026-12-06 18:00'],
    ['材料到了，国庆前一定修好', '2027-09-30 18:00'],
    ['师傅看过了，争取年前修好', '2027-02-05 18:00'],
    ['三五天就能弄好', '2026-11-28 18:00'],
  ])('%s', (said, until) => {
    expect(dateIn(said.replaceAll('，', ','), MONDAY).until).toBe(at(until))
  })

  test('that are long offer the day that they name', () => {
    const said =
      '各位邻居，3栋的水泵今天拆下来送厂家检查了，主轴磨损严重需要整体更换，已经向厂家下单，厂家回复说生产周期大概要一周多，预计12月8日前更换完成，期间由备用泵供水'
    expect(dateIn(words(said).text, MONDAY)).toEqual({ until: at('2026-12-08 18:00'), offer: true })
  })
})

test.each([
  ['大概九点前来水', '2026-11-23 21:00'],
  ['等下九点半到', '2026-11-23 21:30'],
  ['八点过来换', '2026-11-23 20:00'],
  ['8点到10点', '2026-11-23 22:00'],
  ['七点', '2026-11-24 07:00'],
  ['明天九点', '2026-11-24 09:00'],
  ['早上八点', '2026-11-24 08:00'],
  ['09:00', '2026-11-24 09:00'],
  ['12点', '2026-11-24 12:00'],
  ['三点', '2026-11-24 15:00'],
])('an hour alone, said at one past seven in the evening, is the next on the face of the clock: %s', (said, meant) => {
  expect(timeIn(said, at('2026-11-23 19:01'))?.at).toBe(at(meant))
})

test('a weekday said on its own evening is the next one', () => {
  expect(timeIn('周五18点', at('2026-11-27 19:00'))?.at).toBe(at('2026-12-04 18:00'))
  expect(timeIn('周五18点', at('2026-11-27 10:00'))?.at).toBe(at('2026-11-27 18:00'))
})

test('on Sunday 「下周一」 is tomorrow, and 「这周五」 is past', () => {
  const sunday = at('2026-11-29 12:00')
  expect(timeIn('下周一', sunday)?.at).toBe(at('2026-11-30 18:00'))
  expect(timeIn('这周五', sunday)?.at).toBe(at('2026-11-27 18:00'))
})

test('working days leave out the days off that were published, and count the weekends worked', () => {
  expect(timeIn('3个工作日内', at('2026-09-29 10:00'))?.at).toBe(at('2026-10-09 18:00'))
  expect(timeIn('4个工作日内', at('2026-09-29 10:00'))?.at).toBe(at('2026-10-10 18:00'))
})

test('days of the moon are those that the calendars print', () => {
  const printed: Readonly<Record<string, readonly string[]>> = {
    春节: ['2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03'],
    端午: ['2026-06-19', '2027-06-09', '2028-05-28', '2029-06-16', '2030-06-05'],
    中秋: ['2026-09-25', '2027-09-15', '2028-10-03', '2029-09-22', '2030-09-12'],
  }
  for (const [name, all] of Object.entries(printed))
    for (const date of all) expect(feastOf(name, at(`${date.slice(0, 4)}-01-01 09:00`)), date).toBe(at(`${date} 18:00`))
  expect(moonDay(2025, 6, 1, true)).toEqual(new Date(2025, 6, 25)) // the leap month of 2025
  expect(moonDay(2026, 6, 1, true)).toBeUndefined()
  expect(moonDay(2026, 12, 30)).toBeUndefined()
})

// ── whatever is written ──

const PIECES =
  '周一 下周三 27号 月底 年底 腊月二十三 正月十五 初八 除夕 春节前 三天内 3-5天 两周后 半个月 5个工作日 明天 后天上午 晚上8点 9点半 到 至 - 前 之前 底 份 月 年 日 号 个 半 上 下 第 每 十 廿 2 30 2027 : / . ( ) , 。 节 国庆 闰 季度 q3 pm'.split(
    ' ',
  )
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const moments = fc.integer({ min: at('2020-01-01 00:00'), max: at('2060-12-31 23:59') })

test('nothing that is written makes it throw, and what is found stands in the text', () => {
  fc.assert(
    fc.property(text, moments, (said, now) => {
      const whole = words(said).whole
      for (const { at: found, from, to } of [...timesIn(whole, now), timeIn(whole, now)].filter(
        (one) => one !== undefined,
      )) {
        expect(Number.isFinite(found)).toBe(true)
        expect(from >= 0 && from < to && to <= whole.length).toBe(true)
      }
      expect(Number.isFinite(deadlineIn(said, now) ?? 0)).toBe(true)
    }),
    { numRuns: 1_500 },
  )
})

test('what names no year and is not said to be over is never before today', () => {
  const said =
    '周一 周日 星期三下午3点 下周五 27号 3号 31号 月底 年底 8点 晚上9点 零点 今晚 明早 三天内 3-5天 两周后 半个月 5个工作日内 2小时 腊月二十三 正月十五 八月十五 初八 廿三 除夕 春节前 元宵节 清明节 五一 端午 中秋节前 国庆 元旦前 节前 年前 冬至 四季度'.split(
      ' ',
    )
  fc.assert(
    fc.property(fc.constantFrom(...said), moments, (one, now) => {
      const midnight = new Date(now).setHours(0, 0, 0, 0)
      expect(timeIn(one, now)?.at ?? now, `${one} ${new Date(now).toISOString()}`).toBeGreaterThanOrEqual(midnight)
    }),
    { numRuns: 2_000 },
  )
})

const HAN = '零一二三四五六七八九'
/** 1 to 31 as it is said: 「二十三」. */
const han = (n: number): string =>
  `${n < 10 ? '' : `${n < 20 ? '' : HAN[Math.floor(n / 10)]}十`}${n % 10 > 0 ? HAN[n % 10] : ''}`
const CLOCKS = [
  ['', '18:00'],
  ['18:00', '18:00'],
  [' 9:30', '09:30'],
  ['前', undefined],
  ['下午3点', '15:00'],
  ['晚上八点', '20:00'],
  ['八点半', '08:30'],
] as const
const hourOf = (at: number): string => `${new Date(at).toTimeString().slice(0, 5)}`
const dayNamed = (at: number | undefined): string => (at === undefined ? 'none' : new Date(at).toDateString())

test('a day of the moon is read whole, whatever hour follows it', () => {
  const MONTHS = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊']
  const ways = (date: number): readonly string[] =>
    date < 11 ? [`初${han(date)}`] : date > 20 && date < 30 ? [han(date), `廿${han(date - 20)}`] : [han(date)]
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 30 }).chain((date) => fc.tuple(fc.constant(date), fc.constantFrom(...ways(date)))),
      fc.constantFrom(...CLOCKS),
      fc.boolean(),
      (month, [date, written], [clock, hour], isLed) => {
        const that = [2026, 2027, 2028]
          .map((year) => moonDay(year, month, date) ?? (month === 12 ? moonDay(year, month, 29) : undefined))
          .find((one) => one !== undefined && one.getTime() > MONDAY - DAY)
        if (written.endsWith('十') && clock === '八点半') return // 「十八点半」
        const said = `${isLed ? '27延到' : ''}农历${MONTHS[month - 1]}月${written}${clock}`
        const found = timeIn(said, MONDAY)
        expect(dayNamed(found?.at), said).toBe(dayNamed(that?.getTime()))
        if (that !== undefined && hour !== undefined) expect(hourOf(found?.at ?? 0), said).toBe(hour)
      },
    ),
    { numRuns: 1_500 },
  )
})

test('a day of any month is read whole, in digits and in words, whatever hour follows it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
      fc.constantFrom(...CLOCKS),
      fc.constantFrom('日', '号', ''),
      fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      (month, date, [clock, hour], ends, [isWords, isThis, isLed]) => {
        const m = isThis ? 11 : month
        const year = new Date(2026, m - 1, date).getTime() < MONDAY - 92 * DAY ? 2027 : 2026 // of the past as well
        const that = new Date(year, m - 1, date)
        if (!isWords && ends === '' && /^[\d八]/.test(clock)) return // 「12月2318:00」
        if (isWords && ends === '' && clock === '八点半' && date % 10 === 0) return // 「十八点半」
        if (isWords && ends === '' && clock === '八点半' && date < 10 && date > 0) return // 「三八点半」
        const named = isThis ? '本月' : `${isWords ? han(m) : m}月`
        if (isWords && /^[八8]月/.test(named) && date === 15) return // of the moon
        const said = `${isLed ? '27延到' : ''}${named}${isWords ? han(date) : date}${ends}${clock}`
        const found = timeIn(said, MONDAY)
        const isDay = that.getMonth() === m - 1
        if (isDay) expect(dayNamed(found?.at), said).toBe(dayNamed(that.getTime()))
        else expect(dayNamed(found?.at), said).not.toBe(dayNamed(that.getTime()))
        if (isDay && hour !== undefined) expect(hourOf(found?.at ?? 0), said).toBe(hour)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('a text of 100 KB takes no longer than one of 10 KB', () => {
  const fill = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length))
  const took = (said: string): number => {
    const runs = Array.from({ length: 5 }, () => {
      const begun = performance.now()
      timeIn(said, MONDAY)
      timesIn(said, MONDAY)
      deadlineIn(said, MONDAY)
      return performance.now() - begun
    })
    return Math.min(...runs)
  }
  for (const piece of [
    '下',
    '一',
    '3',
    '2027年',
    '月底',
    '周',
    '3天内',
    '8点',
    '预计12月5日前完成,',
    '初',
    '上半年前',
    '到',
    '12-',
    'a',
  ])
    expect(took(fill(piece, 100_000)), piece).toBeLessThan(5 * took(fill(piece, 10_000)) + 5)
})

test('no zone of the machine matters: the process sets its own', () => {
  const script = `
    import './src/zone.ts'
    const { timeIn } = await import('./src/reader/time/time.ts')
    const { deadlineIn } = await import('./src/reader/time/deadline.ts')
    const now = Date.parse('2026-11-23T00:30:00+08:00')
    console.log(JSON.stringify([...${JSON.stringify(TIMES.map(([said]) => said))}.map((said) => timeIn(said, now)?.at),
      ...${JSON.stringify(PROMISED.map(([said]) => said))}.map((said) => deadlineIn(said, now))]))`
  const seen = (zone: string): string =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    })
  const shanghai = seen('Asia/Shanghai')
  expect(JSON.parse(shanghai)).toHaveLength(TIMES.length + PROMISED.length)
  expect(['UTC', 'America/New_York'].filter((zone) => seen(zone) !== shanghai)).toEqual([])
}, 120_000)
