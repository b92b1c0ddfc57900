import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { Pencil } from 'lucide-react'

import { toApiError } from '../api/errors.ts'
import { accountDialogs } from '../paths.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Card, DetailList } from '../ui/card.tsx'
import { CopyableText } from '../ui/copy-button.tsx'
import { toast } from '../ui/toast.tsx'
import { EditableTags } from './editable-tags.tsx'
import { languageName } from './languages.ts'
import { TagList } from './tag-list.tsx'
import { useUpdateUser } from './user-operations.ts'
import { useUserReasons } from './user-reasons.ts'

/**
 * Who a user is: names, email, phone, language, tags and id, with the dialog that changes them.
 *
 * @param pagePath address of the page that mounts the dialog `profile`
 */
export function ProfileCard({ user, pagePath }: { user: User; pagePath: string }) {
  const reasons = useUserReasons(user)
  return (
    <Card
      title="User profile"
      actions={
        <ButtonLink
          to={accountDialogs(pagePath).profile}
          size="small"
          variant="outlined"
          sentiment="neutral"
          icon={<Pencil size={16} aria-hidden />}
          aria-label="Edit profile"
          {...(reasons.profile !== undefined && { disabledReason: reasons.profile })}
        >
          Edit
        </ButtonLink>
      }
    >
      <DetailList
        items={[
          { label: 'Username', value: user.username || '—' },
          { label: 'First name', value: user.firstName || '—' },
          { label: 'Last name', value: user.lastName || '—' },
          { label: 'Email', value: user.email },
          { label: 'Phone number', value: user.phoneNumber || '—' },
          { label: 'Preferred language', value: languageName(user.locale) },
          {
            label: 'Tags',
            value:
              reasons.profile === undefined ? (
                <OwnTags user={user} />
              ) : (
                <TagList tags={user.tags} />
              ),
          },
          {
            label: 'User ID',
            value: <CopyableText text={user.id} label="Copy user ID" />,
          },
        ]}
      />
    </Card>
  )
}

function OwnTags({ user }: { user: User }) {
  const update = useUpdateUser(user.id)
  return (
    <EditableTags
      tags={user.tags}
      onSave={async (tags) => {
        try {
          await update.mutateAsync({ tags })
        } catch (error) {
          throw toApiError(error)
        }
        toast({ sentiment: 'success', text: 'Tags saved' })
      }}
    />
  )
}
