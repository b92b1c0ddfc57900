import { useForm } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { Fingerprint } from './fingerprint.tsx'
import { LoadedSshKey } from './loaded-ssh-key.tsx'
import { keyNameProblem } from './name-rules.ts'
import { type SSHKey } from './queries.ts'
import { useUpdateSshKey } from './ssh-key-writes.ts'
import { useSshKeyList } from './use-ssh-key-list.ts'

const TITLE = 'Rename SSH key'

/** Renames a key; the key itself never changes. */
export function RenameSshKeyDialog() {
  return <LoadedSshKey title={TITLE}>{(key) => <RenameForm sshKey={key} />}</LoadedSshKey>
}

function RenameForm({ sshKey }: { sshKey: SSHKey }) {
  const { close } = useSshKeyList()
  const update = useUpdateSshKey()
  const { register, handleSubmit, setError, formState } = useForm({
    defaultValues: { name: sshKey.name },
  })
  const { errors, isDirty } = formState
  const submit = handleSubmit(async ({ name }) => {
    if (update.isPending) return
    try {
      await update.mutateAsync({ sshKeyId: sshKey.id, name: name.trim() })
    } catch (error) {
      if (applyFieldErrors(error, setError, { name: 'name' })) return
      setError('root', { message: toApiError(error).message })
      return
    }
    toast({ sentiment: 'success', text: `SSH key renamed to ${name.trim()}` })
    close(sshKey.id)
  })
  return (
    <FormDialog
      title={TITLE}
      dirty={isDirty}
      pending={update.isPending}
      error={errors.root?.message}
      submitLabel="Save name"
      onSubmit={(event) => void submit(event)}
      onClose={() => close(sshKey.id)}
    >
      <p>
        <Fingerprint text={sshKey.fingerprint} />
      </p>
      <TextField
        label="Name"
        required
        error={errors.name?.message}
        {...register('name', { validate: keyNameProblem })}
      />
    </FormDialog>
  )
}
