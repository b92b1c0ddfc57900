import { queryOptions } from '@tanstack/react-query'

import { getSaml, getScim, getSamlCertificates, listScimTokens } from '../../api/federation-api.ts'
import { sessionQuery } from '../../api/session.ts'

export type { Saml, SamlCertificate, Scim, ScimToken } from '../../api/federation-api.ts'

/**
 * These are read when their cards are shown, not by the route's loader: nobody waits for what is at
 * the end of the page, and the site map would bring them into the first script.
 */

/** The Organization's SAML configuration; null without one. */
export const samlQuery = queryOptions({
  queryKey: ['saml'],
  queryFn: async ({ client }) => {
    const { organization } = await client.ensureQueryData(sessionQuery)
    return getSaml(organization.id)
  },
})

/** The certificates of a SAML configuration. */
export const certificatesQuery = (samlId: string) =>
  queryOptions({
    queryKey: ['saml', 'certificates', samlId],
    queryFn: () => getSamlCertificates(samlId),
  })

/** The Organization's SCIM configuration; null without one. */
export const scimQuery = queryOptions({
  queryKey: ['scim'],
  queryFn: async ({ client }) => {
    const { organization } = await client.ensureQueryData(sessionQuery)
    return getScim(organization.id)
  },
})

/** The tokens of a SCIM configuration. */
export const scimTokensQuery = (scimId: string) =>
  queryOptions({
    queryKey: ['scim', 'tokens', scimId],
    queryFn: () => listScimTokens(scimId),
  })
