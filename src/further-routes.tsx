import type { Application, Group, Policy, User } from '@scaleway/sdk-iam/v1alpha1'
import type { Params, RouteObject } from 'react-router'

import { readListState } from './api/list-state.ts'
import { queryClient } from './api/query-client.ts'
import { countersQuery } from './api/session.ts'
import { crumb, crumbOf, dialogCrumb } from './app/route-handle.ts'
import { applicationQuery } from './features/applications/queries.ts'
import {
  groupQuery,
  groupsOfApplicationsQuery,
  groupsOfUsersQuery,
} from './features/groups/queries.ts'
import { quotasQuery, usageQuery } from './features/organization/queries.ts'
import { policiesOfQuery, policyQuery, rulesQuery } from './features/policies/queries.ts'
import {
  type Project,
  PROJECTS_LIST,
  projectQuery,
  projectsListQuery,
  projectsQuery,
  projectUseQuery,
} from './features/projects/queries.ts'
import { SSH_KEYS_LIST, sshKeyQuery, sshKeysListQuery } from './features/ssh-keys/queries.ts'
import { userQuery } from './features/users/queries.ts'
import { keyDialogRoutes } from './key-dialog-routes.tsx'
import type { Bearer } from './parts/bearer.ts'
import { permissionsQuery } from './parts/permissions-query.ts'
import { userName } from './parts/user-name.ts'
import {
  accountDialogPatterns,
  bearerDialogPatterns,
  groupDialogPatterns,
  paths,
  patterns,
  principalDialogPatterns,
  sshKeyDialogPatterns,
} from './paths.ts'
import { page, reads, readsKeys } from './route-loaders.ts'
import { iamSection } from './routes.tsx'
import { settingsRoute } from './settings-routes.tsx'

/** Ids of the path; empty on routes without them. */
const userId = (params: Params) => params.userId ?? ''
const applicationId = (params: Params) => params.applicationId ?? ''
const groupId = (params: Params) => params.groupId ?? ''
const policyId = (params: Params) => params.policyId ?? ''
const projectId = (params: Params) => params.projectId ?? ''

/** The bearer whose page the route is. */
const userBearer = (params: Params): Bearer => ({ type: 'user', id: userId(params) })
const applicationBearer = (params: Params): Bearer => ({
  type: 'application',
  id: applicationId(params),
})

/** Reads what an Overview says of a bearer: groups, policies, and what they let it do. */
function readsBearer(bearerOf: (params: Params) => Bearer) {
  return reads((params) => {
    const bearer = bearerOf(params)
    const groups = bearer.type === 'user' ? groupsOfUsersQuery : groupsOfApplicationsQuery
    void queryClient.prefetchQuery(groups([bearer.id]))
    void queryClient.prefetchQuery(policiesOfQuery(bearer))
    void queryClient.prefetchQuery(permissionsQuery(bearer))
  })
}

/** The dialog that changes a user's profile, over a page that shows it. */
function profileDialogRoute(): RouteObject {
  return {
    path: accountDialogPatterns.profile,
    handle: dialogCrumb('Edit profile'),
    lazy: page('EditProfileDialog', () => import('./parts/edit-profile-dialog.tsx')),
  }
}

/** The dialogs that change how a user signs in: the one in the address, or else oneself. */
function credentialDialogRoutes(): RouteObject[] {
  return [
    {
      path: accountDialogPatterns.username,
      handle: dialogCrumb('Edit username'),
      lazy: page('EditUsernameDialog', () => import('./parts/edit-username-dialog.tsx')),
    },
    {
      path: accountDialogPatterns.password,
      handle: dialogCrumb('Edit password'),
      lazy: page('EditPasswordDialog', () => import('./parts/edit-password-dialog.tsx')),
    },
    {
      path: accountDialogPatterns.setUpMfa,
      handle: dialogCrumb('Set up MFA'),
      lazy: page('SetUpMfaDialog', () => import('./parts/set-up-mfa-dialog.tsx')),
    },
    {
      path: accountDialogPatterns.disableMfa,
      handle: dialogCrumb('Disable MFA'),
      lazy: page('DisableMfaDialog', () => import('./parts/disable-mfa-dialog.tsx')),
    },
  ]
}

/** The dialogs that attach and detach policies, over the page of a user, an application or a group. */
function principalDialogRoutes(): RouteObject[] {
  return [
    {
      path: principalDialogPatterns.attachPolicy,
      handle: dialogCrumb('Attach a policy'),
      lazy: page('AttachPolicyDialog', () => import('./parts/attach-policy-dialog.tsx')),
    },
    {
      path: principalDialogPatterns.detachPolicy,
      handle: dialogCrumb('Detach policy'),
      loader: reads((params) => {
        void queryClient.prefetchQuery(policyQuery(policyId(params)))
      }),
      lazy: page('DetachPolicyDialog', () => import('./parts/detach-policy-dialog.tsx')),
    },
  ]
}

/** The same and those of groups, over the page of a user or an application. */
function bearerDialogRoutes(): RouteObject[] {
  return [
    ...principalDialogRoutes(),
    {
      path: bearerDialogPatterns.addToGroup,
      handle: dialogCrumb('Add to group'),
      lazy: page('AddToGroupDialog', () => import('./parts/add-to-group-dialog.tsx')),
    },
    {
      path: bearerDialogPatterns.removeFromGroup,
      handle: dialogCrumb('Remove from group'),
      loader: reads((params) => {
        void queryClient.prefetchQuery(groupQuery(groupId(params)))
      }),
      lazy: page('RemoveFromGroupDialog', () => import('./parts/remove-from-group-dialog.tsx')),
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
      handle: crumb('Overview', { level: 'page' }),
      loader: readsBearer(userBearer),
      lazy: page('UserOverviewPage', () => import('./features/users/user-overview-page.tsx')),
      children: [
        { index: true, element: null },
        profileDialogRoute(),
        {
          path: patterns.lockUser,
          handle: dialogCrumb('Lock member'),
          lazy: page('LockUserDialog', () => import('./features/users/lock-user-dialog.tsx')),
        },
        {
          path: patterns.unlockUser,
          handle: dialogCrumb('Unlock member'),
          lazy: page('UnlockUserDialog', () => import('./features/users/lock-user-dialog.tsx')),
        },
        {
          path: patterns.deleteUser,
          handle: dialogCrumb('Delete member'),
          lazy: page('DeleteUserDialog', () => import('./features/users/delete-user-dialog.tsx')),
        },
        ...bearerDialogRoutes(),
      ],
    },
    {
      path: patterns.userCredentials,
      handle: crumb('Credentials', { level: 'page' }),
      loader: readsKeys(userBearer),
      lazy: page(
        'UserCredentialsLayout',
        () => import('./features/users/user-credentials-layout.tsx'),
      ),
      children: [
        {
          lazy: page(
            'UserCredentialsPage',
            () => import('./features/api-keys/user-credentials-page.tsx'),
          ),
          children: [
            { index: true, element: null },
            ...keyDialogRoutes(),
            ...credentialDialogRoutes(),
          ],
        },
      ],
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
        ...bearerDialogRoutes(),
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

const policyRoute: RouteObject = {
  path: patterns.policy,
  handle: crumbOf(
    (params) => policyQuery(policyId(params)),
    (policy: Policy) => policy.name,
    { to: (params) => paths.policy(policyId(params)), fallback: 'Policy' },
  ),
  loader: reads((params) => {
    void queryClient.prefetchQuery(policyQuery(policyId(params)))
    void queryClient.prefetchQuery(rulesQuery(policyId(params)))
    void queryClient.prefetchQuery(projectsQuery())
  }),
  children: [
    {
      lazy: page('PolicyPage', () => import('./features/policies/policy-page.tsx')),
      children: [
        { index: true, element: null },
        {
          path: patterns.deletePolicy,
          handle: dialogCrumb('Delete policy'),
          lazy: page(
            'DeletePolicyDialog',
            () => import('./features/policies/delete-policy-dialog.tsx'),
          ),
        },
        {
          path: patterns.policyPrincipal,
          handle: dialogCrumb('Principal'),
          lazy: page(
            'PolicyPrincipalDialog',
            () => import('./features/policies/policy-principal-dialog.tsx'),
          ),
        },
        {
          path: patterns.detachPolicy,
          handle: dialogCrumb('Detach policy'),
          lazy: page(
            'DetachPolicyDialog',
            () => import('./features/policies/detach-policy-dialog.tsx'),
          ),
        },
        {
          path: patterns.deleteRule,
          handle: dialogCrumb('Delete rule'),
          lazy: page(
            'DeleteRuleDialog',
            () => import('./features/policies/delete-rule-dialog.tsx'),
          ),
        },
      ],
    },
    {
      path: patterns.addRule,
      handle: crumb('Add a rule'),
      lazy: page('RulePage', () => import('./features/policies/rule-page.tsx')),
    },
    {
      path: patterns.rule,
      handle: crumb('Edit rule'),
      lazy: page('RulePage', () => import('./features/policies/rule-page.tsx')),
    },
  ],
}

const groupRoute: RouteObject = {
  path: patterns.group,
  handle: crumbOf(
    (params) => groupQuery(groupId(params)),
    (group: Group) => group.name,
    { to: (params) => paths.group(groupId(params)), fallback: 'Group' },
  ),
  loader: reads((params) => {
    const group = { type: 'group', id: groupId(params) } as const
    void queryClient.prefetchQuery(groupQuery(group.id))
    void queryClient.prefetchQuery(policiesOfQuery(group))
    void queryClient.prefetchQuery(permissionsQuery(group))
  }),
  lazy: page('GroupPage', () => import('./features/groups/group-page.tsx')),
  children: [
    { index: true, element: null },
    ...principalDialogRoutes(),
    {
      path: groupDialogPatterns.addUsers,
      handle: dialogCrumb('Add users'),
      lazy: page('AddUsersDialog', () => import('./features/groups/add-members-dialog.tsx')),
    },
    {
      path: groupDialogPatterns.addApplications,
      handle: dialogCrumb('Add applications'),
      lazy: page('AddApplicationsDialog', () => import('./features/groups/add-members-dialog.tsx')),
    },
    ...[groupDialogPatterns.removeUser, groupDialogPatterns.removeApplication].map((path) => ({
      path,
      handle: dialogCrumb('Remove from group'),
      lazy: page('RemoveMemberDialog', () => import('./features/groups/remove-member-dialog.tsx')),
    })),
    {
      path: patterns.deleteGroup,
      handle: dialogCrumb('Delete group'),
      lazy: page('DeleteGroupDialog', () => import('./features/groups/delete-group-dialog.tsx')),
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
      loader: reads(() => {
        void queryClient.prefetchQuery(countersQuery)
      }),
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
        {
          path: patterns.editProject,
          handle: dialogCrumb('Edit Project'),
          loader: reads((params) => {
            void queryClient.prefetchQuery(projectQuery(projectId(params)))
          }),
          lazy: page(
            'EditProjectDialog',
            () => import('./features/projects/edit-project-dialog.tsx'),
          ),
        },
      ],
    },
    {
      path: patterns.quotas,
      handle: crumb('Quotas', { level: 'page' }),
      loader: reads(() => {
        void queryClient.prefetchQuery(quotasQuery())
        void queryClient.prefetchQuery(usageQuery())
      }),
      lazy: page('QuotasPage', () => import('./features/organization/quotas-page.tsx')),
    },
  ],
}

const projectRoute: RouteObject = {
  path: patterns.project,
  handle: crumbOf(
    (params) => projectQuery(projectId(params)),
    (project: Project) => project.name,
    { to: (params) => paths.project(projectId(params)), fallback: 'Project' },
  ),
  loader: reads((params) => {
    void queryClient.prefetchQuery(projectQuery(projectId(params)))
    void queryClient.prefetchQuery(projectUseQuery(projectId(params)))
  }),
  lazy: page('ProjectLayout', () => import('./features/projects/project-layout.tsx')),
  children: [
    {
      handle: crumb('Overview', { level: 'page' }),
      lazy: page(
        'ProjectOverviewPage',
        () => import('./features/projects/project-overview-page.tsx'),
      ),
      children: [
        { index: true, element: null },
        {
          path: patterns.deleteProject,
          handle: dialogCrumb('Delete Project'),
          lazy: page(
            'DeleteProjectDialog',
            () => import('./features/projects/delete-project-dialog.tsx'),
          ),
        },
      ],
    },
    {
      path: patterns.sshKeys,
      handle: crumb('SSH keys', { level: 'page' }),
      loader: reads((params, search) => {
        const list = readListState(SSH_KEYS_LIST, search)
        void queryClient.prefetchQuery(sshKeysListQuery(projectId(params), list))
      }),
      lazy: page('SshKeysPage', () => import('./features/ssh-keys/ssh-keys-page.tsx')),
      children: sshKeyDialogRoutes(),
    },
  ],
}

/** The dialogs over a Project's SSH keys. */
function sshKeyDialogRoutes(): RouteObject[] {
  const readsKey = reads(({ sshKeyId = '' }) => {
    void queryClient.prefetchQuery(sshKeyQuery(sshKeyId))
  })
  return [
    {
      path: sshKeyDialogPatterns.add,
      handle: dialogCrumb('Add SSH key'),
      lazy: page('AddSshKeyDialog', () => import('./features/ssh-keys/add-ssh-key-dialog.tsx')),
    },
    {
      path: sshKeyDialogPatterns.rename,
      handle: dialogCrumb('Rename SSH key'),
      loader: readsKey,
      lazy: page(
        'RenameSshKeyDialog',
        () => import('./features/ssh-keys/rename-ssh-key-dialog.tsx'),
      ),
    },
    {
      path: sshKeyDialogPatterns.delete,
      handle: dialogCrumb('Delete SSH key'),
      loader: readsKey,
      lazy: page(
        'DeleteSshKeyDialog',
        () => import('./features/ssh-keys/delete-ssh-key-dialog.tsx'),
      ),
    },
  ]
}

/** What the tabs of the IAM dashboard lead to. */
const iamRoute: RouteObject = {
  path: patterns.iam,
  handle: iamSection,
  children: [
    {
      handle: crumb('Users', { to: patterns.users }),
      children: [
        {
          path: patterns.addUser,
          handle: crumb('Add user'),
          lazy: page('AddUserPage', () => import('./features/users/add-user-page.tsx')),
        },
        userRoute,
      ],
    },
    {
      handle: crumb('Policies', { to: patterns.policies }),
      children: [
        {
          path: patterns.createPolicy,
          handle: crumb('Create policy'),
          loader: reads(() => {
            void queryClient.prefetchQuery(projectsQuery())
          }),
          lazy: page(
            'CreatePolicyPage',
            () => import('./features/policies/create-policy-page.tsx'),
          ),
        },
        policyRoute,
      ],
    },
    {
      handle: crumb('Groups', { to: patterns.groups }),
      children: [
        {
          path: patterns.createGroup,
          handle: crumb('Create group'),
          lazy: page('CreateGroupPage', () => import('./features/groups/create-group-page.tsx')),
        },
        groupRoute,
      ],
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

/** All pages inside the shell but those of routes.tsx, for the same place. Page code is loaded when asked for. */
export const furtherRoutes: RouteObject[] = [
  organizationRoute,
  {
    handle: crumb('Projects', { to: patterns.projects }),
    children: [projectRoute],
  },
  iamRoute,
  settingsRoute([profileDialogRoute(), ...credentialDialogRoutes()]),
  {
    path: patterns.checklist,
    handle: crumb('Security checklist'),
    lazy: page('ChecklistPage', () => import('./features/users/checklist-page.tsx')),
    children: [{ index: true, element: null }, ...credentialDialogRoutes()],
  },
  {
    path: '*',
    handle: crumb('Page not found'),
    lazy: page('NotFoundPage', () => import('./app/not-found-page.tsx')),
  },
]
