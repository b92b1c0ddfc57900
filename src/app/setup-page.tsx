import { useEffect, useState } from 'react'
import { type FieldErrors, useForm, type UseFormRegister } from 'react-hook-form'
import { replace, useLoaderData, useNavigate } from 'react-router'

import { applyFieldErrors, toApiError } from '../api/errors.ts'
import { getSetup, setUp } from '../api/sign-in-api.ts'
import {
  EMAIL_MAX_LENGTH,
  emailProblem,
  PASSWORD_MIN_LENGTH,
  passwordProblem,
  PERSON_NAME_MAX_LENGTH,
  personNameProblem,
  USERNAME_MAX_LENGTH,
  usernameProblem,
} from '../parts/user-rules.ts'
import { paths } from '../paths.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { TextLink } from '../ui/link.tsx'
import { PasswordField, TextField } from '../ui/text-field.tsx'
import { EntryPage } from './entry-page.tsx'
import { keepSession } from './keep-session.ts'
import { takenSetupToken } from './sign-in-token.ts'

/** The API's limit. */
const ORGANIZATION_NAME_MAX_LENGTH = 64

interface SetupForm {
  token: string
  organizationName: string
  firstName: string
  lastName: string
  email: string
  username: string
  password: string
}

/** The names that the API has for the form's fields. */
const FIELDS = {
  token: 'token',
  'organization.name': 'organizationName',
  'owner.first_name': 'firstName',
  'owner.last_name': 'lastName',
  'owner.email': 'email',
  'owner.username': 'username',
  'owner.password': 'password',
} as const

/** Gives the token that the page was opened with; leads into the console when nothing is to be set up. */
export async function setupLoader(): Promise<string | Response> {
  const { needed } = await getSetup()
  return needed ? (takenSetupToken() ?? '') : replace(paths.home())
}

/**
 * What the first visitor of an empty server sees: makes the Organization and its Owner, who is signed in
 * then. The token proves that the visitor is whoever started the server.
 */
export function SetupPage() {
  const token: string = useLoaderData()
  const navigate = useNavigate()
  const [failure, setFailure] = useState('')
  const [done, setDone] = useState(false)
  const { register, handleSubmit, setError, setFocus, formState } = useForm<SetupForm>({
    defaultValues: {
      token,
      organizationName: '',
      firstName: '',
      lastName: '',
      email: '',
      username: '',
      password: '',
    },
  })

  useEffect(() => setFocus(token === '' ? 'token' : 'organizationName'), [setFocus, token])

  const create = handleSubmit(async ({ token: typed, organizationName, ...owner }) => {
    setFailure('')
    try {
      const names = { firstName: owner.firstName.trim(), lastName: owner.lastName.trim() }
      const session = await setUp({
        token: typed.trim(),
        organizationName: organizationName.trim(),
        owner: { ...owner, ...names, email: owner.email.trim() },
      })
      keepSession(session)
      await navigate(paths.organization(), { replace: true })
    } catch (error) {
      const { kind, details, message } = toApiError(error)
      if (kind === 'unauthenticated') {
        const problem = tokenRefused(details.reason)
        setError('token', { type: 'server', message: problem }, { shouldFocus: true })
      } else if (kind === 'not_found') {
        setDone(true)
      } else if (!applyFieldErrors(error, setError, FIELDS)) {
        setFailure(message)
      }
    }
  })

  return (
    <EntryPage title="Set up this server">
      <p className="type-body text-neutral-text">
        Create the first Organization. You become its Owner, who may do everything in it.
      </p>
      <form noValidate onSubmit={(event) => void create(event)} className="flex flex-col gap-8">
        <PasswordField
          label="Set-up token"
          required
          autoComplete="off"
          maxLength={200}
          hint={
            token === ''
              ? 'The server printed it in its terminal, at the end of the link to this page.'
              : 'Taken from the link that opened this page.'
          }
          error={formState.errors.token?.message}
          {...register('token', {
            validate: (typed) => typed.trim() !== '' || 'Enter the token that the server printed.',
          })}
        />
        <OrganizationFields register={register} errors={formState.errors} />
        <OwnerFields register={register} errors={formState.errors} />
        {done && (
          <Alert sentiment="danger" title="This server has been set up already">
            If that was you, <TextLink to={paths.signIn()}>sign in</TextLink> with the username and
            the password that you chose.
          </Alert>
        )}
        {failure && <Alert sentiment="danger">{failure}</Alert>}
        <Button type="submit" size="large" loading={formState.isSubmitting} className="w-full">
          Create Organization
        </Button>
      </form>
    </EntryPage>
  )
}

interface FieldsProps {
  register: UseFormRegister<SetupForm>
  errors: FieldErrors<SetupForm>
}

function OrganizationFields({ register, errors }: FieldsProps) {
  return (
    <fieldset className="flex flex-col gap-4">
      <Legend>Organization</Legend>
      <TextField
        label="Organization name"
        required
        autoComplete="organization"
        maxLength={ORGANIZATION_NAME_MAX_LENGTH}
        hint="You can change it later."
        error={errors.organizationName?.message}
        {...register('organizationName', {
          validate: (name) => name.trim() !== '' || 'Enter a name for the Organization.',
        })}
      />
    </fieldset>
  )
}

function OwnerFields({ register, errors }: FieldsProps) {
  return (
    <fieldset className="flex flex-col gap-4">
      <Legend>Owner</Legend>
      <div className="grid gap-4 xsmall:grid-cols-2">
        <TextField
          label="First name"
          optional
          autoComplete="given-name"
          maxLength={PERSON_NAME_MAX_LENGTH}
          error={errors.firstName?.message}
          {...register('firstName', { validate: (name) => personNameProblem(name) ?? true })}
        />
        <TextField
          label="Last name"
          optional
          autoComplete="family-name"
          maxLength={PERSON_NAME_MAX_LENGTH}
          error={errors.lastName?.message}
          {...register('lastName', { validate: (name) => personNameProblem(name) ?? true })}
        />
      </div>
      <TextField
        label="Email"
        type="email"
        required
        autoComplete="email"
        maxLength={EMAIL_MAX_LENGTH}
        error={errors.email?.message}
        {...register('email', { validate: (email) => emailProblem(email) ?? true })}
      />
      <TextField
        label="Username"
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={USERNAME_MAX_LENGTH}
        hint="Letters without accents, digits and @ . _ -."
        error={errors.username?.message}
        {...register('username', { validate: (name) => usernameProblem(name) ?? true })}
      />
      <PasswordField
        label="Password"
        required
        autoComplete="new-password"
        hint={`At least ${PASSWORD_MIN_LENGTH} characters. Set up MFA in the account settings later.`}
        error={errors.password?.message}
        {...register('password', { validate: (password) => passwordProblem(password) ?? true })}
      />
    </fieldset>
  )
}

function Legend({ children }: { children: string }) {
  return <legend className="type-heading-small mb-4 text-neutral-text-strong">{children}</legend>
}

function tokenRefused(reason: string | undefined): string {
  return reason === 'expired'
    ? 'This token is older than a day. Start the server again to get a new one.'
    : 'This is not the token that the server printed last.'
}
