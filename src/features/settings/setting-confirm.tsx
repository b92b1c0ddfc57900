import type { ReactNode } from 'react'

import { ActionConfirm } from '../../parts/action-confirm.tsx'
import { paths } from '../../paths.ts'
import { useClose } from './use-close.ts'

/**
 * Asks for a word before a rule for everyone is begun or ended, then goes back to the settings. When it
 * fails, the dialog stays and says why.
 *
 * @param run changes the rule; a failure is thrown
 * @param done what has changed, for the toast
 */
export function SettingConfirm(props: {
  title: string
  word: 'ENFORCE' | 'STOP'
  confirmLabel: string
  run: () => Promise<unknown>
  done: string
  children: ReactNode
}) {
  return (
    <ActionConfirm
      {...props}
      sentiment={props.word === 'STOP' ? 'danger' : 'primary'}
      onClose={useClose(paths.securitySettings())}
    />
  )
}
