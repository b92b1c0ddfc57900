import { uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import {
  findOrganization,
  organizationName,
  READ_ORGANIZATION,
  WRITE_ORGANIZATION,
} from '../resources/organizations.ts'
import { endGracePeriods } from '../resources/security-settings.ts'
import type { OrganizationRow } from '../store/schema.ts'

const detailsSchema = z
  .object({ id: uuid(), name: z.string(), alias: z.string(), enforce_mfa: z.boolean() })
  .openapi('OrganizationDetails')

const path = '/console/v1/organization'

/** The platform's API neither renames an Organization nor enforces MFA, but its console does. */
const getDetails = operation(
  {
    method: 'get',
    path,
    id: 'getOrganizationDetails',
    summary: "The caller's Organization",
    tag: 'Console',
    response: detailsSchema,
  },
  async (context) => {
    await context.require(READ_ORGANIZATION)
    return toDetails(await findOrganization(context.store, context.caller.organizationId))
  },
)

const updateDetails = operation(
  {
    method: 'patch',
    path,
    id: 'updateOrganizationDetails',
    summary: "Rename the caller's Organization, or enforce MFA in it",
    tag: 'Console',
    body: z.object({
      name: organizationName().optional(),
      enforce_mfa: z.boolean().optional(),
    }),
    response: detailsSchema,
  },
  async (context) => {
    const { body, caller, store } = context
    await context.require(WRITE_ORGANIZATION)
    return store.transaction(async (tx) => {
      const row = await findOrganization(tx, caller.organizationId)
      const changed = {
        name: body.name ?? row.name,
        enforce_mfa: body.enforce_mfa ?? row.enforce_mfa,
      }
      await tx.update('organizations', { id: row.id }, changed)
      if (row.enforce_mfa && !changed.enforce_mfa) await endGracePeriods(tx, row.id, 'set_mfa')
      return toDetails({ ...row, ...changed })
    })
  },
)

export const organizationDetailsOperations: readonly Operation[] = [getDetails, updateDetails]

function toDetails({ id, name, alias, enforce_mfa }: OrganizationRow) {
  return { id, name, alias, enforce_mfa }
}
