import { operation, type Operation } from '../http/operation.ts'
import { secondsLater, type RequirementType } from '../http/requirements.ts'
import { z } from '../http/schema.ts'
import type { OrganizationRow } from '../store/schema.ts'
import type { Transaction } from '../store/store.ts'
import { duration, secondsOf, toDuration } from './durations.ts'
import {
  findOrganization,
  READ_ORGANIZATION,
  requireOwnOrganization,
  WRITE_ORGANIZATION,
} from './organizations.ts'

const HOUR_SECONDS = 3600
const DAY_SECONDS = 24 * HOUR_SECONDS
const YEAR_SECONDS = 365 * DAY_SECONDS

const securitySettingsSchema = z
  .object({
    enforce_password_renewal: z.boolean(),
    grace_period_duration: z.string(),
    login_attempts_before_locked: z.int(),
    max_login_session_duration: z.string(),
    max_api_key_expiration_duration: z.string(),
  })
  .openapi('SecuritySettings')

const path = '/iam/v1alpha1/organizations/{organization_id}/security-settings'

const getSecuritySettings = operation(
  {
    method: 'get',
    path,
    id: 'getOrganizationSecuritySettings',
    summary: 'Get the security settings of an Organization',
    tag: 'Organizations',
    response: securitySettingsSchema,
  },
  async (context) => {
    const { organization_id } = context.params
    await requireOwnOrganization(context, organization_id, READ_ORGANIZATION)
    return toSettings(await findOrganization(context.store, organization_id))
  },
)

const updateSecuritySettings = operation(
  {
    method: 'patch',
    path,
    id: 'updateOrganizationSecuritySettings',
    summary: 'Change the security settings of an Organization',
    tag: 'Organizations',
    body: z.object({
      enforce_password_renewal: z.boolean().optional(),
      grace_period_duration: duration({ atLeast: HOUR_SECONDS, atMost: YEAR_SECONDS }).optional(),
      login_attempts_before_locked: z.int().min(1).max(50).optional(),
      max_login_session_duration: duration({
        atLeast: HOUR_SECONDS,
        atMost: YEAR_SECONDS,
      }).optional(),
      max_api_key_expiration_duration: duration({
        atLeast: HOUR_SECONDS,
        atMost: 10 * YEAR_SECONDS,
        orNone: true,
      }).optional(),
    }),
    response: securitySettingsSchema,
  },
  async (context) => {
    const { body, now, store } = context
    const { organization_id } = context.params
    await requireOwnOrganization(context, organization_id, WRITE_ORGANIZATION)
    return store.transaction(async (tx) => {
      const row = await findOrganization(tx, organization_id)
      const seconds = (text: string | undefined, otherwise: number): number =>
        text === undefined ? otherwise : secondsOf(text)
      const settings = {
        enforce_password_renewal: body.enforce_password_renewal ?? row.enforce_password_renewal,
        grace_period_seconds: seconds(body.grace_period_duration, row.grace_period_seconds),
        login_attempts_before_locked:
          body.login_attempts_before_locked ?? row.login_attempts_before_locked,
        max_login_session_seconds: seconds(
          body.max_login_session_duration,
          row.max_login_session_seconds,
        ),
        max_api_key_expiration_seconds: seconds(
          body.max_api_key_expiration_duration,
          row.max_api_key_expiration_seconds,
        ),
      }
      await tx.update('organizations', { id: row.id }, settings)
      if (settings.max_login_session_seconds < row.max_login_session_seconds) {
        await shortenSessions(tx, row.id, settings.max_login_session_seconds, now)
      }
      if (row.enforce_password_renewal && !settings.enforce_password_renewal) {
        await endGracePeriods(tx, row.id, 'update_password')
      }
      return toSettings({ ...row, ...settings })
    })
  },
)

export const securitySettingsOperations: readonly Operation[] = [
  getSecuritySettings,
  updateSecuritySettings,
]

/** Forgets since when members had to do what is not enforced any more. */
export async function endGracePeriods(
  tx: Transaction,
  organizationId: string,
  type: RequirementType,
): Promise<void> {
  const users = {
    table: 'users',
    column: 'id',
    where: { organization_id: organizationId },
  } as const
  await tx.delete('grace_periods', { type, user_id: { inRows: users } })
}

/** A shorter maximum holds for the sessions that run, counted from their beginning. */
async function shortenSessions(
  tx: Transaction,
  organizationId: string,
  seconds: number,
  now: string,
): Promise<void> {
  const running = { organization_id: organizationId, expires_at: { above: now } }
  for (const { jti, created_at, expires_at } of await tx.find('jwts', { where: running })) {
    const latest = secondsLater(created_at, seconds)
    if (latest < expires_at) await tx.update('jwts', { jti }, { expires_at: latest })
  }
}

function toSettings(row: OrganizationRow): z.output<typeof securitySettingsSchema> {
  return {
    enforce_password_renewal: row.enforce_password_renewal,
    grace_period_duration: toDuration(row.grace_period_seconds),
    login_attempts_before_locked: row.login_attempts_before_locked,
    max_login_session_duration: toDuration(row.max_login_session_seconds),
    max_api_key_expiration_duration: toDuration(row.max_api_key_expiration_seconds),
  }
}
