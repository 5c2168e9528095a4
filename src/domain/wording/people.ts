import { FAMILY_NAME, NEIGHBOUR } from './door.ts'

/** A post or a person that no document knows any more. */
export const nobodyKnown = (): string => '社区'
/** In the place of a name that is not everybody's business. */
export const somebody = (): string => '某人'
/** In the place of a resident's name in a public line. */
export const resident = (): string => '一位住户'

const WITHIN = '[^，。！？；,!?;\\s]{0,8}?'
const BLAME =
  '天天|老是|总是|总爱|经常|成天|整天|一直|又在|又把|又占|又堆|乱|堆|占|偷|骂|打(?!电话|扫)|吵|闹|扔|丢|泼|不开门|不讲|不肯|不让|不交|不配合|拒|欠|搭|违|霸|私|吐|遛狗|养狗|养鸡'
const SERVING = '(?<!物业|保洁|保安|社区|居委会|网格员?|门卫|楼栋长|楼长|业委会)'
const BESIDE = '(?:栋|幢|座|号楼|单元|（门牌）|楼上|楼下|隔壁|对门|对面|邻居|住户|业主)'
/** 「4栋2单元王大爷」「王大爷天天堆纸板」「刘老头家」, and 「何二娃家」 beside a door. */
const NEIGHBOURS: readonly RegExp[] = [
  new RegExp(`(?<=${BESIDE}的?)(?:那个|姓)?${FAMILY_NAME}[\\u4e00-\\u9fa5]{0,2}?${NEIGHBOUR}`, 'g'),
  new RegExp(`(?<=${BESIDE}的?)老${FAMILY_NAME}头?`, 'g'),
  new RegExp(`${SERVING}${FAMILY_NAME}${NEIGHBOUR}(?=[家屋]|${WITHIN}(?:${BLAME}))`, 'g'),
]
export const neighbourless = (text: string): string =>
  nameless(NEIGHBOURS.reduce((words, pattern) => words.replace(pattern, resident()), text))

const NAME = `${FAMILY_NAME.replace(/[向于]/g, '')}[\\u4e00-\\u9fa5]{1,2}`
/** 「4栋1单元王建国家」. */
const AT_HOME = new RegExp(
  `(?<=${BESIDE}的?)(?!.{0,2}[我你他她咱俺自大人全各每一住]家)${NAME}(?=家(?![具电长务用政教族庭园企乡禽畜]))`,
  'g',
)
/** 「车主刘芳」. */
const OWNER = new RegExp(
  `(?<=(?:车主|户主|房主|机主|业主|房东|租客|租户|住户)(?:是|叫|名叫|姓名)?[:：]?)${NAME}(?=[，。！？；,!?;\\s]|$)`,
  'g',
)
const CALLED = new RegExp(
  `(?<=(?:[个位人户名]|名字|[男女]的|住户|业主|邻居|租客|房东|老板)(?:他|她)?(?:是)?(?:名?叫[做作]?|名字?是)[:：\\s]?)${NAME}(?=[的，。！？；,!?;\\s]|$)`,
  'g',
)
/** 「那个姓周的」. */
const BY_FAMILY = new RegExp(`(?<![我贵同])(?:[那这有]一?个)?姓${FAMILY_NAME}的(?:业主|住户|邻居|租客|[男女]的)?`, 'g')
/** 「有个叫刘建国的」 is somebody, whom no roll knows. */
export const uncalled = (text: string): string => text.replace(CALLED, (name) => (isWords(name) ? name : somebody()))
const nameless = (text: string): string =>
  uncalled(text)
    .replace(BY_FAMILY, resident())
    .replace(AT_HOME, (name) => (isWords(name) ? name : resident()))
    .replace(OWNER, (name) => (isWords(name) ? name : somebody()))
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' })
/** 「方便」「高层」 begin like a name. */
const isWords = (name: string): boolean => [...WORDS.segment(name)][0]?.segment.length !== 1

const HONOUR = new RegExp(`(?:业主|住户|居民)?${resident()}(?:${NEIGHBOUR})?`, 'g')
/** 「一位住户阿姨」 was 「李芳阿姨」, 「业主一位住户」 was 「业主李芳」, 「物业物业工程部」 was 「物业李工」. */
export const unrepeated = (text: string, post: string | undefined): string =>
  post === undefined
    ? text.replace(HONOUR, resident())
    : [post, '物业', '社区', '居委会'].reduce((words, bare) => words.replaceAll(bare + post, post), text)
