import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'

import { toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { LeaveQuestion } from '../../parts/leave-question.tsx'
import { useRevealGuard } from '../../parts/use-reveal-guard.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toast.tsx'
import { federationPath } from './federation-paths.ts'
import { type Scim, scimQuery } from './federation-queries.ts'
import { useCreateScimToken, useEnableScim } from './federation-writes.ts'
import { ScimTokenStep } from './scim-token-step.tsx'
import { useClose } from './use-close.ts'

/**
 * Generates a token for SCIM, enabling SCIM first where it is not, and shows it the only time. It is in
 * this component's state and nowhere else. The address names the token once it is made, so that a
 * reload says what happened to it.
 */
export function ScimTokenDialog() {
  const { id: addressed } = useParams()
  const { data: scim } = useQuery(scimQuery)
  const close = useClose(paths.securitySettings())
  const [made, setMade] = useState<{ id: string; bearerToken: string }>()
  const [saved, setSaved] = useState(false)
  const guard = useRevealGuard(
    made !== undefined && !saved,
    (pathname) => made !== undefined && pathname === federationPath('generateToken', made.id),
  )
  const step = useRef<HTMLDivElement>(null)

  const isMade = made !== undefined
  useEffect(() => {
    if (isMade) step.current?.focus()
  }, [isMade])

  useEffect(() => {
    const forget = () => setMade(undefined)
    window.addEventListener('pagehide', forget)
    return () => window.removeEventListener('pagehide', forget)
  }, [])

  const done = () => {
    guard.release()
    close()
  }

  if (!made) {
    if (addressed !== undefined) return <TokenGone onClose={close} />
    return scim !== undefined && <GenerateForm scim={scim} onMade={setMade} onClose={close} />
  }
  return (
    <Dialog title="Your SCIM token has been generated" onClose={saved ? done : guard.ask}>
      <LeaveQuestion
        asking={guard.asking}
        title="Leave without saving your token?"
        text="It cannot be shown again. The token stays in the list; if you lose it, delete it there and generate another."
        stayLabel="Keep this window open"
        leaveLabel="Leave anyway"
        onStay={guard.stay}
        onLeave={() => guard.leave(close)}
      >
        {/* The warning and the token are read from here on. */}
        <div ref={step} tabIndex={-1} className="outline-none">
          <ScimTokenStep
            bearerToken={made.bearerToken}
            saved={saved}
            onSavedChange={setSaved}
            onDone={done}
          />
        </div>
      </LeaveQuestion>
    </Dialog>
  )
}

function GenerateForm({
  scim,
  onMade,
  onClose,
}: {
  scim: Scim | null
  onMade: (made: { id: string; bearerToken: string }) => void
  onClose: () => void
}) {
  const navigate = useNavigate()
  const [wasEnabled] = useState(scim !== null)
  const enable = useEnableScim()
  const create = useCreateScimToken(({ id }, bearerToken) => {
    onMade({ id, bearerToken })
    void navigate(federationPath('generateToken', id), {
      replace: true,
      preventScrollReset: true,
    })
  })
  const isPending = enable.isPending || create.isPending
  const error = enable.error ?? create.error

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    try {
      const { id } = scim ?? (await enable.mutateAsync())
      await create.mutateAsync(id)
    } catch (failure) {
      // The dialog says why, from the mutations' state.
      if (toApiError(failure).kind === 'network') {
        toast({
          sentiment: 'warning',
          text: 'The connection was lost. If there is a token in the list that you did not get, delete it.',
        })
      }
    }
  }

  return (
    <FormDialog
      title={wasEnabled ? 'Generate SCIM token' : 'Enable SCIM'}
      dirty={false}
      pending={isPending}
      error={error && toApiError(error).message}
      submitLabel={wasEnabled ? 'Generate token' : 'Enable SCIM and create token'}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <p className="type-body text-neutral-text">
        A token lets an identity provider create, change and remove the members of your
        Organization. It is shown once, and good for one year.
      </p>
      <p className="type-body-small text-neutral-text">
        There can be two tokens, so that one can be replaced while the other is in use.
      </p>
    </FormDialog>
  )
}

/** What the address of a token shows once its secret is gone: after a reload, or from a link. */
function TokenGone({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="This SCIM token cannot be shown again" onClose={onClose}>
      <div className="flex flex-col gap-6">
        <p className="type-body text-neutral-text">
          It was shown once, when it was generated. If you saved it, nothing is left to do. If not,
          delete it and generate another.
        </p>
        <div className="flex justify-end">
          <Button onClick={onClose}>Back to the settings</Button>
        </div>
      </div>
    </Dialog>
  )
}
