import type {
  UpdateOrganizationLoginMethodsRequest,
  UpdateOrganizationSecuritySettingsRequest,
} from '@scaleway/sdk-iam/v1alpha1'

import { untilGone } from '../../api/errors.ts'
import { useOperation } from '../../api/invalidation.ts'
import { updateOrganization } from '../../api/organization-api.ts'
import { useSession } from '../../api/session.ts'
import { iam } from '../../api/write-client.ts'

/** Renames the Organization, or says whether it enforces MFA. */
export function useUpdateOrganization() {
  return useOperation('updateOrganization', updateOrganization)
}

/** Sets the name under which members find the Organization when they sign in. */
export function useSetAlias() {
  const organizationId = useSession().organization.id
  return useOperation('setOrganizationAlias', (alias: string) =>
    iam.setOrganizationAlias({ organizationId, alias }),
  )
}

/** Changes some of the security settings; those that are left out stay as they are. */
export function useUpdateSecuritySettings() {
  const organizationId = useSession().organization.id
  return useOperation(
    'updateOrganizationSecuritySettings',
    (changes: Omit<UpdateOrganizationSecuritySettingsRequest, 'organizationId'>) =>
      iam.updateOrganizationSecuritySettings({ organizationId, ...changes }),
  )
}

/** Chooses how members may sign in. */
export function useUpdateLoginMethods() {
  const organizationId = useSession().organization.id
  return useOperation(
    'updateOrganizationLoginMethods',
    (methods: Omit<UpdateOrganizationLoginMethodsRequest, 'organizationId'>) =>
      iam.updateOrganizationLoginMethods({ organizationId, ...methods }),
  )
}

/**
 * Ends sessions; answers how many could not be ended. One that has ended already counts as ended.
 */
export function useEndSessions() {
  return useOperation('deleteJWT', async (jtis: readonly string[]): Promise<number> => {
    const results = await Promise.allSettled(jtis.map((jti) => untilGone(iam.deleteJWT({ jti }))))
    return results.filter(({ status }) => status === 'rejected').length
  })
}
