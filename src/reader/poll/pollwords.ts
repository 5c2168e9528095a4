import type { Piece } from './options.ts'

/** The longest option that is written without marks of its own. */
const SHORT = 10
const MOST = 10
const few = (parts: readonly string[]): boolean =>
  parts.length >= 2 && parts.length <= MOST && parts.every((part) => part.length > 0 && part.length <= SHORT)
const LISTED = /[、/]|(?<=.)[和或](?=.)/
const isList = (text: string): boolean => !/[?:]/.test(text) && few(text.split(/[、/]/).map((part) => part.trim()))

/** The end of a piece as a list of its own, in the words that the card knows. */
const asList = ({ text, raw, line }: Piece, from: number): Piece => ({
  text: `选项:${text.slice(from)}`,
  raw: `选项:${raw.slice(from)}`,
  line,
})
const HEADED = /^(?<question>[^:]{2,60}):[ ]*(?<list>[^:]+)$/
const LABELS =
  /^(?:题目|问题|议题|内容|主题|事项|选项|截止|截止时间|时间|方式|类型|范围|规则|要求|理由|原因|说明|备注|注意?)$/
/** 「停车位怎么分：抽签、轮流、按先来后到」: a question and its options. */
const headed = (piece: Piece): readonly Piece[] => {
  const { question = '', list = '' } = HEADED.exec(piece.text)?.groups ?? {}
  if (question === '' || LABELS.test(question) || !list.includes('、') || !isList(list)) return [piece]
  const head = { ...piece, text: question, raw: piece.raw.slice(0, question.length) }
  return [head, asList(piece, piece.text.length - list.length)]
}
const MAY =
  /^(?:(?:大家|你们|各位)?(?:可以?|能)选(?:的(?:有|是)?|择)?|选项有)[: ]*(?!\d|[一二两三四五六七八九十][个项票、])/
/** 「可以选装、不装、再商量」. */
const offered = (piece: Piece): readonly Piece[] => {
  const from = MAY.exec(piece.text)?.[0].length ?? 0
  const rest = piece.text.slice(from)
  return from > 0 && LISTED.test(rest) && isList(rest) ? [asList(piece, from)] : [piece]
}
/** Lists that words announce, where nothing else separates the options. */
export const announced = (pieces: readonly Piece[], loose: boolean): readonly Piece[] =>
  pieces
    .flatMap((piece) => offered(piece))
    .flatMap((piece, i, all) =>
      loose && !all.slice(0, i).some(({ text }) => /[?]$/.test(text)) ? headed(piece) : [piece],
    )

const REPLY = '(?:的[请就都]?(?:扣|回复?|打|按|选|投|写|发)?|[请就都]?(?:扣|回复?|打|按|选|投|写|发))'
const REPLIED = new RegExp(`^(?<option>.{1,12}?)${REPLY} ?(?<digit>\\d{1,2})$`)
/** 「愿意的1，不愿意的2」: what one replies with stands behind each. @returns the options and how many pieces they take */
export const replied = (pieces: readonly Piece[]): { readonly options: readonly string[]; readonly taken: number } => {
  const options: string[] = []
  let taken = 0
  for (const piece of pieces) {
    const found = piece.text.split('、').map((part) => REPLIED.exec(part)?.groups)
    if (found.some((one, i) => Number(one?.digit) !== options.length + i + 1)) break
    const raws = piece.raw.split('、')
    options.push(...found.map((one, i) => (raws[i] ?? '').slice(0, one?.option?.length)))
    taken++
  }
  return options.length < 2 ? { options: [], taken: 0 } : { options, taken }
}

/** What is said to the neighbours beside a question is no option of it. */
const ASIDE = /请|谢|大家|各位|务必|记得|参与|踊跃|投票|表决|支持|转发|通知/
/** 「团年饭吃什么？ 火锅 汤锅 烧烤」: a few short words after the question mark. */
export const spaced = (question: Piece, options: readonly Piece[]): boolean =>
  question.text.endsWith('?') &&
  options.length > 1 &&
  options.length <= MOST &&
  options.every(({ text }) => text.length <= 6 && !ASIDE.test(text))

/** 「… 周五18点 发」: the card is shown before it is posted, whatever was said. */
export const unposted = (pieces: readonly Piece[]): readonly Piece[] => {
  const last = pieces.at(-1)
  const isOrder =
    last !== undefined && pieces.length > 1 && /^(?:直接)?发(?:出去|布|送|群里|到群里)?[吧了]?$/.test(last.text)
  return isOrder && !pieces.some(({ text }) => text === '不发') ? pieces.slice(0, -1) : pieces
}
