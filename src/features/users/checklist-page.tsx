import { CircleCheck, KeyRound, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { Outlet, useLocation } from 'react-router'

import { serverNow } from '../../api/clock.ts'
import type { Requirement } from '../../api/session-api.ts'
import { useSession } from '../../api/session.ts'
import { accountDialogs, paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { relativeTime } from '../../ui/relative-time.ts'
import { Time } from '../../ui/time.tsx'

type RequirementType = Requirement['type']

const ITEMS = {
  update_password: {
    title: 'Update password',
    icon: KeyRound,
    text: 'Someone else has chosen your password. Choose one that only you know.',
    dialog: 'password',
  },
  set_mfa: {
    title: 'Enable MFA',
    icon: Smartphone,
    text: 'Signing in will also ask for a one-time password that an app on your phone shows.',
    dialog: 'setUpMfa',
  },
} as const

/** What the Organization's security settings want of the signed-in member, until it is done. */
export function ChecklistPage() {
  const { requirements } = useSession()
  const { state } = useLocation()
  const [seen, setSeen] = useState<readonly RequirementType[]>([])
  const [returnTo] = useState(() => pathOf(state) ?? paths.organization())
  const fresh = requirements.map(({ type }) => type).filter((type) => !seen.includes(type))
  if (fresh.length > 0) setSeen([...seen, ...fresh])
  const isDone = requirements.length === 0
  return (
    <div className="flex max-w-177 flex-col gap-8">
      <PageHeader
        title="Checklist"
        subtitle={
          isDone
            ? 'Nothing is left to do. Your account meets the security requirements of your Organization.'
            : 'Your Organization asks you to do this for the security of your account.'
        }
      />
      {seen.length > 0 && (
        <ul className="flex flex-col gap-4">
          {seen.map((type) => (
            <li key={type}>
              <Item type={type} open={requirements.find((open) => open.type === type)} />
            </li>
          ))}
        </ul>
      )}
      <div className="flex justify-end">
        <ButtonLink
          to={returnTo}
          {...(isDone ? {} : { variant: 'ghost' as const, sentiment: 'neutral' as const })}
        >
          {isDone ? 'Continue' : 'Do it later'}
        </ButtonLink>
      </div>
      <Outlet />
    </div>
  )
}

/** @param open undefined once it is done */
function Item({ type, open }: { type: RequirementType; open: Requirement | undefined }) {
  const { title, icon: Icon, text, dialog } = ITEMS[type]
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-4">
        {open ? (
          <Icon size={24} aria-hidden className="shrink-0 text-neutral-icon" />
        ) : (
          <CircleCheck size={24} aria-hidden className="shrink-0 text-success-text" />
        )}
        <div className="flex min-w-0 flex-1 basis-60 flex-col gap-1">
          <h2 className="type-body-stronger text-neutral-text-strong">{title}</h2>
          <p className="type-body-small text-neutral-text">{open ? text : 'Done.'}</p>
          {open?.expiresAt && (
            <p className="type-body-small text-warning-text">
              Your account is locked if this is not done by{' '}
              <Time value={open.expiresAt} format="datetime" /> ({timeLeft(open.expiresAt)}).
            </p>
          )}
        </div>
        {open && <ButtonLink to={accountDialogs(paths.checklist())[dialog]}>{title}</ButtonLink>}
      </div>
    </Card>
  )
}

/** "in 2 days". */
function timeLeft(end: Date): string {
  const words = relativeTime(end, serverNow()) ?? 'over'
  return words.charAt(0).toLowerCase() + words.slice(1)
}

function pathOf(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('returnTo' in state)) return undefined
  return typeof state.returnTo === 'string' ? state.returnTo : undefined
}
