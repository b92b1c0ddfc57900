import type { User } from '@scaleway/sdk-iam/v1alpha1'
import type { ReactNode } from 'react'

import { useSession } from '../../api/session.ts'
import { useUserReasons } from '../../parts/user-reasons.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'

/** Locking or unlocking a member, and deleting one. The Owner can have neither done. */
export function UserLifeCards({ user }: { user: User }) {
  const { user: self } = useSession()
  const reasons = useUserReasons(user)
  const isSelf = user.id === self.id
  return (
    <>
      {user.locked ? (
        <LifeCard
          title="Unlock member"
          sentiment="primary"
          to={paths.unlockUser(user.id)}
          disabledReason={reasons.lock}
          text="An unlocked member can sign in again, and their API keys have their rights back."
        />
      ) : (
        <LifeCard
          title="Lock member"
          to={paths.lockUser(user.id)}
          disabledReason={reasons.lock}
          text="A locked member cannot sign in, and their API keys have no rights until the member is unlocked. Nothing is deleted."
        />
      )}
      <LifeCard
        title={isSelf ? 'Delete my account' : 'Delete member'}
        to={paths.deleteUser(user.id)}
        disabledReason={reasons.delete}
        text={
          isSelf
            ? 'Deletes your account and your API keys for good, and signs you out.'
            : 'Deletes the member and their API keys for good. The username can be used again.'
        }
      />
    </>
  )
}

function LifeCard(props: {
  title: string
  to: string
  disabledReason: string | undefined
  text: ReactNode
  sentiment?: 'danger' | 'primary'
}) {
  const { title, to, disabledReason, text, sentiment = 'danger' } = props
  return (
    <Card title={title}>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="type-body-small max-w-prose min-w-0 flex-1 basis-64 text-neutral-text">
          {text}
        </p>
        <ButtonLink
          to={to}
          variant="outlined"
          sentiment={sentiment}
          {...(disabledReason !== undefined && { disabledReason })}
        >
          {title}
        </ButtonLink>
      </div>
    </Card>
  )
}
