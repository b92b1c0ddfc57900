import { expect, test } from 'vitest'

import { describeResult } from './use-result-announcement.ts'

const keys = { one: 'key', other: 'keys' }

test.each([
  [0, 1, 20, 'No keys'],
  [1, 1, 20, '1 key, page 1 of 1'],
  [12, 1, 20, '12 keys, page 1 of 1'],
  [20, 1, 20, '20 keys, page 1 of 1'],
  [21, 2, 20, '21 keys, page 2 of 2'],
  [40, 9, 20, '40 keys, page 2 of 2'],
])('%i keys, page %i of %i each', (total, page, pageSize, text) => {
  expect(describeResult(total, page, pageSize, keys)).toBe(text)
})
