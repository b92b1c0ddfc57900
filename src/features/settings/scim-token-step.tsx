import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { KeptOnlyNotice } from './kept-only-notice.tsx'

/**
 * The one time that a SCIM token is on screen, with the confirmation without which Done does not work.
 *
 * @param bearerToken the caller holds it in state and nowhere else
 */
export function ScimTokenStep(props: {
  bearerToken: string
  saved: boolean
  onSavedChange: (saved: boolean) => void
  onDone: () => void
}) {
  const { bearerToken, saved, onSavedChange, onDone } = props
  return (
    <div className="flex flex-col gap-6">
      <Alert sentiment="warning" title="Save your token now.">
        This is the only time it is displayed. Once this window is closed, nobody can bring it back.
        Keep it as safe as a password.
      </Alert>
      <SecretField label="Token" value={bearerToken} secret copyLabel="Copy token" />
      <KeptOnlyNotice>
        This installation has no SCIM endpoint: there is no base URL to give with it.
      </KeptOnlyNotice>
      <Checkbox label="I have saved my token" checked={saved} onChange={onSavedChange} />
      <div className="flex justify-end">
        <Button
          onClick={onDone}
          {...(saved ? {} : { disabledReason: 'Tick “I have saved my token” first.' })}
        >
          Done
        </Button>
      </div>
    </div>
  )
}
