import { useCallback } from 'react'
import { Outlet, useOutletContext } from 'react-router'

import { paths } from '../paths.ts'
import type { Principal } from './principal.ts'
import { useNavigateFromHere } from './use-navigate-from-here.ts'

/** Whose page it is. */
export interface PagePrincipal {
  principal: Principal
  name: string
}

/** Where the dialogs over the page of a user, an application or a group open. */
export function PrincipalOutlet(props: PagePrincipal) {
  return <Outlet context={props} />
}

/** Whose page a dialog is over, and the way back to it. */
export function usePagePrincipal(): PagePrincipal & { close: () => void } {
  const { principal, name } = useOutletContext<PagePrincipal>()
  const navigate = useNavigateFromHere()
  const page = principalPage(principal)
  const close = useCallback(() => void navigate(page, { replace: true }), [navigate, page])
  return { principal, name, close }
}

/** The address of a principal's page. */
export function principalPage({ type, id }: Principal): string {
  return { user: paths.user, group: paths.group, application: paths.application }[type](id)
}
