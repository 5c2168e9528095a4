/** What our own lines show as an example has no 栋 in a village. */
const IN_A_VILLAGE: readonly (readonly [town: string, village: string])[] = [
  ['3栋电梯坏了', '3组路灯不亮'],
  ['3栋 楼道灯不亮', '3组 路灯不亮'],
]

/** @param line one of our own, which holds nobody's words */
export const withExample = (line: string, village: boolean): string =>
  village ? IN_A_VILLAGE.reduce((left, [town, there]) => left.replaceAll(town, there), line) : line
