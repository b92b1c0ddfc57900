import { denied, type CallerContext } from '../http/context.ts'
import { displayName } from '../http/display-name.ts'
import { alreadyExists, notFound, preconditionFailed } from '../http/errors.ts'
import { z } from '../http/schema.ts'
import type { Right } from '../policy/evaluate.ts'
import type { UserRow } from '../store/schema.ts'
import { UniqueViolation } from '../store/store.ts'
import type { Reader } from '../store/store.ts'

export const READ_USER: Right = { action: 'read', resource: 'user' }
export const READ_SELF_USER: Right = { action: 'read', resource: 'self_user' }
export const WRITE_USER: Right = { action: 'write', resource: 'user' }
export const WRITE_SELF_USER: Right = { action: 'write', resource: 'self_user' }

const encoder = new TextEncoder()

export const username = () =>
  z
    .string()
    .min(2)
    .max(150)
    .regex(/^[a-zA-Z0-9@._-]+$/, { error: 'must hold letters, digits and @ . _ - only' })

/** Up to 72 bytes, the most that every hash of passwords reads. */
export const password = () =>
  z
    .string()
    .min(1)
    .refine((text) => encoder.encode(text).length <= 72, { error: 'must be at most 72 bytes long' })
    .openapi({ maxLength: 72, description: 'At most 72 bytes of UTF-8.' })

export const email = () =>
  z.string().min(1).max(320).regex(z.regexes.html5Email, { error: 'must be an e-mail address' })

export const personName = () => z.string().max(64)
export const phoneNumber = () => z.string().max(50)

export const locale = () =>
  z
    .string()
    .max(20)
    .regex(/^([a-z]{2,3}([_-][A-Za-z0-9]+)*)?$/, { error: 'must be a locale such as en_US' })

/** @throws ApiError 404 when the caller's Organization has no such user. */
export async function findUser(
  reader: Reader,
  { caller }: CallerContext,
  id: string,
): Promise<UserRow> {
  const row = await reader.get('users', id)
  if (row?.organization_id !== caller.organizationId) throw notFound('user', id)
  return row
}

/** Whether the user is the caller, signed in, rather than an API key of the user. */
export function inOwnSession({ caller, isSelf }: CallerContext, userId: string): boolean {
  return caller.via === 'session' && isSelf(userId)
}

/** Passes for oneself and for those who may write users. @throws ApiError 403 */
export async function requireUserWrite(context: CallerContext, userId: string): Promise<void> {
  if (context.isSelf(userId)) return
  if (!(await context.may(WRITE_USER))) throw denied([WRITE_USER, WRITE_SELF_USER])
}

/**
 * Passes for oneself in a session, and for those who may write users: a stolen API key of a plain user
 * must not be able to set the password, the MFA or the e-mail address of its user, nor to delete them.
 *
 * @throws ApiError 403
 */
export async function requireCredentialsWrite(
  context: CallerContext,
  userId: string,
): Promise<void> {
  if (inOwnSession(context, userId)) return
  if (!(await context.may(WRITE_USER))) throw denied([WRITE_USER, WRITE_SELF_USER])
}

/**
 * Passes for oneself in a session only. What belongs in the hands of its user alone, such as the secret
 * of an authenticator, is set up by nobody else and by no API key.
 *
 * @throws ApiError 403
 */
export function requireOwnSession(context: CallerContext, userId: string): void {
  if (inOwnSession(context, userId)) return
  throw denied([WRITE_SELF_USER])
}

/**
 * Keeps the Owner's ways of signing in to the Owner: whoever could set one of them could become the
 * Owner. Nor does a stolen API key of the Owner: it would lock out the only one who can delete it.
 *
 * @throws ApiError 412
 */
export function requireNotOthersOwner(context: CallerContext, user: UserRow): void {
  if (user.type !== 'owner') return
  if (inOwnSession(context, user.id)) return
  throw protectedOwner(
    "only the Owner may change the Owner's e-mail, username, password and MFA, and not with an API key",
  )
}

/** @throws ApiError 412 for the Owner, who can be neither locked nor deleted. */
export function requireMember(user: UserRow): void {
  if (user.type === 'owner') {
    throw protectedOwner('the Owner of an Organization can be neither locked nor deleted')
  }
}

function protectedOwner(helpMessage: string) {
  return preconditionFailed('protected_resource', helpMessage)
}

/** Runs a write of a username. @throws ApiError 409 when the Organization has it already. */
export async function withFreeUsername<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof UniqueViolation) || error.table !== 'users') throw error
    throw alreadyExists('user', '', 'a user of this Organization has this username already')
  }
}

/** The log entry of a change to a user. */
export function logOfUser(action: 'created' | 'updated' | 'deleted', user: UserRow) {
  return {
    action,
    resource_type: 'user',
    resource_id: user.id,
    resource_name: displayName(user),
  } as const
}
