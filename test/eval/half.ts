import { createHash } from 'node:crypto'

/** By which a text is known without being kept: the first eight bytes of its sha256, in hexadecimal. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

const firstByte = (text: string): number => Number.parseInt(hashOf(text).slice(0, 2), 16)
/** Of our own examples one half trains and the other measures: an even first byte trains. */
export const isTrained = (text: string): boolean => firstByte(text) % 2 === 0
/** Of ordinary talk a quarter is left to measure with. */
export const isLearnt = (text: string): boolean => firstByte(text) % 4 !== 0
/** Of the lines that were written to learn from, one in five measures. */
export const isTaught = (text: string): boolean => firstByte(text) % 5 !== 0
