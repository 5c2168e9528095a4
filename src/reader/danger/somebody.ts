export type Telling = readonly [name: string, cues: readonly string[], says: RegExp]
export const SOMEONE =
  '(?:有?个?人|小?朋友(?!圈)|小?孩子?|娃儿?|宝宝|学生|老[人汉头爷太][家子]?|[爷奶]爷?奶?|婆婆|大[爷妈爷]|工人|师傅|女的|男的|女娃|男娃|我|他|她|爸|妈|儿子|女儿|孙[子女]?|[幺妹哥弟姐]{1,2})'
/** One or several, more loosely. */
export const ONE =
  '(?:人|我们?|咱们?|他们?|她们?|孩子?|娃[儿娃]?|宝宝?|老[汉头太公婆][儿婆]?|婆婆?|爷爷?|奶奶?|大[妈爷]|爸爸?|妈妈?|儿子|女儿|闺女|孙[子女]|媳妇|学生|师傅|阿姨|女的|男的|姑娘|小伙子?|朋友)'
const THING =
  '(?:具|机|匙|鞋|帽|伞|(?<!脑)袋|镜|猫|(?<!洗)衣服|(?<!背)包|(?<![背读看])书|(?<![骑开坐推玩])车|(?<![打踢玩拍])球|(?<![遛追])狗)[子儿]?'
/** What stands between somebody and what happens to her: it does not happen to her ball or her keys. */
export const gap = (most: number): string => `[^,.!?的把]{0,${most}}(?<!${THING})`
export const CAUGHT = '(?:了|起|着|到|得有|住|在|进)'
