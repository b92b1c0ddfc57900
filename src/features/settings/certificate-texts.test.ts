import { expect, it } from 'vitest'

import { CERTIFICATE_A, CERTIFICATE_B } from '../../../backend/formats/test-certificates.ts'
import { certificateProblem, certificatesProblem, splitCertificates } from './certificate-texts.ts'

it('splits a text into its certificates', () => {
  expect(splitCertificates('')).toEqual([])
  expect(splitCertificates(` ${CERTIFICATE_A}\n\n${CERTIFICATE_B}`)).toEqual([
    CERTIFICATE_A,
    CERTIFICATE_B,
  ])
})

it('tells what is wrong before it is sent', () => {
  expect(certificateProblem(CERTIFICATE_A)).toBeUndefined()
  expect(certificateProblem(' ')).toMatch(/Paste/)
  expect(certificateProblem('hello')).toMatch(/BEGIN CERTIFICATE/)
  expect(certificateProblem('x'.repeat(16_385))).toMatch(/16,384/)
  expect(certificatesProblem('')).toBeUndefined()
  expect(certificatesProblem(CERTIFICATE_A + CERTIFICATE_B)).toBeUndefined()
  expect(certificatesProblem(`${CERTIFICATE_A}-----BEGIN PRIVATE KEY-----\nAA`)).toMatch(
    /no private/,
  )
})
