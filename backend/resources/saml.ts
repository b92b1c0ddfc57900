import type { CallerContext } from '../http/context.ts'
import { alreadyExists, notFound } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { BackendOptions } from '../http/options.ts'
import { z } from '../http/schema.ts'
import type { SamlConfigurationRow } from '../store/schema.ts'
import { type Reader, UniqueViolation } from '../store/store.ts'
import { READ_ORGANIZATION, requireOwnOrganization, WRITE_ORGANIZATION } from './organizations.ts'

const samlSchema = z
  .object({
    id: uuid(),
    status: z.enum([
      'valid',
      'missing_certificate',
      'missing_entity_id',
      'missing_single_sign_on_url',
    ]),
    service_provider: z.object({
      entity_id: z.string(),
      assertion_consumer_service_url: z.string(),
    }),
    entity_id: z.string(),
    single_sign_on_url: z.string(),
  })
  .openapi('Saml')

type Saml = z.output<typeof samlSchema>

/** Entity ID of an identity provider. */
export const ENTITY_ID_MAX_LENGTH = 1024

const organizationPath = '/iam/v1alpha1/organizations/{organization_id}/saml'

const getOrganizationSaml = operation(
  {
    method: 'get',
    path: organizationPath,
    id: 'getOrganizationSaml',
    summary: "Get an Organization's SAML identity provider",
    tag: 'SAML',
    response: samlSchema,
  },
  async (context) => {
    const { params, store } = context
    await requireOwnOrganization(context, params.organization_id, READ_ORGANIZATION)
    const [row] = await store.find('saml_configurations', {
      where: { organization_id: params.organization_id },
    })
    if (row === undefined) throw notFound('organization_saml', params.organization_id)
    return samlAnswer(store, row, context.options)
  },
)

const enableOrganizationSaml = operation(
  {
    method: 'post',
    path: organizationPath,
    id: 'enableOrganizationSaml',
    summary: 'Enable SAML for an Organization, still without an identity provider',
    tag: 'SAML',
    errors: ['already_exists'],
    response: samlSchema,
  },
  async (context) => {
    const { now, options, params, store } = context
    const { organization_id } = params
    await requireOwnOrganization(context, organization_id, WRITE_ORGANIZATION)
    const row: SamlConfigurationRow = {
      id: options.ids(),
      organization_id,
      created_at: now,
      entity_id: '',
      single_sign_on_url: '',
    }
    try {
      return await store.transaction(async (tx) => {
        await tx.insert('saml_configurations', row)
        return samlAnswer(tx, row, options)
      })
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error
      throw alreadyExists(
        'organization_saml',
        organization_id,
        'SAML is enabled for this Organization already',
      )
    }
  },
)

const updateSaml = operation(
  {
    method: 'patch',
    path: '/iam/v1alpha1/saml/{saml_id}',
    id: 'updateSaml',
    summary: 'Set the entity ID and the single sign-on URL of an identity provider',
    tag: 'SAML',
    body: z.object({
      entity_id: z.string().min(1).max(ENTITY_ID_MAX_LENGTH).optional(),
      single_sign_on_url: z
        .string()
        .min(1)
        .max(2048)
        .refine(isSignOnUrl, { error: 'must be an address that begins with https://' })
        .optional(),
    }),
    response: samlSchema,
  },
  async (context) => {
    const { body, params, store } = context
    await context.require(WRITE_ORGANIZATION)
    return store.transaction(async (tx) => {
      const row = await findSaml(tx, context, params.saml_id)
      const changed: SamlConfigurationRow = {
        ...row,
        entity_id: body.entity_id ?? row.entity_id,
        single_sign_on_url: body.single_sign_on_url ?? row.single_sign_on_url,
      }
      await tx.update('saml_configurations', { id: row.id }, changed)
      return samlAnswer(tx, changed, context.options)
    })
  },
)

const deleteSaml = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/saml/{saml_id}',
    id: 'deleteSaml',
    summary: 'Disable SAML, and delete the identity provider with its certificates',
    tag: 'SAML',
  },
  async (context) => {
    await context.require(WRITE_ORGANIZATION)
    await context.store.transaction(async (tx) => {
      const { id } = await findSaml(tx, context, context.params.saml_id)
      await tx.delete('saml_certificates', { saml_id: id })
      await tx.delete('saml_configurations', { id })
    })
  },
)

export const samlOperations: readonly Operation[] = [
  getOrganizationSaml,
  enableOrganizationSaml,
  updateSaml,
  deleteSaml,
]

/** @throws ApiError 404 when the caller's Organization has no such configuration. */
export async function findSaml(
  reader: Reader,
  { caller }: CallerContext,
  id: string,
): Promise<SamlConfigurationRow> {
  const row = await reader.get('saml_configurations', id)
  if (row?.organization_id !== caller.organizationId) throw notFound('saml', id)
  return row
}

/** Where identity providers take requests to sign in: the contract wants `https://`. */
export function isSignOnUrl(text: string): boolean {
  return text.startsWith('https://') && URL.canParse(text) && !/\s/.test(text)
}

/** The platform's addresses have this form, on its own hosts. */
function serviceProvider(id: string, options: BackendOptions): Saml['service_provider'] {
  const address = options.address?.() ?? ''
  return {
    entity_id: `${address}/saml/${id}`,
    assertion_consumer_service_url: `${address}/iam/v1/saml/${id}/login`,
  }
}

async function samlAnswer(
  reader: Reader,
  row: SamlConfigurationRow,
  options: BackendOptions,
): Promise<Saml> {
  const signing = await reader.count('saml_certificates', {
    saml_id: row.id,
    type: 'signing',
    origin: 'identity_provider',
  })
  return {
    id: row.id,
    status: statusOf(row, signing > 0),
    service_provider: serviceProvider(row.id, options),
    entity_id: row.entity_id,
    single_sign_on_url: row.single_sign_on_url,
  }
}

/** The first thing that is missing: without a certificate no answer of the provider can be checked. */
function statusOf(row: SamlConfigurationRow, hasCertificate: boolean): Saml['status'] {
  if (!hasCertificate) return 'missing_certificate'
  if (row.entity_id === '') return 'missing_entity_id'
  return row.single_sign_on_url === '' ? 'missing_single_sign_on_url' : 'valid'
}
