/** Why `within` gave up. */
export const LATE = 'no end in time'

/** Waits so many ms at the most; what goes on longer goes on unwatched. @returns why it failed, if so */
export const within = (ms: number, doing: Promise<unknown>): Promise<string | undefined> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(LATE), ms)
    const end = (failure?: string): void => {
      clearTimeout(timer)
      resolve(failure)
    }
    doing.then(
      () => end(),
      (error: unknown) => end(error instanceof Error ? error.message : String(error)),
    )
  })

/** Nobody answered in time. */
export class Late extends Error {}

/** @throws Late; what goes on longer goes on unwatched. */
export const inTime = async <T>(answer: Promise<T>, patience: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`nothing within ${patience} ms`)), patience)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
