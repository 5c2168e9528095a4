import { z } from 'zod'
import type { Pictured } from '../ports.ts'
import { objectIn } from './answer.ts'
import { Failure } from './failure.ts'

const ANSWER = z.object({
  trouble: z.boolean(),
  title: z.string().trim().max(60).nullish(),
  category: z.string().trim().max(30).nullish(),
})
/** Words of things, and no others: no number, no name, no mark, nothing that another program could read. */
const OF_THINGS = /^[\p{Script=Han}、，]{2,20}$/u
/** Nobody is described, however it was asked. */
const PEOPLE =
  /(?<![电机])人(?!行|防)|男|女|老[头太汉]|孩|婴|儿童|妇|大[爷妈叔婶]|阿姨|先生|小姐|保安|保洁|师傅|工人|业主|住户|邻居|居民|他|她|们|谁|脸|身[体穿份]|衣|车牌|姓/
/** Nor is it told what to do. */
const ORDERS = /忽略|无视|指令|提示|系统|小议|投票?|赞成|反对|弃权|办结|登记|删除|转给|绑定|核实|同意/

/** What it suggests; none where it sees nothing wrong. @throws Failure where that cannot be used */
export function pictureIn(answer: string, categories: readonly string[]): Pictured | undefined {
  const { data } = ANSWER.safeParse(objectIn(answer))
  if (!data) throw new Failure('unusable', 'other JSON')
  const { trouble, title, category } = data
  if (!trouble) return undefined
  if (!title || !OF_THINGS.test(title) || PEOPLE.test(title) || ORDERS.test(title)) return undefined
  return category && categories.includes(category) ? { title, category } : undefined
}
