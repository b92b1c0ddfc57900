import { expect, it } from 'vitest'

import { toPem } from './certificate-pem.ts'
import {
  base64Of,
  CERTIFICATE_A,
  CERTIFICATE_B,
  CERTIFICATE_REQUEST,
  CERTIFICATES_END,
} from './test-certificates.ts'
import { readCertificate } from './x509-certificate.ts'

const pem = (label: string, base64: string) =>
  `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----`

it('reads when a certificate ends', async () => {
  const read = { ok: true, expiresAt: new Date(CERTIFICATES_END) }
  expect(await readCertificate(CERTIFICATE_A)).toEqual(read)
  expect(await readCertificate(`\n${CERTIFICATE_B.replaceAll('\n', '\r\n')}  `)).toEqual(read)
  // Some providers show it in one line.
  expect(await readCertificate(pem('CERTIFICATE', base64Of(CERTIFICATE_A)))).toEqual(read)
})

it('writes the PEM that openssl writes', () => {
  expect(toPem(base64Of(CERTIFICATE_A))).toBe(CERTIFICATE_A)
})

it.each([
  ['no PEM', 'hello', /BEGIN CERTIFICATE/],
  ['base64 alone', base64Of(CERTIFICATE_A), /BEGIN CERTIFICATE/],
  ['a private key', pem('EC PRIVATE KEY', 'MHcCAQEE'), /no private key/],
  ['a key beside it', pem('PRIVATE KEY', 'MHcCAQEE') + '\n' + CERTIFICATE_A, /no private key/],
  ['a chain', CERTIFICATE_A + CERTIFICATE_B, /one certificate/],
  ['a request', CERTIFICATE_REQUEST, /labelled CERTIFICATE/],
  ['a request by another name', pem('CERTIFICATE', base64Of(CERTIFICATE_REQUEST)), /X\.509/],
  ['half of it', pem('CERTIFICATE', base64Of(CERTIFICATE_A).slice(0, 200)), /X\.509/],
  ['bad base64', pem('CERTIFICATE', 'A==='), /base64/],
  ['nothing', pem('CERTIFICATE', '\n'), /X\.509|PEM/],
  // Sequences in sequences, more than any certificate has.
  ['deep ASN.1', pem('CERTIFICATE', btoa('\x30\x80'.repeat(6000))), /X\.509/],
])('refuses %s', async (_what, text, message) => {
  const reading = await readCertificate(text)
  expect(reading).toMatchObject({ ok: false, message: expect.stringMatching(message) })
})
