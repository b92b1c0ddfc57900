import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'

import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import { PasswordField } from '../ui/text-field.tsx'
import { generatePassword } from './generate-password.ts'
import { PASSWORD_MIN_LENGTH } from './user-rules.ts'

/** A new password: where it comes from, and what was typed or generated. */
export interface NewPassword {
  source: 'generated' | 'typed' | 'none'
  typed: string
  generated: string
}

/** A new password to begin a form with. */
export function newPassword(source: NewPassword['source']): NewPassword {
  return { source, typed: '', generated: source === 'generated' ? generatePassword() : '' }
}

/** The password itself; empty for none. */
export function passwordOf({ source, typed, generated }: NewPassword): string {
  return source === 'typed' ? typed : source === 'generated' ? generated : ''
}

/**
 * A new password, generated in the browser or typed.
 *
 * @param noneText offers to go without a password, and says what that means
 */
export function NewPasswordField({
  value,
  onChange,
  error,
  noneText,
}: {
  value: NewPassword
  onChange: (value: NewPassword) => void
  error?: ReactNode
  noneText?: string | undefined
}) {
  const choose = (source: NewPassword['source']) =>
    onChange({
      ...value,
      source,
      generated: value.generated || (source === 'generated' ? generatePassword() : ''),
    })
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        legend="Password"
        value={value.source}
        onChange={choose}
        options={[
          { value: 'generated', label: 'Generate a password' },
          { value: 'typed', label: 'Type a password' },
          ...(noneText === undefined
            ? []
            : [{ value: 'none' as const, label: 'No password yet', description: noneText }]),
        ]}
      />
      {value.source === 'generated' && (
        <div className="flex flex-col items-start gap-2">
          <div className="w-full">
            <SecretField
              key={value.generated}
              label="Generated password"
              value={value.generated}
              secret
              copyLabel="Copy generated password"
            />
          </div>
          <Button
            size="small"
            variant="ghost"
            sentiment="neutral"
            icon={<RefreshCw size={16} aria-hidden />}
            onClick={() => onChange({ ...value, generated: generatePassword() })}
          >
            Generate another
          </Button>
        </div>
      )}
      {value.source === 'typed' && (
        <PasswordField
          label="New password"
          required
          autoComplete="new-password"
          hint={`At least ${PASSWORD_MIN_LENGTH} characters.`}
          value={value.typed}
          onChange={(event) => onChange({ ...value, typed: event.target.value })}
          error={error}
        />
      )}
    </div>
  )
}
