import type { SamlCertificate } from './federation-queries.ts'

/** What a certificate is for, in words. */
export const certificateTypes: Readonly<Record<SamlCertificate['type'], string>> = {
  signing: 'Signing',
  encryption: 'Encryption',
  unknown_certificate_type: 'Unknown',
}
