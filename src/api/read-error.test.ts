import { describe, expect, it } from 'vitest'

import type { ApiError } from './errors.ts'
import { errorOfResponse } from './read-error.ts'

function answer(status: number, body?: unknown): Promise<ApiError> {
  return errorOfResponse(
    new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', 'x-request-id': 'request-1' },
    }),
  )
}

describe('errorOfResponse', () => {
  it.each([
    [400, { type: 'invalid_arguments', message: 'invalid argument(s)', details: [] }, 'invalid'],
    [401, { type: 'denied_authentication', method: 'jwt', reason: 'expired' }, 'unauthenticated'],
    [403, { type: 'permissions_denied', details: [] }, 'denied'],
    [403, { type: 'quotas_exceeded', details: [] }, 'quota'],
    [404, { type: 'not_found', resource: 'user', resource_id: 'x' }, 'not_found'],
    [409, { type: 'transient_state', resource: 'group', resource_id: 'x' }, 'conflict'],
    [409, { type: 'already_exists', resource: 'api_key', resource_id: 'SCW' }, 'conflict'],
    [410, { type: 'expired', resource: 'jwt', resource_id: 'x' }, 'precondition'],
    [412, { type: 'precondition_failed', precondition: 'protected_resource' }, 'precondition'],
    [429, undefined, 'rate_limited'],
    [500, { message: 'Internal error' }, 'server'],
    [503, undefined, 'server'],
    [418, undefined, 'unknown'],
  ])('reads %i %o as %s', async (status, body, kind) => {
    const error = await answer(status, body)
    expect(error).toMatchObject({ kind, status })
    const isTheServers = kind === 'server' || kind === 'unknown'
    expect(error.message).toMatch(isTheServers ? /\. Request ID: request-1$/ : /\.$/)
  })

  it('names the rights that are missing', async () => {
    const details = [
      { action: 'write', resource: 'api_key' },
      { action: 'write', resource: 'self_api_key' },
    ]
    const error = await answer(403, { type: 'permissions_denied', details })
    expect(error.details.missing).toEqual(details)
    expect(error.message).toContain('write api_key')
  })

  it('says what is wrong with each argument', async () => {
    const error = await answer(400, {
      type: 'invalid_arguments',
      details: [
        { argument_name: 'name', reason: 'required', help_message: '' },
        { argument_name: 'expires_at', reason: 'constraint', help_message: 'must be ahead' },
        { argument_name: 'tags[0]', reason: 'never heard of' },
      ],
    })
    expect(error.details.fields).toEqual([
      { name: 'name', message: 'A value is required.' },
      { name: 'expires_at', message: 'Must be ahead.' },
      { name: 'tags[0]', message: 'It was refused.' },
    ])
  })

  it('keeps which resource is in the way', async () => {
    const error = await answer(409, {
      type: 'already_exists',
      resource: 'api_key',
      resource_id: 'SCW0000000000000000X',
      help_message: 'the secret cannot be shown again',
    })
    expect(error.details).toMatchObject({
      resource: 'api_key',
      resourceId: 'SCW0000000000000000X',
    })
    expect(error.message).toBe('The secret cannot be shown again.')
  })

  it('keeps why signing in was refused', async () => {
    const error = await answer(401, {
      type: 'denied_authentication',
      method: 'unknown_method',
      reason: 'one_time_password_required',
    })
    expect(error.details.reason).toBe('one_time_password_required')
  })

  it('survives a body that is no JSON', async () => {
    const error = await errorOfResponse(new Response('<html>', { status: 502 }))
    expect(error).toMatchObject({
      kind: 'server',
      message: 'The server failed to answer. Try again.',
    })
  })
})
