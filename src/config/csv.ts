/** A row of a table, with the line that it begins on. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * The rows of separated values (RFC 4180). Excel writes commas, semicolons or tabs: what the first line has most of
 * separates. @throws SyntaxError with the line of a quote that is never closed, for people
 */
export function rows(text: string): readonly Row[] {
  const separator = separatorOf(text)
  const found: Row[] = []
  let line = 1
  let cells: string[] = []
  let begun = 1
  for (let at = 0; at <= text.length; ) {
    const cell = text[at] === '"' ? quoted(text, at, line) : bare(text, at, separator)
    cells.push(cell.text)
    line += cell.text.split('\n').length - 1
    at = cell.end
    if (text[at] === separator) {
      at++
      if (at < text.length) continue
      cells.push('')
    }
    found.push({ line: begun, cells })
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    line++
    cells = []
    begun = line
    if (at >= text.length) break
  }
  return found
}

interface Cell {
  readonly text: string
  readonly end: number
}

const bare = (text: string, from: number, separator: string): Cell => {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return { text: text.slice(from, end), end }
}

/** Within quotes a quote is doubled, and line breaks are part of the cell. */
function quoted(text: string, from: number, line: number): Cell {
  let at = from + 1
  let found = ''
  for (;;) {
    const end = text.indexOf('"', at)
    if (end < 0) throw new SyntaxError(`第${line}行：有一个引号没有配对。请用 Excel 打开，另存为 .xlsx 再来`)
    found += text.slice(at, end)
    if (/[^",;\t\r\n]/.test(text[end + 1] ?? ''))
      throw new SyntaxError(`第${line}行：引号后面还有字。请用 Excel 打开，另存为 .xlsx 再来`)
    if (text[end + 1] !== '"') return { text: found.replaceAll('\r\n', '\n'), end: end + 1 }
    found += '"'
    at = end + 2
  }
}

const separatorOf = (text: string): string => {
  const [head = ''] = text.split(/[\r\n]/, 1)
  const counts = [',', '\t', ';'].map((separator) => ({ separator, count: head.split(separator).length }))
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).separator
}
