import { describe, expect, test } from 'vitest'

import { describeRight, grantableRights, helpfulSets } from './missing-rights.ts'

describe('describeRight', () => {
  test('says rights in words', () => {
    expect(describeRight({ action: 'read', resource: 'group' })).toBe('read groups')
    expect(describeRight({ action: 'write', resource: 'policy' })).toBe('change policies')
  })

  test('leaves a resource it does not know readable', () => {
    expect(describeRight({ action: 'read', resource: 'saml_certificate' })).toBe(
      'read saml certificate',
    )
  })
})

test('a right to what is one’s own is not one to ask for', () => {
  const missing = [
    { action: 'read', resource: 'user' },
    { action: 'read', resource: 'self_user' },
  ]
  expect(grantableRights(missing)).toEqual([{ action: 'read', resource: 'user' }])
})

describe('helpfulSets', () => {
  test('names each set once, whichever right it gives', () => {
    const sets = helpfulSets([
      { action: 'read', resource: 'group' },
      { action: 'write', resource: 'group' },
    ])
    expect(sets).toContain('IAMGroupReadOnly')
    expect(sets).toContain('IAMManager')
    expect(new Set(sets).size).toBe(sets.length)
  })

  test('knows no set for a right outside this API', () => {
    expect(helpfulSets([{ action: 'read', resource: 'bucket' }])).toEqual([])
  })
})
