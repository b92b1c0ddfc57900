import { writePlatformLog } from '../http/audit.ts'
import type { RequestContext } from '../http/context.ts'
import { toTimestamp } from '../http/timestamps.ts'
import type { GroupRow, UserRow } from '../store/schema.ts'
import { foldText } from '../store/store.ts'
import type { Transaction } from '../store/store.ts'
import { organizationDefaults } from './organization-defaults.ts'
import { PLATFORM_GROUPS } from './platform-groups.ts'
import { namedSearchText, userSearchText } from './search-text.ts'
import { logOfUser } from './user-rules.ts'

/** What is asked for a new Organization. */
export interface NewOrganization {
  readonly name: string
  /** Empty for none. */
  readonly alias: string
  readonly owner: Pick<UserRow, 'username' | 'email' | 'first_name' | 'last_name' | 'locale'> & {
    readonly password_hash: string
  }
}

type Context = Pick<RequestContext, 'options' | 'now' | 'ip' | 'userAgent'>

/**
 * Makes an Organization as the platform does: with its Owner, the Project `default`, the usual
 * security settings, and three groups with a policy each. The log says that the platform made them.
 *
 * @returns the Owner
 */
export async function createOrganization(
  tx: Transaction,
  context: Context,
  { name, alias, owner }: NewOrganization,
): Promise<UserRow> {
  const { now, options } = context
  const id = options.ids()
  await tx.insert('organizations', { id, name, alias, created_at: now, ...organizationDefaults })
  const project = { name: 'default', description: '' }
  await tx.insert('projects', {
    // The platform gives it the Organization's own id.
    id,
    organization_id: id,
    ...project,
    created_at: now,
    updated_at: now,
    search_text: namedSearchText(project),
  })
  const user = newOwner(context, id, owner)
  await tx.insert('users', user)
  await writePlatformLog(tx, context, id, logOfUser('created', user))
  for (const [index, group] of PLATFORM_GROUPS.entries()) {
    await createGroup(tx, context, id, {
      ...group,
      // One after the other, so that lists by age keep their order.
      created: millisecondsLater(now, 2 * index + 1),
      policyCreated: millisecondsLater(now, 2 * index + 2),
    })
  }
  return user
}

function newOwner(
  { now, options }: Context,
  organizationId: string,
  owner: NewOrganization['owner'],
): UserRow {
  return {
    id: options.ids(),
    organization_id: organizationId,
    ...owner,
    username_key: foldText(owner.username),
    email_key: foldText(owner.email),
    phone_number: '',
    created_at: now,
    updated_at: now,
    last_login_at: null,
    type: 'owner',
    status: 'activated',
    mfa: false,
    locked: false,
    password_updated_at: now,
    password_chosen_by_other: false,
    totp_secret: null,
    totp_last_step: null,
    failed_sign_ins: 0,
    last_failed_sign_in_at: null,
    search_text: userSearchText(owner),
  }
}

/** A group of the platform, and the policy that gives it its permissions. */
async function createGroup(
  tx: Transaction,
  context: Context,
  organizationId: string,
  group: (typeof PLATFORM_GROUPS)[number] & {
    readonly created: string
    readonly policyCreated: string
  },
): Promise<void> {
  const { ids } = context.options
  const { name, description, rules, created, policyCreated } = group
  const row = (text: Pick<GroupRow, 'name' | 'description'>, created_at: string): GroupRow => ({
    id: ids(),
    organization_id: organizationId,
    ...text,
    name_key: foldText(name),
    created_at,
    updated_at: created_at,
    editable: true,
    deletable: true,
    managed: false,
    search_text: namedSearchText(text),
  })
  const groupRow = row({ name, description }, created)
  const policyRow = row({ name, description: '' }, policyCreated)
  await tx.insert('groups', groupRow)
  await tx.insert('policies', {
    ...policyRow,
    principal_type: 'group',
    principal_id: groupRow.id,
  })
  for (const [position, { sets, on }] of rules.entries()) {
    await tx.insert('rules', {
      id: ids(),
      policy_id: policyRow.id,
      position,
      permission_set_names: [...sets],
      permission_sets_scope_type: on === 'organization' ? 'organization' : 'projects',
      condition: '',
      organization_id: organizationId,
      project_ids: null,
    })
  }
  for (const [resource_type, { id, created_at }] of [
    ['group', groupRow],
    ['policy', policyRow],
  ] as const) {
    await writePlatformLog(tx, { ...context, now: created_at }, organizationId, {
      action: 'created',
      resource_type,
      resource_id: id,
      resource_name: name,
    })
  }
}

function millisecondsLater(time: string, milliseconds: number): string {
  return toTimestamp(new Date(Date.parse(time) + milliseconds))
}
