/** It never reached the gateway. */
const UNREACHED =
  /no connection established|name resolution failed|ECONNREFUSED|ENOTFOUND|channel closed before|channel has been shut down|stream refused|failed to start HTTP|no client|no grpc manager|not logged in|logged out|line is down/i
/** What was to be known before anything could be sent was not to be had. */
export class Unsent extends Error {
  override readonly name = 'Unsent'
}
/** It was on its way when its connection broke or nobody answered, here or between the gateway and WeChat. */
const UNDECIDED =
  /time.?d?.?out|deadline|dropped|reset|hang up|broken pipe|EPIPE|RST_STREAM|write (error|failed)|goaway|abort|cancel|without gRPC status|no reason given/i
/** gRPC's CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, UNAVAILABLE, DATA_LOSS: no answer of the puppet's. */
const BROKEN: ReadonlySet<unknown> = new Set([1, 4, 8, 10, 14, 15])

/**
 * What the failure of a sending tells: it never left, or the puppet said no, or it may have been said. Over gRPC the
 * puppet's own error comes as UNKNOWN, with its whole stack after the first line.
 */
export const verdict = (failure: unknown): 'unreached' | 'refused' | 'unknown' => {
  if (!(failure instanceof Error)) return 'unknown'
  if (failure instanceof Unsent) return 'unreached'
  const { code, details } = failure as { readonly code?: unknown; readonly details?: unknown }
  const [words = ''] = (typeof details === 'string' ? details : failure.message).split('\n')
  if (UNREACHED.test(words)) return 'unreached'
  return BROKEN.has(code) || UNDECIDED.test(words) ? 'unknown' : 'refused'
}
