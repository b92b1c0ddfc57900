import { useParams } from 'react-router'

import { useSession } from '../../api/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { GenerateForm } from './generate-form.tsx'
import { useKeyList } from './use-key-list.ts'

/**
 * The Generate API key wizard and, at its end, the only sight of the secret key. Opened from one's
 * own Credentials, from an application's API keys, or from the IAM dashboard's API keys.
 *
 * The address names the key once it is made, so that a reload says what happened to it.
 */
export function GenerateDialog() {
  const { userId, applicationId } = useParams()
  const { user } = useSession()
  const list = useKeyList()

  if (userId && userId !== user.id) {
    return (
      <Dialog title="Generate an API key" onClose={() => list.close()}>
        <p className="type-body text-neutral-text">
          API keys can be generated for yourself and for applications, never for another user,
          whatever your rights.
        </p>
      </Dialog>
    )
  }
  const bearer = userId
    ? ({ type: 'user', id: userId } as const)
    : applicationId
      ? ({ type: 'application', id: applicationId } as const)
      : undefined
  return <GenerateForm bearer={bearer} />
}
