import { answerTime, uuid } from '../http/fields.ts'
import { z } from '../http/schema.ts'
import { loadTags } from '../http/tags.ts'
import type { PolicyRow, RuleRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'

export const policySchema = z
  .object({
    id: uuid(),
    name: z.string(),
    description: z.string(),
    organization_id: uuid(),
    created_at: answerTime(),
    updated_at: answerTime(),
    editable: z.boolean(),
    deletable: z.boolean(),
    managed: z.boolean(),
    nb_rules: z.int(),
    nb_scopes: z.int(),
    nb_permission_sets: z.int(),
    tags: z.array(z.string()),
    user_id: uuid().optional(),
    group_id: uuid().optional(),
    application_id: uuid().optional(),
    no_principal: z.boolean().optional(),
  })
  .openapi('Policy')

export type Policy = z.output<typeof policySchema>

/** Policies as the API answers them: keys in its order, the one principal last. */
export async function toPolicies(reader: Reader, rows: readonly PolicyRow[]): Promise<Policy[]> {
  const ids = rows.map((row) => row.id)
  const [tagsOf, rules] = await Promise.all([
    loadTags(reader, ids),
    ids.length === 0 ? [] : reader.find('rules', { where: { policy_id: { in: ids } } }),
  ])
  const rulesByPolicy = Map.groupBy(rules, (rule) => rule.policy_id)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    organization_id: row.organization_id,
    created_at: row.created_at,
    updated_at: row.updated_at,
    editable: row.editable,
    deletable: row.deletable,
    managed: row.managed,
    ...countRules(rulesByPolicy.get(row.id) ?? []),
    tags: tagsOf(row.id),
    ...principalOf(row),
  }))
}

/** Permission sets count once per rule; scopes are distinct pairs of a scope type and a target. */
function countRules(
  rules: readonly RuleRow[],
): Pick<Policy, 'nb_rules' | 'nb_scopes' | 'nb_permission_sets'> {
  const scopes = rules.flatMap((rule) =>
    (rule.project_ids ?? [rule.organization_id]).map(
      (target) => `${rule.permission_sets_scope_type} ${target}`,
    ),
  )
  return {
    nb_rules: rules.length,
    nb_scopes: new Set(scopes).size,
    nb_permission_sets: rules.reduce((sum, rule) => sum + rule.permission_set_names.length, 0),
  }
}

export function principalOf({
  principal_type,
  principal_id,
}: PolicyRow): Pick<Policy, 'user_id' | 'group_id' | 'application_id' | 'no_principal'> {
  if (principal_type === null || principal_id === null) return { no_principal: true }
  if (principal_type === 'user') return { user_id: principal_id }
  return principal_type === 'group' ? { group_id: principal_id } : { application_id: principal_id }
}
