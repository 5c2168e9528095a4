const NUMBER = '[\\d一二三四五六七八九十]'
/**
 * What telephones write for what they hear, and fingers that slip: as long as what was meant. `near` is in every text that
 * holds one, and costs little to look for.
 */
const SLIPS: readonly { readonly near: string; readonly slip: string; readonly meant: string }[] = [
  { near: '[洞冻]', slip: `(?<=${NUMBER})[洞冻](?=${NUMBER}{0,3}(?:单元|号楼|楼|门))`, meant: '栋' },
  {
    near: '[店电殿][体题踢]|[店殿]梯',
    slip: '(?<![门商饭酒书药导带])[店电殿](?:体(?![验育系检现会重积])|[题踢])|[店殿]梯',
    meant: '电梯',
  },
  {
    near: '[水电气梯][又也都]?[听挺]|[听挺][水电气]',
    slip: '(?<=[电水气梯][又也都]?)[听挺](?=了)|[听挺](?=[水电气]了)',
    meant: '停',
  },
  { near: '楼[到倒]', slip: '(?<=楼)[到倒](?=里?的?灯|里?好黑|里?没灯)', meant: '道' },
  { near: '楼道等', slip: '(?<=楼道)等(?=不亮|[也又]?坏)', meant: '灯' },
  { near: '不[凉量良]', slip: '(?<=灯.{0,3}不)[凉量良]', meant: '亮' },
  { near: '漏睡|露水', slip: '漏睡|露水(?=了|严重)', meant: '漏水' },
  { near: '水[到倒]', slip: '(?<=下水)[到倒](?=堵|又堵|不通|返|臭)', meant: '道' },
  { near: '[胶交娇]味', slip: '(?<=闻到.{0,3})[胶交娇](?=味)', meant: '焦' },
  { near: '门[进近劲]', slip: '(?<=门)[进近劲](?=坏|打不开|刷|失灵|卡)', meant: '禁' },
  { near: '[着起失][伙货或]', slip: '(?<=[着起失])[伙货或](?=了)', meant: '火' },
  { near: '媒气|煤汽', slip: '媒气|煤汽', meant: '煤气' },
]
const NEAR = new RegExp(SLIPS.map(({ near }) => near).join('|'))
const EACH = SLIPS.map(({ slip, meant }) => [new RegExp(slip, 'g'), meant] as const)

/** 「三洞二单元的店体又听了」 is 「三栋二单元的电梯又停了」. Its length stays: what was written is found by it. */
export const unslipped = (text: string): string =>
  NEAR.test(text) ? EACH.reduce((left, [slip, meant]) => left.replace(slip, meant), text) : text
