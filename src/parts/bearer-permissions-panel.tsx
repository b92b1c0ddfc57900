import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Grant } from '../api/console-api.ts'
import { projectsQuery } from '../features/projects/queries.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { EntityLink } from '../ui/link.tsx'
import { conditionWords } from './condition-words.ts'
import { permissionsQuery } from './permissions-query.ts'
import { type PlainColumn, PlainTable } from './plain-table.tsx'
import type { Principal } from './principal.ts'
import { QueryPanel } from './query-panel.tsx'

const SHOWN_AT_FIRST = 20

const COLUMNS: readonly PlainColumn<Grant>[] = [
  {
    id: 'set',
    header: 'Permission set',
    cell: (grant) => (
      <>
        {grant.permissionSetName}
        {grant.condition !== '' && (
          <span className="type-caption block text-neutral-text-weak">
            Only {conditionWords(grant.condition)}
          </span>
        )}
      </>
    ),
  },
  { id: 'scope', header: 'Scope', cell: (grant) => <Scope grant={grant} /> },
  {
    id: 'policy',
    header: 'Policy',
    cell: ({ policy }) => <EntityLink to={paths.policy(policy.id)}>{policy.name}</EntityLink>,
  },
  { id: 'through', header: 'Through', cell: (grant) => <Through grant={grant} /> },
]

/** What a group gives comes from its own policies, so there is nothing that it comes through. */
const GROUP_COLUMNS = COLUMNS.filter(({ id }) => id !== 'through')

/**
 * Every permission set that a user or an application has, with where it counts, the policy it is
 * from, and through which group, if any. Of a group: those that its members have through it.
 *
 * @param name What the bearer is called.
 */
export function BearerPermissionsPanel({ bearer, name }: { bearer: Principal; name: string }) {
  const query = useQuery(permissionsQuery(bearer))
  return (
    <QueryPanel title="Permission sets" what={`the permission sets of ${name}`} query={query}>
      {({ owner, grants }) => (
        <>
          {owner && (
            <p className="type-body-small text-neutral-text">
              All rights, as the Owner of the Organization. The Owner needs no policy.
            </p>
          )}
          {!owner && grants.length === 0 && (
            <p className="type-body-small text-neutral-text-weak">
              {bearer.type === 'group' ? (
                `${name} gives its members nothing yet. Permissions come from policies that are attached to it.`
              ) : (
                <>
                  {name} can do nothing yet{bearer.type === 'user' && ' beyond their own user page'}
                  . Permissions come from policies: one attached to {name}, or to a group that{' '}
                  {name} is in.
                </>
              )}
            </p>
          )}
          {grants.length > 0 && (
            <GrantTable
              grants={grants}
              name={name}
              columns={bearer.type === 'group' ? GROUP_COLUMNS : COLUMNS}
            />
          )}
        </>
      )}
    </QueryPanel>
  )
}

function GrantTable({
  grants,
  name,
  columns,
}: {
  grants: readonly Grant[]
  name: string
  columns: readonly PlainColumn<Grant>[]
}) {
  const [all, setAll] = useState(false)
  const rows = grants
    .map((grant, index) => ({ ...grant, key: String(index) }))
    .sort((a, b) => a.permissionSetName.localeCompare(b.permissionSetName, 'en'))
  const hidden = rows.length - SHOWN_AT_FIRST
  return (
    <>
      <PlainTable
        caption={`Permission sets of ${name}`}
        rows={all ? rows : rows.slice(0, SHOWN_AT_FIRST)}
        rowKey={(grant) => grant.key}
        columns={columns}
      />
      {hidden > 0 && !all && (
        <div>
          <Button variant="outlined" sentiment="neutral" size="small" onClick={() => setAll(true)}>
            Show {hidden} more
          </Button>
        </div>
      )}
    </>
  )
}

function Scope({ grant: { projectIds, scopeType } }: { grant: Grant }) {
  const { data } = useQuery(projectsQuery())
  if (!projectIds) {
    return scopeType === 'projects' ? 'All current and future Projects' : 'Organization'
  }
  const names = projectIds.map((id) => data?.rows.find((project) => project.id === id)?.name ?? id)
  return names.length === 1 ? `Project ${names[0]}` : `Projects ${names.join(', ')}`
}

function Through({ grant: { principal } }: { grant: Grant }) {
  if (principal.type !== 'group') return 'Directly'
  return (
    <>
      Group <EntityLink to={paths.group(principal.id)}>{principal.name}</EntityLink>
    </>
  )
}
