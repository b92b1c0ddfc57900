import { createMemoryRouter, matchRoutes } from 'react-router'
import type { RouteObject } from 'react-router'
import { beforeAll, describe, expect, it, vi } from 'vitest'

import { federationPath } from './features/settings/federation-paths.ts'
import { groupDialogs, keyDialogs, paths, principalDialogs } from './paths.ts'

let routes: RouteObject[]

beforeAll(async () => {
  // Routes mount the shell, whose theme asks the device at once.
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false }), location: { pathname: '/' } })
  const { PAGES, routes: first } = await import('./routes.tsx')
  const { furtherRoutes } = await import('./further-routes.tsx')
  const router = createMemoryRouter(first)
  router.patchRoutes(PAGES, furtherRoutes)
  ;({ routes } = router)
})

/** Names of the matched routes, outermost first. */
function namesOf(path: string): string[] {
  const matches = matchRoutes(routes, path) ?? []
  return matches.flatMap(({ route }) => route.handle?.crumb?.fallback ?? [])
}

const id = 'a/b ?#'
const lists = [paths.apiKeys(), paths.userCredentials(id), paths.applicationApiKeys(id)]

describe('paths', () => {
  it.each([
    [paths.signIn('/iam/users'), ['Sign in']],
    [paths.setup(), ['Set up']],
    [paths.organization(), ['Organization', 'Organization Dashboard']],
    [paths.projects(), ['Organization', 'Projects']],
    [paths.createProject(), ['Organization', 'Projects', 'Create Project']],
    [paths.users(), ['Organization', 'IAM', 'Users']],
    [paths.groups(), ['Organization', 'IAM', 'Groups']],
    [paths.policies(), ['Organization', 'IAM', 'Policies']],
    [paths.apiKeys(), ['Organization', 'IAM', 'API keys']],
    [paths.applications(), ['Organization', 'IAM', 'Applications']],
    [paths.createApplication(), ['Organization', 'IAM', 'Applications', 'Create application']],
    [paths.checklist(), ['Organization', 'Security checklist']],
    [paths.addUser(), ['Organization', 'IAM', 'Users', 'Add user']],
    [paths.deleteUser(id), ['Organization', 'IAM', 'Users', 'User', 'Overview', 'Delete member']],
    [paths.user(id), ['Organization', 'IAM', 'Users', 'User', 'Overview']],
    [paths.userCredentials(id), ['Organization', 'IAM', 'Users', 'User', 'Credentials']],
    [paths.application(id), ['Organization', 'IAM', 'Applications', 'Application', 'Overview']],
    [
      paths.applicationApiKeys(id),
      ['Organization', 'IAM', 'Applications', 'Application', 'API keys'],
    ],
    [
      paths.deleteApplication(id),
      ['Organization', 'IAM', 'Applications', 'Application', 'Overview', 'Delete application'],
    ],
    ['/nowhere', ['Organization', 'Page not found']],
    ['/iam/nowhere', ['Organization', 'Page not found']],
  ])('%s is the page %j', (path, names) => {
    expect(namesOf(new URL(path, 'http://localhost').pathname)).toEqual(names)
  })

  it.each(lists)('%s has its dialogs', (list) => {
    const dialogs = keyDialogs(list)
    const opened = Object.entries({
      generate: dialogs.generate,
      generated: dialogs.generated('SCW1'),
      edit: dialogs.edit('SCW1'),
      delete: dialogs.delete('SCW1'),
      replace: dialogs.replace('SCW1'),
    }).map(([name, path]) => [name, namesOf(path).at(-1)])
    expect(Object.fromEntries(opened)).toEqual({
      generate: 'Generate an API key',
      generated: 'Generate an API key',
      edit: 'Edit API key',
      delete: 'Delete API key',
      replace: 'Replace API key',
    })
    expect(namesOf(list).at(-1)).toMatch(/API keys|Credentials/)
  })

  it.each([paths.user(id), paths.application(id), paths.group(id)])(
    '%s has the dialogs of a principal',
    (principal) => {
      const dialogs = principalDialogs(principal)
      expect(namesOf(dialogs.attachPolicy).at(-1)).toBe('Attach a policy')
      expect(namesOf(dialogs.detachPolicy('p')).at(-1)).toBe('Detach policy')
      if (principal === paths.group(id)) return
      expect(namesOf(dialogs.addToGroup).at(-1)).toBe('Add to group')
      expect(namesOf(dialogs.removeFromGroup('g')).at(-1)).toBe('Remove from group')
    },
  )

  it('a group has the dialogs of its members', () => {
    const dialogs = groupDialogs(id)
    expect(namesOf(dialogs.addUsers).at(-1)).toBe('Add users')
    expect(namesOf(dialogs.addApplications).at(-1)).toBe('Add applications')
    expect(namesOf(dialogs.removeUser('u')).at(-1)).toBe('Remove from group')
    expect(namesOf(dialogs.removeApplication('a')).at(-1)).toBe('Remove from group')
  })

  it('every path of the table leads somewhere', () => {
    for (const [name, path] of Object.entries(paths)) {
      expect(namesOf(path('x', 'x').split('?')[0] ?? ''), name).not.toContain('Page not found')
      expect(matchRoutes(routes, path('x', 'x').split('?')[0] ?? ''), name).not.toBeNull()
    }
  })

  it('the security settings have the dialogs about SAML and SCIM', () => {
    for (const path of [federationPath('setUpSaml'), federationPath('deleteToken', id)]) {
      expect(namesOf(path).at(-1), path).toBe('Identity federation')
    }
    expect(matchRoutes(routes, federationPath('deleteToken', id))?.at(-1)?.params).toMatchObject({
      dialog: 'delete-token',
      id,
    })
  })

  it('encodes ids', () => {
    expect(paths.user(id)).toBe('/iam/users/a%2Fb%20%3F%23')
    expect(keyDialogs(paths.apiKeys()).edit(id)).toBe('/iam/api-keys/a%2Fb%20%3F%23/edit')
    const [match] = (matchRoutes(routes, paths.user(id)) ?? []).slice(-1)
    expect(match?.params.userId).toBe(id)
  })

  it('keeps where to return to after signing in', () => {
    expect(paths.signIn()).toBe('/sign-in')
    expect(paths.signIn('/')).toBe('/sign-in')
    expect(paths.signIn('/iam/users?q=a&page=2')).toBe(
      '/sign-in?returnTo=%2Fiam%2Fusers%3Fq%3Da%26page%3D2',
    )
  })
})
