import { recountStatements } from '../../backend/store/sql-tallies.ts'
import { startPasswordThread } from '../../server/passwords.ts'
import { openStore } from '../../server/store.ts'
import type { Cluster, Load } from './cluster.ts'
import { type Known, makeOrganization, type Sizes } from './organization.ts'

/** Of every Owner that a measurement signs in as. */
export const PASSWORD = 'measured, not asserted'

/** A database with one Organization. */
export interface Filled {
  name: string
  url: string
  known: Known
}

/**
 * Makes a database with one Organization of the given sizes. Rows are copied in and counted, and indexes
 * built, at the end: through the store a million keys take an hour.
 */
export async function fill(cluster: Cluster, name: string, sizes: Sizes): Promise<Filled> {
  const url = cluster.createDatabase(name)
  const store = await openStore({ databaseUrl: url, dataDir: '' })
  await store.close()
  const passwords = startPasswordThread()
  const passwordHash = await passwords.hash(PASSWORD)
  await passwords.close()

  const indexes = cluster.query(name, `select indexdef from pg_indexes where ${plain}`)
  cluster.query(
    name,
    `do $$ declare i record; begin
    for i in select indexname from pg_indexes where ${plain} loop
      execute 'drop index ' || quote_ident(i.indexname); end loop; end $$`,
  )
  const loads = new Map<string, Load>()
  const known = await makeOrganization(sizes, { now: new Date(), passwordHash }, async (rows) => {
    for (const [table, some] of Object.entries(rows)) {
      if (some.length === 0) continue
      const load = loads.get(table) ?? cluster.load(name, table)
      loads.set(table, load)
      await load.write(some)
    }
  })
  for (const load of loads.values()) await load.end()
  cluster.query(name, `set maintenance_work_mem = '512MB'; ${indexes.trim().split('\n').join(';')}`)
  cluster.query(name, recountStatements().join(';'))
  cluster.query(name, 'vacuum analyze')
  return { name, url, known }
}

/** Indexes that are no constraint. */
const plain = `schemaname = 'public'
  and not exists (select from pg_constraint where conname = indexname and contype in ('p', 'u'))`
