import { useSession } from '../../api/session.ts'
import { userName } from '../../parts/user-name.ts'
import { paths } from '../../paths.ts'
import { Card, DetailList } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { EntityLink } from '../../ui/link.tsx'

/** The Organization's name and ids. */
export function OrganizationOverviewPage() {
  const { organization, user } = useSession()
  return (
    <Card title="Organization details">
      <DetailList
        items={[
          { label: 'Name', value: organization.name },
          {
            label: 'Organization ID',
            value: (
              <span className="flex flex-wrap items-center gap-2">
                <span className="type-code select-all wrap-anywhere">{organization.id}</span>
                <CopyButton
                  text={organization.id}
                  label="Copy ID of the Organization"
                  caption="Copy ID"
                />
              </span>
            ),
          },
          { label: 'Alias', value: organization.alias || 'None' },
          {
            label: 'Signed in as',
            value: <EntityLink to={paths.user(user.id)}>{userName(user)}</EntityLink>,
          },
        ]}
      />
    </Card>
  )
}
