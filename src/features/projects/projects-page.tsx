import { useQuery } from '@tanstack/react-query'
import { Copy, Plus } from 'lucide-react'
import { Outlet } from 'react-router'

import { useListState } from '../../api/list-state.ts'
import { useCan } from '../../api/session.ts'
import { copyId } from '../../parts/copy-id.ts'
import { useHighlight } from '../../parts/highlight.ts'
import { ResourceList } from '../../parts/resource-list.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import type { Column } from '../../ui/data-table.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { Time } from '../../ui/time.tsx'
import type { Project } from './queries.ts'
import { PROJECTS_LIST, projectsListQuery } from './queries.ts'

const columns: Column<Project>[] = [
  {
    id: 'name',
    header: 'Project',
    sortable: true,
    primary: true,
    cell: (project) => (
      <span className="flex flex-col py-2">
        <span className="type-body-small-strong text-neutral-text-strong wrap-anywhere">
          {project.name}
        </span>
        {project.description && (
          <span className="type-caption text-neutral-text-weak wrap-anywhere">
            {project.description}
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'id',
    header: 'Project ID',
    cell: (project) => (
      <span className="flex items-center gap-1">
        <span className="type-code-small select-all wrap-anywhere">{project.id}</span>
        <CopyButton text={project.id} label={`Copy ID of ${project.name}`} />
      </span>
    ),
  },
  {
    id: 'created_at',
    header: 'Created',
    sortable: true,
    cell: (project) => project.createdAt && <Time value={project.createdAt} format="date" />,
  },
]

const rowActions = (project: Project): MenuItem[] => [
  {
    label: 'Copy ID',
    icon: <Copy aria-hidden size={16} />,
    onSelect: () => void copyId(project.id),
  },
]

/** The Organization's Projects. */
export function ProjectsPage() {
  const can = useCan()
  const list = useListState(PROJECTS_LIST)
  const query = useQuery(projectsListQuery(list.params))
  const highlightKey = useHighlight()
  const create = can('write', 'project') && (
    <ButtonLink
      to={paths.createProject() + window.location.search}
      icon={<Plus aria-hidden size={16} />}
    >
      Create Project
    </ButtonLink>
  )
  return (
    <>
      <ResourceList
        caption="Projects"
        noun={{ one: 'Project', other: 'Projects' }}
        list={list}
        query={query}
        columns={columns}
        rowKey={(project) => project.id}
        rowLabel={(project) => project.name}
        rowActions={rowActions}
        actions={create}
        empty={{
          illustration: 'project',
          title: 'No Projects',
          description: 'Projects group resources, and policies can be limited to some of them.',
          action: create,
        }}
        highlightKey={highlightKey}
      />
      <Outlet />
    </>
  )
}
