import { Copy, LayoutDashboard } from 'lucide-react'

import { useSession } from '../api/session.ts'
import { copyId } from '../parts/copy-id.ts'
import { paths } from '../paths.ts'
import { Menu } from '../ui/menu.tsx'
import { HeaderTrigger } from './header-trigger.tsx'

/** The Organization one is signed in to, its dashboard and its id. */
export function OrganizationMenu() {
  const { organization, upstream } = useSession()
  return (
    <div className="hidden min-w-0 items-center xsmall:flex">
      <Menu
        label={`Organization ${organization.name}`}
        align="start"
        trigger={
          <HeaderTrigger>
            <span
              aria-hidden
              className="size-5 shrink-0 rounded-default bg-primary-background-strong"
            />
            <span className="truncate">{organization.name}</span>
          </HeaderTrigger>
        }
        items={[
          { heading: 'Organization' },
          {
            label: 'Organization Dashboard',
            icon: <LayoutDashboard aria-hidden size={16} />,
            to: paths.organization(),
          },
          {
            label: 'Copy ID',
            icon: <Copy aria-hidden size={16} />,
            onSelect: () => void copyId(organization.id),
          },
        ]}
      />
      {upstream && (
        <span className="hidden truncate pr-2 pl-1 type-caption text-neutral-text-weak small:block">
          {upstream}
        </span>
      )}
    </div>
  )
}
