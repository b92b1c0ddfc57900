import { writeLog } from '../http/audit.ts'
import { denied, type CallerContext } from '../http/context.ts'
import { alreadyExists, invalidArgument, notFound, preconditionFailed } from '../http/errors.ts'
import { answerTime, orderBy, paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import type { UserRow, WebauthnAuthenticatorRow } from '../store/schema.ts'
import { UniqueViolation, type Reader } from '../store/store.ts'
import {
  findUser,
  logOfUser,
  READ_SELF_USER,
  READ_USER,
  requireCredentialsWrite,
  requireNotOthersOwner,
  requireOwnSession,
} from './user-rules.ts'
import { requireRunning, startCeremony } from './webauthn-ceremonies.ts'
import { relyingParty } from './webauthn-origins.ts'
import {
  PUBLIC_KEY_ALGORITHMS,
  RegistrationRefused,
  verifyRegistration,
  type VerifiedCredential,
} from './webauthn-verification.ts'

/** Authenticators of one user. */
const MOST_AUTHENTICATORS = 20

const authenticatorSchema = z
  .object({
    id: uuid(),
    name: z.string(),
    created_at: answerTime(),
    last_login_at: answerTime().nullable(),
  })
  .openapi('WebAuthnAuthenticator')

const authenticatorName = () => z.string().min(1).max(256)

/** Bytes in base64 or base64url. */
const bytes = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[A-Za-z0-9+/_-]*={0,2}$/, { error: 'must be bytes in base64' })

const startRegistration = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users/{user_id}/start-webauthn-registration',
    id: 'startUserWebAuthnRegistration',
    summary: 'Begin to register a WebAuthn authenticator: the challenge for it',
    tag: 'Users',
    query: z.object({ origin: z.string().min(1).max(2048) }),
    response: z.object({
      ceremony_id: uuid(),
      challenge: z.string(),
      public_key_algorithms: z.array(z.int()),
      timeout: z.string(),
      exclude_credentials: z.array(z.string()),
    }),
  },
  async (context) => {
    const { params, query, store } = context
    requireOwnSession(context, params.user_id)
    const { origin } = relyingParty(context, query.origin)
    const ceremony = await startCeremony(context, { user_id: params.user_id, origin })
    const known = await store.find('webauthn_authenticators', {
      where: { user_id: params.user_id },
      order: [{ column: 'created_at', direction: 'asc' }],
    })
    return {
      ceremony_id: ceremony.id,
      challenge: ceremony.challenge,
      public_key_algorithms: [...PUBLIC_KEY_ALGORITHMS],
      timeout: ceremony.timeout,
      exclude_credentials: known.map((row) => toBase64(row.credential_id)),
    }
  },
)

const finishRegistration = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users/{user_id}/finish-webauthn-registration',
    id: 'finishUserWebAuthnRegistration',
    summary: 'Register the WebAuthn authenticator that has answered the challenge',
    tag: 'Users',
    errors: ['already_exists'],
    body: z.object({
      ceremony_id: uuid(),
      authenticator_name: authenticatorName(),
      origin: z.string().min(1).max(2048),
      raw_id: bytes(2048).min(1),
      client_data_json: bytes(8192).min(1),
      authenticator_data: bytes(16_384).default(''),
      attestation_object: bytes(65_536).min(1),
      public_key: bytes(8192).default(''),
      public_key_algorithm: z.int(),
    }),
    response: z.object({ authenticator_id: uuid() }),
  },
  async (context) => {
    const { body, options, params, store } = context
    requireOwnSession(context, params.user_id)
    const credential = await verified(context)
    const id = options.ids()
    await withNewCredential(() =>
      store.transaction(async (tx) => {
        const user = await findUser(tx, context, params.user_id)
        const had = await tx.count('webauthn_authenticators', { user_id: user.id })
        if (had >= MOST_AUTHENTICATORS) {
          throw preconditionFailed(
            'resource_not_usable',
            `a user can have ${MOST_AUTHENTICATORS} authenticators: delete one first`,
          )
        }
        await tx.insert('webauthn_authenticators', {
          ...credential,
          id,
          user_id: user.id,
          name: body.authenticator_name,
          created_at: context.now,
          last_login_at: null,
        })
        await writeLog(tx, context, logOfUser('updated', user))
      }),
    )
    return { authenticator_id: id }
  },
)

const listAuthenticators = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/users/{user_id}/webauthn-authenticators',
    id: 'listUserWebAuthnAuthenticators',
    summary: "List a user's WebAuthn authenticators",
    tag: 'Users',
    query: z.object({ ...paging(), order_by: orderBy('created_at') }),
    response: z.object({ total_count: z.int(), authenticators: z.array(authenticatorSchema) }),
  },
  async (context) => {
    const { params, query, store } = context
    if (!context.isSelf(params.user_id) && !(await context.may(READ_USER))) {
      throw denied([READ_USER, READ_SELF_USER])
    }
    const user = await findUser(store, context, params.user_id)
    const where = { user_id: user.id }
    const { rows, total: total_count } = await store.page('webauthn_authenticators', {
      where,
      order: orderOf('webauthn_authenticators', query.order_by, { created_at: 'created_at' }),
      ...pageOf(query),
    })
    return { total_count, authenticators: rows.map(toAuthenticator) }
  },
)

const updateAuthenticator = operation(
  {
    method: 'patch',
    path: '/iam/v1alpha1/webauthn-authenticator/{authenticator_id}',
    id: 'updateWebAuthnAuthenticator',
    summary: 'Rename a WebAuthn authenticator',
    tag: 'Users',
    body: z.object({ authenticator_name: authenticatorName().optional() }),
    response: authenticatorSchema,
  },
  async (context) => {
    const { body, params, store } = context
    await requireWrite(context, params.authenticator_id)
    return store.transaction(async (tx) => {
      const { row, user } = await find(tx, context, params.authenticator_id)
      requireNotOthersOwner(context, user)
      const changed = { ...row, name: body.authenticator_name ?? row.name }
      if (changed.name !== row.name) {
        await tx.update('webauthn_authenticators', { id: row.id }, changed)
        await writeLog(tx, context, logOfUser('updated', user))
      }
      return toAuthenticator(changed)
    })
  },
)

const deleteAuthenticator = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/webauthn-authenticator/{authenticator_id}',
    id: 'deleteWebAuthnAuthenticator',
    summary: 'Delete a WebAuthn authenticator',
    tag: 'Users',
  },
  async (context) => {
    const { params, store } = context
    await requireWrite(context, params.authenticator_id)
    await store.transaction(async (tx) => {
      const { row, user } = await find(tx, context, params.authenticator_id)
      requireNotOthersOwner(context, user)
      await tx.delete('webauthn_authenticators', { id: row.id })
      await writeLog(tx, context, logOfUser('updated', user))
    })
  },
)

export const webauthnOperations: readonly Operation[] = [
  startRegistration,
  finishRegistration,
  listAuthenticators,
  updateAuthenticator,
  deleteAuthenticator,
]

/**
 * Uses the ceremony up, whether the answer is good or not, and checks the answer.
 *
 * @throws ApiError 400
 */
async function verified(
  context: CallerContext & {
    readonly body: Parameters<typeof verifyRegistration>[0] & {
      readonly ceremony_id: string
      readonly origin: string
    }
    readonly params: { readonly user_id: string }
  },
): Promise<VerifiedCredential & Pick<WebauthnAuthenticatorRow, 'rp_id'>> {
  const { body, digests, params } = context
  const { origin, rpId } = relyingParty(context, body.origin)
  const ceremony = await requireRunning(context, {
    id: body.ceremony_id,
    user_id: params.user_id,
    origin,
  })
  try {
    const credential = await verifyRegistration(body, {
      origin,
      rpId,
      isChallenge: async (challenge) =>
        (await digests(challenge)).includes(ceremony.challenge_digest),
    })
    return { ...credential, rp_id: rpId }
  } catch (error) {
    if (!(error instanceof RegistrationRefused)) throw error
    throw invalidArgument('attestation_object', `is not accepted: ${error.message}`)
  }
}

async function withNewCredential<T>(register: () => Promise<T>): Promise<T> {
  try {
    return await register()
  } catch (error) {
    if (!(error instanceof UniqueViolation) || error.table !== 'webauthn_authenticators') {
      throw error
    }
    throw alreadyExists('webauthn_authenticator', '', 'this credential is registered already')
  }
}

/**
 * As for a user's other ways to sign in. Who may change no authenticator of another user does not learn
 * either which there are.
 *
 * @throws ApiError 403
 */
async function requireWrite(context: CallerContext, id: string): Promise<void> {
  const row = await context.store.get('webauthn_authenticators', id)
  await requireCredentialsWrite(context, row?.user_id ?? '')
}

/** @throws ApiError 404, also for one of a user of another Organization. */
async function find(
  reader: Reader,
  { caller }: CallerContext,
  id: string,
): Promise<{ readonly row: WebauthnAuthenticatorRow; readonly user: UserRow }> {
  const row = await reader.get('webauthn_authenticators', id)
  const user = row && (await reader.get('users', row.user_id))
  if (row === undefined || user?.organization_id !== caller.organizationId) {
    throw notFound('webauthn_authenticator', id)
  }
  return { row, user }
}

function toAuthenticator(row: WebauthnAuthenticatorRow): z.output<typeof authenticatorSchema> {
  return {
    id: row.id,
    name: row.name,
    created_at: row.created_at,
    last_login_at: row.last_login_at,
  }
}

/** base64url as base64, the form that the API gives bytes. */
function toBase64(text: string): string {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/')
  return plain.padEnd(Math.ceil(plain.length / 4) * 4, '=')
}
