import { ActionConfirm } from '../../parts/action-confirm.tsx'
import { userName } from '../../parts/user-name.ts'
import { useUserDialog } from './use-user-dialog.ts'
import { useLockUser, useUnlockUser } from './user-life.ts'

/** Asks before a member is locked. */
export function LockUserDialog() {
  const { user, userId, close } = useUserDialog()
  const locking = useLockUser(userId)
  if (!user) return null
  const name = userName(user)
  return (
    <ActionConfirm
      title="Lock member"
      word="LOCK"
      confirmLabel="Confirm"
      onClose={close}
      run={() => locking.mutateAsync()}
      done={`${name} is locked`}
    >
      <p>
        <strong className="type-body-strong wrap-anywhere">{name}</strong> is signed out everywhere
        and cannot sign in, until somebody unlocks the account.
      </p>
      <p>
        The API keys stay, and have no rights meanwhile: whatever uses them stops working at once.
      </p>
    </ActionConfirm>
  )
}

/** Asks before a member is unlocked. */
export function UnlockUserDialog() {
  const { user, userId, close } = useUserDialog()
  const unlocking = useUnlockUser(userId)
  if (!user) return null
  const name = userName(user)
  return (
    <ActionConfirm
      title="Unlock member"
      word="UNLOCK"
      sentiment="primary"
      confirmLabel="Confirm"
      onClose={close}
      run={() => unlocking.mutateAsync()}
      done={`${name} is unlocked`}
    >
      <p>
        <strong className="type-body-strong wrap-anywhere">{name}</strong> can sign in again, and
        the API keys have the rights of their policies again.
      </p>
      <p>The time to meet security requirements begins anew.</p>
    </ActionConfirm>
  )
}
