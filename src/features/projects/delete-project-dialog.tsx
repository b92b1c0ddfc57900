import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'

import { DeleteResourceDialog } from '../../parts/delete-resource-dialog.tsx'
import { QueryError } from '../../parts/query-error.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { useReturnTo } from '../../parts/use-return-to.ts'
import { useRight } from '../../parts/use-right.ts'
import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { deletionRefusal, isUsed } from './project-deletion.ts'
import { ProjectUsers } from './project-users.tsx'
import { useDeleteProject } from './project-writes.ts'
import { projectQuery, projectUseQuery } from './queries.ts'

const TITLE = 'Delete Project'

/** Asks before a Project is deleted, or says what keeps it from being deleted. */
export function DeleteProjectDialog() {
  const { projectId = '' } = useParams()
  const navigate = useNavigateFromHere()
  const returnTo = useReturnTo()
  const { data: project } = useQuery(projectQuery(projectId))
  const use = useQuery(projectUseQuery(projectId))
  const { reason } = useRight('write', 'project')
  const deletion = useDeleteProject(projectId)
  if (!project) return null
  const { name } = project
  const close = () => void navigate(returnTo ?? paths.project(projectId), { replace: true })
  const refusal = deletionRefusal(project, reason)

  if (refusal !== undefined) {
    return (
      <Refusal onClose={close}>
        <Alert sentiment="warning" title={`${name} cannot be deleted`}>
          {refusal}
        </Alert>
      </Refusal>
    )
  }
  if (use.data === undefined) {
    return (
      <Refusal onClose={close}>
        {use.error ? (
          <QueryError
            error={use.error}
            what={`what uses ${name}`}
            onRetry={() => void use.refetch()}
            compact
          />
        ) : (
          <Skeleton lines={4} />
        )}
      </Refusal>
    )
  }
  if (isUsed(use.data)) {
    return (
      <Refusal onClose={close}>
        <Alert sentiment="warning" title={`${name} is still in use`}>
          A Project can be deleted once nothing uses it. Move or delete what is listed here first.
        </Alert>
        <ProjectUsers projectId={projectId} use={use.data} />
      </Refusal>
    )
  }
  return (
    <DeleteResourceDialog
      title={TITLE}
      onClose={close}
      onDelete={async () => {
        await deletion.mutateAsync()
        await navigate(returnTo ?? paths.projects(), { replace: true })
        toast({ sentiment: 'success', text: `Project ${name} deleted` })
      }}
    >
      <p>
        <strong className="type-body-strong wrap-anywhere">{name}</strong> will be deleted for good.
        Nothing uses it.
      </p>
    </DeleteResourceDialog>
  )
}

function Refusal({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <Dialog title={TITLE} onClose={onClose}>
      <div className="flex flex-col gap-6">
        {children}
        <div className="flex justify-end">
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    </Dialog>
  )
}
