import type { Store } from '../store/store.ts'

/** A store that counts what it is asked, to show that a page of a list costs the same at any size. */
export function countingStore(store: Store): Store & { reads: number } {
  const counting: Store & { reads: number } = {
    ...store,
    reads: 0,
    get: (table, key) => {
      counting.reads += 1
      return store.get(table, key)
    },
    find: (table, query) => {
      counting.reads += 1
      return store.find(table, query)
    },
    count: (table, where) => {
      counting.reads += 1
      return store.count(table, where)
    },
  }
  return counting
}
