import { describe, expect, it, vi } from 'vitest'

import { ApiError, applyFieldErrors, networkError, toApiError } from './errors.ts'

describe('toApiError', () => {
  it('leaves an ApiError as it is', () => {
    const error = networkError(new TypeError('Failed to fetch'))
    expect(toApiError(error)).toBe(error)
  })

  it('wraps anything else and keeps it as the cause', () => {
    const bug = new RangeError('x')
    expect(toApiError(bug)).toMatchObject({ kind: 'unknown', cause: bug })
    expect(toApiError('text').kind).toBe('unknown')
  })
})

describe('applyFieldErrors', () => {
  const error = new ApiError('invalid', 'x', {
    details: {
      fields: [
        { name: 'name', message: 'A value is required.' },
        { name: 'default_project_id', message: 'No such Project.' },
      ],
      missing: [],
    },
  })

  it('puts each refused argument on its field and the focus on the first', () => {
    const setError = vi.fn()
    const map = { name: 'title', default_project_id: 'project' } as const
    expect(applyFieldErrors<{ title: string; project: string }>(error, setError, map)).toBe(true)
    expect(setError.mock.calls).toEqual([
      ['title', { type: 'server', message: 'A value is required.' }, { shouldFocus: true }],
      ['project', { type: 'server', message: 'No such Project.' }, { shouldFocus: false }],
    ])
  })

  it('says so when an argument is not in the map, and tries the same name in camelCase', () => {
    const setError = vi.fn()
    expect(applyFieldErrors(error, setError, { name: 'name' })).toBe(false)
    expect(setError).toHaveBeenLastCalledWith(
      'defaultProjectId',
      expect.anything(),
      expect.anything(),
    )
  })

  it('has nothing to place for other errors', () => {
    expect(applyFieldErrors(new TypeError('x'), vi.fn())).toBe(false)
  })
})
