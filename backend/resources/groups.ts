import { allOf } from '../http/all-of.ts'
import { writeLog } from '../http/audit.ts'
import { notFound, preconditionFailed } from '../http/errors.ts'
import { answerTime, orderBy, paging, resourceName, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { orderOf, pageOf } from '../http/paging.ts'
import { z } from '../http/schema.ts'
import { loadTags } from '../http/tags.ts'
import type { GroupRow } from '../store/schema.ts'
import type { Reader, RowsOf, Where } from '../store/store.ts'
import { tagged } from './tagged.ts'

const groupSchema = z
  .object({
    id: uuid(),
    created_at: answerTime(),
    updated_at: answerTime(),
    organization_id: uuid(),
    name: z.string(),
    description: z.string(),
    user_ids: z.array(uuid()),
    application_ids: z.array(uuid()),
    tags: z.array(z.string()),
    editable: z.boolean(),
    deletable: z.boolean(),
    managed: z.boolean(),
  })
  .openapi('Group')

type Group = z.output<typeof groupSchema>

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
    const [rows, total_count] = await Promise.all([
      store.find('groups', {
        where,
        order: orderOf('groups', query.order_by, {
          created_at: 'created_at',
          updated_at: 'updated_at',
          name: 'name_key',
        }),
        ...pageOf(query),
      }),
      store.count('groups', where),
    ])
    return { groups: await toGroups(store, rows), total_count }
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
    const row = await find(store, caller.organizationId, params.group_id)
    const [group] = await toGroups(store, [row])
    if (group === undefined) throw notFound('group', row.id)
    return group
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
      const { id, name, deletable } = await find(tx, caller.organizationId, params.group_id)
      if (!deletable) {
        throw preconditionFailed(
          'protected_resource',
          'this group is managed by a product and cannot be deleted here',
        )
      }
      await tx.delete('group_members', { group_id: id })
      // Its policies stay, attached to nobody, for somebody to attach them anew.
      await tx.update(
        'policies',
        { principal_type: 'group', principal_id: id },
        { principal_type: null, principal_id: null },
      )
      await tx.delete('tags', { resource_id: id })
      await tx.delete('groups', { id })
      await writeLog(tx, context, {
        action: 'deleted',
        resource_type: 'group',
        resource_id: id,
        resource_name: name,
      })
    })
  },
)

export const groupOperations: readonly Operation[] = [listGroups, getGroup, deleteGroup]

/** @throws ApiError 404 when the Organization has no such group. */
async function find(reader: Reader, organizationId: string, id: string): Promise<GroupRow> {
  const row = await reader.get('groups', id)
  if (row?.organization_id !== organizationId) throw notFound('group', id)
  return row
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

/** Groups as the API answers them, keys in its order, members in the order they were given. */
async function toGroups(reader: Reader, rows: readonly GroupRow[]): Promise<Group[]> {
  const ids = rows.map((row) => row.id)
  const [tagsOf, members] = await Promise.all([
    loadTags(reader, ids),
    ids.length === 0
      ? []
      : reader.find('group_members', {
          where: { group_id: { in: ids } },
          order: [{ column: 'position', direction: 'asc' }],
        }),
  ])
  const membersByGroup = Map.groupBy(members, (member) => member.group_id)
  return rows.map((row) => {
    const memberIds = (type: 'user' | 'application'): string[] =>
      (membersByGroup.get(row.id) ?? [])
        .filter((member) => member.member_type === type)
        .map((member) => member.member_id)
    return {
      id: row.id,
      created_at: row.created_at,
      updated_at: row.updated_at,
      organization_id: row.organization_id,
      name: row.name,
      description: row.description,
      user_ids: memberIds('user'),
      application_ids: memberIds('application'),
      tags: tagsOf(row.id),
      editable: row.editable,
      deletable: row.deletable,
      managed: row.managed,
    }
  })
}
