import { queryOptions } from '@tanstack/react-query'

import { getPermissions } from '../api/console-api.ts'
import type { Principal } from './principal.ts'

/** The permission sets of a principal: of a user or an application those through groups too. */
export function permissionsQuery({ type, id }: Principal) {
  return queryOptions({
    queryKey: ['permissions', type, id],
    queryFn: () => getPermissions({ type, id }),
  })
}
