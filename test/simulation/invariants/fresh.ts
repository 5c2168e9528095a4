import type { Fact } from '../../../src/domain/state/facts.ts'
import { HOME } from '../files.ts'
import type { World } from '../world.ts'

/** Which facts of a record were not looked at yet. What comes back from the archive begins its record anew. */
export class Fresh {
  readonly #read = new Map<string, { readonly first: string; readonly count: number }>()

  of(key: string, facts: readonly Fact[]): readonly Fact[] {
    const [one] = facts
    if (!one) return facts
    const first = `${one.type} ${one.at}`
    const known = this.#read.get(key)
    this.#read.set(key, { first, count: facts.length })
    return known?.first === first ? facts.slice(known.count) : facts
  }
}

/** A matter as it lies in the archive. */
export interface Shelved {
  readonly seq: number
  readonly puts: readonly { readonly kind: string; readonly key: string; readonly doc?: object }[]
  readonly facts: readonly Fact[]
}

/** Its newest record, read from the disk. */
export function archived({ disk }: World, id: string, matter: string): Shelved | undefined {
  let newest: Shelved | undefined
  for (const [path, { bytes }] of disk.names) {
    if (!path.startsWith(`${HOME}/${id}/archive/2`)) continue
    for (const line of bytes.toString('utf8').split('\n')) {
      if (!line.includes(`"matter":"${matter}"`)) continue
      const record = whole(line)
      if (record && record.seq >= (newest?.seq ?? 0)) newest = record
    }
  }
  return newest
}

/** None where a loss of power left only a part of it. */
function whole(line: string): Shelved | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
