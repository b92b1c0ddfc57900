import { useState } from 'react'

import { toApiError } from '../../api/errors.ts'
import { userName } from '../../parts/user-name.ts'
import { toast } from '../../ui/toast.tsx'
import { TypedConfirm } from '../../ui/typed-confirm.tsx'
import { useUserDialog } from './use-user-dialog.ts'
import { useLockUser, useUnlockUser } from './user-life.ts'

/** Asks before a member is locked. */
export function LockUserDialog() {
  const { user, userId, close } = useUserDialog()
  const locking = useLockUser(userId)
  const [failure, setFailure] = useState<string>()
  if (!user) return null
  const name = userName(user)
  return (
    <TypedConfirm
      title="Lock member"
      word="LOCK"
      confirmLabel="Confirm"
      error={failure}
      onClose={close}
      onConfirm={async () => {
        setFailure(undefined)
        try {
          await locking.mutateAsync()
        } catch (error) {
          setFailure(toApiError(error).message)
          return
        }
        close()
        toast({ sentiment: 'success', text: `${name} is locked` })
      }}
    >
      <p>
        <strong className="type-body-strong wrap-anywhere">{name}</strong> is signed out everywhere
        and cannot sign in, until somebody unlocks the account.
      </p>
      <p>
        The API keys stay, and have no rights meanwhile: whatever uses them stops working at once.
      </p>
    </TypedConfirm>
  )
}

/** Asks before a member is unlocked. */
export function UnlockUserDialog() {
  const { user, userId, close } = useUserDialog()
  const unlocking = useUnlockUser(userId)
  const [failure, setFailure] = useState<string>()
  if (!user) return null
  const name = userName(user)
  return (
    <TypedConfirm
      title="Unlock member"
      word="UNLOCK"
      sentiment="primary"
      confirmLabel="Confirm"
      error={failure}
      onClose={close}
      onConfirm={async () => {
        setFailure(undefined)
        try {
          await unlocking.mutateAsync()
        } catch (error) {
          setFailure(toApiError(error).message)
          return
        }
        close()
        toast({ sentiment: 'success', text: `${name} is unlocked` })
      }}
    >
      <p>
        <strong className="type-body-strong wrap-anywhere">{name}</strong> can sign in again, and
        the API keys have the rights of their policies again.
      </p>
      <p>The time to meet security requirements begins anew.</p>
    </TypedConfirm>
  )
}
