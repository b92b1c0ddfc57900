import { queryOptions } from '@tanstack/react-query'

import { getPermissions } from '../api/console-api.ts'
import type { Bearer } from './bearer.ts'

/** The permission sets of a user or an application, direct and through groups. */
export function permissionsQuery({ type, id }: Bearer) {
  return queryOptions({
    queryKey: ['permissions', type, id],
    queryFn: () => getPermissions(type === 'user' ? { userId: id } : { applicationId: id }),
  })
}
