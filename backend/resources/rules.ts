import { paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import type { RuleRow } from '../store/schema.ts'
import { findPolicy, READ_POLICY } from './policies.ts'

const ruleSchema = z
  .object({
    id: uuid(),
    permission_set_names: z.array(z.string()),
    permission_sets_scope_type: z.enum(['projects', 'organization', 'account_root_user']),
    condition: z.string(),
    project_ids: z.array(uuid()).optional(),
    organization_id: uuid().optional(),
  })
  .openapi('Rule')

const listRules = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/rules',
    id: 'listRules',
    summary: 'List the rules of a policy, in their order',
    tag: 'Policies',
    query: z.object({ ...paging(), policy_id: uuid() }),
    response: z.object({ rules: z.array(ruleSchema), total_count: z.int() }),
  },
  async (context) => {
    const { caller, query, store } = context
    await context.require(READ_POLICY)
    const policy = await findPolicy(store, caller.organizationId, query.policy_id)
    const where = { policy_id: policy.id }
    const [rows, total_count] = await Promise.all([
      store.find('rules', {
        where,
        order: [{ column: 'position', direction: 'asc' }],
        ...pageOf(query),
      }),
      store.count('rules', where),
    ])
    return { rules: rows.map(toRule), total_count }
  },
)

export const ruleOperations: readonly Operation[] = [listRules]

/** A rule as the API answers it: what it holds for comes last, and only that. */
function toRule(row: RuleRow): z.output<typeof ruleSchema> {
  return {
    id: row.id,
    permission_set_names: row.permission_set_names,
    permission_sets_scope_type: row.permission_sets_scope_type,
    condition: row.condition,
    ...(row.project_ids === null ? {} : { project_ids: row.project_ids }),
    ...(row.organization_id === null ? {} : { organization_id: row.organization_id }),
  }
}
