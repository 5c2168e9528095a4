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
      fc.property(fc.constantFrom(start, signature), broken, (head, parts) => {
        const given = Buffer.concat([head, ...parts])
        const once = withoutExif(given)
        expect(once.length).toBeLessThanOrEqual(given.length)
        expect(Buffer.from(withoutExif(once))).toEqual(Buffer.from(once))
      }),
    )
  })

  test('the name is that of the bytes as they are stored', async () => {
    const ledger = await memory().open('demo')
    const clean = Buffer.concat([start, tables, scan, end])
    const name = `${createHash('sha256').update(clean).digest('hex')}.jpg`
    expect(await ledger.keep(Buffer.concat([start, exif, tables, scan, end]), 'jpg')).toBe(name)
  })
})
