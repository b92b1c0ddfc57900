import { FolderKanban, FolderOpen, LayoutDashboard, Settings, ShieldCheck } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useLocation } from 'react-router'

import { useCurrentProject } from '../features/projects/queries.ts'
import { paths, patterns } from '../paths.ts'

interface Entry {
  label: string
  to: string
  icon: LucideIcon
  /** Whether the entry stands for the page with this path. */
  covers: (pathname: string) => boolean
}

const organization: readonly Entry[] = [
  {
    label: 'Organization Dashboard',
    to: paths.organization(),
    icon: LayoutDashboard,
    covers: (pathname) => pathname === patterns.organization || pathname === patterns.quotas,
  },
  {
    label: 'Projects',
    to: paths.projects(),
    icon: FolderKanban,
    covers: (pathname) => pathname.startsWith(patterns.projects),
  },
]

/** The Dashboard of the Project that the console is on; the list of Projects while that is unknown. */
function projectEntry(projectId: string | undefined): Entry {
  return {
    label: 'Project Dashboard',
    to: projectId === undefined ? paths.projects() : paths.project(projectId),
    icon: FolderOpen,
    covers: (pathname) => pathname.startsWith('/projects/'),
  }
}

const settings: readonly Entry[] = [
  {
    label: 'Settings',
    to: paths.accountSettings(),
    icon: Settings,
    covers: (pathname) => pathname.startsWith(`${patterns.settings}/`),
  },
]

const security: readonly Entry[] = [
  {
    label: 'IAM',
    to: paths.users(),
    icon: ShieldCheck,
    covers: (pathname) => pathname.startsWith(`${patterns.iam}/`),
  },
]

/** The console's main navigation: beside the page, or in a drawer on narrow screens. */
export function SideNavigation({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const project = useCurrentProject()
  return (
    <nav aria-label="Main" className="flex flex-col gap-4 px-4 py-4 medium:sticky medium:top-16">
      <Entries entries={[...organization, projectEntry(project?.id)]} onNavigate={onNavigate} />
      <hr className="-mx-4 border-neutral-border-weak" />
      <div className="flex flex-col gap-1">
        <p className="px-2 py-2 type-body-small-strong text-neutral-text-weak">
          Security &amp; Identity
        </p>
        <Entries entries={security} onNavigate={onNavigate} />
      </div>
      <hr className="-mx-4 border-neutral-border-weak" />
      <Entries entries={settings} onNavigate={onNavigate} />
    </nav>
  )
}

function Entries(props: { entries: readonly Entry[]; onNavigate: (() => void) | undefined }) {
  const { entries, onNavigate } = props
  const { pathname } = useLocation()
  return (
    <ul className="flex flex-col gap-0.5">
      {entries.map(({ label, to, icon: Icon, covers }) => {
        const active = covers(pathname)
        return (
          <li key={label}>
            <a
              href={to}
              onClick={onNavigate}
              aria-current={active ? (pathname === to ? 'page' : 'true') : undefined}
              className={`flex min-h-8 items-center gap-2 rounded-default p-1.5 type-body-small-strong ${
                active
                  ? 'bg-primary-background text-primary-text hover:bg-primary-background-hover'
                  : 'text-neutral-text-strong hover:bg-neutral-background-hover'
              }`}
            >
              <Icon
                aria-hidden
                size={20}
                strokeWidth={1.75}
                className={active ? undefined : 'text-neutral-icon'}
              />
              {label}
            </a>
          </li>
        )
      })}
    </ul>
  )
}
