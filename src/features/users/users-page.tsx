import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { useListState } from '../../api/list-state.ts'
import { useCan, useSession } from '../../api/session.ts'
import { copyId } from '../../parts/copy-id.ts'
import { type FilterChoice, ListFilters, type SortChoice } from '../../parts/list-filters.tsx'
import { ResourceList } from '../../parts/resource-list.tsx'
import { userName } from '../../parts/user-name.ts'
import { paths } from '../../paths.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { EntityLink } from '../../ui/link.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { USERS_LIST, usersListQuery } from './queries.ts'
import { GroupsOfUsers, UserGroups } from './user-groups.tsx'
import { UserStatus } from './user-status.tsx'
import { UserType } from './user-type.tsx'

const FILTERS: readonly FilterChoice[] = [
  {
    name: 'type',
    legend: 'Type',
    options: [
      { value: 'owner', label: 'Owner' },
      { value: 'member', label: 'Member' },
    ],
  },
  {
    name: 'mfa',
    legend: 'MFA',
    options: [
      { value: 'enabled', label: 'Enabled' },
      { value: 'disabled', label: 'Disabled' },
    ],
  },
]

const SORTS: readonly SortChoice[] = [
  { field: 'username', label: 'Username', kind: 'text' },
  { field: 'email', label: 'Email', kind: 'text' },
  { field: 'last_login', label: 'Last login', kind: 'time' },
  { field: 'created_at', label: 'Created', kind: 'time' },
  { field: 'updated_at', label: 'Updated', kind: 'time' },
]

const rowActions = (user: User): MenuItem[] => [
  { label: 'Overview', to: paths.user(user.id) },
  { label: 'Credentials', to: paths.userCredentials(user.id) },
  { separator: true },
  { label: 'Copy ID', onSelect: () => void copyId(user.id) },
]

/** The Users tab of the IAM dashboard. */
export function UsersPage() {
  const selfId = useSession().user.id
  const can = useCan()
  const list = useListState(USERS_LIST)
  const users = useQuery(usersListQuery(list.params))
  const withGroups = can('read', 'group')
  const columns = useMemo(() => columnsFor(selfId, withGroups), [selfId, withGroups])

  return (
    <div className="flex flex-col gap-6">
      {!can('read', 'user') && (
        <Notice>
          Only your own user is listed: you lack the right to read users. The Owner of the
          Organization, or someone with IAMManager, can give it to you.
        </Notice>
      )}
      <GroupsOfUsers users={withGroups ? users.data?.rows : undefined}>
        <ResourceList
          caption="Users"
          noun={{ one: 'user', other: 'users' }}
          list={list}
          query={users}
          columns={columns}
          rowKey={(user) => user.id}
          rowLabel={userName}
          rowActions={rowActions}
          searchLabel="Search by name, email or ID"
          filters={<ListFilters list={list} filters={FILTERS} sorts={SORTS} />}
          empty={{
            illustration: 'user',
            title: 'There is no user yet',
            description: 'Users of the Organization appear here.',
          }}
        />
      </GroupsOfUsers>
    </div>
  )
}

/** @param withGroups whether a column names each user's groups */
function columnsFor(selfId: string, withGroups: boolean): Column<User>[] {
  const groupsColumn: Column<User> = {
    id: 'groups',
    header: 'Groups',
    width: '14rem',
    hideOnPhone: true,
    cell: (user) => <UserGroups userId={user.id} />,
  }
  return [
    {
      id: 'username',
      header: 'User',
      sortable: true,
      primary: true,
      cell: (user) => <UserCell user={user} isSelf={user.id === selfId} />,
    },
    { id: 'type', header: 'Type', width: '7rem', cell: (user) => <UserType user={user} /> },
    { id: 'status', header: 'Status', width: '8rem', cell: (user) => <UserStatus user={user} /> },
    {
      id: 'mfa',
      header: 'MFA',
      width: '7rem',
      cell: (user) =>
        user.mfa ? 'Enabled' : <span className="text-neutral-text-weak">Disabled</span>,
    },
    ...(withGroups ? [groupsColumn] : []),
    {
      id: 'last_login',
      header: 'Last login',
      width: '9rem',
      sortable: true,
      firstDirection: 'desc',
      cell: (user) =>
        user.lastLoginAt ? <Time value={user.lastLoginAt} format="relative" /> : 'Never',
    },
  ]
}

function UserCell({ user, isSelf }: { user: User; isSelf: boolean }) {
  const name = userName(user)
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Avatar name={name} size="small" />
      <span className="flex min-w-0 flex-col">
        <span className="flex min-w-0 items-center gap-2">
          <EntityLink to={paths.user(user.id)} danger={user.locked}>
            {name}
          </EntityLink>
          {isSelf && (
            <Badge sentiment="neutral" size="small">
              You
            </Badge>
          )}
        </span>
        <span className="type-caption truncate text-neutral-text-weak">{user.email}</span>
      </span>
    </span>
  )
}
