/** A result as it is drawn: bars, and what stands under them. */
export interface Picture {
  /** The name of the file, without its ending. */
  readonly name: string
  readonly title: string
  readonly bars: readonly Bar[]
  /** Turnout, kind, rule code, date: a line each. */
  readonly notes: readonly string[]
}
export interface Bar {
  readonly label: string
  /** 「37户」. */
  readonly words: string
  /** From 0 to 1 of the whole width. */
  readonly share: number
}

/** A table for the record. What people wrote stands in it as text, never as a formula. */
export interface Sheet {
  readonly name: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** What goes out as a file. */
export type Paper = { readonly picture: Picture } | { readonly sheet: Sheet }
