/** Times that a statement is sent before it gets a name: most of those that are rare are never kept. */
const USES = 3

/** Statements with a name, and the length of each: a server keeps them once for each connection. */
const MOST = 256
const LONGEST = 4000

/** Searches, whose best plan depends on what is searched for. */
const searches = / (?:like|~) /

/**
 * Gives the name under which PostgreSQL is to keep a statement; undefined for one that it should read and
 * plan anew each time.
 */
export type NameStatement = (text: string) => string | undefined

/** Names the statements that come again, for all connections of a pool alike. */
export function createStatementNames(): NameStatement {
  const names = new Map<string, string>()
  const uses = new Map<string, number>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined) return known
    if (names.size === MOST || text.length > LONGEST || searches.test(text)) return undefined
    const used = (uses.get(text) ?? 0) + 1
    if (used < USES) {
      // Who keeps sending new statements does not fill the memory with what is never sent again.
      if (uses.size === 4 * MOST) uses.clear()
      uses.set(text, used)
      return undefined
    }
    uses.delete(text)
    const name = `iam_${names.size}`
    names.set(text, name)
    return name
  }
}

/**
 * Whether a statement failed because of its name: the columns of a table are others now, as when a newer
 * version of the server has changed it (feature_not_supported), or a pooler has put another connection
 * in the place of the one that knew it (invalid_sql_statement_name, duplicate_prepared_statement).
 */
export function isForgotten(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (code === '0A000') return String(message).includes('cached plan')
  return code === '26000' || code === '42P05'
}
