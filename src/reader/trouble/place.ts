import type { Place } from '../../domain/heard/reading.ts'
import type { Vocabulary } from '../../ports.ts'
import { hits } from '../text/lexicon.ts'
import { NUMERAL, numeral } from '../text/numeral.ts'
import type { Groups } from '../time/parser.ts'

/** A place found in normalised text, with where it stands. */
export interface Found {
  readonly place: Place
  readonly from: number
  readonly to: number
}

const N = NUMERAL
// 「3期」「东区」「b区」 before a building: the same number stands in each of them.
const ZONE = `(?:(?<zone>(?:${N}|[a-z东西南北中])(?:期|区|苑|组团)) ?)?`
const ONE = `(?:${N}|[a-z]\\d{0,2})`
// 「1#电梯」 is a lift.
const HASH = '#(?:楼|栋|(?= ?(?:\\d|[一二三四五六七八九十]单元|单元|停|断|没|莫得|没得|的|都|又|整|全|漏|积|堵|楼)))'
const BLOCK = `(?: ?(?:号?栋|幢|座(?![位桥山城塔庙])|号楼(?!梯)|${HASH}))`
// 「3栋2单元501」「3号楼」「a座」; a 「号楼」 that is 「号楼下」 still names the building.
const BUILDING = `${ZONE}(?:第)?(?<building>${ONE})${BLOCK}`
const UNIT = `(?<unit>${N}|[a-z]) ?(?:单元|门洞|门栋|门(?=[ ,-]?\\d{3,4}(?!\\d)))`
const FLOOR = `(?<floor>负?${N}) ?(?:楼|层)`
const ROOM = `(?<room>\\d{3,4}|\\d{1,2}-\\d{1,2})(?: ?(?:室|号房|房|户|号))?(?!\\d|[元块年天人次点度])`
const DWELLING = new RegExp(`${BUILDING}(?:[ ,-]?(?:${UNIT}))?(?:[ ,-]?(?:${FLOOR}))?(?:[ ,-]?${ROOM})?`)
const UNIT_ONLY = new RegExp(`(?<!\\d)${UNIT}(?:[ ,-]?(?:${FLOOR}))?(?:[ ,-]?${ROOM})?`)
// 「3-2-501」「3#2-501」「3栋2-501」
const SHORT =
  /(?<![\d-])(?<building>\d{1,3})(?:-|# ?|(?:栋|幢|座|号楼|#楼) ?-?)(?<unit>\d{1,2})-(?<room>\d{3,4})(?![\d-])/
// 「5组耿家院子12号」; 「5组水沟」 is no name.
const GROUP = new RegExp(
  `(?<group>${N} ?(?:村民小组|小组|生产队|组(?![织长团合员建装委])|社(?![区会保员长工])|队(?![员伍列长])))(?<yard>(?!水|阴沟|臭|沟沟|排水|[的路那这有边田山])[\\u4e00-\\u9fa5]{1,4}?(?:院子|院落|大院|湾|塆|坝|垭口|沟|坡|岩|坪|沱|老屋|屋基|林盘))?(?:[ ,-]?(?<room>\\d{1,3}) ?号)?`,
)
const YARD =
  /(?<named>[\u4e00-\u9fa5]家(?:院子|院落|大院|老屋|祠堂|湾|塆|坝|沟|坡|岩|坪|坳|嘴|岭|冲|垭口|垭|梁|河|桥(?!段))|[老新大上下](?:院子|屋基|塆)|老屋基)/
const NAMED = new RegExp(
  `(?<named>负[一二三123]楼|地下车库|地下室|车库(?:出|入|进)?口|车库|地库|停车场(?!费)|${N}号门|${N}号院|[东南西北正侧后]大?门(?!牌|窗|缝)|[东南西北]区|小区(?:大门|门口|中庭|广场|入口)|大门口|中庭|电梯口|楼梯口|垃圾房|垃圾站|儿童乐园|游乐场|篮球场|健身区|健身角|架空层|天台|楼顶|车棚|充电棚|配电房|水泵房|岗亭|门岗|物业办公室|物管处|监控室|消控室|村口|村委会|村卫生室|晒坝|堰塘|活动室|党群服务中心|(?:中心|中央|街心|文化|休闲|市民)?(?:广场|花园)|凉亭|喷泉|幼儿园门口|学校门口|公交站|菜市场)`,
)
/** 「3、4、5栋」「1到5栋」「3栋、4栋2单元和5栋」. */
const ITEM = `(?:第)?${ONE}${BLOCK}?(?: ?(?:${N}|[a-z])单元)?`
const BETWEEN = ' ?(?:[、和跟与及]|(?<=[栋幢座楼元]),|还有|到|至|-|~) ?'
const LIST = new RegExp(`(?<![\\d-])${ITEM}(?:${BETWEEN}${ITEM})+`)
const EACH = new RegExp(
  `(?<to>到|至|-|~)? ?(?:第)?(?<building>${ONE})(?<block>${BLOCK})?(?: ?(?<unit>${N}|[a-z])单元)?`,
  'g',
)

const digits = (written: string | undefined): string | undefined => {
  if (written === undefined) return undefined
  const value = numeral(written.replace(/^负/, ''))
  return value === undefined ? written.toUpperCase() : `${written.startsWith('负') ? '-' : ''}${value}`
}

/** 「三期5栋」 is 「3期5」. */
const buildingOf = ({ zone, building }: Groups): string | undefined =>
  zone === undefined || building === undefined
    ? digits(building)
    : `${digits(zone.replace(/(?:期|区|苑|组团)$/, '')) ?? ''}${/(?:期|区|苑|组团)$/.exec(zone)?.[0] ?? ''}${digits(building) ?? ''}`
const dwelling = (groups: Groups): Place => {
  const building = buildingOf(groups)
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
  named: `${digits(groups.group?.replace(/ ?(?:村民小组|小组|生产队|[组社队])$/, '')) ?? ''}${groups.group?.slice(-1) ?? ''}${groups.yard ?? ''}`,
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
/** How a text begins that begins with a place, or with several. */
export const STARTS: readonly string[] = [...PLACES, LIST].map(({ source }) => source)

const first = (text: string): Found | undefined => {
  let best: Found | undefined
  for (const [form, place] of FORMS) {
    const found = form.exec(text)
    if (found?.groups === undefined || (best !== undefined && found.index >= best.from)) continue
    best = { place: place(found.groups), from: found.index, to: found.index + found[0].length }
  }
  return best
}

// ── several buildings ──

/** No estate names more of them at once. */
const MOST_BUILDINGS = 40
/** 「一二栋」 are two; 「十二栋」 is one. */
const apart = (written: string): readonly string[] => {
  const each = [...written].map((one) => digits(one))
  const follow = each.every((one, i) => i === 0 || Number(one) === Number(each[i - 1]) + 1)
  return /^[一二三四五六七八九]{2,5}$/.test(written) && follow ? each.filter((one) => one !== undefined) : []
}
const upTo = (from: string | undefined, to: string): readonly string[] | undefined => {
  const [first, last] = [Number(from), Number(to)]
  if (!(first < last && last - first < MOST_BUILDINGS)) return undefined
  return Array.from({ length: last - first }, (_, i) => `${first + 1 + i}`)
}
interface Listed {
  readonly buildings: readonly string[]
  readonly from: number
  readonly to: number
}
/** The buildings of a list that `home` is part of, where there are several and it is no row of other numbers. */
const listed = (text: string, home: Found): Listed | undefined => {
  const list = LIST.exec(text)
  const to = (list?.index ?? 0) + (list?.[0].length ?? 0)
  if (list === null || list.index > home.from || to <= home.from) return undefined
  const all: string[] = []
  let named = false
  for (const { groups = {} } of list[0].matchAll(EACH)) {
    const written = groups.building ?? ''
    const one = digits(written) ?? ''
    const each = groups.to === undefined ? (apart(written).length > 0 ? apart(written) : [one]) : upTo(all.at(-1), one)
    if (each === undefined) return undefined
    all.push(...each)
    named = groups.block !== undefined
  }
  const buildings = [...new Set(all)]
  return named && buildings.length > 1
    ? { buildings: buildings.slice(0, MOST_BUILDINGS), from: list.index, to }
    : undefined
}
const withOthers = (text: string, home: Found): Found => {
  const { building } = home.place
  if (building === undefined) return home
  const list = listed(text, home)
  if (list !== undefined) {
    const [first, ...also] = list.buildings as readonly [string, ...string[]]
    const place = first === building ? { ...home.place, also } : { building: first, also }
    return { place, from: list.from, to: Math.max(list.to, home.to) }
  }
  const pair = apart(text.slice(home.from, home.to).replace(/[^一二三四五六七八九].*$/s, ''))
  return pair.length > 1
    ? { ...home, place: { ...home.place, building: pair[0] ?? building, also: pair.slice(1) } }
    : home
}

// ── where it is ──

const spotIn = (text: string, places: Vocabulary['places']): Found | undefined => {
  const [known] = places === undefined ? [] : hits(text, places)
  if (known !== undefined) return { place: { named: known.name }, from: known.from, to: known.to }
  const spot = NAMED.exec(text)
  return spot?.groups && { place: named(spot.groups), from: spot.index, to: spot.index + spot[0].length }
}

/**
 * Where something is, by normalised text: the dwelling first, a named place beside it where both are said.
 * @param places those that the community knows by name: they go before all other names
 */
export const placeIn = (text: string, places?: Vocabulary['places']): Found | undefined => {
  const dwells = first(text)
  const home = dwells && withOthers(text, dwells)
  const spot = spotIn(text, places)
  if (home === undefined || spot === undefined) return home ?? spot
  if (home.place.named !== undefined) return places !== undefined && isAmong(spot, places) ? spot : home
  if (spot.from < home.to && spot.to > home.from) return home
  const adjoining = spot.from === home.to
  return { place: { ...home.place, ...spot.place }, from: home.from, to: adjoining ? spot.to : home.to }
}
const isAmong = ({ place }: Found, places: NonNullable<Vocabulary['places']>): boolean =>
  places.some(({ name }) => name === place.named)

const DOORS =
  /(?<=(?:栋|幢|座|号楼|\d#|单元|\d门|楼|层|院子|院落)[ ,-]?)(?:\d{1,2}-\d{3,4}|\d{3,4}|\d{1,2}-\d{1,2})(?: ?(?:室|号房|房|户|号))?(?!\d|[元块年天人次点度])|(?<!\d)\d{3,4} ?(?:室|号房|房间)|(?<=[组社队][\u4e00-\u9fa5]{0,6}) ?\d{1,3} ?号|(?<![\d号负])(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?(?:楼(?!道|顶|下|上|梯|栋|长|房|层)|层)|(?<=\d{1,3}-\d{1,2})-\d{3,4}(?!\d)/g
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
