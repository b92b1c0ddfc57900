import { writeLog } from '../http/audit.ts'
import type { CallerContext } from '../http/context.ts'
import { invalidArgument } from '../http/errors.ts'
import { description, resourceName, tags, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { quotaCheck } from '../http/quotas.ts'
import { z } from '../http/schema.ts'
import { addTags, replaceTags } from '../http/tags.ts'
import type { PolicyRow } from '../store/schema.ts'
import { changes, type Reader } from '../store/store.ts'
import { newNamedRow, renamed } from './named-rows.ts'
import { findPolicy, managedPolicy, policyLog, WRITE_POLICY } from './policies.ts'
import { policySchema, toPolicies, type Policy } from './policy-answer.ts'
import { principalColumns, principalFields, requirePrincipal } from './policy-principal.ts'
import { insertRules, readRules, requireProjects, ruleInputs } from './rule-input.ts'

/**
 * Nothing here compares what a rule gives with what its author has, as on the platform: whoever may
 * write policies may attach any permission set to anybody, themself included. That goes for
 * IAMPolicyManager as for IAMManager and OrganizationManager.
 */

const LONGEST_NAME = 64

const createPolicy = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/policies',
    id: 'createPolicy',
    summary: 'Create a policy with its rules',
    tag: 'Policies',
    body: z.object({
      name: resourceName(),
      description: description().default(''),
      organization_id: uuid().optional(),
      tags: tags().default([]),
      rules: ruleInputs(),
      ...principalFields(),
    }),
    response: policySchema,
  },
  async (context) => {
    const { body, store } = context
    const organizationId = context.organizationId(body.organization_id, WRITE_POLICY)
    await context.require(WRITE_POLICY)
    const rules = await readRules(context, body.rules)
    const principal = principalColumns(body)
    if (principal === undefined) {
      throw invalidArgument(
        'user_id',
        'one of user_id, group_id, application_id and no_principal is required',
      )
    }
    const row: PolicyRow = {
      ...newPolicy(context, body),
      organization_id: organizationId,
      ...principal,
    }
    const requireRoom = await quotaCheck(store, 'policies', organizationId)
    return store.transaction(async (tx) => {
      await requirePrincipal(tx, organizationId, principal)
      await requireProjects(tx, organizationId, rules)
      await requireRoom(tx)
      await tx.insert('policies', row)
      await insertRules(tx, context, row.id, rules)
      await addTags(tx, row.id, body.tags)
      await writeLog(tx, context, policyLog('created', row))
      return uncounted(await one(tx, row))
    })
  },
)

const updatePolicy = operation(
  {
    method: 'patch',
    path: '/iam/v1alpha1/policies/{policy_id}',
    id: 'updatePolicy',
    summary: 'Update the name, description or tags of a policy, or attach it to somebody else',
    tag: 'Policies',
    body: z.object({
      name: resourceName().optional(),
      description: description().optional(),
      tags: tags().optional(),
      ...principalFields(),
    }),
    response: policySchema,
  },
  async (context) => {
    const { body, caller, now, params, store } = context
    await context.require(WRITE_POLICY)
    const principal = principalColumns(body)
    const described = [body.name, body.description, body.tags].some((value) => value !== undefined)
    return store.transaction(async (tx) => {
      const row = await findPolicy(tx, caller.organizationId, params.policy_id)
      if (!row.editable) throw managedPolicy()
      if (principal !== undefined) await requirePrincipal(tx, caller.organizationId, principal)
      const changed: PolicyRow = {
        ...row,
        ...renamed(row, body),
        ...principal,
        // Attaching a policy leaves its date alone, as the platform does.
        updated_at: described ? now : row.updated_at,
      }
      await tx.update('policies', { id: row.id }, changes(row, changed))
      if (body.tags !== undefined) await replaceTags(tx, row.id, body.tags)
      await writeLog(tx, context, policyLog('updated', changed))
      return one(tx, changed)
    })
  },
)

const clonePolicy = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/policies/{policy_id}/clone',
    id: 'clonePolicy',
    summary: 'Copy a policy and its rules, attached to nobody',
    tag: 'Policies',
    errors: ['quotas_exceeded'],
    response: policySchema,
  },
  async (context) => {
    const { caller, params, store } = context
    await context.require(WRITE_POLICY)
    const requireRoom = await quotaCheck(store, 'policies', caller.organizationId)
    return store.transaction(async (tx) => {
      const original = await findPolicy(tx, caller.organizationId, params.policy_id)
      const rules = await tx.find('rules', {
        where: { policy_id: original.id },
        order: [{ column: 'position', direction: 'asc' }],
      })
      const row = newPolicy(context, {
        name: `Copy of ${original.name}`.slice(0, LONGEST_NAME).trimEnd(),
        description: original.description,
      })
      await requireRoom(tx)
      await tx.insert('policies', row)
      await insertRules(tx, context, row.id, rules)
      await writeLog(tx, context, policyLog('created', row))
      return uncounted(await one(tx, row))
    })
  },
)

export const policyChangeOperations: readonly Operation[] = [
  createPolicy,
  updatePolicy,
  clonePolicy,
]

/** A row of the caller's Organization without a principal. */
function newPolicy(
  context: CallerContext,
  named: Pick<PolicyRow, 'name' | 'description'>,
): PolicyRow {
  const row = newNamedRow(context, context.caller.organizationId, named)
  return { ...row, principal_type: null, principal_id: null }
}

async function one(reader: Reader, row: PolicyRow): Promise<Policy> {
  const [policy] = await toPolicies(reader, [row])
  if (policy === undefined) throw new Error('a policy without its answer')
  return policy
}

/** The platform counts the rules of a new policy only afterwards; its first answer says 0. */
function uncounted(policy: Policy): Policy {
  return { ...policy, nb_rules: 0, nb_scopes: 0, nb_permission_sets: 0 }
}
