import type { Logger } from 'pino'

/** What this folder needs of the log. Texts are never logged, only ids. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
