import { expect, it } from 'vitest'

import { quotaState } from './quota-state.ts'

it.each([
  [0, 50, 'primary', undefined],
  [39, 50, 'primary', undefined],
  [40, 50, 'warning', 'Almost full: room for 10 more.'],
  [49, 50, 'warning', 'Almost full: room for 1 more.'],
  [50, 50, 'danger', 'Full: delete some groups before you add another.'],
  [60, 50, 'danger', 'Full: delete some groups before you add another.'],
  [0, 0, 'danger', 'Full: delete some groups before you add another.'],
])('%i of %i is %s', (current, limit, sentiment, remark) => {
  expect(quotaState(current, limit, 'groups')).toEqual({ sentiment, remark })
})
