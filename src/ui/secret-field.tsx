import { Eye, EyeOff } from 'lucide-react'
import { useEffect, useId, useState } from 'react'

import { IconButton } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

const SHOWN_MS = 30_000
const MASK = '•'.repeat(24)

/**
 * A key in a box, to be read, selected or copied.
 *
 * @param secret hides it until it is asked for: while it is hidden the page does not hold its text.
 *   It hides again after 30 seconds, and when the tab goes into the background.
 * @param copyLabel the copy button's name, such as "Copy secret key"
 */
export function SecretField({
  label,
  value,
  secret = false,
  copyLabel,
}: {
  label: string
  value: string
  secret?: boolean | undefined
  copyLabel: string
}) {
  const id = useId()
  const [shown, setShown] = useState(!secret)

  useEffect(() => {
    if (!secret || !shown) return
    const hide = () => setShown(false)
    const hideInBackground = () => document.hidden && hide()
    const timer = setTimeout(hide, SHOWN_MS)
    document.addEventListener('visibilitychange', hideInBackground)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', hideInBackground)
    }
  }, [secret, shown])

  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-1">
      <span id={id} className="type-body-small-strong text-neutral-text-strong">
        {label}
      </span>
      <div className="surface-weak flex items-center gap-1 rounded-default border border-neutral-border-weak py-1 pr-1 pl-4">
        {shown ? (
          <code className="type-code min-w-0 flex-1 wrap-anywhere text-neutral-text-strong select-all">
            {value}
          </code>
        ) : (
          <span className="type-code min-w-0 flex-1 overflow-hidden text-neutral-text-strong select-none">
            <span aria-hidden>{MASK}</span>
            <VisuallyHidden>Hidden</VisuallyHidden>
          </span>
        )}
        {secret && (
          <IconButton
            label={`Show ${label.toLowerCase()}`}
            aria-pressed={shown}
            icon={shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
            onClick={() => setShown(!shown)}
          />
        )}
        <CopyButton text={value} label={copyLabel} />
      </div>
    </div>
  )
}
