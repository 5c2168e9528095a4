import type { Command } from '../answer.ts'
import { type Instant, MINUTE } from '../calendar.ts'
import type { Mood, Topic } from '../heard/reading.ts'
import type { Post } from '../state/constitution.ts'
import type { Poll } from '../state/matter.ts'
import { cut, type Form, fits, fitted, lines } from './fit.ts'
import { listing, options, whoMay } from './poll.ts'
import { clockWords, dayWords, fullWords, soonWords, spanWords } from './time.ts'

const ask = (post: Post | undefined): string => (post?.phone === undefined ? '社区' : `${post.name} ${post.phone}`)

/** Said once in a group: what it does, what it keeps and for how long, how to be left out, who answers for it. */
export const introduction = (community: string, post: Post | undefined): string =>
  lines(
    `大家好，我是${community}的小议，是个程序`,
    '有难处@我说一声，我登记、催办，办完告诉大家；群里表决回数字就行',
    '只留报的事和投的票，办完35天后归档；闲聊不记',
    '不想被记，回“不要记我”',
    '不收钱、不要验证码、不要身份证、不发陌生链接',
    `谁负责：${ask(post)}`,
  )

const EXAMPLES: Readonly<Record<Command, string>> = {
  progress: '27怎么样了',
  support: '+1 27',
  withdraw: '撤回27',
  rate: '27满意',
  urge: '催27',
  take: '接27',
  news: '27 已联系维保，下午到',
  'hand-on': '转27 @李工',
  'send-back': '退回27 是供电局的',
  sort: '分类27 电梯困人',
  merge: '并27 19',
  refuse: '不办27 原因',
  finish: '27好了',
  postpone: '27延到周四，等配件',
  suspend: '缓办27 到3月1日 等维修资金',
  'pass-up': '上报27',
  'send-down': '交办27 幸福里',
  'call-in': '撤回上报27',
  press: '督办27',
  reopen: '27没好 还在漏',
  inspect: '验收27 不通过 还在漏',
  'call-back': '回访27 不满意 还在响',
  'correct-finish': '更正27 换的是皮带，不是电机',
  'take-down': '撤下27',
  'sum-up': '归纳27',
}
export const whichNumber = (command: Command): string => `是哪一件？带上编号，例如：${EXAMPLES[command]}`
export const noDoors = (): string => '哪户住的谁、电话多少，我不说，请问物业或社区'
export const reasonMissing = (number: number, command: Command): string =>
  command === 'reopen'
    ? `#${number} 哪里没好？回“${number}没好”加一句`
    : `#${number} 请加一句原因，例如：${EXAMPLES[command].replace('27', String(number))}`

/** One short hint with an example, never a manual. */
export const hint = (near: string | undefined): string => {
  const example = near === undefined ? undefined : HINTS[near]
  return example === undefined
    ? '没听懂。报事就说哪里怎么了，例如：3栋电梯坏了；看能说什么回“帮助”'
    : `是想说“${example}”吗？照这样回一句`
}
/** The hints that the rules themselves give. */
export const NEAR = { raise: '报事', close: '改 截止', handIn: '代投', vote: '投票' } as const
/** Command words that residents say of other things too. */
export const isEveryday = (near: string): boolean => near === '改' || near === '结论'
const HINTS: Readonly<Record<string, string>> = {
  报事: '报事 3栋电梯坏了',
  进度: '进度27',
  查: '查27',
  接: '接27',
  办结: '办结27 换了门机皮带',
  转: '转27 @李工',
  退回: '退回27 是供电局的',
  延期: '延期27 2天 等配件',
  补充: '补充27 老人下不了楼',
  撤回: '撤回27',
  催: '催27',
  投票: '投票 2号门装充电桩？ 赞成/反对 周五18点',
  '改 截止': '改 截止 周日20点',
  票况: '票况 P5',
  满意: '27满意',
  验收: '验收27 通过',
  回访: '回访27 满意',
  红灯: '红灯',
  不办: '不办27 原因',
  督办: '督办27',
  同意: '同意27',
  核实: '核实 李芳',
  代投: '代投 3-2-501 赞成 电话',
  代报: '代报 王奶奶 3栋 楼道灯不亮',
  扫楼: '扫楼 P5 3栋',
  撤销代投: '撤销代投 P5 3-2-501 录错了',
  延长: '延长 P5 到周日20点 还有人没看到',
  作废: '作废 P5 选项写错了',
  存疑: '存疑 P5 3-2-501 不是本人投的',
  恢复: '恢复 P5 3-2-501',
  结论: '结论 P5 先装两个，三个月后回头看',
  议: '议27',
  改: '改 截止 周日20点',
  意见: '意见27 先修东门的',
  提醒: '提醒 12月10日18:00前 交医保',
  取消提醒: '取消提醒 R3',
  简报: '简报 晚了',
}

// ── how one votes ────────────────────────────────────────────────────────────────────────────────

/** A poll that runs, for who asks how to vote in it. */
export interface Asked {
  readonly poll: Poll
  /** Asked in a group. */
  readonly aloud: boolean
  /** No other poll runs there: a number is enough. */
  readonly alone: boolean
  readonly friend: boolean
  /** Whether she may vote in it. */
  readonly listed: boolean
}

const EXAMPLE = '投票 2号门装充电桩？ 赞成/反对/弃权 周五18点'

export const voteHow = (polls: readonly Asked[], now: Instant): string => {
  const [only, ...more] = polls
  return only && more.length === 0 ? howInOne(only, now) : howInSeveral(polls)
}
const howInOne = (asked: Asked, now: Instant): string => {
  const { poll, listed } = asked
  const { number, closes } = poll
  const until = `${fullWords(closes)}截止，还有${spanWords(closes - now)}`
  if (!listed) return lines(whoMay(poll), `名册上没有您，要投请找楼栋长或召集人核对。${until}`)
  const told = (form: Form, ...more: readonly string[]): string =>
    lines(
      `P${number} ${cut(poll.question, form.question)}`,
      `${way(asked)}：${options(poll.options, form.name)}`,
      `投错了再回一次，以最后一次为准${poll.secret ? '' : asked.aloud ? '；群里回的大家看得见，私下回我也算' : ''}`,
      poll.secret && asked.aloud && !asked.friend ? '不方便加好友，找楼栋长代投或交纸票' : '',
      ...more,
      until,
    )
  const whole = fitted((form) => told(form, poll.secret ? UNSEEN : ''))
  return fits(whole) ? whole : fitted((form) => told(form))
}
/** Said where there is room for it: who asks more is told more. */
const UNSEEN = '投什么别人看不到，截止后按凭证码公布，没有名字'
const way = ({ poll: { number, secret, most }, aloud, alone, friend }: Asked): string => {
  const several = most > 1 ? `，最多选${most}个` : ''
  const reply = alone ? `回数字${several === '' ? '就行' : `${several}，如“1、2”`}` : `回“P${number} 1”这样${several}`
  if (!secret) return reply
  return aloud ? `匿名的，群里回的不算。${friend ? '点我头像' : '加我好友'}，私下${reply}` : `匿名的，在这里${reply}`
}
/** With all their options, if one line holds them. */
const howInSeveral = (polls: readonly Asked[]): string => {
  const few = polls.slice(0, 4)
  if (polls.length > few.length)
    return listing(
      `在投${polls.length}个，带上编号回，如“P${few[0]?.poll.number ?? ''} 1”，投错了再回一次：`,
      polls.map(({ poll }) => poll),
    )
  const each = (form: Form | undefined) =>
    lines(
      `在投${polls.length}个，带上编号回，如“P${few[0]?.poll.number ?? ''} 1”：`,
      ...few.map(
        ({ poll }) =>
          `P${poll.number} ${cut(poll.question, form?.question ?? 20)}${form ? ` ${options(poll.options, form.name)}` : ''}${poll.secret ? '（匿名，私下回我）' : ''}`,
      ),
      '投错了再回一次，以最后一次为准',
    )
  const whole = fitted(each)
  return fits(whole) ? whole : each(undefined)
}
export const pollHow = (none: boolean, convener: boolean): string =>
  lines(
    none ? '现在没有正在进行的表决' : '',
    convener ? '要问大家，这样说一句：' : '表决由召集人发起。想问大家什么，这样说一句，我转给召集人：',
    EXAMPLE,
    convener ? '我先给您看，您回“发”才发到群里' : '',
  )
export const either = (poll: Poll): string =>
  fitted(({ name }) => `P${poll.number} 没有弃权这一项，这样说哪边都不算。要投请回数字：${options(poll.options, name)}`)

export const noSuchCase = (number: number, latest: number): string =>
  latest > 0 ? `没有 #${number}，最近的是 #${latest}` : `没有 #${number}，还没有登记过事项`
export const noSuchDay = (day: string): string => `没有${day}这一天，请换个日子再说一遍`
export const datePast = (at: Instant): string => `${fullWords(at)}已经过了，请换一个以后的时间`
export const dateFar = (): string => '太远了，请定在一年以内'
export const nobodyCalled = (name: string): string => `没找到“${name}”这位工作人员。用@点一下他，例如：转27 @李工`
export const mine = (cases: readonly string[], polls: readonly string[]): string =>
  cases.length + polls.length === 0
    ? '您还没有报过事。有事说一声：3栋电梯坏了'
    : lines(...cases, ...(polls.length > 0 ? [`正在问：${polls.join('；')}`] : []))
/** As many as one line of ours holds. */
export function todo(cases: readonly string[], more: number): string {
  const told = lines(...cases, ...(more > 0 ? [`还有${more}件，先办完上面的`] : []))
  if (cases.length < 2 || fits(told)) return cases.length === 0 ? '手上没有事，歇会儿' : told
  return todo(cases.slice(0, -1), Math.max(0, more) + 1)
}
export const sentPrivately = (): string => '私下发您了'
export const befriendMe = (): string => '请先加我好友，我私下发您'
export const stewardsOnly = (): string => '代投只由楼栋长、召集人来记，请转告他们'
export const staffOnly = (): string => '这是给工作人员看的。您报过的事回“我的”'
export const toConveners = (): string => '已转召集人'
export const toldConveners = (name: string, text: string): string => `${name}说：“${text}”`
/** For whoever was asked whether it is to be registered, and does not know what that is. */
export const registerHow = (): string => '登记了就有编号，有人管，办完告诉您。要就回“报”，不要不用回'
export const rumourPassedOn = (): string => '没核实的话我不传，已问召集人要不要发说明'
export const rumourForConveners = (name: string, text: string): string => `${name}在群里说：“${text}”。要发说明吗？`
/** 「上午10点到10点02分」. */
const fromTo = (times: readonly Instant[]): string => {
  const [from, to] = [clockWords(times[0] ?? 0), clockWords(times.at(-1) ?? 0)]
  const part = /^\D+/.exec(from)?.[0] ?? ''
  return `${from}到${to.startsWith(part) ? to.slice(part.length) : to}`
}
/** For the conveners, by the times at which it was heard; nobody is named. */
export const mood = (mood: Mood, group: string, times: readonly Instant[]): string =>
  ({
    quarrel: `${group}里有人吵起来了（${fromTo(times)}），我没插话，请您看看`,
    adverts: `${group}里广告多了，${spanWords(Math.max(MINUTE, (times.at(-1) ?? 0) - (times[0] ?? 0)))}内${times.length}条，请群主管一管`,
    grumble: `${group}里${times.length}次有人嫌我没用（${[...new Set(times.map(dayWords))].join('、')}）。想让我少说，在群里回“安静”`,
  })[mood]
export const exposed = (what: 'number' | 'secret'): string =>
  what === 'secret'
    ? '您刚发的有密码，大家都看得到，请长按那条撤回，再换一个'
    : '您刚发的有证件号或卡号，大家都看得到，请长按那条撤回'

export const welcomeBack = (): string => '不客气'
/** `seen`: she said it in a group. */
export const unnamed = (seen: boolean): string => `好，不提您${seen ? '。群里的人已经看到您说的了' : ''}`
export const uncalled = (): string => '好，以后不@您了。您报的事照样办'
export const about = (topic: Topic, post: Post | undefined, posts: readonly Post[], model?: string): string =>
  ({
    machine: `我是程序，社区管我。找人打${ask(post)}`,
    records:
      '我只留报的事、投的票和跟我说的话，闲聊不记；只有工作人员看得到是谁报的。不想被记回“不要记我”' +
      (model === undefined
        ? ''
        : `。拿不准的话，去掉电话、门牌和名字问过模型（${model}），留底30天，看看就@我说“我的话发给谁了”`),
    person: `找${ask(post)}，也告诉召集人了`,
    phones:
      posts.flatMap(({ name, phone }) => (phone === undefined ? [] : [`${name} ${phone}`])).join('\n') ||
      '社区没有留电话',
    wish: '谢谢，也祝您好',
    greeting: '我在。哪里坏了、有难处，说一声就行，例如：3栋电梯坏了',
    affairs: `这个我答不了，请问${ask(post)}`,
    officials: '说干部、工作人员的这类事，小议不登记，也不转给谁。可以打12388（纪委监委），或者12345',
    sorry: `对不住。少说话回“别@我”，找人打${ask(post)}`,
    fraud: '先别转钱，也别给验证码，打96110（反诈）问一声；钱已经转了马上打110',
    bereaved: `请节哀。要帮忙的地方打${ask(post)}`,
    safety: `小议不收钱、不要验证码、不要身份证、不发陌生链接。不放心打${ask(post)}`,
  })[topic]

export const ownWords = (): string => '这位邻居不让记。您看到的，请用自己的话说一句，例如：3栋电梯坏了'
export const tooLate = (at: Instant): string => `${soonWords(at, at)}说的话我刚收到，还要报的话请再说一次`
export const tooLong = (): string => '话太长了，我只看了前2000字。请挑要紧的再说一句'
export const cannotHear = (): string => '我听不了语音、看不了文件，请打字说一句'
export const voiceHeard = (text: string): string => `听到的是：“${text}”。语音只能报事、补充、答话，别的请打字说`
export const misheard = (matter: number | undefined): string =>
  matter === undefined ? '好，不记。请打字再说一遍' : `听错了。对的话请打字：补充${matter} …；地点错了直接说“是5栋”`
export const danger = (phones: readonly string[], advice: string | undefined, where: boolean): string =>
  `先打${phones.join('，再打')}！${advice === undefined ? '' : `${advice}。`}${where ? '在哪儿说清楚，' : ''}我这就叫人`
export const calledEnough = (): string => '这个钟头已经替您叫了很多次人，过一小时再叫'
export const nothingToUndo = (): string => '10分钟内没有可以撤的'
export const undoneSupport = (): string => '刚才那个不算了'
export const deaf = (on: boolean): string =>
  on ? '好，除非您@我或说到险情，我不记您说的。想改回“可以记我”' : '好，以后您说的难处我会问要不要登记'
export const hushed = (until: Instant, now: Instant): string => `好，${soonWords(until, now)}前我不主动说话`
export const resumed = (): string => '好，我回来了'
export const quietPassedOn = (): string => '知道了，我告诉召集人'
export const boundAlready = (): string => '已经绑定了'
export const codeRefused = (): string => '这个码不对，或者过期了。请管理员再发一个'
export const codeBurnt = (): string => '这个码在群里说了就作废了。请管理员再发一个，私下告诉我'
export const welcome = (name: string): string => `${name}，认得您了。能说什么回“帮助”`
export const claimed = (): string => '记了，门牌我不在群里重复。等楼栋长或社区核实'
export const confirmPlease = (name: string, household: string): string =>
  `${name}说住${household}，属实请回“核实 ${name}”`
export const claimChanged = (name: string, household: string): string =>
  `${name}现在说的是${household}，和之前说的不同。属实请再回一次“核实 ${name}”`
export const confirmed = (name: string, household: string | undefined): string =>
  `${name}的门牌核实了${household === undefined ? '' : `：${household}`}`
export const confirmedForYou = (): string => '您的门牌核对好了，表决算您一户'
export const nobodyToConfirm = (name: string): string => `没有等着核实的“${name}”`
export const noSuchHousehold = (): string => '没查到这个门牌。写“我住3栋2单元501”这样再试一次'
export const whichCommunity = (names: readonly string[]): string => `您说的是哪里的事？回“${names.join('”或“')}”`

/** Says something by itself: no thanks, no laugh, no question to the neighbours. */
const isSentence = (text: string): boolean =>
  text.length >= 5 && text.length <= 200 && !isSmallTalk(text) && !asksSomebody(text)
/** Without a question mark: 「街道啷个说」「师傅几时来」「报上去了没得」. */
const asksSomebody = (text: string): boolean =>
  /(?:怎么|咋个?|啷个|如何|什么|啥子?)(?:说|回|讲|答|办|弄|搞|整|定|管|样)(?:复|理)?(?:的|法|了|嘞|哦|哟|呢|啊|呀|嘛)?[。!！~ ]*$|(?:什么|啥子?)时候(?:能|才|会|来|修|弄|办|有)|几时|哪天(?:能|才|来|修)|好久(?:能|才|来|修|弄)|有没有(?:人|消息|回)|了没(?:有|得)?[。!！~ ]*$|(.)不\1(?:嘛|哦|呀|呢)?[。!！~ ]*$/.test(
    text,
  )
/** Further words of a report: nothing that is asked, or told to the neighbours. */
export const isAddition = (text: string): boolean => isSentence(text) && !isQuestion(text) && !IDLE.test(text)
export const isQuestion = (text: string): boolean => ASKS.test(text)
const ASKS =
  /[?？吗么呢]\s*$|(?:怎么样|怎样|咋样|咋个样|如何|多少|几点|几号|好久|哪[里儿个些]|什么|啥子?)(?:了|啊|呀|哦|嘛|的)?\s*$|(?:完|好|到|来|了|过|去|写|做|交|有|吃|买|看|在)(?:了)?没(?:有|得)?(?:啊|呀|哦|嘛)?\s*$|^(?:怎么|为什么|为啥|啷个|咋个?|凭什么|谁|哪个|什么时候|几点|是不是|有没有)/
/** Of the weather, of work, to each other. */
const IDLE =
  /天气|上班|下班|加班|公司|单位里|月报|周报|作业|考试|股票|基金|彩票|电影|电视剧|球赛|恭喜|生日|节日快乐|新年好|^(?:你们?|您)(?!.*(?:修|来人|来看|处理|办|管))/
export const isSmallTalk = (text: string): boolean =>
  /[?？吗呢嘛]\s*$|谢|哈哈|辛苦|早上好|晚安|@|https?:|吃饭|[吃喝买去]什么|\[.+\]$/.test(text)
