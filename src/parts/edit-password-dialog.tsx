import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { type FormEvent, useState } from 'react'

import { toApiError } from '../api/errors.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Notice } from '../ui/notice.tsx'
import { toast } from '../ui/toast.tsx'
import { FormDialog } from './form-dialog.tsx'
import { newPassword, NewPasswordField, passwordOf } from './new-password-field.tsx'
import { useAccountDialog } from './use-account-dialog.ts'
import { userName } from './user-name.ts'
import { useUpdatePassword } from './user-operations.ts'
import { passwordProblem } from './user-rules.ts'

/** Sets a user's password. A generated one has to be confirmed as saved first. */
export function EditPasswordDialog() {
  const { user, isSelf, close } = useAccountDialog()
  if (!user) return null
  return <Form {...{ user, isSelf, close }} />
}

function Form({ user, isSelf, close }: { user: User; isSelf: boolean; close: () => void }) {
  const update = useUpdatePassword(user.id)
  const [password, setPassword] = useState(() => newPassword(isSelf ? 'typed' : 'generated'))
  const [saved, setSaved] = useState(false)
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<string>()
  const generated = password.source === 'generated'
  const problem = passwordProblem(passwordOf(password))
  const unsaved = generated && !saved

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setTried(true)
    setFailure(undefined)
    if (update.isPending) return
    if (problem !== undefined || unsaved) {
      const selector = unsaved ? 'input[type=checkbox]' : 'input[autocomplete=new-password]'
      event.currentTarget.querySelector<HTMLInputElement>(selector)?.focus()
      return
    }
    try {
      await update.mutateAsync(passwordOf(password))
      close()
      toast({ sentiment: 'success', text: 'Password saved' })
    } catch (error) {
      setFailure(toApiError(error).message)
    }
  }

  return (
    <FormDialog
      title="Edit password"
      dirty={password.typed !== '' || saved}
      pending={update.isPending}
      error={failure}
      submitLabel="Confirm"
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <NewPasswordField
        value={password}
        onChange={(next) => {
          if (next.generated !== password.generated) setSaved(false)
          setPassword(next)
        }}
        error={tried ? problem : undefined}
      />
      {generated && (
        <Checkbox
          label="I have saved the password"
          checked={saved}
          onChange={setSaved}
          error={
            tried && unsaved
              ? 'Copy the password first: it is not shown again after this.'
              : undefined
          }
        />
      )}
      <Notice>
        {isSelf
          ? 'From now on you sign in with the new password.'
          : `${userName(user)} signs in with the new password from now on; hand it over safely.`}
      </Notice>
    </FormDialog>
  )
}
