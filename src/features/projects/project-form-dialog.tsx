import { useForm } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { TextAreaField, TextField } from '../../ui/text-field.tsx'
import { descriptionProblem, NAME_HINT, nameProblem } from './project-rules.ts'

/** What a Project is called and for. */
export interface ProjectValues {
  name: string
  description: string
}

/**
 * The name and the description of a Project.
 *
 * @param values what the form begins with
 * @param onSave stores what was typed, without the spaces around it, and leaves the dialog; a failure is
 *   thrown, and said beside what it is about
 */
export function ProjectFormDialog({
  title,
  submitLabel,
  values,
  onSave,
  onClose,
}: {
  title: string
  submitLabel: string
  values: ProjectValues
  onSave: (values: ProjectValues) => Promise<void>
  onClose: () => void
}) {
  const { register, handleSubmit, setError, formState } = useForm<ProjectValues>({
    defaultValues: { name: values.name, description: values.description },
  })
  const { errors, isDirty, isSubmitting } = formState
  const submit = handleSubmit(async ({ name, description }) => {
    try {
      await onSave({ name: name.trim(), description: description.trim() })
    } catch (error) {
      if (applyFieldErrors(error, setError, { name: 'name', description: 'description' })) return
      setError('root', { message: toApiError(error).message })
    }
  })
  return (
    <FormDialog
      title={title}
      dirty={isDirty}
      pending={isSubmitting}
      error={errors.root?.message}
      submitLabel={submitLabel}
      onSubmit={(event) => isSubmitting || void submit(event)}
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint={NAME_HINT}
        required
        autoComplete="off"
        error={errors.name?.message}
        {...register('name', { validate: (name) => nameProblem(name.trim()) })}
      />
      <TextAreaField
        label="Description"
        optional
        error={errors.description?.message}
        {...register('description', { validate: (text) => descriptionProblem(text.trim()) })}
      />
    </FormDialog>
  )
}
