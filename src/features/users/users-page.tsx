import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'

import { useListState } from '../../api/list-state.ts'
import { useCan, useSession } from '../../api/session.ts'
import { copyId } from '../../parts/copy-id.ts'
import { useHighlight } from '../../parts/highlight.ts'
import { type FilterChoice, ListFilters, type SortChoice } from '../../parts/list-filters.tsx'
import { ResourceList } from '../../parts/resource-list.tsx'
import { useRight } from '../../parts/use-right.ts'
import { userName } from '../../parts/user-name.ts'
import { userReasons } from '../../parts/user-reasons.ts'
import { paths } from '../../paths.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
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
  { name: 'tag', legend: 'Tag contains', text: { maxLength: 70 } },
]

const SORTS: readonly SortChoice[] = [
  { field: 'username', label: 'Username', kind: 'text' },
  { field: 'email', label: 'Email', kind: 'text' },
  { field: 'last_login', label: 'Last login', kind: 'time' },
  { field: 'created_at', label: 'Created', kind: 'time' },
  { field: 'updated_at', label: 'Updated', kind: 'time' },
]

/** The Users tab of the IAM dashboard. */
export function UsersPage() {
  const selfId = useSession().user.id
  const can = useCan()
  const list = useListState(USERS_LIST)
  const users = useQuery(usersListQuery(list.params))
  const withGroups = can('read', 'group')
  const highlight = useHighlight()
  const rowActions = useRowActions(selfId)
  const { reason } = useRight('write', 'user')
  const add = (
    <ButtonLink
      to={paths.addUser()}
      icon={<Plus size={16} aria-hidden />}
      {...(reason !== undefined && { disabledReason: reason })}
    >
      Add user
    </ButtonLink>
  )
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
          highlightKey={highlight}
          searchLabel="Search by name, email or ID"
          filters={<ListFilters list={list} filters={FILTERS} sorts={SORTS} />}
          actions={add}
          empty={{
            illustration: 'user',
            title: 'There is no user yet',
            description: 'Users of the Organization appear here.',
            action: add,
          }}
        />
      </GroupsOfUsers>
    </div>
  )
}

function useRowActions(selfId: string): (user: User) => MenuItem[] {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const { reason: lacking } = useRight('write', 'user')
  return useCallback(
    (user) => {
      const isSelf = user.id === selfId
      const reasons = userReasons(user, selfId, lacking)
      const open = (dialog: string) =>
        void navigate(dialog, { state: { returnTo: pathname + search } })
      return [
        { label: 'Overview', to: paths.user(user.id) },
        { label: 'Credentials', to: paths.userCredentials(user.id) },
        { label: 'Copy ID', onSelect: () => void copyId(user.id) },
        { separator: true },
        {
          label: user.locked ? 'Unlock' : 'Lock',
          onSelect: () => open(user.locked ? paths.unlockUser(user.id) : paths.lockUser(user.id)),
          disabledReason: reasons.lock,
        },
        {
          label: 'Delete',
          danger: true,
          onSelect: () => open(paths.deleteUser(user.id)),
          disabledReason:
            reasons.delete ?? (isSelf ? 'Delete your own account on your own page.' : undefined),
        },
      ]
    },
    [navigate, pathname, search, selfId, lacking],
  )
}

/** @param withGroups whether a column names each user's groups */
function columnsFor(selfId: string, withGroups: boolean): Column<User>[] {
  const groupsColumn: Column<User> = {
    id: 'groups',
    header: 'Groups',
    width: '9.5rem',
    freeText: true,
    hideOnPhone: true,
    cell: (user) => <UserGroups userId={user.id} />,
  }
  return [
    {
      id: 'username',
      header: 'User',
      sortable: true,
      primary: true,
      freeText: true,
      cell: (user) => <UserCell user={user} isSelf={user.id === selfId} />,
    },
    { id: 'type', header: 'Type', width: '5.5rem', cell: (user) => <UserType user={user} /> },
    { id: 'status', header: 'Status', width: '6.5rem', cell: (user) => <UserStatus user={user} /> },
    {
      id: 'mfa',
      header: 'MFA',
      width: '5.75rem',
      cell: (user) =>
        user.mfa ? 'Enabled' : <span className="text-neutral-text-weak">Disabled</span>,
    },
    ...(withGroups ? [groupsColumn] : []),
    {
      id: 'last_login',
      header: 'Last login',
      width: '7.5rem',
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
