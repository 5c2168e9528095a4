import type { Place } from '../../src/domain/heard/reading.ts'

/** What neighbours write in a group, by ourselves. */
export interface Talk {
  readonly text: string
  /** To be registered, to be left alone, or somebody should ask. */
  readonly label: 1 | 0 | 'borderline'
  readonly stratum: string
  /** Of the catalogue. */
  readonly category?: string
  readonly place?: Place
  readonly urgent?: boolean
  readonly own: true
}
