import type { Instant } from '../calendar.ts'
import type { Left } from '../state/community.ts'
import { commas, cut, fits, lines } from './fit.ts'
import { soonWords } from './time.ts'

// What of somebody's words is kept, or went to a model service.

const MOST_PAGES = 4
const MOST_OF_ONE = 130
/** What is told of a voice or picture that left as it was. */
export const voiceSent = (bytes: number): string => `（语音，${Math.ceil(bytes / 1000)}KB，原样）`
export const pictureSent = (bytes: number): string => `（缩小的图，${Math.ceil(bytes / 1000)}KB）`
const SENT_AS_IS = /^（(?:语音|缩小的图)，\d+KB(?:，原样)?）$/

/** The latest first, as they left; several lines where one does not hold them. */
export function left(all: readonly Left[], model: string | undefined, now: Instant): readonly string[] {
  const [latest] = all
  if (!latest)
    return [
      model === undefined
        ? '没有传到外面的公司。您报的事，工作群和去办的人看得到；家里的私事不进工作群'
        : `没有。近30天没有您的话发给模型（${model}）`,
    ]
  const hosts = [...new Set(all.map(({ to }) => to))].join('、')
  const pages = [
    `近30天有${all.length}条发给了模型（${hosts}），${all.some(({ text }) => SENT_AS_IS.test(text)) ? '文字里的' : ''}电话、门牌、名字都去掉了：`,
  ]
  const told = all.map(({ at, text }) => `${soonWords(at, now)} “${cut(text.replace(/\s+/g, ' '), MOST_OF_ONE)}”`)
  for (const [i, one] of told.entries()) {
    const page = pages.at(-1) ?? ''
    if (fits(`${page}\n${one}`)) pages[pages.length - 1] = `${page}\n${one}`
    else if (pages.length < MOST_PAGES) pages.push(one)
    else return [...pages, `还有更早的${told.length - i}条。满30天就删，想现在删回“删除我的信息”`]
  }
  return pages
}

export const kept = (count: number, droppable: boolean): string =>
  lines(
    '留着的是您报的事和投的票：办完、投完35天后归档，名字不公开，大家的事不单独抹掉',
    count > 0 && `发给过模型的话${count}条，满30天就删`,
    droppable ? `现在能删的：${commas(count > 0 && '发给过模型的留底', '没核实的门牌')}。要删回“是”` : '别的没留',
    '以后不想被记回“不要记我”',
  )
export const forgotten = (): string => '删了'
