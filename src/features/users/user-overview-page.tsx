import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { BearerPermissionsPanel } from '../../parts/bearer-permissions-panel.tsx'
import { GroupsPanel } from '../../parts/groups-panel.tsx'
import { PrincipalOutlet } from '../../parts/page-principal.tsx'
import { PoliciesPanel } from '../../parts/policies-panel.tsx'
import { ProfileCard } from '../../parts/profile-card.tsx'
import { userName } from '../../parts/user-name.ts'
import { paths } from '../../paths.ts'
import { Card, DetailList } from '../../ui/card.tsx'
import { Time } from '../../ui/time.tsx'
import { OpenRequirements } from './open-requirements.tsx'
import { userQuery } from './queries.ts'
import { UserLifeCards } from './user-life-cards.tsx'
import { UserStatus } from './user-status.tsx'
import { UserType } from './user-type.tsx'

/** The Overview tab of a user: details, profile, what the user may do and why, locking and deleting. */
export function UserOverviewPage() {
  const { userId = '' } = useParams()
  const { data: user } = useQuery(userQuery(userId))
  if (!user) return null
  const name = userName(user)
  const bearer = { type: 'user', id: user.id } as const
  return (
    <div className="flex flex-col gap-6">
      <OpenRequirements user={user} />
      <div className="grid items-start gap-6 small:grid-cols-2">
        <Details user={user} />
        <ProfileCard user={user} pagePath={paths.user(user.id)} />
      </div>
      <BearerPermissionsPanel bearer={bearer} name={name} />
      <GroupsPanel bearer={bearer} name={name} />
      <PoliciesPanel bearer={bearer} name={name} />
      <UserLifeCards user={user} />
      <PrincipalOutlet principal={bearer} name={name} />
    </div>
  )
}

function Details({ user }: { user: User }) {
  return (
    <Card title="User details">
      <DetailList
        items={[
          { label: 'Type', value: <UserType user={user} /> },
          { label: 'Status', value: <UserStatus user={user} /> },
          {
            label: 'Created on',
            value: user.createdAt ? <Time value={user.createdAt} format="datetime" /> : '—',
          },
          { label: 'MFA', value: user.mfa ? 'Enabled' : 'Disabled' },
          {
            label: 'Last login',
            value: user.lastLoginAt ? <Time value={user.lastLoginAt} format="datetime" /> : 'Never',
          },
        ]}
      />
    </Card>
  )
}
