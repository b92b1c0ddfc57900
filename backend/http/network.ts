/**
 * The network that an address is counted under: an IPv4 address itself, of IPv6 the first 64 bits,
 * because whoever has one address there has all of those. Anything else counts under itself.
 */
export function networkOf(ip: string): string {
  const address = ip.replace(/%.*$/, '')
  if (!address.includes(':') || !URL.canParse(`http://[${address}]`)) return ip
  // The host of a URL is the shortest form of an address, always in the same way.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  const groups = [...before, ...(tail === undefined ? [] : zeros), ...after]
  const mapped = groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff'
  if (!mapped) return `${groups.slice(0, 4).join(':')}::/64`
  const bytes = groups.slice(6).flatMap((group) => {
    const value = Number.parseInt(group, 16)
    return [value >> 8, value & 0xff]
  })
  return bytes.join('.')
}
