import { describe, expect, test } from 'vitest'

import { describeRight, helpfulSets } from './missing-rights.ts'

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
