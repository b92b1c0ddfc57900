import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

import { toApiError } from '../../api/errors.ts'
import { useSession } from '../../api/session.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { toast } from '../../ui/toast.tsx'
import { type LoginMethod, loginMethods, methodsProblem, unusableReason } from './login-methods.ts'
import { type LoginMethods, securityQuery } from './queries.ts'
import { useUpdateLoginMethods } from './setting-writes.ts'
import { useClose } from './use-close.ts'

/** Chooses how members may sign in; a way that works must stay. */
export function LoginMethodsDialog() {
  const { data: settings } = useQuery(securityQuery)
  return settings ? <LoginMethodsForm methods={settings.loginMethods} /> : null
}

function LoginMethodsForm({ methods }: { methods: LoginMethods }) {
  const { capabilities } = useSession()
  const close = useClose(paths.securitySettings())
  const update = useUpdateLoginMethods()
  const [chosen, setChosen] = useState<Record<LoginMethod, boolean>>(() => ({
    loginPasswordEnabled: methods.loginPasswordEnabled,
    loginMagicCodeEnabled: methods.loginMagicCodeEnabled,
    loginOauth2Enabled: methods.loginOauth2Enabled,
    loginSamlEnabled: methods.loginSamlEnabled,
  }))
  const changed = loginMethods.filter(({ method }) => chosen[method] !== methods[method])
  const problem = methodsProblem(chosen, capabilities)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (problem !== undefined || update.isPending) return
    try {
      await update.mutateAsync(chosen)
    } catch {
      // The dialog says why, from the mutation's state.
      return
    }
    toast({ sentiment: 'success', text: 'Authentication methods saved' })
    close()
  }

  return (
    <FormDialog
      title="Organization authentication methods"
      dirty={changed.length > 0}
      pending={update.isPending}
      error={problem === undefined && update.error && toApiError(update.error).message}
      submitLabel="Confirm"
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <fieldset className="m-0 flex min-w-0 flex-col gap-4 border-0 p-0">
        <legend className="type-body mb-4 text-neutral-text">
          How members may sign in to the console.
        </legend>
        {loginMethods.map(({ method, label, text }) => (
          <Checkbox
            key={method}
            label={label}
            checked={chosen[method]}
            onChange={(on) => setChosen({ ...chosen, [method]: on })}
            hint={[text, unusableReason(method, capabilities)].filter(Boolean).join(' ')}
          />
        ))}
      </fieldset>
      <p className="type-body-small text-neutral-text">
        This is asked at the next sign-in: sessions that run and API keys go on working.
      </p>
      {problem && <Alert sentiment="danger">{problem}</Alert>}
    </FormDialog>
  )
}
