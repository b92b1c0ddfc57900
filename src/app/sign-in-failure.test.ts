import { expect, it } from 'vitest'

import { ApiError, type ApiErrorDetails, type ApiErrorKind } from '../api/errors.ts'
import { signInFailure } from './sign-in-failure.ts'

function told(kind: ApiErrorKind, status: number, details: Partial<ApiErrorDetails> = {}): string {
  const error = new ApiError(kind, 'The API’s word.', {
    status,
    details: { fields: [], missing: [], ...details },
  })
  return signInFailure(error, { first: 'Wrong.', second: 'Wrong code.', expired: 'Too late.' })
}

it.each([
  [told('unauthenticated', 401, { reason: 'not_found' }), /^Wrong\./],
  [told('unauthenticated', 401, { reason: 'expired' }), /^Too late\./],
  [told('unauthenticated', 401, { reason: 'one_time_password_invalid' }), /^Wrong code/],
  [told('precondition', 403, { resource: 'user' }), /is locked/],
  [told('precondition', 412), /The API’s word/],
  [told('rate_limited', 429, { help: 'Wait a minute.' }), /^Wait a minute/],
  [told('network', 0), /The API’s word/],
])('%j', (sentence, expected) => {
  expect(sentence).toMatch(expected)
})
