let serverTime = Date.now()
let readAt = performance.now()

/**
 * Sets the server's clock, which judges expiry; the browser's may be wrong.
 *
 * @param now RFC 3339 time of the answer just received
 */
export function setServerNow(now: string): void {
  const time = Date.parse(now)
  if (Number.isNaN(time)) return
  serverTime = time
  readAt = performance.now()
}

/** The present time by the server's clock; by the browser's until the server has told it. */
export function serverNow(): Date {
  return new Date(serverTime + (performance.now() - readAt))
}
