import { useCallback, useEffect, useId, useState } from 'react'

import { serverNow } from '../../api/clock.ts'
import { type ApiError, toApiError } from '../../api/errors.ts'
import { downloadText } from '../../parts/download-text.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { formatNumber } from '../../ui/formats.ts'
import { toast } from '../../ui/toast.tsx'
import { type ExportFormat, exportFileName, exportText } from './export-file.ts'
import { readPeriod, spanOf } from './period.ts'
import { type LogsParams, logsRequest } from './queries.ts'
import { MOST_EXPORTED, type Progress, readAllLogs } from './read-all-logs.ts'

/**
 * Reads all pages of the log as it is filtered and saves them as a file. Closing it cancels. When a
 * page cannot be read, what was read can be saved, or the reading goes on from there.
 *
 * Not a route: an address that is opened must not start a download.
 */
export function ExportDialog({
  format,
  params,
  onClose,
}: {
  format: ExportFormat
  params: LogsParams
  onClose: () => void
}) {
  const save = useCallback(
    ({ logs, total = logs.length }: Progress) => {
      const span = spanOf(readPeriod(params.filters.period), serverNow())
      const name = exportFileName(logs, span, format)
      downloadText(name, exportText(logs, format))
      toast({
        sentiment: 'success',
        text:
          logs.length < total
            ? `The first ${formatNumber(logs.length)} of ${formatNumber(total)} log entries were saved as ${name}.`
            : `${entries(logs.length)} ${logs.length === 1 ? 'was' : 'were'} saved as ${name}.`,
      })
      onClose()
    },
    [format, params, onClose],
  )
  const { progress, error, retry } = useReading(params, save)
  const { logs, total } = progress
  const wanted = total === undefined ? undefined : Math.min(total, MOST_EXPORTED)
  return (
    <Dialog
      title={`Export logs as ${format.toUpperCase()}`}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" sentiment="neutral" onClick={onClose}>
            Cancel
          </Button>
          {error && logs.length > 0 && (
            <Button variant="outlined" sentiment="neutral" onClick={() => save(progress)}>
              Save what was read
            </Button>
          )}
          {error && <Button onClick={retry}>Retry</Button>}
        </>
      }
    >
      <ReadingProgress read={logs.length} wanted={wanted} />
      {total !== undefined && total > MOST_EXPORTED && (
        <Alert sentiment="info" title={`An export holds ${entries(MOST_EXPORTED)} at most`}>
          {formatNumber(total)} match the filters. The file will have the{' '}
          {params.sort === 'created_at_desc' ? 'newest' : 'oldest'}; narrow the dates to get the
          others.
        </Alert>
      )}
      {error && (
        <Alert sentiment="danger" title="The log could not be read to its end">
          {error.message}
        </Alert>
      )}
    </Dialog>
  )
}

function entries(count: number): string {
  return `${formatNumber(count)} log ${count === 1 ? 'entry' : 'entries'}`
}

const NOTHING: Progress = { logs: [], total: undefined }

/** Reads until all is there, which `onDone` is told once, or until a page fails. */
function useReading(params: LogsParams, onDone: (progress: Progress) => void) {
  // What is read is what was filtered when it began.
  const [request] = useState(() => logsRequest(params))
  const [start, setStart] = useState(NOTHING)
  const [progress, setProgress] = useState(NOTHING)
  const [error, setError] = useState<ApiError>()

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    readAllLogs(request, start, { signal, onProgress: setProgress }).then(
      (all) => !signal.aborted && onDone(all),
      (failure: unknown) => !signal.aborted && setError(toApiError(failure)),
    )
    return () => controller.abort()
  }, [request, start, onDone])

  const retry = () => {
    setError(undefined)
    setStart({ ...progress })
  }
  return { progress, error, retry }
}

function ReadingProgress({ read, wanted }: { read: number; wanted: number | undefined }) {
  const id = useId()
  const share = wanted ? Math.min(1, read / wanted) : 0
  return (
    <div className="flex flex-col gap-2">
      <p id={id} className="type-body-small">
        {wanted === undefined
          ? 'Reading the log…'
          : `${formatNumber(Math.min(read, wanted))} of ${entries(wanted)} read.`}
      </p>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuenow={Math.round(share * 100)}
        className="h-2 overflow-hidden rounded-xlarge bg-neutral-background-strong"
      >
        <div
          className="h-full rounded-xlarge bg-primary-background-strong"
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  )
}
