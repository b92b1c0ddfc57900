import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'

import { ExpiryCell } from '../../parts/expiry-cell.tsx'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { QueryError } from '../../parts/query-error.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { certificateTypes } from './certificate-types.ts'
import { federationPath } from './federation-paths.ts'
import { certificatesQuery, type SamlCertificate } from './federation-queries.ts'

/** The certificates of the identity provider, and when each ends. */
export function SamlCertificates({
  samlId,
  reason,
}: {
  samlId: string
  reason: string | undefined
}) {
  const { data: certificates, error, refetch } = useQuery(certificatesQuery(samlId))
  return (
    <section aria-label="Certificates" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 className="type-body-strong text-neutral-text-strong">Certificates</h3>
        <ButtonLink
          to={federationPath('addCertificate')}
          variant="outlined"
          sentiment="neutral"
          size="small"
          icon={<Plus size={16} aria-hidden />}
          disabledReason={reason}
        >
          Add certificate
        </ButtonLink>
      </div>
      {error && (
        <QueryError
          error={error}
          what="the certificates"
          onRetry={() => void refetch()}
          compact={certificates !== undefined}
        />
      )}
      {certificates ? (
        <CertificateTable certificates={certificates} reason={reason} />
      ) : (
        !error && <Skeleton lines={2} />
      )}
    </section>
  )
}

function CertificateTable({
  certificates,
  reason,
}: {
  certificates: readonly SamlCertificate[]
  reason: string | undefined
}) {
  if (certificates.length === 0) {
    return (
      <p className="type-body-small text-neutral-text">
        None yet. Without a signing certificate no answer of the identity provider can be checked.
      </p>
    )
  }
  return (
    <PlainTable
      caption="SAML certificates"
      columns={columns}
      rows={certificates}
      rowKey={({ id }) => id}
      removal={({ id, type }) => ({
        to: federationPath('deleteCertificate', id),
        label: `Delete ${certificateTypes[type].toLowerCase()} certificate ${id}`,
        disabledReason: reason,
      })}
    />
  )
}

const columns: PlainColumn<SamlCertificate>[] = [
  {
    id: 'certificate',
    header: 'Certificate',
    cell: ({ id, type }) => (
      <span className="flex min-w-0 flex-col">
        {certificateTypes[type]}
        <span className="type-code-small text-neutral-text-weak">{id}</span>
      </span>
    ),
  },
  {
    id: 'origin',
    header: 'Of',
    cell: ({ origin }) => (origin === 'scaleway' ? 'Service provider' : 'Identity provider'),
  },
  {
    id: 'expires',
    header: 'Expires',
    cell: ({ expiresAt }) => <ExpiryCell expiresAt={expiresAt} />,
  },
  {
    id: 'content',
    header: 'PEM',
    cell: ({ id, content }) => (
      <CopyButton text={content} label={`Copy certificate ${id}`} caption="Copy" size="xsmall" />
    ),
  },
]
