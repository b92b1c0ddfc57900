import type { CreateAPIKeyRequest } from '@scaleway/sdk-iam/v1alpha1'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import { useNavigate } from 'react-router'

import { type ApiError, toApiError } from '../../api/errors.ts'
import { useOperation } from '../../api/invalidation.ts'
import { useSession } from '../../api/session.ts'
import { keyDialogs } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.tsx'
import { generateApiKey } from './api-key-writes.ts'
import { type ApiKey } from './queries.ts'
import type { SnippetInput } from './snippets.ts'
import { useKeyList } from './use-key-list.ts'

/**
 * Makes one key and holds its secret for the reveal step. The secret is in this hook's state and
 * nowhere else: not in a cache, the history, a form or a log.
 *
 * One idempotency key serves all attempts, so that neither a double press nor a retry after a lost
 * answer makes a second key.
 *
 * @param revealPath address of the reveal step of a key, within the same route
 */
export function useNewKey(revealPath: (accessKey: string) => string) {
  const { organization, upstream } = useSession()
  const list = useKeyList()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const [secret, setSecret] = useState<string>()
  const [made, setMade] = useState<ApiKey>()
  const create = useOperation('createAPIKey', (request: CreateAPIKeyRequest) =>
    generateApiKey(request, idempotencyKey, (key, secretKey) => {
      setMade(key)
      setSecret(secretKey)
      void navigate(list.href(revealPath(key.accessKey)), { replace: true })
    }),
  )
  const error = create.error ? toApiError(create.error) : undefined
  const unsure = error !== undefined && isUnsure(error)

  const revealed: SnippetInput | undefined =
    made && secret !== undefined
      ? {
          accessKey: made.accessKey,
          secretKey: secret,
          organizationId: organization.id,
          projectId: made.defaultProjectId,
          apiUrl: apiUrlOf(upstream),
        }
      : undefined

  return {
    /** Sends the request; ignored while one is on its way or a key was made. */
    async submit(request: CreateAPIKeyRequest) {
      if (create.isPending || made) return
      try {
        await create.mutateAsync(request)
      } catch (failure) {
        // The answer may be lost although the key was made: let the list tell.
        if (isUnsure(toApiError(failure))) {
          void client.invalidateQueries({ queryKey: ['apiKeys'] })
        }
        throw failure
      }
    },
    pending: create.isPending,
    error,
    /** What to say of the failure, above the buttons. */
    message: error && <Failure kind={error.kind} message={error.message} lost={error.details} />,
    made,
    revealed,
    revealPath: made && revealPath(made.accessKey),
    forget: useCallback(() => setSecret(undefined), []),
    /** Says, once the form is left after a lost answer, that a key may be there all the same. */
    warnIfUnsure() {
      if (!unsure) return
      toast({
        sentiment: 'warning',
        text: 'The connection was lost while a key was being generated. If it is in the list, its secret key cannot be shown: replace or delete it.',
      })
    },
  }
}

/** Where the key is good; undefined for the address that clients have by themselves. */
function apiUrlOf(upstream: string | undefined): string | undefined {
  if (upstream === undefined) return window.location.origin
  return upstream === 'api.scaleway.com' ? undefined : `https://${upstream}`
}

/** Whether the key may be there all the same: no answer came, or none to what is in between. */
function isUnsure({ kind, status }: ApiError): boolean {
  return kind === 'network' || status === 502 || status === 504
}

function Failure(props: {
  kind: string
  message: string
  lost: { resource?: string; resourceId?: string }
}): ReactNode {
  const { kind, message, lost } = props
  const list = useKeyList()
  if (kind === 'network') {
    return (
      <>
        The connection was lost before the answer arrived. The key may have been generated, but its
        secret key did not reach you. Try again: the same request never makes a second key.
      </>
    )
  }
  if (kind === 'conflict' && lost.resourceId) {
    return (
      <span className="flex flex-col items-start gap-4">
        <span>
          The earlier attempt did generate the key{' '}
          <span className="type-code whitespace-nowrap">{lost.resourceId}</span>, but its secret key
          was lost on the way and cannot be shown again. Replace the key to get a new secret key.
        </span>
        <ButtonLink
          variant="outlined"
          sentiment="neutral"
          to={list.href(keyDialogs(list.path).replace(lost.resourceId))}
        >
          Replace key
        </ButtonLink>
      </span>
    )
  }
  return message
}
