import { useQuery } from '@tanstack/react-query'
import { Building2, ShieldCheck } from 'lucide-react'
import { Outlet, useLocation } from 'react-router'

import { useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { NavTabs } from '../../ui/nav-tabs.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { projectsQuery } from '../projects/queries.ts'

/** The Organization Dashboard: its heading with the way to IAM, and its tabs. */
export function OrganizationLayout() {
  const { organization } = useSession()
  const { pathname } = useLocation()
  const { data: projects, isError } = useQuery(projectsQuery())
  return (
    <>
      <PageHeader
        icon={<Building2 aria-hidden size={24} />}
        title="Organization Dashboard"
        subtitle={organization.name}
        actions={
          <ButtonLink
            to={paths.users()}
            variant="outlined"
            sentiment="neutral"
            icon={<ShieldCheck aria-hidden size={16} />}
          >
            Identity and Access Management (IAM)
          </ButtonLink>
        }
      />
      <NavTabs
        label="Organization"
        tabs={[
          {
            to: paths.organization(),
            label: 'Overview',
            active: pathname === paths.organization(),
          },
          { to: paths.projects(), label: 'Projects', count: isError ? null : projects?.total },
          { to: paths.quotas(), label: 'Quotas' },
        ]}
      />
      <Outlet />
    </>
  )
}
