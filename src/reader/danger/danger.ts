import type { Vocabulary } from '../../ports.ts'
import { type Hit, hits } from '../text/lexicon.ts'
import { CLOSE, DENIED, LAUGHTER, NOT_NOW, NOTICE, OFFICIAL, OWN_THINGS, TRADE } from '../trouble/signs.ts'
import { told } from './plight.ts'
import { gap, SOMEONE } from './somebody.ts'

const SOMEBODY =
  /有人|孕妇|山上|仓库|厂房|房子|屋[里头]|这层|隔壁|对门|老人|老太|大爷|大妈|婆婆|爷爷|奶奶|小孩|孩子|娃|邻居|住户|业主|保安|师傅|楼|栋|单元|小区|厨房|车库|门口|家里|屋头|电梯|消防|救|快来|快|120|119|110|村|组|塘|河|沟|工地|路上|[!]{2}/
const FIGURE =
  /(?:(?<!好)像|好比|仿佛|感觉|简直|快要|差点|(?<!有人|他|她|个.{0,3})要|累得|急得|气得|热得|冷得|困得|丑得|烦得|饿得|馋得|忙得|笑得|帅得|美得|夸得|多得|压得|(?:(?<![告路门标站示招])牌|球|将)打?得?|仙女棒|烟花|演[练习]|[预以谨]防|防止|小心|注意|谨防|避免|以为|容易|当心|怕|万一)[^,.!? ]{0,6}$/
/** Of somewhere else, or how one should behave: not of here and now. */
const TOLD_ON =
  /[【[]转[】\]]|转发|转给|科普|小知识|怎么(?:救|急救|预防)|安全(?:提示|常识|知识)|某(?:小区|地|市|村)|痛心|^转[: ]|外地|(?:隔壁|[外邻别])的?(?:[省市县镇乡])|电视[里上]|新闻/
const COMMON =
  /火锅|考试|成绩|心态|颜值|人品|朋友圈|火爆|爆款|(?<![着起失])火了|跆拳道|拳击|散打|武术|玩失踪|游戏|球|比赛|赛|(?<![一有])股|基金|网红|直播|粉丝|歌|追剧|剧|演|抢票|抢红包|吃鸡|队友|开黑|副本/

/** Whom it happens to, right before it: 「我老公晕倒了」. */
const KIN =
  /(?:爸|妈|爹|娘|爷|奶|公|婆|伴|老汉|老头|娃|崽|儿子|女儿|孙|媳妇|哥|姐|弟|妹|叔|伯|姨|舅|遭|被)[^,.!?]{0,3}$/
const NONE_OF_IT = /(?:别|不要|不许|没|莫|无|没有|没得|莫得|不是|不会|不)(?<!是不是)$/
/** Long over, or no more than a word: 「中风三年了」「流血过多」. */
const AFTERWARDS =
  /^了?(?:过(?![来去])|[^,.!? ]{0,4}(?<!老)年|后遗症|康复|一样|似的|保险|[^,.!?]{0,3}自己(?:又)?[爬站]起来)/
/** What a word of danger is part of, and how it goes on there: 「想死你了」「老公打我电话」「狗咬狗」. */
const OTHERWISE: readonly (readonly [word: RegExp, goesOn: RegExp])[] = [
  [/想死$/, /^了?(?:个|[你您他她它咱我妈爸家那这吃喝睡回心磕马机板]|大家|的心)/],
  [/不想活$/, /^[动得成在]/],
  [
    /打(?:我.{0,2}|[他自己]*老婆|媳妇|婆娘|小孩|[他老]?[妈娘])$/,
    /^.{0,4}(?:电话|手机|座机|号|招呼|微信|视频|牌|麻将|车|针|主意)/,
  ],
  [/[拿持]菜?刀$/, /^.{0,4}(?:[切剁削磨割雕]|砍[菜肉骨柴树]|杀[鱼鸡鸭鹅猪])/],
  [/打架$/, /^子/],
  [/^漏电$/, /^(?:开关|保护|断路)/],
  [/电死$/, /^.{0,2}(?:蚊|苍蝇|老鼠|鱼|虫)/],
  [/不见$/, /^(?:好|得|了?(?:起色|好转|兴趣))/],
  [/^老人走$/, /^(?![丢失散])/],
  [/^找不到(?:孩子|娃)$/, /^儿?[的同]/],
  [/^死了算了$/, /手机|电脑|[破车花鱼股]/],
  [/咬/, /^了?(?:狗|吕洞宾|架|起来|我?家?的?(?:拖鞋|鞋|沙发|快递|骨头|线|东西|鸡|鸭|鹅|猫|包))/],
  [/^跳楼$/, /^(?:价|大甩|机|梯|式)/],
  [/卡在电梯[里头内门]*$/, /^[里头内]*.{0,3}(?:刷|用|掉|丢)/],
  [/^火苗$/, /^(?:太|好|很)?小/],
  [/^打人$/, /^.{0,2}(?:牌|麻将)/],
  [/(?:老婆|媳妇|婆娘|女人)打了$/, /^(?:个|一|两|几|.{0,3}(?:电话|麻将|牌|喷嚏|工|折|车|针|疫苗|招呼|视频|饭))/],
  [/打(?:娃|孩子)$/, /^儿?的?(?:屁股|手板|手心|针|疫苗|电话)/],
  [/倒在$/, /垃圾|剩饭|剩菜|油|渣|土|水/],
  [/夹到$/, /^了?.{0,4}(?:快递|袋|包|绳|衣|裙|车|箱|东西|菜|伞|鞋)/],
]
/** What a word may mean only beside others: a lift that one knocks in, whoever does not answer behind her own door. */
const ONLY: readonly (readonly [word: RegExp, beside: RegExp])[] = [
  [/^救(?:命|救我)$/, /^(?:救命|救救我|快?来人|[啊呀哪呐了!,. ])+$|(?:有人|谁|隔壁|对门|楼[上下]).{0,6}喊救命/],
  [/^[有进来](?:贼|小偷)/, /(?:家|屋)[里头]*.{0,4}[有进来](?:贼|小偷)(?!心|胆|.*(?:监控|丢了|偷了|防))/],
  [/拍门$/, /电梯|轿厢/],
  [/^漏气$/, /^(?!.*(?:锅|胎|气球|密封))/],
  [/^打架$|^打起来$/, /^(?!.*[猫狗鸡鹅鸟虫猴].{0,4}打)/],
  [/^烧起来$/, /^(?!.*[脸耳])/],
  [/[叫喊]不醒$/, /^(?!.*(?:睡着|睡得|赖床|闹钟))/],
  [/咬/, /^(?!.*[猫狗鸡鸭鹅兔羊][^,.!?我他她]{0,3}[被遭])/],
  [/[流出]血$/, /^(?!.*(?:蚊|姨妈|例假|月经|牙龈|痔))/],
  [/^[被困]{1,2}住?了?$|^被困$/, /^(?!.*(?:堵车|堵在路))/],
  [/^出不来气$/, /^(?!.*好?挤)/],
  [/^掉(?:进)?[河水井]/, new RegExp(`^(?:救命|快|来人|[,.! ])*掉|(?:${SOMEONE}|车)${gap(4)}掉`)],
  [/^从楼上掉$/, /(?:人|孩|娃|老|工|师傅|他|她).{0,4}从楼上掉/],
  [/[喊叫敲门]也?不(?:答)?应$/, /(?:老|爷|婆|奶|大妈|独居|邻居).*(?:没|不)(?:开门|出门|见人|动静|下楼)/],
  [/^(?:老婆|媳妇|婆娘|女人)打了$/, /把.{0,6}打了/],
  [/^烟好大$/, /^(?!.*(?:烧烤|炒菜|抽烟|油烟))/],
  [/^臭鸡蛋味$/, /^(?!.*(?:下水|厕所|化粪|地漏|沟|河|热水|温泉|冰箱|记住|怎么办))/],
]
/** What may come of it one day, not what has come: 「不然砸到人谁负责」. */
const FEARED =
  /(?:不然|否则|要不|免得|以免|省得|迟早|早晚|总有一天|哪天|担心|怕)[^,.!?]{0,10}$|(?<![开大委主])会(?!是)[^,.!?]{0,2}$/
const BLAMED = /^了?(?:人|老人|孩子|娃儿?|的)?(?:到时候?)?(?:谁|哪个|算谁|物业|你们)[^,]{0,3}(?:负责|赔|担|承担)/
const NEARLY = /差一?点|险些|幸好/
const WISHED = /堆|堵|过期|占|锁[着了]|没水|失效|不修|没人管|请|建议|希望|再不|隐患/
const WHAT_IF = /^了?人?(?:怎么|咋个?|啷个)(?:办|跑|逃|整|弄)/
/** Over since, and told as news. */
const PAST =
  /(?:昨[晚夜]|前[晚夜]|前几[天日]|前阵|前段|前不久|那[天晚次]|上个?(?:月|星期|礼拜)|[几两三\d]个?[年月天]前)(?!.{0,30}(?:还[在没]|现在|一直|今天(?:还|又|都|也)|到今|至今|联系不))/
const HELPED =
  /(?:120|救护车|医生|急救)[^,.!?]{0,6}[拉接抬送]走|送(?:去|到|往)?(?:医院|急诊)了|(?:已经?|都|刚)[^,.!?]{0,4}送(?:去|到|往)?了?(?:医院|急诊)|(?:救|放|捞|拉|抬)[出上下]来了|已经?(?:救出|脱困|获救)|火[^,.!?]{0,4}灭|[扑浇]灭|(?:警察|民警|派出所|保安)[^,.!?]{0,6}[抓带押拉]走|没(?:得)?事(?:了|$|[ ,.])|虚惊|脱险|住院|住进医院|(?:人|孩子|娃儿?|老人|爸|妈|爷爷|奶奶|婆婆)[^,.!?]{0,3}(?:找到|回来|醒)了/
const STILL = /还(?!好)|又|现在|快|没(?!事|什么)|赶紧|救[命我]|[怎咋]么?办/
const isOver = (text: string): boolean => PAST.test(text) || (HELPED.test(text) && !STILL.test(text))
/** What goes on until somebody ends it. */
const LASTING: ReadonlySet<string> = new Set(['燃气泄漏', '电线', '走失', '狗咬', '求救'])
/** Whoever tells of herself is heard, whenever it was. */
const SUFFERED = /[打揍摸掐砍捅]我|我[^,.!?]{0,6}[被遭]|我[^,.!?]{0,6}(?:想死|不想活|想不开|活不|割|吞|跳)/
const PRIVATE: ReadonlySet<string> = new Set(['打人', '轻生'])
const FOUND = /(?<!没|不|还)(?:找|寻)(?:到|回)(?:了|来)?(?=$|[ ,.!])/
const past = (name: string, text: string): boolean =>
  (name === '走失' && FOUND.test(text)) ||
  (PRIVATE.has(name) ? PAST.test(text) && !SUFFERED.test(text) : !LASTING.has(name) && isOver(text))

const WHERE = /哪(?:里|儿|栋|边|层|幢|座|个单元|家|户|楼)|谁家|(?:啥|什么)(?:地方|位置)/
const ENGINES = /(?=.*(?:消防车|警车|救护车)).*(?:哪|谁家|是不是|怎么|咋|啥|什么)/
const SEES = /[\d一二三四五六七八九十][栋楼号单层组]|对面|楼[上下]|隔壁|烟|火苗|窜|[糊焦]味|火光|快|救[命人我]|!!/
const SEES_SMOKE = /烟|火苗|窜|[糊焦]味|火光|快|救[命人我]|!!/
/** In play and in jest, and of who telephones. */
const IN_PLAY =
  /水枪|雪仗|游戏|王者|吃鸡|打牌|麻将|扑克|象棋|这[局盘]|考砸|剁手|私房钱|没写作业|知道了?[^,.!?]{0,2}(?:要|得|会)|没接到|没听[到见]|未接|回过去|回拨|占线/
/** Spoken of, or asked about in general. */
const AS_A_MATTER =
  /^(?:了)?的(?:[要吗]|那[个位]人|那?[件个]?事(?!$|了)|事情|读后感|视频|新闻|照片|原因|责任|那[天次家])|^了?(?:应?该|要)(?:怎么|咋|如何)/
/** Whoever asks where it is has only heard of it. */
const asksWhere = (name: string, text: string, before: string, after: string): boolean =>
  !LASTING.has(name) &&
  ((ENGINES.test(text) && !SEES_SMOKE.test(text)) ||
    (!SEES.test(text) &&
      (WHERE.test(before.slice(before.search(/[^,.!? ]*$/))) || /^的?(?:是|在)(?:哪|谁家)/.test(after))))
/** At a height and at ease. */
const HIGH = /楼顶|顶楼|天台|窗台|栏杆|阳台|房顶|屋顶|桥/
const BUSY =
  /修|装|晒|喝|打牌|浇|种|抽烟|钓|拍照|收衣|打扫|扫地|施工|干活|做工|检查|刷|防水|吹风|乘凉|聊天|擦|玩手机|看(?:风景|烟花|月亮|热闹|日)|跳(?:绳|舞|操)|放风筝|安[空太]/

/** Said to somebody who is close: no stranger is called. 「老公突然倒地」 is said of one. */
const COURTING =
  /宝贝|亲爱|爱你|想你|想死|分手|亲亲|晚安|恋爱|喜欢你|哥们|兄台|(?:老公|老婆|媳妇儿|[男女]朋友|兄弟|姐妹|同学)(?=们?[你咱]|$|[ ,.!?~]|[啊呀哦嘛])/
const SPOUSE = /(?:老公|老婆|媳妇儿?|[男女]朋友|兄弟|姐妹|同学)[^,.!?]{0,3}$/
/** Of what is around such words: they may say 「老婆」 themselves, and whom it happens to may be one. */
const LIGHTLY = [NOT_NOW, LAUGHTER, COMMON, DENIED, TOLD_ON]
/** 「老婆要离婚，我不想活了」: to despair of those who are close is meant. */
const FOND = /爱你|想你|想死|亲亲|晚安|宝贝|亲爱|喜欢你/
const WHOM = /^(?:他|她|自己)?(?:老婆|媳妇儿?|老公|[男女]朋友)/
const without = (text: string, named: readonly Hit[]): string =>
  named.map(({ from }, i) => text.slice(named[i - 1]?.to ?? 0, from).replace(SPOUSE, '')).join(' ') +
  text.slice(named.at(-1)?.to).replace(WHOM, '')

const STRANGER =
  /有人|有个|陌生|不认识|醉[汉鬼]|小偷|贼|歹徒|一伙|[两几三]个人|群架|群殴|(?:包|手机|项链|钱|东西|首饰).{0,3}抢|抢.{0,4}(?:包|手机|项链|钱|东西|首饰)/
const AT_HOME =
  /老公|老婆|媳妇|婆娘|男人|丈夫|前夫|[男女]朋友|(?:我|后|他|她)[爸妈爹娘]|儿子|女儿|公公|两口子|屋头|我家|家里|隔壁|对门|楼上|娃|孩子|老[人汉头太]|(?:打|掐|砍|杀|捅|揍|弄死|打死)(?:我|她|女|自己)|强奸|猥亵|性侵|非礼|摸我/
const CHILD = /小?孩(?:子)?|娃|宝宝|小朋友|[一二两三四五六七八\d]岁/
const MEANT = /跳|想不开|自杀|轻生|不想活|想死|寻短/
const STUCK = /^(?!.*(?:电梯|轿厢)).*[卡夹]/
/** What it is nearer: a stranger's violence is none at home, a rail holds no cabin, and a small child on a window sill may fall. */
const nearer = ({ name, word }: Hit, text: string): string => {
  if (name === '困人' && STUCK.test(word)) return '卡住'
  if (name === '打人' && STRANGER.test(text) && !AT_HOME.test(text)) return '行凶'
  return name === '轻生' && HIGH.test(word) && CHILD.test(word) && !MEANT.test(text) ? '求救' : name
}

/** Here and now, in earnest. */
const isMeant = ({ name, word, from, to }: Hit, text: string, around: string): boolean => {
  const [before, after] = [text.slice(Math.max(0, from - 12), from), text.slice(to)]
  const close = name === '轻生' ? FOND : word.length < 3 ? CLOSE : COURTING
  if ([...LIGHTLY, close].some((pattern) => pattern.test(around))) return false
  if (NOT_NOW.test(word) || FIGURE.test(before) || NONE_OF_IT.test(before) || AFTERWARDS.test(after)) return false
  if (NEARLY.test(word) || AS_A_MATTER.test(after) || (name === '打人' && IN_PLAY.test(text))) return false
  if (FEARED.test(before) || BLAMED.test(after) || (WISHED.test(text) && WHAT_IF.test(after))) return false
  if (past(name, text) || asksWhere(name, text, before, after)) return false
  if (name === '轻生' && HIGH.test(word) && BUSY.test(text)) return false
  if (OTHERWISE.some(([what, goesOn]) => what.test(word) && goesOn.test(after))) return false
  if (ONLY.some(([what, beside]) => what.test(word) && !beside.test(text))) return false
  return !(word.length < 4 && ASKED.test(after)) || word === '救命' || word === '救救我'
}
/** Whether a word of the catalogue says enough: a short one does beside whom or what it concerns. */
const isTold = ({ word, from, to }: Hit, text: string, vocabulary: Vocabulary): boolean => {
  if (word.length >= 4 || word === '救命' || word === '救救我') return true
  const before = text.slice(Math.max(0, from - 12), from)
  if (BITTEN.test(word) && before === '') return true
  if (ON_FIRE.test(word) && FIRE_AT.test(before) && BURNS.test(text.slice(to))) return true
  if (SOMEBODY.test(text) || KIN.test(before)) return true
  if (OWN_THINGS.test(text)) return false
  return (
    (/^[被遭]/.test(word) && /我[^,.!?]{0,2}$/.test(before)) ||
    (text.length <= word.length + 2 && (word.startsWith('我') || !text.startsWith('我'))) ||
    hits(text, vocabulary.categories).some((thing) => thing.to <= from || thing.from >= to)
  )
}
const ASKED = /^(?:怎么办|要|会|吗|的?(?:预案|知识|演练|培训|宣传))/
/** 阳台起火了 · 后坡上起火了. */
const ON_FIRE = /[起着失]火$|[燃烧]起来$/
const FIRE_AT =
  /(?:坡|林子?|树|田|地里|灶[房屋]|阳台|祠堂|院[子坝]|草[堆坪]?|柴[堆房火]?|山|棚|猪?圈|厕所|卫生间|客厅|卧室|天台|杂物间|垃圾[堆站房]?|车棚|充电桩|电箱|铺子|超市|学校|办公室|活动室)(?:[上里头边下面]|那边)*(?:又|也|都)*$/
const BURNS = /^(?:了|$|[,.! ])/
const BITTEN = /^[被遭][狗蛇猫]/

/** The danger that words tell of first, by its name in the list of the community. */
export const dangerIn = (text: string, vocabulary: Vocabulary): string | undefined => dangersIn(text, vocabulary)[0]
/** All of them, in their order. */
export const dangersIn = (text: string, vocabulary: Vocabulary): readonly string[] => {
  const sentences = told(text, vocabulary)
  const named = [...hits(text, vocabulary.dangers), ...sentences].sort((a, b) => a.from - b.from)
  if (named.length === 0) return []
  if (text.length > 400 || NOTICE.test(text) || OFFICIAL.test(text) || TRADE.test(text.replaceAll('捡到', '')))
    return []
  const around = without(text, named)
  const real = named.filter(
    (hit) => isMeant(hit, text, around) && (sentences.includes(hit) || isTold(hit, text, vocabulary)),
  )
  const names = vocabulary.dangers.map(({ name }) => name)
  return [...new Set(real.map((hit) => [nearer(hit, text), hit.name].find((name) => names.includes(name)) ?? hit.name))]
}
