import type { AddSamlCertificateRequest } from '@scaleway/sdk-iam/v1alpha1'

import { untilGone } from '../../api/errors.ts'
import {
  createScimToken,
  deleteScim,
  deleteScimToken,
  enableScim,
  type ScimToken,
} from '../../api/federation-api.ts'
import { useOperation } from '../../api/invalidation.ts'
import { useSession } from '../../api/session.ts'
import { iam } from '../../api/write-client.ts'
import { certificatesQuery, scimTokensQuery } from './federation-queries.ts'

/** Enables SAML, still without an identity provider. */
export function useEnableSaml() {
  const organizationId = useSession().organization.id
  return useOperation('enableOrganizationSaml', () =>
    iam.enableOrganizationSaml({ organizationId }),
  )
}

/** Sets the identity provider's entity ID and sign-on URL. */
export function useUpdateSaml(samlId: string) {
  return useOperation('updateSaml', (provider: { entityId: string; singleSignOnUrl: string }) =>
    iam.updateSaml({ samlId, ...provider }),
  )
}

/** Disables SAML and deletes its configuration. */
export function useDeleteSaml(samlId: string) {
  return useOperation('deleteSaml', () => untilGone(iam.deleteSaml({ samlId })), {
    gone: () => [certificatesQuery(samlId).queryKey],
  })
}

/** Adds one certificate of the identity provider. */
export function useAddCertificate(samlId: string) {
  return useOperation(
    'addSamlCertificate',
    (certificate: Pick<AddSamlCertificateRequest, 'type' | 'content'>) =>
      iam.addSamlCertificate({ samlId, ...certificate }),
  )
}

/** Deletes a certificate. */
export function useDeleteCertificate(certificateId: string) {
  return useOperation('deleteSamlCertificate', () =>
    untilGone(iam.deleteSamlCertificate({ certificateId })),
  )
}

/** Has a provider's metadata file read by the API, which keeps nothing of it. */
export function useParseMetadata() {
  return useOperation('parseSamlMetadata', (file: Blob) => iam.parseSamlMetadata({ file }))
}

/** Enables SCIM, still without a token. */
export function useEnableScim() {
  const { organization } = useSession()
  return useOperation('enableOrganizationScim', () => enableScim(organization.id))
}

/**
 * Generates a token of a SCIM configuration. The token is the mutation's result and may be kept; its
 * secret goes to `receive` and nowhere else.
 */
export function useCreateScimToken(receive: (token: ScimToken, bearerToken: string) => void) {
  return useOperation('createScimToken', async (scimId: string): Promise<ScimToken> => {
    const { token, bearerToken } = await createScimToken(scimId)
    receive(token, bearerToken)
    return token
  })
}

/** Deletes a token: what presents it is refused from then on. */
export function useDeleteScimToken(tokenId: string) {
  return useOperation('deleteScimToken', () => untilGone(deleteScimToken(tokenId)))
}

/** Disables SCIM and deletes its tokens. */
export function useDisableScim(scimId: string) {
  return useOperation('deleteScim', () => untilGone(deleteScim(scimId)), {
    gone: () => [scimTokensQuery(scimId).queryKey],
  })
}
