import { writeLog } from '../http/audit.ts'
import type { CallerContext } from '../http/context.ts'
import { invalidArgument } from '../http/errors.ts'
import { tags, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Mail } from '../http/options.ts'
import { quotaCheck } from '../http/quotas.ts'
import { z } from '../http/schema.ts'
import { addTags, replaceTags } from '../http/tags.ts'
import { passwordMessage, welcomeMessage } from '../mail/messages.ts'
import type { UserRow } from '../store/schema.ts'
import { changes, foldText } from '../store/store.ts'
import { deleteKeysOf } from './bearer-keys.ts'
import { leaveConnection, leaveUnlessOwnChange } from './connected-users.ts'
import { findOrganization } from './organizations.ts'
import { userSearchText } from './search-text.ts'
import { toUser, userSchema } from './user-answer.ts'
import {
  email,
  findUser,
  locale,
  logOfUser,
  password,
  personName,
  phoneNumber,
  requireCredentialsWrite,
  requireMember,
  requireNotOthersOwner,
  requireUserWrite,
  username,
  withFreeUsername,
  WRITE_USER,
} from './user-rules.ts'

const DEFAULT_LOCALE = 'en_US'

const memberSchema = z.object({
  email: email(),
  username: username(),
  /** Empty for a member who signs in by codes only. */
  password: password().or(z.literal('')).default(''),
  send_password_email: z.boolean().default(false),
  send_welcome_email: z.boolean().default(false),
  first_name: personName().default(''),
  last_name: personName().default(''),
  phone_number: phoneNumber().default(''),
  locale: locale().default(''),
})

type NewMember = z.output<typeof memberSchema>

const createUser = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/users',
    id: 'createUser',
    summary: 'Add a member to an Organization',
    tag: 'Users',
    errors: ['already_exists'],
    body: z.object({
      organization_id: uuid().optional(),
      tags: tags().default([]),
      email: z.string().optional(),
      member: memberSchema.optional(),
    }),
    response: userSchema,
  },
  async (context) => {
    const { body, store } = context
    const organizationId = context.organizationId(body.organization_id, WRITE_USER)
    await context.require(WRITE_USER)
    const member = requireOneMember(body)
    const row = await newRow(context, organizationId, member)
    const requireRoom = await quotaCheck(store, 'users', organizationId)
    const answer = await withFreeUsername(() =>
      store.transaction(async (tx) => {
        await requireRoom(tx)
        await tx.insert('users', row)
        await addTags(tx, row.id, body.tags)
        await writeLog(tx, context, logOfUser('created', row))
        return toUser(tx, row)
      }),
    )
    await sendMessages(context, row, member)
    return answer
  },
)

const updateUser = operation(
  {
    method: 'patch',
    path: '/iam/v1alpha1/users/{user_id}',
    id: 'updateUser',
    summary: "Change a user's profile and tags",
    tag: 'Users',
    body: z.object({
      tags: tags().optional(),
      email: email().optional(),
      first_name: personName().optional(),
      last_name: personName().optional(),
      phone_number: phoneNumber().optional(),
      locale: locale().optional(),
    }),
    response: userSchema,
  },
  async (context) => {
    const { body, now, params, store } = context
    await requireUserWrite(context, params.user_id)
    const before = await findUser(store, context, params.user_id)
    if (body.email !== undefined && body.email !== before.email) {
      // Sign-in codes are sent there: whoever sets the address can sign in.
      await requireCredentialsWrite(context, params.user_id)
      requireNotOthersOwner(context, before)
    }
    return store.transaction(async (tx) => {
      const row = await findUser(tx, context, params.user_id)
      const text = {
        email: body.email ?? row.email,
        first_name: body.first_name ?? row.first_name,
        last_name: body.last_name ?? row.last_name,
      }
      const changed: UserRow = {
        ...row,
        ...text,
        email_key: foldText(text.email),
        phone_number: body.phone_number ?? row.phone_number,
        locale: body.locale ?? row.locale,
        search_text: userSearchText({ ...text, username: row.username }),
        updated_at: now,
      }
      await tx.update('users', { id: row.id }, changes(row, changed))
      // A code on its way to the former address is good no more.
      if (changed.email_key !== row.email_key) {
        await tx.delete('sign_in_codes', { user_id: row.id })
        await leaveUnlessOwnChange(tx, context, row.id)
      }
      if (body.tags !== undefined) await replaceTags(tx, row.id, body.tags)
      await writeLog(tx, context, logOfUser('updated', changed))
      // The API's answer to this one request still has the former time.
      return toUser(tx, { ...changed, updated_at: row.updated_at })
    })
  },
)

const deleteUser = operation(
  {
    method: 'delete',
    path: '/iam/v1alpha1/users/{user_id}',
    id: 'deleteUser',
    summary: 'Delete a member with their API keys; members may delete themselves, in a session',
    tag: 'Users',
  },
  async (context) => {
    const { params, session, store } = context
    await requireCredentialsWrite(context, params.user_id)
    await store.transaction(async (tx) => {
      const row = await findUser(tx, context, params.user_id)
      requireMember(row)
      await deleteKeysOf(tx, context, { bearer_type: 'user', bearer_id: row.id })
      await tx.delete('group_members', { member_type: 'user', member_id: row.id })
      // Their policies stay, attached to nobody, for somebody to attach them anew.
      await tx.update(
        'policies',
        { principal_type: 'user', principal_id: row.id },
        { principal_type: null, principal_id: null },
      )
      await tx.delete('tags', { resource_id: row.id })
      await leaveConnection(tx, row.id)
      await tx.delete('jwts', { or: [{ audience_id: row.id }, { issuer_id: row.id }] })
      for (const table of OF_USER) await tx.delete(table, { user_id: row.id })
      await tx.delete('users', { id: row.id })
      await writeLog(tx, context, logOfUser('deleted', row))
    })
    if (context.isSelf(params.user_id) && context.caller.via === 'session') session.clear()
  },
)

export const userWriteOperations: readonly Operation[] = [createUser, updateUser, deleteUser]

const OF_USER = [
  'recovery_codes',
  'grace_periods',
  'sign_in_links',
  'sign_in_codes',
  'connection_tokens',
  'webauthn_ceremonies',
  'webauthn_authenticators',
] as const

/** @throws ApiError 400 for an invitation, and for a request without a member. */
function requireOneMember(body: {
  readonly email?: string | undefined
  readonly member?: NewMember | undefined
}): NewMember {
  if (body.email !== undefined) {
    throw invalidArgument('email', 'guests can no longer be invited: give a member')
  }
  if (body.member === undefined) throw invalidArgument('type', 'value is required')
  return body.member
}

async function newRow(
  context: CallerContext,
  organizationId: string,
  member: NewMember,
): Promise<UserRow> {
  const { now, options } = context
  const { email: address, username: name, first_name, last_name } = member
  const password_hash =
    member.password === '' ? null : await options.passwords.hash(member.password)
  return {
    id: options.ids(),
    organization_id: organizationId,
    email: address,
    username: name,
    username_key: foldText(name),
    email_key: foldText(address),
    first_name,
    last_name,
    phone_number: member.phone_number,
    locale: member.locale || DEFAULT_LOCALE,
    created_at: now,
    updated_at: now,
    last_login_at: null,
    type: 'member',
    status: 'activated',
    mfa: false,
    locked: false,
    password_hash,
    password_updated_at: password_hash === null ? null : now,
    password_chosen_by_other: password_hash !== null,
    totp_secret: null,
    totp_last_step: null,
    failed_sign_ins: 0,
    last_failed_sign_in_at: null,
    search_text: userSearchText({ email: address, username: name, first_name, last_name }),
  }
}

/** The member is there already: a message that cannot be sent is reported and changes nothing. */
async function sendMessages(
  { options, requestId, store }: CallerContext,
  user: UserRow,
  member: NewMember,
): Promise<void> {
  const { mailer } = options
  if (mailer === undefined || !(member.send_welcome_email || member.send_password_email)) return
  const organization = await findOrganization(store, user.organization_id)
  const facts = { user, organization, address: options.address?.() }
  const mails: readonly Mail[] = [
    ...(member.send_welcome_email ? [welcomeMessage(facts)] : []),
    ...(member.send_password_email && member.password !== ''
      ? [passwordMessage(facts, member.password)]
      : []),
  ]
  for (const mail of mails) {
    try {
      await mailer.send(mail)
    } catch (error) {
      options.report?.(error, requestId)
    }
  }
}
