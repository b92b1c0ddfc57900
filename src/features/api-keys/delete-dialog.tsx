import { useParams } from 'react-router'

import { toApiError } from '../../api/errors.ts'
import { toast } from '../../ui/toast.tsx'
import { TypedConfirm } from '../../ui/typed-confirm.tsx'
import { useDeleteApiKey } from './api-key-writes.ts'
import { forgetUnsaved } from './unsaved-keys.ts'
import { useKeyList } from './use-key-list.ts'

/** Deletes a key for good, once DELETE is typed. */
export function DeleteDialog() {
  const { accessKey = '' } = useParams()
  const list = useKeyList()
  const remove = useDeleteApiKey(accessKey)
  return (
    <TypedConfirm
      title="Delete API key"
      word="DELETE"
      confirmLabel="Delete API key"
      error={remove.error && toApiError(remove.error).message}
      onClose={() => list.close()}
      onConfirm={async () => {
        await remove.mutateAsync()
        forgetUnsaved(accessKey)
        toast({ sentiment: 'success', text: `API key ${accessKey} deleted` })
        list.close()
      }}
    >
      <p>
        The API key <span className="type-code whitespace-nowrap">{accessKey}</span> stops working
        at once, and whatever uses it loses access. This cannot be undone.
      </p>
    </TypedConfirm>
  )
}
