import { describe, expect, test } from 'vitest'

import type { Grant } from '../api/console-api.ts'
import { describePermissions, describeScope } from './describe-permissions.ts'

const ORGANIZATION = '00000000-0000-4000-8000-000000000001'
const NAMES = new Map([
  ['p1', 'default'],
  ['p2', 'production'],
])

function grant(permissionSetName: string, scope: string[] | 'projects' | 'organization'): Grant {
  return {
    permissionSetName,
    scopeType: scope === 'organization' ? 'organization' : 'projects',
    organizationId: Array.isArray(scope) ? undefined : ORGANIZATION,
    projectIds: Array.isArray(scope) ? scope : undefined,
    condition: '',
    policy: { id: 'policy', name: 'Editors' },
    principal: { type: 'user', id: 'user', name: 'Tomas Lind' },
  }
}

describe('describeScope', () => {
  test.each([
    [grant('A', 'organization'), 'on the Organization'],
    [grant('A', 'projects'), 'on all current and future Projects'],
    [grant('A', ['p1']), 'on the Project default'],
    [grant('A', ['p1', 'p2']), 'on the Projects default and production'],
    [grant('A', ['unknown']), 'on 1 Project'],
    [grant('A', ['p1', 'unknown']), 'on 2 Projects'],
    [grant('A', ['p1', 'p1', 'p2', 'p2']), 'on 4 Projects'],
  ])('%# %s', (given, words) => {
    expect(describeScope(given, NAMES)).toBe(words)
  })
})

describe('describePermissions', () => {
  test('the Owner’s keys may do everything', () => {
    expect(describePermissions({ owner: true, grants: [] })).toMatch(/everything.*Owner/)
  })

  test('without a permission set a key can do nothing', () => {
    expect(describePermissions({ owner: false, grants: [] })).toMatch(
      /cannot do anything yet: its bearer has no permission set/,
    )
  })

  test('says which of them depend on a condition', () => {
    const conditional = { ...grant('A', 'organization'), condition: 'request.ip == "1.2.3.4"' }
    expect(describePermissions({ owner: false, grants: [conditional] })).toBe(
      'This API key can use 1 permission set: A on the Organization under a condition.',
    )
  })

  test('names the sets with their scopes, each once', () => {
    const grants = [
      grant('ObjectStorageFullAccess', ['p1']),
      grant('IAMReadOnly', 'organization'),
      grant('IAMReadOnly', 'organization'),
    ]
    expect(describePermissions({ owner: false, grants }, NAMES)).toBe(
      'This API key can use 2 permission sets: IAMReadOnly on the Organization; ObjectStorageFullAccess on the Project default.',
    )
  })

  test('counts those beyond the third', () => {
    const grants = ['A', 'B', 'C', 'D', 'E'].map((name) => grant(name, 'organization'))
    expect(describePermissions({ owner: false, grants })).toBe(
      'This API key can use 5 permission sets: A on the Organization; B on the Organization; C on the Organization; and 2 more.',
    )
  })
})
