import type { Constitution } from '../domain/state/constitution.ts'
import { communityShape } from './file.ts'
import { located } from './located.ts'

export interface Read {
  readonly file: string
  readonly value: Constitution
}

/** Who stands above whom. A parent that is not there, or a loop of them, stops only that link: the community is served without it. */
export function linked(all: readonly Read[]): {
  readonly loaded: readonly Constitution[]
  readonly mistakes: readonly string[]
} {
  const byId = new Map(all.map((read) => [read.value.id, read]))
  const wrong = all.flatMap((read) => {
    const reason = faultOf(read.value, byId)
    return reason === undefined ? [] : [{ read, reason }]
  })
  const cut = new Set(wrong.map(({ read }) => read))
  const links = all.filter((read) => !cut.has(read) && read.value.parent)
  const loaded = all.map(({ value: { parent, ...is } }) => {
    const above = links.some(({ value }) => value.id === is.id) ? byId.get(parent?.id ?? '')?.value : undefined
    const below = links
      .filter(({ value }) => value.parent?.id === is.id)
      .map(({ value: { id, name } }) => ({ id, name }))
    return {
      ...is,
      ...(above && { parent: { id: above.id, name: above.name } }),
      ...(below.length > 0 && { children: below }),
    }
  })
  return { loaded, mistakes: wrong.flatMap(({ read, reason }) => at(read.file, reason)) }
}

/** Why its parent cannot be its parent. */
function faultOf({ id, parent }: Constitution, byId: ReadonlyMap<string, Read>): string | undefined {
  if (!parent) return undefined
  if (!byId.has(parent.id))
    return `"parent": no community with the id ${parent.id} is served, so ${id} is served without a level above`
  const way = [id]
  for (let next: string | undefined = parent.id; next !== undefined; next = byId.get(next)?.value.parent?.id) {
    const turn = way.indexOf(next)
    way.push(next)
    if (turn === 0) return `"parent": ${way.join(' → ')} is a loop, so ${id} is served without a level above`
    if (turn > 0) return undefined // a loop further up, which is told of there
  }
  return undefined
}

/** With the line where the parent stands. */
const at = (file: string, reason: string): readonly string[] =>
  located(file, communityShape, () => [{ path: ['parent'], reason }]).mistakes
