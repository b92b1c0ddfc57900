import type { JWT, Organization } from '@scaleway/sdk-iam/v1alpha1'
import { queryOptions } from '@tanstack/react-query'

import { iam } from '../../api/client.ts'
import { getOrganization } from '../../api/console-api.ts'
import { sessionQuery } from '../../api/session.ts'
import { secondsOf } from './durations.ts'

export type { JWT }

/** What an Organization asks of its members and their credentials; durations in seconds. */
export interface SecuritySettings {
  /** Undefined where it is neither told nor changed. */
  enforceMfa: boolean | undefined
  enforcePasswordRenewal: boolean
  gracePeriodSeconds: number
  loginAttemptsBeforeLocked: number
  maxSessionSeconds: number
  /** 0 for no limit. */
  maxApiKeySeconds: number
  loginMethods: LoginMethods
}

export type LoginMethods = Pick<
  Organization,
  'loginPasswordEnabled' | 'loginMagicCodeEnabled' | 'loginOauth2Enabled' | 'loginSamlEnabled'
>

/** The Organization's security settings, from the three places that hold them. */
export const securityQuery = queryOptions({
  queryKey: ['security'],
  queryFn: async ({ client }): Promise<SecuritySettings> => {
    const { capabilities, organization } = await client.ensureQueryData(sessionQuery)
    const organizationId = organization.id
    const [details, settings, loginMethods] = await Promise.all([
      capabilities.includes('organization') ? getOrganization() : undefined,
      iam.getOrganizationSecuritySettings({ organizationId }),
      iam.getOrganization({ organizationId }),
    ])
    return {
      enforceMfa: details?.enforceMfa,
      enforcePasswordRenewal: settings.enforcePasswordRenewal,
      gracePeriodSeconds: secondsOf(settings.gracePeriodDuration),
      loginAttemptsBeforeLocked: settings.loginAttemptsBeforeLocked,
      maxSessionSeconds: secondsOf(settings.maxLoginSessionDuration),
      maxApiKeySeconds: secondsOf(settings.maxApiKeyExpirationDuration),
      loginMethods,
    }
  },
  retryOnMount: false,
})

/** How many members have no MFA, and the first few of them. */
export const membersWithoutMfaQuery = queryOptions({
  queryKey: ['users', 'members-without-mfa'],
  queryFn: async () => {
    const { users, totalCount } = await iam.listUsers({
      type: 'member',
      mfa: false,
      orderBy: 'username_asc',
      pageSize: 3,
    })
    return { first: users, total: totalCount }
  },
  retryOnMount: false,
})

/** A user's sessions that have not ended, newest first. */
export function sessionsQuery(userId: string) {
  return queryOptions({
    queryKey: ['sessions', userId],
    queryFn: (): Promise<JWT[]> =>
      iam
        .listJWTs({
          audienceId: userId,
          expired: false,
          orderBy: 'created_at_desc',
          pageSize: 100,
        })
        .all(),
    retryOnMount: false,
  })
}
