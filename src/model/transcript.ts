import { type OpenAI, toFile } from 'openai'
import { z } from 'zod'
import type { Voice } from '../ports.ts'
import { Failure } from './failure.ts'

/** Kinds of files that services take. WeChat's own SILK is none. */
const TAKEN: ReadonlySet<string> = new Set(['mp3', 'm4a', 'wav', 'amr', 'ogg'])
const MOST_BYTES = 5_000_000
/** Some gateways call it 「.amr」 or 「.mp3」 and pass on what WeChat gave them. */
const SILK = /^.?#!SILK/s
const ANSWER = z.object({ text: z.string() })

export const isTaken = ({ bytes, extension }: Voice): boolean =>
  TAKEN.has(extension.toLowerCase()) &&
  bytes.length > 0 &&
  bytes.length <= MOST_BYTES &&
  !SILK.test(Buffer.from(bytes.subarray(0, 10)).toString('latin1'))

/** @throws Failure, or the client's error */
export async function transcribed(client: OpenAI, model: string, { bytes, extension }: Voice, signal: AbortSignal) {
  const file = await toFile(bytes, `voice.${extension.toLowerCase()}`)
  const answer: unknown = await client.audio.transcriptions.create(
    { file, model, language: 'zh', response_format: 'json' },
    { signal },
  )
  const read = ANSWER.safeParse(answer).data
  if (!read) throw new Failure('foreign', 'no text')
  return read
}

const CHARACTERS = 500
/** What recognisers that were trained on films hear in silence. */
const FROM_NOTHING =
  /字幕|请不吝|点赞.{0,4}(?:订阅|转发)|订阅.{0,6}(?:频道|转发)|谢谢(?:大家)?(?:观看|收看|收听)|Amara|明镜与点点/i

/** As it can stand in a line: on one, without marks that nobody speaks, not what is heard in silence. */
export function spokenIn(text: string): string | undefined {
  const words = text
    .slice(0, 4 * CHARACTERS)
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  if (!/[\p{L}\p{N}]/u.test(words) || FROM_NOTHING.test(words)) return undefined
  return [...words].slice(0, CHARACTERS).join('')
}

/** A second of nothing, 8,000 times a second in 16 bits, as WAV: a service that is there hears no word in it. */
export function silence(): Voice {
  const [rate, bytes] = [8_000, 16_000]
  const file = Buffer.alloc(44 + bytes)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + bytes, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(2 * rate, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(bytes, 40)
  return { bytes: file, extension: 'wav' }
}
