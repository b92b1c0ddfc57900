/** Errors whose message is written for people. */
const PLAIN = new Set([
  'BackupError',
  'DatabaseInUse',
  'DatabaseUnsuitable',
  'FlagError',
  'PepperError',
  'StoreFull',
  'StoreUnavailable',
])

/**
 * What went wrong, in a sentence rather than a stack where there is one.
 *
 * @param lead begins the sentence about what the machine or the database refused
 */
export function explain(error: unknown, lead: string): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${String(error.port)} is taken by another program. Choose one with --port, or with --metrics-port for the metrics.`
  }
  if (PLAIN.has(error.name)) return error.message
  // A system or a database says enough with its code; a stack is for mistakes of the program.
  return isOutside(error) ? `${lead}: ${error.message}.` : (error.stack ?? error.message)
}

/** Whether the machine or a database is at fault: Node marks its complaints about code by `ERR_`. */
function isOutside(error: Error): boolean {
  if (!('code' in error) || typeof error.code !== 'string') return false
  return error.code === 'ERR_SQLITE_ERROR' || !error.code.startsWith('ERR_')
}
