import type { ProjectUse } from '../../api/console-api.ts'
import { searchLink } from '../../parts/search-link.ts'
import { paths } from '../../paths.ts'
import { DetailList } from '../../ui/card.tsx'
import { formatNumber } from '../../ui/formats.ts'
import { EntityLink } from '../../ui/link.tsx'
import { isUsed } from './project-deletion.ts'

/** What uses a Project, kind by kind, with links to what the reader may see. */
export function ProjectUsers({ projectId, use }: { projectId: string; use: ProjectUse }) {
  if (!isUsed(use)) {
    return (
      <p className="type-body-small text-neutral-text">
        No API key prefers this Project, it holds no SSH key, and no policy names it.
      </p>
    )
  }
  const keys = paths.sshKeys(projectId)
  const kinds = [
    {
      label: 'Preferred Project of API keys',
      list: paths.apiKeys(),
      total: use.apiKeys.total,
      users: use.apiKeys.named.map(({ id, name }) => ({
        id,
        text: id,
        detail: name,
        to: searchLink(paths.apiKeys(), id),
      })),
    },
    {
      label: 'SSH keys',
      list: keys,
      total: use.sshKeys.total,
      users: use.sshKeys.named.map(({ id, name }) => ({
        id,
        text: name || 'Unnamed key',
        to: searchLink(keys, name || id),
      })),
    },
    {
      label: 'Rules of policies',
      list: paths.policies(),
      total: use.policies.total,
      users: use.policies.named.map(({ id, name }) => ({ id, text: name, to: paths.policy(id) })),
    },
  ]
  return (
    <DetailList
      items={kinds
        .filter(({ total }) => total > 0)
        .map(({ label, ...kind }) => ({
          label: `${label} (${formatNumber(kind.total)})`,
          value: <Named {...kind} />,
        }))}
    />
  )
}

interface User {
  id: string
  text: string
  /** What else is known of it. */
  detail?: string
  to: string
}

function Named({ users, total, list }: { users: readonly User[]; total: number; list: string }) {
  const more = total - users.length
  if (users.length === 0) {
    return <span className="text-neutral-text-weak">You are not allowed to see which.</span>
  }
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {users.map(({ id, text, detail, to }) => (
        <li key={id} className="flex min-w-0 flex-wrap items-baseline gap-x-1">
          <EntityLink to={to}>{text}</EntityLink>
          {detail && (
            <span className="type-caption text-neutral-text-weak wrap-anywhere">{detail}</span>
          )}
        </li>
      ))}
      {more > 0 && (
        <li>
          <EntityLink to={list}>and {formatNumber(more)} more</EntityLink>
        </li>
      )}
    </ul>
  )
}
