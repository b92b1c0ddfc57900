import { limitByNetwork } from '../http/attempt-limits.ts'
import { withCaller, type RequestContext } from '../http/context.ts'
import { equalInConstantTime } from '../http/digests.ts'
import { deniedAuthentication, notFound, type ApiError } from '../http/errors.ts'
import { publicOperation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import { newToken } from '../http/tokens.ts'
import { createOrganization } from '../resources/new-organization.ts'
import { organizationAlias, organizationName } from '../resources/organizations.ts'
import { email, password, personName, username } from '../resources/user-rules.ts'
import { identityOf, openSession, sessionAnswer, sessionSchema } from './session.ts'
import { needsSetup, SETUP_ROW } from './setup-token.ts'

/** More than the API asks of passwords: this one opens everything. */
const PASSWORD_MIN_LENGTH = 8
const DEFAULT_LOCALE = 'en_US'
const path = '/console/v1/setup'

const getSetup = publicOperation(
  {
    method: 'get',
    path,
    id: 'getSetup',
    summary: 'Whether the server waits for its first visitor to set it up',
    tag: 'Console',
    response: z.object({ needed: z.boolean() }),
  },
  async ({ store }) => ({ needed: await needsSetup(store) }),
)

const setUp = publicOperation(
  {
    method: 'post',
    path,
    id: 'setUp',
    summary: 'Make the first Organization and its Owner, and sign the Owner in; once only',
    tag: 'Console',
    body: z.object({
      /** As printed in the terminal of the server. */
      token: z.string().min(1).max(200),
      organization: z.object({ name: organizationName(), alias: organizationAlias().optional() }),
      owner: z.object({
        username: username(),
        email: email(),
        password: password().min(PASSWORD_MIN_LENGTH),
        first_name: personName().default(''),
        last_name: personName().default(''),
      }),
    }),
    response: sessionSchema,
    errors: ['denied_authentication', 'not_found', 'too_many_requests'],
  },
  async (context) => {
    const { body, digest, options, session, store } = context
    const found = await limitByNetwork(context, () => requireToken(context, body.token.trim()))
    const { password: chosen, ...profile } = body.owner
    const owner = {
      ...profile,
      locale: DEFAULT_LOCALE,
      password_hash: await options.passwords.hash(chosen),
    }
    const token = newToken(options)
    const row = { jti: options.ids(), token_digest: await digest(token) }
    const { user, expiresAt } = await store.transaction(async (tx) => {
      // Of two requests with the right token, on two servers even, one finds it here.
      const used = await tx.delete('setup_tokens', { token_digest: found })
      if (used === 0 || (await tx.count('organizations')) > 0) throw alreadySetUp()
      const { name, alias = '' } = body.organization
      const made = await createOrganization(tx, context, { name, alias, owner })
      return { user: made, expiresAt: await openSession(tx, context, made, row) }
    })
    const answer = await sessionAnswer(withCaller(context, identityOf(user, row.jti)))
    session.write(token, new Date(expiresAt))
    return answer
  },
)

export const setupOperations: readonly Operation[] = [getSetup, setUp]

/**
 * Compares the token of a request with the one that was made.
 *
 * @returns the digest under which it is stored
 * @throws ApiError 401 for a wrong or old one, 404 when there is nothing to set up
 */
async function requireToken(
  { digests, now, store }: RequestContext,
  token: string,
): Promise<string> {
  const row = await store.get('setup_tokens', SETUP_ROW)
  if (row === undefined || (await store.count('organizations')) > 0) throw alreadySetUp()
  const given = await digests(token)
  if (!given.some((each) => equalInConstantTime(row.token_digest, each))) {
    throw deniedAuthentication('unknown_method', 'not_found')
  }
  if (row.expires_at <= now) throw deniedAuthentication('unknown_method', 'expired')
  return row.token_digest
}

function alreadySetUp(): ApiError {
  return notFound('setup', '')
}
