import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Navigate } from 'react-router'

import { paths } from '../../paths.ts'
import { type Saml, samlQuery } from './federation-queries.ts'

/** What is about the SAML configuration, once it was read; back to the settings when there is none. */
export function LoadedSaml({ children }: { children: (saml: Saml) => ReactNode }) {
  const { data: saml } = useQuery(samlQuery)
  if (saml === null) return <Navigate to={paths.securitySettings()} replace />
  return saml && children(saml)
}
