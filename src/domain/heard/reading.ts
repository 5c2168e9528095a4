import type { Instant } from '../calendar.ts'
import type { Handling, Tier } from '../state/constitution.ts'

/** Where something is. Public lines show building and unit or the named place, never floor or room. */
export interface Place {
  readonly building?: string
  readonly unit?: string
  readonly floor?: string
  readonly room?: string
  /** A place of the community by name: 「地下车库」「东门」「耿家院子」. */
  readonly named?: string
  /** Further buildings that were named with it: 「3、4、5栋」. */
  readonly also?: readonly string[]
}

/** A stretch of what was said, by its characters: from the first to before the last. */
export type Stretch = readonly [from: number, to: number]
/** Where in the text of a trouble each part of it was read; what was not read there has none. */
export interface Read {
  readonly place?: Stretch
  readonly category?: Stretch
  readonly kind?: Stretch
  /** Where it is as it was said, in one piece. */
  readonly title?: Stretch
  readonly time?: Stretch
  readonly urgent?: Stretch
}
/** 三事分流: whose matter it is, how it is handled, whether it presses. */
export interface Triage {
  readonly tier: Tier
  readonly handling: Handling
  readonly urgent: boolean
}
/** Since when it is so, as it was said: 「昨晚开始」. */
export interface Began {
  readonly text: string
  /** As near as the words tell. */
  readonly at?: Instant
}

/** What whoever works on a case names in the place of its number: 「电梯那个」「3栋的灯」. */
export interface Thing {
  readonly word?: string
  readonly category?: string
  readonly place?: Place
}

/** Words that describe something to be put right, as the reader understood them. */
export interface Trouble {
  /** What was said, without the call to the bot and without polite particles. */
  readonly text: string
  /** At most 20 characters, in the resident's own words, without floor, room, name or telephone. */
  readonly title: string
  /** A category of the catalogue. */
  readonly category: string
  /** One of its kinds. */
  readonly kind?: string
  readonly place?: Place
  readonly began?: Began
  readonly read?: Read
  /** Whether a model service missed the place in it; none: it was not asked, and what was read tells. */
  readonly lacksPlace?: boolean
  /** Speaks of the speaker's own dwelling: 「我家」. */
  readonly atHome?: boolean
  /** She asks in it not to be named. */
  readonly unnamed?: true
  /** Posts and people who serve, whose conduct it is about. */
  readonly blamed?: readonly string[]
  readonly urgent: boolean
  /** The name of a danger of the catalogue: its emergency number is said first. */
  readonly danger?: string
  /** Others in the same words: their numbers are said with it. */
  readonly dangers?: readonly string[]
  /** 0 to 1: how sure the reader is that this is to be registered. */
  readonly sure: number
}

/** Which option of a poll is meant: by number from 1, by what it stands for, or by its own words; several by theirs, or all. */
export type Choice =
  | { readonly numbers: readonly number[] }
  | { readonly stance: 'for' | 'against' | 'abstain' }
  | { readonly words: string }
  | { readonly several: readonly string[] }
  | { readonly all: true }

/** How people talk in a group: they insult one another, sell, or find the bot of no use. */
export type Mood = 'quarrel' | 'adverts' | 'grumble'

export type Topic =
  | 'greeting'
  | 'wish'
  | 'machine'
  | 'records'
  | 'person'
  | 'safety'
  | 'phones'
  | 'affairs'
  | 'officials'
  | 'sorry'
  | 'fraud'
  | 'bereaved'
/** What of polls somebody wants to know how to do. */
export type HelpTopic = 'polls' | 'void' | 'extend' | 'hand-in' | 'secret'
/** A figure of a report. */
export type Figure =
  | 'raised'
  | 'done'
  | 'open'
  | 'late'
  | 'instant'
  | 'agent'
  | 'upward'
  | 'onTime'
  | 'slow'
  | 'rated'
  | 'poor'
  | 'answered'
  | 'unanswered'
  | 'patterns'
export type Grade = 'good' | 'fair' | 'poor'

/** `delegates`: a named list of the community file. */
export type PollKind = 'straw' | 'household' | 'owners' | 'delegates'
/** How a ballot came that was not given by its own voter in the chat. */
export type Handed = 'phone' | 'door' | 'paper'

/** The rules of a card as far as they are said; what is left out takes the community's defaults. */
export interface RuleWords {
  readonly closes?: Instant
  /** A close was meant that words do not give: 2月30日, 下周. */
  readonly doubt?: 'no-such-day' | 'which-day'
  readonly kind?: PollKind
  /** Which list of delegates, as said: 党员, 代表. */
  readonly list?: string
  /** 可多选: `all`; 最多选2: 2; 单选: 1. */
  readonly most?: number | 'all'
  /** 匿名 · 记名. */
  readonly secret?: boolean
  /** Whether the tally is shown before the close: 随时 · 截止后. */
  readonly open?: boolean
}
export interface PollWords extends RuleWords {
  readonly question: string
  /** Empty: the community's defaults (赞成/反对/弃权). */
  readonly options: readonly string[]
}
/** What words leave to the close that was announced: how much longer, or on the next day or hour like the one said. */
export interface Later {
  readonly by?: Span
  readonly each?: 'day' | 'week'
}
export interface Span {
  readonly count: number
  readonly unit: 'hour' | 'day' | 'workday' | 'month'
}
/** A ballot that a steward enters. */
export interface HandedIn {
  /** Its door, or the name of a delegate. */
  readonly household: string
  readonly choice: Choice
  readonly how: Handed
}
/** One line of a 接龙: what somebody put after a name. */
export interface ChainLine {
  readonly name: string
  readonly text: string
  /** What its words choose, where they are a vote. */
  readonly choice?: Choice
}

/** What comes round: on a weekday (0 is Sunday), or on a day of the month, its last one where it is shorter. */
export type Repeat =
  | { readonly every: 'week'; readonly weekday: number; readonly time: string }
  | { readonly every: 'month'; readonly day: number; readonly time: string }
/** When something is that everybody is reminded of, as it was said. */
export interface ReminderWords {
  readonly until?: Instant
  readonly repeat?: Repeat
  /** An hour was named; else it is of the whole day. */
  readonly timed?: true
  /** 前: a deadline. */
  readonly before?: true
  /** A time was meant that words do not give, or that nobody is reminded of; personal: 提醒我. */
  readonly doubt?: 'no-such-day' | 'too-often' | 'which-every' | 'personal'
}

/**
 * One thing that a message may mean, by its words alone. The reader gives all that are possible, the likeliest
 * first; `decide` takes the one that fits the situation. `case` and `poll` are the numbers named in the words.
 */
/** 虚惊一场 · 火灭了 · 人出来了 · 120来了 · 没人受伤 · 人还没出来 */
export type DangerNews = 'mistaken' | 'over' | 'saved' | 'helped' | 'unhurt' | 'on'

export type Reading =
  // cases, by anybody
  | { readonly do: 'raise'; readonly trouble: Trouble; readonly for?: string } //        报事 … · 代报 王奶奶 …
  | { readonly do: 'trouble'; readonly trouble: Trouble } //                              reads like an issue
  | { readonly do: 'report' } //                                                          报 (a draft, or what is quoted)
  /** quoting: only of something quoted (顶, 支持); voice: only of what many have at once (全小区都停了). */
  | {
      readonly do: 'support'
      readonly case?: number
      readonly place?: Place
      readonly how: 'plain' | 'quoting' | 'voice'
    }
  /** own: only of a case that the speaker raised or supports; why: 为什么缓; late: 什么原因, asked of what is late or put off. */
  | {
      readonly do: 'progress'
      readonly case?: number
      readonly category?: string
      /** What it is called, by who only asks after it. */
      readonly thing?: string
      readonly how: 'plain' | 'own'
      readonly why?: 'said' | 'late'
    } //                                                                                  27怎么样了
  /** 1在哪 · `who`: 1是哪家, 1谁报的. */
  | { readonly do: 'where'; readonly case?: number; readonly who?: true }
  | { readonly do: 'whose'; readonly case?: number } //                                   27归谁管
  | { readonly do: 'add'; readonly case: number; readonly text: string } //              补充 27 …
  /** By who works on it to who told of it, or the other way round. */
  | { readonly do: 'inquire'; readonly case: number; readonly text: string } //          27问一下是哪部电梯
  /** Words after a case's number, and nothing else is known of them. */
  | { readonly do: 'remark'; readonly case: number; readonly text: string } //           27 左边那部
  /**
   * `right`: what it is, and not `wrong`, or bare, where it is in words: 超市对面; `category`: as `right` alone would be
   * sorted. `hall`: 「3栋大厅」, where the case has a named place that this one takes the place of. `own`: 我们单元,
   * 我们这栋. thing: 不是门，是信箱, only of what tells of a `wrong`. inside: 一楼大门, 502, whatever the building.
   */
  | {
      readonly do: 'correct'
      readonly case?: number
      readonly how: 'plain' | 'bare' | 'thing' | 'inside'
      readonly place?: Place
      readonly hall?: string
      readonly own?: 'building' | 'unit'
      readonly text: string
      readonly right?: string
      readonly wrong?: string
      readonly category?: string
    } //                                                                                  不是3栋是5栋 · 是路灯不是门灯 · bare: 3栋
  | { readonly do: 'withdraw'; readonly case?: number } //                                撤回 27, 取消27, 算了
  /** everyday: 好, 可以, 巴适, which only somebody it concerns means so; alone: 不满意, of the only one that waits for her word. */
  | {
      readonly do: 'rate'
      readonly case?: number
      readonly grade: Grade
      readonly text: string
      readonly how?: 'everyday' | 'alone'
    }
  /** Four weeks after the finish, to 「还好吗？」. */
  /** soon: 没问题, which neighbours say of much else; `text`: what is wrong. */
  | {
      readonly do: 'still'
      readonly grade: Grade
      readonly how: 'plain' | 'all' | 'soon'
      readonly text?: string
    } //                                                                                  还好 · 都好 · 时好时坏
  | { readonly do: 'inspect'; readonly case?: number; readonly passed: boolean; readonly text: string } // 验收 27 通过
  | { readonly do: 'call-back'; readonly case?: number; readonly grade: Grade; readonly text: string } // 回访 27 满意
  | { readonly do: 'call-missed'; readonly case?: number } //                             回访 27 没人接
  /** Of a danger that is told already; saved: whoever was in it. */
  | { readonly do: 'danger'; readonly case?: number; readonly is: DangerNews }
  | { readonly do: 'red-list' } //                                                        红灯
  /** everyday: 好个屁, which is of anything but what was just finished; so: 还在跳, by which characters it was told. */
  | {
      readonly do: 'reopen'
      readonly case?: number
      readonly text: string
      readonly how?: 'everyday'
      readonly so?: string
    } //                                                                                  27没好 …, 没完, 又坏了
  /** outside: 再不来我打12345了, which the conveners hear as well. */
  | { readonly do: 'urge'; readonly case?: number; readonly how?: 'outside' } //          催 27
  | { readonly do: 'mine' } //                                                            我的
  /** 接1 接2 · 1好了，2明天弄: of several cases in one message, each with its own words. */
  | { readonly do: 'each'; readonly parts: readonly { readonly text: string; readonly readings: readonly Reading[] }[] }
  // cases, by staff
  /**
   * plain: 「27收到」, which only staff mean so; quoting: 「收到」 on the bot's line, which only those of its post do;
   * going: 我去, received: 收到, without a number: of what was just called for; `all`: of so many.
   */
  | {
      readonly do: 'take'
      readonly case?: number
      readonly more?: readonly number[]
      readonly how?: 'plain' | 'quoting' | 'going' | 'rescuing' | 'received'
      readonly thing?: Thing
      readonly all?: number
    } //                                                                                  接 27 · 接 27、28
  /**
   * `until`: the date that they give; `offer`: as a fact, which may be no promise: 已经约了周三的师傅. `day`: they are a
   * day and nothing else, 「27 下周二」, which is a date only to the question which. `takes`: of what nobody has yet, it
   * says that she works on it.
   */
  | {
      readonly do: 'news'
      readonly case?: number
      readonly text: string
      readonly how: 'command' | 'plain'
      readonly until?: Instant
      readonly offer?: true
      readonly day?: Instant
      readonly takes?: true
      readonly thing?: Thing
    } //                                                                                  进展 27 … · 27 已联系维保 · 27 下周三前装好
  | { readonly do: 'promise'; readonly until: Instant; readonly text: string } //         明天来, 周五之前给你弄
  | { readonly do: 'day'; readonly until: Instant } //                                    周四: to the question which day
  | { readonly do: 'nobody-home'; readonly case?: number; readonly text: string } //      去了，没人在家; 打电话不接
  | { readonly do: 'no-hurry'; readonly case?: number; readonly until?: Instant; readonly text: string } // 不急, 我下周才在家
  | { readonly do: 'at-home'; readonly until?: Instant; readonly text: string } //        周六上午在家
  | { readonly do: 'on-sight'; readonly trouble: Trouble; readonly text: string } //      顺手弄了，3栋那灯 · 随手办 3栋路灯 换了灯泡
  | { readonly do: 'stuck'; readonly case?: number } //                                   修不了, 没配件, 要动维修资金
  | { readonly do: 'no-reminders'; readonly case?: number } //                            先别催我
  | { readonly do: 'decline'; readonly case?: number; readonly reason: string } //         不接 · 27我没空
  | { readonly do: 'hand-on'; readonly case?: number; readonly to: string } //            转 27 @李工
  | { readonly do: 'send-back'; readonly case?: number; readonly reason: string } //      退回 27 是供电局的
  | { readonly do: 'refuse'; readonly case?: number; readonly reason: string } //         不办 27 原因
  /** over: 车开走了, 不用来修了, which never finishes: those whom it concerns say so. `all`: 两件都好了. */
  | {
      readonly do: 'finish'
      readonly case?: number
      readonly text: string
      readonly how: 'command' | 'plain' | 'over'
      readonly thing?: Thing
      readonly all?: number
    } //                                                                                  办结 27 … · 27好了 · 好了 · 3栋电梯修好了
  /**
   * plain: 过两天, which only those who work on it mean so; `days`: working days more than it has (下雨干不了);
   * `by`: so much more than it has.
   */
  | {
      readonly do: 'postpone'
      readonly case?: number
      readonly until?: Instant
      readonly days?: number
      readonly by?: Span
      readonly reason: string
      readonly how?: 'plain'
    } //                                                                                  延期 27 2天 等配件
  /** Of work that is to be done by a day that no year has. */
  | { readonly do: 'no-such-day'; readonly case?: number; readonly day: string } //          27延到2月30日
  | { readonly do: 'agree'; readonly case: number } //                                    同意 27
  | { readonly do: 'disagree'; readonly case: number; readonly reason: string } //        不同意 27 太久了
  | { readonly do: 'press'; readonly case?: number; readonly text?: string } //           督办 27 三天内办好
  /** plain: 要帮忙, without a number. */
  | { readonly do: 'need-help'; readonly case?: number; readonly text?: string; readonly how?: 'plain' } // 27要帮忙 没梯子
  | { readonly do: 'reason'; readonly case?: number; readonly text: string } //           27 原因 等配件
  | { readonly do: 'suspend'; readonly case?: number; readonly until?: Instant; readonly reason: string } // 缓办 27 到3月1日 等维修资金
  | { readonly do: 'go-on'; readonly case?: number; readonly how: 'command' | 'home' } // 继续27 · 不用等了27 · home: 27 我在家
  | { readonly do: 'pass-up'; readonly case?: number; readonly reason: string; readonly how?: 'plain' } // 上报 27 修不了 · plain: 报给街道嘛
  | { readonly do: 'send-down'; readonly case?: number; readonly to: string; readonly reason: string } // 交办 12 幸福里
  | { readonly do: 'call-in'; readonly case?: number } //                                 撤回上报 27
  /** `as`: a category or kind as it was said. */
  | ({ readonly do: 'sort'; readonly case?: number; readonly as?: string } & Partial<Triage>) // 分类 27 电梯困人 · 公事 27 · 即办 27 · 急 27
  | { readonly do: 'merge'; readonly case: number; readonly into: number } //             并 27 19
  /** `into`: where it is said to have gone. */
  | { readonly do: 'part'; readonly case: number; readonly into?: number } //             拆 27 · 27不是19
  | { readonly do: 'todo' } //                                                            待办
  | { readonly do: 'digest'; readonly of: 'day' | 'week' | 'month'; readonly figure?: Figure } // 简报 · 月报 · 简报 晚了
  | { readonly do: 'polish'; readonly of: 'week' | 'month' } //                              润色周报
  /** slip: 打错了，是灯泡, which may be of anything. */
  | { readonly do: 'correct-finish'; readonly case?: number; readonly text: string; readonly how?: 'slip' } // 更正 27 换的是皮带，不是电机
  /** bare: 撤下, without any number. */
  | { readonly do: 'take-down'; readonly case?: number; readonly reason: string; readonly how?: 'bare' } // 撤下 27 · 27公告撤下
  // polls
  | { readonly do: 'open-poll'; readonly poll: PollWords }
  | { readonly do: 'post-poll' } //                                                       发
  | { readonly do: 'drop-poll' } //                                                       不发
  | { readonly do: 'show-card' } //                                                       看
  | {
      readonly do: 'change-poll'
      readonly rules?: RuleWords
      readonly question?: string
      readonly options?: readonly string[]
      readonly add?: readonly string[]
    } //                                                                                  改 截止 周日20点 · 改选项 换/不换 · 再加一个选项 随便 · 改匿名 · 改题目 …
  /** Without a number: of the only one that it may be. either: 「取消P5」, which of a resident's is about her own ballot. */
  | { readonly do: 'void-poll'; readonly poll?: number; readonly reason: string; readonly how?: 'either' } // 作废 P5 写错了
  | { readonly do: 'keep-poll'; readonly poll?: number } //                               不作废了
  | ({ readonly do: 'extend-poll'; readonly poll?: number; readonly closes?: Instant; readonly reason: string } & Later) // 延长 P5 到周日20点 还有人没看到 · 延长 P5 3天
  | { readonly do: 'end-poll'; readonly poll: number } //                                 截止 P5
  | { readonly do: 'conclude'; readonly poll?: number; readonly text: string; readonly review?: Instant } // 结论 P5 先装两个桩，三个月后回头看
  | { readonly do: 'sweep'; readonly poll?: number; readonly within?: string } //         扫楼 P5: who was not reached · 扫楼 P5 4栋 (「4」)
  | { readonly do: 'urge-poll'; readonly poll?: number } //                               催一下: by a convener, of a poll
  | { readonly do: 'set-aside'; readonly poll: number; readonly household: string; readonly reason: string } // 存疑 P5 3-2-501 不是本人
  | { readonly do: 'restore'; readonly poll: number; readonly household: string } //      恢复 P5 3-2-501
  | ({
      readonly do: 'hand-in'
      readonly poll?: number
    } & HandedIn) //                                                                      代投 3-2-501 赞成 电话
  /** `unread`: what could not be understood of it. */
  | {
      readonly do: 'hand-ins'
      readonly poll?: number
      readonly each: readonly HandedIn[]
      readonly unread: readonly string[]
    } //                                                                                  代投 3-2-501 赞成、3-2-502 反对 电话
  | { readonly do: 'hand-in-back'; readonly poll?: number; readonly household: string; readonly reason: string } // 撤销代投 3-2-502 录错了
  /** Begins with a command word of polls: staff are told how it is said, of others it is ordinary words. */
  | { readonly do: 'staff-command'; readonly near: string }
  | { readonly do: 'deliberate'; readonly case?: number; readonly days?: number } //      议 27 · 议27 5天
  | { readonly do: 'opinion'; readonly case?: number; readonly text: string } //          意见 27 …
  | { readonly do: 'second'; readonly case?: number; readonly opinion: number } //        支持 27 意见2
  | { readonly do: 'second-words'; readonly case: number; readonly text: string } //      支持27 装充电桩: which opinion is not said
  | { readonly do: 'opinions'; readonly case?: number } //                                意见有哪些
  | { readonly do: 'sum-up'; readonly case?: number } //                                  整理27的意见
  | { readonly do: 'opinion-back'; readonly case?: number; readonly opinion?: number } // 撤回意见 · 撤回27意见2
  | {
      readonly do: 'vote'
      readonly poll?: number
      /** The open polls, of all rooms, whose question has the words that stand before the choice: 「充电桩 赞成」. */
      readonly among?: readonly number[]
      readonly choice: Choice
      readonly how: 'plain' | 'quoting'
      readonly reason: string
      /** Beside what she has chosen already: 再加3. */
      readonly more?: true
    }
  /** One choice for each poll that runs here, in their order: 第一个投1 第二个投2, 两个都选1. */
  | { readonly do: 'vote-each'; readonly choices: readonly Choice[] }
  /** `either`: whatever the others want. */
  | { readonly do: 'vote-unsure'; readonly ask: 'for' | 'either' | 'abstain' } //         没意见 · 都行 (赞成还是弃权？) · 随大流 (算弃权吗？)
  | { readonly do: 'same-vote'; readonly poll?: number } //                               同上, 跟楼上
  /** For somebody who does not write herself; not counted before a steward has checked it. */
  | {
      readonly do: 'vote-for'
      readonly poll?: number
      readonly who: string
      readonly household?: string
      readonly choice: Choice
    } //                                                                                  替我妈投1 · 502也投1，她不会用手机
  | { readonly do: 'two-votes'; readonly poll?: number } //                               我两套房，两票
  | { readonly do: 'chain'; readonly title: string; readonly lines: readonly ChainLine[] } // #接龙 …
  | { readonly do: 'own-count' } //                                                       同意的扣1: a neighbour's own
  | { readonly do: 'vote-not'; readonly poll?: number } //                                不投, 我不参与
  | { readonly do: 'who-voted'; readonly poll?: number } //                               谁投的反对, 把名单发出来
  | { readonly do: 'who-may'; readonly poll?: number } //                                 租户算不算, 房东没在群里咋办
  | { readonly do: 'option-missing' } //                                                  少个选项, 怎么没有都不要
  | { readonly do: 'unvote'; readonly poll?: number } //                                  撤销我的票
  | { readonly do: 'status'; readonly poll?: number } //                                  票况, 现在几比几
  | { readonly do: 'my-ballot'; readonly poll?: number } //                               我投了没
  | { readonly do: 'vote-how'; readonly poll?: number } //                                怎么投, 能改吗, 是匿名的吗: said to the bot
  | { readonly do: 'result'; readonly poll?: number } //                                  结果 P1, 结果出来了吗
  | { readonly do: 'record'; readonly poll?: number } //                                  记录 P1: the sheet again
  | { readonly do: 'own-code'; readonly poll?: number } //                                忘了我的码
  | { readonly do: 'code-how' } //                                                        凭证码是什么意思
  | { readonly do: 'who-sees'; readonly poll?: number } //                                谁看得到我投的什么
  | { readonly do: 'poll-how' } //                                                        怎么发起投票
  // reminders for everybody, and who is on duty
  /** aside: 12月10日前交医保，提醒一下大家, which of a resident may be something else. plain: a convener's to the staff. */
  | ({ readonly do: 'remind'; readonly text: string; readonly how?: 'aside' | 'plain' } & ReminderWords) // 提醒 12月10日18:00前 交医保
  | ({ readonly do: 'move-reminder'; readonly reminder: number } & ReminderWords) //      R3 改到12月12日
  | { readonly do: 'drop-reminder'; readonly reminder?: number; readonly how?: 'plain' } //                       取消提醒 R3
  | { readonly do: 'reminders'; readonly reminder?: number } //                           提醒列表 · R2是啥
  /** 明天停水: a notice; `reminds`: that begins with 提醒. */
  | {
      readonly do: 'stoppage'
      readonly what: string
      readonly until: Instant
      readonly timed?: true
      readonly reminds?: true
    }
  /** `phone`: 值班电话, `unknown`: on a feast of which we do not know the day. */
  | {
      readonly do: 'on-duty'
      readonly on?: Instant
      readonly whole?: true
      readonly phone?: true
      readonly unknown?: true
    }
  /** A service thinks that it sees this in a picture that came without words; `of`: the message of the picture. */
  | { readonly do: 'pictured'; readonly trouble: Trouble; readonly of: string }
  // talk with the bot
  | { readonly do: 'yes' }
  | { readonly do: 'span'; readonly by: Span } //                                         三天 · 延三天: to the same
  | { readonly do: 'same'; readonly is: boolean } //                                      就是那个 · 不一样的，我说的是…: only to that question
  | { readonly do: 'no' } //                                                              不是: to a question, else undoes
  | { readonly do: 'undo' } //                                                            刚才那个不算
  | { readonly do: 'slip'; readonly case?: number } //                                    27点错了: of one's own finish
  | { readonly do: 'help'; readonly on?: HelpTopic } //                                   帮助 · 表决帮助 · 怎么作废
  | { readonly do: 'left' } //                                                            我的话发给谁了
  | { readonly do: 'forget' } //                                                          删除我的信息
  | { readonly do: 'about'; readonly topic: Topic } //                                   你是真人吗 · 谁在看记录 · 转人工 · 收不收钱 · 物业电话多少
  | { readonly do: 'thanks' } //                                                          谢谢, 收到: to the bot
  | { readonly do: 'what' } //                                                           我要投诉 · 电梯: nothing is said of what is wrong
  | { readonly do: 'explain' } //                                                        怎么报 · 啥叫登记: of what the bot asks
  | { readonly do: 'rumour' } //                                                         听说2栋死人了
  | { readonly do: 'mood'; readonly mood: Mood } //                                     滚 · 专业疏通，电话… · 有啥用: of much of it the conveners hear
  | { readonly do: 'exposes'; readonly what: 'number' | 'secret' } //                     the number of somebody's document, or what opens a door
  | { readonly do: 'apart' } //                                                          是两件事 · 分开记
  | { readonly do: 'unnamed'; readonly case?: number } //                                 别说是我说的
  | { readonly do: 'uncall' } //                                                          别@我
  | { readonly do: 'deaf'; readonly on: boolean } //                                      不要记我 / 可以记我
  | { readonly do: 'hush'; readonly minutes?: number } //                                 安静 2小时 (none: until next morning)
  | { readonly do: 'resume' } //                                                          恢复
  | { readonly do: 'bind-room' } //                                                       绑定
  | { readonly do: 'live-at'; readonly household: string; readonly relation: 'owner' | 'tenant' | 'family' } // 我住3栋2单元501
  | { readonly do: 'confirm'; readonly name: string } //                                  核实 李芳
  | { readonly do: 'code'; readonly code: string } //                                     an invitation's code
  | { readonly do: 'too-long' } //                                                        over 2,000 characters: cut before it was read
  /** A command that is nearly right, or nothing at all: only an addressed one gets the hint. */
  | { readonly do: 'unclear'; readonly near?: string }
