import type { Command } from 'commander'
import type { Poll, Tally } from '../domain/state/matter.ts'
import { squares, unit } from '../domain/wording/poll.ts'
import { fullWords } from '../domain/wording/time.ts'

// ── what is counted ──────────────────────────────────────────────────────────────────────────────

export const head = ({ number, question, rule, closes, voided }: Poll, id: string): string =>
  `P${number} ${question}（${id}，规则码${rule}，${voided === undefined ? `${fullWords(closes)}截止` : '作废了'}）`
export const running = ({ closes, shown, secret }: Poll): string =>
  `还在投，${fullWords(closes)}截止，到那时才算数${secret ? '。匿名的，只说多少人投了' : shown === 'after' ? '。卡片上说好截止后才报票数，这里也只说多少人投了' : ''}`

export const both = (told: string, again: string): readonly string[] => [`公布的：${told}`, `重数的：${again}`]
export const standing = (told: string, again: string): readonly string[] => [`票况说：${told}`, `照记录数：${again}`]

export const tally = (poll: Poll, { counts, units, apart, apartUnits, aside, areas, area }: Tally): string => {
  const of = unit(poll)
  const by = (numbers: readonly number[], each: (count: number) => string) =>
    poll.options.map((option, i) => `${option} ${each(numbers[i] ?? 0)}`).join('，')
  const heads = (count: number) => `${count}${of}`
  return [
    `${units}${of}投了：${by(counts, heads)}`,
    ...(areas ? [`面积${squares(area ?? 0)}：${by(areas, squares)}`] : []),
    ...(apartUnits > 0 ? [`没核对门牌的${heads(apartUnits)}另列：${by(apart, heads)}`] : []),
    ...(aside ? [`存疑的${heads(aside)}另列`] : []),
  ].join('；')
}
/** Without what anybody chose. */
export const participation = (poll: Poll, { units, apartUnits, aside }: Tally): string =>
  [
    `${poll.electorate.length}${unit(poll)}里${units}${unit(poll)}投了`,
    ...(apartUnits > 0 ? [`没核对门牌的${apartUnits}${unit(poll)}另列`] : []),
    ...(aside ? [`存疑的${aside}${unit(poll)}另列`] : []),
  ].join('；')

// ── how it ended ─────────────────────────────────────────────────────────────────────────────────

export const same = (): string => '一样：照记录重数一遍，和公布的对得上'
export const sameSoFar = (): string => '一样：照记录数到现在，和票况对得上'
export const differs = (): readonly string[] => [
  '不一样！照记录数出来的对不上',
  '结果先别用。别动 data 文件夹，整个复制一份，交给装小议的人查',
]
export const nothingTold = ({ number }: Poll): string => `P${number} 没有公布过结果，没有可对的`

// ── what is refused ──────────────────────────────────────────────────────────────────────────────

export const noNumber = (said: string): string => `“${said}”不是表决的编号。请照卡片上写，如 P5`
export const noSuchPoll = (matter: string, among: readonly string[], asked: string): string =>
  `没有找到 ${matter}。${among.length > 0 ? `找过的小区：${among.join('、')}` : `${asked} 还没有存下什么，请核对小区名和 DATA_DIR`}`
export const several = (matter: string, ids: readonly string[]): string =>
  `${ids.join('、')} 都有 ${matter}。请说明是哪个，如：--community ${ids[0] ?? ''}`
export const unreadable = (reason: string): string =>
  `存的记录读不出来。请先启动一次小议，它会自己修，再来数（${reason}）`
export const failed = (reason: string): string => `文件打不开。请把这一句发给装小议的人：${reason}`

// ── how it is used ───────────────────────────────────────────────────────────────────────────────

export const ABOUT = '在装小议的电脑上做的事'
export const HELP = '怎么用'
export const USAGE = '命令 …'
export const INVITE_USAGE = '姓名 [--community 小区]'
export const RECOUNT_USAGE = '表决 [--community 小区]'
export const ROLL_USAGE = '文件'
export const NAME_ARGUMENT = '<姓名>'
export const POLL_ARGUMENT = '<表决>'
export const FILE_ARGUMENT = '<文件>'
export const WHICH_OPTION = '--community <小区>'
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '要写的：',
  'Options:': '可加的：',
  'Commands:': '命令：',
}
export const title = (english: string): string => TITLES[english] ?? english
/** 「invite <姓名>」. */
export const commandTerm = (command: Command): string =>
  [command.name(), ...command.registeredArguments.map((one) => `<${one.name()}>`)].join(' ')
export const INVITE = '给小区文件里的一个人发一次性的码，认他的微信'
export const NAME = '小区文件里写的姓名'
export const WHICH = '哪个小区（几个小区都有时才要写）'
export const RECOUNT = '照记录把表决重数一遍，看和公布的一样不一样。一样退出码是0，不一样是1，没有可比的是2'
export const POLL = '表决的编号，如 P5'
export const ROLL = '查一张门牌表有没有错'
export const FILE = '.xlsx 或 .csv 文件'
export const unclear = (): string => '没看懂这一句。怎么用，请看：npm run xiaoyi -- --help'
export const invited = (name: string): string => `请${name}在10分钟内私下把这个码发给小议。只能用一次，发到群里就作废`
