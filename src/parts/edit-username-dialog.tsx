import { useForm } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../api/errors.ts'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { toast } from '../ui/toast.tsx'
import { FormDialog } from './form-dialog.tsx'
import { useAccountDialog } from './use-account-dialog.ts'
import { useUpdateUsername } from './user-operations.ts'
import { USERNAME_MAX_LENGTH, usernameProblem } from './user-rules.ts'

/** Changes the name that a user signs in with. */
export function EditUsernameDialog() {
  const { user, isSelf, close } = useAccountDialog()
  if (!user) return null
  return <Form {...{ isSelf, close }} userId={user.id} username={user.username} />
}

function Form(props: { userId: string; username: string; isSelf: boolean; close: () => void }) {
  const { userId, username, isSelf, close } = props
  const update = useUpdateUsername(userId)
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { username } })
  const { errors, isDirty, isSubmitting } = formState

  const submit = handleSubmit(async (values) => {
    try {
      if (values.username !== username) await update.mutateAsync(values.username)
      close()
      toast({ sentiment: 'success', text: 'Username saved' })
    } catch (error) {
      const { kind, message } = toApiError(error)
      if (kind === 'conflict') {
        setError('username', { message: 'Another user of the Organization has it.' })
      } else if (!applyFieldErrors(error, setError, { username: 'username' })) {
        setError('root', { message })
      }
    }
  })

  return (
    <FormDialog
      title="Edit username"
      dirty={isDirty}
      pending={isSubmitting}
      error={errors.root?.message}
      submitLabel="Confirm"
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <TextField
        label="Username"
        required
        autoCapitalize="none"
        spellCheck={false}
        maxLength={USERNAME_MAX_LENGTH}
        hint="Unique in the Organization. Letters without accents, digits and @ . _ -."
        error={errors.username?.message}
        {...register('username', { validate: (name) => usernameProblem(name) ?? true })}
      />
      <Notice>
        {isSelf
          ? 'From now on you sign in with the new username.'
          : 'The user signs in with the new username from now on; tell them.'}
      </Notice>
    </FormDialog>
  )
}
