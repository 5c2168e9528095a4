import type { Ledger, Store } from '../ports.ts'
import { StoreError } from './error.ts'
import type { PaperLedger } from './ledger.ts'

/** A store over ledgers: each community is opened once, and all are closed together. */
export const storeOf = (
  openLedger: (community: string) => Promise<PaperLedger>,
  release: () => Promise<void>,
): Store => {
  const ledgers = new Map<string, Promise<PaperLedger>>()
  let closed: Promise<void> | undefined

  const open = async (community: string): Promise<Ledger> => {
    if (closed !== undefined) throw new StoreError('The store was closed: start the program again.')
    if (!/^[\p{L}\p{N}_-]{1,100}$/u.test(community)) {
      throw new StoreError(`"${community}" cannot be a community's id: use letters, digits, - and _ only.`)
    }
    const opening = ledgers.get(community) ?? openLedger(community)
    ledgers.set(community, opening)
    try {
      return await opening
    } catch (error) {
      ledgers.delete(community)
      throw error
    }
  }

  const closeAll = async (): Promise<void> => {
    const closing = [...ledgers.values()].map((opening) =>
      opening.then(
        (ledger) => ledger.close(),
        () => undefined,
      ),
    )
    const failed = (await Promise.allSettled(closing)).find((done) => done.status === 'rejected')
    await release()
    if (failed) throw failed.reason
  }

  const close = (): Promise<void> => {
    closed ??= closeAll()
    return closed
  }
  return { open, close }
}
