/** A broken invariant: its number in the specification, and what was seen. */
export interface Broken {
  readonly invariant: number
  readonly what: string
}

/** Tells of what must never be, as soon as it is seen. */
export type Breaks = (invariant: number, what: string) => void
