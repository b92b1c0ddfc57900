import type { Change } from '../../backend/store/memory.ts'
import type { Row, TableName } from '../../backend/store/store.ts'
import type { MockScenario } from './mock-scenarios.ts'

/** What the mock remembers in the tab, so that a reload loses nothing. */
export interface MockState {
  scenario: MockScenario
  /** Browser time when the scenario began, in milliseconds. */
  startedAt: number
  /** Scenario time of the last look at its clock, in milliseconds; the clock never goes behind it. */
  latest: number
  /** How many ids have been given out. */
  ids: number
  /** The console session's token; null when signed out. */
  session: { token: string; expiresAt: number } | null
  /** Rows that differ from the scenario's start, by table and key; null for deleted ones. */
  changes: Partial<Record<TableName, Record<string, Row<TableName> | null>>>
}

/** Notes what a transaction changed. */
export function noteChanges(state: MockState, changes: readonly Change[]): void {
  for (const { table, key, row } of changes) {
    state.changes[table] = { ...state.changes[table], [key]: row }
  }
}

/** The scenario's rows of one table with the noted changes made to them. */
export function withChanges<T extends TableName>(
  state: MockState,
  table: T,
  key: keyof Row<T>,
  rows: readonly Row<T>[],
): Row<T>[] {
  const changed = (state.changes[table] ?? {}) as Record<string, Row<T> | null>
  const kept = rows.filter((row) => !Object.hasOwn(changed, String(row[key])))
  return [...kept, ...Object.values(changed).filter((row) => row !== null)]
}
