import type { ReactNode, Ref } from 'react'

import { holdsPrivateKey } from '../../../backend/formats/certificate-pem.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { TextAreaField } from '../../ui/text-field.tsx'

/** The field for a certificate in PEM. It warns at once of a private key, which it offers to clear. */
export function CertificateField({
  label,
  hint,
  required,
  optional,
  value,
  onChange,
  onBlur,
  name,
  error,
  ref,
}: {
  label: string
  hint: ReactNode
  required?: boolean
  optional?: boolean
  value: string
  onChange: (value: string) => void
  onBlur: () => void
  name: string
  error: string | undefined
  ref: Ref<HTMLTextAreaElement>
}) {
  const isPrivate = holdsPrivateKey(value)
  return (
    <div className="flex flex-col gap-3">
      <TextAreaField
        {...{ label, hint, required, optional, value, onBlur, name, ref }}
        rows={6}
        code
        error={isPrivate ? undefined : error}
        placeholder="-----BEGIN CERTIFICATE-----"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      {isPrivate && (
        <Alert
          title="This holds a private key"
          action={
            <Button size="small" variant="outlined" sentiment="danger" onClick={() => onChange('')}>
              Clear the field
            </Button>
          }
        >
          It was not sent anywhere. Paste the certificate alone.
        </Alert>
      )}
    </div>
  )
}
