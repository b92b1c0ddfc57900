const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Ids that come in the same order in every run of a scenario, so that tests and screenshots repeat.
 *
 * @param seed text that sets the scenario's ids apart from another's
 * @param next gives the next number of the scenario's one counter
 */
export function deterministicIds(seed: string, next: () => number) {
  const bytes = (count: number) => pseudorandomBytes(`${seed}/${next()}`, count)
  const uuid = () => {
    const hex = [...bytes(16)].map((byte, index) =>
      (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte)
        .toString(16)
        .padStart(2, '0'),
    )
    return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)]
      .map((group) => group.join(''))
      .join('-')
  }
  return {
    /** A UUID of version 4. */
    uuid,
    /** `SCW` and 17 characters of Crockford's base32. */
    accessKey: () => `SCW${[...bytes(17)].map((byte) => CROCKFORD[byte % 32]).join('')}`,
  }
}

/** Bytes that look random and depend on the text alone: FNV-1a to seed, xorshift32 to go on. */
function pseudorandomBytes(text: string, count: number): Uint8Array {
  let state = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193)
  }
  // Texts that differ in the last digit only differ in few bits so far.
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  state = (state ^ (state >>> 16)) | 1
  return Uint8Array.from({ length: count }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 11) & 0xff
  })
}
