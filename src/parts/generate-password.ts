/** Letters and digits that are not taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'
const GROUPS = 5
const GROUP_LENGTH = 4

/**
 * A random password that can be read out and typed: five groups of four letters and digits, some 115
 * bits.
 *
 * @param randomBytes fills an array with random bytes; the browser's own source unless given
 */
export function generatePassword(
  randomBytes: (bytes: Uint8Array<ArrayBuffer>) => void = (bytes) => {
    crypto.getRandomValues(bytes)
  },
): string {
  const groups = Array.from({ length: GROUPS }, () => {
    let group = ''
    while (group.length < GROUP_LENGTH) group += randomCharacter(randomBytes)
    return group
  })
  return groups.join('-')
}

/** One character, or none when the byte drawn would make some characters likelier than others. */
function randomCharacter(randomBytes: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const byte = new Uint8Array(1)
  randomBytes(byte)
  const value = byte[0] ?? 0
  const fair = Math.floor(256 / ALPHABET.length) * ALPHABET.length
  return value < fair ? ALPHABET.charAt(value % ALPHABET.length) : ''
}
