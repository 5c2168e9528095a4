/** What a picture says of itself before anything of it is decoded. */
export interface Header {
  readonly type: 'image/jpeg' | 'image/png' | 'image/gif'
  /** As it is stored, before it is turned. */
  readonly width: number
  readonly height: number
  /** EXIF: 1 stands upright; from 5 on its sides are swapped. */
  readonly turn: number
}

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/** None for what is no JPEG, PNG or GIF, or is cut before its size. */
export function headerOf(bytes: Uint8Array): Header | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < 24) return undefined
  const found = file.subarray(0, PNG.length).equals(PNG)
    ? sized('image/png', file.readUInt32BE(16), file.readUInt32BE(20))
    : /^GIF8[79]a$/.test(file.toString('latin1', 0, 6))
      ? sized('image/gif', file.readUInt16LE(6), file.readUInt16LE(8))
      : file.readUInt16BE(0) === 0xffd8
        ? jpeg(file)
        : undefined
  return found && found.width > 0 && found.height > 0 ? found : undefined
}

const sized = (type: Header['type'], width: number, height: number, turn = 1): Header => ({ type, width, height, turn })

const EXIF = 0xe1
const SCAN = 0xda
/** The markers of a frame, which has the size; among them stand three that are none. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function jpeg(file: Buffer): Header | undefined {
  let turn = 1
  for (let at = 2; at + 9 < file.length && file[at] === 0xff; ) {
    const marker = file[at + 1] ?? SCAN
    if (marker === 0xff) {
      at++ // filling
      continue
    }
    if (isFrame(marker)) return sized('image/jpeg', file.readUInt16BE(at + 7), file.readUInt16BE(at + 5), turn)
    if (marker === SCAN) return undefined
    const end = at + 2 + file.readUInt16BE(at + 2)
    if (marker === EXIF) turn = turnOf(file.subarray(at + 4, end)) ?? turn
    at = end
  }
  return undefined
}

const ORIENTATION = 0x0112

/** TIFF 6.0: byte order, then the first directory with entries of 12 bytes. */
function turnOf(segment: Buffer): number | undefined {
  const tiff = segment.subarray(6)
  if (segment.toString('latin1', 0, 4) !== 'Exif' || tiff.length < 10) return undefined
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = 0; entry < Math.min(u16(directory), 100); entry++) {
    const at = directory + 2 + 12 * entry
    const turn = u16(at + 8)
    if (u16(at) === ORIENTATION) return turn >= 1 && turn <= 8 ? turn : undefined
  }
  return undefined
}
