import { useQuery } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { Outlet } from 'react-router'

import { countersQuery } from '../api/session.ts'
import { paths } from '../paths.ts'
import { NavTabs } from '../ui/nav-tabs.tsx'
import { PageHeader } from '../ui/page-header.tsx'

/** The IAM dashboard: its heading and its tabs, most with how many there are. */
export function IamLayout() {
  const { data: counters } = useQuery(countersQuery)
  return (
    <>
      <PageHeader
        icon={<ShieldCheck aria-hidden size={24} />}
        title="Identity and Access Management"
        subtitle="Manage who can access your Organization, and what they can do in it."
      />
      <NavTabs
        label="IAM"
        tabs={[
          { to: paths.users(), label: 'Users', count: counters?.users },
          { to: paths.groups(), label: 'Groups', count: counters?.groups },
          { to: paths.applications(), label: 'Applications', count: counters?.applications },
          { to: paths.policies(), label: 'Policies', count: counters?.policies },
          { to: paths.apiKeys(), label: 'API keys', count: counters?.apiKeys },
          { to: paths.logs(), label: 'Logs' },
        ]}
      />
      <Outlet />
    </>
  )
}
