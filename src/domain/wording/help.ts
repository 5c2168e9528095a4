import type { HelpTopic } from '../heard/reading.ts'
import type { Person } from '../state/community.ts'
import type { Role } from '../state/constitution.ts'
import type { Poll } from '../state/matter.ts'
import { lines } from './fit.ts'

/** What somebody needs most often by her role, and where more is told. */
export const help = ({ roles }: Pick<Person, 'roles'>, on?: HelpTopic): string => {
  const has = (role: Role) => roles.includes(role)
  const office = has('convener') || has('admin') ? 'convener' : has('steward') ? 'steward' : 'others'
  if (on !== undefined) return ON[on](office)
  if (office === 'convener') return CONVENER
  if (has('handler')) return office === 'steward' ? lines(HANDLER, HAND_IN) : HANDLER
  if (office === 'steward') return STEWARD
  return has('supervisor') ? SUPERVISOR : RESIDENT
}

type Office = 'convener' | 'steward' | 'others'

const CONVENER = lines(
  '报事：@小议 3栋电梯坏了；问进展：27怎么样了',
  '手上的事：待办；看账：简报、月报；门牌：核实 李芳',
  '定谁办：转27 @李工；同意延期：同意27；督办27',
  '问大家：投票 装充电桩？ 赞成/反对 周五18点；提醒 12月10日18点前 交医保',
  '表决的事（延长、作废、代投、结果）回“表决帮助”',
  '让我少说：安静 2小时；接着说：恢复',
)
const HANDLER = lines(
  '接事：接27；手上的事：待办',
  '有消息：27 下午到；办完：27好了（加照片）',
  '来不及：27延到周四，等配件；问报的人：27问一下是哪部',
  '换人：转27 @李工；不归咱们：退回27 原因',
  '替人报：代报 王奶奶 3栋 楼道灯不亮；问进展：27怎么样了',
)
const HAND_IN = '代投：代投P5 3-2-502 赞成 电话；还有谁没投：扫楼P5'
const STEWARD = lines(
  '报事：@小议 3栋电梯坏了；替人报：代报 王奶奶 3栋 楼道灯不亮',
  '门牌：核实 李芳',
  HAND_IN,
  '问进展：27怎么样了；归谁管：27归谁管',
  '自己投：回选项的数字；表决的事回“表决帮助”',
  '说错了：刚才那个不算',
)
const SUPERVISOR = lines(
  '报事：@小议 3栋电梯坏了；替人报：代报 王奶奶 3栋 楼道灯不亮',
  '验收：验收27 通过，或 验收27 不通过 还在漏',
  '回访：回访27 满意；晚了的：红灯；督办：督办27',
  '问进展：27怎么样了；归谁管：27归谁管',
  '表决：回选项的数字；别的回“表决帮助”',
  '说错了：刚才那个不算',
)
const RESIDENT = lines(
  '报事：@小议 3栋电梯坏了',
  '我家也一样：+1 27',
  '问进展：27怎么样了；我报过的：我的',
  '办完评一句：27满意，或 27没好 还在漏',
  '表决：回选项的数字；别的回“表决帮助”',
  '不想被记：不要记我；说错了：刚才那个不算',
)

const POLLS: Readonly<Record<Office, string>> = {
  convener: lines(
    '开票：投票 装充电桩？ 赞成/反对 周五18点 按户（可加匿名、可多选）',
    '延长：延长P5到周日20点 还有人没看到',
    '作废：作废P5 选项写错了',
    '还有谁没投：扫楼P5；代投：代投P5 3-2-502 赞成 电话',
    '疑票：存疑P5 3-2-502 原因；票况：票况P5',
    '结果：结果P5；记录表：记录P5；定了：结论P5 先装两个',
  ),
  steward: lines(
    HAND_IN,
    '电话、上门、纸票都行；纸票先发照片',
    '匿名的代投要私下对我说',
    '门牌：核实 李芳',
    '自己投：回选项的数字，截止前可改',
    '票况：票况P5；结果：结果P5',
  ),
  others: lines(
    '投：回选项的数字；几个在投就写“P5 1”；匿名的私下回我',
    '改：截止前再投一次；不算了：撤销我的票',
    '记上没：我投了没；票况：票况P5；结果：结果P5',
    '家里人不会用手机：请楼栋长代投',
    '想问大家什么：投票 装充电桩？ 赞成/反对，我转给召集人',
  ),
}
const handIns = lines(
  '先问过本人，再回：代投P5 3-2-502 赞成 电话（或上门）',
  '纸票：先发照片，3分钟内回“代投P5 3-2-502 赞成 纸票”',
  '那一家会收到我的消息，自己还能改',
  '还有谁没投：扫楼P5。匿名的代投要私下对我说',
)
const ON: Readonly<Record<HelpTopic, (office: Office) => string>> = {
  polls: (office) => POLLS[office],
  void: (office) =>
    office === 'convener'
      ? lines(
          '回“作废P5 选项写错了”，P5换成编号，原因会告诉大家',
          '还没人投：您一位就行',
          '有人投过：另一位召集人一天内也要回“作废P5”',
        )
      : '作废表决由召集人来做。只撤自己的票，回“撤销我的票”',
  extend: (office) =>
    office === 'convener'
      ? lines('回“延长P5到周日20点 还有人没看到”，P5换成编号', '要写原因，会告诉大家。只能延后，不能提前')
      : '延长截止由召集人来做，可以请他们延',
  'hand-in': (office) =>
    office === 'others'
      ? lines('请楼栋长代投：电话、上门、纸票都行', '也可以您来说“替我妈投1 3-2-502”，楼栋长核实了才计入')
      : handIns,
  secret: (office) =>
    lines(
      office === 'convener'
        ? '开票时加“匿名”：投票 物业续签吗？ 同意/不同意 周五18点 匿名'
        : '卡片上写了“匿名”的才匿名，由召集人开票时定',
      '投的人加我好友，私下回数字；群里回的不算',
      '截止后按凭证码公布，没有名字',
    ),
}

// ── who sees what, and codes ─────────────────────────────────────────────────────────────────────

/** Nothing is promised that does not hold. */
export function whoSees({ number, secret, stage, kind }: Poll): string {
  const homes = kind === 'household' || kind === 'owners'
  if (!secret)
    return lines(
      `P${number} 不是匿名的：群里回的大家看得见，私下回我的群里不说`,
      `${homes ? '您家里人会知道投了什么；' : ''}截止后每一票的记录表只给召集人`,
    )
  return stage === 'closed'
    ? lines(`P${number} 是匿名的，钥匙已经销毁，谁投了什么谁也查不到了`, '表里只有凭证码和投了什么，没有名字')
    : lines(
        `P${number} 是匿名的：投什么别人看不到，投没投${homes ? '工作人员和您家里人' : '工作人员'}看得到`,
        '截止前管服务器的人还查得到，截止后谁也查不到',
        '截止后群里发表，只有凭证码和投了什么，没有名字',
      )
}
export const codeHow = (): string =>
  lines(
    '凭证码是您那张匿名票的号，投的时候私下告诉您',
    '截止后群里发表：哪个码投了什么，没有名字。找到自己的码，就知道票没记错',
    '截止前忘了，回“我的凭证码是多少”',
  )
export const codeGone = ({ number }: Poll): string =>
  lines(`P${number} 截止了，钥匙已经销毁，您的凭证码我也查不到了`, '投票时我私下回过您，往上翻聊天记录就有')
export const codeElsewhere = ({ number }: Poll): string =>
  `P${number} 您家的票不是您投的，凭证码只告诉投票的人。您再投一次，就有您的码`
export const noCode = ({ number }: Poll): string => `P${number} 不是匿名的，没有凭证码。您的票回“P${number}我投了没”`

// ── the sheets of a poll ─────────────────────────────────────────────────────────────────────────

export const recordIs = ({ number }: Poll): string => `P${number} 的记录表：结果、经过、每一票，可以打印签字存档`
export const codesAre = ({ number }: Poll): string => `P${number} 的凭证码表：找到自己的码，就能核对自己的票`
