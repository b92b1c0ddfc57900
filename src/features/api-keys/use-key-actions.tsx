import { useCallback } from 'react'
import { useLocation } from 'react-router'

import { useSession } from '../../api/session.ts'
import { useRight } from '../../parts/use-right.ts'
import { keyDialogs } from '../../paths.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import type { ApiKey } from './queries.ts'

/** The menu of a key's row. Nobody can make a key for another user, so such keys cannot be replaced. */
export function useKeyActions(listPath: string): (key: ApiKey) => MenuItem[] {
  const { user } = useSession()
  const { search } = useLocation()
  const ofUsers = useRight('write', 'user_api_key').reason
  const ofApplications = useRight('write', 'application_api_key').reason
  return useCallback(
    (key) => {
      const dialogs = keyDialogs(listPath)
      const isOwn = key.userId === user.id
      const right = key.applicationId !== undefined ? ofApplications : ofUsers
      const lacking = isOwn ? undefined : right
      const managed = 'This key is managed by the platform.'
      return [
        {
          label: 'Edit',
          to: dialogs.edit(key.accessKey) + search,
          disabledReason: key.editable ? lacking : managed,
        },
        {
          label: 'Replace key',
          to: dialogs.replace(key.accessKey) + search,
          disabledReason:
            key.userId !== undefined && !isOwn ? 'Only its bearer can replace this key.' : lacking,
        },
        { separator: true },
        {
          label: 'Delete',
          danger: true,
          to: dialogs.delete(key.accessKey) + search,
          disabledReason: key.deletable ? lacking : managed,
        },
      ]
    },
    [user.id, search, listPath, ofUsers, ofApplications],
  )
}
