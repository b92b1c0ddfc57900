import { useState } from 'react'
import { useLocation } from 'react-router'

import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Status } from '../../ui/status.tsx'
import { toast } from '../../ui/toast.tsx'
import { TypedConfirm } from '../../ui/typed-confirm.tsx'
import { useDeleteApiKeys } from './api-key-writes.ts'
import { forgetUnsaved } from './unsaved-keys.ts'
import { useKeyList } from './use-key-list.ts'

const ACCESS_KEY = /^SCW[A-Z0-9]{17}$/

/** What became of one key: it is deleted, or why not. */
type Result = { deleted: true } | { deleted: false; why: string }

/**
 * Deletes the keys that are ticked in the list, once DELETE is typed. Every key shows its own result;
 * when some fail, the dialog stays and those can be tried again.
 */
export function DeleteSelectedDialog() {
  const { path } = useKeyList()
  const { search } = useLocation()
  const navigate = useNavigateFromHere()
  const [results, setResults] = useState<Readonly<Record<string, Result>>>({})
  const remove = useDeleteApiKeys((key, why) => {
    if (why === undefined) forgetUnsaved(key)
    setResults((before) => ({
      ...before,
      [key]: why === undefined ? { deleted: true } : { deleted: false, why },
    }))
  })
  const params = new URLSearchParams(search)
  const keys = [...new Set(params.getAll('key'))].filter((key) => ACCESS_KEY.test(key))
  const left = keys.filter((key) => results[key]?.deleted !== true)
  const failed = keys.filter((key) => results[key]?.deleted === false)

  const close = () => {
    params.delete('key')
    void navigate({ pathname: path, search: params.toString() }, { replace: true })
  }
  const confirm = async () => {
    setResults((before) =>
      Object.fromEntries(Object.entries(before).filter(([, result]) => result.deleted)),
    )
    if ((await remove.mutateAsync(left)) > 0) return
    toast({ sentiment: 'success', text: `${counted(keys.length)} deleted` })
    close()
  }

  if (keys.length === 0) {
    return (
      <Dialog title="Delete API keys" onClose={close}>
        <EmptyState
          illustration="key"
          title="No API key is selected"
          description="Tick the keys in the list first."
        />
      </Dialog>
    )
  }
  return (
    <TypedConfirm
      title={`Delete ${counted(keys.length)}`}
      word="DELETE"
      confirmLabel={failed.length > 0 ? 'Try again' : `Delete ${counted(left.length)}`}
      error={
        failed.length > 0 &&
        `${counted(failed.length)} could not be deleted. ${counted(keys.length - left.length)} deleted.`
      }
      onClose={close}
      onConfirm={confirm}
    >
      <p>
        {keys.length === 1
          ? 'This key stops working at once, and whatever uses it loses access.'
          : 'These keys stop working at once, and whatever uses them loses access.'}{' '}
        This cannot be undone.
      </p>
      <div
        // A region that scrolls has to take the focus, or the keyboard cannot scroll it.
        tabIndex={0}
        role="group"
        aria-label="API keys to delete"
        className="max-h-60 overflow-y-auto rounded-default border border-neutral-border-weak"
      >
        <ul>
          {keys.map((key) => (
            <li
              key={key}
              className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-neutral-border-weak px-3 py-2 last:border-0"
            >
              <span className="type-code">{key}</span>
              <KeyResult result={results[key]} pending={remove.isPending} />
            </li>
          ))}
        </ul>
      </div>
    </TypedConfirm>
  )
}

function KeyResult({ result, pending }: { result: Result | undefined; pending: boolean }) {
  if (result?.deleted) return <Status sentiment="success">Deleted</Status>
  if (result) {
    return (
      <span className="basis-full">
        <Status sentiment="danger">Not deleted</Status>
        <span className="block type-caption text-danger-text">{result.why}</span>
      </span>
    )
  }
  return pending ? <Spinner label="Being deleted" /> : null
}

function counted(count: number): string {
  return count === 1 ? '1 API key' : `${count} API keys`
}
