import type { Application } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { BearerPermissionsPanel } from '../../parts/bearer-permissions-panel.tsx'
import { GroupsPanel } from '../../parts/groups-panel.tsx'
import { PrincipalOutlet } from '../../parts/page-principal.tsx'
import { PoliciesPanel } from '../../parts/policies-panel.tsx'
import { useRight } from '../../parts/use-right.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ApplicationDetails } from './application-details.tsx'
import { applicationQuery } from './queries.ts'

/** The Overview tab of an application; its deletion dialog opens over it. */
export function ApplicationOverviewPage() {
  const { applicationId = '' } = useParams()
  const { data: application } = useQuery(applicationQuery(applicationId))
  if (!application) return null
  const bearer = { type: 'application', id: application.id } as const
  const { name } = application
  return (
    <div className="flex flex-col gap-6">
      <ApplicationDetails application={application} />
      <BearerPermissionsPanel bearer={bearer} name={name} />
      <GroupsPanel bearer={bearer} name={name} />
      <PoliciesPanel bearer={bearer} name={name} />
      <Deletion application={application} />
      <PrincipalOutlet principal={bearer} name={name} />
    </div>
  )
}

function Deletion({ application: { id, deletable, nbApiKeys } }: { application: Application }) {
  const { reason } = useRight('write', 'application')
  return (
    <Card title="Delete application">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="type-body-small max-w-prose text-neutral-text">
          {deletable
            ? `Deleting an application is permanent${keysThatGo(nbApiKeys, ' and deletes ')}.`
            : 'The platform manages this application; it cannot be deleted.'}
        </p>
        {deletable && (
          <ButtonLink
            to={paths.deleteApplication(id)}
            variant="outlined"
            sentiment="danger"
            disabledReason={reason}
          >
            Delete application
          </ButtonLink>
        )}
      </div>
    </Card>
  )
}

function keysThatGo(count: number, before: string): string {
  if (count === 0) return ''
  return `${before}${count === 1 ? 'its API key' : `its ${count} API keys`}`
}
