import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from 'react-router'

import { QueryPanel } from '../../parts/query-panel.tsx'
import { useRight } from '../../parts/use-right.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { deletionRefusal } from './project-deletion.ts'
import { ProjectDetails } from './project-details.tsx'
import { ProjectUsers } from './project-users.tsx'
import { type Project, projectQuery, projectUseQuery } from './queries.ts'

/** The Overview tab of a Project; its deletion dialog opens over it. */
export function ProjectOverviewPage() {
  const { projectId = '' } = useParams()
  const { data: project } = useQuery(projectQuery(projectId))
  const use = useQuery(projectUseQuery(projectId))
  if (!project) return null
  return (
    <div className="flex flex-col gap-8">
      <ProjectDetails project={project} />
      <QueryPanel title="Used by" what={`what uses ${project.name}`} query={use}>
        {(users) => <ProjectUsers projectId={project.id} use={users} />}
      </QueryPanel>
      <Deletion project={project} />
      <Outlet />
    </div>
  )
}

function Deletion({ project }: { project: Project }) {
  const { reason } = useRight('write', 'project')
  const refusal = deletionRefusal(project, reason)
  return (
    <Card title="Delete Project">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="type-body-small max-w-prose text-neutral-text">
          {refusal ??
            'Deleting a Project is permanent, and possible once no API key, SSH key or policy uses it.'}
        </p>
        <ButtonLink
          to={paths.deleteProject(project.id)}
          variant="outlined"
          sentiment="danger"
          disabledReason={refusal}
        >
          Delete Project
        </ButtonLink>
      </div>
    </Card>
  )
}
