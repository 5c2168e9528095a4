import { roll } from '../config/roll.ts'
import type { Household } from '../domain/constitution.ts'
import type { Said } from './said.ts'

/** What a spreadsheet of households would give, or everything that is wrong with it. */
export async function checked(file: string): Promise<Said> {
  const { value, mistakes } = await roll(file)
  if (!value) return { code: 1, err: [...mistakes, `${mistakes.length} to be mended: nothing of ${file} can be used.`] }
  return { code: 0, out: [`${file}: ${value.length} households, ${areas(value)}.`, ...about(value)] }
}

const areas = (households: readonly Household[]): string => {
  const known = households.flatMap(({ area }) => area ?? [])
  const sum = Math.round(known.reduce((all, area) => all + area, 0) * 100) / 100
  const without = households.length - known.length
  return `${sum} m² in all${without > 0 ? ` (${without} without area)` : ''}`
}

const about = (households: readonly Household[]): readonly string[] => {
  const [first, last] = [households[0], households.at(-1)]
  const owned = households.filter(({ owners }) => owners).length
  const shared = households.filter(({ owners = [] }) => owners.length > 1)
  const open = shared.filter(({ voter }) => voter === undefined).length
  return [
    `They are known as ${first?.id} … ${last?.id}.`,
    ...(owned > 0
      ? [`Owners are named of ${owned}, several of ${shared.length}; of those ${open} name no voter.`]
      : []),
  ]
}
