import { Controller, useForm } from 'react-hook-form'
import { useParams } from 'react-router'

import { serverNow } from '../../api/clock.ts'
import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { useSession } from '../../api/session.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { formatMoment } from '../../ui/formats.ts'
import { toast } from '../../ui/toast.tsx'
import { useUpdateApiKey } from './api-key-writes.ts'
import { DescriptionField, descriptionRules } from './description-field.tsx'
import { ExpirationField, expirationRules } from './expiration-field.tsx'
import { expirationEnd, type ExpirationValue } from './expiration.ts'
import { LoadedKey } from './loaded-key.tsx'
import { PreferredProjectField } from './object-storage-field.tsx'
import { type ApiKey } from './queries.ts'
import { useKeyList } from './use-key-list.ts'

const TITLE = 'Edit API key'

/** Changes a key's description, preferred Project and expiration; its bearer never changes. */
export function EditDialog() {
  const { accessKey = '' } = useParams()
  return (
    <LoadedKey accessKey={accessKey} title={TITLE}>
      {(apiKey) => <EditForm apiKey={apiKey} />}
    </LoadedKey>
  )
}

interface Values {
  description: string
  projectId: string
  expiration: ExpirationValue
}

function EditForm({ apiKey }: { apiKey: ApiKey }) {
  const list = useKeyList()
  const update = useUpdateApiKey(apiKey.accessKey)
  const maxSeconds = useSession().limits.maxApiKeyExpirationSeconds
  const { control, handleSubmit, register, formState, setError } = useForm<Values>({
    defaultValues: {
      description: apiKey.description,
      projectId: apiKey.defaultProjectId,
      expiration: { choice: 'keep', custom: '' },
    },
  })
  const submit = handleSubmit(async (values) => {
    try {
      await update.mutateAsync({
        description: values.description.trim(),
        defaultProjectId: values.projectId,
        expiresAt: expirationEnd(values.expiration, serverNow(), maxSeconds),
      })
    } catch (failure) {
      applyFieldErrors(failure, setError, {
        description: 'description',
        default_project_id: 'projectId',
        expires_at: 'expiration',
      })
      return
    }
    toast({ sentiment: 'success', text: `API key ${apiKey.accessKey} saved` })
    list.close({ highlight: apiKey.accessKey })
  })
  return (
    <FormDialog
      title={TITLE}
      dirty={formState.isDirty}
      pending={update.isPending}
      error={update.error && toApiError(update.error).message}
      submitLabel="Save changes"
      onSubmit={(event) => void submit(event)}
      onClose={() => list.close()}
    >
      <p className="type-code break-all text-neutral-text-strong">{apiKey.accessKey}</p>
      <DescriptionField
        field={register('description', descriptionRules)}
        error={formState.errors.description?.message}
      />
      <Controller
        control={control}
        name="projectId"
        render={({ field, fieldState }) => (
          <PreferredProjectField
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={control}
        name="expiration"
        rules={expirationRules(maxSeconds)}
        render={({ field, fieldState }) => (
          <ExpirationField
            field={field}
            fieldState={fieldState}
            canNever={false}
            maxSeconds={maxSeconds}
            keepLabel={
              apiKey.expiresAt
                ? `Keep as it is: ${formatMoment(apiKey.expiresAt, 'long')}`
                : 'Keep as it is: never'
            }
          />
        )}
      />
    </FormDialog>
  )
}
