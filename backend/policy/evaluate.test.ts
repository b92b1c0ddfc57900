import { describe, expect, it } from 'vitest'

import {
  allows,
  projectsInReach,
  rightsOf,
  selfRights,
  setsGranting,
  wireResource,
  type Action,
  type Grant,
  type GrantScope,
  type Principal,
  type Resource,
} from './evaluate.ts'
import { permissionSet, permissionSets } from './permission-sets.ts'

const ORGANIZATION = '5a1f7c1e-0000-4000-8000-000000000001'
const organization: GrantScope = { type: 'organization', organizationId: ORGANIZATION }
const allProjects: GrantScope = { type: 'all_projects', organizationId: ORGANIZATION }

function grant(name: string, scope: GrantScope = organization): Grant {
  return {
    permission_set_name: name,
    scope,
    condition: '',
    policy: { id: 'policy', name: 'A policy' },
    principal: { type: 'group', id: 'group', name: 'A group' },
  }
}

function user(...grants: Grant[]): Principal {
  return { kind: 'user', owner: false, grants }
}

function application(...grants: Grant[]): Principal {
  return { kind: 'application', owner: false, grants }
}

const rights = (principal: Principal): string[] => {
  const { read, write } = rightsOf(principal)
  return [...read.map((name) => `read ${name}`), ...write.map((name) => `write ${name}`)]
}

describe('allows', () => {
  it('gives a user without policies the self rights and nothing else', () => {
    expect(rights(user()).sort()).toEqual(
      selfRights.map(({ action, resource }) => `${action} ${resource}`).sort(),
    )
  })

  it('gives an application without policies nothing at all', () => {
    expect(rights(application())).toEqual([])
  })

  it('lets the Owner do everything', () => {
    const owner: Principal = { kind: 'user', owner: true, grants: [] }
    const everything: Resource[] = rightsOf(owner).read
    expect(everything).toContain('policy')
    expect(everything).toContain('ssh_key')
    expect(rightsOf(owner).write).toEqual(everything)
    expect(allows(owner, { action: 'write', resource: 'ssh_key' }, { projectId: 'any' })).toBe(true)
  })

  // Each line: a set, a right it gives, a right next to it that it must not give.
  it.each<[string, Action, Resource, Action, Resource]>([
    ['IAMReadOnly', 'read', 'policy', 'write', 'policy'],
    ['IAMReadOnly', 'read', 'api_key', 'write', 'api_key'],
    ['IAMReadOnly', 'read', 'log', 'read', 'project'],
    ['IAMManager', 'write', 'api_key', 'read', 'ssh_key'],
    ['IAMManager', 'write', 'project', 'write', 'ssh_key'],
    ['OrganizationManager', 'write', 'policy', 'read', 'ssh_key'],
    ['IAMApplicationManager', 'write', 'application_api_key', 'read', 'user_api_key'],
    ['IAMApplicationManager', 'write', 'application', 'read', 'api_key'],
    ['IAMApplicationReadOnly', 'read', 'application_api_key', 'write', 'application'],
    ['IAMUserManager', 'write', 'user', 'write', 'user_api_key'],
    ['IAMUserManager', 'read', 'user_api_key', 'read', 'application_api_key'],
    ['IAMUserReadOnly', 'read', 'user', 'write', 'user'],
    ['IAMGroupManager', 'write', 'group', 'read', 'user'],
    ['IAMGroupReadOnly', 'read', 'group', 'write', 'group'],
    ['IAMPolicyManager', 'write', 'policy', 'read', 'group'],
    ['IAMPolicyReadOnly', 'read', 'policy', 'write', 'policy'],
    ['ProjectManager', 'write', 'project', 'read', 'application'],
    ['ProjectReadOnly', 'read', 'project', 'write', 'project'],
    ['OrganizationReadOnly', 'read', 'quota', 'read', 'user'],
  ])('%s gives %s %s and not %s %s', (name, action, resource, otherAction, other) => {
    const principal = application(grant(name))
    expect(allows(principal, { action, resource })).toBe(true)
    expect(allows(principal, { action: otherAction, resource: other })).toBe(false)
  })

  it('adds up what several policies give', () => {
    const principal = application(grant('IAMUserReadOnly'), grant('IAMApplicationReadOnly'))
    expect(allows(principal, { action: 'read', resource: 'api_key' })).toBe(true)
    expect(allows(principal, { action: 'write', resource: 'api_key' })).toBe(false)
  })

  it('gives nothing for sets that say nothing about IAM, or that do not exist', () => {
    const principal = application(
      grant('BillingManager'),
      grant('ObjectStorageFullAccess', allProjects),
      grant('constructor'),
      grant('NoSuchSet'),
    )
    expect(rights(principal)).toEqual([])
  })

  it('gives nothing where the scope does not fit the set', () => {
    expect(rights(application(grant('IAMManager', allProjects)))).toEqual([])
    expect(rights(application(grant('SSHKeysFullAccess', organization)))).toEqual([])
  })

  it('keeps Project rights to the Projects of the rule', () => {
    const some = application(grant('SSHKeysReadOnly', { type: 'projects', projectIds: ['a'] }))
    const right = { action: 'read', resource: 'ssh_key' } as const
    expect(allows(some, right, { projectId: 'a' })).toBe(true)
    expect(allows(some, right, { projectId: 'b' })).toBe(false)
    expect(allows(some, right)).toBe(false)
    expect(rightsOf(some).read).toEqual(['ssh_key'])

    const all = application(grant('AllProductsReadOnly', allProjects))
    expect(allows(all, right, { projectId: 'b' })).toBe(true)
    expect(allows(all, right)).toBe(true)
    expect(allows(all, { action: 'write', resource: 'ssh_key' })).toBe(false)
  })
})

describe('projectsInReach', () => {
  it('unites the Projects of all rules, whatever they give', () => {
    const principal = user(
      grant('InstancesFullAccess', { type: 'projects', projectIds: ['a', 'b'] }),
      grant('ObjectStorageReadOnly', { type: 'projects', projectIds: ['b', 'c'] }),
      grant('BillingReadOnly'),
    )
    expect(projectsInReach(principal)).toEqual(new Set(['a', 'b', 'c']))
  })

  it('is everything for the Owner and for rules on all Projects', () => {
    expect(projectsInReach({ kind: 'user', owner: true, grants: [] })).toBe('all')
    expect(projectsInReach(user(grant('RedisReadOnly', allProjects)))).toBe('all')
    expect(projectsInReach(user())).toEqual(new Set())
  })
})

describe('setsGranting', () => {
  it('names the narrow sets before the wide ones', () => {
    expect(setsGranting({ action: 'write', resource: 'group' })).toEqual([
      'IAMGroupManager',
      'IAMManager',
      'OrganizationManager',
    ])
    expect(setsGranting({ action: 'read', resource: 'api_key' })).toEqual([
      'IAMReadOnly',
      'IAMManager',
      'OrganizationManager',
    ])
    expect(setsGranting({ action: 'write', resource: 'self_user' })).toEqual([])
  })

  it('names only sets of the catalogue, in the scope the catalogue gives them', () => {
    for (const action of ['read', 'write'] as const) {
      for (const resource of rightsOf({ kind: 'user', owner: true, grants: [] }).read) {
        for (const name of setsGranting({ action, resource })) {
          const set = permissionSet(name)
          const scope = set?.scopeType === 'organization' ? organization : allProjects
          expect(allows(application(grant(name, scope)), { action, resource }), name).toBe(true)
        }
      }
    }
  })
})

describe('the catalogue', () => {
  it('has 202 sets with distinct names: 26 of the Organization, 176 of Projects', () => {
    expect(new Set(permissionSets.map((set) => set.name)).size).toBe(202)
    expect(permissionSets.filter((set) => set.scopeType === 'organization')).toHaveLength(26)
    expect(permissionSets.filter((set) => set.scopeType === 'projects')).toHaveLength(176)
    expect(permissionSets.every((set) => set.description !== '')).toBe(true)
  })
})

it('knows one name for every kind of API key on the wire', () => {
  expect(wireResource('user_api_key')).toBe('api_key')
  expect(wireResource('self_api_key')).toBe('self_api_key')
})
