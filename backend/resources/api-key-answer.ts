import { answerTime, uuid } from '../http/fields.ts'
import { z } from '../http/schema.ts'
import { formatTimestamp } from '../http/timestamps.ts'
import type { ApiKeyRow } from '../store/schema.ts'

export const apiKeySchema = z
  .object({
    access_key: z.string(),
    secret_key: z.string().nullable(),
    description: z.string(),
    created_at: answerTime(),
    updated_at: answerTime(),
    expires_at: answerTime().nullable(),
    default_project_id: uuid(),
    editable: z.boolean(),
    deletable: z.boolean(),
    managed: z.boolean(),
    creation_ip: z.string(),
    application_id: uuid().optional(),
    user_id: uuid().optional(),
  })
  .openapi('APIKey')

export type ApiKey = z.output<typeof apiKeySchema>

/**
 * A key as the API answers it, keys in its order.
 *
 * @param secret The secret key, in the answer to its creation; null in every other.
 */
export function apiKeyAnswer(row: ApiKeyRow, secret: string | null): ApiKey {
  return {
    access_key: row.access_key,
    secret_key: secret,
    description: row.description,
    created_at: row.created_at,
    updated_at: row.updated_at,
    expires_at:
      row.expires_at === null ? null : formatTimestamp(row.expires_at, row.expires_at_decimals),
    default_project_id: row.default_project_id,
    editable: row.editable,
    deletable: row.deletable,
    managed: row.managed,
    creation_ip: row.creation_ip,
    ...(row.bearer_type === 'user'
      ? { user_id: row.bearer_id }
      : { application_id: row.bearer_id }),
  }
}
