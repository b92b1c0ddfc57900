import type { Log } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'

import { describeUserAgent } from '../../parts/describe-user-agent.ts'
import { QueryError } from '../../parts/query-error.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { type DetailItem, DetailList } from '../../ui/card.tsx'
import { CopyableText } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { formatMoment, timeZoneName, useFormats } from '../../ui/formats.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ActionBadge, PrincipalCell, ResourceCell } from './log-cells.tsx'
import { LogNames } from './log-names.tsx'
import { resourceOf } from './log-words.ts'
import { logQuery } from './queries.ts'

const NO_LOGS: readonly Log[] = []

/** One entry of the log in full, beside the list; its address can be shared. */
export function LogDetails() {
  const { logId = '' } = useParams()
  const { data: log, error, refetch } = useQuery(logQuery(logId))
  const navigate = useNavigate()
  const { search } = useLocation()
  const close = () => void navigate({ pathname: paths.logs(), search }, { replace: true })
  const logs = useMemo(() => (log ? [log] : NO_LOGS), [log])
  return (
    <Dialog
      title="Log details"
      placement="right"
      size="small"
      onClose={close}
      focusHeading
      footer={
        <Button variant="outlined" sentiment="neutral" onClick={close}>
          Close
        </Button>
      }
    >
      {log ? (
        <LogNames logs={logs}>
          <Details log={log} />
        </LogNames>
      ) : error ? (
        <QueryError error={error} what="this log entry" onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={12} />
      )}
    </Dialog>
  )
}

function Details({ log }: { log: Log }) {
  const byPlatform = log.ip === '' && log.userAgent === ''
  const items: DetailItem[] = [
    { label: 'Action', value: <ActionBadge log={log} /> },
    { label: 'Date', value: log.createdAt ? <FullTime moment={log.createdAt} /> : '—' },
    { label: 'Principal', value: <PrincipalCell log={log} /> },
    {
      label: 'Principal ID',
      value: <CopyableText text={log.bearerId} label="Copy principal ID" />,
    },
    { label: 'Resource type', value: resourceOf(log).label },
    { label: 'Resource', value: <ResourceCell log={log} /> },
    {
      label: log.resourceType === 'api_key' ? 'Access key' : 'Resource ID',
      value: <CopyableText text={log.resourceId} label="Copy resource ID" />,
    },
    {
      label: 'IP address',
      value: log.ip ? <CopyableText text={log.ip} label="Copy IP address" /> : 'None',
    },
    {
      label: 'User agent',
      value: byPlatform ? 'None: the platform acted' : <UserAgent text={log.userAgent} />,
    },
    { label: 'Log ID', value: <CopyableText text={log.id} label="Copy log ID" /> },
  ]
  return <DetailList items={items} />
}

/** A moment to the millisecond, on the person's clock and in UTC. */
function FullTime({ moment }: { moment: Date }) {
  const { locale, timeZone } = useFormats()
  const withSeconds = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone })
  return (
    <time dateTime={moment.toISOString()} className="flex flex-col gap-0.5">
      <span>
        {formatMoment(moment, 'date')}, {withSeconds.format(moment)}
        <span className="type-caption ml-2 text-neutral-text">{timeZoneName()}</span>
      </span>
      <span className="type-code-small text-neutral-text">{moment.toISOString()}</span>
    </time>
  )
}

function UserAgent({ text }: { text: string }) {
  return (
    <span className="flex flex-col gap-1">
      <span>{describeUserAgent(text)}</span>
      <span className="type-code-small text-neutral-text wrap-anywhere">{text || 'Not sent'}</span>
    </span>
  )
}
