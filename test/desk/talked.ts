import { expect } from 'vitest'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import { reader } from '../../src/reader/reader.ts'
import { constitution } from '../domain/place.ts'
import { type Furniture, House } from './house.ts'

/** As the program serves one with a model behind it. */
export const modelled: Constitution = { ...constitution, model: 'model.test' }

export const OPINIONS: readonly (readonly [string, string])[] = [
  ['li', '在东墙搭车棚'],
  ['zhang', '划线就行，别占消防通道，问李芳，电话13812345678，5栋302也这么说'],
  ['zhu', '装几个充电口'],
]

/** A deliberation with three opinions; what was said of it is taken. */
export async function talked(furniture: Furniture): Promise<House> {
  const house = await House.opened({ reader: reader(), communities: [modelled], ...furniture })
  await house.said('m1', 'li', '业主群', '报事 门口没地方停电动车')
  await house.said('m2', 'liu', '工作群', '议1 2天')
  for (const [who, text] of OPINIONS) await house.said(`o-${who}`, who, '业主群', `意见1 ${text}`)
  expect([...house.ledger().now.docs.forum.values()][0]?.opinions).toHaveLength(3)
  await house.later(60_000)
  house.says()
  return house
}

/** What is said once what was asked for is there. */
export async function answered(house: House): Promise<string> {
  const first = house.says()
  await house.desk.settled()
  return [...first, ...house.says()].join('\n')
}

/** What left, by what it is of. */
export const left = (house: House): readonly (readonly [string, string, string])[] =>
  [...house.ledger().now.docs.left.values()].map(({ message, from, text }) => [message, from, text])
