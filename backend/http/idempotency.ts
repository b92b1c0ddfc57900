import type { Transaction } from '../store/store.ts'
import type { CallerContext } from './context.ts'
import { alreadyExists, invalidArguments } from './errors.ts'
import { anyDigest } from './peppers.ts'
import { toTimestamp } from './timestamps.ts'

const REMEMBERED_MILLISECONDS = 24 * 60 * 60 * 1000
const LONGEST_KEY = 255

/**
 * Refuses the repeat of a request whose `Idempotency-Key` has been seen within a day. The repeat is
 * told what the first one made; it cannot be told a secret, which is stored nowhere.
 *
 * @param resource Kind of thing that the operation makes.
 * @throws ApiError 409 for a repeat, 400 for a key that is too long.
 */
export async function refuseRepeat(
  tx: Transaction,
  context: CallerContext,
  resource: string,
): Promise<void> {
  const request = requestText(context, resource)
  if (request === undefined) return
  const since = new Date(Date.parse(context.now) - REMEMBERED_MILLISECONDS)
  await tx.delete('idempotency_keys', { created_at: { below: toTimestamp(since) } })
  const where = { id: anyDigest(await context.digests(request)) }
  const [earlier] = await tx.find('idempotency_keys', { where, limit: 1 })
  if (earlier === undefined) return
  throw alreadyExists(
    resource,
    earlier.resource_id,
    `a request with this Idempotency-Key has already made ${earlier.resource_id}, whose secret key ` +
      'cannot be shown again: a different request needs a key of its own',
  )
}

/** Notes what the request made, in the transaction that makes it; `resource` as for `refuseRepeat`. */
export async function rememberRequest(
  tx: Transaction,
  context: CallerContext,
  resource: string,
  resourceId: string,
): Promise<void> {
  const request = requestText(context, resource)
  if (request === undefined) return
  const id = await context.digest(request)
  await tx.insert('idempotency_keys', { id, created_at: context.now, resource_id: resourceId })
}

/**
 * Undefined for a request without an `Idempotency-Key`. Keys of different callers, and for different
 * kinds of thing, never meet.
 */
function requestText(context: CallerContext, resource: string): string | undefined {
  const key = context.headers.get('idempotency-key')
  if (key === null || key === '') return undefined
  if (key.length > LONGEST_KEY) {
    throw invalidArguments([
      {
        argument_name: 'Idempotency-Key',
        reason: 'constraint',
        help_message: `must be at most ${LONGEST_KEY} characters long`,
      },
    ])
  }
  return `idempotency ${resource} ${context.caller.id} ${key}`
}
