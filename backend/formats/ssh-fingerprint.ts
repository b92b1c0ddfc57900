import { md5 } from '@noble/hashes/legacy.js'

import type { SshPublicKey } from './ssh-public-key.ts'

/**
 * The fingerprint as the API writes it: `<bits> MD5:<pairs of hex digits> (<algorithm>)`. MD5 names
 * the key and protects nothing.
 */
export function sshFingerprint(key: SshPublicKey): string {
  const pairs = Array.from(md5(key.blob), (byte) => byte.toString(16).padStart(2, '0'))
  return `${key.bits} MD5:${pairs.join(':')} (${key.algorithm})`
}
