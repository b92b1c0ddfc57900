import { ActionConfirm } from './action-confirm.tsx'
import { useAccountDialog } from './use-account-dialog.ts'
import { userName } from './user-name.ts'
import { useDisableMfa } from './user-operations.ts'

/** Asks before MFA is disabled: one's own, or that of a member who has lost the second factor. */
export function DisableMfaDialog() {
  const { user, isSelf, close } = useAccountDialog()
  const disabling = useDisableMfa(user?.id ?? '')
  if (!user) return null
  const name = userName(user)
  return (
    <ActionConfirm
      title="Disable MFA"
      word="DISABLE"
      confirmLabel="Confirm"
      onClose={close}
      run={() => disabling.mutateAsync()}
      done="MFA disabled"
    >
      <p>
        {isSelf
          ? 'Your password alone will be enough to sign in. Your recovery codes stop working.'
          : `The password alone will be enough to sign in as ${name}. The recovery codes of ${name} stop working.`}
      </p>
    </ActionConfirm>
  )
}
