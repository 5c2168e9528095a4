import { crc32 } from 'node:zlib'

const HEAD = '{"crc":"'
const BODY = HEAD.length + '00000000",'.length

/** A JSON object as one line that carries the check sum of everything after it. */
export const seal = (json: string): string => {
  const body = json.slice(1)
  return `${HEAD}${sum(body)}",${body}\n`
}

/** The object of a sealed line (without its end), or nothing where any of it is not as it was written. */
export const unseal = (line: Buffer): object | undefined => {
  if (line.toString('latin1', 0, HEAD.length) !== HEAD) return undefined
  const body = line.subarray(BODY)
  if (line.toString('latin1', HEAD.length, BODY) !== `${sum(body)}",`) return undefined
  const text = body.toString('utf8')
  const whole = JSON.parse(`{${text}`) as object
  return text.includes('null') ? withoutNull(whole) : whole
}

/** JSON writes null for what is undefined in a list; no document says null itself. */
const withoutNull = <T>(value: T): T => {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = item === null ? undefined : withoutNull(item)
  } else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) withoutNull(item)
  }
  return value
}

const sum = (data: string | Buffer): string => crc32(data).toString(16).padStart(8, '0')

/** A line of a file, and where it stands there. */
export interface Span {
  readonly from: number
  readonly bytes: Buffer
}

/** The lines of a file with their places; the last may lack its end. */
export const spans = (bytes: Buffer): Span[] => {
  const found: Span[] = []
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from)
    const to = end === -1 ? bytes.length : end
    found.push({ from, bytes: bytes.subarray(from, to) })
    from = to + 1
  }
  return found
}
