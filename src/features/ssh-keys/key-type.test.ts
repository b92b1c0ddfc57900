import { expect, it } from 'vitest'

import { keyTypeOfFingerprint } from './key-type.ts'

it.each([
  ['3072 MD5:07:6c:9a:67:83:c5:b6:4b:2b:44:fe:f2:a4:8e:a1:3d (ssh-rsa)', 'RSA 3072'],
  ['256 MD5:6b:cd:72:8a:ae:45:24:4b:2b:72:f6:d0:6a:8d:16:06 (ssh-ed25519)', 'ED25519'],
  ['521 MD5:1e:2a:7b:cf:65:0f:0f:7b:eb:d4:8d:3c:72:9a:02:39 (ecdsa-sha2-nistp521)', 'ECDSA P-521'],
  ['1 MD5:00 (of-the-future)', 'of-the-future'],
  ['', 'Unknown'],
])('%s is of type %s', (fingerprint, type) => {
  expect(keyTypeOfFingerprint(fingerprint)).toBe(type)
})
