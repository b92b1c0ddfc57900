import { denied, type CallerContext } from '../http/context.ts'
import { invalidArgument, notFound } from '../http/errors.ts'
import { parseTimestamp } from '../http/timestamps.ts'
import type { Right } from '../policy/evaluate.ts'
import type { ApiKeyRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'
import { durationText } from './durations.ts'

export type KeyBearer = Pick<ApiKeyRow, 'bearer_type' | 'bearer_id'>

/** The right that the keys of a kind of bearer need. */
function keyRight(action: Right['action'], type: ApiKeyRow['bearer_type']): Right {
  return { action, resource: type === 'user' ? 'user_api_key' : 'application_api_key' }
}

/** Passes for a user's own keys and for those that policies open. @throws ApiError 403 */
export async function requireKeyRight(
  context: CallerContext,
  action: Right['action'],
  { bearer_type, bearer_id }: KeyBearer,
): Promise<void> {
  if (bearer_type === 'user' && context.isSelf(bearer_id)) return
  const right = keyRight(action, bearer_type)
  if (await context.may(right)) return
  throw action === 'read' ? denied([right]) : deniedWrite()
}

/** 403 as the API words it for every change of a key. */
function deniedWrite() {
  return denied([
    { action: 'write', resource: 'api_key' },
    { action: 'write', resource: 'self_api_key' },
  ])
}

/**
 * Whom a new key may be for: the caller itself or an application, whoever asks. Nobody can make a
 * credential that acts as somebody else.
 *
 * @throws ApiError 400 for no bearer, for two, and for another user; 403 without the right.
 */
export async function requireBearer(
  context: CallerContext,
  asked: { readonly user_id?: string | undefined; readonly application_id?: string | undefined },
): Promise<KeyBearer> {
  if (asked.user_id !== undefined && asked.application_id !== undefined) {
    throw invalidArgument('user_id', 'give either user_id or application_id, not both')
  }
  if (asked.application_id !== undefined) {
    const bearer = { bearer_type: 'application', bearer_id: asked.application_id } as const
    await requireKeyRight(context, 'write', bearer)
    return bearer
  }
  if (asked.user_id === undefined) {
    throw invalidArgument('user_id', 'one of user_id and application_id is required')
  }
  if (context.isSelf(asked.user_id)) return { bearer_type: 'user', bearer_id: asked.user_id }
  const right: Right = { action: 'write', resource: 'api_key' }
  if (!(await context.may(right))) throw deniedWrite()
  throw invalidArgument(
    'user_id',
    'an API key is generated for oneself or for an application, never for another user',
  )
}

/**
 * To be asked in the transaction that makes a key: its bearer may be deleted at the same time.
 *
 * @throws ApiError 404 when the Organization has no such user or application (any more).
 */
export async function requireBearerExists(
  reader: Reader,
  organizationId: string,
  bearer: KeyBearer,
): Promise<void> {
  const { bearer_type, bearer_id } = bearer
  const table = bearer_type === 'user' ? 'users' : 'applications'
  const row = await reader.get(table, bearer_id)
  if (row?.organization_id !== organizationId) throw notFound(bearer_type, bearer_id)
}

/** @throws ApiError 400 when the Organization has no such Project. */
export async function requireProject(
  reader: Reader,
  organizationId: string,
  projectId: string,
): Promise<void> {
  // The default Project has the id of the Organization, and is there as long as that is.
  if (projectId === organizationId) return
  const row = await reader.get('projects', projectId)
  if (row?.organization_id !== organizationId) {
    throw invalidArgument('default_project_id', 'this Organization has no such Project')
  }
}

/**
 * An expiration date as columns.
 *
 * @param now Current time as stored text.
 * @throws ApiError 400 for a time that is not in the future.
 */
export function expirationColumns(
  asked: string,
  now: string,
): Pick<ApiKeyRow, 'expires_at' | 'expires_at_decimals'> {
  const parsed = parseTimestamp(asked)
  if (parsed === undefined || parsed.value <= now) {
    throw invalidArgument('expires_at', 'must be in the future')
  }
  return { expires_at: parsed.value, expires_at_decimals: parsed.decimals }
}

/** What the clock of whoever asks may be ahead of ours, so that exactly the maximum can be asked for. */
const SLACK_MILLISECONDS = 60_000

/**
 * Enforces the Organization's maximum duration of API keys on an expiration that is being set. Keys
 * that exist keep theirs.
 *
 * @param now Current time as stored text.
 * @throws ApiError 400 for a later expiration than allowed, and for none.
 */
export async function requireWithinMaximum(
  reader: Reader,
  organizationId: string,
  expiresAt: string | null,
  now: string,
): Promise<void> {
  const organization = await reader.get('organizations', organizationId)
  const seconds = organization?.max_api_key_expiration_seconds ?? 0
  if (seconds === 0) return
  if (expiresAt === null) {
    throw invalidArgument(
      'expires_at',
      'organization security settings require an expiration date for API keys',
    )
  }
  const latest = Date.parse(now) + seconds * 1000 + SLACK_MILLISECONDS
  if (Date.parse(expiresAt) > latest) {
    throw invalidArgument(
      'expires_at',
      `organization security settings allow API keys to last ${durationText(seconds)} at most`,
    )
  }
}
