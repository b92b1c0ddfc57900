import { useQuery } from '@tanstack/react-query'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { useParams } from 'react-router'

import { serverNow } from '../../api/clock.ts'
import { applyFieldErrors } from '../../api/errors.ts'
import { useSession } from '../../api/session.ts'
import type { Bearer } from '../../parts/bearer.ts'
import { describePermissions } from '../../parts/describe-permissions.ts'
import { permissionsQuery } from '../../parts/permissions-query.ts'
import { useRight } from '../../parts/use-right.ts'
import { keyDialogs, paths } from '../../paths.ts'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { useCurrentProject } from '../projects/queries.ts'
import { ApplicationField } from './application-field.tsx'
import { DescriptionField, descriptionRules } from './description-field.tsx'
import { ExpirationField, expirationRules } from './expiration-field.tsx'
import { expirationEnd, type ExpirationValue, firstExpiration } from './expiration.ts'
import { ObjectStorageField, type ObjectStorageValue } from './object-storage-field.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { SecretGone } from './secret-gone.tsx'
import { markUnsaved } from './unsaved-keys.ts'
import { useKeyList } from './use-key-list.ts'
import { useNewKey } from './use-new-key.tsx'

interface Values {
  bearerType: Bearer['type']
  applicationId: string
  description: string
  expiration: ExpirationValue
  storage: ObjectStorageValue
}

/**
 * The wizard's form and, after it, the reveal step.
 *
 * @param bearer the bearer where the page decides it; undefined lets the person choose
 */
export function GenerateForm({ bearer }: { bearer: Bearer | undefined }) {
  const { user, limits, ...session } = useSession()
  const isUser = session.bearerType === 'user'
  const maxSeconds = limits.maxApiKeyExpirationSeconds
  const forApplication = useRight('write', 'application_api_key')
  const { accessKey } = useParams()
  const list = useKeyList()
  const currentProject = useCurrentProject()
  const newKey = useNewKey(keyDialogs(list.path).generated)
  const { control, handleSubmit, register, formState, setError } = useForm<Values>({
    defaultValues: {
      bearerType: bearer?.type ?? (isUser ? 'user' : 'application'),
      applicationId: bearer?.type === 'application' ? bearer.id : '',
      description: '',
      expiration: firstExpiration(maxSeconds, serverNow()),
      storage: { use: 'yes', projectId: '' },
    },
  })
  const [bearerType, applicationId] = useWatch({ control, name: ['bearerType', 'applicationId'] })
  const permissions = useQuery({
    ...permissionsQuery({ type: bearerType, id: bearerType === 'user' ? user.id : applicationId }),
    enabled: bearerType === 'user' || applicationId !== '',
  })
  const canDo = permissions.data && describePermissions(permissions.data)

  const submit = handleSubmit(async (values) => {
    const expiresAt = expirationEnd(values.expiration, serverNow(), maxSeconds)
    const chosenId = values.storage.use === 'yes' ? values.storage.projectId : ''
    const projectId = chosenId || currentProject?.id
    try {
      await newKey.submit({
        ...(values.bearerType === 'user'
          ? { userId: user.id }
          : { applicationId: values.applicationId }),
        description: values.description.trim(),
        ...(expiresAt && { expiresAt }),
        ...(projectId && { defaultProjectId: projectId }),
      })
    } catch (failure) {
      applyFieldErrors(failure, setError, {
        application_id: 'applicationId',
        description: 'description',
        expires_at: 'expiration',
      })
    }
  })

  const finish = () => {
    if (newKey.made) list.close({ highlight: newKey.made.accessKey })
  }

  if (accessKey && !newKey.revealed) return <SecretGone accessKey={accessKey} />
  return (
    <SecretDialog
      formTitle="Generate an API key"
      submitLabel="Generate API key"
      dirty={formState.isDirty && !newKey.made}
      pending={newKey.pending}
      error={newKey.message}
      onSubmit={(event) => void submit(event)}
      revealed={newKey.revealed}
      revealPath={newKey.revealPath}
      canDo={canDo}
      onForget={newKey.forget}
      onDone={finish}
      onLeave={() => newKey.made && markUnsaved(newKey.made.accessKey)}
      onClose={() => {
        newKey.warnIfUnsure()
        if (newKey.made) finish()
        else list.close()
      }}
    >
      {!bearer && (
        <Controller
          control={control}
          name="bearerType"
          render={({ field }) => (
            <RadioGroup
              legend="Select the API key bearer"
              name={field.name}
              inline
              value={field.value}
              onChange={field.onChange}
              options={[
                {
                  value: 'user',
                  label: 'Myself (IAM user)',
                  ...(!isUser && {
                    disabled: true,
                    description: 'You are signed in with the key of an application.',
                  }),
                },
                {
                  value: 'application',
                  label: 'An application',
                  disabled: !forApplication.allowed,
                  description: forApplication.reason,
                },
              ]}
            />
          )}
        />
      )}
      {!bearer && bearerType === 'application' && (
        <Controller
          control={control}
          name="applicationId"
          rules={{ required: 'Select the application that will bear the key.' }}
          render={({ field, fieldState }) => (
            <ApplicationField
              value={field.value}
              onChange={field.onChange}
              error={fieldState.error?.message}
            />
          )}
        />
      )}
      {bearerType === 'user' && (
        <Notice>
          For long-lived use, such as production, prefer an{' '}
          <TextLink to={paths.applications()}>application</TextLink> as the bearer: it never leaves
          the Organization.
        </Notice>
      )}
      <DescriptionField
        field={register('description', descriptionRules)}
        error={formState.errors.description?.message}
      />
      <Controller
        control={control}
        name="expiration"
        rules={expirationRules(maxSeconds)}
        render={({ field, fieldState }) => (
          <ExpirationField field={field} fieldState={fieldState} maxSeconds={maxSeconds} />
        )}
      />
      <Controller
        control={control}
        name="storage"
        render={({ field }) => <ObjectStorageField value={field.value} onChange={field.onChange} />}
      />
      <p aria-live="polite" className="type-body-small text-neutral-text">
        {canDo ??
          (bearerType === 'application' && !applicationId
            ? 'What the key can do depends on the application you select.'
            : permissions.isError
              ? 'What the key can do cannot be shown: you may not see its bearer’s policies. It inherits all of its bearer’s permissions.'
              : 'Looking up what the key can do…')}
      </p>
    </SecretDialog>
  )
}
