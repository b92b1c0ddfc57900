import { useState } from 'react'

import { toApiError } from '../api/errors.ts'
import { toast } from '../ui/toast.tsx'
import { TypedConfirm } from '../ui/typed-confirm.tsx'
import { useAccountDialog } from './use-account-dialog.ts'
import { userName } from './user-name.ts'
import { useDisableMfa } from './user-operations.ts'

/** Asks before MFA is disabled: one's own, or that of a member who has lost the second factor. */
export function DisableMfaDialog() {
  const { user, isSelf, close } = useAccountDialog()
  const disabling = useDisableMfa(user?.id ?? '')
  const [failure, setFailure] = useState<string>()
  if (!user) return null
  const name = userName(user)
  return (
    <TypedConfirm
      title="Disable MFA"
      word="DISABLE"
      confirmLabel="Confirm"
      error={failure}
      onClose={close}
      onConfirm={async () => {
        setFailure(undefined)
        try {
          await disabling.mutateAsync()
        } catch (error) {
          setFailure(toApiError(error).message)
          return
        }
        close()
        toast({ sentiment: 'success', text: 'MFA disabled' })
      }}
    >
      <p>
        {isSelf
          ? 'Your password alone will be enough to sign in. Your recovery codes stop working.'
          : `The password alone will be enough to sign in as ${name}. The recovery codes of ${name} stop working.`}
      </p>
    </TypedConfirm>
  )
}
