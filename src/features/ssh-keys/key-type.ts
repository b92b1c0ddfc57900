/** What people call the algorithms. */
const NAMES: Readonly<Record<string, string>> = {
  'ssh-rsa': 'RSA',
  'ssh-dss': 'DSA',
  'ssh-ed25519': 'ED25519',
  'ecdsa-sha2-nistp256': 'ECDSA P-256',
  'ecdsa-sha2-nistp384': 'ECDSA P-384',
  'ecdsa-sha2-nistp521': 'ECDSA P-521',
}

/**
 * The kind of a key as people call it, such as "RSA 3072": the length is told where it is a choice.
 *
 * @param algorithm as the key's line begins, such as `ssh-rsa`
 */
export function keyTypeName(algorithm: string, bits: number): string {
  const name = NAMES[algorithm] ?? algorithm
  return algorithm === 'ssh-rsa' || algorithm === 'ssh-dss' ? `${name} ${bits}` : name
}

/** The kind of a key, read from its fingerprint: `3072 MD5:07:6c:… (ssh-rsa)` is "RSA 3072". */
export function keyTypeOfFingerprint(fingerprint: string): string {
  const [, bits, algorithm] = /^(\d+) .*\(([^)]+)\)$/.exec(fingerprint) ?? []
  return algorithm === undefined ? 'Unknown' : keyTypeName(algorithm, Number(bits))
}
