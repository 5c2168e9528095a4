import { parentPort } from 'node:worker_threads'
import type { Paper } from '../domain/state/paper.ts'
import type { Drawn } from '../ports.ts'
import { fileName } from './plain.ts'

/** One answer to each paper, in order. */
export type Answer = { readonly drawn: Drawn } | { readonly failed: string }

/** What draws is loaded when it is first needed: a table needs no fonts. */
const bytes = async (paper: Paper): Promise<Uint8Array> => {
  if ('sheet' in paper) return (await import('./sheet.ts')).xlsx(paper.sheet)
  if ('photos' in paper) return (await import('./album.ts')).album(paper.photos)
  return (await import('./picture.ts')).png(paper.picture)
}

const answer = (paper: Paper): Promise<Answer> =>
  bytes(paper).then(
    (bytes) => ({ drawn: { name: fileName(paper), bytes } }),
    (error: unknown) => ({ failed: String(error) }),
  )

parentPort?.on('message', async (paper: Paper) => parentPort?.postMessage(await answer(paper)))
