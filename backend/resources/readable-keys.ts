import type { CallerContext } from '../http/context.ts'
import type { ApiKeyRow } from '../store/schema.ts'
import type { Where } from '../store/store.ts'

export interface ReadableKeys {
  /** The kinds of bearer whose keys policies open to the caller. */
  readonly kinds: readonly ApiKeyRow['bearer_type'][]
  /** The keys the caller may see, as alternatives; empty when there are none. */
  readonly where: readonly Where<ApiKeyRow>[]
}

/** Which API keys a caller may see: those of the kinds policies open, and a user's own. */
export async function readableKeys({ caller, may }: CallerContext): Promise<ReadableKeys> {
  const kinds: ApiKeyRow['bearer_type'][] = []
  if (await may({ action: 'read', resource: 'user_api_key' })) kinds.push('user')
  if (await may({ action: 'read', resource: 'application_api_key' })) kinds.push('application')
  const where: Where<ApiKeyRow>[] = kinds.map((bearer_type) => ({ bearer_type }))
  if (caller.type === 'user' && !kinds.includes('user')) {
    where.push({ bearer_type: 'user', bearer_id: caller.id })
  }
  return { kinds, where }
}
