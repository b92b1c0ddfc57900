import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { DeleteResourceDialog } from '../../parts/delete-resource-dialog.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { useReturnTo } from '../../parts/use-return-to.ts'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { useDeleteApplication } from './application-writes.ts'
import { applicationQuery } from './queries.ts'

/** Asks before an application and its API keys are deleted for good. */
export function DeleteApplicationDialog() {
  const { applicationId = '' } = useParams()
  const navigate = useNavigateFromHere()
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
