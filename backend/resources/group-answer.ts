import type { CallerContext } from '../http/context.ts'
import { notFound, preconditionFailed } from '../http/errors.ts'
import { answerTime, uuid } from '../http/fields.ts'
import { z } from '../http/schema.ts'
import { loadTags } from '../http/tags.ts'
import type { GroupRow } from '../store/schema.ts'
import type { Reader, Transaction } from '../store/store.ts'

/** A group as the API answers it. */
export const groupSchema = z
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

export type Group = z.output<typeof groupSchema>

/** @throws ApiError 404 when the Organization has no such group. */
export async function findGroup(
  reader: Reader,
  organizationId: string,
  id: string,
): Promise<GroupRow> {
  const row = await reader.get('groups', id)
  if (row?.organization_id !== organizationId) throw notFound('group', id)
  return row
}

/**
 * The group that a request names, if it may be changed.
 *
 * @throws ApiError 404 when there is none, 412 when the platform manages it.
 */
export async function findEditable(
  tx: Transaction,
  { caller, params }: CallerContext & { readonly params: { readonly group_id: string } },
): Promise<GroupRow> {
  const row = await findGroup(tx, caller.organizationId, params.group_id)
  if (!row.editable) throw managedGroup()
  return row
}

/** The log entry of a change of a group; membership is part of the group. */
export function logOf(action: 'created' | 'updated' | 'deleted', { id, name }: GroupRow) {
  return { action, resource_type: 'group', resource_id: id, resource_name: name } as const
}

/** A group as the API answers it. */
export async function groupAnswer(reader: Reader, row: GroupRow): Promise<Group> {
  const [group] = await toGroups(reader, [row])
  if (group === undefined) throw new Error('a group without its answer')
  return group
}

/** Groups as the API answers them, keys in its order, members in the order they were given. */
export async function toGroups(reader: Reader, rows: readonly GroupRow[]): Promise<Group[]> {
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

/** 412 for a change of a group that the platform manages. */
export function managedGroup() {
  return preconditionFailed(
    'protected_resource',
    'this group is managed by a product and cannot be changed here',
  )
}
