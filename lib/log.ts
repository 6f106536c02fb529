import { pino } from 'pino'
import { env } from './env'

/** Structured log of the process; secrets never go in. */
export const log = pino({
  level: env.logLevel,
  redact: ['password', 'token', 'authorization', 'cookie', '*.password', '*.token'],
})
