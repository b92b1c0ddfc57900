import { describe, expect, it } from 'vitest'

import type { ListSpec } from './list-state.ts'
import { readListState } from './list-state.ts'

const spec = {
  sorts: ['name_asc', 'name_desc', 'created_at_desc'],
  defaultSort: 'name_asc',
  filters: { type: ['owner', 'member'], bearer: 'text' },
} as const satisfies ListSpec

const read = (query: string) => readListState(spec, new URLSearchParams(query))

describe('readListState', () => {
  it('gives the defaults for an address without a state', () => {
    expect(read('')).toEqual({ q: '', sort: 'name_asc', page: 1, pageSize: 20, filters: {} })
  })

  it('reads search, sort, page, page size and filters', () => {
    expect(
      read('q=+elena+&sort=created_at_desc&page=3&page_size=50&type=member&bearer=ci'),
    ).toEqual({
      q: 'elena',
      sort: 'created_at_desc',
      page: 3,
      pageSize: 50,
      filters: { type: 'member', bearer: 'ci' },
    })
  })

  it.each(['0', '-1', '1.5', 'two', '1e3', '99999', '', ' 2'])('takes page "%s" for 1', (page) => {
    expect(read(new URLSearchParams({ page }).toString()).page).toBe(1)
  })

  it.each(['1', '30', '1000', 'all'])('takes page size "%s" for the default', (pageSize) => {
    expect(read(`page_size=${pageSize}`).pageSize).toBe(20)
  })

  it('falls back where a sort or a filter value is unknown', () => {
    const state = read('sort=secret_asc&type=robot&colour=red&bearer=')
    expect(state.sort).toBe('name_asc')
    expect(state.filters).toEqual({})
  })

  it('offers the page sizes of the spec, the first as default', () => {
    const small = { ...spec, pageSizes: [5, 10] }
    expect(readListState(small, new URLSearchParams()).pageSize).toBe(5)
    expect(readListState(small, new URLSearchParams('page_size=10')).pageSize).toBe(10)
    expect(readListState(small, new URLSearchParams('page_size=20')).pageSize).toBe(5)
  })

  it('gives equal states for equal addresses, so that they share a cache entry', () => {
    expect(JSON.stringify(read('q=a&page=2&utm=x'))).toBe(JSON.stringify(read('page=2&q=a')))
  })
})
