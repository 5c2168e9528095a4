/** Family names, for 「王大爷」 and 「何二娃家」: only what begins with one of them is somebody. */
export const FAMILY_NAME =
  '[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤耿冉蒲代易]'
/** How neighbours are called; 师傅, 书记, 主任, 经理 are those who serve. */
export const NEIGHBOUR =
  '(?:大爷|大妈|大娘|大叔|大婶|大嫂|大哥|大姐|老头|老太太|老太婆|老太|老汉|太婆|婆婆|爷爷|奶奶|嬢嬢|孃孃|嬢|孃|阿姨|叔叔|伯伯|伯|叔|婶|嫂|哥|姐|爷|婆|先生|女士|小姐|太太)'

/** What a number is followed by when it is no door; 「402天天吵」 is one. */
const AMOUNT =
  '(?!天天|年年|次次|个个|人人|月月|日日|点点)(?:元|块|毛|角|钱|米|年|个|人(?![不没都在全])|天|次|度|点(?!水)|分|秒|斤|克|公斤|千|平|升|吨|兆|瓦|伏|岁|月|日|路|条|票|盏|台|件|辆|名|位|套|份|步|期|届|版|多|余|左右|万|亿|公里|厘米|毫米|小时|国道|省道|县道|线|号线|型|[a-zA-Z%％℃.·:：]\\d|[kKgGmMwWvV%％℃])'
const NOT = `(?!\\d|\\s?${AMOUNT})`
const SUFFIX = '(?:\\s?(?:室|号房|房间|房|户|号(?![线楼码令文店车门])))?'
/** 「三零二」「幺二〇四」. */
const SPOKEN = '[一二三四五六七八九幺]{1,2}[零〇][一二三四五六七八九幺](?![一二三四五六七八九零〇十百年])'
/** Of 「302户」 nobody knows whether they are counted. */
const LODGING = SUFFIX.replace('|户|', '|')
/** Looked for first, for it is quick. */
const DIGIT = '(?=[\\d一二三四五六七八九幺])'
const HELP = '(?:110|119|120|122|114|112)'

/** Where only a door can be meant. */
const ROOM = `${DIGIT}(?!${HELP}(?!\\d)(?:来|到|也|都|没|车|出|电话|说|救|了|已|急|派|赶))(?:\\d{3,4}|${SPOKEN})${SUFFIX}${NOT}`
/** Where it may be something else: a floor and the number of a door there, neither a year nor a number to call. */
const SHAPE = `${DIGIT}(?<!\\d)(?!(?:201[5-9]|202\\d|${HELP})(?!\\d))(?:(?:[1-9]|[12]\\d|3[0-6])(?:0[1-9]|[12]\\d)|${SPOKEN})${LODGING}${NOT}`
const AND = '\\s{0,2}(?:[、和,，跟与及/]|还有|以及)\\s{0,2}'
const MORE = `(?:${AND}${SHAPE})*`
const N = '(?:\\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z甲乙丙丁])'
const HOUSE = '(?:栋|幢|座|号楼|#楼|#)'
/** Nobody's door: 「3楼到5楼」. */
const FLOORS =
  '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})\\s?[楼层]?\\s?[到至~～-]\\s?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})\\s?(?:楼(?![栋道长顶梯])|层)'
const JOIN = '[\\s,，.、_-]{0,3}'
const FLOOR = `(?:${N}\\s?[楼层]${JOIN})?`
const UNIT = '(?:单元|门洞|门|梯)'

/** What stands before somebody's door. */
const BEFORE =
  '(?<![大国厂商专])家|屋头|屋里|屋|楼上|楼下|隔壁|对门|对面|对过|邻居|业主|住户|租户|租客|房东|户主|门牌号?|房号|房间号?|门口|门外|门前'
const LINK = '(?:[里的是在住有：:]|就是|那户|那家|\\s){0,2}'
/** What somebody who went there writes before it, or who lives there. */
const TO =
  '(?<!记)住在?|(?<![给让叫找帮差欠收要转退赔补还])(?:我们?|咱们?|俺)(?:是|在)?|[去到给帮找敲问在从跟和向往进被把为]|联系|通知|上门|(?<![码号价数])是|因为?|由于|还有'
/** What is said of a door. */
const AFTER = `户(?=[漏渗家主堆]|没人|天天|装修)|家(?![商企店公单银媒长用电具])|屋|住|业主|邻居|租|房东|的(?!士)|那|这|漏|渗|滴|没|无人|不|开门|敲门|门|厨房|阳台|卫生间|厕所|客厅|卧室|窗|水管|管|马桶|空调|灶|下水|水表|电表|燃气|天然气|楼[上下]|隔壁|对门|对面|${FAMILY_NAME}(?:${NEIGHBOUR}|[\u4e00-\u9fa5]{1,2}[家屋])|姓(?!名)|老人|老太|老头|装修|在|有|养|天天|年年|老是|总是|经常|太|吵|又|停|也|都|说|换|修|已|处理|疏通|检查|反映|投诉|拒|同意|配合|签|关了|开了|堵|跳闸|起火|冒|掉|堆|占|扔`
/** Before a number that is none: 「代码302」「电梯302」「花了302」. */
const NONE =
  '(?<![第共约达花收付买卖价码型机交国省县线#＃￥¥$A-Za-z\\d.]|(?<!\\d)号|电梯|合计|共有|买了|花了|用了|收了)'

/** A door as people write it: building and unit stay, the room goes. */
export const DOORS: readonly (readonly [RegExp, string])[] = [
  [
    re(`(?<![\\d.])(\\d{1,2})\\s?([-－—–/.])\\s?(\\d{1,2})\\s?\\2\\s?(?!20[12]\\d)\\d{3,4}(?![\\d.])${SUFFIX}`),
    '$1栋$3单元',
  ],
  // 「16-04-2010」 is a day
  [re(`(?<!\\d)(?!\\d\\d-0\\d-(?:19|20)\\d\\d(?!\\d))(\\d{1,2})-(\\d{1,2})-\\d{1,4}(?!\\d)${SUFFIX}`), '$1栋$2单元'],
  [re(`(${N}${HOUSE})${JOIN}(\\d{1,2})-\\d{3,4}(?!\\d)`), '$1$2单元'],
  [re(`(${N}${HOUSE})${JOIN}(\\d{1,2})-\\d{1,2}(?=[的家户住那漏租邻业])`), '$1$2单元'],
  [re(`(?<![\\d-])(\\d{1,2})[-－—–]${SHAPE.replace('(?<!\\d)', '')}(?![\\d-])`), '$1栋'],
  [re(`((?:${N}(?:${HOUSE}|${UNIT})${JOIN}){1,2})${FLOOR}${ROOM}${AND}${ROOM}(?=的?(?:之间|中间))`), '$1两户'],
  [re(`${N}\\s?[楼层]${JOIN}${ROOM}${AND}${ROOM}(?=的?(?:之间|中间))`), '两户'],
  [re(`(${N}${HOUSE})${JOIN}(${N}${UNIT})?${JOIN}${FLOOR}${ROOM}${MORE}`), '$1$2'],
  [re(`(${N}${HOUSE})(\\d{0,2}号|[东南西北中]门?|[A-Za-z])${ROOM}`), '$1$2'],
  [re(`(${N}${UNIT})${JOIN}${FLOOR}${ROOM}${MORE}`), '$1'],
  [re(`(?<=${HOUSE}|单元)[的那个在上下里边面，,、。：:\\s]{1,3}${SHAPE}${MORE}`), ''],
  [re(`(${HOUSE}|单元)\\s*${FLOORS}(?=的?[之中]间)`), '$1楼层'],
  [re(`(${HOUSE}|单元)\\s*${FLOORS}`), '$1几层楼'],
  [re(`(${HOUSE}|单元)\\s*(?:\\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层)`), '$1'],
  [re(`${DIGIT}(?<=\\d[楼层]\\s?)${SHAPE}${MORE}`), ''],
  [
    re(`${DIGIT}(?<=[组社队][\\u4e00-\\u9fa5]{1,4}(?:院子|院落|大院|湾|塆|坝|垭口|沟|坡|岩|坪|沱)\\s?)\\d{1,3}\\s?号`),
    '',
  ],
  [re(`${DIGIT}(?<=(?:${BEFORE})${LINK})${ROOM}${MORE}`), ''],
  [re(`${DIGIT}(?<=(?:${BEFORE})${LINK})\\d{1,4}…`), '…'], // a title that was cut within it
  [re(`(?<!\\d)\\d{3,4}\\s?(?:室|号房|房间|号室)`), ''],
  [re(`(?<=\\d[号栋座])\\d{3,4}房(?![价东产租源子])`), ''],
  [re(`${DIGIT}${NONE}${SHAPE}(?:${AND}${SHAPE})+(?!${AND}\\d)`), '（门牌）'],
  [re(`${DIGIT}(?<=${TO})${SHAPE}(?!户(?![主家]))${MORE}`), '（门牌）'],
  [re(`${DIGIT}${NONE}${SHAPE}(?=\\s?(?:${AFTER}))`), '（门牌）'],
  [re(`${DIGIT}${NONE}${SHAPE}(?=${FAMILY_NAME}[\\u4e00-\\u9fa5]{1,2}\\s?(?:\\d|欠|[:：]))`), '（门牌）'],
  [re(`${DIGIT}${NONE}(?<=(?:栋|幢|号楼|单元)[^。！？!?；;\\n]{0,16})${SHAPE}(?!户)`), '（门牌）'],
  [re(`(?<![A-Za-z\\d])[A-Da-d]-?${SHAPE}(?=[家屋住漏渗]|业主)`), '（门牌）'],
  [re(`${DIGIT}(?<=[（(【\\[])${SHAPE}(?=[）)】\\]])`), '门牌'],
]

function re(source: string): RegExp {
  return new RegExp(source, 'g')
}
