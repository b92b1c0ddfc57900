import { tables } from '../store/schema.ts'
import type { Store, TableName, Transaction } from '../store/store.ts'

/** Rows that a transaction would leave changed, made or removed, as JSON, with their table ahead. */
export interface Changes {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** A store on which every transaction runs and is undone. */
export interface Rehearsal {
  readonly store: Store
  /** What the transactions since the last call would have changed. */
  changes(): Changes
}

class Undone extends Error {
  override readonly name = 'Undone'
}

/** Counters and the like: they are about nobody's things, and change with every request. */
const IGNORED: ReadonlySet<TableName> = new Set(['attempts', 'latest_times', 'peppers'])

/**
 * Lets requests do all they would do, and leaves no trace of it: the next request finds the same rows.
 *
 * @param noting Whether `changes` is asked for, which takes its time.
 */
export function rehearse(store: Store, noting: boolean): Rehearsal {
  let noted: { before: string[]; after: string[] } = { before: [], after: [] }
  let standing: Promise<ReadonlySet<string>> | undefined
  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    if (noting) standing ??= dump(store)
    const before = await standing
    let outcome: { value: T } | undefined
    try {
      await store.transaction(async (tx) => {
        const value = await work(tx)
        if (before !== undefined) {
          const after = await dump(tx)
          noted.before.push(...[...before].filter((row) => !after.has(row)))
          noted.after.push(...[...after].filter((row) => !before.has(row)))
        }
        outcome = { value }
        throw new Undone()
      })
    } catch (error) {
      if (!(error instanceof Undone)) throw error
    }
    if (outcome === undefined) throw new Error('the transaction came to no end')
    return outcome.value
  }
  return {
    store: { ...store, transaction },
    changes() {
      const changes = noted
      noted = { before: [], after: [] }
      return changes
    },
  }
}

/** Every row that `changes` goes by, as JSON, with its table ahead. */
async function dump(reader: Pick<Store, 'find'>): Promise<ReadonlySet<string>> {
  const rows = new Set<string>()
  for (const table of Object.keys(tables) as TableName[]) {
    if (IGNORED.has(table)) continue
    for (const row of await reader.find(table)) rows.add(`${table} ${JSON.stringify(row)}`)
  }
  return rows
}
