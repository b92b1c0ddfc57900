import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { useSession } from '../../api/session.ts'
import { userName } from '../../parts/user-name.ts'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/notice.tsx'
import { userQuery } from '../users/queries.ts'
import { ApiKeysList } from './api-keys-list.tsx'
import { KeysHeading } from './keys-heading.tsx'

/**
 * A user's credentials: their API keys. Generating is for one's own page alone; another's page says
 * why instead.
 */
export function UserCredentialsPage() {
  const { userId = '' } = useParams()
  const session = useSession()
  const { data: user } = useQuery(userQuery(userId))
  const isSelf = userId === session.user.id
  const name = user ? userName(user) : 'this user'
  return (
    <div className="flex flex-col gap-6">
      <KeysHeading>API keys inherit the permissions of the user who bears them.</KeysHeading>
      {!isSelf && (
        <Notice>
          Only <bdi>{name}</bdi> can generate API keys here: nobody can generate a key for another
          user, whatever their permissions. For shared or long-lived use, generate one for an
          application.
        </Notice>
      )}
      <ApiKeysList
        bearer={{ type: 'user', id: userId }}
        listPath={paths.userCredentials(userId)}
        canGenerate={isSelf}
        emptyText={
          isSelf
            ? 'Generate one to use the API as yourself.'
            : `${name} has no API key. Only ${name} can generate one here.`
        }
      />
    </div>
  )
}
