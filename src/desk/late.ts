/** What comes of it, or of `late` where that takes more than so many ms; what goes on longer goes on unwatched. */
export const within = <T>(ms: number, work: Promise<T>, late: () => T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  }).then(late)
  return Promise.race([work, over]).finally(() => clearTimeout(timer))
}
