/** One English sentence for the operator: which folder or file, what is wrong, what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** Tells the operator what was mended; a sentence and what it is about. */
export type Log = (sentence: string, about: { readonly community: string; readonly file: string }) => void

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** For files that need not be there: any other trouble is thrown on. */
export const absent = (error: unknown): undefined => {
  if (codeOf(error) === 'ENOENT') return undefined
  throw error
}
