/** A linear classifier over the characters of a text: what it has learnt is one number for each hash of a few of them. */
export interface Linear {
  readonly labels: readonly string[]
  /** How sure it is of each label; the sums are 1. */
  score(text: string): readonly number[]
  /** What whoever asks it weighs beside its answer counts. */
  readonly beside: readonly number[]
}

/** What stands before the weights in its file. */
export interface Head {
  readonly labels: readonly string[]
  /** Two to the power of this many weights for each output. */
  readonly bits: number
  /** One weight's unit. */
  readonly scale: number
  readonly bias: readonly number[]
  /** From a sum to how sure that is, for each output. */
  readonly calibration: readonly Calibration[]
  /** Among several labels the beginning of a text, which is often its title, counts so much beside the whole. */
  readonly lead: number
  /** Characters that are passed over, as they were in what it has learnt. */
  readonly skip: string
  readonly beside: readonly number[]
}
/** The last is for each doubling of a text's length. */
export type Calibration = readonly [slope: number, shift: number, length: number]

/** What comes later in a text is not looked at. */
export const MOST = 1_000
const ORDERS = 4
const EDGE = 2
/** So many features has a text at the most. */
export const MOST_FEATURES = (MOST + 2) * ORDERS + 1

const foldedUnit = (code: number): number => {
  const unit = String.fromCharCode(code)
  const half = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code
  if (half >= 0x30 && half <= 0x39) return 0x30
  if (half >= 0x41 && half <= 0x5a) return half + 32
  if (/\s/.test(unit)) return 0x20
  if (half === 0x3f || half === 0x21) return half
  return /\p{P}/u.test(unit) ? 0x2c : half
}
/** Digits, marks and widths that mean the same. */
const FOLDED = Uint16Array.from({ length: 0x10000 }, (_, code) => foldedUnit(code))

/** Most characters are of these, and mean themselves: the table need not come near the processor for them. */
const HAN = 0x4e00
const HAN_ENDS = 0xa000

const units = new Uint16Array(MOST + 2)
const PRIME = 0x01000193
/** The hashes of all stretches of one to four characters, its two ends included, and of its length. @returns how many */
export const features = (text: string, bits: number, into: Int32Array): number => {
  const length = Math.min(text.length, MOST)
  units[0] = EDGE
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    units[i + 1] = code >= HAN && code < HAN_ENDS ? code : (FOLDED[code] as number)
  }
  units[length + 1] = EDGE
  const end = length + 2
  const shift = 32 - bits
  let count = 0
  for (let from = 0; from < end; from++) {
    let hash = 0x811c9dc5 | 0
    const to = Math.min(from + ORDERS, end)
    for (let i = from; i < to; i++) {
      hash = Math.imul(hash ^ (units[i] as number), PRIME)
      hash ^= hash >>> 15
      into[count++] = Math.imul(hash, 0x9e3779b1) >>> shift
    }
  }
  into[count++] = Math.imul(0x10000 + (32 - Math.clz32(length)), 0x9e3779b1) >>> shift
  return count
}

/** A longer one is no surer for that. */
const LONG = 64
export const lengthOf = (text: string): number => Math.log2(Math.min(text.length, LONG) + 1)
/** Where a title ends. */
const TITLE = 20

const UNCALIBRATED: Calibration = [1, 0, 0]
export const without = (text: string, skip: string): string => {
  let left = ''
  for (const unit of text) if (!skip.includes(unit)) left += unit
  return left
}

/** A bit for each weight that is not 0: most are, and these bits stay near the processor where all weights would not. */
const knownIn = (weights: Int8Array): Uint32Array => {
  const known = new Uint32Array((weights.length + 31) >>> 5)
  for (const [at, weight] of weights.entries())
    if (weight !== 0) known[at >>> 5] = (known[at >>> 5] as number) | (1 << (at & 31))
  return known
}

const MAGIC = 'XYL1'
const LEAD = 8
/** @throws where these are not the bytes of such a file */
export const linear = (bytes: Uint8Array): Linear => {
  const { head, weights } = unpack(bytes)
  const { labels, bits, scale, bias, calibration, lead, skip } = head
  const found = new Int32Array(MOST_FEATURES)
  const known = knownIn(weights)
  const sumOf = (output: number, count: number): number => {
    const start = output << bits
    let sum = 0
    for (let i = 0; i < count; i++) {
      const at = start + (found[i] as number)
      if (((known[at >>> 5] as number) >>> (at & 31)) & 1) sum += weights[at] as number
    }
    return (bias[output] as number) + (sum * scale) / Math.sqrt(count)
  }
  const sureOf = (sum: number, output: number, length: number): number => {
    const [slope, shift, longer] = calibration[output] ?? UNCALIBRATED
    return 1 / (1 + Math.exp(-(slope * sum + shift + longer * length)))
  }
  const one = (text: string): readonly number[] => {
    const sure = sureOf(sumOf(0, features(text, bits, found)), 0, lengthOf(text))
    return [1 - sure, sure]
  }
  const sums = (text: string): readonly number[] => {
    const count = features(text, bits, found)
    return bias.map((_, output) => sumOf(output, count))
  }
  const several = (said: string): readonly number[] => {
    const text = without(said, skip)
    const first = sums(text.slice(0, TITLE))
    const sure = sums(text).map((sum, i) => sureOf((sum + lead * (first[i] ?? 0)) / (1 + lead), i, lengthOf(text)))
    const total = sure.reduce((all, part) => all + part, 0)
    return sure.map((part) => part / total)
  }
  const score = bias.length === 1 ? one : several
  return { labels, score, beside: head.beside }
}

export const pack = (head: Head, weights: Int8Array): Uint8Array => {
  const words = new TextEncoder().encode(`${MAGIC}    ${JSON.stringify(head)}`)
  const bytes = new Uint8Array(words.length + weights.length)
  bytes.set(words)
  new DataView(bytes.buffer).setUint32(MAGIC.length, words.length)
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), words.length)
  return bytes
}
const unpack = (bytes: Uint8Array): { readonly head: Head; readonly weights: Int8Array } => {
  const start = bytes.length < LEAD ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length)
  const read = new TextDecoder()
  if (start <= LEAD || start > bytes.length || read.decode(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    throw new Error('it is no trained model')
  const head = JSON.parse(read.decode(bytes.subarray(LEAD, start))) as Head
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + start, bytes.length - start)
  if (weights.length !== head.bias.length << head.bits) throw new Error('the trained model is cut short')
  return { head, weights }
}
