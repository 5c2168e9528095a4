import { commas } from './fit.ts'

/** How staff are told whose home it is. */
export interface Reporter {
  /** None: she asked not to be named. */
  readonly name: string | undefined
  /** Reported for this person, as she was called. */
  readonly for: string | undefined
  /** Her confirmed dwellings, 「3-2-401」: one, unless nobody can tell which. */
  readonly doors: readonly string[]
}

/** 「3-2-401」 as people say it. */
const doorWords = (household: string): string => {
  const [, building, unit, room] = /^(\d+)-(\d+)-(\d+)$/.exec(household) ?? []
  return room === undefined ? household : `${building}栋${unit}单元${room}`
}
const doorsWords = (doors: readonly string[]): string => doors.map(doorWords).join('或')

const someResident = (): string => '一位居民'

// ── what her words say of it ─────────────────────────────────────────────────────────────────────

const SEEN =
  '们|听|看|见|发现|闻|瞧|刚(?:才|刚)?(?:听|看|路过)|路过|觉得|要报|想报|在(?!家|屋|厕|卫生间|厨房|床|客厅|阳台|浴|卧)'
const OWN = new RegExp(`(?:我|俺|老子)(?!${SEEN})`)
const HERSELF = new RegExp(`(?:我|俺|老子)(?!${SEEN})|救救?我|家里|屋里|屋头|(?:厨房|客厅|卧室|卫生间|浴室)`)
const OTHERS =
  /有人|人家|别人|哪家|谁家|隔壁|对门|楼上|楼下|邻居|外面|路上|路边|马路|门口|大门|小区|楼道|电梯|车库|花园|广场|超市|菜市|公园/
/** Of the danger that somebody is in: it is herself or one of hers, 「我爸喘不上气了」. */
export const isOwn = (text: string): boolean => OWN.test(text)
/** Of the danger that somebody is in: it happens to her, or in her home. */
export const isHerself = (text: string): boolean => HERSELF.test(text) && !OTHERS.test(text)

const INDOORS =
  /(?:我|俺|咱)们?(?:自己)?(?:家|屋)|家里|屋里|屋头|厨房|灶台|客厅|卧室|卫生间|厕所|马桶|浴室|阳台|天花板|水龙头|地漏|漏水|渗水|滴水|返水|反水|跳闸|楼上|楼下|隔壁|对门|吵|噪|睡不/
const SHARED = /楼道|走廊|电梯|单元门|门禁|大门|大厅|地库|车库|路灯|小区|花园|广场|外墙|屋顶|公共|公厕|垃圾/
/** Somebody's dwelling has to be gone to, or stands behind it. */
export const isOfHome = (text: string): boolean => INDOORS.test(text) && !isShared(text)
/** What all who live there use. */
export const isShared = (text: string): boolean => SHARED.test(text)

const IN_BUILDING = /栋|幢|单元|\d号楼|[\d一二三四五六七八九十](?:楼|层)|楼[道梯上下顶]|电梯|车库|地库|高层/
const IN_THE_OPEN =
  /坡|后山|山[上头里坡林火]|树林|林子|竹林|草[丛坪堆地]|田[里头边坎]|秸秆|柴堆|坟|河边|沟边|路边|马路|公路|街边|空地|院坝|绿化带|花坛/
const INSIDE = /楼道|电梯|楼上|[屋家]里|屋头|厨房|单元|车库|地库|[\d一二三四五六七八九十]层/
/** Where no stairs lead down: in the open, or in a village, unless a building with floors is named. */
export const isInTheOpen = (text: string, inVillage: boolean): boolean =>
  (IN_THE_OPEN.test(text) && !INSIDE.test(text)) || (inVillage && !IN_BUILDING.test(text))

// ── to staff ─────────────────────────────────────────────────────────────────────────────────────

/** Who is in danger and where: whether it is herself, and whether her words name a place. */
export function whoInDanger(
  { name: own, for: other, doors }: Reporter,
  { herself, placed }: { readonly herself: boolean; readonly placed: boolean },
): string {
  const name = own ?? someResident()
  if (other !== undefined) return `${other}（${name}替报）`
  const home = doorsWords(doors)
  if (home === '' || (!herself && (placed || own === undefined))) return `${name}报的`
  return herself ? `${name}（${home}）` : `${name}报的，住${home}`
}

/** To whoever took it, in private. @param home whether a dwelling stands behind it */
export const whoseHome = (number: number, { name, for: other, doors }: Reporter, phones: readonly string[]): string => {
  const home = doorsWords(doors)
  const who =
    other === undefined
      ? commas(name !== undefined && `报的人：${name}`, home !== '' && `住${home}`)
      : `替${other}报的${name === undefined ? '' : `，报的人：${name}`}`
  return `#${number} ${commas(who, phones.length > 0 && `联系电话：${phones.join('、')}`)}`
}
/** Asked where it is. `there`: as far as anybody here may know. */
export const where = (number: number, there: string, rest: 'sent' | 'befriend' | 'hidden' | ''): string => {
  const more = {
    sent: '门牌和名字私聊告诉您了',
    befriend: '门牌请加我好友，我私下告诉您',
    hidden: '报的人不想公开，门牌和名字我不说',
    '': '',
  }[rest]
  return `#${number} ${commas(there !== '' && `在${there}`, more) || '没说在哪里'}`
}
/** Asked by somebody who does not work on it. */
export const whereItIs = (number: number, there: string): string =>
  `#${number} ${there === '' ? '没公开在哪里' : `在${there}`}`
export const whoIsNotSaid = (number: number, there: string): string =>
  `#${number} ${commas(there !== '' && `在${there}`, '谁报的不公开')}`

/** A dwelling of a group or a yard, not of a building: 「5组-12」. */
export const isOfVillage = (household: string): boolean => /[组社队院湾坝沟坡]/.test(household)
