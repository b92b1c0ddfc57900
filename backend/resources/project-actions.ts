import { writeLogs } from '../http/audit.ts'
import type { CallerContext } from '../http/context.ts'
import { invalidArgument, invalidArguments } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import type { ProjectRow } from '../store/schema.ts'
import type { Transaction } from '../store/store.ts'
import { policyLog } from './policies.ts'
import { findProject, projectSchema, requireNotDefault, toProject } from './project-answer.ts'
import {
  qualificationSchema,
  toQualification,
  toQualificationRow,
} from './project-qualifications.ts'

const WRITE = { action: 'write', resource: 'project' } as const

const deleteWithResources = operation(
  {
    method: 'post',
    path: '/account/v3/projects/{project_id}/delete-with-resources',
    id: 'deleteProjectWithResources',
    summary: 'Delete a Project with its SSH keys, and take it out of rules and API keys',
    tag: 'Projects',
    query: z.object({ project_name: z.string().max(64).optional() }),
    // Clients have sent it in the query and in the body.
    body: z.object({ project_name: z.string().max(64).optional() }),
    response: projectSchema,
  },
  async (context) => {
    const { body, params, query, store } = context
    await context.require(WRITE, { inProject: params.project_id })
    const name = body.project_name ?? query.project_name
    if (name === undefined) {
      throw invalidArguments([
        { argument_name: 'project_name', reason: 'required', help_message: '' },
      ])
    }
    return store.transaction(async (tx) => {
      const row = await findProject(tx, context, params.project_id)
      requireNotDefault(context, row)
      if (row.name !== name) {
        throw invalidArgument('project_name', 'is not the name of this Project')
      }
      await tx.delete('ssh_keys', { project_id: row.id })
      await preferDefault(tx, context, row)
      await takeOutOfRules(tx, context, row)
      await tx.delete('project_qualifications', { project_id: row.id })
      await tx.delete('projects', { id: row.id })
      return toProject(row, null)
    })
  },
)

const setQualification = operation(
  {
    method: 'post',
    path: '/account/v3/projects/{project_id}/project-qualification',
    id: 'setProjectQualification',
    summary: 'Say what a Project is for',
    tag: 'Projects',
    body: z.object({ qualification: qualificationSchema.optional() }),
    response: z.object({ project_id: uuid(), qualification: qualificationSchema }),
  },
  async (context) => {
    const { body, params, store } = context
    await context.require(WRITE, { inProject: params.project_id })
    const { qualification } = body
    if (qualification === undefined) {
      throw invalidArguments([
        { argument_name: 'qualification', reason: 'required', help_message: '' },
      ])
    }
    return store.transaction(async (tx) => {
      const { id } = await findProject(tx, context, params.project_id)
      const row = toQualificationRow(id, qualification)
      await tx.delete('project_qualifications', { project_id: id })
      await tx.insert('project_qualifications', row)
      return { project_id: id, qualification: toQualification(row) }
    })
  },
)

export const projectActionOperations: readonly Operation[] = [deleteWithResources, setQualification]

/** Gives the keys that preferred a Project the default one, which they would have without it. */
async function preferDefault(
  tx: Transaction,
  context: CallerContext,
  project: ProjectRow,
): Promise<void> {
  const preferring = {
    organization_id: project.organization_id,
    default_project_id: project.id,
  }
  const keys = await tx.find('api_keys', { where: preferring })
  const entries = keys.map((key) => ({
    action: 'updated' as const,
    resource_type: 'api_key' as const,
    resource_id: key.access_key,
    resource_name: key.description,
  }))
  await writeLogs(tx, context, entries)
  await tx.update('api_keys', preferring, {
    default_project_id: project.organization_id,
    updated_at: context.now,
  })
}

/** Takes a Project out of every rule; a rule for this Project alone goes with it. */
async function takeOutOfRules(
  tx: Transaction,
  context: CallerContext,
  project: ProjectRow,
): Promise<void> {
  const policies = await tx.find('policies', {
    where: { organization_id: project.organization_id },
    order: [{ column: 'name_key', direction: 'asc' }],
  })
  const rules = await tx.find('rules', {
    where: { policy_id: { in: policies.map(({ id }) => id) }, project_ids: { not: null } },
  })
  const using = rules.filter((rule) => rule.project_ids?.includes(project.id))
  for (const rule of using) {
    const project_ids = rule.project_ids?.filter((id) => id !== project.id) ?? []
    await (project_ids.length === 0
      ? tx.delete('rules', { id: rule.id })
      : tx.update('rules', { id: rule.id }, { project_ids }))
  }
  const changed = new Set(using.map((rule) => rule.policy_id))
  const entries = policies
    .filter(({ id }) => changed.has(id))
    .map((policy) => policyLog('updated', policy))
  await tx.update('policies', { id: { in: [...changed] } }, { updated_at: context.now })
  await writeLogs(tx, context, entries)
}
