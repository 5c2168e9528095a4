import { parentPort } from 'node:worker_threads'
import type { Paper } from '../domain/state/paper.ts'
import type { Drawn } from '../ports.ts'
import { fileName } from './plain.ts'

/** A picture that is to fit into a square of so many pixels. */
export interface Shrinking {
  readonly shrink: Uint8Array
  readonly side: number
}
export type Job = Paper | Shrinking
/** One answer to each job, in order. */
export type Answer =
  | { readonly drawn: Drawn }
  | { readonly small: Uint8Array | undefined }
  | { readonly failed: string }

/** What draws is loaded when it is first needed: a table needs no fonts. */
const bytes = async (paper: Paper): Promise<Uint8Array> => {
  if ('sheet' in paper) return (await import('./sheet.ts')).xlsx(paper.sheet)
  if ('photos' in paper) return (await import('./album.ts')).album(paper.photos)
  return (await import('./picture.ts')).png(paper.picture)
}

const done = async (job: Job): Promise<Answer> => {
  if (!('shrink' in job)) return { drawn: { name: fileName(job), bytes: await bytes(job) } }
  const { photo } = await import('./photo.ts')
  return { small: photo(job.shrink, { width: job.side, height: job.side }, 1)?.png }
}

const answer = (job: Job): Promise<Answer> => done(job).catch((error: unknown) => ({ failed: String(error) }))

parentPort?.on('message', async (job: Job) => parentPort?.postMessage(await answer(job)))
