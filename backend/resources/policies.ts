import { allOf } from '../http/all-of.ts'
import { writeLog } from '../http/audit.ts'
import { notFound, preconditionFailed } from '../http/errors.ts'
import { orderBy, paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import type { PolicyRow } from '../store/schema.ts'
import type { Reader, Where } from '../store/store.ts'
import { policySchema, toPolicies } from './policy-answer.ts'
import { tagged } from './tagged.ts'

export const READ_POLICY = { action: 'read', resource: 'policy' } as const
export const WRITE_POLICY = { action: 'write', resource: 'policy' } as const

const listPolicies = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/policies',
    id: 'listPolicies',
    summary: 'List the policies of an Organization',
    tag: 'Policies',
    query: z.object({
      ...paging(),
      order_by: orderBy('policy_name', 'created_at'),
      organization_id: uuid().optional(),
      editable: z.boolean().optional(),
      user_ids: z.array(uuid()).optional(),
      group_ids: z.array(uuid()).optional(),
      application_ids: z.array(uuid()).optional(),
      no_principal: z.boolean().optional(),
      policy_name: z.string().min(1).optional(),
      tag: z.string().optional(),
      policy_ids: z.array(uuid()).optional(),
    }),
    response: z.object({ policies: z.array(policySchema), total_count: z.int() }),
  },
  async (context) => {
    const { query, store } = context
    const organizationId = context.organizationId(query.organization_id, READ_POLICY)
    await context.require(READ_POLICY)
    const conditions: Where<PolicyRow>[] = [
      {
        organization_id: organizationId,
        ...(query.editable === undefined ? {} : { editable: query.editable }),
        ...(query.policy_name === undefined ? {} : { name: query.policy_name }),
      },
      ...(query.policy_ids === undefined ? [] : [{ id: { in: query.policy_ids } }]),
      ...(query.tag ? [{ id: tagged(query.tag) }] : []),
      ...(query.no_principal === false ? [{ principal_type: { not: null } }] : []),
      ...attachedTo(query),
    ]
    const where = conditions.reduce((all, next) => allOf(all, next))
    const { rows, total: total_count } = await store.page('policies', {
      where,
      order: orderOf('policies', query.order_by, {
        policy_name: 'name_key',
        created_at: 'created_at',
      }),
      ...pageOf(query),
    })
    return { policies: await toPolicies(store, rows), total_count }
  },
)

const getPolicy = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/policies/{policy_id}',
    id: 'getPolicy',
    summary: 'Get a policy',
    tag: 'Policies',
    response: policySchema,
  },
  async (context) => {
    const { caller, params, store } = context
    await context.require(READ_POLICY)
    const row = await findPolicy(store, caller.organizationId, params.policy_id)
    const [policy] = await toPolicies(store, [row])
    if (policy === undefined) throw notFound('policy', row.id)
    return policy
  },
)

const deletePolicy = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/policies/{policy_id}',
    id: 'deletePolicy',
    summary: 'Delete a policy; its principal loses the rights it gives',
    tag: 'Policies',
  },
  async (context) => {
    const { caller, params, store } = context
    await context.require(WRITE_POLICY)
    await store.transaction(async (tx) => {
      const row = await findPolicy(tx, caller.organizationId, params.policy_id)
      if (!row.deletable) throw managedPolicy()
      await tx.delete('rules', { policy_id: row.id })
      await tx.delete('tags', { resource_id: row.id })
      await tx.delete('policies', { id: row.id })
      await writeLog(tx, context, policyLog('deleted', row))
    })
  },
)

export const policyOperations: readonly Operation[] = [listPolicies, getPolicy, deletePolicy]

/** @throws ApiError 404 when the Organization has no such policy. */
export async function findPolicy(
  reader: Reader,
  organizationId: string,
  id: string,
): Promise<PolicyRow> {
  const row = await reader.get('policies', id)
  if (row?.organization_id !== organizationId) throw notFound('policy', id)
  return row
}

/** What the log keeps of a change to a policy or its rules. */
export function policyLog(
  action: 'created' | 'updated' | 'deleted',
  { id, name }: Pick<PolicyRow, 'id' | 'name'>,
) {
  return { action, resource_type: 'policy', resource_id: id, resource_name: name } as const
}

/** 412: a product made the policy and looks after it. */
export function managedPolicy() {
  return preconditionFailed(
    'protected_resource',
    'this policy is managed by a product and cannot be changed here',
  )
}

/** A policy has one principal, so filters on several kinds of principal add up. */
function attachedTo(query: {
  readonly user_ids?: string[] | undefined
  readonly group_ids?: string[] | undefined
  readonly application_ids?: string[] | undefined
  readonly no_principal?: boolean | undefined
}): Where<PolicyRow>[] {
  const principals = [
    ['user', query.user_ids],
    ['group', query.group_ids],
    ['application', query.application_ids],
  ] as const
  const alternatives: Where<PolicyRow>[] = principals.flatMap(([principal_type, ids]) =>
    ids === undefined ? [] : [{ principal_type, principal_id: { in: ids } }],
  )
  if (query.no_principal === true) alternatives.push({ principal_type: null })
  return alternatives.length === 0 ? [] : [{ or: alternatives }]
}
