import { useQuery } from '@tanstack/react-query'
import { FolderKanban } from 'lucide-react'
import { useEffect } from 'react'
import { Outlet, useLocation, useParams } from 'react-router'

import { QueryError } from '../../parts/query-error.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { NavTabs } from '../../ui/nav-tabs.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { projectQuery, projectUseQuery, selectProject } from './queries.ts'

/** The Project Dashboard: which Project it is, and the tabs Overview and SSH keys. */
export function ProjectLayout() {
  const { projectId = '' } = useParams()
  const { pathname } = useLocation()
  const { data: project, error, refetch } = useQuery(projectQuery(projectId))
  const use = useQuery(projectUseQuery(projectId))
  const id = project?.id

  // Whoever opens a Project works in it from here on.
  useEffect(() => {
    if (id !== undefined) selectProject(id)
  }, [id])

  if (!project) {
    if (!error) return <Skeleton lines={6} />
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title="Project Dashboard" />
        <QueryError
          error={error}
          what="this Project"
          onRetry={() => void refetch()}
          action={<ButtonLink to={paths.projects()}>Go to the Projects</ButtonLink>}
        />
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        icon={<FolderKanban size={24} />}
        title={project.name}
        subtitle={project.description || 'Project Dashboard'}
        actions={
          <CopyButton
            text={project.id}
            label={`Copy ID of ${project.name}`}
            caption="Copy ID"
            size="medium"
          />
        }
      />
      <NavTabs
        label="Project"
        tabs={[
          {
            to: paths.project(projectId),
            label: 'Overview',
            active: !pathname.startsWith(paths.sshKeys(projectId)),
          },
          {
            to: paths.sshKeys(projectId),
            label: 'SSH keys',
            count: use.isError ? null : use.data?.sshKeys.total,
          },
        ]}
      />
      {error && (
        <QueryError
          error={error}
          what="the latest state of this Project"
          onRetry={() => void refetch()}
          compact
        />
      )}
      <Outlet />
    </div>
  )
}
