import type { SSHKey } from '@scaleway/sdk-iam/v1alpha1'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { iam } from '../../api/client.ts'
import type { ListParams, ListSpec } from '../../api/list-state.ts'

export type { SSHKey }

/** What the address of a Project's SSH keys may say. */
export const SSH_KEYS_LIST = {
  sorts: [
    'name_asc',
    'name_desc',
    'created_at_asc',
    'created_at_desc',
    'updated_at_asc',
    'updated_at_desc',
  ],
  defaultSort: 'created_at_desc',
  filters: { disabled: ['false', 'true'] },
} as const satisfies ListSpec

/** The most that the API gives at once; a Project seldom has more keys. */
const MOST = 100

/**
 * One page of a Project's SSH keys. The API cannot search them by a part of the name or list them by
 * id, so a search reads all of the Project and looks here.
 */
export function sshKeysListQuery(projectId: string, params: ListParams<typeof SSH_KEYS_LIST>) {
  return queryOptions({
    queryKey: ['sshKeys', 'list', projectId, params],
    queryFn: async () => {
      const { q, sort: orderBy, page, pageSize, filters } = params
      const asked = {
        projectId,
        orderBy,
        ...(filters.disabled && { disabled: filters.disabled === 'true' }),
      }
      if (q === '') {
        const { sshKeys, totalCount } = await iam.listSSHKeys({ ...asked, page, pageSize })
        return { rows: sshKeys, total: totalCount }
      }
      const all = await iam.listSSHKeys({ ...asked, pageSize: MOST }).all()
      const found = all.filter((key) => matches(key, q))
      return { rows: found.slice((page - 1) * pageSize, page * pageSize), total: found.length }
    },
    placeholderData: keepPreviousData,
  })
}

/** Every word of the search is in the name, the fingerprint or the id. */
function matches({ name, fingerprint, id }: SSHKey, q: string): boolean {
  const text = [name, fingerprint, id].join('\n').toLocaleLowerCase()
  return q
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** One SSH key by id. */
export function sshKeyQuery(sshKeyId: string) {
  return queryOptions({
    queryKey: ['sshKeys', 'detail', sshKeyId],
    queryFn: (): Promise<SSHKey> => iam.getSSHKey({ sshKeyId }),
  })
}
