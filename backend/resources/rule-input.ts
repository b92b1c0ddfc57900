import type { CallerContext } from '../http/context.ts'
import { invalidArgument, invalidArguments, type InvalidArgument } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { z } from '../http/schema.ts'
import { LONGEST_CONDITION } from '../policy/condition-limits.ts'
import { permissionSet } from '../policy/permission-sets.ts'
import type { RuleRow } from '../store/schema.ts'
import type { Reader, Transaction } from '../store/store.ts'
import { WRITE_POLICY } from './policies.ts'

/** Keeps what one request of a principal has to judge within bounds; the API states no limit. */
const MOST_RULES = 100

const ruleInput = z.object({
  permission_set_names: z.array(z.string()).max(500).default([]),
  condition: z.string().max(LONGEST_CONDITION).default(''),
  project_ids: z.array(uuid()).max(1000).default([]),
  organization_id: uuid().optional(),
})

/** The rules of a policy in a request body. */
export const ruleInputs = () => z.array(ruleInput).max(MOST_RULES).openapi({ minItems: 1 })

/** A rule before it has an id and a policy. */
export type RuleDraft = Omit<RuleRow, 'id' | 'policy_id' | 'position'>

/**
 * Rules as columns: all permission sets of a rule have one scope type, which decides what the rule is
 * for. Sets of Projects that are given on the Organization count in all its Projects, future ones too.
 *
 * @throws ApiError 400 naming every argument that is wrong; 403 for another Organization.
 */
export async function readRules(
  context: CallerContext,
  inputs: readonly z.output<typeof ruleInput>[],
): Promise<RuleDraft[]> {
  const problems: InvalidArgument[] = []
  for (const [index, input] of inputs.entries()) {
    const rule = `rules[${index}]`
    const found = [...problemsOf(input), ...(await problemsOfCondition(input.condition))]
    for (const { field, reason, help_message } of found) {
      const argument_name = field === '' ? rule : `${rule}.${field}`
      problems.push({ argument_name, reason, help_message })
    }
  }
  if (inputs.length === 0) {
    problems.push({ argument_name: 'rules', reason: 'required', help_message: '' })
  }
  if (problems.length > 0) throw invalidArguments(problems)
  return inputs.map(({ permission_set_names, condition, project_ids, organization_id }) => {
    const chosen = [...new Set(project_ids)]
    return {
      permission_set_names,
      permission_sets_scope_type:
        permissionSet(permission_set_names[0] ?? '')?.scopeType ?? 'projects',
      condition,
      organization_id:
        organization_id === undefined
          ? null
          : context.organizationId(organization_id, WRITE_POLICY),
      project_ids: chosen.length === 0 ? null : chosen,
    }
  })
}

/** @throws ApiError 400 naming the rules with Projects that the Organization does not have. */
export async function requireProjects(
  reader: Reader,
  organizationId: string,
  rules: readonly RuleDraft[],
): Promise<void> {
  const ids = [...new Set(rules.flatMap((rule) => rule.project_ids ?? []))]
  if (ids.length === 0) return
  const rows = await reader.find('projects', {
    where: { id: { in: ids }, organization_id: organizationId },
  })
  const known = new Set(rows.map((row) => row.id))
  const wrong = rules.findIndex((rule) => rule.project_ids?.some((id) => !known.has(id)))
  if (wrong >= 0) {
    throw invalidArgument(`rules[${wrong}].project_ids`, 'this Organization has no such Project')
  }
}

/** Gives a policy these rules, in this order, each with a new id. */
export async function insertRules(
  tx: Transaction,
  { options }: CallerContext,
  policyId: string,
  rules: readonly RuleDraft[],
): Promise<RuleRow[]> {
  const rows = rules.map((rule, position) => ({
    ...rule,
    id: options.ids(),
    policy_id: policyId,
    position,
  }))
  if (rows.length > 0) await tx.insert('rules', rows)
  return rows
}

interface Problem extends Omit<InvalidArgument, 'argument_name'> {
  /** Empty for the rule itself. */
  readonly field: keyof z.output<typeof ruleInput> | ''
}

function problemsOf(input: z.output<typeof ruleInput>): Problem[] {
  const onProjects = input.project_ids.length > 0
  const problems = problemsOfSets(input.permission_set_names, onProjects)
  if (onProjects === (input.organization_id !== undefined)) {
    problems.push({
      field: '',
      reason: 'format',
      help_message: 'embedded message failed validation',
    })
  }
  return problems
}

async function problemsOfCondition(text: string): Promise<Problem[]> {
  if (text === '') return []
  // The language of conditions is large, and most rules have none.
  const { checkCondition } = await import('../policy/conditions.ts')
  const check = checkCondition(text)
  if (check.ok) return []
  const { message, line, column } = check
  const help_message = `${message} (line ${line}, column ${column})`
  return [{ field: 'condition', reason: 'format', help_message }]
}

function problemsOfSets(names: readonly string[], onProjects: boolean): Problem[] {
  const field = 'permission_set_names'
  if (names.length === 0) return [{ field, reason: 'required', help_message: '' }]
  const unknown = names.filter((name) => permissionSet(name) === undefined)
  const constraint = (help_message: string): Problem[] => [
    { field, reason: 'constraint', help_message },
  ]
  if (unknown.length > 0) {
    return constraint(`there is no permission set ${[...new Set(unknown)].join(', ')}`)
  }
  const scopeTypes = new Set(names.map((name) => permissionSet(name)?.scopeType))
  if (scopeTypes.size > 1) return constraint('permission sets must be of the same scope type')
  return onProjects && scopeTypes.has('organization')
    ? constraint('permission sets of the Organization cannot be given on Projects')
    : []
}
