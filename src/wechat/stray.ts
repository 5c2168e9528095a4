import { fileURLToPath } from 'node:url'
import type { Log } from '../ports.ts'

const OURS = fileURLToPath(new URL('..', import.meta.url))
const NETWORK = /^(E(CONN|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|PROTO)|ERR_(HTTP2|TLS|SSL|STREAM)_)/
const INSTALLED = /[\\/]node_modules[\\/]/
const GATEWAY = /[\\/]node_modules[\\/](@?wechat|@grpc|@chatie|memory-card|file-box|state-switch|watchdog|gerror)/
const KINDS = 500

/** Says each kind of trouble once: a gateway that is down has the same to say a thousand times. */
export class Once {
  private readonly said = new Set<string>()
  private readonly log: Log

  constructor(log: Log) {
    this.log = log
  }

  warn(err: unknown, message: string): void {
    const reason = wordsOf(err)
    const kind = `${message}: ${reason.replace(/[\w@.:-]*\d[\w@.:-]*|"[^"]*"/g, '#')}`
    if (this.said.has(kind) || this.said.size >= KINDS) return
    this.said.add(kind)
    this.log.warn(
      { reason, from: err instanceof Error ? placesOf(err)[0]?.trim() : undefined },
      `${message} (said once)`,
    )
  }
}

/** A gateway that refuses a token repeats it. */
export const wordsOf = (err: unknown): string => {
  const token = process.env.WECHATY_PUPPET_SERVICE_TOKEN || undefined
  const [words = ''] = String(err instanceof Error ? err.message : err).split('\n', 1)
  return (token ? words.replaceAll(token, '(token)') : words).slice(0, 200)
}

/**
 * What a gateway's code throws and nobody takes must not end the process; anything else must: it is a bug of ours. Whose
 * it is, the place tells where it was thrown; our own code throws nothing but errors.
 */
export const isStray = (reason: unknown): boolean => {
  if (!(reason instanceof Error)) return true
  const [thrown, ...callers] = placesOf(reason)
  if (thrown === undefined) return NETWORK.test(String((reason as NodeJS.ErrnoException).code))
  return INSTALLED.test(thrown) && (GATEWAY.test(thrown) || !callers.some((place) => place.includes(OURS)))
}

/** The files of a stack, innermost first, without Node's own. */
const placesOf = ({ stack = '' }: Error): readonly string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at .*[\\/].*:\d+:\d+\)?$/.test(line) && !line.includes('node:'))
    .map(decoded)

const decoded = (frame: string): string => {
  try {
    return decodeURI(frame)
  } catch {
    return frame
  }
}
