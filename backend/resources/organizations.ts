import type { CallerContext } from '../http/context.ts'
import { alreadyExists, invalidArgument, notFound } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import type { Right } from '../policy/evaluate.ts'
import type { OrganizationRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'

export const READ_ORGANIZATION: Right = { action: 'read', resource: 'organization' }
export const WRITE_ORGANIZATION: Right = { action: 'write', resource: 'organization' }

export const organizationName = () =>
  z
    .string()
    .trim()
    .min(1)
    .max(64)
    .regex(/^\P{Cc}*$/u, { error: 'must be one line of text' })

export const organizationAlias = () =>
  z
    .string()
    .min(2)
    .max(32)
    .regex(/^[a-z0-9]+$/, { error: 'must hold small letters and digits only' })

const organizationSchema = z
  .object({
    id: uuid(),
    name: z.string(),
    alias: z.string(),
    login_password_enabled: z.boolean(),
    login_magic_code_enabled: z.boolean(),
    login_oauth2_enabled: z.boolean(),
    login_saml_enabled: z.boolean(),
  })
  .openapi('Organization')

const getOrganization = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/organizations/{organization_id}',
    id: 'getOrganization',
    summary: 'Get an Organization',
    tag: 'Organizations',
    response: organizationSchema,
  },
  async (context) => {
    const { organization_id } = context.params
    await requireOwnOrganization(context, organization_id, READ_ORGANIZATION)
    return toOrganization(await findOrganization(context.store, organization_id))
  },
)

const setAlias = operation(
  {
    method: 'put',
    path: '/iam/v1alpha1/organizations/{organization_id}/alias',
    id: 'setOrganizationAlias',
    summary: "Set an Organization's alias",
    tag: 'Organizations',
    errors: ['already_exists'],
    body: z.object({
      alias: organizationAlias(),
    }),
    response: organizationSchema,
  },
  async (context) => {
    const { alias } = context.body
    const { organization_id } = context.params
    await requireOwnOrganization(context, organization_id, WRITE_ORGANIZATION)
    return context.store.transaction(async (tx) => {
      const row = await findOrganization(tx, organization_id)
      // No unique index: aliases came when Organizations without one were there already.
      const taken = await tx.count('organizations', { alias, id: { not: row.id } })
      if (taken > 0) {
        throw alreadyExists('organization', '', 'another Organization has this alias already')
      }
      await tx.update('organizations', { id: row.id }, { alias })
      return toOrganization({ ...row, alias })
    })
  },
)

const updateLoginMethods = operation(
  {
    method: 'patch',
    path: '/iam/v1alpha1/organizations/{organization_id}/login-methods',
    id: 'updateOrganizationLoginMethods',
    summary: 'Choose how members of an Organization may sign in',
    tag: 'Organizations',
    body: z.object({
      login_password_enabled: z.boolean().optional(),
      login_oauth2_enabled: z.boolean().optional(),
      login_magic_code_enabled: z.boolean().optional(),
      login_saml_enabled: z.boolean().optional(),
    }),
    response: organizationSchema,
  },
  async (context) => {
    const { body, options, store } = context
    const { organization_id } = context.params
    await requireOwnOrganization(context, organization_id, WRITE_ORGANIZATION)
    return store.transaction(async (tx) => {
      const row = await findOrganization(tx, organization_id)
      const methods = {
        login_password_enabled: body.login_password_enabled ?? row.login_password_enabled,
        login_magic_code_enabled: body.login_magic_code_enabled ?? row.login_magic_code_enabled,
        login_oauth2_enabled: body.login_oauth2_enabled ?? row.login_oauth2_enabled,
        login_saml_enabled: body.login_saml_enabled ?? row.login_saml_enabled,
      }
      const codes = methods.login_magic_code_enabled && options.mailer !== undefined
      if (!methods.login_password_enabled && !codes) {
        throw invalidArgument(
          'login_password_enabled',
          options.mailer === undefined
            ? 'must stay on: this server cannot send codes by e-mail, and offers no other method'
            : 'password or authentication code must stay on: this server offers no other method',
        )
      }
      await tx.update('organizations', { id: row.id }, methods)
      return toOrganization({ ...row, ...methods })
    })
  },
)

export const organizationOperations: readonly Operation[] = [
  getOrganization,
  setAlias,
  updateLoginMethods,
]

/** @throws ApiError 403 without the right, and for another Organization than the caller's. */
export async function requireOwnOrganization(
  context: CallerContext,
  organizationId: string,
  right: Right,
): Promise<void> {
  context.organizationId(organizationId, right)
  await context.require(right)
}

/** @throws ApiError 404 */
export async function findOrganization(reader: Reader, id: string): Promise<OrganizationRow> {
  const row = await reader.get('organizations', id)
  if (row === undefined) throw notFound('organization', id)
  return row
}

function toOrganization(row: OrganizationRow): z.output<typeof organizationSchema> {
  return {
    id: row.id,
    name: row.name,
    alias: row.alias,
    login_password_enabled: row.login_password_enabled,
    login_magic_code_enabled: row.login_magic_code_enabled,
    login_oauth2_enabled: row.login_oauth2_enabled,
    login_saml_enabled: row.login_saml_enabled,
  }
}
