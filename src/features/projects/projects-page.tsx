import { useQuery } from '@tanstack/react-query'
import { Copy, FolderOpen, Pencil, Plus, Trash2 } from 'lucide-react'
import { useCallback } from 'react'
import { Outlet, useLocation, useNavigate } from 'react-router'

import { useListState } from '../../api/list-state.ts'
import { copyId } from '../../parts/copy-id.ts'
import { useHighlight } from '../../parts/highlight.ts'
import { ResourceList } from '../../parts/resource-list.tsx'
import { useRight } from '../../parts/use-right.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { EntityLink } from '../../ui/link.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { Time } from '../../ui/time.tsx'
import { deletionRefusal } from './project-deletion.ts'
import type { Project } from './queries.ts'
import { PROJECTS_LIST, projectsListQuery } from './queries.ts'

const columns: Column<Project>[] = [
  {
    id: 'name',
    header: 'Project',
    sortable: true,
    primary: true,
    freeText: true,
    cell: (project) => (
      <span className="flex flex-col py-2">
        <EntityLink to={paths.project(project.id)}>{project.name}</EntityLink>
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
    freeText: true,
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

/** The Organization's Projects. */
export function ProjectsPage() {
  const list = useListState(PROJECTS_LIST)
  const query = useQuery(projectsListQuery(list.params))
  const highlightKey = useHighlight()
  const { reason } = useRight('write', 'project')
  const rowActions = useRowActions(reason)
  const create = (
    <ButtonLink
      to={paths.createProject() + window.location.search}
      icon={<Plus aria-hidden size={16} />}
      disabledReason={reason}
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

/** The menu of a Project's row. @param lackingRight Why changing Projects is not allowed, if so. */
function useRowActions(lackingRight: string | undefined): (project: Project) => MenuItem[] {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  return useCallback(
    (project) => [
      {
        label: 'Open',
        icon: <FolderOpen aria-hidden size={16} />,
        to: paths.project(project.id),
      },
      {
        label: 'Edit',
        icon: <Pencil aria-hidden size={16} />,
        to: paths.editProject(project.id) + search,
        disabledReason: lackingRight,
      },
      {
        label: 'Copy ID',
        icon: <Copy aria-hidden size={16} />,
        onSelect: () => void copyId(project.id),
      },
      { separator: true },
      {
        label: 'Delete',
        icon: <Trash2 aria-hidden size={16} />,
        danger: true,
        onSelect: () =>
          void navigate(paths.deleteProject(project.id), {
            state: { returnTo: pathname + search },
          }),
        disabledReason: deletionRefusal(project, lackingRight),
      },
    ],
    [navigate, pathname, search, lackingRight],
  )
}
