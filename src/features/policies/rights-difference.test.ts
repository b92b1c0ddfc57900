import { describe, expect, test } from 'vitest'

import type { Grant } from '../../api/console-api.ts'
import { rightsDifference } from './rights-difference.ts'
import { grantsOf, type RuleDraft } from './rule-draft.ts'

const ORGANIZATION = '00000000-0000-4000-8000-000000000001'
const PRINCIPAL = { type: 'user', id: 'u' } as const

function rule(set: string, ...projectIds: string[]): RuleDraft {
  return {
    sets: [set],
    scope: projectIds.length > 0 ? { type: 'projects', projectIds } : { type: 'all_projects' },
    condition: '',
  }
}

function given(policy: string, ...rules: RuleDraft[]): Grant[] {
  return grantsOf(rules, {
    organizationId: ORGANIZATION,
    policy: { id: policy, name: `Policy ${policy}` },
    principal: PRINCIPAL,
  })
}

function names(rights: readonly { permissionSetName: string }[]): string[] {
  return rights.map(({ permissionSetName }) => permissionSetName)
}

describe('rightsDifference', () => {
  test('a new policy gives what nothing else gives', () => {
    const permissions = { owner: false, grants: given('b', rule('B')) }
    const difference = rightsDifference(
      permissions,
      '',
      given('', rule('A', 'p1'), rule('B', 'p1')),
    )
    expect(names(difference.gained)).toEqual(['A'])
    expect(difference.gained[0]).toMatchObject({ scopeType: 'projects', projectIds: ['p1'] })
    expect(difference.lost).toEqual([])
    expect(difference.unchanged).toMatchObject([{ permissionSetName: 'B', through: ['Policy b'] }])
  })

  test('taking a policy away loses what no other policy gives', () => {
    const permissions = {
      owner: false,
      grants: [...given('a', rule('A'), rule('B')), ...given('b', rule('B'))],
    }
    const difference = rightsDifference(permissions, 'a', [])
    expect(names(difference.gained)).toEqual([])
    expect(names(difference.lost)).toEqual(['A'])
    expect(names(difference.unchanged)).toEqual(['B'])
  })

  test('a changed rule loses a part of its Projects', () => {
    const permissions = { owner: false, grants: given('a', rule('A', 'p1', 'p2')) }
    const { gained, lost } = rightsDifference(permissions, 'a', given('a', rule('A', 'p2', 'p3')))
    expect(gained).toMatchObject([{ permissionSetName: 'A', projectIds: ['p3'] }])
    expect(lost).toMatchObject([{ permissionSetName: 'A', projectIds: ['p1'] }])
  })

  test('nothing changes for the Owner', () => {
    const difference = rightsDifference({ owner: true, grants: [] }, '', given('', rule('A')))
    expect(difference).toEqual({ gained: [], lost: [], unchanged: [] })
  })
})
