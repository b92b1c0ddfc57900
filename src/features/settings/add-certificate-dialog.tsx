import { Controller, useForm } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { paths } from '../../paths.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { toast } from '../../ui/toast.tsx'
import { CertificateField } from './certificate-field.tsx'
import { certificateProblem } from './certificate-texts.ts'
import type { Saml } from './federation-queries.ts'
import { useAddCertificate } from './federation-writes.ts'
import { LoadedSaml } from './loaded-saml.tsx'
import { useClose } from './use-close.ts'

/** Adds a certificate of the identity provider. */
export function AddCertificateDialog() {
  return <LoadedSaml>{(saml) => <AddCertificateForm saml={saml} />}</LoadedSaml>
}

function AddCertificateForm({ saml }: { saml: Saml }) {
  const close = useClose(paths.securitySettings())
  const add = useAddCertificate(saml.id)
  const { control, handleSubmit, setError, formState } = useForm<{
    type: 'signing' | 'encryption'
    content: string
  }>({ defaultValues: { type: 'signing', content: '' } })
  const { errors, isDirty } = formState

  const submit = handleSubmit(async ({ type, content }) => {
    if (add.isPending) return
    try {
      await add.mutateAsync({ type, content })
    } catch (error) {
      const shown = applyFieldErrors(error, setError, { content: 'content' })
      if (!shown) setError('root', { message: toApiError(error).message })
      return
    }
    toast({ sentiment: 'success', text: 'Certificate added' })
    close()
  })

  return (
    <FormDialog
      title="Add certificate"
      dirty={isDirty}
      pending={add.isPending}
      error={errors.root?.message}
      submitLabel="Add certificate"
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <Controller
        control={control}
        name="type"
        render={({ field: { value, onChange } }) => (
          <RadioGroup
            legend="What it is for"
            value={value}
            onChange={onChange}
            options={[
              {
                value: 'signing',
                label: 'Signing',
                description: 'The identity provider signs its answers with the key of this.',
              },
              {
                value: 'encryption',
                label: 'Encryption',
                description: 'What is sent to the identity provider is encrypted for it.',
              },
            ]}
          />
        )}
      />
      <Controller
        control={control}
        name="content"
        rules={{ validate: (text) => certificateProblem(text) ?? true }}
        render={({ field, fieldState }) => (
          <CertificateField
            {...field}
            label="Certificate"
            hint="X.509 in PEM, with its BEGIN and END lines."
            required
            error={fieldState.error?.message}
          />
        )}
      />
    </FormDialog>
  )
}
