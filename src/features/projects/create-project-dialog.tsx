import { useForm } from 'react-hook-form'
import { useLocation } from 'react-router'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { useSession } from '../../api/session.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'
import { TextAreaField, TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { descriptionProblem, NAME_HINT, nameProblem } from './project-rules.ts'
import { useCreateProject } from './project-writes.ts'

interface Values {
  name: string
  description: string
}

/** Creates a Project, then shows it in the list. */
export function CreateProjectDialog() {
  const { organization } = useSession()
  const navigate = useNavigateFromHere()
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
