import { answerTime, uuid } from '../http/fields.ts'
import { z } from '../http/schema.ts'
import { loadTags } from '../http/tags.ts'
import type { UserRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'

export const userSchema = z
  .object({
    id: uuid(),
    email: z.string(),
    username: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    phone_number: z.string(),
    locale: z.string(),
    created_at: answerTime(),
    updated_at: answerTime(),
    organization_id: uuid(),
    deletable: z.boolean(),
    last_login_at: answerTime().nullable(),
    type: z.enum(['owner', 'member']),
    two_factor_enabled: z.boolean(),
    status: z.enum(['activated', 'invitation_pending']),
    mfa: z.boolean(),
    account_root_user_id: z.string(),
    tags: z.array(z.string()),
    locked: z.boolean(),
  })
  .openapi('User')

export type User = z.output<typeof userSchema>

/** Users as the API answers them, keys in its order. */
export async function toUsers(reader: Reader, rows: readonly UserRow[]): Promise<User[]> {
  const tagsOf = await loadTags(
    reader,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    username: row.username,
    first_name: row.first_name,
    last_name: row.last_name,
    phone_number: row.phone_number,
    locale: row.locale,
    created_at: row.created_at,
    updated_at: row.updated_at,
    organization_id: row.organization_id,
    deletable: row.type !== 'owner',
    last_login_at: row.last_login_at,
    type: row.type,
    two_factor_enabled: row.mfa,
    status: row.status,
    mfa: row.mfa,
    // The account behind the Owner; there is one account per Owner here, so the id serves for both.
    account_root_user_id: row.type === 'owner' ? row.id : '',
    tags: tagsOf(row.id),
    locked: row.locked,
  }))
}

/** One user as the API answers it. */
export async function toUser(reader: Reader, row: UserRow): Promise<User> {
  const [user] = await toUsers(reader, [row])
  if (user === undefined) throw new Error('a user without its answer')
  return user
}
