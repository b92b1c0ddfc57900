import type { RequestContext } from '../http/context.ts'
import { deniedAuthentication, locked, preconditionFailed, type ApiError } from '../http/errors.ts'
import type { BackendOptions, PasswordHasher } from '../http/options.ts'
import { anyDigest } from '../http/peppers.ts'
import type { OrganizationRow, UserRow } from '../store/schema.ts'
import { foldText } from '../store/store.ts'
import type { Transaction, Where } from '../store/store.ts'
import {
  countCovered,
  countFailedSignIn,
  refusedShared,
  refusedUnknown,
  refusedUntried,
  requireAttempt,
} from './failed-sign-ins.ts'

/**
 * One person may have the same user name in several Organizations of one server, and several users one
 * e-mail address. Each costs the hashing of a password.
 */
const CANDIDATES_AT_MOST = 20

const decoys = new WeakMap<PasswordHasher, Promise<string>>()

/** What was found good outside of the transaction that opens the session. */
export interface FirstFactor {
  /** Whether the user's MFA is asked for besides. */
  readonly needsSecond: boolean
  /** Gives the user as of now. @throws ApiError when they may not sign in any more. */
  find(tx: Transaction): Promise<UserRow>
  /** Uses up what is good for one sign-in only. */
  useUp(tx: Transaction): Promise<void>
}

export interface Candidate {
  readonly user: UserRow
  readonly organization: OrganizationRow
}

/** A user name or an e-mail address as it is compared. */
export function loginKeyOf(login: string): string {
  return foldText(login.trim())
}

/**
 * Whom a user name or an e-mail address may mean: first those whose user name it is, so that however many
 * users of one e-mail address keep nobody from signing in by their own user name.
 */
export async function candidatesFor(
  { store }: RequestContext,
  login: string,
): Promise<readonly Candidate[]> {
  const key = loginKeyOf(login)
  const oldest = (where: Where<UserRow>) =>
    store.find('users', {
      where,
      order: [{ column: 'created_at', direction: 'asc' }],
      limit: CANDIDATES_AT_MOST,
    })
  const found = [...(await oldest({ username_key: key })), ...(await oldest({ email_key: key }))]
  const users = [...new Map(found.map((user) => [user.id, user])).values()].slice(
    0,
    CANDIDATES_AT_MOST,
  )
  const organizations = await store.find('organizations', {
    where: { id: { in: [...new Set(users.map((user) => user.organization_id))] } },
  })
  return users.flatMap((user) => {
    const organization = organizations.find(({ id }) => id === user.organization_id)
    return organization === undefined ? [] : [{ user, organization }]
  })
}

/**
 * Checks a login (user name or e-mail address) and a password. An unknown user, one without a password
 * and a wrong password cost the same hashing and give the same answer, however often they are tried.
 *
 * @throws ApiError 401; 403 for a locked user and 412 where passwords are switched off, told only to
 *   who knows the password; 429 for a login with too many failed attempts.
 */
export async function byPassword(
  context: RequestContext,
  given: { login: string; password: string },
): Promise<FirstFactor> {
  const { passwords } = context.options
  const decoy = await decoyOf(passwords)
  const login = loginKeyOf(given.login)
  const candidates = await candidatesFor(context, login)
  const refusals: (ApiError | undefined)[] = []
  const wrong: UserRow[] = []
  const refusedNobody = await refusedUnknown(context.store, context, login)
  if (candidates.length === 0) {
    refusals.push(refusedNobody)
    await passwords.verify(decoy, given.password)
  }
  const refusedAll =
    candidates.length > 1 ? await refusedShared(context.store, context, login) : undefined
  if (refusedAll !== undefined) throw refusedAll
  for (const { user, organization } of candidates) {
    const refusal = refusedUntried(user, organization, context.now)
    const hash = refusal === undefined ? user.password_hash : null
    const matches = await passwords.verify(hash ?? decoy, given.password)
    if (hash !== null && matches) {
      if (wrong.length > 0) await passCovered(context, login)
      if (!takesPasswords(organization, context.options)) throw passwordsOff()
      return passwordFactor(user, context.now)
    }
    refusals.push(refusal)
    wrong.push(user)
  }
  throw await wrongSignIn(context, login, wrong, refusals)
}

/**
 * Counts a failed attempt, unless there was none left.
 *
 * @param refusals why not, of each user that the login may mean, where that was found before
 * @returns the answer
 */
export async function wrongSignIn(
  context: RequestContext,
  login: string,
  wrong: readonly UserRow[],
  refusals: readonly (ApiError | undefined)[],
): Promise<ApiError> {
  const refused = await context.store.transaction((tx) =>
    countFailedSignIn(tx, context, login, wrong),
  )
  const refusal = [...refusals, refused].find((one) => one !== undefined)
  return refusal ?? deniedAuthentication('unknown_method', 'not_found')
}

/** @throws ApiError 429, see `refusedShared` */
async function passCovered(context: RequestContext, login: string): Promise<void> {
  const refusal = await context.store.transaction((tx) => countCovered(tx, context, login))
  if (refusal !== undefined) throw refusal
}

function passwordFactor({ id, password_hash }: UserRow, now: string): FirstFactor {
  return {
    needsSecond: true,
    async find(tx) {
      const user = await tx.get('users', id)
      // It may have been changed or deleted while it was compared.
      if (user?.password_hash !== password_hash) {
        throw deniedAuthentication('unknown_method', 'not_found')
      }
      await requireAttempt(tx, user, now)
      return unlocked(user)
    },
    async useUp() {},
  }
}

/** The bearer of a one-time link, which stands for both factors: it comes from the operator. */
export function byLink(context: RequestContext, tokenDigests: readonly string[]): FirstFactor {
  const where = { token_digest: anyDigest(tokenDigests) }
  return {
    needsSecond: false,
    async find(tx) {
      const [link] = await tx.find('sign_in_links', { where, limit: 1 })
      if (link === undefined) throw deniedAuthentication('jwt', 'not_found')
      if (link.expires_at <= context.now) throw deniedAuthentication('jwt', 'expired')
      const user = await tx.get('users', link.user_id)
      if (user === undefined) throw deniedAuthentication('jwt', 'not_found')
      return unlocked(user)
    },
    async useUp(tx) {
      await tx.delete('sign_in_links', where)
    },
  }
}

/** @throws ApiError 403 */
export function unlocked(user: UserRow): UserRow {
  if (user.locked) throw locked('user', user.id)
  return user
}

/**
 * Whether members sign in with passwords. They do as well where those are switched off on a server that
 * can no longer send codes: nobody could sign in any more, not even to switch them on.
 */
function takesPasswords(
  { login_password_enabled }: OrganizationRow,
  { mailer }: Pick<BackendOptions, 'mailer'>,
): boolean {
  return login_password_enabled || mailer === undefined
}

function passwordsOff() {
  return preconditionFailed(
    'resource_not_usable',
    'this Organization does not let anyone sign in with a password: ask for a code by e-mail',
  )
}

/** A hash that no password matches, of the same cost as the real ones. */
async function decoyOf(passwords: PasswordHasher): Promise<string> {
  const known = decoys.get(passwords)
  if (known !== undefined) return known
  const made = passwords.hash(crypto.randomUUID())
  decoys.set(passwords, made)
  // One that could not be made must not stand in the way of every sign-in to come.
  made.catch(() => decoys.delete(passwords))
  return made
}
