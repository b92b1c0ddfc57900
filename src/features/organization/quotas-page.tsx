import type { Quotum } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'

import { useSession } from '../../api/session.ts'
import { QueryError } from '../../parts/query-error.tsx'
import { paths } from '../../paths.ts'
import { formatNumber } from '../../ui/formats.ts'
import { EntityLink } from '../../ui/link.tsx'
import { Meter } from '../../ui/meter.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { quotasQuery, usageQuery } from './queries.ts'
import { quotaState } from './quota-state.ts'

/** Where what is counted is listed; SSH keys are listed Project by Project. */
const LISTS: Readonly<Record<string, string>> = {
  IamApiKeys: paths.apiKeys(),
  IamApplications: paths.applications(),
  IamGroups: paths.groups(),
  IamPolicies: paths.policies(),
  IamSshKeys: paths.projects(),
  IamUsers: paths.users(),
  UsrProjectsWidth: paths.projects(),
}

/** The Quotas tab: how much of each limit the Organization uses. */
export function QuotasPage() {
  const { upstream } = useSession()
  const quotas = useQuery(quotasQuery())
  const usage = useQuery(usageQuery())
  const error = quotas.error ?? usage.error
  if (error && !(quotas.data && usage.data)) {
    const retry = () => void Promise.all([quotas.refetch(), usage.refetch()])
    return <QueryError error={error} what="the quotas" onRetry={retry} />
  }
  if (!quotas.data || !usage.data) return <SkeletonRows rows={7} label="Loading the quotas…" />
  const used = usage.data
  return (
    <div className="flex flex-col gap-6">
      <p className="type-body max-w-prose text-neutral-text">
        A quota is the most of something that the Organization may have. When one is used up, the
        API and the console refuse to add another until one is deleted.
      </p>
      <ul className="grid gap-4 small:grid-cols-2">
        {quotas.data.map((quota) => (
          <QuotaCard key={quota.name} quota={quota} current={used.get(quota.name)} />
        ))}
      </ul>
      <Notice>
        Everything of the Organization counts, whoever made it. Limits are set by whoever runs{' '}
        {upstream ?? 'this installation'}.
      </Notice>
    </div>
  )
}

/** @param current how much is used; undefined where that is not known here */
function QuotaCard({ quota, current }: { quota: Quotum; current: number | undefined }) {
  const limit = quota.limits[0]?.limit ?? quota.limit
  const list = LISTS[quota.name]
  const title = list ? <EntityLink to={list}>{quota.prettyName}</EntityLink> : quota.prettyName
  return (
    <li className="flex min-w-0 flex-col gap-2 rounded-default border border-neutral-border p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="type-body-strong">{title}</h2>
        {limit === undefined ? (
          <p className="type-body-small">
            {current === undefined ? 'Without a limit' : `${count(current)}, without a limit`}
          </p>
        ) : (
          <p className="type-body-small-strong text-neutral-text-strong">
            {current === undefined ? 'At most' : `${count(current)} of`} {count(limit)}
          </p>
        )}
      </div>
      {limit !== undefined && current !== undefined && (
        <Use quota={quota} current={current} limit={limit} />
      )}
      <p className="type-caption text-neutral-text-weak">{quota.description}</p>
    </li>
  )
}

function Use({ quota, current, limit }: { quota: Quotum; current: number; limit: number }) {
  const { sentiment, remark } = quotaState(current, limit, quota.unit)
  return (
    <>
      <Meter
        label={`${quota.prettyName} used`}
        value={current}
        max={limit}
        text={`${count(current)} of ${count(limit)}${remark ? `. ${remark}` : ''}`}
        sentiment={sentiment}
      />
      {remark && (
        <p
          className={`type-body-small-strong flex items-center gap-2 ${sentiment === 'danger' ? 'text-danger-text' : 'text-warning-text'}`}
        >
          <CircleAlert size={16} aria-hidden className="shrink-0" />
          {remark}
        </p>
      )}
    </>
  )
}

const count = (number: number) => formatNumber(number)
