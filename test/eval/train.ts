import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hunchOf } from '../../src/reader/trouble/hunch.ts'
import { city } from './city.ts'
import { type Corpus, corpusOf, intakeExamples } from './corpus.ts'
import { catalogue } from './ear.ts'
import { hashOf } from './half.ts'
import { chatIn, ownTalk } from './intake.ts'
import { type Labelled, measured } from './measured.ts'
import { OWN } from './rows.ts'
import { sorting } from './sorting.ts'
import { COUNTS, OPTIONS, taught } from './taught.ts'

const root = join(import.meta.dirname, '../..')
const folder = process.argv[2] ?? join(root, '../shared/data')
if (!existsSync(join(folder, 'messages.jsonl.gz')) && !existsSync(join(folder, 'messages.jsonl'))) {
  process.stderr.write(`${folder} has no messages.jsonl: give the folder of the labelled texts\n`)
  process.exit(2)
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const fileOf = (at: string, name: string): readonly [string, string] => {
  const file = [`${name}.jsonl`, `${name}.jsonl.gz`, name].find((one) => existsSync(join(at, one))) ?? name
  return [file, sha256(readFileSync(join(at, file)))]
}
const countsOf = (corpus: Corpus): Readonly<Record<string, number>> => ({
  messages: corpus.letters.length,
  'chat-sms, chat-weibo': corpus.chat.length,
  'intake (rare kinds of talk)': corpus.rare.length,
  talk: corpus.own.length,
  made: corpus.made.length,
})
/** Eight bytes each, so that whoever measures can leave them out. */
const listed = (texts: readonly string[]): string =>
  Buffer.from([...new Set(texts.map(hashOf))].sort().join(''), 'hex').toString('base64')

const heldOut = (corpus: Corpus, trained: ReadonlySet<string>): readonly Labelled[] => {
  const asked = new Set(corpus.asked.map(({ text }) => text))
  const chat = chatIn(folder).filter(({ text }) => !asked.has(text))
  return [
    ...[...corpus.asked, ...chat].filter(({ text }) => !trained.has(text)),
    ...ownTalk().map((row) => ({ ...row, stratum: `own/${row.stratum}` })),
  ]
}

const corpus = corpusOf(folder)
const intake = taught(intakeExamples(corpus))
const classes = city(folder)
const categories = sorting(catalogue, corpus.own)
writeFileSync(join(root, 'data/reader.model'), intake.bytes)
writeFileSync(join(root, 'data/category.model'), categories.bytes)
writeFileSync(join(OWN, 'city.model'), classes.bytes)

const trained = [...corpus.chat, ...corpus.rare.map(({ text }) => text)]
const manifest = {
  made: 'npm run train',
  files: Object.fromEntries([
    ...['messages', 'chat-sms', 'chat-weibo', 'intake', 'category', 'category-train-segmented', 'duplicates'].map(
      (name) => fileOf(folder, name),
    ),
    ...['talk', 'lines', 'made.json'].map((name) => fileOf(OWN, name)),
    fileOf(join(root, 'data'), 'catalogue.json'),
  ]),
  models: {
    'data/reader.model': sha256(intake.bytes),
    'data/category.model': sha256(categories.bytes),
    'test/eval/city.model': sha256(classes.bytes),
  },
  intake: {
    rows: countsOf(corpus),
    options: OPTIONS,
    counts: COUNTS,
    calibration: intake.calibration,
    beside: intake.beside,
  },
  category: { rows: categories.rows, options: categories.options },
  city: { rows: classes.rows, options: classes.options, trainedOn: listed(classes.trainedOn) },
  scores: measured(heldOut(corpus, new Set(trained)), hunchOf(intake.bytes)),
  trainedOn: listed(trained),
}
writeFileSync(join(root, 'data/reader.json'), `${JSON.stringify(manifest, null, 2)}\n`)
process.stdout.write(`${JSON.stringify(manifest.scores, null, 1)}\n`)
