// Where and with what a photo was taken is nobody's business: it is cut out of the file, the picture is left as it is.

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/**
 * The same picture without EXIF and what else tells of its origin; anything but JPEG, PNG, WebP and GIF comes back
 * unchanged.
 * @throws for HEIC and AVIF, out of which it cannot be cut: they are not kept
 */
export const withoutExif = (bytes: Uint8Array): Uint8Array => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length > 3 && file.readUInt16BE(0) === 0xffd8 && file[2] === 0xff) return jpeg(file)
  if (file.subarray(0, PNG.length).equals(PNG)) return png(file)
  if (file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP') return webp(file)
  if (/^GIF8[79]a$/.test(file.toString('latin1', 0, 6))) return gif(file)
  if (HEIF.test(file.toString('latin1', 4, 12))) throw new Error('a HEIC picture tells where it was taken')
  return bytes
}
const HEIF = /^ftyp(?:hei[cxms]|hev[cxms]|mif[12]|msf1|avi[fs])$/

/** Of what programs hang into a picture (APP0 to APP15) only what it is drawn by: JFIF, a colour profile, Adobe's. */
const isTold = (segment: Buffer): boolean => {
  const marker = segment[1] ?? END
  if (marker === 0xfe) return true
  if (marker < 0xe0 || marker > 0xef || marker === 0xe0 || marker === 0xee) return false
  return marker !== 0xe2 || segment.toString('latin1', 4, 15) !== 'ICC_PROFILE'
}
const SCAN = 0xda
const END = 0xd9

/** Walks from marker to marker to the end of the picture; cameras hang more behind it, so nothing after it is kept. */
const jpeg = (file: Buffer): Buffer => {
  const kept = [file.subarray(0, 2)]
  for (let at = 2; at + 1 < file.length && file[at] === 0xff; ) {
    const marker = file[at + 1] ?? END
    if (marker === 0xff)
      at++ // filling
    else if (marker === END) return Buffer.concat([...kept, file.subarray(at, at + 2)])
    else {
      const next = at + 2 + (at + 4 <= file.length ? file.readUInt16BE(at + 2) : file.length)
      const end = marker === SCAN ? endOfScan(file, next) : next
      const segment = file.subarray(at, end)
      kept.push(isTold(segment) ? upright(segment) : segment)
      at = end
    }
  }
  return Buffer.concat(kept)
}

const NONE = Buffer.alloc(0)
const ORIENTATION = 0x0112

/** Of an EXIF segment only how the picture is to be turned, in a new segment that says nothing else. */
const upright = (segment: Buffer): Buffer => {
  const turn = turnOf(segment)
  if (turn === undefined) return NONE
  const kept = Buffer.from('ffe1002245786966000049492a0008000000010012010300010000000000000000000000', 'hex')
  kept.writeUInt16LE(turn, 28)
  return kept
}

/** 2 to 8 of a camera held otherwise; TIFF 6.0: byte order, the first directory's entries of 12 bytes each. */
const turnOf = (segment: Buffer): number | undefined => {
  const tiff = segment.subarray(10)
  if (segment.toString('latin1', 4, 8) !== 'Exif' || tiff.length < 10) return undefined
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = 0; entry < Math.min(u16(directory), 100); entry++) {
    const at = directory + 2 + 12 * entry
    if (u16(at) === ORIENTATION) return u16(at + 8) >= 2 && u16(at + 8) <= 8 ? u16(at + 8) : undefined
  }
  return undefined
}

/** In a scan, 0xff is followed by 0 (a value) or 0xd0–0xd7 (a restart); any other is the next marker. */
const endOfScan = (file: Buffer, from: number): number => {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const after = file[at + 1]
    const data = after === 0 || (after !== undefined && after >= 0xd0 && after <= 0xd7)
    if (!data && after !== 0xff && after !== undefined) return at
  }
  return file.length
}

/** Those that a picture is drawn by; what is needed has a large first letter. */
const DRAWN = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'cICP', 'acTL', 'fcTL', 'fdAT'])

const png = (file: Buffer): Buffer => {
  const kept = [file.subarray(0, PNG.length)]
  for (let at = PNG.length; at + 8 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    if (/^[A-Z]/.test(type) || DRAWN.has(type)) kept.push(file.subarray(at, end))
    if (type === 'IEND') break
    at = end
  }
  return Buffer.concat(kept)
}

const OF_WEBP = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** In VP8X: that there is EXIF, that there is XMP. */
const SAID = 0x0c

/** Chunks of an even length, in a RIFF that tells its own. */
const webp = (file: Buffer): Buffer => {
  const kept: Buffer[] = []
  for (let at = 12; at + 8 <= file.length; ) {
    const size = file.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    const type = file.toString('latin1', at, at + 4)
    const chunk = Buffer.from(file.subarray(at, end))
    if (type === 'VP8X' && chunk.length > 8) chunk[8] = (chunk[8] ?? 0) & ~SAID
    if (OF_WEBP.has(type)) kept.push(chunk)
    at = end
  }
  const body = Buffer.concat(kept)
  const head = Buffer.from(file.subarray(0, 12))
  head.writeUInt32LE(4 + body.length, 4)
  return Buffer.concat([head, body])
}

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b]
/** How often it is shown again is what an application may tell. */
const LOOPS = /^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/

/** Comments, texts and what applications hang in (XMP) go; how each frame is shown stays. */
const gif = (file: Buffer): Buffer => {
  const table = (at: number): number => ((file[at] ?? 0) & 0x80 ? 3 * 2 ** (((file[at] ?? 0) & 7) + 1) : 0)
  const begin = 13 + table(10)
  const kept = [file.subarray(0, begin)]
  for (let at = begin; at < file.length; ) {
    const [kind, label] = [file[at], file[at + 1]]
    if (kind === TRAILER) kept.push(file.subarray(at, at + 1))
    if (kind !== EXTENSION && kind !== IMAGE) break
    const end = endOfBlocks(file, kind === IMAGE ? at + 11 + table(at + 9) : at + 2)
    const application = label === 0xff && LOOPS.test(file.toString('latin1', at + 3, at + 14))
    if (kind === IMAGE || label === 0xf9 || application) kept.push(file.subarray(at, end))
    at = end
  }
  return Buffer.concat(kept)
}

/** Each block tells its length; one of nothing ends them. */
const endOfBlocks = (file: Buffer, from: number): number => {
  let at = from
  for (let size = file[at] ?? 0; size > 0 && at < file.length; size = file[at] ?? 0) at += size + 1
  return Math.min(at + 1, file.length)
}
