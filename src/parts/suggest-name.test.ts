import { ValidationRules } from '@scaleway/sdk-iam/v1alpha1'
import { expect, test } from 'vitest'

import { suggestName } from './suggest-name.ts'

const { name: rule } = ValidationRules.CreateApplicationRequest

test('suggests names that the API takes', () => {
  for (let i = 0; i < 200; i++) {
    const name = suggestName('app')
    expect(name).toMatch(/^app-[a-z]+-[a-z]+$/)
    expect(name).toMatch(rule.pattern)
    expect(name.length).toBeLessThanOrEqual(rule.maxLength)
  }
})

test('covers both ends of the word lists', () => {
  expect(suggestName('grp', () => 0)).toBe('grp-amber-alder')
  expect(suggestName('app', () => 0.999_999)).toBe('app-warm-wren')
})
