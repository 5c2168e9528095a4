const NOT = '(?:千万|可|先|你们?|请|就|麻烦|我)*(?:别|莫要|莫|不要|不许|不准|不能|甭|不想|不愿意?|不希望)'
const THEM = '(?:他们?|她们?|别人|人家|大家|邻居们?|楼上|楼下|隔壁|对方|物业|其他人|旁人|外人)(?:们|家)?'
const TELLING = `(?:跟${THEM}|对(?:外|${THEM}))?(?:去)?(?:说|讲|提|写|透露|暴露|公开|泄露|公布|告诉(?:${THEM}))(?:出(?:去|来)?)?`
const SAID = '(?:说|报|讲|举报|反映|投诉|提|发)'
const NAME = '(?:名字?|姓名|名儿|身份|信息|门牌|住哪|是谁)'
const END = '(?=[\\s，,。！!；;、~～…）)?？]|[哈嘛啊哦哟噢](?:$|[，,。])|谢谢|$)'
/** In whatever sentence: 「…，别说是我报的」「不要公开我名字」「不想让邻居知道」「帮我保密」「匿名」. */
const PLEAS = [
  `${NOT}${TELLING}(?:是|到)(?:我|本人)(?:们?家)?(?:的)?(?:${SAID}(?:出来|上来)?的?)?`,
  `${NOT}${TELLING}(?:我|本人)(?:们?家)?的?(?:${NAME}(?:出来|出去)?|${SAID}的)`,
  `${NOT}提(?:到|起)?(?:我|本人)`,
  `${NOT}(?:把|将)(?:我|本人)(?:们?家)?的?${NAME}?(?:说|讲|写|透露|暴露|公开|泄露|公布|告诉${THEM})(?:出(?:去|来)?)?`,
  `${NOT}(?:让|给|叫)${THEM}(?:知道|晓得|看到)(?:是(?:我|谁)(?:们?家)?(?:${SAID}的?)?)?`,
  `(?:请|麻烦|帮|替|给|为)*(?:我|本人)保(?:个)?密|(?:请|麻烦)保密`,
  `(?<=^|[\\s，,。！!；;、])(?:我(?:想|要)?|请|麻烦|帮我|可不可以|可以|能不能|能)*匿名(?:${SAID}|上报|登记)?(?:一下)?(?:吗|不)?`,
]
/** 「匿名：…」「（匿名）…」「我要匿名投诉物业」: what she tells goes on. */
const MARKED =
  '[（(【\\[]匿名[）)】\\]]|(?<=^|[\\s，,。；;])匿名[:：]\\s*|(?<=^|[\\s，,。；;])(?:我(?:想|要)?)?匿名(?:投诉|举报|反映)(?:一下)?(?=[\u4e00-\u9fff])'
export const PLEA = new RegExp(
  `[\\s，,。；;、！!]*(?:(?:${PLEAS.map((one) => `(?:${one})`).join('|')})${END}[哈嘛啊哦哟噢]?|${MARKED})`,
  'g',
)

/** Nothing else is said in it. 「匿名」 alone may be of a poll. */
export const PLEA_ALONE = new RegExp(
  `^(?:${PLEAS.slice(0, -1)
    .map((one) => `(?:${one})`)
    .join('|')})${END}[哈嘛啊哦哟噢]?$`,
)

/** Her words without her asking in them not to be named: that is for us, and would tell what it is to hide. */
export const withoutPlea = (text: string): string =>
  text.search(PLEA) < 0
    ? text
    : text
        .replace(PLEA, '，')
        .replace(/^[\s，,。；;、！!]+|[\s，,；;、]+$/g, '')
        .replace(/，[\s，,；;、。！!]+/g, '，')
