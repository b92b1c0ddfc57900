import { ApiError } from './errors.ts'
import type { ApiErrorDetails, ApiErrorKind } from './errors.ts'

/** Reads a failed answer: its status, the API's error body and the request id. */
export async function errorOfResponse(response: Response): Promise<ApiError> {
  const body = record(await response.json().catch(() => undefined))
  const kind = kindOf(response.status, text(body.type))
  const details = detailsOf(body)
  return new ApiError(kind, messageOf(kind, body, details, response.status), {
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? undefined,
    details,
  })
}

const KIND_BY_TYPE: Partial<Record<string, ApiErrorKind>> = {
  invalid_arguments: 'invalid',
  denied_authentication: 'unauthenticated',
  permissions_denied: 'denied',
  quotas_exceeded: 'quota',
  not_found: 'not_found',
  transient_state: 'conflict',
  already_exists: 'conflict',
  expired: 'precondition',
  locked: 'precondition',
  precondition_failed: 'precondition',
  too_many_requests: 'rate_limited',
}

const KIND_BY_STATUS: Partial<Record<number, ApiErrorKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'denied',
  404: 'not_found',
  409: 'conflict',
  412: 'precondition',
  429: 'rate_limited',
}

function kindOf(status: number, type: string | undefined): ApiErrorKind {
  return (
    (type && KIND_BY_TYPE[type]) || KIND_BY_STATUS[status] || (status >= 500 ? 'server' : 'unknown')
  )
}

function messageOf(
  kind: ApiErrorKind,
  body: Record<string, unknown>,
  details: ApiErrorDetails,
  status: number,
): string {
  switch (kind) {
    case 'denied': {
      const missing = details.missing.map((right) => `${right.action} ${right.resource}`)
      return missing.length > 0
        ? `You lack the permission to do this: ${missing.join(', ')}.`
        : 'You lack the permission to do this.'
    }
    case 'not_found':
      return 'It does not exist, or no longer exists.'
    case 'unauthenticated':
      return 'You are signed out. Sign in again.'
    case 'invalid':
      return details.fields[0]?.message ?? 'The request was refused as invalid.'
    case 'quota':
      return quotaMessage(body)
    case 'conflict':
      return (
        details.help ??
        (body.type === 'already_exists'
          ? 'It exists already.'
          : 'It is being changed by someone else right now. Try again in a moment.')
      )
    case 'precondition':
      return details.help ?? 'It cannot be done in the present state.'
    case 'rate_limited':
      return details.help ?? 'Too many requests were sent. Wait a moment, then try again.'
    case 'server':
      return details.help ?? 'The server failed to answer. Try again.'
    default:
      return `The server gave an answer that the console does not understand (${status}).`
  }
}

function quotaMessage(body: Record<string, unknown>): string {
  const first = record(list(body.details)[0])
  return typeof first.quota === 'number'
    ? `The quota of ${first.quota} is used up. Delete one first, or ask for a higher quota.`
    : 'The quota is used up.'
}

const REASONS: Partial<Record<string, string>> = {
  required: 'A value is required.',
  format: 'This value has the wrong format.',
  constraint: 'This value is not allowed.',
}

function detailsOf(body: Record<string, unknown>): ApiErrorDetails {
  const entries = list(body.details).map(record)
  const fields = entries.flatMap((entry) => {
    const name = text(entry.argument_name)
    if (!name) return []
    const reason = text(entry.reason) ?? 'unknown'
    const help = text(entry.help_message)
    return [{ name, message: help ? sentence(help) : (REASONS[reason] ?? 'It was refused.') }]
  })
  const missing = entries.flatMap((entry) => {
    const action = text(entry.action)
    const resource = text(entry.resource)
    return action && resource ? [{ action, resource }] : []
  })
  const resource = text(body.resource)
  const resourceId = text(body.resource_id)
  const help = text(body.help_message)
  const reason = text(body.reason)
  const method = text(body.method)
  return {
    fields,
    missing,
    ...(resource && { resource }),
    ...(resourceId && { resourceId }),
    ...(help && { help: sentence(help) }),
    ...(reason && { reason }),
    ...(method && { method }),
  }
}

function sentence(message: string): string {
  const start = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(start) ? start : `${start}.`
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
