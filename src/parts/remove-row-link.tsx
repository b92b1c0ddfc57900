import { X } from 'lucide-react'
import { useNavigate } from 'react-router'

import { IconButton } from '../ui/button.tsx'

/** How a panel's row is taken away. */
export interface Removal {
  /** Address of the dialog that asks first. */
  to: string
  /** Says what is taken away from what. */
  label: string
  /** Why it cannot be taken away now. */
  disabledReason?: string | undefined
}

/** The ✕ at the end of a panel's row: opens the dialog that asks before the row's thing is taken away. */
export function RemoveRowLink({ to, label, disabledReason }: Removal) {
  const navigate = useNavigate()
  return (
    <IconButton
      label={label}
      icon={<X size={16} aria-hidden />}
      disabledReason={disabledReason}
      onClick={() => void navigate(to)}
    />
  )
}
