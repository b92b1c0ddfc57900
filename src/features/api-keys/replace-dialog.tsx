import { Controller, useForm } from 'react-hook-form'
import { useParams } from 'react-router'

import { serverNow } from '../../api/clock.ts'
import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { useSession } from '../../api/session.ts'
import { keyDialogs } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { useDeleteApiKey } from './api-key-writes.ts'
import { ExpirationField, expirationRules } from './expiration-field.tsx'
import { expirationEnd, type ExpirationValue, firstExpiration } from './expiration.ts'
import { LoadedKey } from './loaded-key.tsx'
import { type ApiKey } from './queries.ts'
import { SecretDialog } from './secret-dialog.tsx'
import { SecretGone } from './secret-gone.tsx'
import { forgetUnsaved, markUnsaved } from './unsaved-keys.ts'
import { useKeyList } from './use-key-list.ts'
import { useNewKey } from './use-new-key.tsx'

const TITLE = 'Replace API key'

/**
 * Makes a new key with the bearer, description and preferred Project of an old one, and deletes the
 * old one once the new secret is saved; until then both work, so nothing breaks in between.
 */
export function ReplaceDialog() {
  const { accessKey = '' } = useParams()
  return (
    <LoadedKey accessKey={accessKey} title={TITLE}>
      {(apiKey) => <ReplaceForm apiKey={apiKey} />}
    </LoadedKey>
  )
}

function ReplaceForm({ apiKey: old }: { apiKey: ApiKey }) {
  const { newKey: newAccessKey } = useParams()
  const list = useKeyList()
  const newKey = useNewKey((accessKey) => keyDialogs(list.path).replaced(old.accessKey, accessKey))
  const remove = useDeleteApiKey(old.accessKey)
  const maxSeconds = useSession().limits.maxApiKeyExpirationSeconds
  const { control, handleSubmit, formState, setError } = useForm<{ expiration: ExpirationValue }>({
    defaultValues: { expiration: firstExpiration(maxSeconds, serverNow()) },
  })

  const submit = handleSubmit(async ({ expiration }) => {
    const expiresAt = expirationEnd(expiration, serverNow(), maxSeconds)
    try {
      await newKey.submit({
        ...(old.userId ? { userId: old.userId } : {}),
        ...(old.applicationId ? { applicationId: old.applicationId } : {}),
        description: old.description,
        defaultProjectId: old.defaultProjectId,
        ...(expiresAt && { expiresAt }),
      })
    } catch (failure) {
      applyFieldErrors(failure, setError, { expires_at: 'expiration' })
    }
  })

  const finish = async () => {
    const highlight = newKey.made?.accessKey
    list.close(highlight ? { highlight } : undefined)
    try {
      await remove.mutateAsync()
      forgetUnsaved(old.accessKey)
      toast({ sentiment: 'success', text: `API key ${old.accessKey} replaced and deleted` })
    } catch (failure) {
      toast({
        sentiment: 'error',
        text: `The new key is ready, but ${old.accessKey} could not be deleted. ${toApiError(failure).message}`,
      })
    }
  }

  if (newAccessKey && !newKey.revealed) return <SecretGone accessKey={newAccessKey} />
  return (
    <SecretDialog
      formTitle={TITLE}
      submitLabel="Generate replacement"
      dirty={formState.isDirty && !newKey.made}
      pending={newKey.pending}
      error={newKey.message}
      onSubmit={(event) => void submit(event)}
      revealed={newKey.revealed}
      revealPath={newKey.revealPath}
      canDo={`Done deletes the old key, ${old.accessKey}. Until then both keys work: put the new one in place first.`}
      doneLabel="Done, delete the old key"
      onForget={newKey.forget}
      onDone={() => void finish()}
      onLeave={() => newKey.made && markUnsaved(newKey.made.accessKey)}
      onClose={() => {
        newKey.warnIfUnsure()
        list.close({ highlight: newKey.made?.accessKey ?? old.accessKey })
      }}
    >
      <p className="type-body text-neutral-text">
        A new key takes over the bearer, description and preferred Project of{' '}
        <span className="type-code whitespace-nowrap">{old.accessKey}</span>. The old key keeps
        working until you confirm that you saved the new secret key; then it is deleted.
      </p>
      <Controller
        control={control}
        name="expiration"
        rules={expirationRules(maxSeconds)}
        render={({ field, fieldState }) => (
          <ExpirationField field={field} fieldState={fieldState} maxSeconds={maxSeconds} />
        )}
      />
    </SecretDialog>
  )
}
