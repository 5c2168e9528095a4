import { severalChoices } from './ballots.ts'
import { StoreError } from './error.ts'
import { kinds, type Migration, type Stored } from './state.ts'

export type { Migration }

/** In the order they came. Never changed or taken out: each makes one version from the one before. */
export const migrations: readonly Migration[] = [severalChoices]

export const versionOf = (list: readonly Migration[]): number => list.length + 1

export const migrate = (stored: Stored, list: readonly Migration[], file: string): Stored => {
  const version = versionOf(list)
  if (stored.version > version) {
    throw new StoreError(
      `${file} was written by a newer version of the program (${stored.version}, this one knows ${version}): start that version or a later one.`,
    )
  }
  const changed = list.slice(stored.version - 1).reduce((older, { change }) => change(older), stored)
  checkKinds(changed.docs, file)
  return { ...changed, version }
}

/** @throws where there are documents that this version has no name for. */
export const checkKinds = (docs: object, file: string): void => {
  const strange = Object.keys(docs).find((kind) => !(kinds as readonly string[]).includes(kind))
  if (strange === undefined) return
  throw new StoreError(`${file} holds documents of an unknown kind, "${strange}": start the version that wrote it.`)
}
