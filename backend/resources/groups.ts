import { allOf } from '../http/all-of.ts'
import { writeLog } from '../http/audit.ts'
import { alreadyExists } from '../http/errors.ts'
import { description, orderBy, paging, resourceName, tags, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { quotaCheck } from '../http/quotas.ts'
import { z } from '../http/schema.ts'
import { addTags, replaceTags } from '../http/tags.ts'
import type { GroupRow } from '../store/schema.ts'
import { changes, type RowsOf, UniqueViolation, type Where } from '../store/store.ts'
import {
  findEditable,
  findGroup,
  groupAnswer,
  groupSchema,
  logOf,
  managedGroup,
  toGroups,
} from './group-answer.ts'
import { newNamedRow, renamed } from './named-rows.ts'
import { tagged } from './tagged.ts'

const READ = { action: 'read', resource: 'group' } as const
const WRITE = { action: 'write', resource: 'group' } as const

const listGroups = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/groups',
    id: 'listGroups',
    summary: 'List the groups of an Organization',
    tag: 'Groups',
    query: z.object({
      ...paging(),
      order_by: orderBy('created_at', 'updated_at', 'name'),
      organization_id: uuid().optional(),
      name: resourceName().optional(),
      application_ids: z.array(uuid()).optional(),
      user_ids: z.array(uuid()).optional(),
      group_ids: z.array(uuid()).optional(),
      tag: z.string().optional(),
    }),
    response: z.object({ groups: z.array(groupSchema), total_count: z.int() }),
  },
  async (context) => {
    const { query, store } = context
    const organizationId = context.organizationId(query.organization_id, READ)
    await context.require(READ)
    const { group_ids, user_ids, application_ids } = query
    const conditions: Where<GroupRow>[] = [
      {
        organization_id: organizationId,
        ...(query.name === undefined ? {} : { name: query.name }),
      },
      ...(group_ids === undefined ? [] : [{ id: { in: group_ids } }]),
      ...(user_ids === undefined ? [] : [{ id: withMember('user', user_ids) }]),
      ...(application_ids === undefined
        ? []
        : [{ id: withMember('application', application_ids) }]),
      ...(query.tag ? [{ id: tagged(query.tag) }] : []),
    ]
    const where = conditions.reduce((all, next) => allOf(all, next))
    const { rows, total: total_count } = await store.page('groups', {
      where,
      order: orderOf('groups', query.order_by, {
        created_at: 'created_at',
        updated_at: 'updated_at',
        name: 'name_key',
      }),
      ...pageOf(query),
    })
    return { groups: await toGroups(store, rows), total_count }
  },
)

const createGroup = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/groups',
    id: 'createGroup',
    summary: 'Create a group, without members',
    tag: 'Groups',
    errors: ['already_exists'],
    body: z.object({
      organization_id: uuid().optional(),
      name: resourceName(),
      description: description().default(''),
      tags: tags().default([]),
    }),
    response: groupSchema,
  },
  async (context) => {
    const { body, store } = context
    const organizationId = context.organizationId(body.organization_id, WRITE)
    await context.require(WRITE)
    const row = newNamedRow(context, organizationId, body)
    const requireRoom = await quotaCheck(store, 'groups', organizationId)
    return store.transaction(async (tx) => {
      await requireRoom(tx)
      await withFreeName(() => tx.insert('groups', row))
      await addTags(tx, row.id, body.tags)
      await writeLog(tx, context, logOf('created', row))
      return groupAnswer(tx, row)
    })
  },
)

const getGroup = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/groups/{group_id}',
    id: 'getGroup',
    summary: 'Get a group',
    tag: 'Groups',
    response: groupSchema,
  },
  async (context) => {
    const { caller, params, store } = context
    await context.require(READ)
    return groupAnswer(store, await findGroup(store, caller.organizationId, params.group_id))
  },
)

const updateGroup = operation(
  {
    method: 'patch',
    path: '/iam/v1alpha1/groups/{group_id}',
    id: 'updateGroup',
    summary: 'Update the name, description or tags of a group',
    tag: 'Groups',
    errors: ['already_exists'],
    body: z.object({
      name: resourceName().optional(),
      description: description().optional(),
      tags: tags().optional(),
    }),
    response: groupSchema,
  },
  async (context) => {
    const { body, now, store } = context
    await context.require(WRITE)
    return store.transaction(async (tx) => {
      const row = await findEditable(tx, context)
      const changed: GroupRow = { ...row, ...renamed(row, body), updated_at: now }
      await withFreeName(() => tx.update('groups', { id: row.id }, changes(row, changed)))
      if (body.tags !== undefined) await replaceTags(tx, row.id, body.tags)
      await writeLog(tx, context, logOf('updated', changed))
      return groupAnswer(tx, changed)
    })
  },
)

const deleteGroup = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/groups/{group_id}',
    id: 'deleteGroup',
    summary: 'Delete a group; its members stay, without the rights they had by it',
    tag: 'Groups',
  },
  async (context) => {
    const { caller, params, store } = context
    await context.require(WRITE)
    await store.transaction(async (tx) => {
      const row = await findGroup(tx, caller.organizationId, params.group_id)
      const { id } = row
      if (!row.deletable) throw managedGroup()
      await tx.delete('group_members', { group_id: id })
      // Its policies stay, attached to nobody, for somebody to attach them anew.
      await tx.update(
        'policies',
        { principal_type: 'group', principal_id: id },
        { principal_type: null, principal_id: null },
      )
      await tx.delete('tags', { resource_id: id })
      await tx.delete('groups', { id })
      await writeLog(tx, context, logOf('deleted', row))
    })
  },
)

export const groupOperations: readonly Operation[] = [
  listGroups,
  createGroup,
  getGroup,
  updateGroup,
  deleteGroup,
]

/** Words the failure of a write whose name another group has; the unique index finds it. */
async function withFreeName(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error
    throw alreadyExists('group', '', 'another group of this Organization has this name')
  }
}

function withMember(
  member_type: 'user' | 'application',
  ids: readonly string[],
): { inRows: RowsOf } {
  return {
    inRows: {
      table: 'group_members',
      column: 'group_id',
      where: { member_type, member_id: { in: ids } },
    },
  }
}
