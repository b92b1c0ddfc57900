import { sshFingerprint } from '../formats/ssh-fingerprint.ts'
import { readSshPublicKey, type SshPublicKey } from '../formats/ssh-public-key.ts'
import { allOf } from '../http/all-of.ts'
import { denied, type CallerContext } from '../http/context.ts'
import { invalidArguments, notFound } from '../http/errors.ts'
import { answerTime, orderBy, paging, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { quotaCheck } from '../http/quotas.ts'
import { z } from '../http/schema.ts'
import type { SshKeyRow } from '../store/schema.ts'
import { foldText } from '../store/store.ts'
import type { Reader, Where } from '../store/store.ts'
import { sshKeySearchText } from './search-text.ts'
import { projectsWith } from './visible-projects.ts'

const sshKeySchema = z
  .object({
    id: uuid(),
    name: z.string(),
    public_key: z.string(),
    fingerprint: z.string(),
    created_at: answerTime(),
    updated_at: answerTime(),
    organization_id: uuid(),
    project_id: uuid(),
    disabled: z.boolean(),
  })
  .openapi('SSHKey')

const READ = { action: 'read', resource: 'ssh_key' } as const
const WRITE = { action: 'write', resource: 'ssh_key' } as const

const keyName = () => z.string().max(1000)

const listSshKeys = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/ssh-keys',
    id: 'listSSHKeys',
    summary: 'List the SSH keys of a Project, or of all Projects',
    tag: 'SSH keys',
    query: z.object({
      ...paging(),
      order_by: orderBy('created_at', 'updated_at', 'name'),
      organization_id: uuid().optional(),
      name: z.string().min(1).max(1000).optional(),
      project_id: uuid().optional(),
      disabled: z.boolean().optional(),
    }),
    response: z.object({ ssh_keys: z.array(sshKeySchema), total_count: z.int() }),
  },
  async (context) => {
    const { query, store } = context
    const organizationId = context.organizationId(query.organization_id, READ)
    const where: Where<SshKeyRow> = allOf(
      {
        organization_id: organizationId,
        ...(query.name === undefined ? {} : { name: query.name }),
        ...(query.disabled === undefined ? {} : { disabled: query.disabled }),
      },
      await readable(context, query.project_id),
    )
    const { rows, total: total_count } = await store.page('ssh_keys', {
      where,
      order: orderOf('ssh_keys', query.order_by, {
        created_at: 'created_at',
        updated_at: 'updated_at',
        name: 'name_key',
      }),
      ...pageOf(query),
    })
    return { ssh_keys: rows.map(answer), total_count }
  },
)

const createSshKey = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/ssh-keys',
    id: 'createSSHKey',
    summary: 'Add an SSH key to a Project',
    tag: 'SSH keys',
    body: z.object({
      name: keyName().default(''),
      public_key: z.string().min(1).max(65_000),
      project_id: uuid(),
    }),
    response: sshKeySchema,
  },
  async (context) => {
    const { body, caller, now, store } = context
    await context.require(WRITE, { inProject: body.project_id })
    const row: SshKeyRow = {
      id: context.options.ids(),
      organization_id: caller.organizationId,
      project_id: body.project_id,
      ...named(body.name),
      ...keyColumns(readKey(body.public_key)),
      created_at: now,
      updated_at: now,
      disabled: false,
    }
    const requireRoom = await quotaCheck(store, 'ssh_keys', caller.organizationId)
    return store.transaction(async (tx) => {
      const project = await tx.get('projects', row.project_id)
      if (project?.organization_id !== caller.organizationId) {
        throw notFound('project_id', row.project_id)
      }
      await requireRoom(tx)
      await tx.insert('ssh_keys', row)
      return answer(row)
    })
  },
)

const getSshKey = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/ssh-keys/{ssh_key_id}',
    id: 'getSSHKey',
    summary: 'Get an SSH key',
    tag: 'SSH keys',
    response: sshKeySchema,
  },
  async (context) => {
    const row = await find(context.store, context, context.params.ssh_key_id)
    await context.require(READ, { inProject: row.project_id })
    return answer(row)
  },
)

const updateSshKey = operation(
  {
    method: 'patch',
    path: '/iam/v1alpha1/ssh-keys/{ssh_key_id}',
    id: 'updateSSHKey',
    summary: 'Rename, disable or enable an SSH key',
    tag: 'SSH keys',
    body: z.object({ name: keyName().optional(), disabled: z.boolean().optional() }),
    response: sshKeySchema,
  },
  async (context) => {
    const { body, now, params, store } = context
    await requireWrite(context)
    return store.transaction(async (tx) => {
      const row = await find(tx, context, params.ssh_key_id)
      const changed: SshKeyRow = {
        ...row,
        ...named(body.name ?? row.name),
        disabled: body.disabled ?? row.disabled,
        updated_at: now,
      }
      await tx.update('ssh_keys', { id: row.id }, changed)
      return answer(changed)
    })
  },
)

const deleteSshKey = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/ssh-keys/{ssh_key_id}',
    id: 'deleteSSHKey',
    summary: 'Delete an SSH key',
    tag: 'SSH keys',
  },
  async (context) => {
    await requireWrite(context)
    await context.store.transaction(async (tx) => {
      const { id } = await find(tx, context, context.params.ssh_key_id)
      await tx.delete('ssh_keys', { id })
    })
  },
)

export const sshKeyOperations: readonly Operation[] = [
  listSshKeys,
  createSshKey,
  getSshKey,
  updateSshKey,
  deleteSshKey,
]

/** A public key as columns: without its comment, with its fingerprint. */
function keyColumns(key: SshPublicKey): Pick<SshKeyRow, 'public_key' | 'fingerprint'> {
  return { public_key: key.text, fingerprint: sshFingerprint(key) }
}

/** @throws ApiError 400 that says what is wrong and never repeats the text: it may be a secret. */
function readKey(text: string): SshPublicKey {
  const reading = readSshPublicKey(text)
  if (reading.ok) return reading.key
  throw invalidArguments([
    { argument_name: 'public_key', reason: 'format', help_message: reading.message },
  ])
}

function named(name: string): Pick<SshKeyRow, 'name' | 'name_key' | 'search_text'> {
  return { name, name_key: foldText(name), search_text: sshKeySearchText({ name }) }
}

function answer(row: SshKeyRow): z.output<typeof sshKeySchema> {
  return {
    id: row.id,
    name: row.name,
    public_key: row.public_key,
    fingerprint: row.fingerprint,
    created_at: row.created_at,
    updated_at: row.updated_at,
    organization_id: row.organization_id,
    project_id: row.project_id,
    disabled: row.disabled,
  }
}

/**
 * The keys a caller may see: of the Project asked for, else of every Project where a rule lets them.
 *
 * @throws ApiError 403 when there is none.
 */
async function readable(
  context: CallerContext,
  projectId: string | undefined,
): Promise<Where<SshKeyRow>> {
  if (projectId !== undefined) {
    await context.require(READ, { inProject: projectId })
    return { project_id: projectId }
  }
  if (await context.may(READ)) return {}
  const projects = await projectsWith(context, READ)
  if (projects.length === 0) throw denied([READ])
  return { project_id: { in: projects } }
}

/** Passes for those who may change the keys of this key's Project. @throws ApiError 403, 404 */
async function requireWrite(
  context: CallerContext & { readonly params: { readonly ssh_key_id: string } },
): Promise<void> {
  const row = await find(context.store, context, context.params.ssh_key_id)
  await context.require(WRITE, { inProject: row.project_id })
}

/** @throws ApiError 404 when the caller's Organization has no such key. */
async function find(reader: Reader, { caller }: CallerContext, id: string): Promise<SshKeyRow> {
  const row = await reader.get('ssh_keys', id)
  if (row?.organization_id !== caller.organizationId) throw notFound('ssh_key', id)
  return row
}
