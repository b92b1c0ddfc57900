import type { Project } from '@scaleway/sdk-account/v3'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

import { account } from '../../api/client.ts'
import { getProjectUse } from '../../api/console-api.ts'
import type { ListParams, ListSpec } from '../../api/list-state.ts'
import { onceMore } from '../../api/query-client.ts'
import { sessionQuery } from '../../api/session.ts'

export type { Project }

/** All Projects that the caller may see, by name. */
export function projectsQuery() {
  return queryOptions({
    queryKey: ['projects', 'list'],
    queryFn: async ({ client }) => {
      const { organization } = await client.ensureQueryData(sessionQuery)
      const rows = await account
        .listProjects({ organizationId: organization.id, orderBy: 'name_asc', pageSize: 100 })
        .all()
      return { rows, total: rows.length }
    },
    retry: onceMore,
    staleTime: 60_000,
  })
}

/** What the address of the list of Projects may say. */
export const PROJECTS_LIST = {
  sorts: ['name_asc', 'name_desc', 'created_at_asc', 'created_at_desc'],
  defaultSort: 'name_asc',
} as const satisfies ListSpec

/** One page of the Projects that the caller may see. */
export function projectsListQuery(params: ListParams<typeof PROJECTS_LIST>) {
  return queryOptions({
    queryKey: ['projects', 'page', params],
    queryFn: async ({ client }) => {
      const { organization } = await client.ensureQueryData(sessionQuery)
      const { projects, totalCount } = await account.listProjects({
        organizationId: organization.id,
        orderBy: params.sort,
        page: params.page,
        pageSize: params.pageSize,
      })
      return { rows: projects, total: totalCount }
    },
    placeholderData: keepPreviousData,
  })
}

/** One Project by id. */
export function projectQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', 'detail', projectId],
    queryFn: (): Promise<Project> => account.getProject({ projectId }),
  })
}

/** What uses a Project; read anew each time, as other people's work changes it too. */
export function projectUseQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', 'use', projectId],
    queryFn: () => getProjectUse(projectId),
    staleTime: 0,
  })
}

const STORAGE_KEY = 'iam-console.project'
const listeners = new Set<() => void>()

/**
 * The Project that the console is on: the default for choices such as a key's preferred Project. Its
 * id is remembered by the tab, and by the browser for new tabs.
 *
 * @returns undefined until the Projects are read, and when the caller may see none
 */
export function useCurrentProject(): Project | undefined {
  const { data } = useQuery(projectsQuery())
  const rememberedId = useSyncExternalStore(subscribe, remembered)
  const projects = data?.rows ?? []
  return (
    projects.find((project) => project.id === rememberedId) ??
    projects.find((project) => project.id === project.organizationId) ??
    projects[0]
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function remembered(): string | null {
  try {
    return sessionStorage.getItem(STORAGE_KEY) ?? localStorage.getItem(STORAGE_KEY)
  } catch {
    // The browser refuses storage to this page: the default Project stands in.
    return null
  }
}

/** Puts the console on this Project. */
export function selectProject(projectId: string): void {
  try {
    sessionStorage.setItem(STORAGE_KEY, projectId)
    localStorage.setItem(STORAGE_KEY, projectId)
  } catch {
    // See remembered().
  }
  for (const listener of listeners) listener()
}
