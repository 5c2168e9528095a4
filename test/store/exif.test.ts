import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutExif } from '../../src/store/exif.ts'
import { memory } from '../../src/store/memory.ts'

const segment = (marker: number, body: string | Buffer): Buffer => {
  const bytes = Buffer.from(body as string, 'latin1')
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(bytes.length + 2, 2)
  return Buffer.concat([head, bytes])
}
const start = Buffer.from([0xff, 0xd8])
const end = Buffer.from([0xff, 0xd9])
const jfif = segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0')
const tables = segment(0xdb, 'tables \xff\xe1 that look like a marker')
const scan = Buffer.concat([
  segment(0xda, '\x01\x01\0\0\x3f\0'),
  Buffer.from([1, 0xff, 0, 0xe1, 0xff, 0xd0, 2, 0xff, 0, 3]),
])
const exif = segment(0xe1, 'Exif\0\0GPS 29.56 106.55')
const xmp = segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0GPS')
const iptc = segment(0xed, 'Photoshop 3.0\0GPS')
const comment = segment(0xfe, 'GPS')

const chunk = (type: string, body: string): Buffer => {
  const bytes = Buffer.from(body, 'latin1')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, Buffer.from(type, 'latin1'), bytes, Buffer.from('sum!')])
}
/** EXIF with a maker, a way to turn the picture and a place behind them. */
const tiff = (order: 'II' | 'MM', turn: number): Buffer => {
  const little = order === 'II'
  const body = Buffer.alloc(8 + 2 + 24 + 4)
  const u16 = (value: number, at: number) => (little ? body.writeUInt16LE(value, at) : body.writeUInt16BE(value, at))
  const u32 = (value: number, at: number) => (little ? body.writeUInt32LE(value, at) : body.writeUInt32BE(value, at))
  body.write(order, 0, 'latin1')
  u16(42, 2)
  u32(8, 4)
  u16(2, 8)
  u16(0x010f, 10)
  u16(2, 12)
  u32(4, 14)
  u16(0x0112, 22)
  u16(3, 24)
  u32(1, 26)
  u16(turn, 30)
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), body, Buffer.from('GPS 29.56')])
}
const RIFF = Buffer.from('RIFF\x40\0\0\0WEBP', 'latin1')
const GIF = Buffer.from('GIF89a', 'latin1')
const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

describe('a picture is stored without what tells of its origin', () => {
  test.each([
    ['EXIF first', [start, exif, jfif, tables, scan, end], [start, jfif, tables, scan, end]],
    [
      'EXIF, XMP, IPTC, comments',
      [start, jfif, exif, xmp, iptc, comment, tables, scan, end],
      [start, jfif, tables, scan, end],
    ],
    ['several scans', [start, tables, scan, exif, tables, scan, end], [start, tables, scan, tables, scan, end]],
    ['a second picture behind the end', [start, tables, scan, end, start, exif, end], [start, tables, scan, end]],
    [
      'filling before a marker',
      [start, Buffer.from([0xff, 0xff]), exif, tables, scan, end],
      [start, tables, scan, end],
    ],
    ['nothing to be cut', [start, jfif, tables, scan, end], [start, jfif, tables, scan, end]],
    ['cut in its scan', [start, exif, tables, scan], [start, tables, scan]],
    ['cut in its EXIF', [start, exif.subarray(0, 9)], [start]],
  ])('JPEG: %s', (_, given, expected) => {
    expect(Buffer.from(withoutExif(Buffer.concat(given)))).toEqual(Buffer.concat(expected))
  })

  test.each(['II', 'MM'] as const)('JPEG: only how the picture is to be turned is kept (%s)', (order) => {
    const turned = tiff(order, 6)
    const kept = Buffer.from(withoutExif(Buffer.concat([start, segment(0xe1, turned), tables, scan, end])))
    expect(kept.includes('29.56')).toBe(false)
    const first = kept.subarray(2, 2 + 2 + kept.readUInt16BE(4))
    expect(first.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xe1]))
    expect(Buffer.concat([start, first, tables, scan, end])).toEqual(kept)
    expect(withoutExif(kept)).toEqual(kept)
    expect(first.readUInt16LE(20)).toBe(0x0112)
    expect(first.readUInt16LE(28)).toBe(6)
  })

  test('PNG: eXIf and texts', () => {
    const given = [
      signature,
      chunk('IHDR', '13 bytes here'),
      chunk('eXIf', 'GPS'),
      chunk('tEXt', 'GPS'),
      chunk('IDAT', 'eXIf'),
      chunk('iTXt', 'GPS'),
      chunk('IEND', ''),
    ]
    const expected = [signature, given[1], given[4], given[6]] as Buffer[]
    expect(Buffer.from(withoutExif(Buffer.concat([...given, Buffer.from('GPS')])))).toEqual(Buffer.concat(expected))
  })

  test('PNG: chunks that nobody needs to see it are cut out', () => {
    const given = [signature, chunk('IHDR', 'x'), chunk('caBX', 'GPS'), chunk('prVt', 'GPS'), chunk('tRNS', 'x')]
    const kept = Buffer.from(withoutExif(Buffer.concat([...given, chunk('IDAT', 'x'), chunk('IEND', '')])))
    expect(kept).toEqual(
      Buffer.concat([signature, chunk('IHDR', 'x'), chunk('tRNS', 'x'), chunk('IDAT', 'x'), chunk('IEND', '')]),
    )
  })

  test('JPEG: of what programs hang in only what it is drawn by', () => {
    const profile = segment(0xe2, 'ICC_PROFILE\0\x01\x01')
    const adobe = segment(0xee, 'Adobe\0')
    const others = [segment(0xe2, 'MPF\0GPS'), segment(0xeb, 'JP\0\x01c2pa GPS'), segment(0xe5, 'GPS')]
    const given = Buffer.concat([start, jfif, profile, ...others, adobe, tables, scan, end])
    expect(Buffer.from(withoutExif(given))).toEqual(Buffer.concat([start, jfif, profile, adobe, tables, scan, end]))
  })

  test('WebP: EXIF and XMP go, its own length and what it says of them too', () => {
    const riff = (type: string, body: Buffer): Buffer => {
      const length = Buffer.alloc(4)
      length.writeUInt32LE(body.length)
      return Buffer.concat([Buffer.from(type, 'latin1'), length, body, Buffer.alloc(body.length % 2)])
    }
    const webp = (...chunks: readonly Buffer[]): Buffer =>
      riff('RIFF', Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]))
    const flags = (said: number) => riff('VP8X', Buffer.from([said, 0, 0, 0, 9, 0, 0, 9, 0, 0]))
    const picture = riff('VP8 ', Buffer.from([1, 2, 3]))
    const given = webp(flags(0x1c), picture, riff('EXIF', Buffer.from('GPS 29')), riff('XMP ', Buffer.from('GPS')))
    expect(Buffer.from(withoutExif(given))).toEqual(webp(flags(0x10), picture))
  })

  test('GIF: comments and what applications hang in go, frames and their repetition stay', () => {
    const head = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\xff\xff\xff', 'latin1')
    const control = Buffer.from('\x21\xf9\x04\0\0\0\0\0', 'latin1')
    const loop = Buffer.from('\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0', 'latin1')
    const frame = Buffer.from('\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0', 'latin1')
    const told = ['\x21\xfe\x03GPS\0', '\x21\xff\x0bXMP DataXMP\x03GPS\0', '\x21\x01\x03GPS\0']
    const hung = told.map((one) => Buffer.from(one, 'latin1'))
    const trailer = Buffer.from([0x3b])
    const given = Buffer.concat([head, loop, ...hung, control, frame, trailer, Buffer.from('GPS')])
    expect(Buffer.from(withoutExif(given))).toEqual(Buffer.concat([head, loop, control, frame, trailer]))
  })

  test.each(['heic', 'mif1', 'avif'])('HEIC: %s is not kept', async (brand) => {
    const file = Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0GPS`, 'latin1')
    const ledger = await memory().open('demo')
    await expect(ledger.keep(file, 'heic')).rejects.toThrow('HEIC')
  })

  test('anything else comes back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        fc.pre(!(bytes[0] === 0xff && bytes[1] === 0xd8))
        expect(withoutExif(bytes)).toBe(bytes)
      }),
    )
  })

  test('broken pictures neither throw nor grow, and a second time changes nothing', () => {
    const pieces = [start, exif, jfif, tables, scan, end, xmp, Buffer.from([0xff]), Buffer.from([0xff, 0xe1])]
    const broken = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.uint8Array({ maxLength: 12 })), { maxLength: 12 })
    fc.assert(
      fc.property(fc.constantFrom(start, signature, RIFF, GIF), broken, (head, parts) => {
        const given = Buffer.concat([head, ...parts])
        const once = withoutExif(given)
        expect(once.length).toBeLessThanOrEqual(given.length)
        expect(Buffer.from(withoutExif(once))).toEqual(Buffer.from(once))
      }),
    )
  })

  test('a scan that is cut in the middle of a marker stays as it is', () => {
    const cut = Buffer.concat([start, scan, Buffer.from([0xff, 0xff])])
    expect(Buffer.from(withoutExif(cut))).toEqual(cut)
  })

  test('the name is that of the bytes as they are stored', async () => {
    const ledger = await memory().open('demo')
    const clean = Buffer.concat([start, tables, scan, end])
    const name = `${createHash('sha256').update(clean).digest('hex')}.jpg`
    expect(await ledger.keep(Buffer.concat([start, exif, tables, scan, end]), 'jpg')).toBe(name)
  })
})
