import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate, useParams } from 'react-router'

import { DeleteResourceDialog } from '../../parts/delete-resource-dialog.tsx'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { applicationQuery, useDeleteApplication } from './queries.ts'

/** Asks before an application and its API keys are deleted for good. */
export function DeleteApplicationDialog() {
  const { applicationId = '' } = useParams()
  const navigate = useNavigate()
  const returnTo = useReturnTo()
  const { data: application } = useQuery(applicationQuery(applicationId))
  const deletion = useDeleteApplication(applicationId)
  if (!application) return null
  const { name, nbApiKeys } = application

  return (
    <DeleteResourceDialog
      title="Delete application"
      onClose={() => void navigate(returnTo ?? paths.application(applicationId), { replace: true })}
      onDelete={async () => {
        await deletion.mutateAsync()
        await navigate(returnTo ?? paths.applications(), { replace: true })
        toast({ sentiment: 'success', text: `Application ${name} deleted` })
      }}
    >
      <p>
        <strong className="type-body-strong wrap-anywhere">{name}</strong> will be deleted for good.
      </p>
      <p>
        {nbApiKeys === 0
          ? 'It has no API key.'
          : nbApiKeys === 1
            ? 'Its API key will be deleted too; whatever uses it stops working at once.'
            : `Its ${nbApiKeys} API keys will be deleted too; whatever uses them stops working at once.`}
      </p>
    </DeleteResourceDialog>
  )
}

/** The list that one came from, with its search and page; undefined when one came from elsewhere. */
function useReturnTo(): string | undefined {
  const state: unknown = useLocation().state
  if (typeof state !== 'object' || state === null || !('returnTo' in state)) return undefined
  return typeof state.returnTo === 'string' ? state.returnTo : undefined
}
