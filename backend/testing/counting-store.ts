import type { Store } from '../store/store.ts'

/** What a store was asked: its own reads, and how many transactions it ran. */
export interface Counts {
  reads: number
  transactions: number
}

/**
 * A store that counts what it is asked, to show that a page of a list costs the same at any size, and
 * that what must not be told apart takes the same.
 */
export function countingStore(store: Store): Store & Counts {
  const counting: Store & Counts = {
    ...store,
    reads: 0,
    transactions: 0,
    transaction: (work) => {
      counting.transactions += 1
      return store.transaction(work)
    },
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
    getLinked: (table, where, links) => {
      counting.reads += 1
      return store.getLinked(table, where, links)
    },
    pick: (table, columns, find) => {
      counting.reads += 1
      return store.pick(table, columns, find)
    },
    page: (table, find) => {
      counting.reads += 1
      return store.page(table, find)
    },
    countBy: (table, column, where) => {
      counting.reads += 1
      return store.countBy(table, column, where)
    },
  }
  return counting
}
