import { CircleCheck, CircleOff, Copy, Pencil, Trash2 } from 'lucide-react'
import { useCallback } from 'react'
import { useLocation } from 'react-router'

import { toApiError } from '../../api/errors.ts'
import { sshKeyDialogs } from '../../paths.ts'
import { copyText } from '../../ui/copy-text.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.tsx'
import { type SSHKey } from './queries.ts'
import { useUpdateSshKey } from './ssh-key-writes.ts'

/**
 * The menu of a key's row. Disabling can be undone from the same place, so it asks nothing.
 *
 * @param lackingRight Why changing the keys is not allowed, if so.
 */
export function useKeyActions(
  projectId: string,
  lackingRight: string | undefined,
): (key: SSHKey) => MenuItem[] {
  const { search } = useLocation()
  const { mutateAsync } = useUpdateSshKey()
  return useCallback(
    (key) => {
      const dialogs = sshKeyDialogs(projectId)
      const name = key.name || 'Unnamed key'
      const disabled = !key.disabled
      const toggle = async () => {
        try {
          await mutateAsync({ sshKeyId: key.id, disabled })
          toast({ sentiment: 'success', text: `${name} ${disabled ? 'disabled' : 'enabled'}` })
        } catch (error) {
          toast({ sentiment: 'error', text: toApiError(error).message })
        }
      }
      return [
        {
          label: 'Rename',
          icon: <Pencil size={16} aria-hidden />,
          to: dialogs.rename(key.id) + search,
          disabledReason: lackingRight,
        },
        {
          label: disabled ? 'Disable' : 'Enable',
          icon: disabled ? (
            <CircleOff size={16} aria-hidden />
          ) : (
            <CircleCheck size={16} aria-hidden />
          ),
          onSelect: () => void toggle(),
          disabledReason: lackingRight,
        },
        {
          label: 'Copy public key',
          icon: <Copy size={16} aria-hidden />,
          onSelect: () => void copyPublicKey(key.publicKey),
        },
        { separator: true },
        {
          label: 'Delete',
          icon: <Trash2 size={16} aria-hidden />,
          danger: true,
          to: dialogs.delete(key.id) + search,
          disabledReason: lackingRight,
        },
      ]
    },
    [projectId, search, mutateAsync, lackingRight],
  )
}

async function copyPublicKey(publicKey: string) {
  const copied = await copyText(publicKey, null)
  toast(
    copied
      ? { sentiment: 'success', text: 'Public key copied' }
      : { sentiment: 'error', text: 'The public key could not be copied.' },
  )
}
