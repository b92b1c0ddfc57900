import type { ReactNode } from 'react'

import { securityDialog } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'

/**
 * Opens a dialog of the security settings.
 *
 * @param reason why it may not be opened
 * @param about what a short text such as "Edit" is about, for those who hear it
 */
export function DialogLink({
  dialog,
  reason,
  about,
  children,
}: {
  dialog: Parameters<typeof securityDialog>[0]
  reason: string | undefined
  about?: string
  children: ReactNode
}) {
  return (
    <ButtonLink
      to={securityDialog(dialog)}
      variant="outlined"
      sentiment="neutral"
      disabledReason={reason}
    >
      {/* In one span: the button's gap is for an icon. */}
      <span>
        {children}
        {about && <VisuallyHidden> {about}</VisuallyHidden>}
      </span>
    </ButtonLink>
  )
}
