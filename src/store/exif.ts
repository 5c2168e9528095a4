// Where and with what a photo was taken is nobody's business: it is cut out of the file, the picture is left as it is.

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/** The same picture without EXIF and what else tells of its origin; anything but JPEG and PNG comes back unchanged. */
export const withoutExif = (bytes: Uint8Array): Uint8Array => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length > 3 && file.readUInt16BE(0) === 0xffd8 && file[2] === 0xff) return jpeg(file)
  if (file.subarray(0, PNG.length).equals(PNG)) return png(file)
  return bytes
}

/** EXIF and XMP (APP1), IPTC (APP13), comments. */
const TOLD = new Set([0xe1, 0xed, 0xfe])
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
      kept.push(TOLD.has(marker) ? upright(file.subarray(at, end)) : file.subarray(at, end))
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

const ORIGIN = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

const png = (file: Buffer): Buffer => {
  const kept = [file.subarray(0, PNG.length)]
  for (let at = PNG.length; at + 8 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    if (!ORIGIN.has(type)) kept.push(file.subarray(at, end))
    if (type === 'IEND') break
    at = end
  }
  return Buffer.concat(kept)
}
