import type { Log } from '@scaleway/sdk-iam/v1alpha1'
import { AppWindow, CircleQuestionMark, Server, User } from 'lucide-react'
import type { ReactNode } from 'react'

import { paths } from '../../paths.ts'
import { Badge } from '../../ui/badge.tsx'
import { EntityLink } from '../../ui/link.tsx'
import { StillLine } from '../../ui/skeleton.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useLogName } from './log-names.tsx'
import { actionOf, resourceOf, resourcePath } from './log-words.ts'

/** What was done. */
export function ActionBadge({ log }: { log: Log }) {
  const { label, sentiment } = actionOf(log)
  return (
    <Badge sentiment={sentiment} size="small">
      {label}
    </Badge>
  )
}

/** Who acted: with a link while there is somebody, by name and id afterwards. */
export function PrincipalCell({ log }: { log: Log }) {
  const { name, loading } = useLogName(log.id)
  if (loading) return <StillLine className="w-24" />
  const { kind = 'unknown', name: text = '' } = name?.principal ?? {}
  switch (kind) {
    case 'user':
      return (
        <Marked icon={<User {...icon} />} mark="User">
          <EntityLink to={paths.user(log.bearerId)}>{text}</EntityLink>
        </Marked>
      )
    case 'application':
      return (
        <Marked icon={<AppWindow {...icon} />} mark="Application">
          <EntityLink to={paths.application(log.bearerId)}>{text}</EntityLink>
        </Marked>
      )
    case 'platform':
      return <Marked icon={<Server {...icon} />}>Platform</Marked>
    case 'deleted_user':
      return <Gone log={log} icon={<User {...icon} />} name={text} state="Deleted user" />
    case 'deleted_application':
      return (
        <Gone log={log} icon={<AppWindow {...icon} />} name={text} state="Deleted application" />
      )
    default:
      return <Gone log={log} icon={<CircleQuestionMark {...icon} />} name="Unknown" />
  }
}

/** A principal without a page: its id, which may be cut here, is whole in the details. */
function Gone({
  log,
  icon: drawn,
  name,
  state,
}: {
  log: Log
  icon: ReactNode
  name: string
  state?: string
}) {
  return (
    <Marked icon={drawn}>
      <span className="flex min-w-0 flex-col">
        <span className="wrap-anywhere">{name}</span>
        {state !== undefined && (
          <span className="type-caption text-neutral-text-weak">{state}</span>
        )}
        <span
          className="type-code-small max-w-40 truncate text-neutral-text-weak"
          title={log.bearerId}
        >
          {log.bearerId}
        </span>
      </span>
    </Marked>
  )
}

/** What it was done to, by name, with a link while it is there. */
export function ResourceCell({ log }: { log: Log }) {
  const { name, loading } = useLogName(log.id)
  if (loading) return <StillLine className="w-32" />
  const label = name?.resource.name || log.resourceId
  const path = resourcePath(log)
  const exists = name?.resource.exists === true
  const isGone = name !== undefined && !exists && log.action !== 'deleted'
  return (
    <span className="flex min-w-0 flex-col">
      {exists && path !== undefined ? (
        <EntityLink to={path} className="line-clamp-2">
          {label}
        </EntityLink>
      ) : (
        <span className="line-clamp-2 wrap-anywhere">{label}</span>
      )}
      {isGone && <span className="type-caption text-neutral-text-weak">Deleted since</span>}
    </span>
  )
}

/** The kind of thing it was done to. */
export function ResourceTypeCell({ log }: { log: Log }) {
  const { label, Icon } = resourceOf(log)
  return <Marked icon={Icon && <Icon {...icon} />}>{label}</Marked>
}

const icon = { size: 16, 'aria-hidden': true, className: 'mt-0.5 shrink-0 text-neutral-icon-weak' }

/** @param mark what the icon means, where the text does not say it */
function Marked({
  icon: drawn,
  mark,
  children,
}: {
  icon: ReactNode
  mark?: string
  children: ReactNode
}) {
  return (
    <span className="flex min-w-0 items-start gap-2">
      {drawn}
      {mark !== undefined && <VisuallyHidden>{mark} </VisuallyHidden>}
      {children}
    </span>
  )
}
