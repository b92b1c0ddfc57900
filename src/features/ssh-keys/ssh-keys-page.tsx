import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { Outlet, useLocation, useParams } from 'react-router'

import { useListState } from '../../api/list-state.ts'
import { useHighlight } from '../../parts/highlight.ts'
import { ListFilters } from '../../parts/list-filters.tsx'
import { ResourceList } from '../../parts/resource-list.tsx'
import { useProjectRight } from '../../parts/use-project-right.ts'
import { sshKeyDialogs } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Status } from '../../ui/status.tsx'
import { Time } from '../../ui/time.tsx'
import { Fingerprint } from './fingerprint.tsx'
import { keyTypeOfFingerprint } from './key-type.ts'
import { SSH_KEYS_LIST, type SSHKey, sshKeysListQuery } from './queries.ts'
import { useKeyActions } from './use-key-actions.tsx'

const COLUMNS: Column<SSHKey>[] = [
  {
    id: 'name',
    header: 'Name',
    sortable: true,
    primary: true,
    freeText: true,
    width: '22%',
    cell: ({ name }) =>
      name ? (
        <span className="type-body-small-strong text-neutral-text-strong wrap-anywhere">
          {name}
        </span>
      ) : (
        <span className="text-neutral-text-weak">Unnamed key</span>
      ),
  },
  {
    id: 'type',
    header: 'Type',
    width: '8rem',
    cell: ({ fingerprint }) => (
      <span className="whitespace-nowrap">{keyTypeOfFingerprint(fingerprint)}</span>
    ),
  },
  {
    id: 'fingerprint',
    header: 'Fingerprint',
    freeText: true,
    cell: ({ fingerprint, name }) => (
      <span className="flex items-center gap-1">
        <Fingerprint text={fingerprint} />
        <CopyButton text={fingerprint} label={`Copy fingerprint of ${name || 'unnamed key'}`} />
      </span>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    width: '7.5rem',
    cell: ({ disabled }) => (
      <Status sentiment={disabled ? 'neutral' : 'success'}>
        {disabled ? 'Disabled' : 'Enabled'}
      </Status>
    ),
  },
  {
    id: 'created_at',
    header: 'Added',
    sortable: true,
    firstDirection: 'desc',
    width: '8rem',
    cell: ({ createdAt }) => (createdAt ? <Time value={createdAt} format="date" /> : '—'),
  },
]

const SORTS = [
  { field: 'name', label: 'Name', kind: 'text' },
  { field: 'created_at', label: 'Added', kind: 'time' },
  { field: 'updated_at', label: 'Updated', kind: 'time' },
] as const

const STATUS_FILTER = {
  name: 'disabled',
  legend: 'Status',
  options: [
    { value: 'false', label: 'Enabled' },
    { value: 'true', label: 'Disabled' },
  ],
} as const

/** The SSH keys tab of a Project: its keys, and the dialogs over them. */
export function SshKeysPage() {
  const { projectId = '' } = useParams()
  const { search } = useLocation()
  const list = useListState(SSH_KEYS_LIST)
  const query = useQuery(sshKeysListQuery(projectId, list.params))
  const highlight = useHighlight()
  const { reason } = useProjectRight('write', 'ssh_key', projectId)
  const rowActions = useKeyActions(projectId, reason)
  const add = (
    <ButtonLink
      to={sshKeyDialogs(projectId).add + search}
      icon={<Plus size={16} aria-hidden />}
      disabledReason={reason}
    >
      Add SSH key
    </ButtonLink>
  )
  return (
    <>
      <ResourceList
        caption="SSH keys"
        noun={{ one: 'SSH key', other: 'SSH keys' }}
        list={list}
        query={query}
        columns={COLUMNS}
        rowKey={(key) => key.id}
        rowLabel={(key) => key.name || 'unnamed key'}
        rowActions={rowActions}
        searchLabel="Search by name or fingerprint"
        filters={<ListFilters list={list} filters={[STATUS_FILTER]} sorts={SORTS} />}
        actions={add}
        empty={{
          illustration: 'key',
          title: 'No SSH keys yet',
          description:
            'An SSH key lets its owner log in to the machines of this Project. Only the public half is stored here.',
          action: add,
        }}
        highlightKey={highlight}
      />
      <Outlet />
    </>
  )
}
