import { ValidationRules } from '@scaleway/sdk-account/v3'
import { useForm } from 'react-hook-form'
import { useLocation, useNavigate } from 'react-router'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { useSession } from '../../api/session.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { paths } from '../../paths.ts'
import { TextAreaField, TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useCreateProject } from './queries.ts'

const rules = ValidationRules.ProjectApiCreateProjectRequest

interface Values {
  name: string
  description: string
}

/** Creates a Project, then shows it in the list. */
export function CreateProjectDialog() {
  const { organization } = useSession()
  const navigate = useNavigate()
  const { search } = useLocation()
  const create = useCreateProject()
  const { register, handleSubmit, setError, formState } = useForm<Values>({
    defaultValues: { name: '', description: '' },
  })
  const { errors, isDirty } = formState

  const close = (state: { highlight?: string } = {}) =>
    void navigate({ pathname: paths.projects(), search }, { replace: true, state })

  const submit = handleSubmit(async (values) => {
    if (create.isPending) return
    try {
      const project = await create.mutateAsync({
        name: values.name.trim(),
        description: values.description.trim(),
        organizationId: organization.id,
      })
      toast({ sentiment: 'success', text: `Project ${project.name} created` })
      close({ highlight: project.id })
    } catch (error) {
      if (applyFieldErrors(error, setError, { name: 'name', description: 'description' })) return
      setError('root', { message: toApiError(error).message })
    }
  })

  return (
    <FormDialog
      title="Create Project"
      dirty={isDirty}
      pending={create.isPending}
      error={errors.root?.message}
      submitLabel="Create Project"
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <TextField
        label="Name"
        hint={`Up to ${rules.name.maxLength} letters, digits, spaces, dots, dashes and underscores.`}
        required
        autoComplete="off"
        error={errors.name?.message}
        {...register('name', {
          validate: (name) => projectNameError(name.trim()),
        })}
      />
      <TextAreaField
        label="Description"
        optional
        error={errors.description?.message}
        {...register('description', {
          maxLength: {
            value: rules.description.maxLength,
            message: `At most ${rules.description.maxLength} characters.`,
          },
        })}
      />
    </FormDialog>
  )
}

/** Why the API would refuse this name, if it would. */
export function projectNameError(name: string): string | undefined {
  if (name.length < rules.name.minLength) return 'Enter a name.'
  if (name.length > rules.name.maxLength) return `At most ${rules.name.maxLength} characters.`
  return rules.name.pattern.test(name)
    ? undefined
    : 'Only letters, digits, spaces, dots, dashes and underscores.'
}
