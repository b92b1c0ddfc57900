import { Pencil, RefreshCw, Trash2 } from 'lucide-react'
import { useCallback } from 'react'
import { useLocation } from 'react-router'

import { useSession } from '../../api/session.ts'
import { keyDialogs } from '../../paths.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import type { ApiKey } from './queries.ts'

/** The menu of a key's row. Nobody can make a key for another user, so such keys cannot be replaced. */
export function useKeyActions(listPath: string): (key: ApiKey) => MenuItem[] {
  const { user } = useSession()
  const { search } = useLocation()
  return useCallback(
    (key) => {
      const dialogs = keyDialogs(listPath)
      const someoneElses = key.userId !== undefined && key.userId !== user.id
      return [
        {
          label: 'Edit',
          icon: <Pencil size={16} aria-hidden />,
          to: dialogs.edit(key.accessKey) + search,
          ...(!key.editable && { disabledReason: 'This key is managed by the platform.' }),
        },
        {
          label: 'Replace key',
          icon: <RefreshCw size={16} aria-hidden />,
          to: dialogs.replace(key.accessKey) + search,
          ...(someoneElses && { disabledReason: 'Only its bearer can replace this key.' }),
        },
        {
          label: 'Delete',
          icon: <Trash2 size={16} aria-hidden />,
          danger: true,
          to: dialogs.delete(key.accessKey) + search,
          ...(!key.deletable && { disabledReason: 'This key is managed by the platform.' }),
        },
      ]
    },
    [user.id, search, listPath],
  )
}
