import { ValidationRules } from '@scaleway/sdk-iam/v1alpha1'

import { useSession } from '../../api/session.ts'
import { useRight } from '../../parts/use-right.ts'
import { Card, DetailList } from '../../ui/card.tsx'
import { CopyableText } from '../../ui/copy-button.tsx'
import { InlineEdit } from '../../ui/inline-edit.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toast } from '../../ui/toast.tsx'
import { useSetAlias, useUpdateOrganization } from './setting-writes.ts'

const NAME_MAX_LENGTH = 64
const aliasRules = ValidationRules.SetOrganizationAliasRequest.alias

/** The Organization tab of the settings: its name, id and alias. */
export function OrganizationSettingsPage() {
  const { capabilities, organization } = useSession()
  const { reason } = useRight('write', 'organization')
  const rename = useUpdateOrganization()
  const setAlias = useSetAlias()
  return (
    <Card title="Organization information">
      <DetailList
        items={[
          {
            label: 'Name',
            value: (
              <InlineEdit
                label="name"
                value={organization.name}
                maxLength={NAME_MAX_LENGTH}
                disabledReason={
                  capabilities.includes('organization')
                    ? reason
                    : 'The platform’s API cannot rename an Organization: its own console can.'
                }
                validate={(name) => (name.trim() === '' ? 'Enter a name.' : undefined)}
                onSave={async (name) => {
                  await rename.mutateAsync({ name: name.trim() })
                  toast({ sentiment: 'success', text: 'Name saved' })
                }}
              />
            ),
          },
          {
            label: 'Organization ID',
            value: <CopyableText text={organization.id} label="Copy Organization ID" />,
          },
          {
            label: 'Alias',
            value: (
              <InlineEdit
                label="alias"
                value={organization.alias}
                display={organization.alias || 'None'}
                maxLength={aliasRules.maxLength}
                disabledReason={reason}
                validate={aliasProblem}
                onSave={async (alias) => {
                  await setAlias.mutateAsync(alias)
                  toast({ sentiment: 'success', text: 'Alias saved' })
                }}
              />
            ),
          },
        ]}
      />
      <Notice>
        The alias is a short name that stands for the Organization ID: {aliasRules.minLength} to{' '}
        {aliasRules.maxLength} lowercase letters and digits.
      </Notice>
    </Card>
  )
}

function aliasProblem(alias: string): string | undefined {
  if (alias.length < aliasRules.minLength || alias.length > aliasRules.maxLength) {
    return `Use ${aliasRules.minLength} to ${aliasRules.maxLength} characters.`
  }
  return aliasRules.pattern.test(alias) ? undefined : 'Use lowercase letters and digits only.'
}
