import { dayOf, type Instant, instant } from '../../domain/calendar.ts'
import { rule } from '../said.ts'
import { feastOf } from '../time/feast.ts'
import { timeIn } from '../time/time.ts'
import { HOUR } from '../time/when.ts'

const DUTY =
  /^(?<on>.{0,12}?)(?:是|该|轮到)?(?:谁|哪个|哪位|哪个部门|哪家|哪些人)(?:在)?(?:值班|值夜班|当班)(?:的|呢)?$|^(?<day>.{0,12}?)值班(?:的)?(?:是谁|是哪个|有谁|有哪些人|安排|表)$/
const NOW = /^(?:现在|这会儿?|目前|此刻|请问)?$/
const PHONE =
  /^(?:现在的?|今天的?)?值班(?:室|人员|的)?(?:的)?(?:电话|手机|号码|电话号码)(?<asks>(?:是|有)?(?:多少|几号|哪个|好多|啥子?|什么))?$/
/** 谁值班 · 国庆谁值班 · 值班电话. */
export const onDuty = rule([DUTY, PHONE], ({ text, at, pointed }) => {
  const phone = PHONE.exec(text)
  if (phone !== null) return pointed || phone.groups?.asks !== undefined ? [{ do: 'on-duty', phone: true }] : []
  const groups = DUTY.exec(text)?.groups
  if (groups === undefined) return []
  const on = (groups.on ?? groups.day ?? '').trim()
  if (NOW.test(on)) return [{ do: 'on-duty' }]
  const feast = feastOf(on, at)
  if (feast !== undefined)
    return [feast === 'unknown' ? { do: 'on-duty', unknown: true } : { do: 'on-duty', on: feast, whole: true }]
  const time = timeIn(on, at)
  if (time?.from !== 0 || time.to < on.length) return []
  return [{ do: 'on-duty', on: ahead(on, time.at, at), ...(HOUR.test(on) ? {} : { whole: true }) }]
})

/** Of a date without a year that is past, the next: nobody asks who was on duty two months ago. */
const ahead = (on: string, then: Instant, at: Instant): Instant => {
  if (then >= instant(dayOf(at), '00:00') || !YEARLY.test(on)) return then
  const year = Number(dayOf(at).slice(0, 4)) + 1
  return timeIn(on, Date.UTC(year, 0, 1))?.at ?? then
}
const YEARLY = /^(?:元旦|五一|劳动节|国庆|\d{1,2}(?:月|\/))/
