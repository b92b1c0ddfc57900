import { type Dialect, Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { createSqlStore, type SqlStore } from '../backend/store/sql.ts'
import { organizationRow } from '../backend/store/test-rows.ts'
import { createSchema, describePostgres } from './on-every-store.ts'
import { openPostgres } from './postgres.ts'
import { createStatementNames } from './prepared-statements.ts'

it('names a statement that comes again, and only that', () => {
  const nameOfStatement = createStatementNames()
  const text = 'select * from "things" where "id" = $1'
  expect([nameOfStatement(text), nameOfStatement(text)]).toEqual([undefined, undefined])
  const name = nameOfStatement(text)
  expect(name).toMatch(/^iam_\d+$/)
  expect(nameOfStatement(text)).toBe(name)
  expect(nameOfStatement('select * from "others" where "id" = $1')).toBeUndefined()
})

it('names no search and nothing long', () => {
  const nameOfStatement = createStatementNames()
  const search = 'select * from "things" where "search_text" like $1'
  const long = `select ${'a'.repeat(5000)}`
  for (const text of [search, search, search, long, long, long]) {
    expect(nameOfStatement(text)).toBeUndefined()
  }
})

describePostgres((databaseUrl) => {
  let schema: Awaited<ReturnType<typeof createSchema>>
  let opened: ReturnType<typeof openPostgres>
  let store: SqlStore

  beforeEach(async () => {
    schema = await createSchema(databaseUrl)
    opened = openPostgres(schema.databaseUrl)
    store = createSqlStore(opened.dialect, 'postgres')
    await store.migrate(['pepper'])
    await store.transaction((tx) => tx.insert('organizations', organizationRow()))
    for (let times = 0; times < 3; times += 1) await store.get('organizations', 'org')
  })
  afterEach(async () => {
    await opened.close()
    await schema.drop()
  })

  it('are kept by the connection', async () => {
    const kept = await preparedBy(opened.dialect)
    expect(kept).toContain('select * from "organizations" where "id" = $1')
  })

  it.each([
    ['a table has other columns', 'alter table organizations add column another text'],
    ['another connection has taken the place of the one that kept them', 'deallocate all'],
  ])('are sent again when %s', async (_, statement) => {
    await sql.raw(statement).execute(new Kysely({ dialect: opened.dialect }))
    expect(await store.get('organizations', 'org')).toMatchObject(organizationRow())
  })

  it('have a transaction run anew when a table has other columns', async () => {
    const statement = 'alter table organizations add column another text'
    await sql.raw(statement).execute(new Kysely({ dialect: opened.dialect }))
    let runs = 0
    const found = await store.transaction(async (tx) => {
      runs += 1
      await tx.update('organizations', { id: 'org' }, { name: `run ${runs}` })
      return tx.get('organizations', 'org')
    })
    expect(found).toMatchObject({ name: 'run 2' })
    expect(runs).toBe(2)
  })
})

async function preparedBy(dialect: Dialect): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements`.execute(new Kysely({ dialect }))
  return rows.map(({ statement }) => statement)
}
