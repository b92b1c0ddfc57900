import { useRef } from 'react'
import { Controller, useForm } from 'react-hook-form'

import { readSshPublicKey } from '../../../backend/formats/ssh-public-key.ts'
import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { keyNameProblem } from './name-rules.ts'
import { PublicKeyField, publicKeyProblem } from './public-key-field.tsx'
import { useCreateSshKey } from './ssh-key-writes.ts'
import { useSshKeyList } from './use-ssh-key-list.ts'

/** Adds a public key to the Project. Nothing is sent before the key was read here and is public. */
export function AddSshKeyDialog() {
  const { projectId, close } = useSshKeyList()
  const create = useCreateSshKey(projectId)
  const { control, register, handleSubmit, setError, setValue, getValues, formState } = useForm({
    defaultValues: { name: '', publicKey: '' },
  })
  const { errors, isDirty } = formState

  const submit = handleSubmit(async ({ name, publicKey }) => {
    if (create.isPending) return
    try {
      const key = await create.mutateAsync({ name: name.trim(), publicKey: publicKey.trim() })
      toast({ sentiment: 'success', text: `SSH key ${key.name} added` })
      close(key.id)
    } catch (error) {
      const shown = applyFieldErrors(error, setError, { name: 'name', public_key: 'publicKey' })
      if (!shown) setError('root', { message: toApiError(error).message })
    }
  })

  const suggested = useRef('')
  /** The comment mostly says whose key it is: a good name, unless somebody has given another. */
  const suggestName = (publicKey: string) => {
    const reading = readSshPublicKey(publicKey)
    const isTheirs = !['', suggested.current].includes(getValues('name').trim())
    if (!reading.ok || reading.key.comment === '' || isTheirs) return
    suggested.current = reading.key.comment.trim()
    setValue('name', suggested.current, { shouldDirty: true, shouldValidate: true })
  }

  return (
    <FormDialog
      title="Add SSH key"
      dirty={isDirty}
      pending={create.isPending}
      error={errors.root?.message}
      submitLabel="Add SSH key"
      onSubmit={(event) => void submit(event)}
      onClose={() => close()}
    >
      <TextField
        label="Name"
        hint="Filled in from the comment of the key, if it has one."
        required
        error={errors.name?.message}
        {...register('name', { validate: keyNameProblem })}
      />
      <Controller
        control={control}
        name="publicKey"
        rules={{ validate: publicKeyProblem }}
        render={({ field, fieldState }) => (
          <PublicKeyField
            {...field}
            error={fieldState.error?.message}
            onChange={(publicKey) => {
              field.onChange(publicKey)
              suggestName(publicKey)
            }}
          />
        )}
      />
    </FormDialog>
  )
}
