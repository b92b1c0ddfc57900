import { useQuery } from '@tanstack/react-query'
import { AppWindow, User } from 'lucide-react'
import { useMemo } from 'react'

import { ExpiryCell } from '../../parts/expiry-cell.tsx'
import { userName } from '../../parts/user-name.ts'
import { keyDialogs, paths } from '../../paths.ts'
import { Badge } from '../../ui/badge.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { EntityLink, TextLink } from '../../ui/link.tsx'
import { Time } from '../../ui/time.tsx'
import { applicationsByIdsQuery } from '../applications/queries.ts'
import { projectsQuery } from '../projects/queries.ts'
import { usersByIdsQuery } from '../users/queries.ts'
import type { ApiKey } from './queries.ts'
import { isUnsaved } from './unsaved-keys.ts'
import { useKeyList } from './use-key-list.ts'

/**
 * The columns of a list of keys. Names of bearers and Projects are read once for the whole page; what
 * the person may not read is shown by its id.
 *
 * @param keys the keys on the page
 * @param withBearer whether a column names each key's bearer
 */
export function useKeyColumns(keys: readonly ApiKey[], withBearer: boolean): Column<ApiKey>[] {
  return useMemo(() => columnsFor(keys, withBearer), [keys, withBearer])
}

function columnsFor(keys: readonly ApiKey[], withBearer: boolean): Column<ApiKey>[] {
  const bearerColumn: Column<ApiKey> = {
    id: 'bearer',
    header: 'Bearer',
    width: '12rem',
    freeText: true,
    cell: (key) => <BearerCell apiKey={key} keys={keys} />,
  }
  return [
    {
      id: 'access_key',
      header: 'Access key',
      sortable: true,
      primary: true,
      width: '14.5rem',
      cell: (key) => <AccessKeyCell accessKey={key.accessKey} />,
    },
    ...(withBearer ? [bearerColumn] : []),
    {
      id: 'description',
      header: 'Description',
      freeText: true,
      cell: (key) => <span className="line-clamp-2">{key.description || '—'}</span>,
    },
    {
      id: 'project',
      header: 'Preferred Project',
      freeText: true,
      cell: (key) => <ProjectCell projectId={key.defaultProjectId} />,
      hideOnPhone: true,
    },
    {
      id: 'created_at',
      header: 'Created',
      sortable: true,
      cell: (key) => (key.createdAt ? <Time value={key.createdAt} format="date" /> : '—'),
      hideOnPhone: true,
    },
    {
      id: 'expires_at',
      header: 'Expires',
      sortable: true,
      cell: (key) => <ExpiryCell expiresAt={key.expiresAt} />,
    },
  ]
}

/** The access key with a copy button, and, where its secret was never saved, the way out of that. */
function AccessKeyCell({ accessKey }: { accessKey: string }) {
  const list = useKeyList()
  return (
    <span className="flex flex-wrap items-center gap-x-1 gap-y-1">
      <span className="flex flex-wrap items-center gap-x-1 xsmall:flex-nowrap">
        <span className="type-code break-all text-neutral-text-strong xsmall:whitespace-nowrap">
          {accessKey}
        </span>
        <CopyButton text={accessKey} label={`Copy access key ${accessKey}`} />
      </span>
      {isUnsaved(accessKey) && (
        <span className="flex flex-wrap items-center gap-2">
          <Badge sentiment="warning" size="small">
            Secret not saved
          </Badge>
          <TextLink to={list.href(keyDialogs(list.path).replace(accessKey))}>Replace key</TextLink>
        </span>
      )}
    </span>
  )
}

function ProjectCell({ projectId }: { projectId: string }) {
  const { data: projects } = useQuery(projectsQuery())
  return projects?.rows.find(({ id }) => id === projectId)?.name ?? projectId
}

/** The key's bearer, by name, with a link to its page. */
function BearerCell({ apiKey, keys }: { apiKey: ApiKey; keys: readonly ApiKey[] }) {
  const { data: users } = useQuery(usersByIdsQuery(keys.flatMap((key) => key.userId ?? [])))
  const { data: applications } = useQuery(
    applicationsByIdsQuery(keys.flatMap((key) => key.applicationId ?? [])),
  )
  if (apiKey.applicationId) {
    const application = applications?.find(({ id }) => id === apiKey.applicationId)
    return (
      <span className="flex items-center gap-2">
        <AppWindow size={16} aria-label="Application" className="shrink-0 text-primary-text" />
        <EntityLink to={paths.applicationApiKeys(apiKey.applicationId)}>
          {application?.name ?? apiKey.applicationId}
        </EntityLink>
      </span>
    )
  }
  if (!apiKey.userId) return '—'
  const user = users?.find(({ id }) => id === apiKey.userId)
  return (
    <span className="flex items-center gap-2">
      <User size={16} aria-label="User" className="shrink-0 text-primary-text" />
      <EntityLink to={paths.userCredentials(apiKey.userId)} danger={user?.locked ?? false}>
        {user ? userName(user) : apiKey.userId}
      </EntityLink>
    </span>
  )
}
