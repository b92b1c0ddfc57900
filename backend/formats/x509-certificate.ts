import { readPem } from './certificate-pem.ts'

/** A certificate that can be read, or why it cannot; the message never repeats the text. */
export type CertificateReading =
  | { readonly ok: true; readonly expiresAt: Date }
  | { readonly ok: false; readonly message: string }

/** Text order of stored times needs years of four digits. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59)

/** Reads one X.509 certificate in PEM (RFC 7468), with its BEGIN and END lines. */
export async function readCertificate(text: string): Promise<CertificateReading> {
  const pem = readPem(text)
  return pem.ok ? readCertificateBase64(pem.base64) : pem
}

/** Reads the DER of one X.509 certificate from base64, which may hold white space. */
export async function readCertificateBase64(base64: string): Promise<CertificateReading> {
  const der = decodeBase64(base64)
  if (der === undefined) return wrong('must hold valid base64')
  // Loaded when first needed: it is slow to start, and most processes never need it.
  const [{ AsnConvert }, { Certificate }] = await Promise.all([
    import('@peculiar/asn1-schema'),
    import('@peculiar/asn1-x509'),
  ])
  let expiresAt: Date
  try {
    expiresAt = AsnConvert.parse(der, Certificate).tbsCertificate.validity.notAfter.getTime()
  } catch {
    return wrong('must be an X.509 certificate: what it holds is something else, or is cut off')
  }
  const time = expiresAt.getTime()
  if (Number.isNaN(time) || time < 0 || time > LATEST) {
    return wrong('must be a certificate with an end of validity between 1970 and 9999')
  }
  return { ok: true, expiresAt }
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function wrong(message: string): CertificateReading {
  return { ok: false, message }
}
