import { useParams } from 'react-router'

import { paths } from '../../paths.ts'
import { ApiKeysList } from './api-keys-list.tsx'
import { KeysHeading } from './keys-heading.tsx'

/** An application's API keys, with the wizard that makes one for it. */
export function ApplicationApiKeysPage() {
  const { applicationId = '' } = useParams()
  return (
    <div className="flex flex-col gap-6">
      <KeysHeading>
        API keys inherit the permissions of the application that bears them.
      </KeysHeading>
      <ApiKeysList
        bearer={{ type: 'application', id: applicationId }}
        listPath={paths.applicationApiKeys(applicationId)}
        canGenerate
        emptyText="Generate one so that this application can use the API."
      />
    </div>
  )
}
