import { useCallback } from 'react'
import { useLocation, useParams } from 'react-router'

import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'

/** The list behind a dialog: its Project, and the way back with its filters and page. */
export function useSshKeyList() {
  const { projectId = '' } = useParams()
  const { search } = useLocation()
  const navigate = useNavigateFromHere()
  const close = useCallback(
    (highlight?: string) => {
      void navigate(
        { pathname: paths.sshKeys(projectId), search },
        { replace: true, state: highlight === undefined ? null : { highlight } },
      )
    },
    [navigate, projectId, search],
  )
  return { projectId, close }
}
