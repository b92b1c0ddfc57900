import { useQuery } from '@tanstack/react-query'

import { ExpiryCell } from '../../parts/expiry-cell.tsx'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { QueryError } from '../../parts/query-error.tsx'
import { QueryPanel } from '../../parts/query-panel.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Status } from '../../ui/status.tsx'
import { Time } from '../../ui/time.tsx'
import { federationPath } from './federation-paths.ts'
import { type Scim, scimQuery, type ScimToken, scimTokensQuery } from './federation-queries.ts'
import { KeptOnlyNotice } from './kept-only-notice.tsx'

/** Enough to replace one without a gap; the API makes no third. */
const MOST_TOKENS = 2

/**
 * Automatic user provisioning by SCIM.
 *
 * @param reason why it may not be changed
 */
export function ScimCard({ reason }: { reason: string | undefined }) {
  const query = useQuery(scimQuery)
  const { data } = query
  return (
    <QueryPanel
      title="Automatic user provisioning (SCIM)"
      what="the SCIM configuration of this Organization"
      query={query}
      actions={
        data === null ? (
          <ButtonLink to={federationPath('generateToken')} disabledReason={reason}>
            Enable
          </ButtonLink>
        ) : (
          data && (
            <ButtonLink
              to={federationPath('disableScim')}
              variant="outlined"
              sentiment="danger"
              disabledReason={reason}
            >
              Disable
            </ButtonLink>
          )
        )
      }
    >
      {(scim) => (
        <>
          {scim ? (
            <ScimDetails scim={scim} reason={reason} />
          ) : (
            <p className="type-body-small max-w-prose text-neutral-text">
              An identity provider creates, changes and removes the members of your Organization,
              with a token that you give it.
            </p>
          )}
          <KeptOnlyNotice>
            This installation keeps the tokens as the API does, but has no SCIM endpoint at which an
            identity provider could use them.
          </KeptOnlyNotice>
        </>
      )}
    </QueryPanel>
  )
}

function ScimDetails({ scim, reason }: { scim: Scim; reason: string | undefined }) {
  const { data: tokens, error, refetch } = useQuery(scimTokensQuery(scim.id))
  const full = 'There are two tokens already. Delete one first.'
  return (
    <>
      <p className="type-body-small-strong flex flex-wrap gap-x-1 text-neutral-text-strong">
        <Status sentiment="success">Enabled</Status>
        <span className="type-body-small text-neutral-text-weak">
          since <Time value={scim.createdAt} />
        </span>
      </p>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 className="type-body-strong text-neutral-text-strong">Tokens</h3>
        <ButtonLink
          to={federationPath('generateToken')}
          variant="outlined"
          sentiment="neutral"
          size="small"
          disabledReason={reason ?? ((tokens?.length ?? 0) >= MOST_TOKENS ? full : undefined)}
        >
          Generate token
        </ButtonLink>
      </div>
      {error && (
        <QueryError
          error={error}
          what="the SCIM tokens"
          onRetry={() => void refetch()}
          compact={tokens !== undefined}
        />
      )}
      {tokens ? <TokenTable tokens={tokens} reason={reason} /> : !error && <Skeleton lines={2} />}
    </>
  )
}

function TokenTable({
  tokens,
  reason,
}: {
  tokens: readonly ScimToken[]
  reason: string | undefined
}) {
  if (tokens.length === 0) {
    return (
      <p className="type-body-small text-neutral-text">
        None yet. Without a token no identity provider can be connected.
      </p>
    )
  }
  return (
    <PlainTable
      caption="SCIM tokens"
      columns={columns}
      rows={tokens}
      rowKey={({ id }) => id}
      removal={({ id }) => ({
        to: federationPath('deleteToken', id),
        label: `Delete token ${id}`,
        disabledReason: reason,
      })}
    />
  )
}

const columns: PlainColumn<ScimToken>[] = [
  { id: 'id', header: 'Token', cell: ({ id }) => <span className="type-code-small">{id}</span> },
  { id: 'created', header: 'Created', cell: ({ createdAt }) => <Time value={createdAt} /> },
  {
    id: 'expires',
    header: 'Expires',
    cell: ({ expiresAt }) => <ExpiryCell expiresAt={expiresAt} />,
  },
]
