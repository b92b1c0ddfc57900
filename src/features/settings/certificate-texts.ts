import { readPem } from '../../../backend/formats/certificate-pem.ts'

const LONGEST = 16_384

/** The certificates in a text, each with its BEGIN and END lines; one that has none counts as one. */
export function splitCertificates(text: string): string[] {
  return text
    .split(/(?=-----BEGIN )/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => `${part}\n`)
}

/** Why the API would refuse a certificate in PEM, as far as that can be told without reading it. */
export function certificateProblem(text: string): string | undefined {
  if (text.trim() === '') return 'Paste a certificate.'
  if (text.length > LONGEST) return `At most ${LONGEST.toLocaleString('en')} characters.`
  const reading = readPem(text)
  return reading.ok ? undefined : sentence(reading.message)
}

/** As `certificateProblem`, for a text that may hold several certificates, or none. */
export function certificatesProblem(text: string): string | undefined {
  return splitCertificates(text)
    .map(certificateProblem)
    .find((problem) => problem !== undefined)
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`
}
