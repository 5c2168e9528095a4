import { describe, expect, test } from 'vitest'
import { brief, readings } from './hear.ts'

/** What is said, and all that it may mean in the order of likelihood. Said on Monday, 2026-11-23, 09:00. */
const SAID: readonly (readonly [string, string])[] = [
  ['提醒 12月10日18:00前 交医保', 'remind before=true text=交医保 timed=true until=2026-12-10 18:00'],
  ['提醒12月10日前交医保', 'remind before=true text=交医保 until=2026-12-10 18:00'],
  ['提醒　12月10日１８：００前　交医保', 'remind before=true text=交医保 timed=true until=2026-12-10 18:00'],
  ['提醒 周五下午3点 收大件垃圾', 'remind text=收大件垃圾 timed=true until=2026-11-27 15:00'],
  [
    '提醒 明天9点到17点 停水',
    'remind text=到17点 停水 timed=true until=2026-11-24 09:00; stoppage reminds=true timed=true until=2026-11-24 09:00 what=停水',
  ],
  ['提醒 下周三到周五 收旧衣服', 'remind text=到周五 收旧衣服 until=2026-12-02 18:00'],
  ['提醒 12月1日9:00-11:00 体检', 'remind text=-11:00 体检 timed=true until=2026-12-01 09:00'],
  ['提醒 2026-12-10 18:00前 交医保', 'remind before=true text=交医保 timed=true until=2026-12-10 18:00'],
  ['提醒 截止12月10日 交医保', 'remind before=true text=交医保 until=2026-12-10 18:00'],
  ['提醒 每月25日 交物业费', 'remind day=25 every=month time=18:00 text=交物业费'],
  ['提醒 每月二十五号 交物业费', 'remind day=25 every=month time=18:00 text=交物业费'],
  ['提醒 每月25日18:00前 交物业费', 'remind before=true day=25 every=month time=18:00 text=交物业费 timed=true'],
  ['提醒 每月25日早上8点半 抄表', 'remind day=25 every=month time=08:30 text=抄表 timed=true'],
  ['提醒 每周五下午3点 收大件垃圾', 'remind every=week time=15:00 weekday=5 text=收大件垃圾 timed=true'],
  ['提醒 下周一上午 体检', 'remind text=上午 体检 until=2026-11-30 12:00'],
  ['提醒 下周一上午10点 体检', 'remind text=体检 timed=true until=2026-11-30 10:00'],
  ['提醒 下周一上午前 交表', 'remind before=true text=交表 timed=true until=2026-11-30 12:00'],
  ['@小议 提醒大家明晚看电影', 'remind text=晚看电影 until=2026-11-24 22:00'],
  ['提醒 每周五上午 收大件垃圾', 'remind every=week time=12:00 weekday=5 text=上午 收大件垃圾'],
  ['提醒 冬至那天 吃饺子', 'remind text=吃饺子 until=2026-12-22 18:00'],
  ['提醒 每周五 收大件垃圾', 'remind every=week time=18:00 weekday=5 text=收大件垃圾'],
  ['提醒 每个星期天 大扫除', 'remind every=week time=18:00 weekday=0 text=大扫除'],
  ['提醒 每月最后一天 抄水表', 'remind day=31 every=month time=18:00 text=抄水表'],
  ['提醒 每月底 抄水表', 'remind day=31 every=month time=18:00 text=抄水表'],
  ['提醒 每月31日 抄水表', 'remind day=31 every=month time=18:00 text=抄水表'],
  ['提醒 每月32日 抄水表', 'remind doubt=no-such-day text=抄水表'],
  ['提醒 每天 关窗', 'remind doubt=too-often text=关窗'],
  ['提醒 每天早上8点 关窗', 'remind doubt=too-often text=早上8点 关窗'],
  ['提醒 每周一、周五 收垃圾', 'remind doubt=which-every text=周五 收垃圾'],
  ['提醒 每两周 收垃圾', 'remind doubt=which-every text=收垃圾'],
  ['提醒 每年 体检', 'remind doubt=which-every text=体检'],
  ['提醒 12月10日25:00前 交医保', 'remind before=true doubt=no-such-day how=plain text=12月10日，交医保'],
  ['提醒 12月10日18:00前 交30:00元', 'remind before=true text=交30:00元 timed=true until=2026-12-10 18:00'],
  ['提醒 后天晚上 看电影，7点半 广场', 'remind text=看电影，7点半 广场 timed=true until=2026-11-25 19:30'],
  ['提醒 2月30日 交医保', 'remind doubt=no-such-day text=交医保'],
  ['提醒 2027年12月30日 交医保', 'remind text=交医保 until=2027-12-30 18:00'],
  ['提醒 11月1日 交医保', 'remind text=交医保 until=2026-11-01 18:00'],
  ['@小议 提醒大家12月10日18点前交医保', 'remind before=true text=交医保 timed=true until=2026-12-10 18:00'],
  ['@小议 提醒大家交医保，12月10日18:00前', 'remind before=true text=交医保 timed=true until=2026-12-10 18:00'],
  ['@小议 请提醒大家，每周五下午3点收大件垃圾', 'remind every=week time=15:00 weekday=5 text=收大件垃圾 timed=true'],
  ['@小议 12月10日前交医保，提醒一下大家', 'remind before=true how=aside text=交医保 until=2026-12-10 18:00'],
  ['@小议 每周五请提醒大家收大件垃圾', 'remind how=aside every=week time=18:00 weekday=5 text=收大件垃圾'],
  ['@小议 取消所有提醒', 'drop-reminder'],
  ['@小议 提醒 交医保', 'remind text=交医保'],
  ['@小议 提醒一下各位邻居：明天下午3点打疫苗', 'remind text=打疫苗 timed=true until=2026-11-24 15:00'],
  ['@小议 提醒 12月10日', 'remind until=2026-12-10 18:00'],
  ['@小议 提醒我明天缴费', 'remind doubt=personal'],
  ['@小议 提醒物业来修', 'raise 物业服务'],
  ['@小议 提醒', 'unclear near=提醒'],
  ['提醒列表', 'reminders'],
  ['提醒清单', 'reminders'],
  ['有哪些提醒', 'reminders'],
  ['@小议 有什么提醒', 'reminders'],
  ['@小议 提醒有哪些', 'reminders'],
  ['取消提醒 R3', 'drop-reminder reminder=3'],
  ['取消提醒Ｒ３', 'drop-reminder reminder=3'],
  ['取消提醒 3', 'drop-reminder reminder=3'],
  ['R3取消', 'drop-reminder reminder=3'],
  ['r3 不用提醒了', 'drop-reminder reminder=3'],
  ['提醒取消 R3', 'drop-reminder reminder=3'],
  ['取消R3', 'drop-reminder reminder=3'],
  ['@小议 取消提醒', 'drop-reminder'],
  ['R3 改到12月12日', 'move-reminder reminder=3 until=2026-12-12 18:00'],
  ['R3改到12月12日上午10点前', 'move-reminder before=true reminder=3 timed=true until=2026-12-12 10:00'],
  ['R3 改到每周六', 'move-reminder reminder=3 every=week time=18:00 weekday=6'],
  ['把R3改到后天', 'move-reminder reminder=3 until=2026-11-25 18:00'],
  ['R3推迟到下周五', 'move-reminder reminder=3 until=2026-12-04 18:00'],
  ['R3 改到以后', 'move-reminder reminder=3'],
  ['明天上午9点到12点停水，请提前储水', 'stoppage timed=true until=2026-11-24 09:00 what=停水'],
  ['通知：明天8点到18点停水检修', 'stoppage timed=true until=2026-11-24 08:00 what=停水'],
  ['大家注意，27号停电，提前充电', 'stoppage until=2026-11-27 18:00 what=停电'],
  ['接通知，11月25日停电', 'stoppage until=2026-11-25 18:00 what=停电'],
  [
    '【停水通知】因管道抢修，11月25日8:00-18:00停水，请提前储水',
    'stoppage timed=true until=2026-11-25 08:00 what=停水',
  ],
  ['停水通知：11月25日上午9点起，请储水', 'stoppage timed=true until=2026-11-25 09:00 what=停水'],
  ['电梯年检，明天上午停用', 'stoppage until=2026-11-24 12:00 what=上午电梯停用'],
  ['3栋电梯明天9:00到11:00停运保养', 'stoppage timed=true until=2026-11-24 09:00 what=电梯停用; trouble 电梯'],
  // what a convener means among staff
  ['提醒每周三收垃圾', 'remind how=plain every=week time=18:00 weekday=3 text=收垃圾'],
  ['提醒：12月10日18:00前 交医保', 'remind before=true how=plain text=交医保 timed=true until=2026-12-10 18:00'],
  ['提醒大家 周五前交物业费', 'remind before=true how=plain text=交物业费 until=2026-11-27 18:00'],
  ['提醒一下大家，周五前交物业费', 'remind before=true how=plain text=交物业费 until=2026-11-27 18:00'],
  ['提醒大家明天带伞', 'remind how=plain text=带伞 until=2026-11-24 18:00'],
  [
    '提醒：明天上午9点停水',
    'remind how=plain text=停水 timed=true until=2026-11-24 09:00; stoppage reminds=true timed=true until=2026-11-24 09:00 what=停水',
  ],
  ['取消提醒', 'drop-reminder how=plain'],
  ['不用提醒了R2', 'drop-reminder reminder=2'],
  ['不用提醒了 R2', 'drop-reminder reminder=2'],
  ['@小议 不用提醒了', 'drop-reminder'],
  ['R2是啥', 'reminders reminder=2'],
  ['r2是什么？', 'reminders reminder=2'],
  ['R2提醒什么', 'reminders reminder=2'],
  ['有啥子提醒', 'reminders'],
  ['有啥提醒', 'reminders'],
]
test.each(SAID)('%s', (said, meaning) => expect(brief(said)).toBe(meaning))

test('the hour of a notice may stand apart from its day', () => {
  const until = Date.parse('2026-11-24T08:00:00+08:00')
  expect(readings('明天停电检修，上午8点到下午2点')[0]).toEqual({ do: 'stoppage', what: '停电', until, timed: true })
})

test('a reminder that is quoted is called off without its number', () => {
  const quote = { id: 'q', text: '@刘书记 R3 提醒大家：12月10日（周四）下午6点前 交医保（明天）', ours: true }
  expect(readings('取消', { quote })[0]).toEqual({ do: 'drop-reminder', reminder: 3 })
  expect(readings('不用提醒了', { quote })[0]).toEqual({ do: 'drop-reminder', reminder: 3 })
  expect(readings('取消', { quote: { ...quote, ours: false } })).not.toContainEqual({
    do: 'drop-reminder',
    reminder: 3,
  })
})

describe('who is on duty', () => {
  const day = (text: string, hour = '18:00') => ({ do: 'on-duty', on: Date.parse(`${text}T${hour}:00+08:00`) })
  test.each([
    ['谁值班', { do: 'on-duty' }],
    ['现在谁在值班', { do: 'on-duty' }],
    ['今天谁值班？', { ...day('2026-11-23'), whole: true }],
    ['周六谁值班', { ...day('2026-11-28'), whole: true }],
    ['12月1日哪个值班', { ...day('2026-12-01'), whole: true }],
    ['今晚谁值班', day('2026-11-23', '22:00')],
    ['@小议 明天值班表', { ...day('2026-11-24'), whole: true }],
    ['国庆谁值班', { ...day('2027-10-01'), whole: true }],
    ['10月2日谁值班', { ...day('2027-10-02'), whole: true }],
    ['昨天谁值班', { ...day('2026-11-22'), whole: true }],
    ['元旦谁值班', { ...day('2027-01-01'), whole: true }],
    ['春节谁值班', { ...day('2027-02-06'), whole: true }],
    ['除夕哪个值班', { ...day('2027-02-05'), whole: true }],
    ['中秋节谁值班', { ...day('2027-09-15'), whole: true }],
    ['@小议 值班电话', { do: 'on-duty', phone: true }],
    ['值班电话好多', { do: 'on-duty', phone: true }],
  ])('%s', (said, reading) => expect(readings(said)[0]).toEqual(reading))
  test('of a feast in a year that nobody knows yet', () => {
    const at2031 = Date.parse('2031-01-02T09:00:00+08:00')
    expect(readings('春节谁值班', { at: at2031 })).toEqual([{ do: 'on-duty', unknown: true }])
  })
})

/** Words among neighbours, a convener's own too. */
const SILENT: readonly string[] = [
  '提醒大家带伞',
  '提醒大家今天早点睡吗',
  '提醒：明天下午2点社区开会，请代表准时参加',
  '提醒一下我',
  '提醒我一下',
  '提醒我明天交费',
  '提醒你明天来拿快递',
  '记得提醒孩子',
  '记得提醒孩子明天带水壶',
  '温馨提醒：明天降温',
  '友情提醒 12月10日前交医保',
  '谢谢提醒',
  '提醒得好',
  '提醒 一下',
  '提醒 注意安全',
  '提醒 明天要交费吗',
  '提醒张姐明天来拿快递',
  '提醒：明天上午9点例会',
  '不用提醒了',
  'R2D2是啥',
  '取消提醒怎么弄',
  '怎么取消提醒',
  'R3不错',
  '坐R3公交',
  '我明天值班',
  '值班电话',
  '过年谁值班谁拿双倍工资',
  '谁值班谁负责',
  '今天谁值班啊都不接电话',
  '谁家今天值班',
  '明天停水吗',
  '明天是不是停水',
  '听说明天停水',
  '昨天停水停了一天',
  '27号停水不',
  '明天不停水了',
]
test.each(SILENT)('nothing: %s', (said) => expect(readings(said)).toEqual([]))
