import { useQuery } from '@tanstack/react-query'

import { countersQuery, useSession } from '../../api/session.ts'
import { userName } from '../../parts/user-name.ts'
import { paths } from '../../paths.ts'
import { Card, DetailList } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { formatNumber } from '../../ui/formats.ts'
import { EntityLink } from '../../ui/link.tsx'
import { projectsQuery } from '../projects/queries.ts'

/** The Organization's name and ids, and what it has. */
export function OrganizationOverviewPage() {
  return (
    <div className="flex flex-col gap-6">
      <Details />
      <Contents />
    </div>
  )
}

function Details() {
  const { bearerType, organization, upstream, user } = useSession()
  return (
    <Card title="Organization details">
      <DetailList
        items={[
          { label: 'Name', value: organization.name },
          {
            label: 'Organization ID',
            value: (
              <span className="flex flex-wrap items-center gap-2">
                <span className="type-code select-all wrap-anywhere">{organization.id}</span>
                <CopyButton
                  text={organization.id}
                  label="Copy ID of the Organization"
                  caption="Copy ID"
                />
              </span>
            ),
          },
          { label: 'Alias', value: organization.alias || 'None' },
          {
            label: 'Signed in as',
            value:
              bearerType === 'unknown' ? (
                userName(user)
              ) : (
                <EntityLink
                  to={bearerType === 'user' ? paths.user(user.id) : paths.application(user.id)}
                >
                  {userName(user)}
                </EntityLink>
              ),
          },
          ...(upstream === undefined ? [] : [{ label: 'API', value: upstream }]),
        ]}
      />
    </Card>
  )
}

/** How many there are of what the reader may see, with the way to each list. */
function Contents() {
  const { data: counters } = useQuery(countersQuery)
  const { data: projects } = useQuery(projectsQuery())
  const facts = [
    { label: 'Projects', count: projects?.total, to: paths.projects() },
    { label: 'Users', count: counters?.users, to: paths.users() },
    { label: 'Groups', count: counters?.groups, to: paths.groups() },
    { label: 'Applications', count: counters?.applications, to: paths.applications() },
    { label: 'Policies', count: counters?.policies, to: paths.policies() },
    { label: 'API keys', count: counters?.apiKeys, to: paths.apiKeys() },
  ]
  return (
    <Card title="In this Organization">
      <ul className="grid grid-cols-2 gap-4 xsmall:grid-cols-3 small:grid-cols-6">
        {facts.map(({ label, count, to }) => (
          <li key={label} className="flex flex-col">
            <span className="type-heading-small text-neutral-text-strong">
              {/* A dash where the reader may not know, and while it is read. */}
              {typeof count === 'number' ? formatNumber(count) : '—'}
            </span>
            <EntityLink to={to}>{label}</EntityLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}
