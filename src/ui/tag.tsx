import { X } from 'lucide-react'

/**
 * A short text in a box, such as a group's name; with `onRemove`, a button to take it away.
 *
 * @param prefix what kind of thing it is, said before the text
 */
export function Tag({
  children,
  prefix,
  onRemove,
}: {
  children: string
  prefix?: string | undefined
  onRemove?: (() => void) | undefined
}) {
  return (
    <span className="type-caption inline-flex min-h-6 max-w-full items-stretch rounded-default border border-neutral-border bg-neutral-background text-neutral-text">
      <span title={children} className="max-w-58 truncate px-2 py-0.75">
        {prefix && <span className="text-neutral-text-weak">{prefix} </span>}
        {children}
      </span>
      {onRemove && (
        <button
          type="button"
          aria-label={`Remove ${children}`}
          onClick={onRemove}
          className="-my-px grid min-h-6 w-6 shrink-0 place-items-center rounded-r-default border-l border-neutral-border hover:bg-neutral-background-hover"
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </span>
  )
}
