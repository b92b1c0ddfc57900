import type { CallerContext } from '../http/context.ts'
import { alreadyExists, notFound } from '../http/errors.ts'
import { answerTime, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import type { ScimConfigurationRow } from '../store/schema.ts'
import { type Reader, UniqueViolation } from '../store/store.ts'
import { READ_ORGANIZATION, requireOwnOrganization, WRITE_ORGANIZATION } from './organizations.ts'

const scimSchema = z.object({ id: uuid(), created_at: answerTime() }).openapi('Scim')

const path = '/iam/v1alpha1/organizations/{organization_id}/scim'

const getOrganizationScim = operation(
  {
    method: 'get',
    path,
    id: 'getOrganizationScim',
    summary: "Get an Organization's SCIM configuration",
    tag: 'SCIM',
    response: scimSchema,
  },
  async (context) => {
    const { organization_id } = context.params
    await requireOwnOrganization(context, organization_id, READ_ORGANIZATION)
    const [row] = await context.store.find('scim_configurations', { where: { organization_id } })
    if (row === undefined) throw notFound('organization_scim', organization_id)
    return scimAnswer(row)
  },
)

const enableOrganizationScim = operation(
  {
    method: 'post',
    path,
    id: 'enableOrganizationScim',
    summary: 'Enable SCIM for an Organization, still without a token',
    tag: 'SCIM',
    errors: ['already_exists'],
    response: scimSchema,
  },
  async (context) => {
    const { now, options, store } = context
    const { organization_id } = context.params
    await requireOwnOrganization(context, organization_id, WRITE_ORGANIZATION)
    const row: ScimConfigurationRow = { id: options.ids(), organization_id, created_at: now }
    try {
      await store.transaction((tx) => tx.insert('scim_configurations', row))
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error
      throw alreadyExists(
        'organization_scim',
        organization_id,
        'SCIM is enabled for this Organization already',
      )
    }
    return scimAnswer(row)
  },
)

const deleteScim = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/scim/{scim_id}',
    id: 'deleteScim',
    summary: 'Disable SCIM and delete its tokens',
    tag: 'SCIM',
  },
  async (context) => {
    await context.require(WRITE_ORGANIZATION)
    await context.store.transaction(async (tx) => {
      const { id } = await findScim(tx, context, context.params.scim_id)
      await tx.delete('scim_tokens', { scim_id: id })
      await tx.delete('scim_configurations', { id })
    })
  },
)

export const scimOperations: readonly Operation[] = [
  getOrganizationScim,
  enableOrganizationScim,
  deleteScim,
]

/** @throws ApiError 404 when the caller's Organization has no such configuration. */
export async function findScim(
  reader: Reader,
  { caller }: CallerContext,
  id: string,
): Promise<ScimConfigurationRow> {
  const row = await reader.get('scim_configurations', id)
  if (row?.organization_id !== caller.organizationId) throw notFound('scim', id)
  return row
}

function scimAnswer({ id, created_at }: ScimConfigurationRow): z.output<typeof scimSchema> {
  return { id, created_at }
}
