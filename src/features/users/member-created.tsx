import { useEffect, useRef, useState } from 'react'

import { useSession } from '../../api/session.ts'
import { LeaveQuestion } from '../../parts/leave-question.tsx'
import { useRevealGuard } from '../../parts/use-reveal-guard.ts'
import { userName } from '../../parts/user-name.ts'
import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, DetailList } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { CopyableText } from '../../ui/copy-button.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { UnsentMessages } from './unsent-messages.tsx'
import type { AddMember, AddOutcome } from './use-add-member.ts'

/**
 * The last step of adding a member, when something is left for the administrator: a password to hand
 * over, messages that were not sent, groups that could not be joined.
 */
export function MemberCreated({ adding, outcome }: { adding: AddMember; outcome: AddOutcome }) {
  const { user, password, messages, refusals } = outcome
  const name = userName(user)
  const [saved, setSaved] = useState(false)
  const [retrying, setRetrying] = useState(false)
  const secret = password !== ''
  const guard = useRevealGuard(secret && !saved, () => false)
  const top = useRef<HTMLDivElement>(null)
  const failed = refusals.length > 0 || messages.some((message) => 'failure' in message)

  useEffect(() => {
    // It takes the form's place without a change of address, which would begin at the top by itself.
    window.scrollTo(0, 0)
    top.current?.querySelector('h1')?.focus()
  }, [])
  const { forget } = adding
  useEffect(() => {
    window.addEventListener('pagehide', forget)
    return () => window.removeEventListener('pagehide', forget)
  }, [forget])

  const retry = async () => {
    setRetrying(true)
    await adding.retry()
    setRetrying(false)
  }
  const finish = () => {
    guard.release()
    adding.finish()
  }

  return (
    <div ref={top} className="flex max-w-177 flex-col gap-8">
      <PageHeader
        large
        title="Member created"
        subtitle={`${name} is a member of the Organization now.`}
      />
      <LeaveQuestion
        asking={guard.asking}
        title="Leave without saving the password?"
        text={`It cannot be shown again. ${name} could not sign in until you set another.`}
        stayLabel="Stay on this page"
        leaveLabel="Leave anyway"
        onStay={guard.stay}
        onLeave={() => guard.leave(adding.finish)}
      >
        <div className="flex flex-col gap-6">
          {failed && (
            <Alert
              sentiment="danger"
              title="Not everything worked"
              action={
                <Button
                  size="small"
                  variant="outlined"
                  sentiment="neutral"
                  loading={retrying}
                  onClick={() => void retry()}
                >
                  Try again
                </Button>
              }
            >
              <ul className="list-disc pl-5">
                {refusals.map(({ group, message }) => (
                  <li key={group.id}>
                    <bdi>{name}</bdi> was not added to the group <bdi>{group.name}</bdi>: {message}
                  </li>
                ))}
                {messages.map(
                  (message) =>
                    'failure' in message && (
                      <li key={message.kind}>
                        The {message.kind} email was not sent: {message.failure}
                      </li>
                    ),
                )}
              </ul>
            </Alert>
          )}
          {secret && (
            <Alert sentiment="warning" title="Hand over the password now.">
              This is the only time it is displayed. Once this page is closed, nobody can bring it
              back.
            </Alert>
          )}
          <SignInFacts username={user.username} />
          {secret && (
            <SecretField label="Password" value={password} secret copyLabel="Copy password" />
          )}
          <UnsentMessages messages={messages} password={password} />
          {secret && (
            <Checkbox label="I have saved the password" checked={saved} onChange={setSaved} />
          )}
          <div className="flex justify-end">
            <Button
              onClick={finish}
              {...(secret && !saved
                ? { disabledReason: 'Tick “I have saved the password” first.' }
                : {})}
            >
              Done
            </Button>
          </div>
        </div>
      </LeaveQuestion>
    </div>
  )
}

/** Where and as whom the member signs in. */
function SignInFacts({ username }: { username: string }) {
  const { capabilities, organization } = useSession()
  const address = new URL(paths.signIn(), window.location.origin).href
  return (
    <Card title="How the member signs in">
      <DetailList
        items={[
          ...(capabilities.includes('account')
            ? [
                {
                  label: 'Sign-in page',
                  value: <CopyableText text={address} label="Copy sign-in page" />,
                },
              ]
            : []),
          { label: 'Username', value: <CopyableText text={username} label="Copy username" /> },
          {
            label: 'Organization ID',
            value: <CopyableText text={organization.id} label="Copy Organization ID" />,
          },
        ]}
      />
    </Card>
  )
}
