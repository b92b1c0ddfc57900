import { type Transaction, UniqueViolation } from './store.ts'

/**
 * Runs `work` on a transaction that a store has begun, under the rules that hold in every store: one
 * statement at a time, none after the first failure, none after the end. Gives what `work` gives.
 *
 * Statements that `work` started but did not wait for are over when this returns, so that none of
 * them can slip out behind the store's commit or rollback.
 * @throws what `work` throws, or the failure of a statement that `work` kept to itself.
 */
export async function runTransaction<T>(
  statements: Transaction,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  let ended = false
  let failure: { error: unknown } | undefined
  let last: Promise<unknown> = Promise.resolve()

  function inTurn<R>(statement: () => Promise<R>): Promise<R> {
    const previous = last
    const result = (async () => {
      await previous
      if (failure) throw failure.error
      if (ended) throw new Error('the transaction has ended')
      try {
        return await statement()
      } catch (error) {
        failure = { error }
        throw error
      }
    })()
    last = result.catch(() => undefined)
    return result
  }

  const tx: Transaction = {
    get: (table, key) => inTurn(() => statements.get(table, key)),
    find: (table, query) => inTurn(() => statements.find(table, query)),
    count: (table, where) => inTurn(() => statements.count(table, where)),
    countBy: (table, column, where) => inTurn(() => statements.countBy(table, column, where)),
    insert: (table, rows) => inTurn(() => statements.insert(table, rows)),
    update: (table, where, patch) => inTurn(() => statements.update(table, where, patch)),
    delete: (table, where) => inTurn(() => statements.delete(table, where)),
  }

  const outcome = await settle(() => work(tx))
  ended = true
  await last
  // A database out of reach outranks whatever `work` made of it; a taken name is for `work` to word.
  if (failure && !(failure.error instanceof UniqueViolation && 'error' in outcome)) {
    throw failure.error
  }
  if ('error' in outcome) throw outcome.error
  return outcome.value
}

async function settle<T>(run: () => Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await run() }
  } catch (error) {
    return { error }
  }
}
