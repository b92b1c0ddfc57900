import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'

import { useSession } from '../../api/session.ts'
import { DeleteResourceDialog } from '../../parts/delete-resource-dialog.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { userName } from '../../parts/user-name.ts'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { useUserDialog } from './use-user-dialog.ts'
import { useDeleteUser, userKeysQuery } from './user-life.ts'

/** Asks before a member is deleted for good; one's own account too, which signs one out. */
export function DeleteUserDialog() {
  const { user, returnTo, close } = useUserDialog()
  const { user: self } = useSession()
  if (!user) return null
  return user.id === self.id ? (
    <DeleteSelf user={user} onClose={close} />
  ) : (
    <DeleteMember user={user} returnTo={returnTo} onClose={close} />
  )
}

function DeleteMember(props: { user: User; returnTo: string | undefined; onClose: () => void }) {
  const { user, returnTo, onClose } = props
  const navigate = useNavigateFromHere()
  const deletion = useDeleteUser(user.id, undefined)
  const name = userName(user)
  return (
    <DeleteResourceDialog
      title="Delete member"
      confirmLabel="Confirm"
      onClose={onClose}
      onDelete={async () => {
        await deletion.mutateAsync()
        await navigate(returnTo ?? paths.users(), { replace: true })
        toast({ sentiment: 'success', text: `${name} deleted` })
      }}
    >
      <p>
        <strong className="type-body-strong wrap-anywhere">{name}</strong> will be deleted for good.
      </p>
      <KeysThatGo userId={user.id} />
      <p>
        Policies attached to <bdi>{name}</bdi> stay without a principal. The username{' '}
        <bdi>{user.username}</bdi> is free again. The log keeps what <bdi>{name}</bdi> did.
      </p>
    </DeleteResourceDialog>
  )
}

function DeleteSelf({ user, onClose }: { user: User; onClose: () => void }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  // What is on screen would be read again without a session otherwise.
  const deletion = useDeleteUser(user.id, async () => {
    await navigate(paths.signIn(), { replace: true })
    client.clear()
  })
  return (
    <DeleteResourceDialog
      title="Delete my account"
      confirmLabel="Confirm"
      onClose={onClose}
      onDelete={async () => {
        await deletion.mutateAsync()
        toast({ sentiment: 'success', text: 'Your account is deleted, and you are signed out' })
      }}
    >
      <p>Your account will be deleted for good, and you will be signed out.</p>
      <KeysThatGo userId={user.id} />
      <p>
        Policies attached to you stay without a principal. Your username {user.username} is free
        again. The log keeps what you did.
      </p>
    </DeleteResourceDialog>
  )
}

/** Says how many API keys go too; in general words until, or unless, it can be read. */
function KeysThatGo({ userId }: { userId: string }) {
  const { data } = useQuery(userKeysQuery(userId))
  if (data?.total === 0) return <p>There is no API key to delete with the account.</p>
  const keys =
    data === undefined
      ? 'The API keys of the account'
      : data.total === 1
        ? 'One API key'
        : `${data.total} API keys`
  return <p>{keys} will be deleted too; whatever uses them stops working at once.</p>
}
