import type { OrganizationRow } from '../store/schema.ts'

const DAY_SECONDS = 24 * 60 * 60

/** The security settings of a new Organization, as the platform's documentation states them. */
export const organizationDefaults: Omit<OrganizationRow, 'id' | 'name' | 'alias' | 'created_at'> = {
  login_password_enabled: true,
  login_magic_code_enabled: true,
  login_oauth2_enabled: false,
  login_saml_enabled: false,
  enforce_mfa: false,
  enforce_password_renewal: false,
  grace_period_seconds: 3 * DAY_SECONDS,
  login_attempts_before_locked: 10,
  max_login_session_seconds: 30 * DAY_SECONDS,
  max_api_key_expiration_seconds: 0,
}
