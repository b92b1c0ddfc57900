import { Download } from 'lucide-react'

import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { downloadText } from './download-text.ts'

/**
 * The one time that recovery codes are on screen: the codes, copy and download, and the confirmation
 * without which Done does not work.
 *
 * @param username names the file and its first line
 */
export function RecoveryCodesStep(props: {
  codes: readonly string[]
  username: string
  saved: boolean
  onSavedChange: (saved: boolean) => void
  onDone: () => void
}) {
  const { codes, username, saved, onSavedChange, onDone } = props
  const text = `${codes.join('\n')}\n`
  return (
    <div className="flex flex-col gap-6">
      <Alert sentiment="warning" title="Save your recovery codes now.">
        This is the only time they are displayed. Each signs you in once when you do not have your
        authenticator app; without app and codes, only an administrator can let you in again.
      </Alert>
      <ul
        aria-label="Recovery codes"
        className="surface-weak type-code grid grid-cols-2 gap-x-6 gap-y-2 rounded-default border border-neutral-border-weak p-4 text-neutral-text-strong"
      >
        {codes.map((code) => (
          <li key={code} className="wrap-anywhere select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-4">
        <CopyButton text={text} label="Copy recovery codes" caption="Copy" size="medium" />
        <Button
          variant="outlined"
          sentiment="neutral"
          icon={<Download size={16} aria-hidden />}
          onClick={() =>
            downloadText(
              `recovery-codes-${username}.txt`,
              `Recovery codes of ${username}. Each works once.\n\n${text}`,
            )
          }
        >
          Download
        </Button>
      </div>
      <Checkbox label="I have saved my recovery codes" checked={saved} onChange={onSavedChange} />
      <div className="flex justify-end">
        <Button
          onClick={onDone}
          {...(saved ? {} : { disabledReason: 'Tick “I have saved my recovery codes” first.' })}
        >
          Done
        </Button>
      </div>
    </div>
  )
}
