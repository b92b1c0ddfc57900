import { Settings } from 'lucide-react'
import { Outlet } from 'react-router'

import { paths } from '../../paths.ts'
import { NavTabs } from '../../ui/nav-tabs.tsx'
import { PageHeader } from '../../ui/page-header.tsx'

/** The settings: of one's own account, of the Organization, and of its security. */
export function SettingsLayout() {
  return (
    <>
      <PageHeader
        icon={<Settings aria-hidden size={24} />}
        title="Settings"
        subtitle="Your account, your Organization, and the security rules for everyone in it."
      />
      <NavTabs
        label="Settings"
        tabs={[
          { to: paths.accountSettings(), label: 'Account' },
          { to: paths.organizationSettings(), label: 'Organization' },
          { to: paths.securitySettings(), label: 'Security' },
        ]}
      />
      <Outlet />
    </>
  )
}
