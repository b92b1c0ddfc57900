import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'

import { toApiError } from '../api/errors.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { PasswordField, TextField } from '../ui/text-field.tsx'
import { useAttempt } from './use-attempt.ts'

/** What a person signs in with in cloud mode. */
interface Key {
  accessKey: string
  secretKey: string
  organizationId?: string
}

const ACCESS_KEY = /^SCW[A-Z0-9]{17}$/
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * Signing in with an API key of the platform. The secret key is kept by the server, encrypted; here it
 * is in this form and nowhere else, until it has signed in.
 *
 * @param upstream host of the platform's API
 * @param onKey signs in; throws what is wrong
 */
export function SignInKeyStep({
  upstream,
  onKey,
}: {
  upstream: string
  onKey: (key: Key) => Promise<void>
}) {
  const keyRefused = (useLocation().state as { keyRefused?: boolean } | null)?.keyRefused === true
  const [accessKey, setAccessKey] = useState('')
  const [secretKey, setSecretKey] = useState('')
  const [organizationId, setOrganizationId] = useState('')
  const [asksOrganization, setAsksOrganization] = useState(false)
  const problems = {
    accessKey: ACCESS_KEY.test(accessKey.trim())
      ? undefined
      : 'Enter the access key: SCW and 17 letters or digits.',
    secretKey: UUID.test(secretKey.trim())
      ? undefined
      : 'Enter the secret key, as it was shown when the key was generated.',
    organizationId:
      !asksOrganization || UUID.test(organizationId.trim())
        ? undefined
        : 'Enter the Organization ID, such as 47bc0c8b-538c-4869-a019-dd7f25aad2dc.',
  }
  const complete = Object.values(problems).every((problem) => problem === undefined)

  const { pending, tried, failure, form, submit } = useAttempt(
    complete,
    {
      first: `${upstream} does not know this API key: one of the two halves is not right, or the key was deleted.`,
      expired: 'This API key has expired. Sign in with another one.',
    },
    async () => {
      try {
        await onKey({
          accessKey: accessKey.trim(),
          secretKey: secretKey.trim(),
          ...(asksOrganization && { organizationId: organizationId.trim() }),
        })
        setSecretKey('')
      } catch (error) {
        const missing = toApiError(error).details.fields.some(
          ({ name }) => name === 'organization_id',
        )
        if (missing) setAsksOrganization(true)
        throw error
      }
    },
  )
  useEffect(() => {
    if (asksOrganization)
      form.current?.querySelector<HTMLInputElement>('[name=organization]')?.focus()
  }, [asksOrganization, form])
  useEffect(() => {
    // A page that is kept for Back keeps what is in its fields.
    const forget = () => setSecretKey('')
    window.addEventListener('pagehide', forget)
    return () => window.removeEventListener('pagehide', forget)
  }, [])

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-6">
      <p className="type-body text-neutral-text">
        With an API key of <strong className="type-body-strong wrap-anywhere">{upstream}</strong>.
        You can do here what its bearer can do there.
      </p>
      {keyRefused && !failure && (
        <Alert sentiment="warning">
          You are signed out: your API key was deleted, has expired or may not be used any more.
          Sign in with another one.
        </Alert>
      )}
      {failure && <Alert sentiment="danger">{failure}</Alert>}
      <TextField
        label="Access key"
        name="access_key"
        autoComplete="username"
        autoCapitalize="characters"
        spellCheck={false}
        placeholder="SCW…"
        maxLength={64}
        required
        value={accessKey}
        onChange={(event) => setAccessKey(event.target.value)}
        error={tried ? problems.accessKey : undefined}
      />
      <PasswordField
        label="Secret key"
        name="secret_key"
        autoComplete="off"
        maxLength={64}
        required
        value={secretKey}
        onChange={(event) => setSecretKey(event.target.value)}
        error={tried ? problems.secretKey : undefined}
        hint="Kept on the server of this console, encrypted, until you sign out. Not kept in the browser."
      />
      {asksOrganization && (
        <TextField
          label="Organization ID"
          name="organization"
          autoComplete="organization"
          spellCheck={false}
          maxLength={64}
          required
          value={organizationId}
          onChange={(event) => setOrganizationId(event.target.value)}
          error={tried && organizationId !== '' ? problems.organizationId : undefined}
          hint="In the platform’s console: Organization Dashboard, Settings."
        />
      )}
      <Button type="submit" size="large" loading={pending} className="w-full">
        Sign in
      </Button>
    </form>
  )
}
