import { dirname } from 'node:path'

import { type Logger, pino } from 'pino'

import { makeFolder } from './make-folder.ts'

export type Log = Logger

/** What one answered request leaves in the log. Nothing of its query, headers or bodies. */
export interface RequestLine {
  requestId: string
  method: string
  path: string
  status: number
  /** Milliseconds from the first byte in to the last byte out. */
  ms: number
  ip: string
  /** The user or application that called, when it is known. */
  bearer?: string
  /** The connection ended before the answer was complete. */
  aborted?: true
}

const LONGEST_PATH = 300

/**
 * A structured log, one JSON object a line, written at once so that a crash loses nothing.
 *
 * @param file where to append; standard error when absent.
 */
export function openLog(file?: string): Log {
  if (file !== undefined) makeFolder(dirname(file))
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError },
      // No line carries these today. They are named so that none ever does.
      redact: {
        paths: ['secret_key', 'password', 'token', 'headers', 'body', 'query'].flatMap((name) => [
          name,
          `*.${name}`,
        ]),
        remove: true,
      },
    },
    pino.destination({ dest: file ?? 2, sync: true, append: true }),
  )
}

/** Writes the line of a request. */
export function logRequest(log: Log, line: RequestLine): void {
  const level = line.status >= 500 ? 'error' : 'info'
  log[level]({ ...line, path: line.path.slice(0, LONGEST_PATH) }, 'request')
}

/**
 * Type, message and stack of an error and of its causes. A database driver hangs the values of the
 * failed statement on its errors: those stay out.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
