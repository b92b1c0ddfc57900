import { useSession } from '../../api/session.ts'
import { Card } from '../../ui/card.tsx'
import { Status } from '../../ui/status.tsx'
import { DialogLink } from './dialog-link.tsx'
import { loginMethods, unusableReason } from './login-methods.ts'
import type { LoginMethods } from './queries.ts'

/**
 * How members may sign in.
 *
 * @param reason why that may not be changed
 */
export function LoginMethodsCard({
  methods,
  reason,
}: {
  methods: LoginMethods
  reason: string | undefined
}) {
  const { capabilities } = useSession()
  return (
    <Card
      title="Organization authentication methods"
      actions={
        <DialogLink dialog="loginMethods" reason={reason} about="authentication methods">
          Manage
        </DialogLink>
      }
    >
      <ul>
        {loginMethods.map(({ method, label, text }) => {
          const unusable = methods[method] ? unusableReason(method, capabilities) : undefined
          return (
            <li
              key={method}
              className="flex items-center justify-between gap-6 border-b border-neutral-border-weak py-3 first:pt-0 last:border-b-0 last:pb-0"
            >
              <div className="flex min-w-0 flex-col gap-0.5">
                <p className="type-body-small-strong text-neutral-text-strong">{label}</p>
                <p className="type-body-small max-w-prose text-neutral-text-weak">
                  {unusable ?? text}
                </p>
              </div>
              <span className="type-body-small-strong text-neutral-text-strong">
                <Status sentiment={unusable ? 'warning' : methods[method] ? 'success' : 'neutral'}>
                  {methods[method] ? 'On' : 'Off'}
                </Status>
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
