import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { useLocation, useParams } from 'react-router'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { QueryError } from '../../parts/query-error.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextAreaField, TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { descriptionProblem, NAME_HINT, nameProblem } from './project-rules.ts'
import { useUpdateProject } from './project-writes.ts'
import { type Project, projectQuery } from './queries.ts'

const TITLE = 'Edit Project'

/** Renames and describes a Project of the list. */
export function EditProjectDialog() {
  const { projectId = '' } = useParams()
  const navigate = useNavigateFromHere()
  const { search } = useLocation()
  const { data: project, error, refetch } = useQuery(projectQuery(projectId))
  const close = () =>
    void navigate(
      { pathname: paths.projects(), search },
      { replace: true, state: { highlight: projectId } },
    )
  if (project) return <EditForm project={project} onClose={close} />
  return (
    <Dialog title={TITLE} onClose={close}>
      {error ? (
        <QueryError error={error} what="this Project" onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={5} />
      )}
    </Dialog>
  )
}

function EditForm({ project, onClose }: { project: Project; onClose: () => void }) {
  const update = useUpdateProject(project.id)
  const { register, handleSubmit, setError, formState } = useForm({
    defaultValues: { name: project.name, description: project.description },
  })
  const { errors, isDirty } = formState
  const submit = handleSubmit(async ({ name, description }) => {
    if (update.isPending) return
    try {
      await update.mutateAsync({ name: name.trim(), description: description.trim() })
    } catch (error) {
      if (applyFieldErrors(error, setError, { name: 'name', description: 'description' })) return
      setError('root', { message: toApiError(error).message })
      return
    }
    toast({ sentiment: 'success', text: `Project ${name.trim()} saved` })
    onClose()
  })
  return (
    <FormDialog
      title={TITLE}
      dirty={isDirty}
      pending={update.isPending}
      error={errors.root?.message}
      submitLabel="Save changes"
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint={NAME_HINT}
        required
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
