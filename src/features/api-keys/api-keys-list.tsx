import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, type ReactNode } from 'react'
import { Outlet, useLocation } from 'react-router'

import { useListState } from '../../api/list-state.ts'
import { useSession } from '../../api/session.ts'
import type { Bearer } from '../../parts/bearer.ts'
import { useHighlight } from '../../parts/highlight.ts'
import { ListFilters } from '../../parts/list-filters.tsx'
import { ResourceList } from '../../parts/resource-list.tsx'
import { useRight } from '../../parts/use-right.ts'
import { keyDialogs, paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { useSelection } from '../../ui/use-selection.ts'
import { useKeyColumns } from './key-columns.tsx'
import type { ApiKey } from './queries.ts'
import { API_KEYS_LIST, apiKeysListQuery } from './queries.ts'
import { SelectedKeys } from './selected-keys.tsx'
import { useKeyActions } from './use-key-actions.tsx'
import { useShowHighlighted } from './use-show-highlighted.ts'

const SORTS = [
  { field: 'created_at', label: 'Created', kind: 'time' },
  { field: 'expires_at', label: 'Expires', kind: 'time' },
  { field: 'access_key', label: 'Access key', kind: 'text' },
] as const

const EXPIRED_FILTER = {
  name: 'expired',
  legend: 'Expiration',
  options: [
    { value: 'false', label: 'Not expired' },
    { value: 'true', label: 'Expired' },
  ],
} as const

const BEARER_TYPE_FILTER = {
  name: 'bearer_type',
  legend: 'Kind of bearer',
  options: [
    { value: 'user', label: 'Users' },
    { value: 'application', label: 'Applications' },
  ],
} as const

const BEARER_FILTER = {
  name: 'bearer',
  legend: 'Bearer',
  control: lazy(async () => ({ default: (await import('./bearer-filter.tsx')).BearerFilter })),
} as const

const DESCRIPTION_FILTER = {
  name: 'description',
  legend: 'Description',
  text: { hint: 'The whole description, as it is written.', maxLength: 200 },
} as const

const BEARER_FILTERS = [EXPIRED_FILTER, DESCRIPTION_FILTER]
const ALL_FILTERS = [BEARER_TYPE_FILTER, BEARER_FILTER, ...BEARER_FILTERS]

const NO_KEYS: readonly ApiKey[] = []

/**
 * A list of API keys with its dialogs: of the whole Organization, or of one bearer.
 *
 * @param bearer whose keys; undefined for everybody's, with a column that names the bearer
 * @param listPath address of the page, under which the dialogs are
 * @param canGenerate whether keys can be generated from here
 * @param emptyText what an empty list says
 */
export function ApiKeysList(props: {
  bearer?: Bearer
  listPath: string
  canGenerate: boolean
  emptyText: string
}) {
  const { bearer, listPath, canGenerate, emptyText } = props
  const list = useListState(API_KEYS_LIST)
  const query = useQuery(apiKeysListQuery(list.params, bearer))
  const columns = useKeyColumns(query.data?.rows ?? NO_KEYS, bearer === undefined)
  const rowActions = useKeyActions(listPath)
  const selection = useSelection()
  const highlight = useHighlight()
  useShowHighlighted(query, highlight)
  const forApplication = useRight('write', 'application_api_key')
  const refusal = bearer?.type === 'application' ? forApplication.reason : undefined
  const generate = canGenerate && <GenerateLink listPath={listPath} refusal={refusal} />
  return (
    <>
      <ResourceList
        caption="API keys"
        noun={{ one: 'API key', other: 'API keys' }}
        list={list}
        query={query}
        columns={columns}
        rowKey={(key) => key.accessKey}
        rowLabel={(key) => key.accessKey}
        rowActions={rowActions}
        searchLabel="Search by access key or description"
        filters={
          <ListFilters list={list} filters={bearer ? BEARER_FILTERS : ALL_FILTERS} sorts={SORTS} />
        }
        actions={generate}
        deniedAction={<OwnKeysLink />}
        empty={{
          illustration: 'key',
          title: 'No API keys yet',
          description: emptyText,
          action: generate,
        }}
        selection={selection}
        bulkActions={
          <SelectedKeys
            listPath={listPath}
            keys={query.data?.rows ?? NO_KEYS}
            selection={selection}
          />
        }
        highlightKey={highlight}
      />
      <Outlet />
    </>
  )
}

/** Everybody may see and make keys of their own. */
function OwnKeysLink() {
  const { bearerType, user } = useSession()
  if (bearerType === 'unknown') return null
  const to =
    bearerType === 'user' ? paths.userCredentials(user.id) : paths.applicationApiKeys(user.id)
  return (
    <ButtonLink to={to} variant="outlined">
      Your own API keys
    </ButtonLink>
  )
}

/** Opens the wizard over the list, keeping the list's filters and page in the address. */
function GenerateLink({
  listPath,
  refusal,
}: {
  listPath: string
  refusal: string | undefined
}): ReactNode {
  const { search } = useLocation()
  return (
    <ButtonLink
      to={keyDialogs(listPath).generate + search}
      icon={<Plus size={16} aria-hidden />}
      disabledReason={refusal}
    >
      Generate API key
    </ButtonLink>
  )
}
