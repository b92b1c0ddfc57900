import { ValidationRules } from '@scaleway/sdk-iam/v1alpha1'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { paths } from '../../paths.ts'
import { SecretField } from '../../ui/secret-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { CertificateField } from './certificate-field.tsx'
import { certificatesProblem, splitCertificates } from './certificate-texts.ts'
import type { Saml } from './federation-queries.ts'
import { useAddCertificate, useUpdateSaml } from './federation-writes.ts'
import { MetadataField } from './metadata-field.tsx'
import { useClose } from './use-close.ts'

const { maxLength: ENTITY_ID_MAX_LENGTH } = ValidationRules.UpdateSamlRequest.entityId

/**
 * What the identity provider gives: its entity ID, sign-on URL and signing certificates, from its
 * metadata file or by hand.
 *
 * @param withServiceProvider shows first what it is to be given
 */
export function IdentityProviderForm({
  saml,
  title,
  submitLabel,
  withServiceProvider = false,
}: {
  saml: Saml
  title: string
  submitLabel: string
  withServiceProvider?: boolean
}) {
  const close = useClose(paths.securitySettings())
  const update = useUpdateSaml(saml.id)
  const add = useAddCertificate(saml.id)
  const [added] = useState(() => new Set<string>())
  const { control, register, handleSubmit, setError, setValue, formState } = useForm({
    defaultValues: {
      entityId: saml.entityId,
      singleSignOnUrl: saml.singleSignOnUrl,
      certificates: '',
    },
  })
  const { errors, isDirty, isSubmitting } = formState

  const submit = handleSubmit(async ({ certificates, ...provider }) => {
    if (isSubmitting) return
    try {
      await update.mutateAsync({
        entityId: provider.entityId.trim(),
        singleSignOnUrl: provider.singleSignOnUrl.trim(),
      })
      for (const content of splitCertificates(certificates)) {
        // An earlier attempt, which failed at a later one, has added it already.
        if (added.has(content)) continue
        await add.mutateAsync({ type: 'signing', content })
        added.add(content)
      }
    } catch (error) {
      const shown = applyFieldErrors(error, setError, {
        entity_id: 'entityId',
        single_sign_on_url: 'singleSignOnUrl',
        content: 'certificates',
      })
      if (!shown) setError('root', { message: toApiError(error).message })
      return
    }
    toast({ sentiment: 'success', text: 'SAML configuration saved' })
    close()
  })

  return (
    <FormDialog
      title={title}
      dirty={isDirty}
      pending={isSubmitting}
      error={errors.root?.message}
      submitLabel={submitLabel}
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      {withServiceProvider && <ServiceProvider saml={saml} />}
      <section className="flex flex-col gap-4" aria-label="Identity provider">
        <h3 className="type-body-strong text-neutral-text-strong">
          {withServiceProvider ? '2. Import identity provider data' : 'Identity provider'}
        </h3>
        <MetadataField
          onRead={({ entityId, singleSignOnUrl, signingCertificates }) => {
            const options = { shouldDirty: true, shouldValidate: true }
            setValue('entityId', entityId, options)
            setValue('singleSignOnUrl', singleSignOnUrl, options)
            setValue('certificates', signingCertificates.join(''), options)
          }}
        />
        <TextField
          label="Identity provider entity ID"
          required
          error={errors.entityId?.message}
          {...register('entityId', { validate: (text) => entityIdProblem(text) ?? true })}
        />
        <TextField
          label="Single sign-on URL"
          required
          inputMode="url"
          placeholder="https://"
          error={errors.singleSignOnUrl?.message}
          {...register('singleSignOnUrl', { validate: (text) => urlProblem(text) ?? true })}
        />
        <Controller
          control={control}
          name="certificates"
          rules={{ validate: (text) => certificatesProblem(text) ?? true }}
          render={({ field, fieldState }) => (
            <CertificateField
              {...field}
              label={withServiceProvider ? 'Signing certificates' : 'Further signing certificates'}
              hint="X.509 in PEM, with their BEGIN and END lines. They can be added later, too."
              optional
              error={fieldState.error?.message}
            />
          )}
        />
      </section>
    </FormDialog>
  )
}

function ServiceProvider({ saml: { serviceProvider } }: { saml: Saml }) {
  if (!serviceProvider) return null
  return (
    <section className="flex flex-col gap-4" aria-label="Service provider">
      <h3 className="type-body-strong text-neutral-text-strong">
        1. Give these to your identity provider
      </h3>
      <SecretField
        label="Assertion consumer service (ACS) URL"
        value={serviceProvider.assertionConsumerServiceUrl}
        copyLabel="Copy ACS URL"
      />
      <SecretField
        label="Service provider entity ID"
        value={serviceProvider.entityId}
        copyLabel="Copy service provider entity ID"
      />
    </section>
  )
}

function entityIdProblem(text: string): string | undefined {
  const entityId = text.trim()
  if (entityId === '') return 'Enter the entity ID of the identity provider.'
  return entityId.length > ENTITY_ID_MAX_LENGTH
    ? `At most ${ENTITY_ID_MAX_LENGTH.toLocaleString('en')} characters.`
    : undefined
}

function urlProblem(text: string): string | undefined {
  const url = text.trim()
  if (url === '') return 'Enter the address to which members are sent to sign in.'
  return url.startsWith('https://') && URL.canParse(url)
    ? undefined
    : 'Enter an address that begins with https://.'
}
