import type { Told } from './case.ts'
import { cut, fitting, lines } from './fit.ts'
import { timesCalled } from './lights.ts'
import { spanWords } from './time.ts'

// Said in private to those who are to help, and nowhere else.

/** @param phones that were left */
const about = ({ matter, who, there = '' }: Told, text: string, phones: readonly string[], most: number): string =>
  lines(
    who,
    `原话：“${cut(text, most)}”`,
    there !== '' && !text.includes(there) && !who?.includes(there) && `地点：${there}`,
    phones.length > 0 && `电话：${phones.join('、')}`,
    matter.danger === undefined ? '' : ANSWER,
  )
const ANSWER = '谁去，私下回我“我去”。这件不进群，请别转发'

/** With less and less of what was said. */
const within = (make: (most: number) => string): string => fitting([80, 50, 30, 20].map(make))

export const called = (told: Told, text: string, phones: readonly string[]): string =>
  within((most) => lines(`急！有人说到${told.matter.danger ?? ''}，请马上去看`, about(told, text, phones, most)))

export const calledAgain = (told: Told, text: string, phones: readonly string[]): string =>
  within((most) =>
    lines(
      `急！说到${told.matter.danger ?? ''}的那件，${spanWords(told.now - told.matter.since)}了还没人回，第${timesCalled(told.matter)}次叫`,
      about(told, text, phones, most),
    ),
  )

/** @param name who said it; none: she asked not to be named */
export const more = ({ matter }: Told, name: string | undefined, text: string): string =>
  `说到${matter.danger ?? ''}的那件，${name ?? '一位居民'}又说：“${cut(text, 120)}”`
export const placeTold = ({ matter, there = '' }: Told): string =>
  `说到${matter.danger ?? ''}的那件，地点：${there}${matter.place?.room ?? ''}`
/** To her who says more: nothing of what it is. */
export const passedOn = (): string => '转告了'

export const taken = (): string => '好，您去。要人帮就叫上别的同志；下个工作日早上我问一句后来怎么样'
export const takenBy = ({ matter }: Told, name: string): string => `说到${matter.danger ?? ''}的那件，${name}去了`
/** To who wrote in private: nothing of what it is. */
export const coming = (): string => '有人去看了，急就打110'
export const howWasIt = ({ matter, who }: Told): string =>
  lines(
    `上次说到${matter.danger ?? ''}的那件${who === undefined ? '' : `，${who}`}，后来怎么样？`,
    '回一句就行，我只问这一次',
  )
/** @param by who goes; none: they are called. To who wrote in private: nothing of what it is. */
export const whoComes = (by: string | undefined, called: readonly string[]): string =>
  by === undefined
    ? `已经叫了${called.join('、')}，还没回话，我接着叫。别等，先打110`
    : `${by}说去了，路上要时间。急就打110`
/** 「开玩笑的」: it is heard, and somebody asks all the same. */
export const takenBack = (advice: string | undefined, phone = '110'): string =>
  `没事就好。这话转告了，还是会有人来问您一声。${advice ?? `急就打${phone}`}`
/** @param those with what it is, one a line: who may mean any of them is asked in private */
export const whichHidden = (those: readonly Told[]): string =>
  lines(
    '是哪一件？加上人名或楼栋再回一句；几件都是就回“都去”',
    ...those.map(({ matter, who, there = '' }) => `${who ?? there}：${matter.danger ?? ''}`),
  )
export const goesAlready = (name: string): string => `${name}已经去了，您也去更好`
/** @param names who was called before, where nobody else reads it */
export const keptFromOthers = (names: readonly string[]): string =>
  names.length === 0 ? '这句我不转' : `好，只告诉了${names.join('、')}，不进群，别人不知道。急就打110`
/** @param names who was called before, where nobody else reads it */
export const keptBack = (names: readonly string[]): string =>
  names.length === 0
    ? '这句我不转'
    : `这句我不转。前面说的已经告诉${names.join('、')}了，收不回来。不想让他们管，直接打110，或妇联12338`
export const noted = (): string => '记下了'
/** Where nobody who is to help can be written to: that there is something, not what. */
export const befriend = (): string => '有急事要私下跟您说，请马上加我好友'

const POLITE = '(?:好的?|嗯|哦|噢|收到)?[，,。!！ ]*'
const TAKES = new RegExp(
  `^${POLITE}(?:(?:我|俺)?(?:知道|晓得|明白|清楚|收到|看到)了?|(?:我|俺)(?:们)?(?:这就|马上|立刻|现在就?|先|就)?(?:去|来|过去|到|联系|打电话|处理|在路上|去看看|去看一?下)(?:了|看看)?|(?:这就|马上|立刻)(?:去|来|过去|到|联系|处理)|(?:我)?接(?:了|下|手)?|我来办|在路上了?|已经?(?:在)?(?:去|联系|处理|报警)了?|好的?|要得|收到)(?:[，,。!！ ].{0,40})?[。!！~ ]*$`,
)
/** 「知道了」「我去」「接」: somebody goes. */
export const takesIt = (text: string): boolean => TAKES.test(text.trim())
const ON_THE_WAY = /(?<!不|没|别|谁|过)(?:去|来(?!不)|接|联系|处理|打电话)(?!不|过)/
/** 「我去李芳那里」「李芳那件」, where it is clear what of. */
export const goes = (text: string): boolean =>
  (ON_THE_WAY.test(text) || /[那这](?:[件边里儿家]|一件)[。!！]*$/.test(text)) && !cannotGo(text)
/** What a building is called in 「我去3栋」. */
export const house = (building: string): string => `${building}栋`
/** 「都去」「两件都没事了」. */
export const ofAll = (text: string): boolean => /^(?:我|他们|[两三几]|[件家边个])*都/.test(text.trim())
/** 「我在外地，去不了，换个人」. */
export const cannotGo = (text: string): boolean =>
  /(?:去|来|到|赶)不(?:了|成|到)|没法(?:去|来)|不(?:在家|在小区|方便去)|在外地|换(?:个|别的)?人|走不开|没空/.test(text)
export const calledOthers = (): string => '好，我马上叫别人'
const KEEPS = '(?:别|莫|不要|不想|不能|不准)(?:再)?(?:告诉|惊动|找|跟|给|让|叫|喊|和|同|对)'
const KEEPING = new RegExp(KEEPS)
/** Something is to be kept from somebody. */
export const keeps = (text: string): boolean => KEEPING.test(text)
/** 「别告诉书记，他跟我老公熟」: of those who are called, by office or name; whoever else is not to know is for them to hear. */
export const asksSilence = (text: string, called: readonly string[]): boolean =>
  new RegExp(`${KEEPS}.{0,3}(?:书记|主任|支书|村长|社区|居委|村委|干部|领导|${called.map(literal).join('|')})`).test(
    text,
  )
/** 「别跟别人说」「莫让人晓得」: not of anybody in particular. */
export const hushes = (text: string): boolean =>
  new RegExp(
    `${KEEPS}.{0,3}(?:别个|别人|其他人|人家|外人|任何人|邻居|大家|群里|人)(?!.{0,4}[来去])|(?:别|莫|不要|不能)(?:再)?(?:往外|到处|对外|在群里)?(?:说|讲|传|发)(?:出去|到群里|开)`,
  ).test(text)
/** 「你们来了没有」「谁来」: of those who were called. */
export const asksWhoComes = (text: string): boolean =>
  /(?:你们|书记|主任|有人|谁|哪个|人)[^，。,]{0,4}[来到去动](?:了|过来)?(?:没有?|没得|吗|么|不|嘛)|(?:谁|哪个)(?:会|要|能)?来|(?:怎么|咋个?|啷个)还(?:没|不)[^，。,]{0,4}[来到人]|还(?:要)?(?:多久|好久)|到哪(?:里|儿)?了|还来不来|来不来/.test(
    text,
  )
/** 「开玩笑的」. */
export const takesBack = (text: string): boolean =>
  /(?:开|是)(?:个|的)?玩笑|[说闹]着玩|随口(?:一)?说|[乱瞎]说|当我没说|说的气话/.test(text)
/** 「报事 楼道灯坏了」: it is another matter. */
export const reportsAnother = (text: string): boolean => /^[^\p{L}]*(?:我要|帮我|请)?(?:报事|报修|代报)/u.test(text)
const literal = (name: string): string => name.replace(/[^\p{L}\p{N}]/gu, '\\$&')

/** How it went. */
export const isOver = (text: string): boolean =>
  /没(?:得)?事|好了|好些|解决|处理|报(?:了)?警|派出所|民警|社工|妇联|医院|送|调解|劝|安全|平静|和好|联系上|看过|陪/.test(
    text,
  )
