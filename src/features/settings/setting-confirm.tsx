import { type ReactNode, useState } from 'react'

import { toApiError } from '../../api/errors.ts'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { TypedConfirm } from '../../ui/typed-confirm.tsx'
import { useClose } from './use-close.ts'

/**
 * Asks for a word before a rule for everyone is begun or ended, then goes back to the settings. When it
 * fails, the dialog stays and says why.
 *
 * @param run changes the rule; a failure is thrown
 * @param done what has changed, for the toast
 */
export function SettingConfirm({
  title,
  word,
  confirmLabel,
  run,
  done,
  children,
}: {
  title: string
  word: 'ENFORCE' | 'STOP'
  confirmLabel: string
  run: () => Promise<unknown>
  done: string
  children: ReactNode
}) {
  const close = useClose(paths.securitySettings())
  const [failure, setFailure] = useState<string>()
  return (
    <TypedConfirm
      title={title}
      word={word}
      sentiment={word === 'STOP' ? 'danger' : 'primary'}
      confirmLabel={confirmLabel}
      error={failure}
      onClose={close}
      onConfirm={async () => {
        setFailure(undefined)
        try {
          await run()
        } catch (error) {
          setFailure(toApiError(error).message)
          return
        }
        toast({ sentiment: 'success', text: done })
        close()
      }}
    >
      {children}
    </TypedConfirm>
  )
}
