import { alreadyExists, ApiError, invalidArguments } from '../../backend/http/errors.ts'
import { anyDigest, type Peppers } from '../../backend/http/peppers.ts'
import { toTimestamp } from '../../backend/http/timestamps.ts'
import type { GatewayCreationRow } from '../../backend/store/schema.ts'
import { type Store, UniqueViolation } from '../../backend/store/store.ts'
import type { OpenSession } from './gateway-sessions.ts'
import { createOrganizationReader } from './organization-reader.ts'
import { errorOfFailure, GatewayError, KeyRefused, readAnswer, record } from './upstream-errors.ts'
import { type Upstream, UpstreamFailure } from './upstream.ts'
import { text } from './wire-rows.ts'

const REMEMBERED_SECONDS = 24 * 60 * 60
const LONGEST_KEY = 255
/** By how much the platform's clock may be behind ours, in milliseconds. */
const CLOCK_SKEW = 5000

interface Parts {
  readonly store: Store
  readonly peppers: Peppers
  readonly clock: () => Date
  readonly upstream: Upstream
  /** Is told of what went wrong without the caller's knowing. */
  readonly report?: (error: unknown) => void
}

/**
 * Creates an API key at the platform at most once for each `Idempotency-Key`, which the platform does
 * not know. What a request led to is noted before and after it is sent:
 *
 * - a repeat of one that made a key is told which, as in local mode;
 * - a repeat of one that got no answer, or a failure, looks for its key among those of its bearer. If
 *   it is there, the repeat is told which; if the platform had answered that it failed, it is tried
 *   again; else it is refused, as the request may still be on its way.
 *
 * The request is not given up when the browser goes away, so that its outcome is known.
 *
 * @param body The request as the API takes it.
 * @returns The API's answer, with the secret key.
 * @throws ApiError 409 for a repeat, or what the platform answered.
 */
export async function createKeyOnce(
  parts: Parts,
  session: OpenSession,
  body: Readonly<Record<string, unknown>>,
  idempotencyKey: string | null,
): Promise<unknown> {
  if (idempotencyKey === null || idempotencyKey === '') return create(parts, session, body)
  if (idempotencyKey.length > LONGEST_KEY) {
    throw invalidArguments([
      {
        argument_name: 'Idempotency-Key',
        reason: 'constraint',
        help_message: `must be at most ${LONGEST_KEY} characters long`,
      },
    ])
  }
  const name = `gateway creation ${session.accessKey} ${idempotencyKey}`
  const earlier = await begin(parts, name, body)
  if (earlier !== undefined) await resume(parts, session, body, earlier)
  // A note that fails must not cost the answer, which alone has the secret key. A repeat finds the
  // attempt noted as running, and asks the list.
  const settle = (outcome: Outcome | undefined) =>
    note(parts, name, outcome).catch((error: unknown) => parts.report?.(error))
  let made: unknown
  try {
    made = await create(parts, session, body)
  } catch (error) {
    const outcome = outcomeOf(error)
    await settle(outcome)
    throw outcome?.state === 'unknown' ? errorOfLostCreation(error, parts.upstream.origin) : error
  }
  await settle({ state: 'made', access_key: text(record(made) ?? {}, 'access_key') })
  return made
}

type Outcome = Pick<GatewayCreationRow, 'state' | 'access_key'>

/** The note of an earlier attempt; without one, this one is noted as running. */
async function begin(
  parts: Parts,
  name: string,
  body: Readonly<Record<string, unknown>>,
): Promise<GatewayCreationRow | undefined> {
  const { store, peppers, clock } = parts
  const id = await peppers.digest(name)
  const known = anyDigest(await peppers.digests(name))
  const forgotten = toTimestamp(new Date(clock().getTime() - REMEMBERED_SECONDS * 1000))
  const look = async () => (await store.find('gateway_creations', { where: { id: known } }))[0]
  try {
    return await store.transaction(async (tx) => {
      await tx.delete('gateway_creations', { created_at: { below: forgotten } })
      const [earlier] = await tx.find('gateway_creations', { where: { id: known } })
      if (earlier !== undefined) return earlier
      await tx.insert('gateway_creations', { id, ...attemptOf(parts, body) })
      return undefined
    })
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error
    // The other one may have been refused meanwhile, and its note be gone.
    return (await look()) ?? begin(parts, name, body)
  }
}

/** The note of an attempt that begins now. */
function attemptOf(
  { clock }: Parts,
  body: Readonly<Record<string, unknown>>,
): Omit<GatewayCreationRow, 'id'> {
  return {
    created_at: toTimestamp(clock()),
    bearer_id: text(body, 'user_id') || text(body, 'application_id'),
    description: text(body, 'description'),
    state: 'running',
    access_key: '',
  }
}

/** Passes when the earlier attempt may be made again. @throws ApiError 409 otherwise. */
async function resume(
  parts: Parts,
  session: OpenSession,
  body: Readonly<Record<string, unknown>>,
  earlier: GatewayCreationRow,
): Promise<void> {
  if (earlier.state === 'made') throw repeated(earlier.access_key)
  const found = await findMade(parts, session, earlier)
  if (found?.length === 1) {
    const [accessKey = ''] = found
    await parts.store.transaction((tx) =>
      tx.update('gateway_creations', { id: earlier.id }, { state: 'made', access_key: accessKey }),
    )
    throw repeated(accessKey)
  }
  if (earlier.state !== 'failed' || found?.length !== 0) throw uncertain()
  // Only one of several repeats at once goes on.
  const taken = await parts.store.transaction((tx) =>
    tx.update('gateway_creations', { id: earlier.id, state: 'failed' }, attemptOf(parts, body)),
  )
  if (taken === 0) throw uncertain()
}

/**
 * The keys that an attempt can have made: those of the bearer with its description since. Undefined
 * when the caller may not read them.
 */
async function findMade(
  { upstream }: Parts,
  session: OpenSession,
  earlier: GatewayCreationRow,
): Promise<readonly string[] | undefined> {
  const since = Date.parse(earlier.created_at) - CLOCK_SKEW
  const keys = await createOrganizationReader(upstream, session).all('api_keys', {
    bearer_id: earlier.bearer_id,
    order_by: 'created_at_desc',
  })
  return keys
    ?.filter(
      (key) =>
        Date.parse(text(key, 'created_at')) >= since &&
        text(key, 'description') === earlier.description,
    )
    .map((key) => text(key, 'access_key'))
}

async function create(
  { upstream }: Parts,
  { secretKey }: OpenSession,
  body: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const answer = await upstream.send({
    method: 'POST',
    path: '/iam/v1alpha1/api-keys',
    secretKey,
    body: JSON.stringify(body),
  })
  return readAnswer(answer, upstream.origin)
}

/** What to note of a failed attempt; undefined when it is certain that nothing was made. */
function outcomeOf(error: unknown): Outcome | undefined {
  if (error instanceof UpstreamFailure) {
    return error.maybeDone ? { state: 'unknown', access_key: '' } : undefined
  }
  if (error instanceof KeyRefused) return undefined
  if (!(error instanceof ApiError)) return { state: 'unknown', access_key: '' }
  if (error.status < 500) return undefined
  // A success that cannot be read is no failure, and proxies say 502 and 504 of what still runs.
  return {
    state: error.status === 502 || error.status === 504 ? 'unknown' : 'failed',
    access_key: '',
  }
}

async function note(
  { store, peppers }: Parts,
  name: string,
  outcome: Outcome | undefined,
): Promise<void> {
  const id = anyDigest(await peppers.digests(name))
  await store.transaction(async (tx) => {
    if (outcome === undefined) await tx.delete('gateway_creations', { id })
    else await tx.update('gateway_creations', { id }, outcome)
  })
}

const repeated = (accessKey: string): ApiError =>
  alreadyExists(
    'api_key',
    accessKey,
    `this request has already made ${accessKey}; its secret key cannot be shown again`,
  )

const uncertain = (): ApiError =>
  alreadyExists(
    'api_key',
    '',
    'what became of an earlier attempt is not known: it may have generated a key. Close this window and look at the list: if the key is there, replace or delete it; if not, generate another',
  )

/** The error with what to do besides: it is not known whether a key was made. */
function errorOfLostCreation(thrown: unknown, origin: string): unknown {
  const error = thrown instanceof UpstreamFailure ? errorOfFailure(thrown, origin) : thrown
  if (!(error instanceof GatewayError)) return error
  const { status, body, message, retryAfter, failure } = error
  return new GatewayError(
    status,
    {
      ...body,
      message,
      help_message:
        'The answer did not arrive: the key may have been generated, but its secret key is lost then. Try again: the same request never makes a second key',
    },
    { retryAfter, ...(failure && { failure }) },
  )
}
