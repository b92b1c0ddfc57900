import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { DeleteResourceDialog } from '../../parts/delete-resource-dialog.tsx'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { certificatesQuery, type Saml } from './federation-queries.ts'
import { useDeleteCertificate, useDeleteSaml } from './federation-writes.ts'
import { LoadedSaml } from './loaded-saml.tsx'
import { useClose } from './use-close.ts'

/** Asks before SAML is disabled. */
export function DeleteSamlDialog() {
  return <LoadedSaml>{(saml) => <DeleteSaml saml={saml} />}</LoadedSaml>
}

function DeleteSaml({ saml }: { saml: Saml }) {
  const close = useClose(paths.securitySettings())
  const remove = useDeleteSaml(saml.id)
  return (
    <DeleteResourceDialog
      title="Delete SSO"
      onClose={close}
      onDelete={async () => {
        await remove.mutateAsync()
        toast({ sentiment: 'success', text: 'SSO deleted' })
        close()
      }}
    >
      <p>
        The configuration of the identity provider is deleted with its certificates. Members cannot
        sign in through it any more; their accounts and API keys stay.
      </p>
      <p>
        If you set it up again, the service provider gets new addresses, which your identity
        provider has to be given anew.
      </p>
    </DeleteResourceDialog>
  )
}

/** Asks before a certificate is deleted. */
export function DeleteCertificateDialog() {
  const { id = '' } = useParams()
  return <LoadedSaml>{(saml) => <DeleteCertificate samlId={saml.id} id={id} />}</LoadedSaml>
}

function DeleteCertificate({ samlId, id }: { samlId: string; id: string }) {
  const close = useClose(paths.securitySettings())
  const { data: certificates = [] } = useQuery(certificatesQuery(samlId))
  const remove = useDeleteCertificate(id)
  const signing = certificates.filter(({ type }) => type === 'signing')
  const isLast = signing.length === 1 && signing[0]?.id === id
  return (
    <DeleteResourceDialog
      title="Delete certificate"
      onClose={close}
      onDelete={async () => {
        await remove.mutateAsync()
        toast({ sentiment: 'success', text: 'Certificate deleted' })
        close()
      }}
    >
      <p>
        The certificate <span className="type-code">{id}</span> is deleted. What the identity
        provider signs with its key is not trusted any more.
      </p>
      {isLast && (
        <p>It is the last signing certificate: SAML SSO is incomplete until you add another.</p>
      )}
    </DeleteResourceDialog>
  )
}
