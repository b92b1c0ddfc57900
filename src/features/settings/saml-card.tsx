import { useQuery } from '@tanstack/react-query'

import { QueryPanel } from '../../parts/query-panel.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { type DetailItem, DetailList } from '../../ui/card.tsx'
import { CopyableText } from '../../ui/copy-button.tsx'
import { Status } from '../../ui/status.tsx'
import { federationPath } from './federation-paths.ts'
import { type Saml, samlQuery } from './federation-queries.ts'
import { KeptOnlyNotice } from './kept-only-notice.tsx'
import { SamlCertificates } from './saml-certificates.tsx'

/**
 * The identity provider through which members may sign in.
 *
 * @param reason why it may not be changed
 */
export function SamlCard({ reason }: { reason: string | undefined }) {
  const query = useQuery(samlQuery)
  const { data } = query
  return (
    <QueryPanel
      title="Identity Federation"
      what="the SAML configuration of this Organization"
      query={query}
      actions={
        data === null ? (
          <ButtonLink to={federationPath('setUpSaml')} disabledReason={reason}>
            Set up SAML SSO
          </ButtonLink>
        ) : (
          data && <SamlActions reason={reason} />
        )
      }
    >
      {(saml) => (
        <>
          {saml ? (
            <SamlDetails saml={saml} reason={reason} />
          ) : (
            <p className="type-body-small max-w-prose text-neutral-text">
              Members can sign in with the accounts that they have at an identity provider of your
              Organization, by SAML 2.0. They are matched by username. It does not apply to the
              Owner.
            </p>
          )}
          <KeptOnlyNotice>
            This installation keeps the configuration and its certificates as the API does, but
            signs nobody in by SAML: nothing answers at the addresses of the service provider.
          </KeptOnlyNotice>
        </>
      )}
    </QueryPanel>
  )
}

function SamlActions({ reason }: { reason: string | undefined }) {
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink
        to={federationPath('editSaml')}
        variant="outlined"
        sentiment="neutral"
        disabledReason={reason}
      >
        Edit configuration
      </ButtonLink>
      <ButtonLink
        to={federationPath('deleteSaml')}
        variant="outlined"
        sentiment="danger"
        disabledReason={reason}
      >
        Delete SSO
      </ButtonLink>
    </div>
  )
}

const STATUS: Readonly<Record<Saml['status'], string>> = {
  valid: 'Complete',
  missing_certificate: 'Signing certificate missing',
  missing_entity_id: 'Entity ID missing',
  missing_single_sign_on_url: 'Sign-on URL missing',
  unknown_saml_status: 'Unknown',
}

function SamlDetails({ saml, reason }: { saml: Saml; reason: string | undefined }) {
  const { status, serviceProvider, entityId, singleSignOnUrl } = saml
  return (
    <div className="flex flex-col gap-6">
      <p className="type-body-small-strong text-neutral-text-strong">
        <Status sentiment={status === 'valid' ? 'success' : 'warning'}>
          {STATUS[status] ?? STATUS.unknown_saml_status}
        </Status>
      </p>
      <Facts
        title="Identity provider"
        items={[
          { label: 'Entity ID', value: entityId || 'Not set' },
          { label: 'Single sign-on URL', value: singleSignOnUrl || 'Not set' },
        ]}
      />
      {serviceProvider && (
        <Facts
          title="Service provider, for your identity provider"
          items={[
            {
              label: 'Assertion consumer service (ACS) URL',
              value: (
                <CopyableText
                  text={serviceProvider.assertionConsumerServiceUrl}
                  label="Copy ACS URL"
                />
              ),
            },
            {
              label: 'Service provider entity ID',
              value: (
                <CopyableText
                  text={serviceProvider.entityId}
                  label="Copy service provider entity ID"
                />
              ),
            },
          ]}
        />
      )}
      <SamlCertificates samlId={saml.id} reason={reason} />
    </div>
  )
}

function Facts({ title, items }: { title: string; items: readonly DetailItem[] }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <h3 className="type-body-strong text-neutral-text-strong">{title}</h3>
      <DetailList items={items} />
    </section>
  )
}
