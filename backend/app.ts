import { counterOperations } from './console/counters.ts'
import { logNameOperations } from './console/log-names.ts'
import { messageOperations } from './console/messages.ts'
import { organizationDetailsOperations } from './console/organization.ts'
import { permissionOperations } from './console/permissions.ts'
import { projectUseOperations } from './console/project-use.ts'
import { searchOperations } from './console/search.ts'
import { sessionOperations } from './console/session.ts'
import { setupOperations } from './console/setup.ts'
import { signInCodeOperations } from './console/sign-in-codes.ts'
import { usageOperations } from './console/usage.ts'
import type { BackendOptions, Caller } from './http/options.ts'
import { createRouter } from './http/router.ts'
import { apiKeyOperations } from './resources/api-keys.ts'
import { applicationOperations } from './resources/applications.ts'
import { checkPermissionsOperations } from './resources/check-permissions.ts'
import { connectionOperations } from './resources/connections.ts'
import { gracePeriodOperations } from './resources/grace-periods.ts'
import { groupMemberOperations } from './resources/group-members.ts'
import { groupOperations } from './resources/groups.ts'
import { jwtCreationOperations } from './resources/jwt-creation.ts'
import { jwtOperations } from './resources/jwts.ts'
import { logOperations } from './resources/logs.ts'
import { metadataOperations } from './resources/metadata.ts'
import { mfaOperations } from './resources/mfa.ts'
import { organizationOperations } from './resources/organizations.ts'
import { permissionSetOperations } from './resources/permission-sets.ts'
import { policyOperations } from './resources/policies.ts'
import { policyChangeOperations } from './resources/policy-changes.ts'
import { projectActionOperations } from './resources/project-actions.ts'
import { projectOperations } from './resources/projects.ts'
import { quotaOperations } from './resources/quotas.ts'
import { ruleOperations } from './resources/rules.ts'
import { samlCertificateOperations } from './resources/saml-certificates.ts'
import { samlMetadataOperations } from './resources/saml-metadata.ts'
import { samlOperations } from './resources/saml.ts'
import { scimTokenOperations } from './resources/scim-tokens.ts'
import { scimOperations } from './resources/scim.ts'
import { securitySettingsOperations } from './resources/security-settings.ts'
import { sshKeyOperations } from './resources/ssh-keys.ts'
import { userCredentialOperations } from './resources/user-credentials.ts'
import { userWriteOperations } from './resources/users-write.ts'
import { userOperations } from './resources/users.ts'
import { webauthnOperations } from './resources/webauthn.ts'

export type { BackendOptions, Caller, PasswordHasher, SessionCarrier } from './http/options.ts'

/** The IAM API, from a web-standard request to a web-standard response. */
export interface Backend {
  /**
   * Answers a request; never rejects. A network failure (`Response.error()`) asks the carrier to drop
   * the connection.
   */
  fetch(request: Request, caller: Caller): Promise<Response>
}

/** Joins every resource to one backend on the given store. Keeps no state but the store's. */
export function createBackend(options: BackendOptions): Backend {
  return {
    fetch: createRouter(options, [
      ...metadataOperations,
      ...sessionOperations,
      ...signInCodeOperations,
      ...setupOperations,
      ...counterOperations,
      ...permissionOperations,
      ...searchOperations,
      ...userOperations,
      ...userWriteOperations,
      ...userCredentialOperations,
      ...mfaOperations,
      ...webauthnOperations,
      ...connectionOperations,
      ...gracePeriodOperations,
      ...organizationOperations,
      ...securitySettingsOperations,
      ...samlOperations,
      ...samlCertificateOperations,
      ...samlMetadataOperations,
      ...scimOperations,
      ...scimTokenOperations,
      ...organizationDetailsOperations,
      ...messageOperations,
      ...groupOperations,
      ...groupMemberOperations,
      ...applicationOperations,
      ...policyOperations,
      ...policyChangeOperations,
      ...ruleOperations,
      ...permissionSetOperations,
      ...checkPermissionsOperations,
      ...apiKeyOperations,
      ...jwtOperations,
      ...jwtCreationOperations,
      ...logOperations,
      ...logNameOperations,
      ...projectOperations,
      ...projectActionOperations,
      ...projectUseOperations,
      ...sshKeyOperations,
      ...quotaOperations,
      ...usageOperations,
    ]),
  }
}
