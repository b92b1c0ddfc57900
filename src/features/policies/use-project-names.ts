import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { ProjectNames } from '../../parts/describe-permissions.ts'
import { projectsQuery } from '../projects/queries.ts'

/** Names of the Projects by id, as far as the person may see them. */
export function useProjectNames(): ProjectNames {
  const { data } = useQuery(projectsQuery())
  return useMemo(() => new Map(data?.rows.map(({ id, name }) => [id, name])), [data])
}
