import { untilGone } from '../../api/errors.ts'
import { useOperation } from '../../api/invalidation.ts'
import { iam } from '../../api/write-client.ts'
import { sshKeyQuery } from './queries.ts'

/** Adds a public key to a Project; answers it as stored, with its fingerprint. */
export function useCreateSshKey(projectId: string) {
  return useOperation('createSSHKey', (key: { name: string; publicKey: string }) =>
    iam.createSSHKey({ projectId, ...key }),
  )
}

/** Renames, disables or enables a key; what is left out stays as it is. */
export function useUpdateSshKey() {
  return useOperation(
    'updateSSHKey',
    (changes: { sshKeyId: string; name?: string; disabled?: boolean }) => iam.updateSSHKey(changes),
  )
}

/** Deletes a key. One that is already gone counts as deleted. */
export function useDeleteSshKey(sshKeyId: string) {
  return useOperation('deleteSSHKey', () => untilGone(iam.deleteSSHKey({ sshKeyId })), {
    gone: () => [sshKeyQuery(sshKeyId).queryKey],
  })
}
