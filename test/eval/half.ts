import { createHash } from 'node:crypto'

/** By which a text is known without being kept: the first eight bytes of its sha256, in hexadecimal. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Of our own examples one half trains and the other measures: an even first byte trains. */
export const isTrained = (text: string): boolean => Number.parseInt(hashOf(text).slice(0, 2), 16) % 2 === 0
