/** The base64 of one certificate, or why there is none; the message never repeats the text. */
export type PemReading =
  | { readonly ok: true; readonly base64: string }
  | { readonly ok: false; readonly message: string }

const PEM = /^-----BEGIN ([A-Z0-9 ]+)-----\s([A-Za-z0-9+/=\s]+)-----END \1-----$/

/** Whether a text holds a private key, which nobody should paste anywhere. */
export function holdsPrivateKey(text: string): boolean {
  return /PRIVATE KEY-----/.test(text)
}

/** Takes the base64 of one certificate out of PEM (RFC 7468), with its BEGIN and END lines. */
export function readPem(text: string): PemReading {
  const trimmed = text.trim()
  if (holdsPrivateKey(trimmed)) {
    return wrong('must hold a certificate and no private key; treat the key as disclosed')
  }
  if (trimmed.split('-----BEGIN ').length > 2) {
    return wrong('must hold one certificate: add each one of a chain by itself')
  }
  const [, label, base64 = ''] = PEM.exec(trimmed) ?? []
  if (label === undefined) {
    return wrong(
      'must be a certificate in PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----',
    )
  }
  if (label !== 'CERTIFICATE') return wrong('must be labelled CERTIFICATE in its BEGIN line')
  return { ok: true, base64 }
}

/** A certificate in PEM, in lines of 64 characters. @param base64 may hold white space */
export function toPem(base64: string): string {
  const lines = base64.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

function wrong(message: string): PemReading {
  return { ok: false, message }
}
