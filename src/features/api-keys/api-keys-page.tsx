import { paths } from '../../paths.ts'
import { ApiKeysList } from './api-keys-list.tsx'

/** The IAM dashboard's API keys: every key of the Organization that one may see. */
export function ApiKeysPage() {
  return (
    <ApiKeysList
      listPath={paths.apiKeys()}
      canGenerate
      emptyText="Generate one to use the API, for yourself or for an application. A key inherits all permissions of its bearer."
    />
  )
}
