import { writeLog } from '../http/audit.ts'
import type { CallerContext } from '../http/context.ts'
import { invalidArgument, notFound } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import type { GroupMemberRow, GroupRow } from '../store/schema.ts'
import type { Transaction } from '../store/store.ts'
import { findEditable, type Group, groupAnswer, groupSchema, logOf } from './group-answer.ts'

/** The members of one group; writes of them leave the group's own `updated_at` as it is. */

const WRITE = { action: 'write', resource: 'group' } as const

type Member = Pick<GroupMemberRow, 'member_type' | 'member_id'>
type GroupContext = CallerContext & { readonly params: { readonly group_id: string } }

/** Lists in a body; no list means none of that kind, since clients send an empty one as null. */
const memberLists = () =>
  z.object({
    user_ids: z.array(uuid()).default([]),
    application_ids: z.array(uuid()).default([]),
  })

const oneMember = () => z.object({ user_id: uuid().optional(), application_id: uuid().optional() })

const setGroupMembers = operation(
  {
    method: 'put',
    path: '/iam/v1alpha1/groups/{group_id}/members',
    id: 'setGroupMembers',
    summary: 'Replace all members of a group',
    tag: 'Groups',
    body: memberLists(),
    response: groupSchema,
  },
  async (context) => {
    const wanted = membersOf(context.body)
    return changeMembers(context, async (tx, group, members) => {
      await requireMembers(tx, group.organization_id, wanted)
      await tx.delete('group_members', { group_id: group.id })
      await insertMembers(tx, group, wanted, 0)
      return !sameMembers(members, wanted)
    })
  },
)

const addGroupMembers = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/groups/{group_id}/add-members',
    id: 'addGroupMembers',
    summary: 'Add users and applications to a group; those that are in it stay',
    tag: 'Groups',
    body: memberLists(),
    response: groupSchema,
  },
  async (context) => addMembers(context, membersOf(context.body)),
)

const addGroupMember = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/groups/{group_id}/add-member',
    id: 'addGroupMember',
    summary: 'Add a user or an application to a group',
    tag: 'Groups',
    body: oneMember(),
    response: groupSchema,
  },
  async (context) => addMembers(context, [memberOf(context.body)]),
)

const removeGroupMember = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/groups/{group_id}/remove-member',
    id: 'removeGroupMember',
    summary: 'Remove a user or an application from a group',
    tag: 'Groups',
    body: oneMember(),
    response: groupSchema,
  },
  async (context) => {
    const member = memberOf(context.body)
    return changeMembers(context, async (tx, group) => {
      const removed = await tx.delete('group_members', { group_id: group.id, ...member })
      // The API leaves the resource's name empty here.
      if (removed === 0) throw notFound('', member.member_id)
      return true
    })
  },
)

export const groupMemberOperations: readonly Operation[] = [
  setGroupMembers,
  addGroupMembers,
  addGroupMember,
  removeGroupMember,
]

/** Adds those that are not members yet, after those that are. */
async function addMembers(context: GroupContext, wanted: readonly Member[]): Promise<Group> {
  return changeMembers(context, async (tx, group, members) => {
    await requireMembers(tx, group.organization_id, wanted)
    const fresh = wanted.filter((member) => !includes(members, member))
    const last = members.at(-1)
    await insertMembers(tx, group, fresh, last === undefined ? 0 : last.position + 1)
    return fresh.length > 0
  })
}

/**
 * Runs a change of a group's members, if the caller may make it.
 *
 * @param change tells whether there was anything to change; only then it is logged
 */
async function changeMembers(
  context: GroupContext,
  change: (
    tx: Transaction,
    group: GroupRow,
    members: readonly GroupMemberRow[],
  ) => Promise<boolean>,
): Promise<Group> {
  await context.require(WRITE)
  return context.store.transaction(async (tx) => {
    const group = await findEditable(tx, context)
    const members = await tx.find('group_members', {
      where: { group_id: group.id },
      order: [{ column: 'position', direction: 'asc' }],
    })
    if (await change(tx, group, members)) await writeLog(tx, context, logOf('updated', group))
    return groupAnswer(tx, group)
  })
}

/** @throws ApiError 404 naming the first that the Organization does not have. */
async function requireMembers(
  tx: Transaction,
  organization_id: string,
  wanted: readonly Member[],
): Promise<void> {
  for (const [type, table] of [
    ['user', 'users'],
    ['application', 'applications'],
  ] as const) {
    const ids = wanted.filter((member) => member.member_type === type).map((m) => m.member_id)
    if (ids.length === 0) continue
    const rows: readonly { id: string }[] = await tx.find(table, {
      where: { organization_id, id: { in: ids } },
    })
    const known = new Set(rows.map((row) => row.id))
    const missing = ids.find((id) => !known.has(id))
    if (missing !== undefined) throw notFound(type, missing)
  }
}

async function insertMembers(
  tx: Transaction,
  group: GroupRow,
  members: readonly Member[],
  firstPosition: number,
): Promise<void> {
  if (members.length === 0) return
  await tx.insert(
    'group_members',
    members.map(({ member_type, member_id }, index) => ({
      id: `${group.id}/${member_id}`,
      group_id: group.id,
      member_type,
      member_id,
      position: firstPosition + index,
    })),
  )
}

/** Users, then applications, each in the order of the request; a repeated one counts once. */
function membersOf(body: {
  readonly user_ids: readonly string[]
  readonly application_ids: readonly string[]
}): Member[] {
  const of = (member_type: Member['member_type'], ids: readonly string[]): Member[] =>
    [...new Set(ids)].map((member_id) => ({ member_type, member_id }))
  return [...of('user', body.user_ids), ...of('application', body.application_ids)]
}

/** @throws ApiError 400 for none and for two. */
function memberOf(body: {
  readonly user_id?: string | undefined
  readonly application_id?: string | undefined
}): Member {
  if (body.user_id !== undefined && body.application_id !== undefined) {
    throw invalidArgument('user_id', 'give either user_id or application_id, not both')
  }
  if (body.user_id !== undefined) return { member_type: 'user', member_id: body.user_id }
  if (body.application_id !== undefined) {
    return { member_type: 'application', member_id: body.application_id }
  }
  throw invalidArgument('user_id', 'one of user_id and application_id is required')
}

function includes(members: readonly Member[], { member_type, member_id }: Member): boolean {
  return members.some((one) => one.member_type === member_type && one.member_id === member_id)
}

function sameMembers(before: readonly Member[], after: readonly Member[]): boolean {
  return (
    before.length === after.length &&
    before.every((member, index) => member.member_id === after[index]?.member_id)
  )
}
