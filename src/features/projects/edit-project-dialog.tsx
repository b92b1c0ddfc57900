import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from 'react-router'

import { QueryError } from '../../parts/query-error.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { ProjectFormDialog } from './project-form-dialog.tsx'
import { useUpdateProject } from './project-writes.ts'
import { projectQuery } from './queries.ts'

const TITLE = 'Edit Project'

/** Renames and describes a Project of the list. */
export function EditProjectDialog() {
  const { projectId = '' } = useParams()
  const navigate = useNavigateFromHere()
  const { search } = useLocation()
  const { data: project, error, refetch } = useQuery(projectQuery(projectId))
  const update = useUpdateProject(projectId)
  const close = () =>
    void navigate(
      { pathname: paths.projects(), search },
      { replace: true, state: { highlight: projectId } },
    )
  if (project) {
    return (
      <ProjectFormDialog
        title={TITLE}
        submitLabel="Save changes"
        values={project}
        onSave={async (values) => {
          await update.mutateAsync(values)
          toast({ sentiment: 'success', text: `Project ${values.name} saved` })
          close()
        }}
        onClose={close}
      />
    )
  }
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
