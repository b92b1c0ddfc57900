import { expect, test } from 'vitest'

import { pageWindow } from './page-window.ts'

test.each([
  [1, 1, '1'],
  [1, 2, '1 2'],
  [3, 5, '1 2 3 4 5'],
  [1, 12, '1 2 3 4 5 … 12'],
  [3, 12, '1 2 3 4 5 … 12'],
  [4, 12, '1 2 3 4 5 … 12'],
  [6, 12, '1 … 5 6 7 … 12'],
  [12, 12, '1 … 8 9 10 11 12'],
])('page %i of %i', (page, pages, shown) => {
  expect(
    pageWindow(page, pages)
      .map((entry) => entry.page ?? '…')
      .join(' '),
  ).toBe(shown)
})
