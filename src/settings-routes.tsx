import { redirect } from 'react-router'
import type { RouteObject } from 'react-router'

import { queryClient } from './api/query-client.ts'
import { sessionQuery } from './api/session.ts'
import { crumb, dialogCrumb } from './app/route-handle.ts'
import {
  membersWithoutMfaQuery,
  securityQuery,
  sessionsQuery,
} from './features/settings/queries.ts'
import { userQuery } from './features/users/queries.ts'
import {
  federationPattern,
  patterns,
  securityDialogPatterns,
  sessionDialogPatterns,
} from './paths.ts'
import { page, reads } from './route-loaders.ts'

/**
 * The settings and the dialogs over them.
 *
 * @param accountDialogs the dialogs about one's own profile and credentials
 */
export function settingsRoute(accountDialogs: RouteObject[]): RouteObject {
  return {
    path: patterns.settings,
    handle: crumb('Settings', { to: patterns.settings, level: 'section' }),
    lazy: page('SettingsLayout', () => import('./features/settings/settings-layout.tsx')),
    children: [
      { index: true, loader: () => redirect(patterns.accountSettings), element: null },
      {
        path: patterns.accountSettings,
        handle: crumb('Account', { level: 'page' }),
        loader: reads(() => void readAccount()),
        lazy: page(
          'AccountSettingsPage',
          () => import('./features/settings/account-settings-page.tsx'),
        ),
        children: [...accountDialogs, ...sessionDialogRoutes()],
      },
      {
        path: patterns.organizationSettings,
        handle: crumb('Organization', { level: 'page' }),
        lazy: page(
          'OrganizationSettingsPage',
          () => import('./features/settings/organization-settings-page.tsx'),
        ),
      },
      {
        path: patterns.securitySettings,
        handle: crumb('Security', { level: 'page' }),
        loader: reads(() => {
          void queryClient.prefetchQuery(securityQuery)
          void queryClient.prefetchQuery(membersWithoutMfaQuery)
        }),
        lazy: page(
          'SecuritySettingsPage',
          () => import('./features/settings/security-settings-page.tsx'),
        ),
        children: securityDialogRoutes(),
      },
    ],
  }
}

function sessionDialogRoutes(): RouteObject[] {
  const load = () => import('./features/settings/revoke-dialogs.tsx')
  return [
    {
      path: sessionDialogPatterns.revokeOthers,
      handle: dialogCrumb('Revoke all other sessions'),
      lazy: page('RevokeOthersDialog', load),
    },
    {
      path: sessionDialogPatterns.revoke,
      handle: dialogCrumb('Revoke session'),
      lazy: page('RevokeSessionDialog', load),
    },
  ]
}

function securityDialogRoutes(): RouteObject[] {
  const mfa = () => import('./features/settings/mfa-dialogs.tsx')
  const renewal = () => import('./features/settings/renewal-dialogs.tsx')
  const credentials = () => import('./features/settings/credential-dialogs.tsx')
  return [
    {
      path: securityDialogPatterns.enforceMfa,
      handle: dialogCrumb('Enforce MFA'),
      lazy: page('EnforceMfaDialog', mfa),
    },
    {
      path: securityDialogPatterns.stopEnforcingMfa,
      handle: dialogCrumb('Stop enforcing MFA'),
      lazy: page('StopEnforcingMfaDialog', mfa),
    },
    {
      path: securityDialogPatterns.enforceRenewal,
      handle: dialogCrumb('Enforce password renewal'),
      lazy: page('EnforceRenewalDialog', renewal),
    },
    {
      path: securityDialogPatterns.stopEnforcingRenewal,
      handle: dialogCrumb('Stop enforcing password renewal'),
      lazy: page('StopEnforcingRenewalDialog', renewal),
    },
    {
      path: securityDialogPatterns.gracePeriod,
      handle: dialogCrumb('Define grace period'),
      lazy: page('GracePeriodDialog', () => import('./features/settings/grace-period-dialog.tsx')),
    },
    {
      path: securityDialogPatterns.loginAttempts,
      handle: dialogCrumb('Login attempts'),
      lazy: page(
        'LoginAttemptsDialog',
        () => import('./features/settings/login-attempts-dialog.tsx'),
      ),
    },
    {
      path: securityDialogPatterns.apiKeyDuration,
      handle: dialogCrumb('Set up API keys duration'),
      lazy: page('ApiKeyDurationDialog', credentials),
    },
    {
      path: securityDialogPatterns.sessionDuration,
      handle: dialogCrumb('Console session maximum duration'),
      lazy: page('SessionDurationDialog', credentials),
    },
    {
      path: securityDialogPatterns.loginMethods,
      handle: dialogCrumb('Organization authentication methods'),
      lazy: page(
        'LoginMethodsDialog',
        () => import('./features/settings/login-methods-dialog.tsx'),
      ),
    },
    {
      path: federationPattern,
      handle: dialogCrumb('Identity federation'),
      lazy: page('FederationDialog', () => import('./features/settings/federation-dialog.tsx')),
    },
  ]
}

/** One's own record and sessions; whose they are is in the session. */
async function readAccount(): Promise<void> {
  const session = await queryClient.fetchQuery(sessionQuery).catch(() => undefined)
  if (!session) return
  if (session.bearerType !== 'user') return
  void queryClient.prefetchQuery(userQuery(session.user.id))
  if (!session.capabilities.includes('account')) return
  void queryClient.prefetchQuery(sessionsQuery(session.user.id))
}
