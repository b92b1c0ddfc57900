import type { Application } from '@scaleway/sdk-iam/v1alpha1'

import { InformationCard } from '../../parts/information-card.tsx'
import { useRight } from '../../parts/use-right.ts'
import { useUpdateApplication } from './application-writes.ts'

/** What an application is: name, description and tags, edited in place; dates and id. */
export function ApplicationDetails({ application }: { application: Application }) {
  const { reason } = useRight('write', 'application')
  const update = useUpdateApplication(application.id)
  return (
    <InformationCard
      title="Application details"
      what="application"
      item={application}
      refusal={application.editable ? reason : 'The platform manages this application.'}
      onSave={(changes) => update.mutateAsync(changes)}
    />
  )
}
