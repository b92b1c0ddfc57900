import type { RequestContext } from '../http/context.ts'
import { invalidArgument } from '../http/errors.ts'

/**
 * The page that asks for an authenticator: one of this server, under the address that people open or
 * the one that the request came to.
 *
 * @returns its origin, and the domain that the authenticator is to answer to
 * @throws ApiError 400 for another site, and where browsers know no authenticators: without TLS,
 *   except on this machine, and under an IP address.
 */
export function relyingParty(
  { options, origin }: Pick<RequestContext, 'options' | 'origin'>,
  asked: string,
): { readonly origin: string; readonly rpId: string } {
  const url = URL.canParse(asked) ? new URL(asked) : undefined
  const known = [options.address?.(), origin].flatMap((each) =>
    each === undefined || !URL.canParse(each) ? [] : [new URL(each).origin],
  )
  if (url === undefined || !known.includes(url.origin)) {
    throw invalidArgument('origin', 'must be the address at which this console is open')
  }
  const local = url.hostname === 'localhost' || url.hostname.endsWith('.localhost')
  if (isIpAddress(url.hostname) || (url.protocol !== 'https:' && !local)) {
    throw invalidArgument('origin', 'must be a domain with https, or http://localhost')
  }
  return { origin: url.origin, rpId: url.hostname }
}

/** A host of a URL is an IPv4 address when its last part is a number (WHATWG URL, "ends in a number"). */
function isIpAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /(^|\.)\d+$/.test(hostname)
}
