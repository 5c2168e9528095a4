const NUMBER = '[\\d一二三四五六七八九十]'
/** What telephones write for what they hear, and fingers that slip: as long as what was meant. */
const SLIPS: readonly (readonly [slip: string, meant: string])[] = [
  [`(?<=${NUMBER})[洞冻](?=${NUMBER}{0,3}(?:单元|号楼|楼|门))`, '栋'],
  ['(?<![门商饭酒书药导带])[店电殿](?:体(?![验育系检现会重积])|[题踢])|店梯', '电梯'],
  ['(?<=[电水气梯][又也都]?)[听挺](?=了)|[听挺](?=[水电气]了)', '停'],
  ['(?<=楼)[到倒](?=里?的?灯|里?好黑|里?没灯)', '道'],
  ['(?<=楼道)等(?=不亮|[也又]?坏)', '灯'],
  ['(?<=灯.{0,3}不)[凉量良]', '亮'],
  ['漏睡|露水(?=了|严重)', '漏水'],
  ['(?<=下水)[到倒](?=堵|又堵|不通|返|臭)', '道'],
  ['(?<=闻到.{0,3})[胶交娇](?=味)', '焦'],
  ['(?<=门)[进近劲](?=坏|打不开|刷|失灵|卡)', '禁'],
  ['(?<=[着起失])[伙货](?=了)', '火'],
  ['媒气|煤汽', '煤气'],
]
/** Without one of these pairs there is none: most texts need no closer look. */
const PAIRS =
  /[洞冻]|[店电殿][体题踢]|店梯|[水电气梯][又也都]?[听挺]|[听挺][水电气]|楼[到倒]|楼道等|不[凉量良]|漏睡|露水|水[到倒]|[胶交娇]味|门[进近劲]|[着起失][伙货]|媒气|煤汽/
const EACH = SLIPS.map(([slip, meant]) => [new RegExp(slip, 'g'), meant] as const)

/** 「三洞二单元的店体又听了」 is 「三栋二单元的电梯又停了」. Its length stays: what was written is found by it. */
export const unslipped = (text: string): string =>
  PAIRS.test(text) ? EACH.reduce((left, [slip, meant]) => left.replace(slip, meant), text) : text
