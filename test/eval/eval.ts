import '../../src/zone.ts'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { categories } from './category.ts'
import { duplicates } from './duplicates.ts'
import { READERS } from './ear.ts'
import { intake, mistaken } from './intake.ts'
import { leaksOutside, outside } from './outside.ts'
import { leaks, misplaced, more, places, redaction, votes } from './own.ts'
import type { Score } from './score.ts'
import { deadlines, mistimed, times } from './times.ts'

/** Texts that lie beside the project and are never copied into it. */
const SHARED = join(import.meta.dirname, '../../../shared/data')
const folderOf = (given: string | undefined): string | undefined =>
  given === undefined ? (existsSync(SHARED) ? SHARED : undefined) : resolve(given)

const [given] = process.argv.slice(2)
const folder = folderOf(given)
if (folder !== undefined && !existsSync(folder)) {
  console.error(`eval: there is no folder ${folder}`)
  process.exit(2)
}

const { scores, confused } = categories(folder)
const inFolder = folder === undefined ? [] : [...duplicates(folder), ...deadlines(folder), ...times(folder)]
const all: readonly Score[] = [
  ...intake(folder),
  ...scores,
  ...inFolder,
  ...places(),
  ...redaction(),
  ...(folder === undefined ? [] : outside(folder)),
  ...more(),
  ...votes(),
]
for (const score of all) console.log(JSON.stringify(score))

for (const line of confused) console.error(line)
for (const which of READERS.keys()) for (const line of mistaken(which)) console.error(`intake ${which} ${line}`)
for (const line of [...misplaced(), ...leaks()]) console.error(`own ${line}`)
if (folder !== undefined) {
  for (const line of leaksOutside(folder)) console.error(`shared ${line}`)
  for (const line of mistimed(folder)) console.error(`time ${line}`)
}
