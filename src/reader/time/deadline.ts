import { DAY, type Instant } from '../../domain/calendar.ts'
import { words } from '../text/normal.ts'
import { type Timed, timesIn } from './time.ts'

// Of all times that a long text names the one that is promised: what is to be finished by then, else begun.

/** What stands before it: 「预计」, 「力争」, 「责令…于」. */
const PLANNED =
  /预计|预期|预定|计划(?!生育|书)|拟|将(?!军)|争取|力争|确保|承诺|保证|限(?!制|行|速|高)|要求|责令|责成|务必|必须|最迟|最晚|不迟于|不晚于|截止|截至|定于|定在|答应|说好|约定|推迟|延期|延至|延到|顺延|等到|至迟|尽量|尽快|目标|安排|届时|预估|估计|大概|可望|有望|需要?|还要|下一步|准备/
const PLANNED_THERE = /^[^,]{0,6}(?:将|拟|可(?!能?性)|争取|力争|确保|必须|务必|保证)/
/** What stands after it. */
const FINISHED =
  /完成|完工|竣工|完毕|建成|修好|修复|修完|装好|装完|弄好|搞好|搞定|办结|办好|办完|办理|做完|做好|解决|到位|整改|通[车水电气行]|开通|恢复|投入使用|投产|投用|投运|启用|使用|运营|运行|交付|交房|交楼|交工|移交|验收|拆除|清理|清除|清运|安装|更换|维修|疏通|处理|答复|回复|回应|发放|付清|结清|支付|缴清|缴纳|退款|退还|退回|搬迁|搬离|撤离|腾退|开放|开业|开学|实现|结束|落实|建设|改造|改迁|公布|公示|出具|提交|上报|报送|办证|拿证|到货|供水|供电|供气|供暖|亮灯|覆盖|植|栽|换|装|修|弄|整/
const BEGUN = /动工|开工|启动|开建|开始|进场|施工|实施|招标|着手|入场/
/** Up to then, and no longer: the last day of a deadline. */
const BY = /^(?:[ )]*(?:或)?(?:之前|以前|前(?!期|往|来|后)|之内|以内|内(?!容|部)|底|末|左右|完|为止|止|截止))/
const BY_ITSELF = /(?:前|内|底|末)$/

/** What is over: it happened then. */
const OVER = /已(?:经)?|曾|原(?:定|计划)|上次|此前|当时|自从|早在|历时|于是/
const OVER_AFTER =
  /^(?:[^,;]{0,14}(?:了(?!解)|过(?!程|渡|户))|起(?![止来])|以来|至今|开始(?:施行|执行|实行)|(?:的)?(?:来信|来电|留言|反映|投诉|咨询|帖|信访|诉求)|收到|接到|收悉|下达|下发|发布|印发|出台|送达|成立|召开|组织|联合|立案|巡查|检查|现场|到达|约谈|签订|签署|立项|批复|取得|发现|调查|核实|向)/
const REPEATED = /每|逢|按/
/** So long it takes or lasts, and is no time limit. */
const LASTING =
  /(?:为期|工期|历时|有效期|保修|质保|使用|已有|已|满|连续|累计|近|约|超|逾|长达|不足|达|成立|居住|缴费?|交)(?:满|了|约|近|仅|为|有)?$/
const LENGTH = /(?:工作日|天|日|周|星期|礼拜|月|年|小时|钟头|分钟|季度|刻钟)(?:之|以)?(?:内|后)?$/
const COUNTED =
  /^(?:\d{1,3}|[一二两三四五六七八九十百]{1,3}|半|[俩仨])(?:(?:到|至|-|~)(?:\d{1,3}|[一二两三四五六七八九十]{1,3}))? ?个?半?(?:工作日|天|日(?=之|以|后|内)|周|星期|礼拜|月(?=之|以|后|内|$)|年(?![\d底末初中一二三四五六七八九十])|小时|钟头|分钟|季度|刻钟)/
const LIMITED = /(?:之内|以内|内|之?后|以后)$/

const SENTENCE = /[;!?\n]|[.](?!\d)/
interface Chance {
  readonly at: Instant
  readonly weight: number
}

/** The clause before and after a time, to the next comma. */
const around = (sentence: string, { from, to }: Timed, last: number) => {
  const head = sentence.slice(last, from)
  const tail = sentence.slice(to)
  const clause = head.slice(head.lastIndexOf(',') + 1)
  const after = tail.split(/[,]/, 1)[0] ?? ''
  return { clause, after, tail }
}

/** Weighs by its neighbours whether it is a promised day; the heavier, the likelier. */
const weigh = (
  sentence: string,
  time: Timed,
  before: Timed | undefined,
  next: Timed | undefined,
  now: Instant,
): number => {
  const { clause, after: whole, tail } = around(sentence, time, before?.to ?? 0)
  const after = next === undefined ? whole : whole.slice(0, Math.max(0, next.from - time.to))
  const text = sentence.slice(time.from, time.to)
  const isBy = BY.test(tail) || BY_ITSELF.test(text)
  const isPlanned = PLANNED.test(clause) || PLANNED_THERE.test(after)
  const isFinished = FINISHED.test(after)
  if (REPEATED.test(clause.slice(-2)) || (COUNTED.test(text) && !isLimit(text, clause, after))) return 0
  let weight = 0
  if (isPlanned) weight += 3
  else if (PLANNED.test(sentence.slice(0, time.from))) weight += 2
  if (isBy) weight += 2
  if (isFinished) weight += BEGUN.test(after.slice(0, 6)) ? 2 : 3
  else if (BEGUN.test(after)) weight += 1
  if (/(?:完成|完工|竣工|交付|截止|结束|到位)(?:的)?(?:时间|日期|期限)(?:为|是|定)?/.test(clause)) weight += 5
  if ((OVER.test(clause) || OVER.test(after.slice(0, 5))) && !isPlanned) weight -= 4
  if (time.at <= now && /截[至止]到?$/.test(clause)) weight -= 6
  if (!isPlanned && OVER_AFTER.test(tail)) weight -= 4
  if (time.at > now) weight += 2
  else if (now - time.at > 60 * DAY) weight -= isPlanned ? 4 : 7
  else if (!(isBy && isFinished) && !(isPlanned && (isBy || isFinished))) weight -= 4
  return weight
}
const isLimit = (text: string, clause: string, after: string): boolean =>
  !LASTING.test(clause) && (LIMITED.test(text) || PLANNED.test(clause.slice(-8)) || FINISHED.test(after.slice(0, 4)))

/** The day on which somebody was told: a length begins there. */
const ORDERED = /下达|下发|送达|发出|签订|签署|签收|责令|要求|受理|约谈|立案|收到|通知|之日起|起/
const counted = (sentence: string, time: Timed, all: readonly Timed[], now: Instant): Instant => {
  const text = sentence.slice(time.from, time.to)
  if (!COUNTED.test(text) || !LENGTH.test(text)) return time.at
  const told = all.findLast(
    (one) =>
      one.to <= time.from && one.at < now && ORDERED.test(sentence.slice(one.to, time.from)) && isDated(sentence, one),
  )
  return told === undefined ? time.at : (timesIn(text, told.at)[0]?.at ?? time.at)
}
const isDated = (sentence: string, { from, to }: Timed): boolean => /\d+月\d+/.test(sentence.slice(from, to))

const chances = (sentence: string, now: Instant): readonly Chance[] => {
  const times = timesIn(sentence, now)
  return times.map((time, i) => ({
    at: counted(sentence, time, times, now),
    weight: weigh(sentence, time, times[i - 1], times[i + 1], now),
  }))
}

/** Less is mentioned, not promised. */
const LEAST = 3
/** The last day that a long text promises; none, where no time in it is a promise. Of equals the last in the text. */
export function deadlineIn(text: string, now: Instant): Instant | undefined {
  const all = words(text)
    .whole.split(SENTENCE)
    .flatMap((sentence) => chances(sentence, now))
    .filter(({ weight }) => weight >= LEAST)
  const most = Math.max(...all.map(({ weight }) => weight))
  return all.findLast(({ weight }) => weight === most)?.at
}
