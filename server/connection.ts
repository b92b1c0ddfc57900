import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

import type { Outcome } from '../backend/http/options.ts'

/** Where a request came from and under which address the caller asked for it. */
export interface Connection {
  ip: string
  https: boolean
  /** The address asked for, as the caller's browser shows it. */
  url: URL
  /** A UUID that names the request in the log and in its answer. */
  requestId: string
  /** To be called with the id of the user or application as soon as it is known. */
  identified: (bearerId: string) => void
  /** To be called with what the request came to, for measurements. */
  answered: (outcome: Outcome) => void
}

/**
 * Reads a request's origin from its socket, or from the headers that a trusted proxy sets.
 *
 * @throws TypeError when the address is no address.
 */
export function originOf(
  incoming: IncomingMessage,
  trustProxy: boolean,
): Pick<Connection, 'ip' | 'https' | 'url'> {
  const forwarded = (name: string): string | undefined =>
    trustProxy ? lastOf(incoming.headers[name]) : undefined
  const https = forwarded('x-forwarded-proto') === 'https'
  const host = forwarded('x-forwarded-host') ?? incoming.headers.host ?? 'localhost'
  return {
    ip:
      forwardedAddress(forwarded('x-forwarded-for')) ??
      plainAddress(incoming.socket.remoteAddress ?? ''),
    https,
    // Joined as text: resolved against a base, a path like //elsewhere would name another host.
    url: new URL(`http${https ? 's' : ''}://${host}${incoming.url ?? '/'}`),
  }
}

/** Proxies append to what the client sent, so only the last entry is the proxy's own word. */
function lastOf(header: string | string[] | undefined): string | undefined {
  return header?.toString().split(',').at(-1)?.trim() || undefined
}

/**
 * The address that a proxy names, without the port that some add; undefined for what is none, such as
 * `unknown`.
 */
function forwardedAddress(text: string | undefined): string | undefined {
  const bare = text?.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')
  return bare === undefined || isIP(bare) === 0 ? undefined : plainAddress(bare)
}

/** An IPv4 address that a socket for both families shows in IPv6 form, in its own form. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
}
