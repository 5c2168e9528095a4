import { Worker } from 'node:worker_threads'
import type { Paper } from '../domain/state/paper.ts'
import type { Drawn, Log, Press } from '../ports.ts'
import type { Answer, Job } from './worker.ts'

/** Ms for one drawing, the start of the thread included. */
const PATIENCE = 20_000
/** Ms without work after which the thread and its fonts are let go. */
const IDLE = 60_000
/** A drawing that wants more ends its own thread, not the program. */
const MEGABYTES = 512

export interface Pressing {
  readonly log?: Log
  readonly patience?: number
  readonly idle?: number
  /** What runs in the thread. */
  readonly script?: URL
}

/** Draws one paper after the other in a thread that it starts when there is work. */
class Printer implements Press {
  private readonly pressing: Pressing
  private last: Promise<unknown> = Promise.resolve()
  private worker: Worker | undefined
  private alarm: NodeJS.Timeout | undefined
  private closed = false

  constructor(pressing: Pressing) {
    this.pressing = pressing
  }

  async draw(paper: Paper): Promise<Drawn> {
    const answer = await this.inTurn(paper)
    if ('drawn' in answer) return answer.drawn
    throw new Error('something else was drawn')
  }

  async small(bytes: Uint8Array, side: number): Promise<Uint8Array | undefined> {
    const answer = await this.inTurn({ shrink: bytes, side })
    return 'small' in answer ? answer.small : undefined
  }

  private inTurn(job: Job): Promise<Answer> {
    const done = this.last.then(() => this.next(job))
    this.last = done.catch(() => undefined)
    return done
  }

  async close(): Promise<void> {
    this.closed = true
    await this.end()
  }

  /** @throws where it comes to nothing */
  private async next(job: Job): Promise<Answer> {
    if (this.closed) throw new Error('the press is closed')
    clearTimeout(this.alarm)
    this.worker ??= this.begin()
    const { worker } = this
    worker.ref() // while it draws the program waits for it
    try {
      const answer = await this.answer(worker, job)
      if ('failed' in answer) throw new Error(`it could not be drawn: ${answer.failed}`)
      return answer
    } finally {
      worker.unref()
      this.alarm = setTimeout(() => void this.end(), this.pressing.idle ?? IDLE).unref()
    }
  }

  private begin(): Worker {
    const script = this.pressing.script ?? new URL('./thread.mjs', import.meta.url)
    const worker = new Worker(script, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MEGABYTES } })
    worker.on('error', (err) => this.pressing.log?.warn({ err }, 'the thread that draws has died'))
    worker.on('exit', () => this.forget(worker))
    return worker
  }

  /** @throws where the thread dies first, or is silent too long: then it is ended, and the next drawing starts anew. */
  private answer(worker: Worker, job: Job): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const patience = this.pressing.patience ?? PATIENCE
      const timer = setTimeout(() => {
        reject(new Error(`nothing was drawn within ${patience} ms`))
        void this.end()
      }, patience)
      const settle = (answer?: Answer): void => {
        clearTimeout(timer)
        worker.off('message', settle).off('exit', died)
        if (answer) resolve(answer)
      }
      const died = (): void => {
        settle()
        reject(new Error('the thread that draws has died'))
      }
      worker.on('message', settle).on('exit', died)
      worker.postMessage(job)
    })
  }

  private async end(): Promise<void> {
    const { worker } = this
    if (!worker) return
    this.forget(worker)
    await worker.terminate()
  }

  private forget(worker: Worker): void {
    if (this.worker === worker) this.worker = undefined
  }
}

export const press = (pressing: Pressing = {}): Press => new Printer(pressing)
