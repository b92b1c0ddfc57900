import type { Application, User } from '@scaleway/sdk-iam/v1alpha1'
import { redirect } from 'react-router'
import type { RouteObject } from 'react-router'

import { readListState } from './api/list-state.ts'
import { queryClient } from './api/query-client.ts'
import { countersQuery, sessionQuery } from './api/session.ts'
import { RootFallback } from './app/root-fallback.tsx'
import { Root } from './app/root.tsx'
import { RouteError } from './app/route-error.tsx'
import { crumb, crumbOf, dialogCrumb } from './app/route-handle.ts'
import { Shell } from './app/shell.tsx'
import { apiKeyQuery } from './features/api-keys/queries.ts'
import {
  APPLICATIONS_LIST,
  applicationQuery,
  applicationsListQuery,
} from './features/applications/queries.ts'
import { GROUPS_LIST, groupsListQuery } from './features/groups/queries.ts'
import { POLICIES_LIST, policiesListQuery } from './features/policies/queries.ts'
import { PROJECTS_LIST, projectsListQuery, projectsQuery } from './features/projects/queries.ts'
import { USERS_LIST, userQuery, usersListQuery } from './features/users/queries.ts'
import { userName } from './parts/user-name.ts'
import { keyDialogPatterns, paths, patterns } from './paths.ts'
import {
  accessKey,
  applicationBearer,
  applicationId,
  page,
  reads,
  readsBearer,
  readsKeys,
  userBearer,
  userId,
} from './route-loaders.ts'

/** The dialogs over each list of API keys; all of them have the same. */
function keyDialogRoutes(): RouteObject[] {
  const readsKey = reads((params) => {
    void queryClient.prefetchQuery(apiKeyQuery(accessKey(params)))
  })
  return [
    {
      path: keyDialogPatterns.generate,
      handle: dialogCrumb('Generate an API key'),
      loader: reads(() => {
        void queryClient.prefetchQuery(projectsQuery())
      }),
      lazy: page('GenerateDialog', () => import('./features/api-keys/generate-dialog.tsx')),
    },
    {
      path: keyDialogPatterns.edit,
      handle: dialogCrumb('Edit API key'),
      loader: readsKey,
      lazy: page('EditDialog', () => import('./features/api-keys/edit-dialog.tsx')),
    },
    {
      path: keyDialogPatterns.delete,
      handle: dialogCrumb('Delete API key'),
      loader: readsKey,
      lazy: page('DeleteDialog', () => import('./features/api-keys/delete-dialog.tsx')),
    },
    {
      path: keyDialogPatterns.replace,
      handle: dialogCrumb('Replace API key'),
      loader: readsKey,
      lazy: page('ReplaceDialog', () => import('./features/api-keys/replace-dialog.tsx')),
    },
  ]
}

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
  ]
}

const userRoute: RouteObject = {
  path: patterns.user,
  handle: crumbOf(
    (params) => userQuery(userId(params)),
    (user: User) => userName(user),
    {
      to: (params) => paths.user(userId(params)),
      fallback: 'User',
    },
  ),
  loader: reads((params) => {
    void queryClient.prefetchQuery(userQuery(userId(params)))
  }),
  lazy: page('UserLayout', () => import('./features/users/user-layout.tsx')),
  children: [
    {
      index: true,
      handle: crumb('Overview', { level: 'page' }),
      loader: readsBearer(userBearer),
      lazy: page('UserOverviewPage', () => import('./features/users/user-overview-page.tsx')),
    },
    {
      path: patterns.userCredentials,
      handle: crumb('Credentials', { level: 'page' }),
      loader: readsKeys(userBearer),
      lazy: page(
        'UserCredentialsPage',
        () => import('./features/api-keys/user-credentials-page.tsx'),
      ),
      children: keyDialogRoutes(),
    },
  ],
}

const applicationRoute: RouteObject = {
  path: patterns.application,
  handle: crumbOf(
    (params) => applicationQuery(applicationId(params)),
    (application: Application) => application.name,
    { to: (params) => paths.application(applicationId(params)), fallback: 'Application' },
  ),
  loader: reads((params) => {
    void queryClient.prefetchQuery(applicationQuery(applicationId(params)))
  }),
  lazy: page('ApplicationLayout', () => import('./features/applications/application-layout.tsx')),
  children: [
    {
      handle: crumb('Overview', { level: 'page' }),
      loader: readsBearer(applicationBearer),
      lazy: page(
        'ApplicationOverviewPage',
        () => import('./features/applications/application-overview-page.tsx'),
      ),
      children: [
        { index: true, element: null },
        {
          path: patterns.deleteApplication,
          handle: dialogCrumb('Delete application'),
          lazy: page(
            'DeleteApplicationDialog',
            () => import('./features/applications/delete-application-dialog.tsx'),
          ),
        },
      ],
    },
    {
      path: patterns.applicationApiKeys,
      handle: crumb('API keys', { level: 'page' }),
      loader: readsKeys(applicationBearer),
      lazy: page(
        'ApplicationApiKeysPage',
        () => import('./features/api-keys/application-api-keys-page.tsx'),
      ),
      children: keyDialogRoutes(),
    },
  ],
}

const organizationRoute: RouteObject = {
  path: patterns.organization,
  loader: reads(() => {
    void queryClient.prefetchQuery(projectsQuery())
  }),
  lazy: page('OrganizationLayout', () => import('./features/organization/organization-layout.tsx')),
  children: [
    {
      index: true,
      handle: crumb('Organization Dashboard', { level: 'page' }),
      lazy: page(
        'OrganizationOverviewPage',
        () => import('./features/organization/organization-overview-page.tsx'),
      ),
    },
    {
      path: patterns.projects,
      handle: crumb('Projects', { level: 'page' }),
      loader: reads((_, search) => {
        void queryClient.prefetchQuery(projectsListQuery(readListState(PROJECTS_LIST, search)))
      }),
      lazy: page('ProjectsPage', () => import('./features/projects/projects-page.tsx')),
      children: [
        {
          path: patterns.createProject,
          handle: dialogCrumb('Create Project'),
          lazy: page(
            'CreateProjectDialog',
            () => import('./features/projects/create-project-dialog.tsx'),
          ),
        },
      ],
    },
  ],
}

const iamRoute: RouteObject = {
  path: patterns.iam,
  handle: crumb('IAM', { to: patterns.users, level: 'section' }),
  children: [
    { index: true, loader: () => redirect(patterns.users), element: null },
    {
      loader: reads(() => {
        void queryClient.prefetchQuery(countersQuery)
      }),
      lazy: page('IamLayout', () => import('./app/iam-layout.tsx')),
      children: iamTabRoutes(),
    },
    {
      handle: crumb('Users', { to: patterns.users }),
      children: [userRoute],
    },
    {
      handle: crumb('Applications', { to: patterns.applications }),
      children: [
        {
          path: patterns.createApplication,
          handle: crumb('Create application'),
          lazy: page(
            'CreateApplicationPage',
            () => import('./features/applications/create-application-page.tsx'),
          ),
        },
        applicationRoute,
      ],
    },
  ],
}

/** The site map: every URL of the console. Page code is loaded when asked for. */
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
        Component: Shell,
        loader: reads(() => {
          void queryClient.prefetchQuery(sessionQuery)
          void queryClient.prefetchQuery(projectsQuery())
        }),
        children: [
          {
            // Errors of pages show inside the shell, so that one can go elsewhere.
            ErrorBoundary: RouteError,
            handle: crumb('Organization', { to: patterns.organization, level: 'section' }),
            children: [
              { path: patterns.home, loader: () => redirect(patterns.organization), element: null },
              organizationRoute,
              iamRoute,
              {
                path: '*',
                handle: crumb('Page not found'),
                lazy: page('NotFoundPage', () => import('./app/not-found-page.tsx')),
              },
            ],
          },
        ],
      },
    ],
  },
]
