import { expect, test } from 'vitest'

import { permissionSets } from '../../../backend/policy/permission-sets.ts'
import { type CatalogueSet, countsHere } from './catalogue.ts'
import { byProduct, matchingSets, shelvesOf } from './set-filter.ts'

const catalogue: CatalogueSet[] = permissionSets.map((set) => ({
  name: set.name,
  family: set.scopeType,
  category: set.category,
  product: set.product,
  description: set.description,
}))

test('resources are shelved by category, the Organization by product', () => {
  const resources = shelvesOf(matchingSets(catalogue, 'projects', ''))
  expect(resources).toContainEqual({ name: 'Bare Metal', count: 7 })
  expect(resources.reduce((sum, { count }) => sum + count, 0)).toBe(176)
  expect(shelvesOf(matchingSets(catalogue, 'organization', ''))).toContainEqual({
    name: 'IAM',
    count: 10,
  })
})

test('all words of a search must be found, in name, product or description', () => {
  const found = matchingSets(catalogue, 'organization', 'iam GROUPS')
  expect(found.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['IAMGroupManager', 'IAMGroupReadOnly']),
  )
  expect(found.map(({ name }) => name)).not.toContain('IAMUserManager')
  expect(matchingSets(catalogue, 'projects', 'no such thing')).toEqual([])
})

test('sets stand under their product', () => {
  const products = byProduct(matchingSets(catalogue, 'projects', 'apple')).map(
    ({ product }) => product,
  )
  expect(products).toContain('Apple silicon')
})

test('tells the sets that this console judges by from those of other products', () => {
  expect(countsHere({ name: 'IAMManager', family: 'organization' })).toBe(true)
  expect(countsHere({ name: 'SSHKeysReadOnly', family: 'projects' })).toBe(true)
  expect(countsHere({ name: 'ObjectStorageFullAccess', family: 'projects' })).toBe(false)
})
