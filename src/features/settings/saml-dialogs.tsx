import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'

import { toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { paths } from '../../paths.ts'
import { samlQuery } from './federation-queries.ts'
import { useEnableSaml } from './federation-writes.ts'
import { IdentityProviderForm } from './identity-provider-form.tsx'
import { LoadedSaml } from './loaded-saml.tsx'
import { useClose } from './use-close.ts'

/**
 * Sets up SAML in two steps: it is enabled first, because only then has the service provider the
 * addresses that the identity provider is to be given; then comes what that gives in return.
 */
export function SetUpSamlDialog() {
  const { data: saml } = useQuery(samlQuery)
  if (saml === undefined) return null
  return saml ? (
    <IdentityProviderForm
      saml={saml}
      title="Set up SAML SSO"
      submitLabel="Complete set up"
      withServiceProvider
    />
  ) : (
    <EnableSaml />
  )
}

/** Changes what is known of the identity provider. */
export function EditSamlDialog() {
  return (
    <LoadedSaml>
      {(saml) => <IdentityProviderForm saml={saml} title="Edit configuration" submitLabel="Save" />}
    </LoadedSaml>
  )
}

function EnableSaml() {
  const close = useClose(paths.securitySettings())
  const enable = useEnableSaml()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // The dialog says why it failed, from the mutation's state.
    if (!enable.isPending) enable.mutate()
  }

  return (
    <FormDialog
      title="Set up SAML SSO"
      dirty={false}
      pending={enable.isPending}
      error={enable.error && toApiError(enable.error).message}
      submitLabel="Enable and continue"
      onSubmit={submit}
      onClose={close}
    >
      <p className="type-body text-neutral-text">
        Enabling SAML gives your Organization the two addresses that your identity provider asks
        for. In the next step you copy them, and import what the identity provider gives you.
      </p>
      <p className="type-body-small text-neutral-text">
        You can close the window after that and finish later. How members may sign in does not
        change: that is chosen under “Organization authentication methods”.
      </p>
    </FormDialog>
  )
}
