import { writeLog } from '../http/audit.ts'
import { paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import type { RuleRow } from '../store/schema.ts'
import { findPolicy, managedPolicy, policyLog, READ_POLICY, WRITE_POLICY } from './policies.ts'
import { insertRules, readRules, requireProjects, ruleInputs } from './rule-input.ts'

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
    await context.require(READ_POLICY, { on: query.policy_id })
    const policy = await findPolicy(store, caller.organizationId, query.policy_id)
    const where = { policy_id: policy.id }
    const { rows, total: total_count } = await store.page('rules', {
      where,
      order: [{ column: 'position', direction: 'asc' }],
      ...pageOf(query),
    })
    return { rules: rows.map(toRule), total_count }
  },
)

const setRules = operation(
  {
    method: 'put',
    path: '/iam/v1alpha1/rules',
    id: 'setRules',
    summary: 'Replace all rules of a policy',
    tag: 'Policies',
    body: z.object({ policy_id: uuid(), rules: ruleInputs() }),
    response: z.object({ rules: z.array(ruleSchema) }),
  },
  async (context) => {
    const { body, caller, now, store } = context
    await context.require(WRITE_POLICY, { on: body.policy_id })
    const rules = await readRules(context, body.rules)
    return store.transaction(async (tx) => {
      const policy = await findPolicy(tx, caller.organizationId, body.policy_id)
      if (!policy.editable) throw managedPolicy()
      await requireProjects(tx, caller.organizationId, rules)
      await tx.delete('rules', { policy_id: policy.id })
      const rows = await insertRules(tx, context, policy.id, rules)
      await tx.update('policies', { id: policy.id }, { updated_at: now })
      await writeLog(tx, context, policyLog('updated', policy))
      return { rules: rows.map(toRule) }
    })
  },
)

export const ruleOperations: readonly Operation[] = [listRules, setRules]

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
