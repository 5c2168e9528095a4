import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { hashOf } from './half.ts'

const root = join(import.meta.dirname, '../..')

/** A set's labelled rows, plain or packed; none where the folder has no such file. */
export const rowsOf = <Row>(folder: string, name: string): readonly Row[] => {
  const [plain, packed] = [join(folder, `${name}.jsonl`), join(folder, `${name}.jsonl.gz`)]
  const text = existsSync(plain)
    ? readFileSync(plain, 'utf8')
    : existsSync(packed)
      ? gunzipSync(readFileSync(packed)).toString('utf8')
      : ''
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as Row]))
}

/** Our own examples. */
export const OWN = import.meta.dirname

/** Texts that the reader's model was trained on, as its manifest lists them: eight bytes each, in base64. */
const trainedOn = (): ReadonlySet<string> => {
  const manifest = join(root, 'data/reader.json')
  if (!existsSync(manifest)) return new Set()
  const { trainedOn = '' } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly trainedOn?: string }
  const hashes = Buffer.from(trainedOn, 'base64').toString('hex')
  return new Set(hashes.match(/.{16}/g))
}
const TRAINED = trainedOn()

/** Whether nothing was learnt from it, so that it may be measured with. */
export const isFresh = (text: string): boolean => !TRAINED.has(hashOf(text))
