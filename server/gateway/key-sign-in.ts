import { ApiError, deniedAuthentication, invalidArguments } from '../../backend/http/errors.ts'
import { uuid } from '../../backend/http/fields.ts'
import { z } from '../../backend/http/schema.ts'
import { validate } from '../../backend/http/validation.ts'
import type { GatewaySession, SignedInBearer } from './gateway-sessions.ts'
import { errorOfFailure, KeyRefused, readAnswer, record } from './upstream-errors.ts'
import { type Upstream, UpstreamFailure } from './upstream.ts'
import { text } from './wire-rows.ts'

const credentialsSchema = z.object({
  access_key: z
    .string()
    .regex(/^SCW[A-Z0-9]{17}$/, { error: 'must be SCW and 17 letters or digits' }),
  secret_key: uuid(),
  organization_id: uuid().optional(),
})

/**
 * Signs in with an API key: asks the platform for the key by its own secret, then whose it is and of
 * which Organization. The platform cannot be asked whose secret one holds, so the access key is
 * believed as far as the secret may read it; what may be done is judged by the secret alone.
 *
 * @param body `access_key`, `secret_key`, and `organization_id` for a key that may not tell its own.
 * @throws ApiError 400 for what is no key, and with `organization_id` when that is needed; 401 for a
 *   key that the platform does not take; 429, 502, 503 and 504 as the platform's failures.
 */
export async function signInWithKey(upstream: Upstream, body: unknown): Promise<GatewaySession> {
  const given = validate(credentialsSchema, body)
  const { access_key: accessKey, secret_key: secretKey } = given
  const ask = (path: string) => askWith(upstream, secretKey, path)
  const key = await ask(`/iam/v1alpha1/api-keys/${accessKey}`)
  // The secret is good, the access key is another's or nobody's.
  if (key === 'missing') throw deniedAuthentication('api_key', 'not_found')
  const bearer = key === 'denied' ? nobody : bearerOf(key)
  const projectId = key === 'denied' ? '' : text(key, 'default_project_id')
  const organizationId =
    given.organization_id ??
    (await organizationOf(ask, projectId === '' ? [] : [`/account/v3/projects/${projectId}`])) ??
    (await organizationOf(ask, bearer.id === '' ? [] : [pathOf(bearer)]))
  if (organizationId === undefined) {
    throw invalidArguments([
      {
        argument_name: 'organization_id',
        reason: 'required',
        help_message: 'this key may not read which Organization it is of: enter its ID',
      },
    ])
  }
  return { accessKey, secretKey, bearer, organizationId }
}

const nobody: SignedInBearer = { type: 'unknown', id: '' }

function bearerOf(key: Readonly<Record<string, unknown>>): SignedInBearer {
  const userId = text(key, 'user_id')
  const applicationId = text(key, 'application_id')
  if (userId !== '') return { type: 'user', id: userId }
  return applicationId === '' ? nobody : { type: 'application', id: applicationId }
}

/** Where a bearer's own record is; of one who is known. */
export function pathOf({ type, id }: SignedInBearer): string {
  return `/iam/v1alpha1/${type === 'user' ? 'users' : 'applications'}/${id}`
}

async function organizationOf(
  ask: (path: string) => ReturnType<typeof askWith>,
  [path]: readonly string[],
): Promise<string | undefined> {
  if (path === undefined) return undefined
  const found = await ask(path)
  const id = typeof found === 'string' ? '' : text(found, 'organization_id')
  return id === '' ? undefined : id
}

async function askWith(
  upstream: Upstream,
  secretKey: string,
  path: string,
): Promise<Readonly<Record<string, unknown>> | 'denied' | 'missing'> {
  try {
    const answer = await upstream.send({ method: 'GET', path, secretKey })
    return record(readAnswer(answer, upstream.origin)) ?? {}
  } catch (error) {
    if (error instanceof UpstreamFailure) throw errorOfFailure(error, upstream.origin)
    if (error instanceof ApiError && !(error instanceof KeyRefused)) {
      // Who is refused for lack of rights is known all the same.
      if (error.status === 403) return 'denied'
      if (error.status === 404) return 'missing'
    }
    throw error
  }
}
