import { redirect } from 'react-router'
import type { RouteObject } from 'react-router'

import { readListState } from './api/list-state.ts'
import { queryClient } from './api/query-client.ts'
import { countersQuery, sessionQuery } from './api/session.ts'
import { RootFallback } from './app/root-fallback.tsx'
import { Root } from './app/root.tsx'
import { RouteError } from './app/route-error.tsx'
import { crumb, dialogCrumb } from './app/route-handle.ts'
import { Shell } from './app/shell.tsx'
import { APPLICATIONS_LIST, applicationsListQuery } from './features/applications/queries.ts'
import { GROUPS_LIST, groupsListQuery } from './features/groups/queries.ts'
import { LOGS_LIST, logNamesQuery, logQuery, logsListQuery } from './features/logs/queries.ts'
import { POLICIES_LIST, policiesListQuery } from './features/policies/queries.ts'
import { projectsQuery } from './features/projects/queries.ts'
import { USERS_LIST, usersListQuery } from './features/users/queries.ts'
import { keyDialogRoutes } from './key-dialog-routes.tsx'
import { patterns } from './paths.ts'
import { logId, page, reads, readsKeys } from './route-loaders.ts'

/** Above the IAM dashboard and all pages that it leads to. */
export const iamSection = crumb('IAM', { to: patterns.users, level: 'section' })

/** The tabs of the IAM dashboard. */
function iamTabRoutes(): RouteObject[] {
  return [
    {
      path: patterns.users,
      handle: crumb('Users', { level: 'page' }),
      loader: reads((_, search) => {
        void queryClient.prefetchQuery(usersListQuery(readListState(USERS_LIST, search)))
      }),
      lazy: page('UsersPage', () => import('./features/users/users-page.tsx')),
    },
    {
      path: patterns.groups,
      handle: crumb('Groups', { level: 'page' }),
      loader: reads((_, search) => {
        void queryClient.prefetchQuery(groupsListQuery(readListState(GROUPS_LIST, search)))
      }),
      lazy: page('GroupsPage', () => import('./features/groups/groups-page.tsx')),
    },
    {
      path: patterns.applications,
      handle: crumb('Applications', { level: 'page' }),
      loader: reads((_, search) => {
        void queryClient.prefetchQuery(
          applicationsListQuery(readListState(APPLICATIONS_LIST, search)),
        )
      }),
      lazy: page('ApplicationsPage', () => import('./features/applications/applications-page.tsx')),
    },
    {
      path: patterns.policies,
      handle: crumb('Policies', { level: 'page' }),
      loader: reads((_, search) => {
        void queryClient.prefetchQuery(policiesListQuery(readListState(POLICIES_LIST, search)))
      }),
      lazy: page('PoliciesPage', () => import('./features/policies/policies-page.tsx')),
    },
    {
      path: patterns.apiKeys,
      handle: crumb('API keys', { level: 'page' }),
      loader: readsKeys(),
      lazy: page('ApiKeysPage', () => import('./features/api-keys/api-keys-page.tsx')),
      children: keyDialogRoutes(),
    },
    {
      path: patterns.logs,
      handle: crumb('Logs', { level: 'page' }),
      loader: reads((_, search) => {
        void queryClient.prefetchQuery(logsListQuery(readListState(LOGS_LIST, search)))
      }),
      lazy: page('LogsPage', () => import('./features/logs/logs-page.tsx')),
      children: [
        {
          path: patterns.log,
          handle: dialogCrumb('Log details'),
          loader: reads((params) => {
            void queryClient.prefetchQuery(logQuery(logId(params)))
            void queryClient.prefetchQuery(logNamesQuery([logId(params)]))
          }),
          lazy: page('LogDetails', () => import('./features/logs/log-details.tsx')),
        },
      ],
    },
  ]
}

/** The IAM dashboard. */
const iamRoute: RouteObject = {
  path: patterns.iam,
  handle: iamSection,
  children: [
    { index: true, loader: () => redirect(patterns.users), element: null },
    {
      loader: reads(() => {
        void queryClient.prefetchQuery(countersQuery)
      }),
      lazy: page('IamLayout', () => import('./app/iam-layout.tsx')),
      children: iamTabRoutes(),
    },
  ],
}

/** The route under which all pages inside the shell are. */
export const PAGES = 'pages'

/**
 * The site map's first part: the dashboard that people land on, and the ways in. The others are in
 * further-routes.tsx and join in when one of them is asked for, or when there is time: a router weighs
 * each route that it knows before it shows its first page.
 */
export const routes: RouteObject[] = [
  {
    Component: Root,
    HydrateFallback: RootFallback,
    ErrorBoundary: RouteError,
    children: [
      {
        path: patterns.signIn,
        handle: crumb('Sign in'),
        lazy: {
          loader: async () => (await import('./app/sign-in-page.tsx')).signInLoader,
          Component: async () => (await import('./app/sign-in-page.tsx')).SignInPage,
        },
      },
      {
        path: patterns.setup,
        handle: crumb('Set up'),
        lazy: {
          loader: async () => (await import('./app/setup-page.tsx')).setupLoader,
          Component: async () => (await import('./app/setup-page.tsx')).SetupPage,
        },
      },
      {
        Component: Shell,
        loader: reads(() => {
          void queryClient.prefetchQuery(sessionQuery)
          void queryClient.prefetchQuery(projectsQuery())
        }),
        children: [
          {
            id: PAGES,
            // Errors of pages show inside the shell, so that one can go elsewhere.
            ErrorBoundary: RouteError,
            handle: crumb('Organization', { to: patterns.organization, level: 'section' }),
            children: [
              { path: patterns.home, loader: () => redirect(patterns.organization), element: null },
              iamRoute,
            ],
          },
        ],
      },
    ],
  },
]
