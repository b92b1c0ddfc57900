import { useQuery } from '@tanstack/react-query'
import { Copy, FolderKanban, FolderOpen, Plus } from 'lucide-react'
import { useLocation, useNavigate } from 'react-router'

import { projectsQuery, selectProject, useCurrentProject } from '../features/projects/queries.ts'
import { copyId } from '../parts/copy-id.ts'
import { useRight } from '../parts/use-right.ts'
import { paths } from '../paths.ts'
import { announce } from '../ui/announcer.tsx'
import { Menu } from '../ui/menu.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { HeaderTrigger } from './header-trigger.tsx'

/** More Projects than these are chosen on the Projects page. */
const SHOWN = 12

/**
 * The Project the console is on: switch, open its Dashboard, copy its id, create another. On a Project
 * Dashboard, switching opens the other one's.
 */
export function ProjectMenu() {
  const { data } = useQuery(projectsQuery())
  const current = useCurrentProject()
  const { reason } = useRight('write', 'project')
  const navigate = useNavigate()
  const { pathname } = useLocation()
  if (!data || !current) return null
  const shown = data.rows.slice(0, SHOWN)
  const items: MenuItem[] = [
    { heading: 'Project' },
    ...shown.map((project) => ({
      label: project.name,
      checked: project.id === current.id,
      onSelect: () => {
        selectProject(project.id)
        if (pathname.startsWith('/projects/')) {
          const onKeys = pathname.startsWith(paths.sshKeys(current.id))
          void navigate(onKeys ? paths.sshKeys(project.id) : paths.project(project.id))
        } else {
          announce(`Project ${project.name}`)
        }
      },
    })),
    { separator: true },
    {
      label: 'Project Dashboard',
      icon: <FolderOpen aria-hidden size={16} />,
      to: paths.project(current.id),
    },
    {
      label: 'Copy ID',
      icon: <Copy aria-hidden size={16} />,
      onSelect: () => void copyId(current.id),
    },
    { label: 'All Projects', icon: <FolderKanban aria-hidden size={16} />, to: paths.projects() },
    {
      label: 'Create Project',
      icon: <Plus aria-hidden size={16} />,
      to: paths.createProject(),
      disabledReason: reason,
    },
  ]
  return (
    <div className="flex min-w-0 items-center gap-1">
      <span aria-hidden className="mx-1 hidden text-neutral-text-weak xsmall:inline">
        /
      </span>
      <Menu
        label={`Project ${current.name}`}
        align="start"
        trigger={
          <HeaderTrigger>
            <span className="truncate">{current.name}</span>
          </HeaderTrigger>
        }
        items={items}
      />
    </div>
  )
}
