/** A result as it is drawn: how many took part, bars, and what stands under them. */
export interface Picture {
  /** The name of the file, without its ending. */
  readonly name: string
  readonly title: string
  /** Over its bars, in large. */
  readonly figure?: Figure
  readonly bars: readonly Bar[]
  /** Turnout, kind, rule code, date: a line each. */
  readonly notes: readonly string[]
}
export interface Figure {
  readonly words: string
  /** From 0 to 1 of all who may vote. */
  readonly share: number
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
  /** Stands before it. */
  readonly front?: Page
  /** What its own worksheet is called, where it is not called as the file. */
  readonly table?: string
}
/** A page to be printed: blocks one below the other. */
export interface Page {
  readonly name: string
  readonly title: string
  readonly blocks: readonly Block[]
}
export interface Block {
  readonly title: string
  readonly head?: readonly string[]
  /** The last cell of a row is as wide as what is left of the page. */
  readonly rows: Sheet['rows']
  /** To be written into by hand. */
  readonly open?: true
}

/** Photos side by side; each by its name where it is kept, or as its bytes. */
export interface Photos<Photo> {
  readonly name: string
  readonly title: string
  /** From left to right. */
  readonly sides: readonly { readonly label: string; readonly photos: readonly Photo[] }[]
}

/** What goes out as a file. */
export type Paper = { readonly picture: Picture } | { readonly sheet: Sheet } | { readonly photos: Photos<Uint8Array> }
