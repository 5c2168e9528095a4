import { expect, test } from 'vitest'
import { brief, readings } from './hear.ts'

/** What is said, and all that it may mean. Said on Monday, 2026-11-23, 09:00. */
const SAID: readonly (readonly [string, string])[] = [
  // a date in news
  ['27 下周三前装好', 'news case=27 how=plain text=下周三前装好 until=2026-12-02 18:00'],
  ['27 明天来', 'news case=27 how=plain text=明天来 until=2026-11-24 18:00'],
  ['27 周五之前给你弄', 'news case=27 how=plain text=周五之前给你弄 until=2026-11-27 18:00'],
  ['27 已联系维保，下午到', 'news case=27 how=plain text=已联系维保，下午到 until=2026-11-23 18:00'],
  ['27 已安排周三上门', 'news case=27 how=plain text=已安排周三上门 until=2026-11-25 18:00'],
  ['27 今天去看了，下周三前装好', 'news case=27 how=plain text=今天去看了，下周三前装好 until=2026-12-02 18:00'],
  ['27 等配件，说好周四前装', 'news case=27 how=plain text=等配件，说好周四前装 until=2026-11-26 18:00'],
  ['27 三天内弄好', 'news case=27 how=plain text=三天内弄好 until=2026-11-26 18:00'],
  ['27 三个工作日内', 'news case=27 how=plain text=三个工作日内 until=2026-11-26 18:00'],
  ['27 三天内', 'news case=27 how=plain text=三天内 until=2026-11-26 18:00'],
  ['27 本月底前解决', 'news case=27 how=plain text=本月底前解决 until=2026-11-30 18:00'],
  ['27暂时好了，明天换件', 'news case=27 how=plain text=暂时好了，明天换件 until=2026-11-24 18:00'],
  ['进展27 下午3点装', 'news case=27 how=command text=下午3点装 until=2026-11-23 15:00'],
  // of others, or of what goes on: no promise but an offer, or none
  ['27 已经约了周三的师傅', 'news case=27 how=plain offer=true text=已经约了周三的师傅 until=2026-11-25 18:00'],
  ['27 约了师傅周三上门', 'news case=27 how=plain offer=true text=约了师傅周三上门 until=2026-11-25 18:00'],
  ['27 周五到货', 'news case=27 how=plain text=周五到货'],
  ['27 明天停水', 'news case=27 how=plain text=明天停水'],
  ['27 明天接着换', 'news case=27 how=plain text=明天接着换'],
  ['27 明天下午可以', 'news case=27 how=plain text=明天下午可以'],
  ['27 明天来不了', 'news case=27 how=plain text=明天来不了'],
  ['27 上午去看了', 'news case=27 how=plain text=上午去看了'],
  ['27 约了维保，明早八点', 'news case=27 how=plain offer=true text=约了维保，明早八点 until=2026-11-24 08:00'],
  ['27 半小时后到', 'news case=27 how=plain text=半小时后到 until=2026-11-23 09:30'],
  ['27 去看过，明早八点', 'news case=27 how=plain text=去看过，明早八点'],
  // without a number
  ['明天来', 'promise text=明天来 until=2026-11-24 18:00'],
  ['周五之前给你弄', 'promise text=周五之前给你弄 until=2026-11-27 18:00'],
  ['下半天过来', 'promise text=下半天过来 until=2026-11-23 18:00'],
  ['好的，明天给你们弄好', 'promise text=好的，明天给你们弄好 until=2026-11-24 18:00'],
  ['师傅下午到', 'promise text=师傅下午到 until=2026-11-23 18:00'],
  ['> 明天来', 'promise text=明天来 until=2026-11-24 18:00'],
  ['>> 明天来', 'promise text=明天来 until=2026-11-24 18:00'],
  ['周四', 'day until=2026-11-26 18:00'],
  ['后天', 'day until=2026-11-25 18:00'],
  ['到周五', 'day until=2026-11-27 18:00'],
  // no date
  ['过两天', 'postpone how=plain reason=过两天'],
  ['过几天再来修', 'postpone how=plain reason=过几天再来修'],
  ['忙完这阵', 'postpone how=plain reason=忙完这阵'],
  ['等配件到', 'postpone how=plain reason=等配件到'],
  ['过完年再整', 'postpone how=plain reason=过完年再整'],
  ['打完谷子再说', 'postpone how=plain reason=打完谷子再说'],
  ['27 忙完这阵', 'postpone case=27 how=plain reason=忙完这阵'],
  ['下雨干不了', 'postpone days=1 how=plain reason=下雨干不了'],
  ['27 下雨干不了', 'postpone case=27 days=1 how=plain reason=下雨干不了'],
  // nobody at home
  ['去了，没人在家', 'nobody-home text=去了，没人在家'],
  ['打电话不接', 'nobody-home text=打电话不接'],
  ['上门了，家里没人', 'nobody-home text=上门了，家里没人'],
  ['去了两次都没人', 'nobody-home text=去了两次都没人'],
  ['27 打了两个电话都没接', 'nobody-home case=27 text=打了两个电话都没接'],
  ['27没人在家', 'nobody-home case=27 text=没人在家'],
  ['> 没人在家', 'nobody-home text=没人在家'],
  ['27 家里没得人', 'nobody-home case=27 text=家里没得人'],
  ['27 敲门没人应', 'nobody-home case=27 text=敲门没人应'],
  ['27 上门没人开门', 'nobody-home case=27 text=上门没人开门'],
  ['27 业主不在家', 'nobody-home case=27 text=业主不在家'],
  // the reporter can wait
  ['不急', 'no-hurry text=不急'],
  ['27 不急', 'no-hurry case=27 text=不急'],
  ['不着急，慢慢来', 'no-hurry text=不着急，慢慢来'],
  ['我下周才在家', 'no-hurry text=我下周才在家 until=2026-11-30 18:00'],
  ['不急，我下周才在家', 'no-hurry text=不急，我下周才在家 until=2026-11-30 18:00'],
  ['周六上午在家', 'at-home text=周六上午在家 until=2026-11-28 12:00'],
  // it cannot be done
  ['修不了', 'stuck'],
  ['没配件', 'stuck'],
  ['要动维修资金', 'stuck'],
  ['这归开发商', 'stuck'],
  ['27 修不了', 'stuck case=27'],
  ['> 没得配件', 'stuck'],
  ['27要动维修资金', 'stuck case=27'],
  ['27修不了，这归开发商', 'stuck case=27'],
  ['27要动维修资金，缺两万', 'stuck case=27'],
  ['修不了，没配件', 'stuck'],
  ['27没配件，周五到货', 'news case=27 how=plain text=没配件，周五到货'],
  ['27归开发商管', 'send-back case=27 reason=归开发商管'],
  ['先别催我', 'no-reminders'],
  ['别催了，在弄', 'no-reminders'],
  ['27先别催我', 'no-reminders case=27'],
  ['我今天休，小张去', 'hand-on to=小张'],
  ['我明天请假，李工去', 'hand-on to=李工'],
  // found and mended in one
  ['顺手弄了，3栋那灯', 'on-sight 照明'],
  ['顺手弄了，3栋那灯，换了灯泡', 'on-sight text=换了灯泡 照明'],
  ['顺手把3栋那灯弄好了', 'on-sight 照明; finish how=plain text=顺手把3栋那灯弄好了 category=照明 building=3 word=灯'],
  ['顺手把3栋的灯泡换了', 'on-sight text=把3栋的灯泡换了 照明'],
  ['随手办 3栋路灯 换了灯泡', 'on-sight text=换了灯泡 照明'],
  ['随手办 3栋路灯换了灯泡', 'on-sight 照明'],
  ['路过顺手清了，4栋门口的垃圾', 'on-sight text=清了 环境卫生'],
  // over
  ['好了', 'finish how=plain'],
  ['归一了', 'finish how=plain'],
  ['先用起', 'news how=plain text=先用起'],
  ['好了谢谢', 'finish how=plain'],
  ['不用来了', 'finish how=plain text=不用来了'],
]
test.each(SAID)('of when, and of why not yet: %s', (said, meaning) => {
  expect(brief(said)).toBe(meaning)
})

const NOTHING = [
  '明天来吗',
  '明天来我家吃饭',
  '明天来不了',
  '你明天来接孩子',
  '下午去买菜',
  '明天来电吗',
  '周五之前给我答复',
  '过两天聚聚',
  '过两天就是冬至了',
  '忙完这阵去旅游',
  '等配件到货的时候说一声哈大家',
  '过完年再结婚',
  '下雨天出不了门',
  '不急着用',
  '他不在家',
  '没人在家带孩子',
  '我打电话他不接怎么办',
  '修不了一点',
  '修不了，我家那台电视',
  '要帮忙吗',
  '要帮忙搬家的来',
  '督办力度不够',
  '督办3号楼的事',
  '要帮忙，找我',
  '没配件卖',
  '别催我写作业',
  '顺手买了瓶酱油',
  '随手办公',
  '顺手弄了',
  '周四见',
  '后天冬至',
  '我在家',
]
test.each(NOTHING)('ordinary talk: %s', (said) => {
  const waits = /^(?:promise|postpone|nobody-home|no-hurry|at-home|stuck|no-reminders|on-sight|day)\b/
  expect(
    brief(said)
      .split('; ')
      .filter((one) => waits.test(one)),
  ).toEqual([])
})

/** What is said with a case that is taken, as it is read. */
const WITH_TAKING: readonly (readonly [string, string])[] = [
  ['接7 8号', '8号 12-08 18:00'],
  ['接18 5号', '5号 12-05 18:00'],
  ['接5，6号', '6号 12-06 18:00'],
  ['接7 8日', '8日 12-08 18:00'],
  ['接2 下礼拜三', '下礼拜三 12-02 18:00'],
  ['接3，月底前', '月底前 11-30 18:00'],
  ['接 3 月底前', '月底前 11-30 18:00'],
  ['接9 12.5', '12.5 12-05 18:00'],
  ['接1 明早', '明早 11-24 09:00'],
  ['接1 周末', '周末 11-29 18:00'],
  ['接1 下个月初', '下个月初 12-05 18:00'],
  ['接1 元旦后', '元旦后 01-04 18:00'],
  ['接1 半个月', '半个月 12-08 18:00'],
  ['接1 后天下午', '后天下午 11-25 18:00'],
  ['接1 周五前', '周五前 11-27 18:00'],
  ['接1 周五前，等配件', '周五前，等配件 11-27 18:00'],
  ['接1 下周三修好', '下周三修好 12-02 18:00'],
  ['接1 3号去', '3号去 12-03 18:00'],
  ['接1，周三修', '周三修 11-25 18:00'],
  ['1接了，下礼拜三', '下礼拜三 12-02 18:00'],
  ['接1 晚点去', '晚点去'],
  ['接1 天黑之前', '天黑之前'],
]
test.each(WITH_TAKING)('taken, and when: %s', (said, told) => {
  const [reading, ...others] = readings(said)
  expect(others).toEqual([])
  if (reading?.do !== 'each') throw new Error('nothing is told with it')
  const [taken, news, ...more] = reading.parts.map((part) => part.readings[0])
  expect([taken?.do, more]).toEqual(['take', []])
  const until = news?.do === 'news' && news.until !== undefined ? new Date(news.until + 8 * 3_600_000) : undefined
  const day = until === undefined ? '' : ` ${until.toISOString().slice(5, 16).replace('T', ' ')}`
  expect(news?.do === 'news' ? news.text + day : undefined).toBe(told)
})
test.each([
  ['接7号 8号', 'take case=7 more=8'],
  ['接7、8号', 'take case=7 more=8'],
  ['接7和8号', 'take case=7 more=8'],
  ['接7 45号', 'take case=7 more=45'],
  ['接12 昨天', 'take case=12'],
  ['接1 8号楼', ''],
  ['接 3月底前', ''],
  ['接2 孩子放学', ''],
  ['接2 孩子 12.5', ''],
  ['7 延后一周', 'postpone count=7 unit=day case=7'],
  ['延期3 再给三天', 'postpone count=3 unit=day case=3'],
  ['延期3 再给三天 等配件', 'postpone count=3 unit=day case=3 reason=等配件'],
  ['2延到12月6号以后', 'postpone case=2 until=2026-12-06 18:00'],
  ['5 再要两个小时', 'postpone count=2 unit=hour case=5'],
  ['5 再要三个灯泡', ''],
  ['4 今晚之前', 'news case=4 how=plain text=今晚之前 until=2026-11-23 22:00'],
  ['6延到明年', 'postpone case=6'],
  ['7延期到春节后', 'postpone case=7 until=2027-02-15 18:00'],
  ['8延到2月30日', 'no-such-day case=8 day=2月30日; postpone case=8'],
  ['8延到哪天', 'progress case=8 how=plain why=said'],
  ['27 延期2天 后天到货', 'postpone count=2 unit=day case=27 reason=后天到货'],
])('a date or a number: %s', (said, meaning) => {
  expect(brief(said)).toBe(meaning)
})
