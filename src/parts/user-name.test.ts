import { expect, test } from 'vitest'

import { userName } from './user-name.ts'

const nobody = { firstName: '', lastName: '', username: '', email: 'a@northwind.example' }

test.each([
  [{ ...nobody, firstName: 'Elena', lastName: 'Varga', username: 'elena.varga' }, 'Elena Varga'],
  [{ ...nobody, lastName: 'Varga' }, 'Varga'],
  [{ ...nobody, username: 'elena.varga' }, 'elena.varga'],
  [nobody, 'a@northwind.example'],
])('%j is called %s', (user, name) => {
  expect(userName(user)).toBe(name)
})
