import { queryOptions } from '@tanstack/react-query'

import { iam } from '../../api/client.ts'
import { getUsage } from '../../api/console-api.ts'
import { sessionQuery } from '../../api/session.ts'

/** The limits of the Organization. */
export function quotasQuery() {
  return queryOptions({
    queryKey: ['quotas', 'limits'],
    queryFn: async ({ client }) => {
      const { organization } = await client.ensureQueryData(sessionQuery)
      return iam.listQuota({ organizationId: organization.id, pageSize: 100 }).all()
    },
  })
}

/** How much of each limit is used; read anew each time, as everyone's work changes it. */
export function usageQuery() {
  return queryOptions({ queryKey: ['quotas', 'usage'], queryFn: getUsage, staleTime: 0 })
}
