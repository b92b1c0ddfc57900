import { useQuery } from '@tanstack/react-query'
import { AppWindow } from 'lucide-react'
import { Outlet, useParams } from 'react-router'

import { QueryError } from '../../parts/query-error.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { NavTabs } from '../../ui/nav-tabs.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { applicationQuery } from './queries.ts'

/** An application's page: which it is, and the tabs Overview and API keys. */
export function ApplicationLayout() {
  const { applicationId = '' } = useParams()
  const { data: application, error, refetch } = useQuery(applicationQuery(applicationId))

  if (!application) {
    if (!error) return <Skeleton lines={6} />
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title="Application" />
        <QueryError
          error={error}
          what="this application"
          onRetry={() => void refetch()}
          action={<ButtonLink to={paths.applications()}>Go to the applications</ButtonLink>}
        />
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        icon={<AppWindow size={24} />}
        title={application.name}
        subtitle={application.description || undefined}
      />
      <NavTabs
        label="Application"
        tabs={[
          { to: paths.application(applicationId), label: 'Overview' },
          {
            to: paths.applicationApiKeys(applicationId),
            label: 'API keys',
            count: application.nbApiKeys,
          },
        ]}
      />
      {error && (
        <QueryError
          error={error}
          what="the latest state of this application"
          onRetry={() => void refetch()}
          compact
        />
      )}
      <Outlet />
    </div>
  )
}
