import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { BearerPermissionsPanel } from '../../parts/bearer-permissions-panel.tsx'
import { GroupsPanel } from '../../parts/groups-panel.tsx'
import { PoliciesPanel } from '../../parts/policies-panel.tsx'
import { TagList } from '../../parts/tag-list.tsx'
import { userName } from '../../parts/user-name.ts'
import { Card, DetailList } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Time } from '../../ui/time.tsx'
import { userQuery } from './queries.ts'
import { UserStatus } from './user-status.tsx'
import { UserType } from './user-type.tsx'

/** The Overview tab of a user: details, profile, and what the user may do and why. */
export function UserOverviewPage() {
  const { userId = '' } = useParams()
  const { data: user } = useQuery(userQuery(userId))
  if (!user) return null
  const name = userName(user)
  const bearer = { type: 'user', id: user.id } as const
  return (
    <div className="flex flex-col gap-8">
      <div className="grid items-start gap-8 small:grid-cols-2">
        <Details user={user} />
        <Profile user={user} />
      </div>
      <BearerPermissionsPanel bearer={bearer} name={name} />
      <GroupsPanel bearer={bearer} name={name} />
      <PoliciesPanel bearer={bearer} name={name} />
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

function Profile({ user }: { user: User }) {
  return (
    <Card title="User profile">
      <DetailList
        items={[
          { label: 'Username', value: user.username || '—' },
          { label: 'First name', value: user.firstName || '—' },
          { label: 'Last name', value: user.lastName || '—' },
          { label: 'Email', value: user.email },
          { label: 'Phone number', value: user.phoneNumber || '—' },
          { label: 'Preferred language', value: languageName(user.locale) },
          { label: 'Tags', value: <TagList tags={user.tags} /> },
          {
            label: 'User ID',
            value: (
              <span className="flex items-center gap-2">
                <span className="type-code wrap-anywhere">{user.id}</span>
                <CopyButton text={user.id} label="Copy user ID" />
              </span>
            ),
          },
        ]}
      />
    </Card>
  )
}

/** "French (France)" for `fr_FR`; the code itself when the browser does not know it. */
function languageName(locale: string): string {
  if (locale === '') return '—'
  try {
    return (
      new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' }).of(
        locale.replace('_', '-'),
      ) ?? locale
    )
  } catch {
    // Not a language tag: the API takes any text.
    return locale
  }
}
