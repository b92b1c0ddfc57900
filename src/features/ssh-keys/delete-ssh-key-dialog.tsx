import { DeleteResourceDialog } from '../../parts/delete-resource-dialog.tsx'
import { toast } from '../../ui/toast.tsx'
import { Fingerprint } from './fingerprint.tsx'
import { LoadedSshKey } from './loaded-ssh-key.tsx'
import { type SSHKey } from './queries.ts'
import { useDeleteSshKey } from './ssh-key-writes.ts'
import { useSshKeyList } from './use-ssh-key-list.ts'

const TITLE = 'Delete SSH key'

/** Deletes a key for good, once DELETE is typed. */
export function DeleteSshKeyDialog() {
  return <LoadedSshKey title={TITLE}>{(key) => <Confirm sshKey={key} />}</LoadedSshKey>
}

function Confirm({ sshKey }: { sshKey: SSHKey }) {
  const { close } = useSshKeyList()
  const deletion = useDeleteSshKey(sshKey.id)
  const name = sshKey.name || 'The unnamed key'
  return (
    <DeleteResourceDialog
      title={TITLE}
      onClose={() => close(sshKey.id)}
      onDelete={async () => {
        await deletion.mutateAsync()
        toast({ sentiment: 'success', text: `${name} deleted` })
        close()
      }}
    >
      <p>
        <strong className="type-body-strong wrap-anywhere">{name}</strong> will be deleted for good.
        Disable it instead if it may be needed again.
      </p>
      <p>
        <Fingerprint text={sshKey.fingerprint} />
      </p>
    </DeleteResourceDialog>
  )
}
