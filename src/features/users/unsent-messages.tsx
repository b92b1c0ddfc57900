import { Card } from '../../ui/card.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import type { MessageOutcome } from './use-add-member.ts'

const TITLES = { welcome: 'Welcome email', password: 'Email with the password' } as const

const MASK = '•'.repeat(24)

/**
 * The messages that could not be sent, for the administrator to send.
 *
 * @param password hidden on screen, and whole in what is copied
 */
export function UnsentMessages(props: { messages: readonly MessageOutcome[]; password: string }) {
  const { messages, password } = props
  return messages.map((outcome) => {
    if (!('sent' in outcome) || outcome.sent) return null
    const { to, subject, text } = outcome.message
    const title = TITLES[outcome.kind]
    return (
      <Card key={outcome.kind} title={title}>
        <p className="type-body-small text-neutral-text">
          {outcome.reason === 'not_configured'
            ? 'This installation sends no email. Send this yourself:'
            : 'It could not be sent. Send this yourself:'}
        </p>
        <dl className="type-body-small grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <dt className="text-neutral-text-weak">To</dt>
          <dd className="wrap-anywhere text-neutral-text-strong">{to}</dd>
          <dt className="text-neutral-text-weak">Subject</dt>
          <dd className="wrap-anywhere text-neutral-text-strong">{subject}</dd>
        </dl>
        <Snippet
          wrap
          code={password === '' ? text : text.replaceAll(password, MASK)}
          copyText={text}
          copyLabel={`Copy the ${title.charAt(0).toLowerCase()}${title.slice(1)}`}
        />
      </Card>
    )
  })
}
