import type { Place } from '../domain/heard/reading.ts'
import { NUMERAL, numeral } from './numeral.ts'

/** A place found in normalised text, with where it stands. */
export interface Found {
  readonly place: Place
  readonly from: number
  readonly to: number
}

const N = NUMERAL
// 「3栋2单元501」「3号楼」「a座」; a 「号楼」 that is 「号楼下」 still names the building.
const BUILDING = `(?:第)?(?<building>${N}|[a-z]\\d{0,2})(?: ?(?:栋|幢|座|号楼|#楼|号栋))`
const UNIT = `(?<unit>${N}|[a-z]) ?(?:单元|门洞)`
const FLOOR = `(?<floor>负?${N}) ?(?:楼|层)`
const ROOM = `(?<room>\\d{3,4}|\\d{1,2}-\\d{1,2})(?: ?(?:室|号房|房|户|号))?(?!\\d|[元块年天人次点度])`
const DWELLING = new RegExp(`${BUILDING}(?:[ ,-]?(?:${UNIT}))?(?:[ ,-]?(?:${FLOOR}))?(?:[ ,-]?${ROOM})?`)
const UNIT_ONLY = new RegExp(`(?<!\\d)${UNIT}(?:[ ,-]?(?:${FLOOR}))?(?:[ ,-]?${ROOM})?`)
const SHORT = /(?<![\d-])(?<building>\d{1,3})-(?<unit>\d{1,2})-(?<room>\d{3,4})(?![\d-])/
// 「5组耿家院子12号」
const GROUP = new RegExp(
  `(?<group>${N} ?(?:组|社|队))(?<yard>[\\u4e00-\\u9fa5]{1,4}?(?:院子|院落|大院|湾|塆|坝|垭口|沟|坡|岩|坪|沱))?(?:[ ,-]?(?<room>\\d{1,3}) ?号)?`,
)
const YARD = /(?<named>[\u4e00-\u9fa5]家(?:院子|院落|大院|湾|塆|坝|沟|坡|岩|坪))/
const NAMED = new RegExp(
  `(?<named>负[一二三123]楼|地下车库|地下室|车库(?:出|入|进)?口|车库|${N}号门|[东南西北正侧后]大?门(?!牌|窗|缝)|小区(?:大门|门口|中庭|广场|入口)|大门口|中庭|电梯口|楼梯口|垃圾房|垃圾站|儿童乐园|游乐场|篮球场|健身区|健身角|架空层|天台|楼顶|车棚|充电棚|配电房|水泵房|岗亭|门岗|村口|村委会|晒坝|堰塘|活动室|党群服务中心|广场|花园|幼儿园门口|学校门口|公交站|菜市场)`,
)

const digits = (written: string | undefined): string | undefined => {
  if (written === undefined) return undefined
  const value = numeral(written.replace(/^负/, ''))
  return value === undefined ? written.toUpperCase() : `${written.startsWith('负') ? '-' : ''}${value}`
}

type Groups = Readonly<Record<string, string | undefined>>
const dwelling = (groups: Groups): Place => {
  const building = digits(groups.building)
  const unit = digits(groups.unit)
  const floor = digits(groups.floor)
  return {
    ...(building === undefined ? {} : { building }),
    ...(unit === undefined ? {} : { unit }),
    ...(floor === undefined ? {} : { floor }),
    ...(groups.room === undefined ? {} : { room: groups.room }),
  }
}
const village = (groups: Groups): Place => ({
  named: `${digits(groups.group?.replace(/ ?[组社队]$/, '')) ?? ''}${groups.group?.slice(-1) ?? ''}${groups.yard ?? ''}`,
  ...(groups.room === undefined ? {} : { room: groups.room }),
})
const named = (groups: Groups): Place => (groups.named === undefined ? {} : { named: groups.named })

const FORMS: readonly (readonly [RegExp, (groups: Groups) => Place])[] = [
  [SHORT, dwelling],
  [DWELLING, dwelling],
  [UNIT_ONLY, dwelling],
  [GROUP, village],
  [YARD, named],
]
/** The patterns of all places: where none is found, there is none. */
export const PLACES: readonly RegExp[] = [...FORMS.map(([form]) => form), NAMED]

/** Any place, for use inside patterns. */
export const ANY_PLACE = `(?:${PLACES.map(({ source }) => source.replace(/\(\?<\w+>/g, '(?:')).join('|')})`

const first = (text: string): Found | undefined => {
  let best: Found | undefined
  for (const [form, place] of FORMS) {
    const found = form.exec(text)
    if (found?.groups === undefined || (best !== undefined && found.index >= best.from)) continue
    best = { place: place(found.groups), from: found.index, to: found.index + found[0].length }
  }
  return best
}

/** Where something is, by normalised text: the dwelling first, a named place beside it where both are said. */
export const placeIn = (text: string): Found | undefined => {
  const home = first(text)
  const spot = NAMED.exec(text)
  if (home === undefined)
    return spot?.groups && { place: named(spot.groups), from: spot.index, to: spot.index + spot[0].length }
  if (spot?.groups?.named === undefined || (spot.index < home.to && spot.index + spot[0].length > home.from))
    return home
  if (home.place.named !== undefined) return home
  const adjoining = spot.index === home.to
  return {
    place: { ...home.place, named: spot.groups.named },
    from: home.from,
    to: adjoining ? spot.index + spot[0].length : home.to,
  }
}

const DOORS =
  /(?<=(?:栋|幢|座|号楼|单元|楼|层|院子|院落)[ ,-]?)(?:\d{3,4}|\d{1,2}-\d{1,2})(?: ?(?:室|号房|房|户|号))?(?!\d|[元块年天人次点度])|(?<!\d)\d{3,4} ?(?:室|号房|房间)|(?<=[组社队][\u4e00-\u9fa5]{0,6}) ?\d{1,3} ?号|(?<![\d号负])(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?(?:楼(?!道|顶|下|上|梯|栋|长|房|层)|层)|(?<=\d{1,3}-\d{1,2})-\d{3,4}(?!\d)/g
/** The stretches of a text that tell floor or room: what no public line may show. */
export const dwellingParts = (text: string): readonly { readonly from: number; readonly to: number }[] => {
  return [...text.matchAll(DOORS)].map((part) => ({ from: part.index, to: part.index + part[0].length }))
}

/** The household's id as the community file writes it: 「3-2-501」「5组-耿家院子-12」. */
export const householdIn = (text: string, known: ReadonlySet<string>): string | undefined => {
  const found = placeIn(text)
  if (found === undefined || found.place.room === undefined) return undefined
  const { building, unit, room, named: yard } = found.place
  const village = yard?.match(/^(\d+[组社队])(.*)$/)
  const path = [...(village ?? []).slice(1), building, unit, room].filter((part) => part !== undefined && part !== '')
  const id = path.join('-')
  if (known.has(id)) return id
  for (const one of known) if (one.replace(/[^\p{L}\p{N}]/gu, '') === path.join('') && one.endsWith(room)) return one
  return id
}
