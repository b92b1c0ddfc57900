import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Navigate, useParams } from 'react-router'

import { toApiError } from '../../api/errors.ts'
import { DeleteResourceDialog } from '../../parts/delete-resource-dialog.tsx'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { TypedConfirm } from '../../ui/typed-confirm.tsx'
import { type Scim, scimQuery } from './federation-queries.ts'
import { useDeleteScimToken, useDisableScim } from './federation-writes.ts'
import { useClose } from './use-close.ts'

/** Asks before SCIM is disabled. */
export function DisableScimDialog() {
  const { data: scim } = useQuery(scimQuery)
  if (scim === null) return <Navigate to={paths.securitySettings()} replace />
  return scim && <DisableScim scim={scim} />
}

function DisableScim({ scim }: { scim: Scim }) {
  const close = useClose(paths.securitySettings())
  const disable = useDisableScim(scim.id)
  const [failure, setFailure] = useState<string>()
  return (
    <TypedConfirm
      title="Disable SCIM"
      word="Disable"
      confirmLabel="Disable SCIM"
      error={failure}
      onClose={close}
      onConfirm={async () => {
        setFailure(undefined)
        try {
          await disable.mutateAsync()
        } catch (error) {
          setFailure(toApiError(error).message)
          return
        }
        toast({ sentiment: 'success', text: 'SCIM disabled' })
        close()
      }}
    >
      <p>
        All tokens are deleted: no identity provider can change your members any more. The members
        themselves stay.
      </p>
    </TypedConfirm>
  )
}

/** Asks before a token is deleted. */
export function DeleteScimTokenDialog() {
  const { id = '' } = useParams()
  const close = useClose(paths.securitySettings())
  const remove = useDeleteScimToken(id)
  return (
    <DeleteResourceDialog
      title="Delete token"
      onClose={close}
      onDelete={async () => {
        await remove.mutateAsync()
        toast({ sentiment: 'success', text: 'Token deleted' })
        close()
      }}
    >
      <p>
        The token <span className="type-code">{id}</span> is deleted. The identity provider that
        uses it cannot change your members any more, until you give it another.
      </p>
    </DeleteResourceDialog>
  )
}
