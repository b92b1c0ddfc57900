import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams } from 'react-router'

import { useSession } from '../../api/session.ts'
import { QueryError } from '../../parts/query-error.tsx'
import { userName } from '../../parts/user-name.ts'
import { paths } from '../../paths.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { NavTabs } from '../../ui/nav-tabs.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { userQuery } from './queries.ts'
import { UserStatus } from './user-status.tsx'

/** A user's page: who it is, and the tabs Overview and Credentials. */
export function UserLayout() {
  const { userId = '' } = useParams()
  const session = useSession()
  const { data: user, error, refetch } = useQuery(userQuery(userId))

  if (!user) {
    if (!error) return <Skeleton lines={6} />
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title="User" />
        <QueryError
          error={error}
          what="this user"
          onRetry={() => void refetch()}
          action={<ButtonLink to={paths.users()}>Go to the users</ButtonLink>}
        />
      </div>
    )
  }
  const name = userName(user)
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        avatar={<Avatar name={name} size="medium" />}
        title={name}
        badge={
          <span className="flex gap-2">
            {user.type === 'owner' && (
              <Badge sentiment="primary" size="small">
                Owner
              </Badge>
            )}
            {user.id === session.user.id && (
              <Badge sentiment="neutral" size="small">
                You
              </Badge>
            )}
          </span>
        }
        subtitle={<UserStatus user={user} />}
      />
      <NavTabs
        label="User"
        tabs={[
          { to: paths.user(userId), label: 'Overview' },
          { to: paths.userCredentials(userId), label: 'Credentials' },
        ]}
      />
      {error && (
        <QueryError
          error={error}
          what="the latest state of this user"
          onRetry={() => void refetch()}
          compact
        />
      )}
      <Outlet />
    </div>
  )
}
