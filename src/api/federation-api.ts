import type { Saml, SamlCertificate } from '@scaleway/sdk-iam/v1alpha1'

import { toApiError } from './errors.ts'
import { readJson, send } from './http.ts'

/**
 * What the console reads of SAML, and all of SCIM, which the SDK at hand does not have. The SDK's own
 * methods that read are in the first script, and few people open these settings.
 */
const API = '/iam/v1alpha1'

export type { Saml, SamlCertificate }

/** That an Organization has automatic user provisioning. */
export interface Scim {
  id: string
  createdAt: Date
}

export interface ScimToken {
  id: string
  scimId: string
  createdAt: Date
  expiresAt: Date
}

interface SamlAnswer {
  id: string
  status: Saml['status']
  service_provider: { entity_id: string; assertion_consumer_service_url: string } | null
  entity_id: string
  single_sign_on_url: string
}

interface CertificateAnswer {
  id: string
  type: SamlCertificate['type']
  origin: SamlCertificate['origin']
  content: string
  expires_at: string
}

interface TokenAnswer {
  id: string
  scim_id: string
  created_at: string
  expires_at: string
}

/** An Organization's SAML configuration; null when it has none. @throws ApiError */
export async function getSaml(organizationId: string): Promise<Saml | null> {
  const answer = await orNull(
    call<SamlAnswer>('GET', `/organizations/${encodeURIComponent(organizationId)}/saml`),
  )
  if (answer === null) return null
  const { id, status, service_provider: provider } = answer
  return {
    id,
    status,
    entityId: answer.entity_id,
    singleSignOnUrl: answer.single_sign_on_url,
    ...(provider && {
      serviceProvider: {
        entityId: provider.entity_id,
        assertionConsumerServiceUrl: provider.assertion_consumer_service_url,
      },
    }),
  }
}

/** The certificates of a SAML configuration, oldest first. @throws ApiError */
export async function getSamlCertificates(samlId: string): Promise<SamlCertificate[]> {
  const { certificates } = await call<{ certificates: CertificateAnswer[] }>(
    'GET',
    `/saml/${encodeURIComponent(samlId)}/certificates`,
  )
  return certificates.map(({ id, type, origin, content, expires_at: expiresAt }) => ({
    id,
    type,
    origin,
    content,
    expiresAt: new Date(expiresAt),
  }))
}

/** An Organization's SCIM configuration; null when it has none. @throws ApiError */
export async function getScim(organizationId: string): Promise<Scim | null> {
  const answer = await orNull(
    call<ScimAnswer>('GET', `/organizations/${encodeURIComponent(organizationId)}/scim`),
  )
  return answer && scimOf(answer)
}

/** Enables SCIM, still without a token. @throws ApiError */
export async function enableScim(organizationId: string): Promise<Scim> {
  return scimOf(
    await call<ScimAnswer>('POST', `/organizations/${encodeURIComponent(organizationId)}/scim`),
  )
}

/** Disables SCIM and deletes its tokens. @throws ApiError */
export async function deleteScim(scimId: string): Promise<void> {
  await call('DELETE', `/scim/${encodeURIComponent(scimId)}`)
}

/** The tokens of a SCIM configuration, oldest first; there are two at most. @throws ApiError */
export async function listScimTokens(scimId: string): Promise<ScimToken[]> {
  const { scim_tokens: tokens } = await call<{ scim_tokens: TokenAnswer[] }>(
    'GET',
    `/scim/${encodeURIComponent(scimId)}/tokens?page_size=100`,
  )
  return tokens.map(tokenOf)
}

/**
 * Generates a token.
 *
 * @returns the token apart from its secret: whoever keeps the one must not keep the other
 * @throws ApiError of kind `quota` when there are two already
 */
export async function createScimToken(
  scimId: string,
): Promise<{ token: ScimToken; bearerToken: string }> {
  const answer = await call<{ token: TokenAnswer; bearer_token: string }>(
    'POST',
    `/scim/${encodeURIComponent(scimId)}/tokens`,
  )
  return { token: tokenOf(answer.token), bearerToken: answer.bearer_token }
}

/** Deletes a token. @throws ApiError */
export async function deleteScimToken(tokenId: string): Promise<void> {
  await call('DELETE', `/scim-tokens/${encodeURIComponent(tokenId)}`)
}

interface ScimAnswer {
  id: string
  created_at: string
}

function scimOf({ id, created_at }: ScimAnswer): Scim {
  return { id, createdAt: new Date(created_at) }
}

function tokenOf({ id, scim_id, created_at, expires_at }: TokenAnswer): ScimToken {
  return {
    id,
    scimId: scim_id,
    createdAt: new Date(created_at),
    expiresAt: new Date(expires_at),
  }
}

/** That there is none is an answer here, and no failure. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (toApiError(error).kind === 'not_found') return null
    throw error
  }
}

async function call<T>(method: string, path: string): Promise<T> {
  const content =
    method === 'POST' ? { headers: { 'Content-Type': 'application/json' }, body: '{}' } : {}
  return (await readJson(await send(method, `${API}${path}`, content))) as T
}
