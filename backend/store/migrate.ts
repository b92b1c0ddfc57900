import { type Kysely, sql, type Transaction } from 'kysely'

import { DatabaseUnsuitable } from './database-unsuitable.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { securityAndSshKeys } from './migrations/0002-security-and-ssh-keys.ts'
import { securityKeysAndConnections } from './migrations/0003-security-keys-and-connections.ts'
import { samlAndScim } from './migrations/0004-saml-and-scim.ts'
import { peppersAndTime } from './migrations/0005-peppers-and-time.ts'
import { setUp } from './migrations/0006-set-up.ts'
import { attempts } from './migrations/0007-attempts.ts'
import { talliesAndOrders } from './migrations/0008-tallies-and-orders.ts'
import { gateway } from './migrations/0009-gateway.ts'
import { shortPendingLists } from './migrations/0010-short-pending-lists.ts'
import { keysOfFoundBearers } from './migrations/0011-keys-of-found-bearers.ts'
import { translateError } from './sql-errors.ts'
import type { SqlKind } from './sql-text.ts'

/**
 * One step from a version of the schema to the next. Once released, it is never changed again. It is
 * told the ids of the server's peppers, newest first; tests have none.
 */
export type Migration = (
  db: Transaction<Database>,
  kind: SqlKind,
  pepperIds: readonly string[],
) => Promise<void>

export interface Database {
  schema_migrations: { name: string }
}

const migrations: readonly { name: string; run: Migration }[] = [
  { name: '0001-create-tables', run: createTables },
  { name: '0002-security-and-ssh-keys', run: securityAndSshKeys },
  { name: '0003-security-keys-and-connections', run: securityKeysAndConnections },
  { name: '0004-saml-and-scim', run: samlAndScim },
  { name: '0005-peppers-and-time', run: peppersAndTime },
  { name: '0006-set-up', run: setUp },
  { name: '0007-attempts', run: attempts },
  { name: '0008-tallies-and-orders', run: talliesAndOrders },
  { name: '0009-gateway', run: gateway },
  { name: '0010-short-pending-lists', run: shortPendingLists },
  { name: '0011-keys-of-found-bearers', run: keysOfFoundBearers },
]

/** Whether this version of the program has a migration of that name. */
export function isKnownMigration(name: string): boolean {
  return migrations.some((migration) => migration.name === name)
}

/** Any number, as long as every version of the program takes the same. */
const advisoryLock = 4_926_108_273

/**
 * Brings a database to the newest schema in one transaction, so that it is never between two
 * versions. Processes that start at once take turns: on PostgreSQL by a lock, whereas a SQLite file
 * has only one process anyway.
 *
 * Kysely's own Migrator is not used because it reads the catalogue of every schema of the PostgreSQL
 * database first: it fails when somebody drops another schema meanwhile.
 * @throws StoreUnavailable, or DatabaseUnsuitable.
 */
export async function migrate(
  db: Kysely<Database>,
  kind: SqlKind,
  pepperIds: readonly string[] = [],
): Promise<void> {
  try {
    // Read committed, to see what a process that held the lock before has done.
    const transaction = db.transaction().setIsolationLevel('read committed')
    await transaction.execute(async (tx) => {
      if (kind === 'postgres') await preparePostgres(tx)
      await tx.schema
        .createTable('schema_migrations')
        .ifNotExists()
        .addColumn('name', 'text', (column) => column.primaryKey())
        .execute()
      const applied = await tx.selectFrom('schema_migrations').select('name').execute()
      const done = new Set(applied.map(({ name }) => name))
      refuseNewer(done)
      for (const { name, run } of migrations) {
        if (done.has(name)) continue
        await run(tx, kind, pepperIds)
        if (kind === 'postgres') await checkReferences(tx)
        await tx.insertInto('schema_migrations').values({ name }).execute()
      }
    })
  } catch (error) {
    throw translateError(error)
  }
}

async function preparePostgres(tx: Transaction<Database>): Promise<void> {
  const { rows } = await sql<{ encoding: string }>`
    select current_setting('server_encoding') as encoding, pg_advisory_xact_lock(${advisoryLock})
  `.execute(tx)
  const encoding = rows[0]?.encoding
  if (encoding !== 'UTF8') {
    throw new DatabaseUnsuitable(
      `The PostgreSQL database is encoded in ${encoding}; it must be UTF8.`,
    )
  }
}

/** PostgreSQL alters no table of which changed rows are still to be checked at the end. */
async function checkReferences(tx: Transaction<Database>): Promise<void> {
  await sql`set constraints all immediate`.execute(tx)
  await sql`set constraints all deferred`.execute(tx)
}

function refuseNewer(done: ReadonlySet<string>): void {
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...done].filter((name) => !known.has(name))
  if (unknown.length === 0) return
  throw new DatabaseUnsuitable(
    `The database was made by a newer version of this program (${unknown.join(', ')}). ` +
      'Start that version, or this one on another database.',
  )
}
