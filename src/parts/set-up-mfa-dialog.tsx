import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useIsMutating } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { Dialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.tsx'
import { AuthenticatorStep } from './authenticator-step.tsx'
import { LeaveQuestion } from './leave-question.tsx'
import { RecoveryCodesStep } from './recovery-codes-step.tsx'
import { useAccountDialog } from './use-account-dialog.ts'
import { useRevealGuard } from './use-reveal-guard.ts'

/** Sets up one-time passwords for oneself, and then shows the recovery codes, once. */
export function SetUpMfaDialog() {
  const { user, isSelf, close } = useAccountDialog()
  if (!user) return null
  if (!isSelf) {
    return (
      <Dialog title="Set up MFA" onClose={close}>
        <p className="type-body text-neutral-text">
          Everyone sets up MFA for themselves; nobody can do it for another user.
        </p>
      </Dialog>
    )
  }
  return <Steps user={user} close={close} />
}

function Steps({ user, close }: { user: User; close: () => void }) {
  // The codes live here and nowhere else.
  const [codes, setCodes] = useState<readonly string[]>()
  const [saved, setSaved] = useState(false)
  const guard = useRevealGuard(codes !== undefined && !saved, () => false)
  const codesStep = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (codes) codesStep.current?.focus()
  }, [codes])
  useEffect(() => {
    const forget = () => setCodes(undefined)
    window.addEventListener('pagehide', forget)
    return () => window.removeEventListener('pagehide', forget)
  }, [])

  // Closed now, the window could not show the codes any more.
  const isEnabling = useIsMutating({ mutationKey: ['validateUserMFAOTP'] }) > 0

  // Enabled before it was opened, as by a second window: there is nothing to set up.
  const [enabledBefore] = useState(user.mfa)
  if (enabledBefore && !codes) {
    return (
      <Dialog title="Set up MFA" onClose={close}>
        <p className="type-body text-neutral-text">
          MFA is enabled already. To change to another app or to get new recovery codes, disable it
          first.
        </p>
      </Dialog>
    )
  }
  if (!codes) {
    return (
      <Dialog title="Set up MFA" onClose={() => isEnabling || close()}>
        <AuthenticatorStep user={user} onRecoveryCodes={setCodes} onCancel={close} />
      </Dialog>
    )
  }
  const done = () => {
    guard.release()
    close()
    toast({ sentiment: 'success', text: 'MFA enabled' })
  }
  return (
    <Dialog title="MFA is enabled" onClose={saved ? done : guard.ask}>
      <LeaveQuestion
        asking={guard.asking}
        title="Leave without saving your recovery codes?"
        text="They cannot be shown again. Without them and without your app you could not sign in any more."
        stayLabel="Keep this window open"
        leaveLabel="Leave anyway"
        onStay={guard.stay}
        onLeave={() => guard.leave(close)}
      >
        <div ref={codesStep} tabIndex={-1} className="outline-none">
          <RecoveryCodesStep
            codes={codes}
            username={user.username}
            saved={saved}
            onSavedChange={setSaved}
            onDone={done}
          />
        </div>
      </LeaveQuestion>
    </Dialog>
  )
}
