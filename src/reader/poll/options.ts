/** A stretch of a message: as it was normalised and as it was written, trimmed alike. */
export interface Piece {
  readonly text: string
  readonly raw: string
  /** The line on which it begins. */
  readonly line: number
}

/** An option of a card is a few words. */
const LONGEST = 30
/** Of what is only separated by 「、」, which joins other things too. */
const SHORT = 10

const parts = (raw: string, mark: RegExp): readonly string[] =>
  raw
    .replace(/^选项[是为]?[:：]? */, '')
    .split(mark)
    .map((option) => option.trim())
    .filter((option) => option !== '')
const several = (options: readonly string[], longest: number): readonly string[] =>
  options.length > 1 && options.every((option) => option.length <= longest && !/[?？:：]/.test(option)) ? options : []

/** 「换/不换」. */
export const slashed = ({ raw }: Piece): readonly string[] => several(parts(raw, /[/／]/), LONGEST)
/** 「换、不换、随便」. */
export const listed = ({ raw }: Piece): readonly string[] => several(parts(raw, /、/), SHORT)

const NUMBERED = /^[(]?(?:\d{1,2}|[a-j])[.、:)]\s*(?<option>\S.*)$/
/** 「1. 同意」 on a line of its own. */
export const numberedOption = ({ text, raw }: Piece): string | undefined => {
  const option = NUMBERED.exec(text)?.groups?.option
  return option === undefined ? undefined : raw.slice(raw.length - option.length)
}

/** What follows a digit that counts something: 「2号门」「3楼」. */
const COUNTS = /^[\d号栋幢楼座单层门点时分月年日天元块万个户人次岁米%.:-]/
/** 「1.同意」, and not 「1.5米」. */
const SET_OFF = /^[.、:)] ?(?!\d)./
const LABELS = [['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'], [...'abcdefghij']] as const
const isLabel = (text: string, at: number, label: string): boolean => {
  if (label === '' || !text.startsWith(label, at)) return false
  const option = text.slice(at + label.length)
  return option !== '' && (SET_OFF.test(option) || !COUNTS.test(option))
}
const nextLabel = (text: string, from: number, label: string): number => {
  for (let at = label === '' ? -1 : text.indexOf(label, from); at >= 0; at = text.indexOf(label, at + 1))
    if (isLabel(text, at, label)) return at
  return -1
}

/** 「A换 B不换」「1换2不换」: labels that count up, glued together or not. @returns the options and how many pieces they take. */
export const labelled = (pieces: readonly Piece[]): { readonly options: readonly string[]; readonly taken: number } => {
  const labels = LABELS.find((all) => isLabel(pieces[0]?.text ?? '', 0, all[0] ?? ''))
  const options: string[] = []
  let taken = 0
  for (const { text, raw } of labels === undefined ? [] : pieces) {
    if (!isLabel(text, 0, labels?.[options.length] ?? '')) break
    for (let from = 0; from < text.length; ) {
      const label = labels?.[options.length] ?? ''
      const next = nextLabel(text, from + 2, labels?.[options.length + 1] ?? '')
      const to = next < 0 ? text.length : next
      options.push(raw.slice(from + label.length, to).replace(/^[ .、:：)]+|[ ,，、;；]+$/g, ''))
      from = to
    }
    taken++
  }
  const found = several(options, LONGEST)
  return { options: found.includes('') ? [] : found, taken }
}
