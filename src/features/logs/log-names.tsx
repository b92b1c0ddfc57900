import type { Log } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'

import type { LogName } from '../../api/console-api.ts'
import { logNamesQuery } from './queries.ts'

/** Names by the id of the entry; undefined while they are read. */
const Names = createContext<ReadonlyMap<string, LogName> | undefined>(undefined)

const NONE: ReadonlyMap<string, LogName> = new Map()

/** Reads the names of all entries on a page at once, for the cells inside. */
export function LogNames({ logs, children }: { logs: readonly Log[]; children: ReactNode }) {
  const ids = useMemo(() => logs.map(({ id }) => id), [logs])
  const { data, isError } = useQuery(logNamesQuery(ids))
  // Without names the ids still tell who and what it was.
  return <Names value={data ?? (isError ? NONE : undefined)}>{children}</Names>
}

/** The names of an entry; `loading` while they are on their way. */
export function useLogName(logId: string): { name: LogName | undefined; loading: boolean } {
  const names = useContext(Names)
  return { name: names?.get(logId), loading: names === undefined }
}
