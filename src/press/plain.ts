import type { Paper } from '../domain/state/paper.ts'

/** In colour, or joined to one before it. */
const EMOJI = /\p{Extended_Pictographic}\uFE0F|\u200D\p{Extended_Pictographic}/gu
const KEYCAP = /\uFE0F?\u20E3/g
/** Pictographs by themselves, but for those that stand in the font. */
const PICTOGRAPH = /(?![©®‼⁉™↔-↙Ⓜ▪▫▶◀☀-☃☎☝☯♀♂♠♣♥♦♨♻⚠✂➡⤴⤵⬅-⬇〰〽㊗㊙])\p{Extended_Pictographic}/gu
/** Regional letters, unassigned, private, lone halves; what joins, varies and turns round. */
const UNSEEN = /\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{Variation_Selector}|\p{Cn}|\p{Co}|\p{Cs}|\p{Cf}/gu

/** One line of what people wrote, without what cannot be drawn: there is no emoji font. */
export const plain = (words: string): string =>
  words
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(KEYCAP, '')
    .replace(EMOJI, '')
    .replace(PICTOGRAPH, '')
    .replace(UNSEEN, '')
    .replace(/ {2,}/g, ' ')
    .trim()

/** As a file, and a table within one, can be called on any system. */
export const safeName = (name: string): string => plain(name).replace(/[\\/:*?"<>|[\]]/g, '_') || '_'

/** With its ending. */
export const fileName = (paper: Paper): string => {
  if ('sheet' in paper) return `${safeName(paper.sheet.name)}.xlsx`
  return `${safeName('picture' in paper ? paper.picture.name : paper.photos.name)}.png`
}
