import type { ReactNode } from 'react'

import { useSession } from '../../api/session.ts'
import { Notice } from '../../ui/notice.tsx'

/**
 * Says what this installation does not do with what it keeps; nothing where the platform itself
 * answers, which does it.
 */
export function KeptOnlyNotice({ children }: { children: ReactNode }) {
  return useSession().mode === 'cloud' ? null : <Notice>{children}</Notice>
}
